//! Reported speech: a verb of the table, whose it is, and the words that are its content.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::{Act, Form, Span};

use super::clause::{
    has_to, is_condition, is_future, is_negated, speech_verb, subject, trailing_speaker, trim,
};
use super::content::{asked, clause};
use super::extent::{settled, settled_object};
use super::lexicon::{self, Frame, Verb};
use super::objects::{after_preposition, clause_behind, described_as, noun_clause, object};
use super::quoted::Quoted;
use super::{By, Found};
use crate::Context;

/// Every clause or object that a verb of the table reports, outside quotation marks.
pub(super) fn statements(
    context: &Context<'_>,
    quoted: &Quoted<'_>,
    claimed: &BTreeSet<usize>,
) -> Vec<Found> {
    let analysis = context.analysis;
    let mut found = Vec::new();
    for token in context.tokens() {
        if quoted.of_token[token].is_some() || claimed.contains(&token) {
            continue;
        }
        let Some(verb) = speech_verb(analysis, token) else {
            continue;
        };
        // "Asked whether …, she said": a question put to the speaker.
        let first = analysis.sentence_of(token).start == token;
        if is_negated(analysis, token)
            || is_condition(analysis, token)
            || (first && verb.name == "ask")
        {
            continue;
        }
        let Some((rule, tokens, act)) = content(context, token, verb) else {
            continue;
        };
        // A planned meeting at which she "will highlight the ties" is no speech yet.
        if matches!(rule, "object" | "preposition" | "attitude") && is_future(analysis, token) {
            continue;
        }
        let (by, tokens) = match subject(analysis, token) {
            Some(by) => (by, tokens),
            None => match trailing_speaker(analysis, token).filter(|_| verb.takes(Frame::That)) {
                Some(trailing) => trailing,
                None => continue,
            },
        };
        let tokens = match rule {
            "clause" => settled(quoted, token, tokens),
            _ => settled_object(quoted, tokens),
        };
        let Some((span, form)) = placed(context, quoted, tokens) else {
            continue;
        };
        found.push(Found {
            by: By::Token(by),
            verb: Some(token),
            table: Some(verb),
            rule,
            span,
            form,
            act,
        });
    }
    found
}

/// The span of content tokens and its form.
pub(super) fn placed(
    context: &Context<'_>,
    quoted: &Quoted<'_>,
    tokens: Range<usize>,
) -> Option<(Span, Form)> {
    let tokens = trim(context.analysis, tokens);
    if tokens.is_empty() {
        return None;
    }
    let span = quoted.with_whole_quotations(context.span(tokens));
    if let Some(quote) = quoted.holding(span).or_else(|| quoted.filling(span)) {
        return Some((quote.inner, Form::Direct));
    }
    let mixed = quoted.overlapping(span);
    Some((span, if mixed { Form::Mixed } else { Form::Indirect }))
}

