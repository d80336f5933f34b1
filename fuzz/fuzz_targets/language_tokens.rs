//! Any text: tokens tile it, trees hold, and nothing panics.
#![no_main]

use chancery_language::Pipeline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analysis = Pipeline::english().analyse(text);
    let mut end = 0;
    for token in analysis.tokens() {
        assert!(matches!(&text[end..token.start()], "" | " "));
        assert!(token.end() > token.start());
        assert!(analysis.sentence_of(token.index()).contains(&token.head()));
        end = token.end();
    }
    assert!(matches!(&text[end..], "" | " "));
});
