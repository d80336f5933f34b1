//! Long and hostile texts: done, and at a cost that grows as the text does.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Shapes of text that made some look-back go through all that went before.
const SHAPES: [&str; 8] = [
    "The minister met the envoy of Laos in Hanoi. ",
    "He met them. ",
    "he said that ",
    "minister of the state of the ",
    "the ministers' ‘homes' ",
    "Ana Ruiz met Ben Adeyemi and the two ministers. ",
    "He said: “She said ‘we go” and “they” ",
    "US-Peru-",
];

/// Reads a text of so many bytes and gives the time that took.
fn read(shape: &str, bytes: usize) -> Duration {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.txt");
    std::fs::write(&path, shape.repeat(bytes / shape.len())).expect("a file");
    let began = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args([
            "read", "--jobs", "1", "--quiet", "--from", "text", "--to", "jsonl",
        ])
        .arg(&path)
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    // Nothing found is an answer; a fault or a refusal is not.
    assert!(matches!(status.code(), Some(0 | 1)), "{shape:?}: {status}");
    began.elapsed()
}

#[test]
fn four_times_the_text_costs_no_sixteen_times_the_work() {
    for shape in SHAPES {
        let (short, long) = (read(shape, 20_000), read(shape, 80_000));
        // Generous: a busy machine may slow either run. The start of the program is in both.
        let most = short * 12 + Duration::from_secs(2);
        assert!(long < most, "{shape:?}: {short:?}, then {long:?}");
    }
}
