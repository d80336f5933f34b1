//! `reject`: a claim, or all claims of a fact, do not count.

use chancery_record::Request;

use crate::arguments::{Global, Judge};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Judge) -> anyhow::Result<Outcome> {
    let request = Request::Reject(typed.id.clone());
    decide::run(global, &typed.by, &request)
}
