//! Events of a document: candidates from frames, then each event once.

mod codes;
mod complete;
mod frame;
mod kind;
mod merge;
pub(crate) mod modality;
pub(crate) mod parties;
mod repair;
pub(crate) mod tree;
pub(crate) mod when;

use chancery_actors::{ActorKind, MentionForm};
use chancery_language::Analysis;
use chancery_model::{Event, EventType, Ground, Role, Side, Span, Status, Why};

pub use codes::codes;
pub use kind::{CodeRule, EventKind, event_kinds, faults};

use crate::Context;
use frame::{Class, Frame};
pub(crate) use parties::Party;
use tree::Arguments;

/// An event as one place of the text gives it, before places are put together.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The event so far.
    pub(crate) event: Event,
    /// Parties beside roles, in the order of `event.participants`.
    pub(crate) parties: Vec<Party>,
    /// Number of the sentence.
    pub(crate) sentence: usize,
    /// Token of the trigger.
    pub(crate) trigger: usize,
    /// Whether a noun with "the" or "his" points back to an event already told.
    pub(crate) definite: bool,
}

/// All events of a document, each once, in the order of their first mention.
///
/// `signings` are the events that came with the agreements.
pub(crate) fn read(context: &Context<'_>, signings: Vec<Event>) -> Vec<Event> {
    read_telling(context, signings, &mut Vec::new())
}

/// A frame whose word stands in the text and that was not read as an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuledOut {
    /// The trigger word.
    pub span: Span,
    /// The frame, as `kind/words (class)`.
    pub rule: String,
    /// What was missing.
    pub reason: String,
}

/// As [`read`], and tells what was ruled out and why.
pub(crate) fn read_telling(
    context: &Context<'_>,
    signings: Vec<Event>,
    ruled_out: &mut Vec<RuledOut>,
) -> Vec<Event> {
    let mut candidates = Vec::new();
    for index in 0..context.analysis.len() {
        if let Some(candidate) = candidate_at(context, index, &candidates, ruled_out) {
            split(context, candidate, &mut candidates);
        } else {
            refer_back(context, index, &mut candidates);
        }
    }
    let mut events = merge::merge(candidates, signings);
    for event in &mut events {
        event.codes = codes(event);
    }
    events
}

/// The event that a word names, if any.
fn candidate_at(
    context: &Context<'_>,
    index: usize,
    earlier: &[Candidate],
    ruled_out: &mut Vec<RuledOut>,
) -> Option<Candidate> {
    let token = context.analysis.token(index);
    let class = match token.pos() {
        "VERB" => Class::Verb,
        "NOUN" | "PROPN" => Class::Noun,
        _ => return None,
    };
    // "a negotiated settlement" tells of no negotiation.
    if class == Class::Verb && token.dep() == "amod" {
        return None;
    }
    // A word within a name ("Peace Memorial", "Meeting Hall") names no event.
    if class == Class::Noun && matches!(token.dep(), "compound" | "nmod") {
        return None;
    }
    let form = token.text().to_lowercase();
    let lemma = token.lemma().to_lowercase();
    let mut frames: Vec<_> = kind::TABLE
        .frames(&lemma, &form, class)
        .filter(|(_, frame)| modifiers_fit(context.analysis, index, frame))
        .collect();
    frames.sort_by_key(|(_, frame)| std::cmp::Reverse(frame.words.len() + frame.conditions.len()));
    for (kind, frame) in frames {
        match try_frame(context, index, kind, frame, earlier) {
            Ok(candidate) => return Some(candidate),
            Err(reason) => ruled_out.push(RuledOut {
                span: context.span(index..index + 1),
                rule: format!("{}/{}", kind.kind, frame.name()),
                reason,
            }),
        }
    }
    None
}

/// Words of a frame before its trigger must stand in the noun phrase before the noun.
fn modifiers_fit(analysis: &Analysis, noun: usize, frame: &Frame) -> bool {
    if frame.words.len() == 1 {
        return true;
    }
    let left = analysis.subtree(noun).start;
    frame.words[..frame.words.len() - 1].iter().all(|word| {
        (left..noun).any(|at| {
            let token = analysis.token(at);
            word.split('|')
                .any(|w| token.text().eq_ignore_ascii_case(w) || token.lemma() == w)
        })
    })
}

