//! `export`: the whole record in a format for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;
use chancery_model::Fact;
use chancery_record::{Filter, Record};

use crate::arguments::{Export, ExportTo, Global};
use crate::outcome::Outcome;
use crate::store;

/// Facts held in memory at a time.
const CHUNK: usize = 1000;

/// Writes everything, sorted by id.
pub(crate) fn run(global: &Global, typed: &Export) -> anyhow::Result<Outcome> {
    let record = store::existing_as_of(global, typed.at)?;
    let count = match &typed.output {
        Some(path) => {
            let wrong = || format!("cannot write {}", path.display());
            let file = File::create(path).with_context(wrong)?;
            write(&record, typed.format, BufWriter::new(file)).with_context(wrong)?
        }
        None => write(
            &record,
            typed.format,
            BufWriter::new(std::io::stdout().lock()),
        )?,
    };
    Ok(Outcome::of(count > 0, 0))
}

fn write(record: &Record, format: ExportTo, mut out: impl Write) -> anyhow::Result<usize> {
    let ExportTo::Jsonl = format;
    let mut chunk: Vec<Fact> = Vec::new();
    let mut count = 0;
    let mut failed = None;
    // The record hands out facts in order of their ids; chunks of them are in order too.
    record.each_fact(&Filter::default(), &mut |fact| {
        count += 1;
        chunk.push(fact);
        if chunk.len() == CHUNK && failed.is_none() {
            failed = chancery_export::jsonl(&chunk, &mut out).err();
            chunk.clear();
        }
        Ok(())
    })?;
    match failed {
        Some(error) => return Err(error.into()),
        None => chancery_export::jsonl(&chunk, &mut out)?,
    }
    Ok(count)
}
