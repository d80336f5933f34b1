//! What a person decides at the command line, and how it is taken back.

use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;

use crate::common::{articles, chancery, folder, stderr, stdout};

/// A record of a visit that two papers tell of, and of one a month later.
fn record(name: &str) -> PathBuf {
    let place = folder(name);
    let path = articles(
        &place,
        &[
            (
                "a.txt",
                "LIMA, 6 March 2024 - Foreign Minister Ana Orlo of Peru visited Chile on 3 March 2024.",
            ),
            (
                "b.txt",
                "LIMA, 7 March 2024 - Foreign Minister Ana Orlo of Peru paid a visit to Chile on 3 March 2024, said the ministry in Lima.",
            ),
            (
                "c.txt",
                "LIMA, 22 April 2024 - Foreign Minister Ana Orlo of Peru visited Chile on 19 April 2024.",
            ),
        ],
    );
    let record = place.join("decided.db");
    chancery()
        .arg("--db")
        .arg(&record)
        .arg("add")
        .arg(path)
        .assert()
        .code(0);
    record
}

fn run(record: &Path, arguments: &[&str]) -> Assert {
    let mut command = chancery();
    command.env("USER", "ana").arg("--db").arg(record);
    command.args(arguments).assert()
}

/// Visits as (id of the fact, ids of its claims), in order of their days.
fn visits(record: &Path) -> Vec<(String, Vec<String>)> {
    let exported = stdout(&run(record, &["export", "jsonl"]));
    let mut visits: Vec<(String, String, Vec<String>)> = (exported.lines())
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|fact| fact.to_string().contains("\"type\":\"visit\""))
        .map(|fact| {
            let sources = fact["sources"].as_array().unwrap();
            let claims = sources
                .iter()
                .map(|s| s["claim"].as_str().unwrap().to_owned());
            let start = fact["body"]["event"]["start"].as_str().unwrap_or_default();
            (
                start.to_owned(),
                fact["id"].as_str().unwrap().to_owned(),
                claims.collect(),
            )
        })
        .collect();
    visits.sort();
    visits
        .into_iter()
        .map(|(_, id, claims)| (id, claims))
        .collect()
}

/// The id that a decision was given.
fn decision(run: &Assert) -> String {
    stdout(run).split(' ').next().unwrap().to_owned()
}

#[test]
fn a_decision_holds_and_can_be_undone() {
    let record = record("decisions");
    let before = stdout(&run(&record, &["export", "jsonl"]));
    let found = visits(&record);
    assert_eq!(found.len(), 2, "{before}");
    run(&record, &["decisions"]).code(1);

    let merged = run(
        &record,
        &[
            "merge",
            &found[0].0,
            &found[1].1[0],
            "--reason",
            "one journey",
        ],
    )
    .code(0);
    let merge = decision(&merged);
    assert!(merge.starts_with("dec_"), "{merge}");
    assert_eq!(visits(&record).len(), 1);
    let listed = stdout(&run(&record, &["decisions"]).code(0));
    assert!(
        listed.starts_with(&merge) && listed.contains(" ana merge clm_"),
        "{listed}"
    );
    assert!(listed.trim_end().ends_with(": one journey"), "{listed}");
    let shown = stdout(&run(&record, &["show", &found[1].0]).code(0));
    assert!(
        shown.contains("decided: merge") && shown.contains(&merge),
        "{shown}"
    );
    let checked = stdout(&run(&record, &["verify"]).code(0));
    assert!(
        checked.contains(", 1 decision checked: all is sound"),
        "{checked}"
    );

    run(&record, &["undo", &merge, "--by", "lan"]).code(0);
    assert_eq!(stdout(&run(&record, &["export", "jsonl"])), before);
    let listed = stdout(&run(&record, &["decisions"]));
    assert!(
        listed.contains("(undone)") && listed.contains(&format!(" lan undo {merge}")),
        "{listed}"
    );
    run(&record, &["undo", &merge]).code(2);
}