fn try_frame(
    context: &Context<'_>,
    trigger: usize,
    kind: &'static EventKind,
    frame: &'static Frame,
    earlier: &[Candidate],
) -> Result<Candidate, String> {
    let analysis = context.analysis;
    let carried = |verb: usize| {
        let lemma = analysis.token(verb).lemma();
        modality::is_carrier(analysis, verb)
            || frame.carriers.iter().any(|c| c == lemma)
            || kind.subtype_words.values().flatten().any(|w| w == lemma)
    };
    let arguments = match frame.class {
        Class::Verb => tree::of_verb(analysis, trigger),
        Class::Noun => tree::of_noun(analysis, trigger, |g| {
            g.link == tree::Link::Object && carried(g.verb)
        }),
    };
    if let Some(condition) = failing_condition(analysis, trigger, frame, &arguments) {
        let not = if condition.negated { " no" } else { "" };
        return Err(format!(
            "needs{not} {} in {}",
            condition.words.join("|"),
            condition.slot
        ));
    }
    let mut filled = fill(context, trigger, frame, &arguments);
    if frame.class == Class::Verb {
        repair::subject(context, trigger, frame, &arguments, &mut filled);
    }
    if kind.kind == EventType::Ceremony || frame.trigger().starts_with("designate") {
        repair::named_only(context, frame, &arguments, &mut filled);
    }
    let gap = complete::Gap {
        kind: kind.kind,
        trigger,
        arguments: &arguments,
        earlier,
    };
    complete::complete(context, &gap, &mut filled);
    let (roles, parties): (Vec<Role>, Vec<Party>) = filled.into_iter().unzip();
    if !plausible(kind.kind, frame, &roles, &parties) {
        let found: Vec<String> = roles
            .iter()
            .zip(&parties)
            .map(|(role, p)| {
                let side = p.side.as_ref().map_or("?", Side::as_str);
                format!("{role} {} ({side})", analysis.token(p.head).text())
            })
            .collect();
        return Err(format!("parties do not suffice: {}", found.join(", ")));
    }
    let modality = match frame.class {
        Class::Verb => modality::of_verb(analysis, trigger),
        Class::Noun => modality::of_noun(analysis, trigger, &carried),
    };
    let when = when::of(context, trigger, modality.tense, kind.kind);
    let place = place(context, kind.kind, trigger, &roles, &parties, &arguments);
    let mut grounds = Vec::new();
    if let Some(timex) = &when.timex {
        grounds.push(Ground {
            field: "start".into(),
            span: Some(timex.span),
            basis: timex.basis.clone(),
        });
    }
    for (n, party) in parties.iter().enumerate() {
        let basis = party.actor.map_or("named in the phrase", |id| {
            context.cast.actor(id).side_basis
        });
        grounds.push(Ground {
            field: format!("participants.{n}"),
            span: Some(context.span(party.head..party.head + 1)),
            basis: basis.to_owned(),
        });
    }
    let participants = roles
        .iter()
        .zip(&parties)
        .map(|(&role, p)| p.participant(role))
        .collect();
    let event = Event {
        kind: kind.kind,
        subtype: subtype(analysis, trigger, kind, frame),
        status: frame.status.unwrap_or(modality.status),
        start: when.start,
        end: when.end,
        place,
        participants,
        topic: topic(context, trigger, &arguments),
        part_of: None,
        codes: Vec::new(),
        evidence: vec![context.sentence_span(trigger)],
        why: Why {
            anchor: Some(context.span(trigger..trigger + 1)),
            rule: format!("{}/{}", kind.kind, frame.name()),
            confidence: 0.0,
            grounds,
        },
    };
    if !telling(&event) {
        return Err("an anniversary without a day or place is a relation, no event".to_owned());
    }
    Ok(Candidate {
        event,
        parties,
        sentence: analysis.sentence_number(trigger),
        trigger,
        definite: frame.class == Class::Noun && is_definite(analysis, trigger),
    })
}

