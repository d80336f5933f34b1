//! Headline and text, with a blank line between, are cut into blocks.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (title, text) = input.split_once("\n\n").unwrap_or(("", input));
    let document = chancery_intake::document("fuzz", Some(title), None, None, None, text);
    let mut at = 0;
    for block in &document.blocks {
        assert!(block.span.start >= at && !block.span.is_empty());
        assert!(text.get(block.span.range()).is_some());
        at = block.span.end;
    }
    if let Some(dateline) = document.dateline {
        assert!(
            document
                .blocks
                .iter()
                .any(|b| b.span.contains(dateline.span))
        );
        for part in [dateline.place, dateline.agency, dateline.date] {
            assert!(part.is_none_or(|part| dateline.span.contains(part)));
            assert!(part.is_none_or(|part| text.get(part.range()).is_some()));
        }
    }
});
