//! The rules of the house that no compiler checks: which crate may know which, what tables look like, what
//! may stand in no file. Each rule says why it is one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates from the top to the bottom: each may know those below it, none above (ARCHITECTURE.md).
const LAYERS: [&str; 12] = [
    "chancery",
    "chancery-server",
    "chancery-export",
    "chancery-brief",
    "chancery-record",
    "chancery-reading",
    "chancery-actors",
    "chancery-intake",
    "chancery-expressions",
    "chancery-language",
    "chancery-model",
    "chancery-tables",
];

/// What only some crates may know of those below them: a wall the order alone does not draw.
const WALLS: [(&str, &[&str]); 7] = [
    ("chancery-tables", &[]),
    ("chancery-model", &[]),
    ("chancery-language", &[]),
    (
        "chancery-expressions",
        &["chancery-model", "chancery-tables"],
    ),
    (
        "chancery-intake",
        &["chancery-model", "chancery-expressions", "chancery-tables"],
    ),
    ("chancery-record", &["chancery-model", "chancery-tables"]),
    ("chancery-brief", &["chancery-model", "chancery-tables"]),
];

/// Crates whose answers depend on their arguments and nothing else.
const PURE: [&str; 8] = [
    "chancery-tables",
    "chancery-model",
    "chancery-language",
    "chancery-expressions",
    "chancery-intake",
    "chancery-actors",
    "chancery-reading",
    "chancery-brief",
];

/// What a file of a pure crate may do all the same.
const ALLOWED: [(&str, &str); 1] = [
    // A pipeline that the user trained is read from the file named.
    ("crates/chancery-language/src/pipeline.rs", "std::fs"),
];

/// Longest source file, in lines. Beyond it a file holds more than one idea.
const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the repository that people write, by path from the root, sorted.
fn files() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let skipped = [
                "target",
                ".git",
                "models",
                "corpus",
                "artifacts",
                "__pycache__",
                ".venv",
            ];
            if path.is_dir() && !skipped.contains(&name.as_str()) {
                walk(&path, found);
            } else if path.is_file() && name != ".git" {
                // Of a linked work tree `.git` is a file.
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    found
}

fn with_ending(ending: &str) -> Vec<PathBuf> {
    let mut files = files();
    files.retain(|path| path.extension().is_some_and(|e| e == ending));
    files
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Names of our crates that a manifest's section lists.
fn known(manifest: &str, section: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == section;
        } else if inside && line.starts_with("chancery") {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            found.push(name.to_owned());
        }
    }
    found
}

fn manifests() -> BTreeMap<String, String> {
    let folders = fs::read_dir(root().join("crates")).unwrap();
    folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (
                name,
                fs::read_to_string(entry.path().join("Cargo.toml")).unwrap(),
            )
        })
        .collect()
}

#[test]
fn crates_know_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (name, manifest) in manifests() {
        let Some(level) = LAYERS.iter().position(|layer| *layer == name) else {
            wrong.push(format!("{name} has no place in LAYERS"));
            continue;
        };
        let wall = WALLS.iter().find(|(inside, _)| *inside == name);
        for other in known(&manifest, "[dependencies]") {
            let below = LAYERS.iter().position(|layer| *layer == other);
            if below.is_none_or(|below| below <= level) {
                wrong.push(format!("{name} must not know {other}, which lies above it"));
            }
            if wall.is_some_and(|(_, allowed)| !allowed.contains(&other.as_str())) {
                wrong.push(format!("{name} must not know {other}: there is a wall"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_is_under_the_lints_of_the_workspace() {
    for (name, manifest) in manifests() {
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{name}: its Cargo.toml lacks `[lints] workspace = true`"
        );
    }
}

/// Output must not depend on the machine or the day. (Order of hash tables: clippy's `iter_over_hash_type`.)
#[test]
fn pure_crates_touch_nothing_outside() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env::",
        "std::process",
        "SystemTime",
        "Instant::now",
        "thread_rng",
        "Zoned::now",
    ];
    let mut wrong = Vec::new();
    for path in with_ending("rs") {
        let name = shown(&path);
        let inside = PURE
            .iter()
            .any(|krate| name.starts_with(&format!("crates/{krate}/src/")));
        if !inside {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let used = forbidden.iter().find(|word| code.contains(**word));
            if let Some(word) = used.filter(|word| !ALLOWED.contains(&(name.as_str(), **word))) {
                wrong.push(format!("{name}:{}: {word} in a pure crate", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A table without source and licence cannot be shipped; one that is sorted can be searched and merged.
#[test]
fn tables_say_whence_they_come_and_are_sorted() {
    let mut wrong = Vec::new();
    let data = root().join("data");
    for path in with_ending("tsv")
        .into_iter()
        .filter(|path| path.starts_with(&data))
    {
        let name = shown(&path);
        let table = fs::read_to_string(&path).unwrap();
        let header: Vec<&str> = table
            .lines()
            .take_while(|line| line.starts_with('#'))
            .collect();
        let header = header.join("\n");
        let licences = ["licence", "CC0", "MIT", "CC BY", "Unicode"];
        if !header.starts_with("# ")
            || !licences
                .iter()
                .any(|l| header.contains(l) || header.contains("Licence"))
        {
            wrong.push(format!(
                "{name}: the header must name content, source, licence, date"
            ));
        }
        let rows: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        let ordered = header.contains("Order matters");
        for pair in rows.windows(2) {
            if pair[0] == pair[1] || (!ordered && pair[0] > pair[1]) {
                wrong.push(format!(
                    "{name}: row '{}' is out of order or double (sort by bytes, or say \"Order matters\")",
                    pair[1]
                ));
                break;
            }
        }
        if rows.iter().any(|row| row.trim().is_empty()) {
            wrong.push(format!("{name}: has a blank row"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Paths of one machine and hosts of one registry mean nothing elsewhere.
#[test]
fn no_file_names_a_machine() {
    let forbidden = [
        concat!("/", "work/"),
        concat!("/", "root/"),
        concat!("/", "tmp/"),
        concat!("/", "home/"),
        concat!("arti", "factory"),
        concat!("index.crates", ".io"),
    ];
    let mut wrong = Vec::new();
    for path in files() {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = forbidden.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{}:{}: names {word}", shown(&path), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_lock_file_names_the_public_registry_only() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        let public = line.starts_with("source = \"registry+https://github.com/rust-lang/")
            && line.ends_with("-index\"");
        assert!(public, "{line}");
    }
}

/// One idea a file.
#[test]
fn files_are_short() {
    let mut long: Vec<(usize, String)> = with_ending("rs")
        .iter()
        .map(|path| {
            (
                fs::read_to_string(path).unwrap().lines().count(),
                shown(path),
            )
        })
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .collect();
    long.sort();
    let list: Vec<String> = long
        .iter()
        .map(|(lines, name)| format!("{lines} {name}"))
        .collect();
    assert!(
        list.is_empty(),
        "files of more than {LONGEST_FILE} lines; split them by idea:\n{}",
        list.join("\n")
    );
}
