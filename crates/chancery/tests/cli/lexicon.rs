//! Tables: printed, written, changed, tried.

use std::fs;

use crate::common::{articles, chancery, folder, stderr, stdout};

/// Adds a row to a table of a folder, in its place.
fn add_row(words: &std::path::Path, table: &str, row: &str) {
    let file = words.join(table);
    let text = fs::read_to_string(&file).unwrap();
    let (header, mut rows): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with('#'));
    rows.push(row);
    rows.sort_unstable();
    let lines: Vec<&str> = header.into_iter().chain(rows).collect();
    fs::write(file, lines.join("\n") + "\n").unwrap();
}

#[test]
fn a_new_verb_shows_what_it_changes() {
    let place = folder("lexicon");
    let words = place.join("words");
    chancery()
        .args(["lexicon", "write"])
        .arg(&words)
        .assert()
        .success();
    let read = articles(
        &place,
        &[(
            "ferry.txt",
            "“The ferry is a gift to both our peoples,” rejoyced Foreign Minister Juan Paz of Ecuador on Monday.\n",
        )],
    );
    let check = |words: &std::path::Path| {
        let mut command = chancery();
        command.args(["lexicon", "check"]).arg(words).arg(&read);
        command.assert()
    };
    let same = stdout(&check(&words).success());
    assert_eq!(same, "0 claims more, 0 fewer in 1 articles\n");

    add_row(&words, "speech_verbs.tsv", "rejoyce\tsupport\tthat,quoted");
    let changed = stdout(&check(&words).success());
    assert!(
        changed.contains("  + rejoyce\tsupport\tthat,quoted"),
        "{changed}"
    );
    assert!(changed.contains("Juan Paz (ECU) support"), "{changed}");

    let with = chancery()
        .args(["read", "--to", "table", "--tables"])
        .arg(&words)
        .arg(&read)
        .assert()
        .success();
    assert!(stdout(&with).contains("Juan Paz (ECU) support"));
}

#[test]
fn a_broken_table_is_told_with_file_and_line() {
    let words = folder("lexicon-broken");
    chancery()
        .args(["lexicon", "write"])
        .arg(&words)
        .assert()
        .success();
    add_row(&words, "speech_verbs.tsv", "rejoyce");
    let run = chancery()
        .args(["lexicon", "check"])
        .arg(&words)
        .assert()
        .code(1);
    let said = stdout(&run);
    assert!(said.contains("speech_verbs.tsv: line "), "{said}");
    assert!(said.contains("1 cells where the table has 3"), "{said}");

    fs::write(words.join("verbs.tsv"), "# Verbs.\n").unwrap();
    let run = chancery()
        .args(["lexicon", "check"])
        .arg(&words)
        .assert()
        .code(2);
    assert!(stderr(&run).contains("there is no table of this name"));
}
