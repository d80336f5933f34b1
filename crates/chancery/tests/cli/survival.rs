//! A program killed while it adds loses nothing that it said it had, and goes on where it was.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use chancery_intake::{Defaults, Format, documents};
use chancery_language::Pipeline;
use chancery_model::{Document, Reading};
use chancery_record::Record;

use crate::common::{examples, folder};

/// Moments at which runs are killed: a linear congruence (Knuth's MMIX constants), always the same.
struct Moments(u64);

impl Moments {
    fn next(&mut self, most: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

fn adding(record: &Path, corpus: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .arg("add")
        .arg("--quiet")
        .arg("--db")
        .arg(record)
        .arg(corpus)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn answer(verb: &[&str], record: &Path) -> Vec<u8> {
    let run = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(verb)
        .arg("--db")
        .arg(record)
        .output()
        .unwrap();
    assert!(run.status.success(), "{verb:?}: {run:?}");
    run.stdout
}

fn remove(record: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = record.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

/// Done, or done but for articles that were rejected.
fn is_done(status: ExitStatus) -> bool {
    matches!(status.code(), Some(0 | 3))
}

/// All that a record says.
fn exported(record: &Path) -> Vec<u8> {
    answer(&["export", "jsonl"], record)
}

/// Killed at random moments of reading and writing and resumed, again and again: in the end the record of a run
/// that nobody disturbed.
#[test]
fn killed_while_adding_and_resumed() {
    let folder = folder("killed");
    let (whole, killed) = (folder.join("whole.db"), folder.join("killed.db"));
    let began = Instant::now();
    assert!(is_done(adding(&whole, &examples()).status().unwrap()));
    let most = began.elapsed();
    let mut moments = Moments(2026);
    let mut interrupted = 0;
    for _ in 0..5 {
        let mut child = adding(&killed, &examples()).spawn().unwrap();
        std::thread::sleep(moments.next(most.min(Duration::from_secs(5))));
        interrupted += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(interrupted > 0, "no run was interrupted");
    assert!(is_done(adding(&killed, &examples()).status().unwrap()));
    answer(&["verify"], &killed);
    assert!(
        exported(&killed) == exported(&whole),
        "killed and resumed, the record differs"
    );
}

/// Reads the articles of a file or folder and writes what they say, one a line.
fn read_once(corpus: &Path, to: &Path) {
    let mut files = vec![corpus.to_owned()];
    if corpus.is_dir() {
        files = (std::fs::read_dir(corpus).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
    }
    let pipeline = Pipeline::english();
    let mut lines = BufWriter::new(File::create(to).unwrap());
    for file in files {
        let name = file.display().to_string();
        let reader = BufReader::new(File::open(&file).unwrap());
        let articles = documents(reader, &name, Format::Auto, &Defaults::default());
        for document in articles.flatten() {
            let reading = chancery_reading::read(&document, &pipeline);
            serde_json::to_writer(&mut lines, &(document, reading)).unwrap();
            lines.write_all(b"\n").unwrap();
        }
    }
    lines.flush().unwrap();
}

/// Documents that a transaction of [`adds_what_was_read_when_told`] adds. Small, so that a kill often finds one
/// half done and many lie behind it.
const BATCH: usize = 16;

/// This program again, only to add what was read to a record until it is done or killed.
fn filling(record: &Path, lines: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "survival::adds_what_was_read_when_told"])
        .env("CHANCERY_FILL", record)
        .env("CHANCERY_FILL_FROM", lines)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// No test of its own: what [`killed_while_writing_and_resumed`] starts and kills.
#[test]
fn adds_what_was_read_when_told() {
    let (Some(record), Some(lines)) = (
        std::env::var_os("CHANCERY_FILL"),
        std::env::var_os("CHANCERY_FILL_FROM"),
    ) else {
        return;
    };
    let mut record = Record::open(record).unwrap();
    let mut lines = BufReader::new(File::open(lines).unwrap()).lines();
    loop {
        let few: Vec<(Document, Reading)> = (lines.by_ref().take(BATCH))
            .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
            .collect();
        if few.is_empty() {
            return;
        }
        record.add_batch(few.iter().map(|(d, r)| (d, r))).unwrap();
    }
}

/// Killed at random moments of writing and resumed, on and on through a body of articles that was read before: one
/// record grows from kill to kill, is begun anew when it is whole, and is in the end that of a run that nobody
/// disturbed. `CHANCERY_CORPUS` names the articles (the project's examples if not set), `CHANCERY_KILLS` how often
/// to kill (5).
#[test]
fn killed_while_writing_and_resumed() {
    let corpus = std::env::var_os("CHANCERY_CORPUS").map_or_else(examples, PathBuf::from);
    let kills: u32 = (std::env::var("CHANCERY_KILLS").ok())
        .and_then(|n| n.parse().ok())
        .unwrap_or(5);
    let folder = folder("killed-writing");
    let lines = folder.join("read.jsonl");
    read_once(&corpus, &lines);
    let (whole, killed) = (folder.join("whole.db"), folder.join("killed.db"));
    let began = Instant::now();
    assert!(filling(&whole, &lines).status().unwrap().success());
    // Long enough to pass over what is there and get on, short enough to be killed in most runs.
    let most = began.elapsed().mul_f64(0.4).max(Duration::from_millis(50));
    let expected = exported(&whole);
    let mut moments = Moments(2026);
    let (mut interrupted, mut began_anew) = (0, 0);
    let mut found: Vec<u64> = Vec::new();
    while interrupted < kills {
        let mut child = filling(&killed, &lines).spawn().unwrap();
        std::thread::sleep(moments.next(most));
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        let status = child.wait().unwrap();
        if !running {
            assert!(status.success(), "{status:?}");
            assert!(exported(&killed) == expected, "the record differs");
            remove(&killed);
            began_anew += 1;
            continue;
        }
        interrupted += 1;
        if killed.exists() {
            let record = Record::open(&killed).unwrap();
            found.push(record.counts().unwrap().documents);
            if interrupted % 50 == 0 {
                assert!(record.verify().unwrap().is_sound());
            }
        }
    }
    assert!(filling(&killed, &lines).status().unwrap().success());
    answer(&["verify"], &killed);
    assert!(exported(&killed) == expected, "the record differs");
    found.sort_unstable();
    found.dedup();
    eprintln!(
        "{interrupted} kills, which left {} different numbers of documents, the highest {}; begun anew {began_anew} times",
        found.len(),
        found.last().copied().unwrap_or_default()
    );
}
