//! Words that point back to an event already told: "during his visit", "after the attack". They are further evidence of
//! it, no event of their own.

use chancery_actors::MentionForm;
use chancery_model::{EventType, Role};

use super::frame::Class;
use super::{Candidate, is_definite, kind, nouns, parties};
use crate::Context;

/// How many sentences back the event may stand to which a bare noun points. A guess: a few paragraphs of a newswire.
const REACH: usize = 10;

/// How many places may point back to one event. A guess: evidence is to point at an event, not at the whole article.
const PLACES: usize = 4;

/// Adds the sentence of a word that points back to the evidence of the event.
pub(super) fn refer(context: &Context<'_>, index: usize, candidates: &mut [Candidate]) {
    let token = context.analysis.token(index);
    if token.pos() != "NOUN" {
        return;
    }
    let told = match token.lemma() {
        "visit" | "trip" | "tour" | "stay" => visit(context, index, candidates),
        _ => deed(context, index, candidates),
    };
    if let Some(told) = told {
        let evidence = context.sentence_span(index);
        if !told.event.evidence.contains(&evidence) {
            told.event.evidence.push(evidence);
        }
    }
}

/// "During his visit": the visit already told, by the same visitor.
fn visit<'c>(
    context: &Context<'_>,
    index: usize,
    candidates: &'c mut [Candidate],
) -> Option<&'c mut Candidate> {
    let owner = context.analysis.children_by(index, "poss").next();
    let visitors: Vec<_> = owner
        .into_iter()
        .flat_map(|head| parties::at(context, head))
        .filter_map(|p| p.actor)
        .collect();
    candidates.iter_mut().rev().find(|c| {
        c.event.kind == EventType::Visit
            && c.event
                .participants
                .iter()
                .zip(&c.parties)
                .any(|(participant, party)| {
                    participant.role == Role::Visitor
                        && party.actor.is_some_and(|id| visitors.contains(&id))
                })
    })
}

/// "The strike", "the blockade", with nobody named: the deed of that kind told last.
fn deed<'c>(
    context: &Context<'_>,
    index: usize,
    candidates: &'c mut [Candidate],
) -> Option<&'c mut Candidate> {
    let analysis = context.analysis;
    let token = analysis.token(index);
    if !is_definite(analysis, index) || nouns::bundle(analysis, index) != index {
        return None;
    }
    let phrase = analysis.subtree(index);
    let named = context
        .cast
        .within(phrase)
        .any(|m| !matches!(m.form, MentionForm::Pronoun));
    if named {
        return None;
    }
    let (lemma, form) = (token.lemma().to_lowercase(), token.text().to_lowercase());
    let kinds: Vec<EventType> = kind::TABLE
        .frames(&lemma, &form, Class::Noun)
        .map(|(kind, _)| kind.kind)
        .filter(|kind| {
            matches!(
                kind,
                EventType::UseOfForce
                    | EventType::Coercion
                    | EventType::Exercise
                    | EventType::Mobilization
                    | EventType::Protest
                    | EventType::Withdrawal
            )
        })
        .collect();
    let here = analysis.sentence_number(index);
    candidates
        .iter_mut()
        .rev()
        .find(|c| kinds.contains(&c.event.kind))
        .filter(|c| c.sentence + REACH >= here && c.event.evidence.len() < PLACES)
}
