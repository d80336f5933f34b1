//! `read`: articles in, what they say out; nothing is kept.

use std::io::{BufWriter, IsTerminal, Write};

use chancery_model::{Document, Reading};

use crate::arguments::{Global, Read, ReadTo};
use crate::outcome::Outcome;
use crate::reader::{self, Request};

/// Reads and prints.
pub(crate) fn run(global: &Global, typed: &Read) -> anyhow::Result<Outcome> {
    let to = typed.to.unwrap_or_else(|| {
        if std::io::stdout().is_terminal() {
            ReadTo::Table
        } else {
            ReadTo::Jsonl
        }
    });
    let request = Request::new(global, &typed.input.paths, &typed.input.how, None);
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut count = 0_usize;
    let mut found = false;
    if to == ReadTo::Json {
        write!(out, "[")?;
    }
    let rejected = reader::each(&request, |document, reading| {
        found |= reading.fact_count() > 0;
        write_one(&mut out, to, count, &document, &reading)?;
        count += 1;
        Ok(())
    })?;
    if to == ReadTo::Json {
        writeln!(out, "{}]", if count > 0 { "\n" } else { "" })?;
    }
    out.flush()?;
    Ok(Outcome::of(found, rejected))
}

fn write_one(
    out: &mut impl Write,
    to: ReadTo,
    number: usize,
    document: &Document,
    reading: &Reading,
) -> anyhow::Result<()> {
    match to {
        ReadTo::Jsonl => {
            serde_json::to_writer(&mut *out, &reading.in_code_points(&document.text))?;
            writeln!(out)?;
        }
        ReadTo::Json => {
            write!(out, "{}", if number > 0 { ",\n" } else { "\n" })?;
            serde_json::to_writer(&mut *out, &reading.in_code_points(&document.text))?;
        }
        ReadTo::Table => write!(out, "{}", crate::table::reading(document, reading))?,
    }
    Ok(())
}
