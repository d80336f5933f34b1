//! Whatever an article says, reading ends, and what it found stands in the text.
#![no_main]

use std::sync::OnceLock;

use chancery_language::Pipeline;
use libfuzzer_sys::fuzz_target;

static PIPELINE: OnceLock<Pipeline> = OnceLock::new();

fuzz_target!(|text: &str| {
    let pipeline = PIPELINE.get_or_init(Pipeline::english);
    let document = chancery_intake::document("fuzz", None, None, Some("2021-03-10"), None, text);
    let reading = chancery_reading::read(&document, pipeline);
    for statement in &reading.statements {
        for span in statement.span.iter().chain(&statement.evidence) {
            assert!(
                text.get(span.range())
                    .is_some_and(|words| !words.is_empty())
            );
        }
    }
    for event in &reading.events {
        for span in &event.evidence {
            assert!(text.get(span.range()).is_some());
        }
    }
});
