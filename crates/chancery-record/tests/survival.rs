//! A record survives what happens to files.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chancery_record::{Error, Record, entries, merge};
use common::world::Chance;
use common::{exported, mixture};

/// An empty folder for one test, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("chancery-record-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn record(&self) -> PathBuf {
        self.0.join("record.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// This program again, only to add documents to a record until it is done or killed.
fn filler(path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "adds_documents_when_told"])
        .env("CHANCERY_FILL", path)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

const SEED: u64 = 7;
const COUNT: usize = 120;

/// No test of its own: what [`killed_and_resumed`] starts and kills.
#[test]
fn adds_documents_when_told() {
    let Some(path) = std::env::var_os("CHANCERY_FILL") else {
        return;
    };
    let mut record = Record::open(path).unwrap();
    for few in mixture::documents(SEED, COUNT).chunks(2) {
        record.add_batch(few.iter().map(|(d, r)| (d, r))).unwrap();
    }
}

fn filled(path: &Path, seed: u64, count: usize) -> Record {
    let mut record = Record::open(path).unwrap();
    let documents = mixture::documents(seed, count);
    record
        .add_batch(documents.iter().map(|(d, r)| (d, r)))
        .unwrap();
    record
}

/// Killed at random moments and resumed: as if nothing had happened. `CHANCERY_KILLS` sets how often (20).
#[test]
fn killed_and_resumed() {
    let kills: u32 = std::env::var("CHANCERY_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20);
    let folder = Folder::new("killed");
    let mut chance = Chance(11);
    let mut interrupted = 0;
    for round in 0..kills {
        // Every tenth time from the beginning, so that the first writes are interrupted too.
        if round % 10 == 0 {
            let _ = std::fs::remove_file(folder.record());
            let _ = std::fs::remove_file(folder.0.join("record.db-wal"));
            let _ = std::fs::remove_file(folder.0.join("record.db-shm"));
        }
        let mut child = filler(&folder.record()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(1_000 + chance.below(120_000) as u64));
        interrupted += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if round % 5 == 0 {
            let report = Record::open(folder.record()).unwrap().verify().unwrap();
            assert!(report.is_sound(), "{:?}", report.problems);
        }
    }
    assert!(interrupted > 0, "no run was interrupted");
    let status = filler(&folder.record()).status().unwrap();
    assert!(status.success());
    let resumed = Record::open(folder.record()).unwrap();
    assert!(resumed.verify().unwrap().is_sound());
    let documents = mixture::documents(SEED, COUNT);
    let mut whole = Record::in_memory().unwrap();
    whole
        .add_batch(documents.iter().map(|(d, r)| (d, r)))
        .unwrap();
    assert_eq!(exported(&resumed), exported(&whole));
}

#[test]
fn a_record_is_found_again_as_it_was_left() {
    let folder = Folder::new("again");
    let before = exported(&filled(&folder.record(), 3, 12));
    let record = Record::open(folder.record()).unwrap();
    assert_eq!(exported(&record), before);
    let documents = mixture::documents(3, 12);
    assert_eq!(
        record
            .facts(&chancery_record::Filter {
                superseded: true,
                ..Default::default()
            })
            .unwrap(),
        merge(&entries(documents.iter().map(|(d, r)| (d, r))))
    );
}

#[test]
fn facts_of_older_rules_are_merged_anew() {
    let folder = Folder::new("rules");
    let before = exported(&filled(&folder.record(), 4, 8));
    let database = rusqlite::Connection::open(folder.record()).unwrap();
    database
        .execute("UPDATE setting SET value = '0' WHERE key = 'rules'", [])
        .unwrap();
    database.pragma_update(None, "foreign_keys", false).unwrap();
    database
        .execute("DELETE FROM fact WHERE n % 2 = 0", [])
        .unwrap();
    drop(database);
    assert_eq!(exported(&Record::open(folder.record()).unwrap()), before);
}

#[test]
fn a_full_disk_leaves_the_record_as_it_was() {
    let folder = Folder::new("full");
    let before = exported(&filled(&folder.record(), 5, 6));
    let mut record = Record::open(folder.record()).unwrap();
    record.limit_pages(40).unwrap();
    let documents = mixture::documents(6, 60);
    let error = record
        .add_batch(documents.iter().map(|(d, r)| (d, r)))
        .unwrap_err();
    assert!(matches!(error, Error::Full), "{error}");
    assert_eq!(exported(&record), before);
    assert!(record.verify().unwrap().is_sound());
    // With room again, the same documents can be added.
    record.limit_pages(1_000_000).unwrap();
    record
        .add_batch(documents.iter().map(|(d, r)| (d, r)))
        .unwrap();
    assert!(record.verify().unwrap().is_sound());
}

#[test]
fn a_record_that_cannot_be_written_is_read() {
    let folder = Folder::new("readonly");
    let before = exported(&filled(&folder.record(), 5, 6));
    let mut record = Record::open_to_read(folder.record()).unwrap();
    assert_eq!(exported(&record), before);
    let documents = mixture::documents(6, 1);
    let error = record.add(&documents[0].0, &documents[0].1).unwrap_err();
    assert!(matches!(error, Error::ReadOnly), "{error}");
    assert_eq!(exported(&record), before);
}

#[test]
fn files_that_are_no_record() {
    let folder = Folder::new("none");
    let text = folder.0.join("text.db");
    std::fs::write(&text, "This is a letter, not a record. ".repeat(100)).unwrap();
    assert!(matches!(Record::open(&text), Err(Error::Open { .. })));
    let other = folder.0.join("other.db");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    assert!(matches!(
        Record::open(&other),
        Err(Error::NotARecord { .. })
    ));
    assert!(matches!(
        Record::open(folder.0.join("no/such/folder.db")),
        Err(Error::Open { .. })
    ));
    assert!(matches!(
        Record::open_to_read(folder.0.join("missing.db")),
        Err(Error::Open { .. })
    ));
    drop(filled(&folder.record(), 1, 1));
    rusqlite::Connection::open(folder.record())
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        Record::open(folder.record()),
        Err(Error::TooNew { found: 99, .. })
    ));
}

