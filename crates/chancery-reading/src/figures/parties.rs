//! Of whom a figure is said, and in which direction it flows.

use chancery_actors::ActorKind;
use chancery_model::{Measure, Side};

use super::candidate::Candidate;
use crate::Context;

/// Sides of a figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// Sorted, each once.
    pub(super) sides: Vec<Side>,
    pub(super) flow: Option<String>,
    pub(super) basis: &'static str,
}

/// Finds the sides of a figure.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, _measure: Measure) -> Whose {
    let mut sides: Vec<Side> = context
        .cast
        .within(candidate.sentence.clone())
        .flat_map(|mention| &mention.actors)
        .map(|id| context.cast.actor(*id))
        .filter(|actor| actor.kind != ActorKind::Outlet)
        .filter_map(|actor| actor.side.clone())
        .collect();
    sides.sort();
    sides.dedup();
    Whose {
        sides,
        flow: None,
        basis: "sides named in the sentence",
    }
}
