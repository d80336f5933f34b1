//! Whose text a statement, letter or report is.

use chancery_actors::ActorKind;

use super::clause::{own_subject, subject};
use super::lexicon;
use super::memory::{Memory, blocks_between};
use super::speaker::{Speaker, described, of_mention, resolve_within};
use crate::Context;

/// Whose text a statement, letter or report is: whom the words beside it name, whom they named where it was spoken
/// of before, or who spoke last.
pub(super) fn issuer(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    // "News reports" are nobody's.
    let one = context.analysis.token(token).tag() != "NNS";
    let named = named_issuer(context, token, memory, depth);
    named
        .or_else(|| known_issuer(context, token, memory, depth))
        .or_else(|| subject_beside(context, token, memory, depth))
        .or_else(|| {
            one.then(|| memory.last_before(token).cloned())
                .flatten()
                .or_else(|| one.then(|| carrier(context, token)).flatten())
                .or_else(|| one.then(|| ministry(context)).flatten())
                .or_else(|| one.then(|| described(context, token)).flatten())
        })
}

/// Whom the words beside a document name: possessor, nationality, "by", "from", or who adopted it.
fn named_issuer(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    let analysis = context.analysis;
    let whose = |at: usize| resolve_within(context, at, memory, depth);
    let before = analysis
        .children(token)
        .filter(|&child| {
            let word = analysis.token(child);
            let capital = word.text().starts_with(char::is_uppercase) && !word.is_sentence_start();
            matches!(word.dep(), "poss" | "compound" | "amod" | "nmod")
                && !is_dated(context, child)
                && (word.dep() == "poss" || word.pos() == "PROPN" || capital)
        })
        .find_map(whose);
    let after = || {
        analysis
            .children(token)
            .filter(|&child| {
                let word = analysis.token(child);
                let sent = word.dep() == "acl" && word.tag() == "VBN";
                sent || matches!(word.text(), "by" | "from" | "of" | "on")
            })
            .find_map(|child| {
                let by = analysis.children(child).find(|&c| {
                    analysis.token(c).dep() == "agent" || analysis.token(c).text() == "from"
                });
                let object = analysis.children_by(by.unwrap_or(child), "pobj").next()?;
                // "a letter seen by the newspaper" is not the newspaper's.
                let seen = analysis.token(child).dep() == "acl" && is_outlet(context, object);
                (!seen).then(|| whose(object)).flatten()
            })
    };
    // "adopted a resolution calling for": whoever adopted it.
    let adopter = || {
        let word = analysis.token(token);
        (word.dep() == "dobj")
            .then(|| subject(analysis, word.head()))
            .flatten()
            .filter(|&s| s != token)
            .and_then(whose)
    };
    // "a release by the army", however the tree hangs it.
    let next = || {
        let by = token + 1;
        let follows = by < analysis.len() && matches!(analysis.token(by).text(), "by" | "from");
        let object = follows.then(|| analysis.children_by(by, "pobj").next())??;
        whose(object)
    };
    before.or_else(after).or_else(adopter).or_else(next)
}

/// The outlet that a statement of nobody named went out on: "a statement read out on state television".
fn carrier(context: &Context<'_>, token: usize) -> Option<Speaker> {
    let analysis = context.analysis;
    analysis
        .children_by(token, "acl")
        .flat_map(|sent| analysis.children(sent))
        .flat_map(|preposition| analysis.children_by(preposition, "pobj"))
        .filter(|&object| is_outlet(context, object))
        .find_map(|object| of_mention(context, context.cast.headed_by(object)?))
}

fn is_outlet(context: &Context<'_>, token: usize) -> bool {
    context.cast.at(token).any(|mention| {
        mention.head == token && context.cast.actor(mention.actors[0]).kind == ActorKind::Outlet
    })
}

/// Whose text it was where it was spoken of before: "a report by the bank …; the report warns".
fn known_issuer(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    /// How far back a text is remembered, in tokens; a guess, and a bound to what is gone through.
    const FAR: usize = 1000;
    let analysis = context.analysis;
    let lemma = analysis.token(token).lemma();
    let points_back = analysis.children_by(token, "det").any(|det| {
        matches!(
            analysis.token(det).text().to_lowercase().as_str(),
            "the" | "this" | "that"
        )
    });
    points_back.then_some(())?;
    (token.saturating_sub(FAR)..token)
        .rev()
        .filter(|&t| analysis.token(t).lemma() == lemma && analysis.token(t).pos() != "VERB")
        .take(4)
        .find_map(|t| named_issuer(context, t, memory, depth))
}

/// Whose text "a statement" is that nobody is said to issue: of whom its own sentence or the one before it in the
/// paragraph speaks ("The council met on Sunday. A statement read: …").
fn subject_beside(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    let analysis = context.analysis;
    let definite = analysis.children_by(token, "det").any(|det| {
        !matches!(
            analysis.token(det).text().to_lowercase().as_str(),
            "a" | "an" | "one"
        )
    });
    if definite || analysis.token(token).tag() == "NNS" {
        return None;
    }
    let sentence = analysis.sentence_of(token);
    let before = sentence.start.checked_sub(1)?;
    let before = analysis.sentence_of(before);
    [sentence, before].into_iter().find_map(|range| {
        let verb = range.clone().find(|&t| analysis.token(t).is_root())?;
        let subject = own_subject(analysis, verb).filter(|&s| s < token && s < verb)?;
        let near = blocks_between(context, subject, token) == 0
            && !memory.is_said(context, subject)
            && context.cast.at(subject).any(|m| m.head == subject)
            && !lexicon::is_document(&analysis.token(subject).lemma().to_lowercase());
        near.then(|| resolve_within(context, subject, memory, depth))
            .flatten()
    })
}

/// The ministry of the first minister named: whose release the story rests on where nothing else is said.
fn ministry(context: &Context<'_>) -> Option<Speaker> {
    let minister = context
        .cast
        .actors()
        .iter()
        .find(|a| !a.offices.is_empty())?;
    let office = minister.offices.first()?;
    let field = office
        .title
        .split_once("inister of ")
        .map(|(_, field)| field)?;
    Some(Speaker {
        name: format!("Ministry of {field}"),
        side: office.side.clone(),
        is_person: false,
    })
}

/// Whether a token belongs to a date or a number: "a March 22 release" is not March's.
fn is_dated(context: &Context<'_>, token: usize) -> bool {
    context
        .analysis
        .entity_at(token)
        .is_some_and(|e| matches!(e.label, "DATE" | "TIME" | "CARDINAL"))
}

/// A document in whose description the tree lost its way: "a statement issued after her return said".
pub(super) fn document_before(context: &Context<'_>, token: usize) -> Option<usize> {
    let analysis = context.analysis;
    // No description is longer; a text of one endless sentence must not be gone through for each of its words.
    let start = analysis
        .sentence_of(token)
        .start
        .max(token.saturating_sub(200));
    (start..token)
        .rev()
        .find(|&t| lexicon::is_document(&analysis.token(t).lemma().to_lowercase()))
}
