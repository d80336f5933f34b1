//! Events of a document: candidates from frames, then each event once.

mod apart;
mod appearance;
mod aside;
mod back;
mod beside;
mod codes;
mod company;
mod complete;
mod details;
mod frame;
mod grounds;
mod kind;
mod limits;
mod merge;
pub(crate) mod modality;
mod named;
mod nouns;
mod occasions;
mod others;
pub(crate) mod parties;
mod reach;
mod reference;
mod repair;
mod scene;
mod slots;
pub(crate) mod tree;
mod wars;
pub(crate) mod when;
mod whereabouts;
mod within;
pub(crate) mod words;

use chancery_expressions::Tense;
use chancery_language::Analysis;
use chancery_model::{Event, EventType, Ground, Role, Side, Span, Status, Why};

pub use codes::codes;
pub use kind::{CodeRule, EventKind, event_kinds, faults};

use crate::Context;
pub(crate) use details::place_of;
use frame::{Class, Frame};
pub(crate) use parties::Party;

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
    /// Whether its words set it apart from what was told: "also met", "other meetings".
    pub(crate) further: bool,
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
    let (wars, named) = wars::told(context);
    for index in context.tokens() {
        if named.contains(&index) {
            continue;
        }
        if let Some(candidate) = candidate_at(context, index, &candidates, ruled_out) {
            apart::split(context, candidate, &mut candidates);
        } else {
            back::refer(context, index, &mut candidates);
            reference::date(context, index, &mut candidates);
        }
    }
    company::add(context, &mut candidates);
    let apart = signings.into_iter().chain(wars).collect();
    let mut events = merge::merge(context, candidates, apart);
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
        // "was in Rome for talks"
        "AUX" if tree::is_verb(token) => Class::Verb,
        "NOUN" | "PROPN" => Class::Noun,
        _ => return None,
    };
    // "a negotiated settlement" tells of no negotiation; "the visiting minister" does of a visit.
    if class == Class::Verb && token.dep() == "amod" && token.tag() != "VBG" {
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
        .filter(|(_, frame)| {
            class == Class::Noun || frame.fills("described") == slots::describes(context, index)
        })
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
    let fights = matches!(kind.kind, EventType::UseOfForce | EventType::Coercion);
    let carried = |verb: usize| {
        let lemma = analysis.token(verb).lemma();
        modality::is_carrier(analysis, verb) && !(fights && modality::is_ender(analysis, verb))
            || frame.carriers.iter().any(|c| c == lemma)
            || kind.subtype_words.values().flatten().any(|w| w == lemma)
    };
    let mut arguments = match frame.class {
        Class::Verb => tree::of_verb(analysis, trigger),
        Class::Noun => tree::of_noun(analysis, trigger, |g| {
            g.link == tree::Link::Object && carried(g.verb)
        }),
    };
    if frame.class == Class::Noun {
        nouns::add_victims(analysis, trigger, &kind.harm_verbs, &mut arguments);
        if kind.kind == EventType::UseOfForce {
            nouns::add_loose(analysis, trigger, &mut arguments);
        }
    }
    if let Some(condition) = slots::failing_condition(context, trigger, frame, &arguments) {
        let not = if condition.negated { " no" } else { "" };
        return Err(format!(
            "needs{not} {} in {}",
            condition.words.join("|"),
            condition.slot
        ));
    }
    let mut filled = slots::fill(context, trigger, (kind, frame), &arguments);
    if frame.class == Class::Verb {
        repair::subject(context, trigger, frame, &arguments, &mut filled);
        repair::pleased(context, trigger, frame, &mut filled);
    }
    if kind.kind == EventType::Ceremony || frame.trigger().starts_with("designate") {
        repair::named_only(context, frame, &arguments, &mut filled);
    }
    let gap = complete::Gap {
        kind: kind.kind,
        trigger,
        pair: frame.fills("pair"),
        object: frame.fills("object"),
        placed: frame.fills("place"),
        arguments: &arguments,
        earlier,
    };
    repair::not_oneself(context, trigger, &mut filled);
    repair::not_the_giver(&mut filled);
    if !frame.named {
        complete::complete(context, &gap, &mut filled);
    }
    if frame.subtype.as_deref() == Some("summit") && frame.class == Class::Noun {
        complete::summit_host(context, &gap, &mut filled);
    }
    company::acting(context, kind.kind, trigger, &mut filled);
    let (roles, parties): (Vec<Role>, Vec<Party>) = filled.into_iter().unzip();
    if limits::is_crime(context, kind.kind, trigger, (&roles, &parties)) {
        return Err("the crime of some person".to_owned());
    }
    let open = kind.kind == EventType::Meeting && complete::met_anybody(context, &gap);
    if !limits::plausible(
        context,
        (kind.kind, frame),
        &arguments,
        (&roles, &parties),
        open,
    ) {
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
    if frame.trigger() == "discuss" && limits::told(&parties, earlier) {
        return Err("what was discussed at a meeting or call already told".to_owned());
    }
    let modality = match frame.class {
        Class::Verb => modality::of_verb(analysis, trigger),
        // "cancelled a visit" lends it a subject and is no carrier.
        Class::Noun => modality::of_noun(analysis, trigger, &|verb| {
            let ends = matches!(kind.kind, EventType::Visit | EventType::Meeting)
                && modality::governs(analysis, verb);
            carried(verb) && !ends
        }),
    };
    // "is expected in Rome on Friday": the day is to come.
    let modality = match frame.status {
        Some(Status::Planned) => modality::Modality {
            status: Status::Planned,
            tense: Tense::Future,
        },
        _ => modality,
    };
    let definite = frame.class == Class::Noun && is_definite(analysis, trigger);
    let told = definite.then_some(trigger);
    let modality = limits::presupposed(context, kind.kind, told, modality);
    let when = when::of(context, trigger, modality, kind.kind);
    let (when, status) = when::performed(context, trigger, kind.kind, modality.status, when);
    let place = details::place(context, kind.kind, &roles, &parties, &arguments)
        .or_else(|| details::place_of_happening(context, trigger));
    let mut grounds = Vec::new();
    if let Some(timex) = &when.timex {
        grounds.push(Ground {
            field: "start".into(),
            span: Some(timex.span),
            basis: timex.basis.clone(),
        });
    }
    grounds.extend(grounds::of_parties(context, trigger, &parties));
    let participants = roles
        .iter()
        .zip(&parties)
        .map(|(&role, p)| p.participant(role))
        .collect();
    let event = Event {
        kind: kind.kind,
        subtype: details::subtype(analysis, trigger, kind, frame),
        status: frame
            .status
            .unwrap_or_else(|| when::not_yet(context, trigger, &when, status)),
        start: when.start,
        end: when.end,
        place,
        participants,
        topic: details::topic(context, &arguments),
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
    let ended = fights
        && tree::governor(analysis, trigger)
            .is_some_and(|g| g.link == tree::Link::Object && modality::is_ender(analysis, g.verb));
    if ended && !limits::has_both(&event) {
        return Err("the end of a fight of nobody named".to_owned());
    }
    if !limits::certain(&event, frame.class) {
        return Err(format!("one side of something {}", event.status));
    }
    if event.subtype.as_deref() == Some("site_visit") && !limits::abroad(&event, earlier) {
        return Err("a place at home".to_owned());
    }
    if !limits::telling(&event) {
        return Err("an anniversary without a day or place is a relation, no event".to_owned());
    }
    Ok(Candidate {
        event,
        parties,
        sentence: analysis.sentence_number(trigger),
        trigger,
        definite,
        further: merge::is_further(analysis, trigger),
    })
}

/// Whether "the", "that" or an owner stands before a noun.
fn is_definite(analysis: &Analysis, noun: usize) -> bool {
    analysis.children(noun).any(|c| {
        let token = analysis.token(c);
        token.dep() == "poss"
            || (token.dep() == "det" && matches!(token.lemma(), "the" | "this" | "that"))
    })
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
