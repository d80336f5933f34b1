//! `timeline`: what happened between two sides, one line an event, each with the id that `show` takes.

use chancery_brief::Entry;

use crate::arguments::{Global, Timeline};
use crate::columns::{self, Cell, Look};
use crate::outcome::Outcome;
use crate::store;

/// Prints one row an entry: aligned on a terminal, cut by tabs in a pipe.
pub(crate) fn run(global: &Global, typed: &Timeline) -> anyhow::Result<Outcome> {
    let question = store::question(&typed.pair)?;
    let (record, rejected) = store::to_answer_from(global, &typed.input, typed.pair.at)?;
    let entries = chancery_brief::timeline(&question, &store::facts(&record, &question)?);
    let rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
    columns::print(&rows)?;
    Ok(Outcome::of(!entries.is_empty(), rejected))
}

/// Day, sentence with its marks, number of sources, id.
fn row(entry: &Entry) -> Vec<Cell> {
    let marks: String = entry
        .marks
        .iter()
        .map(|mark| format!(" ({mark})"))
        .collect();
    let sources = match entry.sources {
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    };
    vec![
        (entry.when.clone(), Look::Label),
        (format!("{}{marks}", entry.text), Look::Plain),
        (sources, Look::Note),
        (entry.id.to_string(), Look::Note),
    ]
}
