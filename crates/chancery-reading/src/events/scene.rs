//! The state on whose ground force is used, when the clause names only one side: "stormed a post in eastern Peru",
//! "a Danish soldier was killed near Lima".

use chancery_actors::ActorKind;
use chancery_model::Side;

use super::modality;
use super::parties;
use super::tree::{self, Arguments};
use super::words;
use crate::Context;

/// What is attacked: its own place counts before the place of the clause.
const TARGETS: [&str; 6] = ["object", "on", "against", "of", "at", "into"];

/// Prepositions that say where.
const PLACES: [&str; 11] = [
    "in", "at", "near", "outside", "inside", "around", "across", "over", "off", "along", "within",
];

/// The state of the place of what is attacked, else of where it happens; none of the sides that are known already.
pub(super) fn ground(
    context: &Context<'_>,
    trigger: usize,
    arguments: &Arguments,
    known: &[Side],
) -> Option<Side> {
    let analysis = context.analysis;
    let fresh = |side: &Side| crate::events::words::is_state(side) && !known.contains(side);
    let targets: Vec<usize> = heads(arguments, &TARGETS);
    let of_target = targets
        .iter()
        .find_map(|&head| place_at(context, head).or_else(|| place_of(context, head)));
    if let Some(side) = of_target {
        return Some(side).filter(fresh);
    }
    // Nobody known: so many people who die somewhere are of that state, a soldier need not be.
    let counted = |head: usize| analysis.children_by(head, "nummod").next().is_some();
    let told = analysis.token(trigger).pos() != "VERB" || arguments.of("object").any(counted);
    if known.is_empty() && !told {
        return None;
    }
    let mut places = heads(arguments, &PLACES);
    // "fighting broke out in Peru": of nobody's fight the verb tells where only when it tells of the fight.
    let tells = |g: &tree::Governor| !known.is_empty() || g.link == tree::Link::Subject;
    if analysis.token(trigger).pos() != "VERB"
        && let Some(governor) = tree::governor(analysis, trigger).filter(tells)
    {
        let mut of_verb = Arguments::default();
        let objects = analysis.children_by(governor.verb, "dobj");
        for node in std::iter::once(governor.verb).chain(objects) {
            tree::add_prepositions(analysis, node, governor.verb, &mut of_verb);
        }
        places.extend(heads(&of_verb, &PLACES));
    }
    places
        .into_iter()
        .filter(|&head| head != trigger)
        .find_map(|head| place_at(context, head).or_else(|| place_of(context, head)))
        .filter(fresh)
}

/// "helped Chile to defend itself against Peru's war", "Chile's resistance to the invasion": whoever withstands force
/// is its target.
pub(super) fn defender(context: &Context<'_>, trigger: usize, known: &[Side]) -> Option<Side> {
    let analysis = context.analysis;
    let token = analysis.token(trigger);
    let preposition = analysis.token(token.head());
    let withstands = preposition.head();
    let held_off = token.dep() == "pobj"
        && matches!(preposition.lemma(), "against" | "from" | "to")
        && modality::is_defence(analysis, withstands);
    if !held_off {
        return None;
    }
    let around = match tree::is_verb(analysis.token(withstands)) {
        true => tree::of_verb(analysis, withstands),
        false => tree::of_noun(analysis, withstands, |g| {
            modality::is_carrier(analysis, g.verb)
        }),
    };
    ["object", "possessor", "of", "modifier", "subject"]
        .into_iter()
        .flat_map(|slot| around.of(slot).collect::<Vec<_>>())
        // "as they defend": whoever they are.
        .filter(|&head| analysis.token(head).pos() != "PRON")
        .flat_map(|head| parties::at(context, head))
        .filter_map(|p| p.side)
        .find(|side| crate::events::words::is_state(side) && !known.contains(side))
}

/// "Peru accused Chile of violating its airspace": what is done to something of "its" is done to whoever complains.
pub(super) fn accuser(
    context: &Context<'_>,
    trigger: usize,
    arguments: &Arguments,
    known: &[Side],
) -> Option<Side> {
    let analysis = context.analysis;
    let owned = |head: usize| {
        let mut owners = analysis.children_by(head, "poss");
        owners.any(|o| analysis.token(o).tag() == "PRP$")
    };
    if !arguments.of("object").any(owned) {
        return None;
    }
    let preposition = analysis.token(trigger).head();
    let verb = analysis.token(preposition).head();
    let blamed = analysis.token(trigger).dep() == "pcomp"
        && tree::blames(analysis.token(verb).lemma())
        && !tree::is_passive(analysis, verb);
    let (subject, _) = tree::subject(analysis, verb).filter(|_| blamed)?;
    parties::at(context, subject)
        .into_iter()
        .filter_map(|p| p.side)
        .find(|side| words::is_state(side) && !known.contains(side))
}

fn heads(arguments: &Arguments, slots: &[&str]) -> Vec<usize> {
    slots
        .iter()
        .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>())
        .collect()
}

/// The state of a place that a word names.
fn place_at(context: &Context<'_>, head: usize) -> Option<Side> {
    let mention = context.cast.at(head).find(|m| m.tokens.contains(&head))?;
    let actor = context.cast.actor(*mention.actors.first()?);
    matches!(actor.kind, ActorKind::State | ActorKind::Place)
        .then(|| actor.side.clone())
        .flatten()
}

/// The state of the place that a phrase names below its head: "a base in the north of Peru", "Lima, Peru".
fn place_of(context: &Context<'_>, head: usize) -> Option<Side> {
    let analysis = context.analysis;
    let phrase = analysis.subtree(head);
    (head + 1..phrase.end)
        .take_while(|&t| !tree::is_verb(analysis.token(t)))
        .filter(|&t| {
            let token = analysis.token(t);
            let above = analysis.token(token.head());
            let placed =
                token.dep() == "pobj" && (PLACES.contains(&above.text()) || above.text() == "of");
            placed || token.dep() == "appos"
        })
        .find_map(|t| place_at(context, t))
}
