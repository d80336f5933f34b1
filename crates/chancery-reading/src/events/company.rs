//! Who takes part beside those that a clause names: companions ("accompanied by"), members of a delegation, and
//! the person who acts for a side in the clause around an event.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use chancery_actors::{ActorId, ActorKind};
use chancery_model::{Event, EventType, Role, Span};

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

/// Whether a word names people who travel or sit together.
pub(super) fn is_group(context: &Context<'_>, word: usize) -> bool {
    is(context, word, "group")
}

/// Whether a verb names the head of a group after "by".
pub(super) fn is_led(context: &Context<'_>, verb: usize) -> bool {
    is(context, verb, "heads")
}

/// Sentences back in which the journey or meeting stands that somebody joins. A guess.
const BACK: usize = 3;

/// What somebody joins: journeys, and meetings.
const JOINED: [EventType; 2] = [EventType::Visit, EventType::Meeting];

/// Events that one clause of company adds persons to, and persons it adds: more is a list of guests.
const MOST: usize = 6;

/// Adds companions and members of delegations to the journeys and meetings told around them.
pub(super) fn add(context: &Context<'_>, candidates: &mut [Candidate]) {
    if candidates.is_empty() {
        return;
    }
    for verb in 0..context.analysis.len() {
        if is(context, verb, "led") || is(context, verb, "along") {
            companions(context, verb, candidates);
        } else if is(context, verb, "holds") {
            members(context, verb, candidates);
        } else if is(context, verb, "heads") {
            leaders(context, verb, candidates);
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
    let with = |party: &Party, _: &Party| party.actor.is_some_and(|id| led.contains(&id));
    // Whoever accompanies somebody travels along; what they do there they need not do together.
    let on_the_way =
        |c: &Candidate| c.event.kind == EventType::Visit && c.parties.iter().any(|p| with(p, p));
    let number = analysis.sentence_number(verb);
    let journey = candidates
        .iter()
        .rev()
        .find(|c| c.sentence <= number && on_the_way(c));
    let (window, kinds) = match journey.map(|c| c.sentence) {
        Some(told) if is(context, verb, "along") => (told..told + 1, &JOINED[..1]),
        _ => (lately(context, verb), &JOINED[..]),
    };
    join(context, verb, &persons, candidates, (window, kinds), with);
}

/// "A delegation led by Deputy Minister Ana Orlo", "the Peruvian side was chaired by": with whoever of her side is
/// on the journey or at the meeting.
fn leaders(context: &Context<'_>, verb: usize, candidates: &mut [Candidate]) {
    let analysis = context.analysis;
    let token = analysis.token(verb);
    let group = match token.dep() {
        "acl" => Some(token.head()),
        _ => subject(analysis, verb)
            .filter(|_| tree::is_passive(analysis, verb))
            .map(|(who, _)| who),
    };
    let sentence = analysis.sentence_of(verb);
    let by = (verb + 1..sentence.end.min(verb + 4)).find(|&t| analysis.token(t).lemma() == "by");
    let (Some(by), true) = (by, group.is_some_and(|who| is(context, who, "group"))) else {
        return;
    };
    let persons = persons_after(context, by + 1, sentence.end);
    let where_to = (lately(context, verb), &JOINED[..]);
    join(context, verb, &persons, candidates, where_to, same_side);
}

/// The sentences in which the journey or meeting stands that somebody joins.
fn lately(context: &Context<'_>, verb: usize) -> Range<usize> {
    let number = context.analysis.sentence_number(verb);
    number.saturating_sub(BACK)..number + 1
}

fn same_side(party: &Party, person: &Party) -> bool {
    party.side.is_some() && party.side == person.side
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
    let where_to = (lately(context, verb), &JOINED[..]);
    join(context, verb, &persons, candidates, where_to, same_side);
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

/// Adds persons to the events, of some kinds, of the last of some sentences that has one with somebody whom they go with.
fn join(
    context: &Context<'_>,
    verb: usize,
    persons: &[Party],
    candidates: &mut [Candidate],
    (window, kinds): (Range<usize>, &[EventType]),
    with: impl Fn(&Party, &Party) -> bool,
) {
    if persons.is_empty() || persons.len() > MOST {
        return;
    }
    let kinds = |c: &Candidate| kinds.contains(&c.event.kind);
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
    let first = candidates.partition_point(|c| c.sentence < window.start);
    let last = candidates.partition_point(|c| c.sentence < window.end);
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

/// "Ambassador Ana Orlo signed for Peru": who signed what was told before for a side that had nobody.
pub(super) fn signers(context: &Context<'_>, events: &mut [Event]) {
    let analysis = context.analysis;
    let verbs = context.tokens().filter(|&t| is(context, t, "signs"));
    for verb in verbs.filter(|&t| is_verb(analysis.token(t))) {
        let arguments = tree::of_verb(analysis, verb);
        let person = arguments
            .of("subject")
            .flat_map(|head| parties::at(context, head))
            .find(|p| p.kind == Some(ActorKind::Person) && p.name.is_some());
        let side = ["for", "on"]
            .into_iter()
            .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>())
            .flat_map(|head| parties::at(context, head))
            .find_map(|p| p.side.filter(|_| p.name.is_none()));
        let (Some(person), Some(side)) = (person, side) else {
            continue;
        };
        let start = context.span(verb..verb + 1).start;
        let told = events
            .iter_mut()
            .filter(|e| e.kind == EventType::Signing)
            .filter(|e| e.why.anchor.is_some_and(|span| span.start <= start))
            .max_by_key(|e| e.why.anchor.map(|span| span.start));
        let Some(event) = told else { continue };
        let named = event.participants.iter().any(|p| p.name == person.name);
        let open = event
            .participants
            .iter_mut()
            .find(|p| p.name.is_none() && p.side.as_ref() == Some(&side));
        if let Some(open) = open.filter(|_| !named) {
            open.name = person.name;
            open.office = person.office;
            let evidence = context.sentence_span(verb);
            if !event.evidence.contains(&evidence) {
                event.evidence.push(evidence);
            }
        }
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
