//! Lines of any bytes become documents or reasons, each with its place.
#![no_main]

use chancery_intake::{Defaults, Format, documents};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|&byte| byte == b'\n').count();
    let mut last = 0;
    let found = documents(bytes, "fuzz.jsonl", Format::Jsonl, &Defaults::default());
    let mut count = 0;
    for item in found {
        count += 1;
        if let Err(complaint) = item {
            let line = complaint.line.expect("JSONL is read by lines");
            assert!(line > last && line as usize <= lines);
            assert!(complaint.offset <= bytes.len() as u64);
            last = line;
        }
    }
    assert!(count <= lines);
    for item in documents(bytes, "fuzz", Format::Auto, &Defaults::default()) {
        let _ = item;
    }
});
