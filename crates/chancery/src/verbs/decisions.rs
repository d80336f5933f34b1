//! `decisions`: what was decided, by whom and why, one line each, the latest last.

use std::io::{BufWriter, Write};

use chancery_record::Held;

use crate::arguments::{AsOf, Global};
use crate::facts;
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

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
            facts::decision_words(decision),
            reason.unwrap_or_default()
        );
        writeln!(out, "{}", plain_line(&line))?;
    }
    out.flush()?;
    Ok(Outcome::of(!decisions.is_empty(), 0))
}
