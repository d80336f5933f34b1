//! What else a clause says of its event: finer kind, place, topic.

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::{EventType, Role, Span};

use super::frame::Frame;
use super::kind::EventKind;
use super::parties::Party;
use super::tree::{self, Arguments};
use crate::Context;

pub(super) fn subtype(
    analysis: &Analysis,
    trigger: usize,
    kind: &EventKind,
    frame: &Frame,
) -> Option<String> {
    if let Some(subtype) = &frame.subtype {
        return Some(subtype.clone());
    }
    let deed = super::nouns::performance(analysis, trigger);
    let left = deed.unwrap_or(analysis.subtree(trigger).start);
    let governing = tree::governor(analysis, trigger).map(|g| g.verb);
    let carried = governing.map(|verb| {
        let noun = analysis.children_by(verb, "dobj").next();
        (verb, noun)
    });
    // "the Secretary of State's visit" is no state visit: who makes it tells nothing of its kind.
    let of_whom = |at: usize| {
        analysis
            .children(trigger)
            .filter(|&c| matches!(analysis.token(c).dep(), "poss" | "nsubj" | "nsubjpass"))
            .any(|c| analysis.subtree(c).contains(&at))
    };
    let nearby = (left..=trigger).filter(|&at| !of_whom(at)).chain(
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
                let owner = analysis.children_by(at, "poss").next();
                let start = owner.map_or(analysis.subtree(at).start, |o| analysis.subtree(o).end);
                (start..at).map(|w| analysis.token(w).text().to_lowercase())
            })
    };
    // What is done to sanctions tells more than that there are some.
    let own = [
        analysis.token(trigger).lemma().to_lowercase(),
        analysis.token(trigger).text().to_lowercase(),
    ];
    let told = |beside: bool| {
        kind.subtype_words.iter().find(|(_, list)| {
            let mut words = words.iter().filter(|w| !beside || !own.contains(w));
            words.any(|word| list.contains(word))
        })
    };
    told(true)
        .or_else(|| told(false))
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
pub(super) fn place(
    context: &Context<'_>,
    kind: EventType,
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
    if let Some(place) = beside_guest(context, kind, parties) {
        return Some(place);
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
                .filter(|s| crate::events::words::is_state(s))
                .map(|side| side.as_str().to_owned())
        });
    }
    None
}

/// "met his counterpart in Rome", "talks with the minister, Ana Roe, in Rome": where they met, though the parser hangs it
/// on whoever is met. An official in general may have his seat there.
fn beside_guest(context: &Context<'_>, kind: EventType, parties: &[Party]) -> Option<String> {
    let analysis = context.analysis;
    if !matches!(kind, EventType::Meeting | EventType::Negotiation) {
        return None;
    }
    parties.iter().rev().find_map(|party| {
        let token = analysis.token(party.head);
        let is_one = party.name.is_some() || token.lemma() == "counterpart";
        let above = (token.dep() == "appos").then_some(token.head());
        let below = analysis.children_by(party.head, "appos");
        is_one
            .then(|| std::iter::once(party.head).chain(above).chain(below))?
            .flat_map(|node| analysis.children_by(node, "prep"))
            .filter(|&preposition| analysis.token(preposition).text() == "in")
            .flat_map(|preposition| analysis.children_by(preposition, "pobj"))
            .find_map(|head| place_at(context, head))
    })
}

/// "The talks took place in Rome": where the verb says that what a noun names happened.
pub(super) fn place_of_happening(context: &Context<'_>, trigger: usize) -> Option<String> {
    let analysis = context.analysis;
    if tree::is_verb(analysis.token(trigger)) {
        return None;
    }
    tree::governor(analysis, trigger)
        .filter(|g| g.link == tree::Link::Subject)
        .filter(|g| super::modality::is_carrier(analysis, g.verb))
        .and_then(|g| place_of(context, g.verb))
}

/// Where a verb's clause says that it happens.
pub(crate) fn place_of(context: &Context<'_>, verb: usize) -> Option<String> {
    let analysis = context.analysis;
    let around = tree::of_verb(analysis, verb);
    let heads: Vec<usize> = ["in", "at"]
        .into_iter()
        .flat_map(|slot| around.of(slot).collect::<Vec<_>>())
        .collect();
    let direct = heads.iter().find_map(|&head| place_at(context, head));
    // "at a summit in the port city of Busan"
    direct.or_else(|| {
        let inside = heads.iter().flat_map(|&head| {
            let within = tree::of_noun(analysis, head, |_| false);
            within.of("in").collect::<Vec<_>>()
        });
        inside.into_iter().find_map(|head| place_at(context, head))
    })
}

/// "City, CODE" or a country's code for a mention of a place or state.
fn place_at(context: &Context<'_>, head: usize) -> Option<String> {
    let analysis = context.analysis;
    if matches!(
        analysis.token(head).lemma(),
        "city" | "capital" | "town" | "village" | "port" | "resort"
    ) {
        let named = analysis
            .children_by(head, "prep")
            .flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>())
            .chain(analysis.children_by(head, "appos"))
            .find_map(|inner| place_at(context, inner));
        // "in the Peruvian capital"
        let owner = || {
            analysis
                .children(head)
                .filter(|&c| matches!(analysis.token(c).dep(), "amod" | "poss" | "compound"))
                .filter_map(|c| context.cast.headed_by(c))
                .flat_map(|m| context.cast.sides_of(m))
                .find(crate::events::words::is_state)
                .map(|side| side.as_str().to_owned())
        };
        if let Some(place) = named.or_else(owner) {
            return Some(place);
        }
    }
    let mention = context
        .cast
        .at(head)
        .find(|m| m.head == head)
        .or_else(|| context.cast.at(head).next());
    let Some(mention) = mention else {
        let side = super::beside::state(context, head)?;
        return Some(format!("{}, {side}", named_whole(analysis, head)));
    };
    let actor = context.cast.actor(*mention.actors.first()?);
    let side = actor
        .side
        .as_ref()
        .filter(|side| crate::events::words::is_state(side))?;
    match actor.kind {
        ActorKind::Place => Some(format!("{}, {side}", actor.name)),
        ActorKind::State => Some(side.as_str().to_owned()),
        _ => None,
    }
}

/// A name with the words before it that belong to it.
fn named_whole(analysis: &Analysis, head: usize) -> String {
    let words = (analysis.subtree(head).start..=head)
        .filter(|&t| matches!(analysis.token(t).pos(), "PROPN"))
        .map(|t| analysis.token(t).text());
    words.collect::<Vec<_>>().join(" ")
}

/// What it is about: the phrase after "on", "about", "to discuss".
pub(super) fn topic(context: &Context<'_>, arguments: &Arguments) -> Option<String> {
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
    None
}

fn is_date_like(span: Span, context: &Context<'_>) -> bool {
    let text = span.of(&context.document.text);
    text.len() < 3 || text.bytes().all(|b| b.is_ascii_digit())
}
