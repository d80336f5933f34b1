//! A program killed while it adds loses nothing that it said it had, and goes on where it was.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// Killed at random moments and resumed, again and again: in the end the record of a run that nobody disturbed.
/// `CHANCERY_CORPUS` names the articles to add (the project's examples if not set), `CHANCERY_KILLS` how often
/// to kill (5).
#[test]
fn killed_while_adding_and_resumed() {
    let corpus = std::env::var_os("CHANCERY_CORPUS").map_or_else(examples, PathBuf::from);
    let kills: u32 = (std::env::var("CHANCERY_KILLS").ok())
        .and_then(|n| n.parse().ok())
        .unwrap_or(5);
    let folder = folder("killed");
    let (whole, killed) = (folder.join("whole.db"), folder.join("killed.db"));
    let began = std::time::Instant::now();
    // Done, or done but for articles that were rejected.
    let done = |status: std::process::ExitStatus| matches!(status.code(), Some(0 | 3));
    assert!(done(adding(&whole, &corpus).status().unwrap()));
    let most = began.elapsed();
    let mut moments = Moments(2026);
    let mut interrupted = 0;
    for round in 0..kills {
        let mut child = adding(&killed, &corpus).spawn().unwrap();
        std::thread::sleep(moments.next(most.min(Duration::from_secs(5))));
        interrupted += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if killed.exists() && round % 8 == 0 {
            answer(&["verify"], &killed);
        }
        // From the beginning now and then, so that every stage is interrupted.
        if round % 16 == 15 {
            remove(&killed);
        }
    }
    assert!(interrupted > 0, "no run was interrupted");
    assert!(done(adding(&killed, &corpus).status().unwrap()));
    answer(&["verify"], &killed);
    let export = ["export", "jsonl"];
    assert!(
        answer(&export, &killed) == answer(&export, &whole),
        "killed and resumed, the record differs"
    );
    eprintln!("{interrupted} of {kills} runs were interrupted");
}
