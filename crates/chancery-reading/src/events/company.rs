//! Who takes part beside those that a clause names: companions ("accompanied by"), members of a delegation, and
//! the person who acts for a side in the clause around an event.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_actors::{ActorId, ActorKind};
use chancery_model::{EventType, Role, Span};

use super::modality;
use super::parties::{self, Party};
use super::tree::{self, Link, coordinated, is_verb, subject};
use super::{Candidate, when};
use crate::Context;

static WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    chancery_tables::COMPANY
        .rows()
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

fn is(context: &Context<'_>, token: usize, class: &str) -> bool {
    WORDS.get(context.analysis.token(token).lemma()) == Some(&class)
}

/// Sentences back in which the journey or meeting stands that somebody joins. A guess.
const BACK: usize = 3;

/// Events that one clause of company adds persons to, and persons it adds: more is a list of guests.
const MOST: usize = 6;

/// Adds companions and members of delegations to the journeys and meetings told around them.
pub(super) fn add(context: &Context<'_>, candidates: &mut [Candidate]) {
    if candidates.is_empty() {
        return;
    }
    for verb in 0..context.analysis.len() {
        if is(context, verb, "led") {
            companions(context, verb, candidates);
        } else if is(context, verb, "holds") {
            members(context, verb, candidates);
        }
    }
}

/// "She will be joined by Under Secretary Mary Roe": with her, in the same role.
fn companions(context: &Context<'_>, verb: usize, candidates: &mut [Candidate]) {
    let analysis = context.analysis;
    if !tree::is_passive(analysis, verb) {
        return;
    }
    let sentence = analysis.sentence_of(verb);
    let by = (verb + 1..sentence.end.min(verb + 5)).find(|&t| analysis.token(t).lemma() == "by");
    let (Some(by), Some((who, _))) = (by, subject(analysis, verb)) else {
        return;
    };
    let led: Vec<ActorId> = parties::at(context, who)
        .into_iter()
        .filter_map(|p| p.actor)
        .collect();
    let persons = persons_after(context, by + 1, sentence.end);
    join(context, verb, &persons, candidates, |party, _| {
        party.actor.is_some_and(|id| led.contains(&id))
    });
}

/// "The delegation included Deputy Minister Ana Orlo": with whoever of her side is on the journey.
fn members(context: &Context<'_>, verb: usize, candidates: &mut [Candidate]) {
    let analysis = context.analysis;
    let group = subject(analysis, verb).is_some_and(|(who, _)| is(context, who, "group"));
    if !group {
        return;
    }
    let sentence = analysis.sentence_of(verb);
    let persons = persons_after(context, verb + 1, sentence.end);
    join(context, verb, &persons, candidates, |party, person| {
        party.side.is_some() && party.side == person.side
    });
}

/// The persons named from a token to the next verb.
fn persons_after(context: &Context<'_>, start: usize, end: usize) -> Vec<Party> {
    let analysis = context.analysis;
    let last = (start..end)
        .find(|&t| is_verb(analysis.token(t)))
        .unwrap_or(end);
    let mut found: Vec<Party> = Vec::new();
    for mention in context.cast.within(start..last) {
        for party in parties::at(context, mention.head) {
            let person = party.kind == Some(ActorKind::Person) && party.name.is_some();
            if person && party.side.is_some() && found.iter().all(|p| p.actor != party.actor) {
                found.push(party);
            }
        }
    }
    found
}

