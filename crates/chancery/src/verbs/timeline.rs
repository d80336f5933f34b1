//! `timeline`: what happened between two sides, one line an event, each with the id that `show` takes.

use std::io::{BufWriter, Write};

use crate::arguments::{Global, Timeline};
use crate::outcome::Outcome;
use crate::{store, terminal};

/// Prints day, sentence, marks, number of sources, id.
pub(crate) fn run(global: &Global, typed: &Timeline) -> anyhow::Result<Outcome> {
    let question = store::question(&typed.pair)?;
    let (record, rejected) = store::to_answer_from(global, &typed.input, typed.pair.at)?;
    let entries = chancery_brief::timeline(&question, &store::facts(&record, &question)?);
    let mut out = BufWriter::new(anstream::stdout().lock());
    for entry in &entries {
        let marks: String = entry
            .marks
            .iter()
            .map(|mark| format!(" ({mark})"))
            .collect();
        let sources = match entry.sources {
            1 => "1 source".to_owned(),
            count => format!("{count} sources"),
        };
        let line = format!(
            "{}: {}{marks} [{sources}] {}",
            entry.when, entry.text, entry.id
        );
        writeln!(out, "{}", terminal::plain_line(&line))?;
    }
    out.flush()?;
    Ok(Outcome::of(!entries.is_empty(), rejected))
}
