//! `diff`: what changed in the record between two moments.

use anyhow::bail;

use crate::arguments::{Diff, Global};
use crate::changes::{self, Span};
use crate::outcome::Outcome;
use crate::store;

/// Prints facts new, changed, merged, split, gone, each with the documents and decisions that brought it about.
pub(crate) fn run(global: &Global, typed: &Diff) -> anyhow::Result<Outcome> {
    let record = store::existing_at(global, typed.record.as_deref())?;
    if let Some(until) = typed.until
        && until < typed.since
    {
        bail!(
            "--until {until} is before --since {}; exchange them",
            typed.since
        );
    }
    let found = record.diff(typed.since, typed.until)?;
    let span = Span {
        since: typed.since,
        until: typed.until,
    };
    changes::print(&found, span, typed.to)?;
    Ok(Outcome::of(!found.facts.is_empty(), 0))
}
