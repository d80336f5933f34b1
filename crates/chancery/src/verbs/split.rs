//! `split`: a claim does not belong to its fact.

use chancery_record::Request;

use crate::arguments::{Global, Split};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Split) -> anyhow::Result<Outcome> {
    let request = Request::Split(typed.claim.clone());
    decide::run(global, &typed.by, &request)
}
