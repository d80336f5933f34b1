//! The record over time at the command line.

use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;

use crate::common::{articles, chancery, folder, stderr, stdout};

/// A moment between two batches of articles: the clock of the record has six digits of the second.
fn pause() -> String {
    std::thread::sleep(std::time::Duration::from_millis(5));
    let now = jiff::Timestamp::now().to_string();
    std::thread::sleep(std::time::Duration::from_millis(5));
    now
}

fn run(record: &Path, arguments: &[&str]) -> Assert {
    let mut command = chancery();
    command.env("USER", "ana").arg("--db").arg(record);
    command.args(arguments).assert()
}

/// A record into which reports came in two batches, and the moment between them.
fn record(name: &str) -> (PathBuf, String) {
    let place = folder(name);
    let record = place.join("talks.db");
    let first = articles(
        &place,
        &[(
            "a.txt",
            "LIMA, 27 May 2024 - Peru and Chile signed a protocol on fisheries for 2025-2029 on 26 May 2024. \
             The two countries established diplomatic relations on 24 June 1967.",
        )],
    );
    run(&record, &["add", first.to_str().unwrap()]).code(0);
    let between = pause();
    let second = place.join("b.txt");
    let text =
        "LIMA, 6 March 2025 - Foreign Minister Ana Orlo of Peru visited Chile on 3 March 2025.";
    std::fs::write(&second, text).unwrap();
    run(&record, &["add", second.to_str().unwrap()]).code(0);
    (record, between)
}

#[test]
fn what_came_later_is_not_seen_earlier_and_is_told_as_new() {
    let (record, between) = record("over-time");
    let now = stdout(&run(&record, &["timeline", "PER", "CHL"]));
    let then = stdout(&run(
        &record,
        &["timeline", "PER", "CHL", "--as-of", &between],
    ));
    assert!(
        now.contains("Ana Orlo") && !then.contains("Ana Orlo"),
        "{now}{then}"
    );
    let told = stdout(&run(&record, &["diff", "--since", &between]).code(0));
    assert!(
        told.contains("New (") && told.contains("because of b.txt"),
        "{told}"
    );
    let json = stdout(&run(
        &record,
        &["diff", "--since", &between, "--to", "json"],
    ));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        json["facts"]
            .as_array()
            .unwrap()
            .iter()
            .all(|fact| fact["change"] == "new")
    );
    // The same program reads the same.
    run(&record, &["reread"]).code(0);
    run(&record, &["diff", "--since", "2999-01-01"]).code(1);
    let wrong = stderr(
        &run(
            &record,
            &["diff", "--since", "2020-01-02", "--until", "2020-01-01"],
        )
        .code(2),
    );
    assert!(wrong.contains("exchange them"), "{wrong}");
}

#[test]
fn agreements_run_out_and_relations_have_anniversaries() {
    let (record, _) = record("lives");
    let record_path = record.to_str().unwrap();
    let all = stdout(&run(&record, &["agreements", record_path, "Chile", "Peru"]).code(0));
    assert!(
        all.contains("fisheries") && all.contains("until 31 Dec 2029"),
        "{all}"
    );
    run(&record, &["agreements", "--expires-before", "2029"]).code(1);
    run(
        &record,
        &["agreements", "--expires-within", "90", "--on", "2029-11-01"],
    )
    .code(0);
    let pair = stdout(
        &run(
            &record,
            &["relations", "Peru", "Chile", "--on", "2026-01-01"],
        )
        .code(0),
    );
    assert!(
        pair.contains("60 years since 24 Jun 1967") && pair.contains("24 Jun 2027"),
        "{pair}"
    );
    let wrong = stderr(&run(&record, &["agreements", "Atlantis"]).code(2));
    assert!(wrong.contains("'Atlantis'"), "{wrong}");
}
