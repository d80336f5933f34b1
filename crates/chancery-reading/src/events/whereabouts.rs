//! Where the story has somebody at the time of an event: the side of the place is a party that the clause leaves out.

use chancery_actors::ActorKind;
use chancery_model::{EventType, Role, Side};

use super::complete::Gap;
use super::parties::Party;
use super::{tree, words};
use crate::Context;

/// How far from its word the place of a journey may stand, in tokens. A guess: dates stand in between.
const REACH: usize = 9;

/// "his recent visit here", "welcomed him", "the visiting minister": the state that the story is told from.
pub(super) fn host_here(context: &Context<'_>, gap: &Gap<'_>, known: &[Side]) -> Option<Side> {
    let analysis = context.analysis;
    let [visitor] = known else { return None };
    let here = analysis
        .children(gap.trigger)
        .any(|c| analysis.token(c).lemma().eq_ignore_ascii_case("here"));
    let welcomes = analysis.token(gap.trigger).lemma() == "welcome";
    let visiting = analysis.token(gap.trigger).dep() == "amod";
    if !here && !welcomes && !visiting {
        return None;
    }
    let voice = context
        .cast
        .voice()
        .and_then(|id| context.cast.actor(id).side.clone());
    [voice, context.cast.home().cloned()]
        .into_iter()
        .flatten()
        .find(|side| side != visitor)
}

/// Where a journey leads when the tree hangs the place elsewhere: "will travel May 10-12 to Rabat", "is in Rabat as
/// part of her first trip".
pub(super) fn place_beside(context: &Context<'_>, gap: &Gap<'_>, known: &[Side]) -> Option<Side> {
    let analysis = context.analysis;
    let [visitor] = known else { return None };
    let sentence = analysis.sentence_of(gap.trigger);
    let verb = tree::is_verb(analysis.token(gap.trigger));
    let after = gap.trigger + 1..(gap.trigger + REACH).min(sentence.end);
    let before = gap.trigger.saturating_sub(REACH).max(sentence.start)..gap.trigger;
    let before = before.rev().filter(|_| !verb);
    after
        .clone()
        .chain(before)
        .filter(|&t| match analysis.token(t).text() {
            "to" => true,
            "in" | "In" => !verb && t < gap.trigger,
            _ => false,
        })
        .flat_map(|t| analysis.children_by(t, "pobj").collect::<Vec<_>>())
        .find_map(|head| {
            let mention = context.cast.headed_by(head)?;
            let actor = context.cast.actor(*mention.actors.first()?);
            matches!(actor.kind, ActorKind::State | ActorKind::Place)
                .then(|| actor.side.clone())
                .flatten()
        })
        .filter(|side| side != visitor && words::is_state(side))
}

/// How many tokens at the head of a sentence set all of it: "While in Pakistan". A guess.
const OPENING: usize = 3;

/// The state in which the clause is set: "while in Pakistan", "in Riyadh".
pub(super) fn seat(context: &Context<'_>, gap: &Gap<'_>) -> Option<Side> {
    let analysis = context.analysis;
    let at = |head: usize| {
        let mention = context.cast.at(head).find(|m| m.head == head)?;
        let actor = context.cast.actor(*mention.actors.first()?);
        matches!(actor.kind, ActorKind::State | ActorKind::Place)
            .then(|| actor.side.clone())
            .flatten()
    };
    let own = ["in", "at"]
        .into_iter()
        .flat_map(|slot| gap.arguments.of(slot).collect::<Vec<_>>())
        .find_map(at);
    own.or_else(|| {
        let start = analysis.sentence_of(gap.trigger).start;
        analysis
            .sentence_of(gap.trigger)
            .filter(|&t| matches!(analysis.token(t).text(), "in" | "In" | "to"))
            .filter(|&t| t < start + OPENING || stands_around(context, t, gap.trigger))
            .flat_map(|t| analysis.children_by(t, "pobj").collect::<Vec<_>>())
            .find_map(at)
    })
}

/// Whether what a preposition hangs on is above the word: of "spoke of unrest in Peru after meeting officials" it is not.
fn stands_around(context: &Context<'_>, preposition: usize, trigger: usize) -> bool {
    let analysis = context.analysis;
    let around = analysis.token(preposition).head();
    let mut node = trigger;
    for _ in 0..12 {
        if node == around || node == preposition {
            return true;
        }
        node = analysis.token(node).head();
    }
    false
}

/// Where the same visitor is at that point of the story.
pub(super) fn host_of_visit(
    gap: &Gap<'_>,
    known: &[Side],
    filled: &[(Role, Party)],
) -> Option<Side> {
    let same = |p: &Party| {
        filled.iter().any(|(_, q)| match (p.actor, q.actor) {
            (Some(a), Some(b)) => a == b,
            _ => p.side == q.side,
        })
    };
    let visit = gap.earlier.iter().rev().find(|c| {
        c.event.kind == EventType::Visit
            && c.parties
                .iter()
                .zip(&c.event.participants)
                .any(|(p, q)| q.role == Role::Visitor && same(p))
    })?;
    visit
        .event
        .participants
        .iter()
        .find(|p| p.role == Role::Host)
        .and_then(|host| host.side.clone())
        .filter(|side| !known.contains(side))
}