/// Adds persons to the events of the nearest sentence that has one with somebody whom they go with.
fn join(
    context: &Context<'_>,
    verb: usize,
    persons: &[Party],
    candidates: &mut [Candidate],
    with: impl Fn(&Party, &Party) -> bool,
) {
    if persons.is_empty() || persons.len() > MOST {
        return;
    }
    let kinds = |c: &Candidate| matches!(c.event.kind, EventType::Visit | EventType::Meeting);
    let role = |c: &Candidate, person: &Party| {
        c.event
            .participants
            .iter()
            .zip(&c.parties)
            .filter(|(q, _)| q.role != Role::Host)
            .find(|(q, party)| {
                let same = party.side == person.side || q.role == Role::Participant;
                same && with(party, person)
            })
            .map(|(q, _)| q.role)
    };
    // Candidates stand in the order of their sentences.
    let number = context.analysis.sentence_number(verb);
    let first = candidates.partition_point(|c| c.sentence + BACK < number);
    let last = candidates.partition_point(|c| c.sentence <= number);
    let candidates = candidates.get_mut(first..last).unwrap_or_default();
    let near = candidates
        .iter()
        .filter(|c| kinds(c))
        .filter(|c| persons.iter().any(|p| role(c, p).is_some()))
        .map(|c| c.sentence)
        .max();
    let evidence = context.sentence_span(verb);
    for candidate in candidates.iter_mut() {
        if !kinds(candidate) || Some(candidate.sentence) != near {
            continue;
        }
        for person in persons {
            if let Some(role) = role(candidate, person) {
                put(candidate, role, person, evidence);
            }
        }
    }
}

fn put(candidate: &mut Candidate, role: Role, person: &Party, evidence: Span) {
    let known = candidate
        .parties
        .iter()
        .any(|p| p.actor == person.actor || p.name.is_some() && p.name == person.name);
    if known {
        return;
    }
    candidate.event.participants.push(person.participant(role));
    candidate.parties.push(person.clone());
    if !candidate.event.evidence.contains(&evidence) {
        candidate.event.evidence.push(evidence);
    }
}

/// A side that stands in an event without a person takes the person of that side who acts in the clause: "At the
/// Peru-Chile forum, Minister Ana Orlo announced", "President Rey expects a summit with".
pub(super) fn acting(
    context: &Context<'_>,
    kind: EventType,
    trigger: usize,
    filled: &mut [(Role, Party)],
) {
    let analysis = context.analysis;
    if !matches!(
        kind,
        EventType::Meeting | EventType::Call | EventType::Visit | EventType::Negotiation
    ) || is_verb(analysis.token(trigger))
    {
        return;
    }
    let Some(governor) = tree::governor(analysis, trigger) else {
        return;
    };
    let verb = when::clause_of(analysis, governor.verb);
    let present = match governor.link {
        Link::Preposition => is_at(context, trigger),
        Link::Object => modality::is_carrier(analysis, verb) || modality::is_plan(analysis, verb),
        Link::Subject => false,
    };
    if !present {
        return;
    }
    let actors = subject(analysis, verb).map(|(who, _)| who);
    let objects = analysis
        .children_by(verb, "dobj")
        .filter(|_| governor.link == Link::Preposition);
    let persons: Vec<Party> = actors
        .into_iter()
        .chain(objects)
        .flat_map(|head| coordinated(analysis, head))
        .flat_map(|head| parties::at(context, head))
        .filter(|p| p.kind == Some(ActorKind::Person) && p.name.is_some() && p.side.is_some())
        .collect();
    for person in persons {
        let named = filled
            .iter()
            .any(|(_, p)| p.name.is_some() && (p.actor == person.actor || p.side == person.side));
        if named {
            continue;
        }
        let open = filled.iter_mut().find(|(_, p)| {
            let side_only = p.name.is_none() && matches!(p.kind, None | Some(ActorKind::State));
            side_only && p.side == person.side
        });
        if let Some((_, party)) = open {
            *party = person;
        }
    }
}

/// "at the forum", "during a visit", "for talks": whoever acts in the clause is there.
fn is_at(context: &Context<'_>, noun: usize) -> bool {
    let analysis = context.analysis;
    let mut node = noun;
    for _ in 0..4 {
        let token = analysis.token(node);
        let above = analysis.token(token.head());
        if token.dep() == "pobj" {
            return matches!(above.lemma(), "at" | "in" | "during" | "for" | "on")
                || above.lemma() == "to"
                    && above.dep() == "prep"
                    && is_verb(analysis.token(above.head()));
        }
        if token.head() == node {
            return false;
        }
        node = token.head();
    }
    false
}
