//! Runs the specs of `specs/*.md` (see [`markdown`] and [`notation`]).
//!
//! `CHANCERY_UPDATE=1` rewrites what is expected and not so; `CHANCERY_UPDATE=gaps` rewrites no expectation, but
//! marks as known gaps the cases that fail and takes the mark off those that hold; `CHANCERY_SPEC=words` runs only the cases whose
//! heading or file name holds the words and prints all that is found in them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on")]

mod coverage;
mod found;
mod markdown;
mod matching;
mod notation;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chancery_language::Pipeline;
use chancery_model::{Document, Reading, Span};

use markdown::{Article, Case, Mode};
use notation::Line;

/// What came of all cases.
#[derive(Default)]
struct Tally {
    held: usize,
    gaps: usize,
    complaints: String,
}

/// What came of one case.
enum Outcome {
    /// As it should be.
    Right,
    /// Not as expected; what the inside of the facts block would have to be.
    Wrong(String),
    /// A known gap that is none any more.
    ClosedGap,
}

#[test]
fn specs_hold() {
    let pipeline = Pipeline::english();
    let only = std::env::var("CHANCERY_SPEC")
        .unwrap_or_default()
        .to_lowercase();
    let update = std::env::var("CHANCERY_UPDATE").unwrap_or_default();
    let mut tally = Tally::default();
    for path in files() {
        let file = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let cases = match markdown::cases(&file) {
            Ok(cases) => cases,
            Err(error) => panic!("specs/{name}: {error}"),
        };
        let mut rewritten = Vec::new();
        for case in &cases {
            let wanted = case.name.to_lowercase().contains(&only) || name.contains(&only);
            if !wanted {
                continue;
            }
            let found = read(&case.article, &pipeline);
            if !only.is_empty() {
                println!("\n## {}\n{}", case.name, listed(&found));
            }
            let outcome = judge(case, &name, &found, &mut tally);
            match (update.as_str(), outcome) {
                ("1", Outcome::Wrong(block)) => rewritten.push((case.block.clone(), block)),
                ("gaps", Outcome::Wrong(_)) => {
                    rewritten.push((
                        case.fence.clone(),
                        Mode {
                            gap: true,
                            ..case.mode
                        }
                        .fence(),
                    ));
                }
                ("1" | "gaps", Outcome::ClosedGap) => {
                    rewritten.push((
                        case.fence.clone(),
                        Mode {
                            gap: false,
                            ..case.mode
                        }
                        .fence(),
                    ));
                }
                _ => (),
            }
        }
        if !rewritten.is_empty() {
            let mut file = file.clone();
            for (range, block) in rewritten.into_iter().rev() {
                file.replace_range(range, &block);
            }
            std::fs::write(&path, file).unwrap();
        }
    }
    println!(
        "specs: {} cases hold, {} known gaps",
        tally.held, tally.gaps
    );
    assert!(tally.complaints.is_empty(), "{}", tally.complaints);
    assert!(tally.held > 0 || !only.is_empty(), "no specs found");
}

/// The spec files, sorted by name.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name != "README.md"))
        .collect();
    files.sort();
    files
}

fn read(article: &Article, pipeline: &Pipeline) -> Vec<Line> {
    let document = chancery_intake::document(
        article.name.as_deref().unwrap_or("spec"),
        article.title.as_deref(),
        article.outlet.as_deref(),
        article.published.as_deref(),
        article.url.as_deref(),
        &article.text,
    );
    let reading = chancery_reading::read(&document, pipeline);
    every_claim_quotes_its_document(&document, &reading);
    found::lines(&document, &reading)
}

/// The first invariant of the house: what a fact rests on stands in the text.
fn every_claim_quotes_its_document(document: &Document, reading: &Reading) {
    let quoted = |spans: &[Span], what: &str| {
        for span in spans {
            let words = document.text.get(span.range());
            assert!(
                words.is_some_and(|words| !words.trim().is_empty()),
                "{what} rests on {span:?}, where no words stand: {:?}",
                document.text
            );
        }
    };
    reading
        .events
        .iter()
        .for_each(|x| quoted(&x.evidence, "an event"));
    reading
        .agreements
        .iter()
        .for_each(|x| quoted(&x.evidence, "an agreement"));
    reading
        .relations
        .iter()
        .for_each(|x| quoted(&x.evidence, "a relation"));
    reading
        .figures
        .iter()
        .for_each(|x| quoted(&x.evidence, "a figure"));
    reading
        .tenures
        .iter()
        .for_each(|x| quoted(&x.evidence, "a tenure"));
    for statement in &reading.statements {
        quoted(&statement.evidence, "a statement");
        quoted(&statement.span, "a statement's words");
    }
}

/// Compares a case with what was found, and counts it.
fn judge(case: &Case, file: &str, found: &[Line], tally: &mut Tally) -> Outcome {
    let expected: Vec<Line> = case
        .expected
        .iter()
        .enumerate()
        .map(|(n, text)| match notation::parse(text) {
            Ok(line) => line,
            Err(error) => panic!("specs/{file}:{}: '{text}': {error}", case.line + n),
        })
        .collect();
    let empty = expected.is_empty() && !case.mode.complete;
    let verdict = matching::compare(&expected, found, case.mode);
    match (verdict.holds() && !empty, case.mode.gap) {
        (false, true) => tally.gaps += 1,
        (true, true) => {
            let message = "is read now: promote it, take `known-gap` off";
            complain(tally, case, file, message);
            return Outcome::ClosedGap;
        }
        (true, false) => tally.held += 1,
        (false, false) => {
            let mut message = String::from("is not read as expected\n");
            for (n, line) in expected.iter().enumerate() {
                let mark = if verdict.wrong.contains(&n) {
                    "✗"
                } else {
                    " "
                };
                let _ = writeln!(message, "  {mark} {line}");
            }
            for &n in &verdict.surplus {
                let _ = writeln!(message, "  + {}", found[n]);
            }
            let _ = write!(message, "  found:\n{}", listed(found));
            complain(tally, case, file, &message);
            return Outcome::Wrong(renewed(&expected, found, &verdict, case.mode));
        }
    }
    Outcome::Right
}

fn complain(tally: &mut Tally, case: &Case, file: &str, message: &str) {
    let _ = writeln!(
        tally.complaints,
        "\nspecs/{file}:{}: \"{}\" {message}",
        case.line, case.name
    );
}

fn listed(found: &[Line]) -> String {
    found.iter().fold(String::new(), |mut list, line| {
        let _ = writeln!(list, "    {line}");
        list
    })
}

/// Lines that hold stay; a wrong one gives way to the nearest fact found; a complete or empty block gets all.
fn renewed(expected: &[Line], found: &[Line], verdict: &matching::Verdict, mode: Mode) -> String {
    let mut block = String::new();
    if mode.complete || expected.is_empty() {
        for line in found.iter().filter(|line| found::is_fact(line)) {
            let _ = writeln!(block, "{line}");
        }
        return block;
    }
    for (n, line) in expected.iter().enumerate() {
        let near = found
            .iter()
            .filter(|other| other.kind == line.kind)
            .min_by_key(|other| matching::misfits(line, other));
        match near {
            Some(near) if verdict.wrong.contains(&n) && !line.absent => {
                let _ = writeln!(block, "{near}");
            }
            None if verdict.wrong.contains(&n) => (),
            _ if verdict.wrong.contains(&n) => (),
            _ => {
                let _ = writeln!(block, "{line}");
            }
        }
    }
    block
}
