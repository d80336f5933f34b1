//! `decisions`: what was decided, by whom and why, one line each, the latest last.

use std::io::{BufWriter, Write};

use chancery_record::{Action, Decision, Held};

use crate::arguments::{AsOf, Global};
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

/// Claims that a line names.
const NAMED: usize = 2;

/// Prints id, time, author, what was decided, reason, and whether it holds.
pub(crate) fn run(global: &Global, at: AsOf) -> anyhow::Result<Outcome> {
    let record = store::existing_as_of(global, at)?;
    let decisions = record.decisions()?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    for (decision, held) in &decisions {
        let state = match held {
            Held::Active => "",
            Held::Undone => " (undone)",
            Held::Waiting => " (waiting: its claims are not read now)",
        };
        let reason = decision.reason.as_ref().map(|why| format!(": {why}"));
        let line = format!(
            "{} {} {} {}{}{state}",
            decision.id,
            decision.at,
            decision.who,
            what(decision),
            reason.unwrap_or_default()
        );
        writeln!(out, "{}", plain_line(&line))?;
    }
    out.flush()?;
    Ok(Outcome::of(!decisions.is_empty(), 0))
}

/// What was decided, about which claims, in one line.
pub(crate) fn what(decision: &Decision) -> String {
    let mut words = vec![decision.action.as_str().to_owned()];
    let targets = decision.action.targets();
    // A split names one claim, the rest is what it was split from.
    let named = match decision.action {
        Action::Split(_) => 1,
        _ => NAMED,
    };
    words.extend(targets.iter().take(named).map(ToString::to_string));
    if targets.len() > named {
        words.push(format!("and {} more", targets.len() - named));
    }
    match &decision.action {
        Action::Correct(_, correction) | Action::Name(_, correction) => {
            words.push(correction.field.clone());
            words.push(correction.value.to_string());
        }
        Action::Undo(other) => words.push(other.to_string()),
        _ => {}
    }
    words.join(" ")
}
