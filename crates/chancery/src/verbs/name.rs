//! `name`: somebody in a claim has this name.

use chancery_record::Request;

use crate::arguments::{Global, Name};
use crate::decide;
use crate::outcome::Outcome;

/// Takes the decision and prints it.
pub(crate) fn run(global: &Global, typed: &Name) -> anyhow::Result<Outcome> {
    let request = Request::Name {
        claim: typed.claim.clone(),
        whom: typed.whom.clone(),
        name: typed.name.clone(),
    };
    decide::run(global, &typed.by, &request)
}
