//! `merge`: two facts are one.

use chancery_record::Request;

use crate::arguments::{Global, Merge};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Merge) -> anyhow::Result<Outcome> {
    let request = Request::Merge(typed.a.clone(), typed.b.clone());
    decide::run(global, &typed.by, &request)
}