/// The tokens that a verb reports, the name of the frame, and the act if the object names it.
fn content(
    context: &Context<'_>,
    verb: usize,
    row: &Verb,
) -> Option<(&'static str, Range<usize>, Option<Act>)> {
    let analysis = context.analysis;
    if row.takes(Frame::Ask)
        && let Some(tokens) = asked(analysis, verb)
    {
        // "told them to leave" asserts nothing.
        let act = (row.act == Act::Assert).then_some(Act::Request);
        return Some(("ask", tokens, act));
    }
    if (row.takes(Frame::That) || row.takes(Frame::If))
        && let Some(tokens) = clause(context, verb, row)
    {
        return Some(("clause", tokens, None));
    }
    if row.takes(Frame::To)
        && let Some(child) = analysis.children_by(verb, "xcomp").find(|&c| c > verb)
        && has_to(analysis, child)
    {
        return Some(("infinitive", analysis.subtree(child), None));
    }
    for frame in &row.frames {
        match *frame {
            Frame::Preposition(preposition) => {
                if let Some(tokens) = after_preposition(analysis, verb, preposition) {
                    return Some(("preposition", tokens, None));
                }
            }
            Frame::Object => {
                if let Some((object, tokens)) = object(analysis, verb)
                    && !(row.name == "welcome" && is_guest(context, object))
                    && !(row.act == Act::Warn && is_definite(analysis, object))
                    && !is_withheld(analysis, row, object)
                    // "criticised China": said of, not what was said.
                    && (tokens.len() > 1 || analysis.token(object).pos() != "PROPN")
                {
                    // "expressed his hope that …": the clause is what was said.
                    let tokens = noun_clause(analysis, object)
                        .filter(|_| row.act == Act::Assert)
                        .unwrap_or(tokens);
                    let act = lexicon::attitude(&analysis.token(object).lemma().to_lowercase());
                    return Some((
                        "object",
                        tokens,
                        act.filter(|act| match row.act {
                            Act::Assert => true,
                            // What is welcomed may have been announced; to welcome it announces nothing.
                            Act::Support => *act != Act::Announce,
                            _ => false,
                        }),
                    ));
                }
            }
            Frame::SpeechObject => {
                if let Some((object, tokens)) = object(analysis, verb)
                    && let Some(act) =
                        lexicon::attitude(&analysis.token(object).lemma().to_lowercase())
                {
                    return Some(("attitude", tokens, Some(act)));
                }
            }
            Frame::SpeechClause => {
                if let Some((object, _)) = object(analysis, verb)
                    && let Some(act) =
                        lexicon::attitude(&analysis.token(object).lemma().to_lowercase())
                    && let Some(tokens) =
                        noun_clause(analysis, object).or_else(|| clause_behind(analysis, object))
                {
                    return Some(("clause of a noun", tokens, Some(act)));
                }
            }
            Frame::ObjectAndPrepositions => {
                if let Some((object, tokens)) = object(analysis, verb) {
                    let end = analysis
                        .children(verb)
                        .filter(|&c| c > object && analysis.token(c).dep() == "prep")
                        .map(|c| analysis.subtree(c).end)
                        .fold(tokens.end, usize::max);
                    let named = analysis.subtree(object);
                    if end > named.end || named.len() > 3 {
                        return Some(("object and preposition", tokens.start..end, None));
                    }
                }
            }
            // "cited a diplomat as saying": that is the diplomat's, by its own verb.
            Frame::As if row.takes(Frame::Quoted) && relays(analysis, verb) => {}
            Frame::As => {
                if let Some(tokens) = described_as(context, verb) {
                    return Some(("description", tokens, None));
                }
            }
            _ => {}
        }
    }
    None
}

/// "denied entry", "refused them a visa": done to somebody, not said of something.
fn is_withheld(analysis: &Analysis, verb: &Verb, object: usize) -> bool {
    matches!(verb.act, Act::Deny | Act::Reject)
        && lexicon::is_granted(&analysis.token(object).lemma().to_lowercase())
        && !is_definite(analysis, object)
}

/// Whether a thing is there already: one threatens a strike in words, but the peace by what one does.
fn is_definite(analysis: &Analysis, object: usize) -> bool {
    analysis.children(object).any(|child| {
        let word = analysis.token(child);
        word.dep() == "poss" || (word.dep() == "det" && word.text().eq_ignore_ascii_case("the"))
    })
}

/// Whether another verb of speech depends on a verb through "as".
fn relays(analysis: &Analysis, verb: usize) -> bool {
    analysis
        .children(verb)
        .filter(|&c| c > verb && analysis.token(c).text().eq_ignore_ascii_case("as"))
        .flat_map(|c| analysis.children(c))
        .any(|c| speech_verb(analysis, c).is_some())
}

/// Whether a token speaks of a person or state: such are welcomed at a door, not in words.
fn is_guest(context: &Context<'_>, token: usize) -> bool {
    let analysis = context.analysis;
    let next = analysis.subtree(token).end;
    // "welcomed Ruritania’s offer", however the tree takes it apart.
    let possessor = next < analysis.len()
        && matches!(analysis.token(next).text(), "’s" | "'s" | "’" | "'" | "(");
    context.cast.at(token).any(|mention| {
        mention.head == token
            && !possessor
            && mention.actors.first().is_some_and(|&id| {
                !matches!(
                    context.cast.actor(id).kind,
                    ActorKind::Body | ActorKind::Outlet
                )
            })
    })
}
