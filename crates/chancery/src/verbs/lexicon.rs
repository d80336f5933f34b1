//! `lexicon`: the tables that the program knows its words from; a changed one, and what it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use chancery_language::Pipeline;
use chancery_model::{Document, Reading};
use chancery_reading::events;
use chancery_tables::Table;
use clap::{Args, Subcommand};

use crate::arguments::{Global, How};
use crate::outcome::Outcome;
use crate::reader::{self, Request};
use crate::table::{self, Line};
use crate::tables;

/// Arguments of `lexicon`.
#[derive(Debug, Args)]
pub(crate) struct Lexicon {
    #[command(subcommand)]
    what: What,
}

/// What is done with the tables.
#[derive(Debug, Subcommand)]
enum What {
    /// Print the tables, how many rows each has, and what they hold.
    List,
    /// Write the tables into a folder, to be read or changed. Files that are there are left alone.
    Write {
        /// The folder; made if it does not exist.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Say what is wrong with the tables of a folder, which rows they add and drop, and what they change in the
    /// readings of articles.
    #[command(
        after_help = "Example: add the verb \"applaud\" and see what comes of it
  chancery lexicon write words
  $EDITOR words/speech_verbs.tsv
  chancery lexicon check words examples/
Then `chancery --tables words add …` reads with it."
    )]
    Check {
        /// A folder with one table or more, as `lexicon write` makes it.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Articles to read with and without them.
        #[arg(value_name = "PATHS")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        how: How,
    },
}

/// Lists, writes or checks.
pub(crate) fn run(global: &Global, typed: &Lexicon) -> anyhow::Result<Outcome> {
    match &typed.what {
        What::List => {
            list();
            Ok(Outcome::Found)
        }
        What::Write { folder } => write(folder),
        What::Check { folder, paths, how } => check(global, folder, paths, how),
    }
}

fn list() {
    let widest = chancery_tables::all().map(|t| t.name.len()).max();
    for table in chancery_tables::all() {
        let rows = match table.name.ends_with(".toml") {
            true => "kind".to_owned(),
            false => table.rows().count().to_string(),
        };
        let width = widest.unwrap_or(0);
        anstream::println!("{:<width$}  {rows:>6}  {}", table.name, table.about());
    }
}

fn write(folder: &Path) -> anyhow::Result<Outcome> {
    let mut written = 0;
    for table in chancery_tables::all() {
        let file = folder.join(table.name);
        if file.exists() {
            continue;
        }
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&file, table.built_in)
            .with_context(|| format!("cannot write {}", file.display()))?;
        written += 1;
    }
    anstream::eprintln!("{written} tables written to {}", folder.display());
    Ok(Outcome::Found)
}

fn check(global: &Global, folder: &Path, paths: &[PathBuf], how: &How) -> anyhow::Result<Outcome> {
    if global.tables.is_some() {
        bail!("`lexicon check` compares a folder with what is built in; leave --tables out");
    }
    let mut faults = 0;
    for (table, file, text) in tables::of_folder(folder)? {
        for fault in chancery_tables::check(table, &text) {
            faults += 1;
            anstream::println!("{}: {fault}", file.display());
        }
        compare_rows(table, &text);
    }
    tables::put_in_place(folder)?;
    for fault in events::faults() {
        faults += 1;
        anstream::println!("{}: {fault}", folder.display());
    }
    if faults > 0 {
        anstream::println!("{faults} faults; nothing was read");
        return Ok(Outcome::Nothing);
    }
    if paths.is_empty() {
        anstream::println!("sound; name articles to see what changes in their readings");
        return Ok(Outcome::Found);
    }
    effect(global, paths, how)
}

/// Rows that a table has more and fewer than the one built in.
fn compare_rows(table: &Table, text: &str) {
    let before: Vec<&str> = table.built_in.lines().collect();
    let now: Vec<&str> = text.lines().collect();
    let more = now.iter().filter(|line| !before.contains(line));
    let fewer = before.iter().filter(|line| !now.contains(line));
    let changes: Vec<String> = (more.map(|line| format!("  + {line}")))
        .chain(fewer.map(|line| format!("  - {line}")))
        .collect();
    if !changes.is_empty() {
        anstream::println!("{}\n{}", table.name, changes.join("\n"));
    }
}

/// Reads articles with the tables in place, lets another run of this program read them with those built in, and
/// prints what differs.
fn effect(global: &Global, paths: &[PathBuf], how: &How) -> anyhow::Result<Outcome> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("`lexicon check` reads the articles twice; give files, not -");
    }
    let mut before = built_in(global, paths, how)?.into_iter();
    let (mut articles, mut more, mut fewer) = (0, 0, 0);
    let pipeline = Pipeline::english();
    let request = Request::new(global, paths, how, None);
    let work = |document: &Document| chancery_reading::read(document, &pipeline);
    let rejected = reader::each_by(&request, work, |document, reading| {
        articles += 1;
        let now = table::lines(&reading.in_code_points(&document.text));
        let then = table::lines(&before.next().unwrap_or_default());
        let (gained, lost) = difference(&then, &now);
        if !gained.is_empty() || !lost.is_empty() {
            anstream::println!("{}", crate::terminal::plain_line(&document.name));
        }
        for (sign, lines) in [('+', &gained), ('-', &lost)] {
            for line in lines {
                anstream::println!("  {sign} {}", line.of(&document.text));
            }
        }
        more += gained.len();
        fewer += lost.len();
        Ok(())
    })?;
    anstream::println!("{more} claims more, {fewer} fewer in {articles} articles");
    Ok(Outcome::of(true, rejected))
}

/// The readings of the same articles with the tables built in, in the same order.
fn built_in(global: &Global, paths: &[PathBuf], how: &How) -> anyhow::Result<Vec<Reading>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["read", "--quiet", "--to", "jsonl", "--from"]);
    command.arg(how.from.word());
    if let Some(day) = how.published {
        command.arg("--published").arg(day.to_string());
    }
    if let Some(jobs) = global.jobs {
        command.arg("--jobs").arg(jobs.to_string());
    }
    let run = command
        .arg("--")
        .args(paths)
        .env_remove("CHANCERY_TABLES")
        .stderr(Stdio::null())
        .output()
        .context("cannot start a second run of this program")?;
    let text = String::from_utf8(run.stdout).context("the second run printed no text")?;
    text.lines()
        .map(|line| serde_json::from_str(line).context("the second run printed no reading"))
        .collect()
}

/// Lines that only the later has, and lines that only the earlier has.
fn difference<'a>(earlier: &'a [Line], later: &'a [Line]) -> (Vec<&'a Line>, Vec<&'a Line>) {
    let mut count: BTreeMap<&Line, isize> = BTreeMap::new();
    for line in later {
        *count.entry(line).or_default() += 1;
    }
    for line in earlier {
        *count.entry(line).or_default() -= 1;
    }
    let with = |sign: isize| {
        count
            .iter()
            .filter(move |(_, n)| n.signum() == sign)
            .map(|(line, _)| *line)
            .collect()
    };
    (with(1), with(-1))
}
