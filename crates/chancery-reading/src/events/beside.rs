//! Whose something is by what stands beside it: a delegation by its head, a place nobody knows by the state after it.

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Side;

use super::company;
use super::parties::{self, Party};
use super::words;
use crate::Context;

/// The group or state that is named beside the noun for it.
pub(super) fn named(context: &Context<'_>, head: usize) -> Option<Vec<Party>> {
    named_group(context, head)
        .or_else(|| branch_of_group(context, head))
        .or_else(|| named_state(context, head))
}

/// "Peru's militant group Red Dawn": the group by its name, not the state that it is in.
fn named_group(context: &Context<'_>, head: usize) -> Option<Vec<Party>> {
    let analysis = context.analysis;
    if analysis.token(head).pos() != "NOUN" {
        return None;
    }
    analysis.children_by(head, "appos").find_map(|name| {
        let mention = context.cast.headed_by(name)?;
        let sides = context.cast.sides_of(mention);
        let group = mention.form == MentionForm::Name && sides.iter().all(Side::is_org);
        (group && !sides.is_empty() && analysis.token(name).pos() == "PROPN")
            .then(|| parties::of_mention(context, mention, name))
    })
}

/// "the Somali branch of Red Dawn", "Red Dawn's Yemeni affiliate": the group's, whatever state it is in.
fn branch_of_group(context: &Context<'_>, head: usize) -> Option<Vec<Party>> {
    let analysis = context.analysis;
    let token = analysis.token(head);
    if token.pos() != "NOUN" || !words::is("branch", token.lemma()) {
        return None;
    }
    let of = analysis
        .children_by(head, "prep")
        .filter(|&p| analysis.token(p).lemma() == "of")
        .flat_map(|p| analysis.children_by(p, "pobj"));
    of.chain(analysis.children_by(head, "poss"))
        .find_map(|name| {
            let mention = context.cast.headed_by(name)?;
            let sides = context.cast.sides_of(mention);
            let group = sides.iter().all(Side::is_org) && !sides.is_empty();
            group.then(|| parties::of_mention(context, mention, name))
        })
}

/// "ASEAN member Laos", "the host nation Peru": the state that stands beside the noun, not whose member it is.
fn named_state(context: &Context<'_>, head: usize) -> Option<Vec<Party>> {
    let analysis = context.analysis;
    if analysis.token(head).pos() != "NOUN" {
        return None;
    }
    let name = analysis.children_by(head, "appos").find(|&name| {
        name > head && analysis.words(head + 1..name + 1).chars().all(|c| c != ',')
    })?;
    let mention = context.cast.headed_by(name)?;
    let [id] = mention.actors.as_slice() else {
        return None;
    };
    let state = mention.form == MentionForm::Name
        && mention.tokens.start == head + 1
        && context.cast.actor(*id).kind == ActorKind::State;
    state.then(|| parties::of_mention(context, mention, name))
}

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