#[test]
fn claims_are_split_off_rejected_and_accepted() {
    let record = record("judged");
    let found = visits(&record);
    let (fact, claims) = found.iter().find(|(_, claims)| claims.len() > 1).unwrap();
    run(&record, &["split", &claims[1]]).code(0);
    assert_eq!(visits(&record).len(), 3);
    run(&record, &["reject", &claims[1]]).code(0);
    assert_eq!(visits(&record).len(), 2);
    let shown = stdout(&run(&record, &["show", &claims[1]]).code(0));
    assert!(shown.contains("which was rejected"), "{shown}");
    run(&record, &["accept", &claims[1]]).code(0);
    assert_eq!(visits(&record).len(), 3);
    run(&record, &["split", fact]).code(2);
    run(&record, &["verify"]).code(0);
}

#[test]
fn fields_and_names_are_corrected_by_the_words_of_the_format() {
    let record = record("corrected");
    let found = visits(&record);
    let claim = found
        .iter()
        .map(|(_, claims)| claims)
        .find(|c| c.len() == 1)
        .unwrap()[0]
        .clone();
    run(&record, &["correct", &claim, "topic", "fisheries"]).code(0);
    run(&record, &["name", &claim, "visitor", "Ana Maria Orlo"]).code(0);
    let shown = stdout(&run(&record, &["show", &claim]).code(0));
    assert!(
        shown.contains("topic: fisheries") && shown.contains("Ana Maria Orlo"),
        "{shown}"
    );
    for (field, value, complaint) in [
        ("status", "happened", "occurred"),
        ("start", "in May", "in May"),
        ("colour", "red", "participants.N.name"),
    ] {
        let refused = run(&record, &["correct", &claim, field, value]).code(2);
        assert!(stderr(&refused).contains(complaint), "{}", stderr(&refused));
    }
    run(&record, &["name", &claim, "mediator", "Lan Vo"]).code(2);
    assert_eq!(stdout(&run(&record, &["decisions"])).lines().count(), 2);
    run(&record, &["verify"]).code(0);
}

#[test]
fn wrong_ids_and_no_author_are_errors() {
    let record = record("undecided");
    run(&record, &["reject", "nonsense"]).code(2);
    run(&record, &["reject", "evt_aaaaaaaaaaaaaaaa"]).code(2);
    let fact = &visits(&record)[0].0;
    let mut nobody = chancery();
    for name in ["USER", "LOGNAME", "USERNAME"] {
        nobody.env_remove(name);
    }
    let refused = nobody
        .arg("--db")
        .arg(&record)
        .args(["accept", fact])
        .assert()
        .code(2);
    assert!(stderr(&refused).contains("--by"));
    for verb in [
        "merge", "split", "reject", "accept", "correct", "name", "undo", "review",
    ] {
        let help = stdout(&chancery().args([verb, "--help"]).assert().code(0));
        assert!(help.contains(&format!("chancery {verb} ")), "{help}");
    }
}

#[test]
fn review_lists_what_nobody_has_judged() {
    let place = folder("review");
    let path = articles(
        &place,
        &[
            (
                "a.txt",
                "HANOI, 12 May 2024 - Two-way trade between Peru and Vietnam reached $650 million in 2023, the trade ministry said.",
            ),
            (
                "b.txt",
                "LIMA, 20 May 2024 - Two-way trade between Peru and Vietnam reached $710 million in 2023, officials in Lima said.",
            ),
        ],
    );
    let record = place.join("review.db");
    chancery()
        .arg("--db")
        .arg(&record)
        .arg("add")
        .arg(path)
        .assert()
        .code(0);
    let listed = stdout(&run(&record, &["review", "--queue", "conflicts"]).code(0));
    assert!(
        listed.contains("disputed: value") && listed.contains("2 sources"),
        "{listed}"
    );
    let fact = listed
        .lines()
        .next()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    run(&record, &["accept", &fact]).code(0);
    run(&record, &["review", "--queue", "conflicts"]).code(1);
}