/// "During his visit": a further place that speaks of a visit already told, by the same visitor.
fn refer_back(context: &Context<'_>, index: usize, candidates: &mut [Candidate]) {
    let analysis = context.analysis;
    let token = analysis.token(index);
    if token.pos() != "NOUN" || !matches!(token.lemma(), "visit" | "trip" | "tour" | "stay") {
        return;
    }
    let owner = analysis.children_by(index, "poss").next();
    let visitors: Vec<_> = owner
        .into_iter()
        .flat_map(|head| parties::at(context, head))
        .filter_map(|p| p.actor)
        .collect();
    let told = candidates.iter_mut().rev().find(|c| {
        c.event.kind == EventType::Visit
            && c.event
                .participants
                .iter()
                .zip(&c.parties)
                .any(|(participant, party)| {
                    participant.role == Role::Visitor
                        && party.actor.is_some_and(|id| visitors.contains(&id))
                })
    });
    if let Some(told) = told {
        let evidence = context.sentence_span(index);
        if !told.event.evidence.contains(&evidence) {
            told.event.evidence.push(evidence);
        }
    }
}

/// Takes apart what one word tells of several: a visit to each state, an exchange with each counterpart, a call on
/// each host.
fn split(context: &Context<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    match candidate.event.kind {
        EventType::Visit => split_by_host(candidate, out),
        EventType::Message | EventType::Meeting | EventType::Call => {
            split_in_pairs(context, candidate, out)
        }
        _ => out.push(candidate),
    }
}

/// "exchanged letters with their counterparts": first with first, second with second.
fn split_in_pairs(context: &Context<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    let analysis = context.analysis;
    let distributive = analysis.sentence_of(candidate.trigger).any(|t| {
        matches!(
            analysis.token(t).lemma(),
            "counterpart" | "respective" | "respectively"
        )
    });
    let named: Vec<usize> = (0..candidate.parties.len())
        .filter(|&n| candidate.parties[n].name.is_some())
        .collect();
    let first = named
        .first()
        .and_then(|&n| candidate.parties[n].side.clone());
    let (ours, theirs): (Vec<usize>, Vec<usize>) = named
        .iter()
        .partition(|&&n| candidate.parties[n].side == first);
    // "paid courtesy calls on A and B", "had meetings with A and B": one with each.
    let several = analysis.token(candidate.trigger).tag() == "NNS";
    let pairs: Vec<(usize, usize)> = if distributive && ours.len() > 1 && ours.len() == theirs.len()
    {
        ours.iter().copied().zip(theirs.iter().copied()).collect()
    } else if several && ours.len() == 1 && theirs.len() > 1 {
        theirs.iter().map(|&other| (ours[0], other)).collect()
    } else {
        out.push(candidate);
        return;
    };
    for (one, other) in pairs {
        let mut pair = candidate.clone();
        pair.parties = vec![
            candidate.parties[one].clone(),
            candidate.parties[other].clone(),
        ];
        pair.event.participants = vec![
            candidate.event.participants[one].clone(),
            candidate.event.participants[other].clone(),
        ];
        pair.event.why.anchor = Some(context.span(pair.parties[1].head..pair.parties[1].head + 1));
        out.push(pair);
    }
}

