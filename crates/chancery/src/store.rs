//! The record that a verb works on: the one of `--db`, or one in memory read on the spot.

use std::path::Path;

use anyhow::bail;
use chancery_brief::Question;
use chancery_model::{Document, Edtf, Fact, Reading, Side};
use chancery_record::{Added, Bearing, Between, Filter, Record};

use crate::arguments::{AsOf, Global, OnTheSpot, Pair, side};
use crate::reader::{self, Request};

/// Documents written in one transaction: a killed run loses no more. Of several documents that change the same page
/// of a large record it is written once.
const BATCH: usize = 256;
/// Bytes of text after which no more documents are waited for: a few very long ones are a batch.
const BATCH_BYTES: usize = 16 << 20;

/// Opens the record of `--db`, which must exist: a verb that only looks does not make one.
pub(crate) fn existing(global: &Global) -> anyhow::Result<Record> {
    existing_at(global, None)
}

/// The record at a path, or that of `--db`.
pub(crate) fn existing_at(global: &Global, path: Option<&Path>) -> anyhow::Result<Record> {
    let path = path.unwrap_or(&global.db);
    if !path.exists() {
        bail!(
            "there is no record at {}; make one with `chancery add`, or name another with --db",
            path.display()
        );
    }
    Ok(Record::open(path)?)
}

/// The same as it stood at a moment.
pub(crate) fn existing_as_of(global: &Global, at: AsOf) -> anyhow::Result<Record> {
    existing_then(global, None, at)
}

/// The record at a path, or that of `--db`, as it stood at a moment.
pub(crate) fn existing_then(
    global: &Global,
    path: Option<&Path>,
    at: AsOf,
) -> anyhow::Result<Record> {
    let record = existing_at(global, path)?;
    Ok(match at.as_of {
        Some(moment) => record.as_of(moment)?,
        None => record,
    })
}

/// Words of which the first may be the path of a record and the rest are sides.
pub(crate) fn record_and_sides(words: &[String]) -> anyhow::Result<(Option<&Path>, Vec<Side>)> {
    let (path, names) = match words.split_first() {
        Some((first, rest)) if is_record(first) => (Some(Path::new(first)), rest),
        _ => (None, words),
    };
    let sides = names.iter().map(|name| match side(name) {
        Ok(side) => Ok(side),
        Err(why) => Err(anyhow::anyhow!("'{name}': {why}")),
    });
    let sides = sides.collect::<anyhow::Result<Vec<Side>>>()?;
    if let [_, _, more @ ..] = sides.as_slice()
        && let Some(third) = more.first()
    {
        bail!("{third} is a third side; two at most can be named");
    }
    Ok((path, sides))
}

/// Whether a word names a file rather than a side: a country is called so even where a file is too.
fn is_record(word: &str) -> bool {
    let path = Path::new(word);
    let like_a_path = word.contains(['/', '\\']) || path.extension().is_some();
    (like_a_path || path.is_file()) && side(word).is_err()
}

/// The record to answer from, and how many inputs were rejected while reading it.
pub(crate) fn to_answer_from(
    global: &Global,
    input: &OnTheSpot,
    at: AsOf,
) -> anyhow::Result<(Record, usize)> {
    if input.paths.is_empty() {
        return Ok((existing_as_of(global, at)?, 0));
    }
    if at.as_of.is_some() {
        bail!(
            "articles read on the spot have no earlier moment for --as-of; --on DATE tells past from future"
        );
    }
    let mut record = Record::in_memory()?;
    let request = Request::new(global, &input.paths, &input.how, None);
    let (_, rejected) = fill(&mut record, &request)?;
    Ok((record, rejected))
}

/// How many documents were new, known, changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Documents that the record did not have.
    pub(crate) new: usize,
    /// Documents that it has, saying the same.
    pub(crate) unchanged: usize,
    /// Documents read differently now, and new versions of documents.
    pub(crate) changed: usize,
}