#[test]
fn a_forged_quotation_is_found_out() {
    let folder = Folder::new("forged");
    drop(filled(&folder.record(), 2, 6));
    let database = rusqlite::Connection::open(folder.record()).unwrap();
    database.execute("UPDATE evidence SET exact = 'what nobody wrote' WHERE claim = (SELECT min(claim) FROM evidence)", []).unwrap();
    drop(database);
    let report = Record::open(folder.record()).unwrap().verify().unwrap();
    assert!(
        report
            .problems
            .iter()
            .any(|p| p.contains("what nobody wrote")),
        "{report:?}"
    );
    let database = rusqlite::Connection::open(folder.record()).unwrap();
    database
        .execute(
            "UPDATE document_text SET text = replace(text, 'river', 'canal')",
            [],
        )
        .unwrap();
    drop(database);
    let report = Record::open(folder.record()).unwrap().verify().unwrap();
    assert!(
        report
            .problems
            .iter()
            .any(|p| p.contains("not as it was read")),
        "{report:?}"
    );
}

#[test]
fn hostile_words_are_only_words() {
    let mut record = Record::in_memory().unwrap();
    let nasty = "x'); DROP TABLE fact; -- \" * ( NEAR OR ]\u{0}\u{202e} end";
    let document = common::document(nasty, nasty, "2024-05-01", &format!("He said: {nasty}."));
    let lists = serde_json::json!({"tenures": [{"person": nasty, "office": nasty, "side": nasty, "status": "current", "evidence": null}]});
    record
        .add(&document, &common::reading(&document, lists))
        .unwrap();
    let filter = chancery_record::Filter {
        person: Some(nasty.to_owned()),
        side: Some(nasty.into()),
        ..chancery_record::Filter::default()
    };
    assert_eq!(record.facts(&filter).unwrap().len(), 1);
    for words in [
        nasty,
        "\"",
        "*",
        "text:x",
        "AND",
        "",
        "NEAR(a b)",
        "said: \"",
    ] {
        record.search(words, 10).unwrap();
    }
    assert_eq!(record.search("said drop", 10).unwrap().len(), 1);
    assert!(record.verify().unwrap().is_sound());
}