/// A journey to several states is a visit to each.
fn split_by_host(candidate: Candidate, out: &mut Vec<Candidate>) {
    let hosts: Vec<usize> = (0..candidate.parties.len())
        .filter(|&n| {
            candidate.event.kind == EventType::Visit
                && candidate.event.participants[n].role == Role::Host
        })
        .collect();
    let mut sides: Vec<_> = hosts
        .iter()
        .map(|&n| candidate.parties[n].side.clone())
        .collect();
    sides.sort();
    sides.dedup();
    if sides.len() < 2 {
        out.push(candidate);
        return;
    }
    for &host in &hosts {
        let mut one = candidate.clone();
        let keep = |n: &usize| *n == host || !hosts.contains(n);
        let kept: Vec<usize> = (0..candidate.parties.len()).filter(keep).collect();
        one.parties = kept.iter().map(|&n| candidate.parties[n].clone()).collect();
        one.event.participants = kept
            .iter()
            .map(|&n| candidate.event.participants[n].clone())
            .collect();
        one.event.place = candidate.parties[host]
            .side
            .as_ref()
            .map(|side| side.as_str().to_owned());
        one.event.why.anchor = one
            .event
            .why
            .grounds
            .iter()
            .find(|g| g.field == format!("participants.{host}"))
            .and_then(|g| g.span);
        out.push(one);
    }
}

fn is_definite(analysis: &Analysis, noun: usize) -> bool {
    analysis.children(noun).any(|c| {
        let token = analysis.token(c);
        token.dep() == "poss"
            || (token.dep() == "det" && matches!(token.lemma(), "the" | "this" | "that"))
    })
}

/// The first of the frame's further conditions that does not hold.
fn failing_condition<'f>(
    analysis: &Analysis,
    trigger: usize,
    frame: &'f Frame,
    arguments: &Arguments,
) -> Option<&'f frame::Condition> {
    frame.conditions.iter().find(|condition| {
        let fits = |at: usize| {
            let token = analysis.token(at);
            condition.words.iter().any(|word| {
                word == "*"
                    || token.lemma().eq_ignore_ascii_case(word)
                    || token.text().eq_ignore_ascii_case(word)
            })
        };
        let holds = match condition.slot.as_str() {
            "near" => analysis.sentence_of(trigger).any(&fits),
            "prt" => analysis.children_by(trigger, "prt").any(&fits),
            // The head itself or a word of its phrase before it ("ballistic missile tests").
            slot => arguments.of(slot).any(|head| {
                (analysis.subtree(head).start.max(head.saturating_sub(6))..=head).any(&fits)
                    || analysis
                        .children_by(head, "prep")
                        .any(|p| analysis.children_by(p, "pobj").any(&fits))
            }),
        };
        holds == condition.negated
    })
}

/// Fills the roles of a frame: for each entry the first slot in which a side or person stands.
fn fill(
    context: &Context<'_>,
    trigger: usize,
    frame: &Frame,
    arguments: &Arguments,
) -> Vec<(Role, Party)> {
    let mut filled: Vec<(Role, Party)> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (role, slots) in &frame.roles {
        for slot in slots {
            let found = in_slot(context, trigger, slot, arguments, &taken);
            if found.is_empty() {
                continue;
            }
            for party in found {
                taken.push(party.head);
                let same = |p: &Party| match (p.actor, party.actor) {
                    (Some(a), Some(b)) => a == b,
                    _ => p.side == party.side && p.name == party.name,
                };
                if !filled.iter().any(|(r, p)| r == role && same(p)) {
                    filled.push((*role, party));
                }
            }
            break;
        }
    }
    filled
}

