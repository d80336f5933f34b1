//! `verify`: proof that the record holds what it promises.

use std::io::Write;

use crate::arguments::Global;
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

/// Checks everything and says what was checked.
pub(crate) fn run(global: &Global) -> anyhow::Result<Outcome> {
    let record = store::existing(global)?;
    let report = record.verify()?;
    let mut out = anstream::stdout().lock();
    for problem in &report.problems {
        writeln!(out, "{}", plain_line(problem))?;
    }
    let decisions = match (report.decisions, report.waiting) {
        (0, _) => String::new(),
        (1, 0) => ", 1 decision".to_owned(),
        (count, 0) => format!(", {count} decisions"),
        (count, waiting) => format!(", {count} decisions ({waiting} waiting for their claims)"),
    };
    writeln!(
        out,
        "{} documents, {} claims, {} quotations, {} facts{decisions} checked: {}",
        report.documents,
        report.claims,
        report.quotes,
        report.facts,
        match report.problem_count {
            0 => "all is sound".to_owned(),
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        }
    )?;
    out.flush()?;
    Ok(if report.is_sound() {
        Outcome::Found
    } else {
        Outcome::Nothing
    })
}
