//! `undo`: a decision no longer holds.

use chancery_record::Request;

use crate::arguments::{Global, Undo};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Undo) -> anyhow::Result<Outcome> {
    let request = Request::Undo(typed.decision.clone());
    decide::run(global, &typed.by, &request)
}
