//! What README and docs say of the command is what the command says of itself.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::{chancery, stdout};

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

fn help(arguments: &[&str]) -> String {
    stdout(&chancery().args(arguments).arg("--help").assert().code(0))
}

/// The verbs that the help lists.
fn verbs() -> BTreeSet<String> {
    let help = help(&[]);
    let listed = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("Options:")
        .next()
        .unwrap();
    let verb = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let listed = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    listed
        .filter_map(verb)
        .filter(|verb| verb != "help")
        .collect()
}

/// Pieces of code in a text: `chancery …` between backticks, and lines that begin with it.
fn commands(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let lines = text.lines().map(str::trim);
    (quoted.chain(lines))
        .filter_map(|code| {
            code.strip_prefix("chancery ")
                .or(code.split_once("| chancery ").map(|(_, rest)| rest))
        })
        .filter(|code| code.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_verb_that_is_told_exists_and_every_verb_is_told() {
    let verbs = verbs();
    assert!(verbs.len() > 15, "{verbs:?}");
    let files = [
        "README.md",
        "ARCHITECTURE.md",
        "docs/record.md",
        "docs/confidence.md",
        "examples/README.md",
    ];
    for file in files {
        for command in commands(&text(file)) {
            let verb = command.split_whitespace().next().unwrap();
            assert!(verbs.contains(verb), "{file}: chancery {command}");
        }
    }
    let readme = text("README.md");
    for verb in verbs.iter().filter(|verb| *verb != "analyse") {
        let told =
            readme.contains(&format!("`chancery {verb}")) || readme.contains(&format!("`{verb} "));
        assert!(told, "README.md does not tell of {verb}");
    }
}

#[test]
fn every_flag_that_is_told_exists() {
    for row in text("README.md")
        .lines()
        .filter(|line| line.starts_with("| `chancery "))
    {
        let told = row.split("`chancery ").nth(1).unwrap();
        let verb = told.split([' ', '`']).next().unwrap();
        let own = help(&[verb]);
        let flags = row
            .split('`')
            .skip(1)
            .step_by(2)
            .flat_map(str::split_whitespace);
        for flag in flags.filter(|word| word.starts_with("--")) {
            assert!(own.contains(flag), "{verb} has no {flag}");
        }
    }
}