/// Reads articles into a record. Returns what became of them and how many inputs were rejected.
pub(crate) fn fill(record: &mut Record, request: &Request<'_>) -> anyhow::Result<(Tally, usize)> {
    let mut tally = Tally::default();
    let mut batch: Vec<(Document, Reading)> = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    let rejected = reader::each(request, |document, reading| {
        bytes += document.text.len();
        batch.push((document, reading));
        if batch.len() == BATCH || bytes >= BATCH_BYTES {
            write(record, &mut batch, &mut tally)?;
            bytes = 0;
        }
        Ok(())
    })?;
    write(record, &mut batch, &mut tally)?;
    Ok((tally, rejected))
}

fn write(
    record: &mut Record,
    batch: &mut Vec<(Document, Reading)>,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let pairs = batch.iter().map(|(document, reading)| (document, reading));
    for added in record.add_batch(pairs)? {
        match added {
            Added::New => tally.new += 1,
            Added::Unchanged => tally.unchanged += 1,
            Added::Reread | Added::NewVersionOf(_) => tally.changed += 1,
        }
    }
    batch.clear();
    Ok(())
}

/// What the arguments ask.
pub(crate) fn question(typed: &Pair) -> anyhow::Result<Question> {
    if typed.a == typed.b {
        bail!("{} twice: a pair needs two different sides", typed.a);
    }
    let mut question = Question::new(typed.a.clone(), typed.b.clone());
    question.since = typed.since.and_then(Edtf::earliest);
    question.until = typed.until.and_then(Edtf::latest);
    question.as_of = typed.on.and_then(Edtf::latest);
    Ok(question)
}

/// The facts that may bear on a question: those that either side takes part in. What of them answers it is
/// for the brief to say.
pub(crate) fn facts(record: &Record, question: &Question) -> anyhow::Result<Vec<Fact>> {
    let mut all: Vec<Fact> = Vec::new();
    for side in question
        .pair
        .iter()
        .flat_map(chancery_brief::countries::with_predecessors)
    {
        all.extend(of_side(record, side)?);
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    Ok(all)
}

/// Facts of a kind that a brief weighs, the latest first: many times what it prints.
const WEIGHED: usize = 50;

/// The facts that a brief of a question weighs, and whether the record has more of some kind.
pub(crate) fn latest(record: &Record, question: &Question) -> anyhow::Result<Bearing> {
    let [a, b] = &question.pair;
    let [of_a, of_b] = [a, b].map(chancery_brief::countries::with_predecessors);
    Ok(record.between(&Between {
        a: &of_a,
        b: &of_b,
        since: question.since,
        until: question.until,
        most: WEIGHED,
        about: &|statement| question.is_named_in(statement),
    })?)
}

fn of_side(record: &Record, side: Side) -> anyhow::Result<Vec<Fact>> {
    Ok(record.facts(&Filter {
        side: Some(side),
        ..Filter::default()
    })?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chancery_intake::{Defaults, Format};
    use chancery_language::Pipeline;

    use super::*;

    #[test]
    fn a_brief_of_the_latest_facts_is_that_of_all_where_they_are_all() {
        let pipeline = Pipeline::english();
        let mut record = Record::in_memory().unwrap();
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        for path in crate::inputs::files(&[examples]).into_iter().flatten() {
            for article in crate::inputs::articles(&path, Format::Auto).flatten() {
                let document = article.into_document(&Defaults::default()).unwrap();
                let reading = chancery_reading::read(&document, &pipeline);
                record.add(&document, &reading).unwrap();
            }
        }
        for (a, b) in [
            ("KHM", "VNM"),
            ("KHM", "TUR"),
            ("RUS", "KHM"),
            ("KOR", "KHM"),
            ("FRA", "DEU"),
        ] {
            let question = Question::new(Side::new(a), Side::new(b));
            let all = facts(&record, &question).unwrap();
            let weighed = latest(&record, &question).unwrap();
            assert!(!weighed.more);
            assert_eq!(
                chancery_brief::brief(&question, &weighed.facts),
                chancery_brief::brief(&question, &all),
                "{a} {b}"
            );
        }
    }
}
