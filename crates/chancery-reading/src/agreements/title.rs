//! The words that name an agreement.

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::AgreementKind;

use super::names;
use crate::Context;
use crate::events::{tree, words};

/// The phrase of an agreement: its modifiers, the noun, and what follows with of, on, for, between, with, in, to.
pub(super) fn title(context: &Context<'_>, head: usize) -> std::ops::Range<usize> {
    let analysis = context.analysis;
    let start = tree::bundle(analysis, head);
    if start < head {
        return analysis.subtree(start).start.max(start.saturating_sub(2))..head + 1;
    }
    let mut left = head;
    for child in analysis.children(head).filter(|&c| c < head) {
        let token = analysis.token(child);
        if matches!(
            token.dep(),
            "amod" | "compound" | "nmod" | "nummod" | "quantmod"
        ) || (token.dep() == "poss" && token.pos() == "PROPN")
        {
            left = left.min(analysis.subtree(child).start);
        }
    }
    while left < head
        && matches!(
            analysis.token(left).lemma(),
            "the" | "a" | "an" | "this" | "that"
        )
    {
        left += 1;
    }
    let mut right = head + 1;
    for child in analysis.children(head).filter(|&c| c > head) {
        let token = analysis.token(child);
        let keeps = token.dep() == "prep"
            && matches!(
                token.lemma(),
                "of" | "on" | "for" | "between" | "with" | "in" | "concerning" | "against"
            );
        if !keeps || analysis.subtree(child).start > right + 1 {
            continue;
        }
        right = right.max(analysis.subtree(child).end);
    }
    right = (head + 1..right)
        .find(|&t| leaves_the_name(analysis, t) || tells_where(context, head, t))
        .unwrap_or(right);
    // An acronym in brackets belongs to the name.
    if right + 2 < analysis.len()
        && analysis.token(right).text() == "("
        && analysis.token(right + 2).text() == ")"
    {
        right += 3;
    }
    left..right
}

/// Whether a preposition tells when and beside what it was done and no longer what it is: "a pact on trade [on Monday]",
/// "an accord on fishing [during the visit]".
fn leaves_the_name(analysis: &Analysis, at: usize) -> bool {
    let token = analysis.token(at);
    let dated = |object: usize| {
        analysis
            .entity_at(object)
            .is_some_and(|e| e.label == "DATE")
    };
    token.dep() == "prep"
        && (words::is("occasion", &token.text().to_lowercase())
            || token.text() == "on" && analysis.children_by(at, "pobj").any(dated))
}

/// Whether a preposition tells in which town it was done: "an accord on fishing [in Lima]". A truce in a town is one there.
fn tells_where(context: &Context<'_>, head: usize, at: usize) -> bool {
    let analysis = context.analysis;
    let town = |object: usize| {
        context.cast.headed_by(object).is_some_and(|mention| {
            let place = |&id| context.cast.actor(id).kind == ActorKind::Place;
            mention.actors.iter().all(place)
        })
    };
    analysis.token(at).text() == "in"
        && analysis.token(at).head() == head
        && names::kind_of(&analysis.token(head).lemma().to_lowercase())
            != Some(AgreementKind::Ceasefire)
        && analysis.children_by(at, "pobj").any(town)
}
