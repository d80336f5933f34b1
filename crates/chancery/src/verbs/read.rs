//! `read`: articles in, what they say out; nothing is kept.

use std::io::{BufWriter, IsTerminal, Write};

use anyhow::bail;
use chancery_language::Pipeline;
use chancery_model::{Document, Reading};

use crate::arguments::{Global, Read, ReadTo};
use crate::outcome::Outcome;
use crate::reader::{self, Request};

/// Reads and prints.
pub(crate) fn run(global: &Global, typed: &Read) -> anyhow::Result<Outcome> {
    if typed.why && typed.to.is_some_and(|to| to != ReadTo::Table) {
        bail!(
            "--why goes with the table; the JSON formats have it in `why` of every claim already"
        );
    }
    let to = typed.to.unwrap_or_else(|| {
        if typed.why || std::io::stdout().is_terminal() {
            ReadTo::Table
        } else {
            ReadTo::Jsonl
        }
    });
    let request = Request::new(global, &typed.input.paths, &typed.input.how, None);
    let pipeline = Pipeline::english();
    let work = |document: &Document| {
        let ruled_out = typed
            .why
            .then(|| chancery_reading::ruled_out(document, &pipeline));
        (chancery_reading::read(document, &pipeline), ruled_out)
    };
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut count = 0_usize;
    let mut found = false;
    if to == ReadTo::Json {
        write!(out, "[")?;
    }
    let rejected = reader::each_by(&request, work, |document, (reading, ruled_out)| {
        found |= reading.fact_count() > 0;
        if to == ReadTo::Table {
            let table = crate::table::reading(&document, &reading, ruled_out.as_deref());
            write!(out, "{table}")?;
        } else {
            write_json(&mut out, to, count, &document, &reading)?;
        }
        count += 1;
        Ok(())
    })?;
    if to == ReadTo::Json {
        writeln!(out, "{}]", if count > 0 { "\n" } else { "" })?;
    }
    out.flush()?;
    Ok(Outcome::of(found, rejected))
}

/// One reading, on a line of its own or as the next of an array.
fn write_json(
    out: &mut impl Write,
    to: ReadTo,
    number: usize,
    document: &Document,
    reading: &Reading,
) -> anyhow::Result<()> {
    let in_array = to == ReadTo::Json;
    if in_array {
        write!(out, "{}", if number > 0 { ",\n" } else { "\n" })?;
    }
    serde_json::to_writer(&mut *out, &reading.in_code_points(&document.text))?;
    if !in_array {
        writeln!(out)?;
    }
    Ok(())
}
