//! A file of any bytes becomes a document or a reason why not.
#![no_main]

use chancery_intake::{Defaults, Format, documents};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let found: Vec<_> = documents(bytes, "fuzz.txt", Format::Text, &Defaults::default()).collect();
    assert_eq!(found.len(), 1);
    if let Ok(document) = &found[0] {
        let mut at = 0;
        for block in &document.blocks {
            let gap = document.text.get(at..block.span.start as usize);
            assert!(gap.is_some_and(|gap| gap.trim().is_empty()));
            at = block.span.end as usize;
        }
        assert!(document.text[at..].trim().is_empty());
    }
});
