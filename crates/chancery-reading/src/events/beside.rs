//! Whose something is by what stands beside it: a delegation by its head, a place nobody knows by the state after it.

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Side;

use super::company;
use super::parties::{self, Party};
use crate::Context;

/// "A delegation led by Minister Ana Roe": hers.
pub(super) fn led_by(context: &Context<'_>, head: usize) -> Option<Party> {
    let analysis = context.analysis;
    if !company::is_group(context, head) {
        return None;
    }
    let led = analysis
        .children_by(head, "acl")
        .find(|&verb| company::is_led(context, verb))?;
    analysis
        .children_by(led, "agent")
        .flat_map(|by| analysis.children_by(by, "pobj"))
        .flat_map(|who| parties::at(context, who))
        .find(|party| party.side.is_some())
}

/// "to Elmsby, Peru": the state that stands beside a place nobody knows.
pub(super) fn land(context: &Context<'_>, head: usize) -> Option<Party> {
    let side = state(context, head)?;
    let where_to = context.analysis.token(context.analysis.token(head).head());
    matches!(where_to.lemma(), "in" | "to" | "at" | "near" | "outside").then_some(Party {
        actor: None,
        kind: Some(ActorKind::Place),
        name: None,
        office: None,
        side: Some(side),
        head,
    })
}

/// The state whose name follows another name after a comma.
pub(super) fn state(context: &Context<'_>, head: usize) -> Option<Side> {
    let analysis = context.analysis;
    let state = analysis
        .children_by(head, "appos")
        .find(|&state| state > 0 && analysis.token(state - 1).text() == ",")?;
    let mention = context.cast.headed_by(state)?;
    let actor = context.cast.actor(*mention.actors.first()?);
    (mention.form == MentionForm::Name && actor.kind == ActorKind::State)
        .then(|| actor.side.clone())
        .flatten()
}