fn in_slot(
    context: &Context<'_>,
    trigger: usize,
    slot: &str,
    arguments: &Arguments,
    taken: &[usize],
) -> Vec<Party> {
    let analysis = context.analysis;
    let heads: Vec<usize> = match slot {
        // A nationality or a possessing name, against the plain name of a state before the noun.
        "demonym" => arguments
            .of("modifier")
            .filter(|&h| is_demonym(context, h))
            .collect(),
        "name" => arguments
            .of("modifier")
            .filter(|&h| !is_demonym(context, h))
            .collect(),
        "clause-subject" => tree::governor(analysis, trigger)
            .and_then(|g| tree::subject(analysis, g.verb))
            .map(|(head, _)| tree::coordinated(analysis, head))
            .unwrap_or_default(),
        // Who is on a visit, there for talks, back from a summit.
        "traveller" => on_the_way(analysis, trigger)
            .and_then(|verb| tree::subject(analysis, verb))
            .map(|(head, _)| tree::coordinated(analysis, head))
            .unwrap_or_default(),
        _ => arguments.of(slot).collect(),
    };
    let further: Vec<usize> = heads
        .iter()
        .flat_map(|&head| repair::joined(context, head))
        .collect();
    let mut heads = heads;
    for head in further {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    let mut found = Vec::new();
    for head in heads {
        if head == trigger || taken.contains(&head) {
            continue;
        }
        found.extend(
            parties::at(context, head)
                .into_iter()
                .filter(|p| p.side.is_some() || p.name.is_some()),
        );
    }
    found
}

/// The verb of "departed on a visit", "flew in for talks", "is in Rome for the summit".
fn on_the_way(analysis: &Analysis, noun: usize) -> Option<usize> {
    let token = analysis.token(noun);
    let preposition = analysis.token(token.head());
    let leads = matches!(
        preposition.lemma(),
        "on" | "for" | "from" | "during" | "after" | "at"
    ) || (preposition.lemma() == "of"
        && analysis.token(preposition.head()).lemma() == "ahead");
    (token.dep() == "pobj" && leads)
        .then(|| tree::governor(analysis, noun))
        .flatten()
        .map(|g| g.verb)
}

fn is_demonym(context: &Context<'_>, head: usize) -> bool {
    let token = context.analysis.token(head);
    token.dep() == "amod"
        || context
            .cast
            .at(head)
            .any(|m| m.form == MentionForm::Demonym)
        || token.text().contains('.')
        || token.text().len() <= 4 && token.text().chars().all(|c| c.is_uppercase())
}

/// Whether the parties found can be parties of such an event at all.
fn plausible(kind: EventType, frame: &Frame, roles: &[Role], parties: &[Party]) -> bool {
    let mut sides: Vec<&Side> = parties.iter().filter_map(|p| p.side.as_ref()).collect();
    sides.sort();
    sides.dedup();
    if sides.len() < frame.sides.max(1) || parties.is_empty() {
        return false;
    }
    let crowd = |p: &Party| matches!(p.kind, Some(ActorKind::People | ActorKind::Outlet));
    let with = |role: Role| {
        roles
            .iter()
            .zip(parties)
            .filter(move |(r, _)| **r == role)
            .map(|(_, p)| p)
    };
    match kind {
        EventType::Visit => {
            let somebody = |p: &Party| {
                !crowd(p)
                    && !matches!(
                        p.kind,
                        Some(ActorKind::State | ActorKind::Place | ActorKind::Organisation)
                    )
                    || p.actor.is_none()
            };
            with(Role::Visitor).any(somebody)
                && with(Role::Host).next().is_some()
                && with(Role::Visitor).all(|v| with(Role::Host).any(|h| h.side != v.side))
        }
        EventType::Call => {
            let official =
                |p: &Party| matches!(p.kind, Some(ActorKind::Person | ActorKind::OfficeHolder));
            parties.iter().any(official) && with(Role::Recipient).next().is_some()
        }
        EventType::Appointment => with(Role::Appointee).any(|p| p.name.is_some()),
        _ => true,
    }
}

/// Whether it is an event at all: that relations are so many years old is none; that it is celebrated is.
fn telling(event: &Event) -> bool {
    let day = matches!(
        event.start,
        Some(chancery_model::Edtf::Point(chancery_model::Point::Day(_)))
    );
    event.subtype.as_deref() != Some("anniversary") || day || event.place.is_some()
}

fn subtype(analysis: &Analysis, trigger: usize, kind: &EventKind, frame: &Frame) -> Option<String> {
    if let Some(subtype) = &frame.subtype {
        return Some(subtype.clone());
    }
    let left = analysis.subtree(trigger).start;
    let governing = tree::governor(analysis, trigger).map(|g| g.verb);
    let carried = governing.map(|verb| {
        let noun = analysis.children_by(verb, "dobj").next();
        (verb, noun)
    });
    let nearby = (left..=trigger).chain(
        carried
            .into_iter()
            .flat_map(|(verb, noun)| std::iter::once(verb).chain(noun.filter(|&n| n == trigger))),
    );
    let words: Vec<_> = nearby
        .flat_map(|at| {
            [
                analysis.token(at).lemma().to_lowercase(),
                analysis.token(at).text().to_lowercase(),
            ]
        })
        .collect();
    // The object of a visit verb's sibling noun counts too: "on a six-day official visit".
    let sentence_words = || {
        analysis
            .sentence_of(trigger)
            .filter(|&at| analysis.token(at).lemma() == "visit")
            .flat_map(|at| {
                (analysis.subtree(at).start..at).map(|w| analysis.token(w).text().to_lowercase())
            })
    };
    kind.subtype_words
        .iter()
        .find(|(_, list)| words.iter().any(|word| list.contains(word)))
        .or_else(|| {
            (kind.kind == EventType::Visit)
                .then(|| {
                    kind.subtype_words
                        .iter()
                        .find(|(_, list)| sentence_words().any(|w| list.contains(&w)))
                })
                .flatten()
        })
        .map(|(subtype, _)| subtype.clone())
}

/// Where it is: the host's territory of a visit, else the place named in the clause.
fn place(
    context: &Context<'_>,
    kind: EventType,
    trigger: usize,
    roles: &[Role],
    parties: &[Party],
    arguments: &Arguments,
) -> Option<String> {
    for slot in ["in", "at"] {
        for head in arguments.of(slot) {
            if let Some(place) = place_at(context, head) {
                return Some(place);
            }
        }
    }
    if kind == EventType::Visit {
        let host = roles
            .iter()
            .zip(parties)
            .find(|(role, _)| **role == Role::Host)
            .map(|(_, p)| p)?;
        return place_at(context, host.head).or_else(|| {
            host.side
                .as_ref()
                .filter(|s| s.has_state_shape())
                .map(|side| side.as_str().to_owned())
        });
    }
    let _ = trigger;
    None
}

/// Where a verb's clause says that it happens.
pub(crate) fn place_of(context: &Context<'_>, verb: usize) -> Option<String> {
    let around = tree::of_verb(context.analysis, verb);
    ["in", "at"]
        .into_iter()
        .flat_map(|slot| around.of(slot).collect::<Vec<_>>())
        .find_map(|head| place_at(context, head))
}

/// "City, CODE" or a country's code for a mention of a place or state.
fn place_at(context: &Context<'_>, head: usize) -> Option<String> {
    let mention = context
        .cast
        .at(head)
        .find(|m| m.head == head)
        .or_else(|| context.cast.at(head).next())?;
    let actor = context.cast.actor(*mention.actors.first()?);
    let side = actor.side.as_ref().filter(|side| side.has_state_shape())?;
    match actor.kind {
        ActorKind::Place => Some(format!("{}, {side}", actor.name)),
        ActorKind::State => Some(side.as_str().to_owned()),
        _ => None,
    }
}

/// What it is about: the phrase after "on", "about", "to discuss".
fn topic(context: &Context<'_>, trigger: usize, arguments: &Arguments) -> Option<String> {
    let analysis = context.analysis;
    for slot in ["on", "about", "regarding", "concerning", "over"] {
        for head in arguments.of(slot) {
            let token = analysis.token(head);
            if token.pos() == "NOUN" && !context.cast.at(head).any(|m| m.head == head) {
                let span = context.span(analysis.subtree(head));
                if !is_date_like(span, context) {
                    return Some(span.of(&context.document.text).to_owned());
                }
            }
        }
    }
    let _ = trigger;
    None
}

fn is_date_like(span: Span, context: &Context<'_>) -> bool {
    let text = span.of(&context.document.text);
    text.len() < 3 || text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether two statuses can be stages of one event's life.
pub(crate) fn same_life(a: Status, b: Status) -> bool {
    let family = |s: Status| match s {
        Status::Occurred | Status::Ongoing => 0,
        Status::Planned | Status::Proposed | Status::Hypothetical => 1,
        Status::Cancelled | Status::Denied => 2,
    };
    family(a) == family(b)
}
