//! Attribution without a verb of speech: "according to the ministry", "the ministry's claim that …".

use std::ops::Range;

use chancery_language::Analysis;

use super::clause::{agent, has_to, minus, own_subject};
use super::lexicon;
use super::objects::noun_clause;
use super::quoted::Quoted;
use super::reported::placed;
use super::{By, Found};
use crate::Context;

/// Name of the rule for "according to".
pub(super) const ACCORDING_TO: &str = "according to";

/// Every clause that a preposition or a noun attributes, outside quotation marks.
pub(super) fn statements(context: &Context<'_>, quoted: &Quoted<'_>) -> Vec<Found> {
    let analysis = context.analysis;
    let mut found = Vec::new();
    for token in context.tokens() {
        if quoted.of_token[token].is_some() {
            continue;
        }
        let attributed = according_to(context, token)
            .map(|(by, tokens)| (by, tokens, ACCORDING_TO))
            .or_else(|| {
                claim_of(context, token).map(|(by, tokens)| (by, tokens, "noun and clause"))
            });
        let Some((by, tokens, rule)) = attributed else {
            continue;
        };
        let Some((span, form)) = placed(context, quoted, tokens) else {
            continue;
        };
        found.push(Found {
            by: By::Token(by),
            verb: Some(token),
            table: None,
            rule,
            span,
            form,
            act: lexicon::attitude(&analysis.token(token).lemma().to_lowercase()),
        });
    }
    found
}

/// Who is named after "according to", and the clause that it goes with.
pub(super) fn according_to(context: &Context<'_>, token: usize) -> Option<(usize, Range<usize>)> {
    let analysis = context.analysis;
    if !analysis
        .token(token)
        .text()
        .eq_ignore_ascii_case("according")
    {
        return None;
    }
    let to = analysis.children_by(token, "prep").next()?;
    // "According to Little, …": the tree may take the name for something else.
    let named = || {
        let mention = context.cast.at(to + 1).next()?;
        (mention.tokens.start == to + 1).then_some(mention.head)
    };
    let by = analysis.children_by(to, "pobj").next().or_else(named)?;
    let phrase = token..analysis.subtree(by).end.max(by + 1);
    let sentence = analysis.sentence_of(token);
    let mut head = analysis.token(token).head();
    while !matches!(analysis.token(head).pos(), "VERB" | "AUX") && !analysis.token(head).is_root() {
        head = analysis.token(head).head();
    }
    let initial = token <= sentence.start + 1;
    let whole = if initial {
        let start = behind_source(context, phrase.end, sentence.end);
        start..first_stop(context, start, sentence.end)
    } else if analysis.token(head).is_root()
        || analysis.token(head).dep() == "ccomp"
        || cut_by_dashes(context, analysis.subtree(head))
    {
        // "The road, according to the police, is closed": the longer piece of what stands around it.
        let behind = sentence.end.saturating_sub(phrase.end);
        if behind > phrase.start - sentence.start {
            sentence
        } else {
            sentence.start..phrase.start
        }
    } else {
        analysis.subtree(head)
    };
    let piece = minus(whole, std::slice::from_ref(&phrase))
        .into_iter()
        .max_by_key(Range::len)?;
    // "which has killed …": the pronoun is the reporter's.
    let relative = matches!(analysis.token(piece.start).tag(), "WDT" | "WP");
    Some((by, piece.start + usize::from(relative)..piece.end))
}

/// Whether a clause begins right behind a dash: what an insertion cut off from its subject.
fn cut_by_dashes(context: &Context<'_>, tokens: Range<usize>) -> bool {
    let dash = |t: usize| matches!(context.analysis.token(t).text(), "–" | "—" | "--");
    tokens.start > 0 && (dash(tokens.start) || dash(tokens.start - 1))
}

/// Where the clause begins behind a source with more to it: "according to the bank in a report on Monday, …".
fn behind_source(context: &Context<'_>, start: usize, end: usize) -> usize {
    /// More words than a source takes; a guess.
    const LONGEST: usize = 12;
    let analysis = context.analysis;
    if start >= end || !matches!(analysis.token(start).tag(), "IN" | "VBN" | "VBD") {
        return start;
    }
    (start..end.min(start + LONGEST))
        .find(|&t| analysis.token(t).text() == ",")
        .map_or(start, |comma| comma + 1)
}

/// The first semicolon of a range of tokens, or its end.
fn first_stop(context: &Context<'_>, start: usize, end: usize) -> usize {
    (start..end)
        .find(|&t| context.analysis.token(t).text() == ";")
        .unwrap_or(end)
}

/// "X's claim that …", "accusations from X that …", "X's pledge to …", "the view of X is that …": who and what.
fn claim_of(context: &Context<'_>, token: usize) -> Option<(usize, Range<usize>)> {
    let analysis = context.analysis;
    let noun = analysis.token(token);
    if noun.pos() != "NOUN" || !lexicon::is_claim(&noun.lemma().to_lowercase()) {
        return None;
    }
    let by = analysis.children(token).find_map(|child| {
        let word = analysis.token(child);
        match word.dep() {
            "poss" => Some(child),
            "prep" if matches!(word.text(), "from" | "by" | "of") => {
                analysis.children_by(child, "pobj").next()
            }
            // "the offer announced by X to …"
            "acl" if word.tag() == "VBN" => agent(analysis, child),
            _ => None,
        }
    })?;
    // "its commitment to act" is a state of mind, "its pledge to act" was said.
    let spoken = lexicon::is_spoken(&noun.lemma().to_lowercase());
    let clause = noun_clause(analysis, token)
        .or_else(|| bare_clause(analysis, token).filter(|_| spoken))
        .or_else(|| undertaking(analysis, token).filter(|_| spoken))
        .or_else(|| predicate(analysis, token))?;
    Some((by, clause))
}

/// A clause of a noun without "that": "the ministry's warning it will close the port".
fn bare_clause(analysis: &Analysis, noun: usize) -> Option<Range<usize>> {
    let clause = analysis.children(noun).find(|&c| {
        matches!(analysis.token(c).dep(), "acl" | "ccomp")
            && matches!(analysis.token(c).pos(), "VERB" | "AUX")
            && own_subject(analysis, c).is_some()
            && analysis.subtree(c).start == noun + 1
    })?;
    Some(analysis.subtree(clause))
}

/// The infinitive of a noun of undertaking or asking: "the ministry's pledge to close the port".
fn undertaking(analysis: &Analysis, noun: usize) -> Option<Range<usize>> {
    let infinitive = analysis
        .children(noun)
        .find(|&c| c > noun && analysis.token(c).dep() == "acl" && has_to(analysis, c))?;
    Some(analysis.subtree(infinitive))
}

/// The clause that a noun is said to be: "the view of the ministry is that …".
fn predicate(analysis: &Analysis, noun: usize) -> Option<Range<usize>> {
    let word = analysis.token(noun);
    let verb = analysis.token(word.head());
    if word.dep() != "nsubj" || verb.lemma() != "be" {
        return None;
    }
    let clause = analysis.children_by(word.head(), "ccomp").next()?;
    let that = analysis.subtree(clause).start;
    let is_that = analysis.token(that).text().eq_ignore_ascii_case("that");
    (that > noun && is_that).then(|| that + 1..analysis.subtree(clause).end)
}
