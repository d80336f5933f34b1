//! `correct`: a field of a claim says something else.

use chancery_record::Request;

use crate::arguments::{Correct, Global};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Correct) -> anyhow::Result<Outcome> {
    let request = Request::Correct {
        claim: typed.claim.clone(),
        field: typed.field.clone(),
        value: typed.value.clone(),
    };
    decide::run(global, &typed.by, &request)
}
