//! `reread`: the documents of the record read anew by this version of the program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery_language::Pipeline;
use chancery_model::{Document, Id, Reading};
use chancery_record::{Added, Record};
use jiff::Timestamp;

use crate::arguments::{Global, Reread};
use crate::changes::{self, Span};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::{parallel, store, terminal};

/// Documents read and written in one go.
const BATCH: usize = 64;

/// Reads every stored document again and prints what changed. A document that cannot be read anew keeps what
/// was read of it.
pub(crate) fn run(global: &Global, typed: &Reread) -> anyhow::Result<Outcome> {
    let mut record = store::existing_at(global, typed.record.as_deref())?;
    let since = record.moment(Timestamp::now())?;
    let ids = record.documents()?;
    let progress = Progress::documents(Some(ids.len() as u64), global.quiet);
    let (mut changed, mut failed) = (0, 0);
    for batch in ids.chunks(BATCH) {
        let read = read(global, &record, batch, &progress)?;
        failed += batch.len() - read.len();
        let added = record.add_batch(read.iter().map(|(document, reading)| (document, reading)))?;
        changed += added.iter().filter(|a| **a != Added::Unchanged).count();
    }
    progress.done();
    if !global.quiet {
        anstream::eprintln!(
            "{} documents read anew: {changed} say something else, {} the same",
            ids.len(),
            ids.len() - changed - failed
        );
    }
    let found = record.diff(since, None)?;
    changes::print(&found, Span { since, until: None }, typed.to)?;
    Ok(Outcome::of(!ids.is_empty(), failed))
}

fn read(
    global: &Global,
    record: &Record,
    ids: &[Id],
    progress: &Progress,
) -> anyhow::Result<Vec<(Document, Reading)>> {
    let pipeline = Pipeline::english();
    let pool = parallel::pool(global.jobs.map(usize::from))?;
    let mut documents = Vec::with_capacity(ids.len());
    for id in ids {
        documents.extend(record.document(id)?);
    }
    let mut read = Vec::with_capacity(documents.len());
    parallel::in_order(
        &pool,
        documents.into_iter(),
        |document| document.text.len(),
        |document| {
            // A fault of ours costs this document's new reading, not the others'.
            let work = AssertUnwindSafe(|| chancery_reading::read(&document, &pipeline));
            match catch_unwind(work) {
                Ok(reading) => Ok((document, reading)),
                Err(_) => Err(document.name),
            }
        },
        |result| {
            progress.step();
            match result {
                Ok(pair) => read.push(pair),
                Err(name) => progress.line(&terminal::plain_line(&format!(
                    "{name}: a fault of chancery itself, please report it; what was read before stays"
                ))),
            }
            Ok::<(), anyhow::Error>(())
        },
    )?;
    Ok(read)
}
