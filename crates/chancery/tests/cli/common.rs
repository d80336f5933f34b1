//! What the tests of the command share.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;

/// The command, without the environment of whoever runs the tests.
pub(crate) fn chancery() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("chancery");
    command.env_remove("CHANCERY_DB");
    command
}

/// The articles of this repository.
pub(crate) fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A fresh folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Files in a folder below the given one.
pub(crate) fn articles(place: &Path, files: &[(&str, &str)]) -> PathBuf {
    let path = place.join("articles");
    std::fs::create_dir_all(&path).unwrap();
    for (name, text) in files {
        std::fs::write(path.join(name), text).unwrap();
    }
    path
}

/// Standard output as text.
pub(crate) fn stdout(run: &Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn stderr(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// Changes a word in every stored text, as no part of the program would.
pub(crate) fn tamper(record: &Path) {
    let connection = rusqlite::Connection::open(record).unwrap();
    let triggers: Vec<String> = {
        let mut find = connection
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .unwrap();
        let names = find.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    for trigger in triggers {
        connection
            .execute_batch(&format!("DROP TRIGGER \"{trigger}\""))
            .unwrap();
    }
    let changed = connection
        .execute(
            "UPDATE document_text SET text = replace(text, 'Vietnam', 'Lapland')",
            [],
        )
        .unwrap();
    assert!(changed > 0);
}
