//! Reported speech: a verb of the table, whose it is, and the words that are its content.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::{Act, Form, Span};

use super::clause::{
    has_to, is_condition, is_future, is_negated, minus, own_subject, speech_verb, subject,
    trailing_speaker, trim,
};
use super::direct::Quoted;
use super::extent::{before_next_report, before_quotation, joined, settled};
use super::lexicon::{self, Frame, Verb};
use super::objects::{after_comma, after_preposition, described_as, noun_clause, object};
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
            _ => tokens.start..before_quotation(quoted, tokens),
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
        return Some(("ask", tokens, None));
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
                        act.filter(|_| matches!(row.act, Act::Assert | Act::Support)),
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
                    && let Some(tokens) = noun_clause(analysis, object)
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

/// The content clause of a verb: to its right, before it ("…, he said"), or around it.
fn clause(context: &Context<'_>, verb: usize, row: &Verb) -> Option<Range<usize>> {
    let analysis = context.analysis;
    let complement = analysis
        .children_by(verb, "ccomp")
        .max_by_key(|&c| analysis.subtree(c).len());
    let own = own_clause(analysis, verb);
    if let Some(around) = around(analysis, verb, own.clone()) {
        return Some(around);
    }
    let Some(head) = complement else {
        return cut_up(analysis, verb)
            .or_else(|| that_clause(analysis, verb, row))
            .or_else(|| question(analysis, verb, row))
            .or_else(|| as_reported(analysis, verb));
    };
    if head > verb {
        let mut tokens = analysis.subtree(head);
        tokens.start = tokens.start.max(verb + 1);
        if tells_nobody(analysis, verb, row, tokens.start) {
            tokens.start = verb + 1;
        }
        while tokens.start < head
            && (analysis
                .token(tokens.start)
                .text()
                .eq_ignore_ascii_case("that")
                && analysis.token(tokens.start).dep() == "mark"
                || analysis.token(tokens.start).text() == ",")
        {
            tokens.start += 1;
        }
        tokens.end = tokens.end.max(joined(analysis, verb, tokens.end));
        tokens.end = before_next_report(analysis, tokens.clone());
        return Some(tokens);
    }
    // "X is late; the paper notes that …": the tree takes the sentence before the semicolon for what is noted.
    let apart = head < own.start
        && (head..own.start).any(|t| analysis.token(t).text() == ";")
        && own.start < verb + 1;
    if apart && let Some(tokens) = that_clause(analysis, verb, row) {
        return Some(tokens);
    }
    let whole = analysis
        .sentence_of(verb)
        .start
        .min(analysis.subtree(head).start)
        ..analysis.subtree(head).end.max(own.start);
    minus(whole, std::slice::from_ref(&own))
        .into_iter()
        .filter(|p| p.contains(&head))
        .max_by_key(Range::len)
        .map(|piece| without_lead(analysis, piece))
}

/// "…, he said, …": the longer piece of the sentence around it.
fn around(analysis: &Analysis, verb: usize, own: Range<usize>) -> Option<Range<usize>> {
    let sentence = analysis.sentence_of(verb);
    let comma = |t: usize| analysis.token(t).text() == ",";
    let inserted = own.start > sentence.start
        && own.end < sentence.end
        && comma(own.start - 1)
        && comma(own.end)
        && own_subject(analysis, verb).is_some_and(|s| own.contains(&s))
        && own.len() <= 8;
    if !inserted {
        return None;
    }
    minus(sentence, std::slice::from_ref(&own))
        .into_iter()
        .max_by_key(Range::len)
        .map(|piece| without_lead(analysis, piece))
}

/// A that-clause to the right that the tree does not give to the verb.
fn that_clause(analysis: &Analysis, verb: usize, row: &Verb) -> Option<Range<usize>> {
    let end = analysis.sentence_of(verb).end.min(verb + 16);
    let that = (verb + 1..end).find(|&t| {
        let token = analysis.token(t);
        // "insisted for some time that it be …": no relative of the time, whose clause has all it needs.
        let adverb = token.dep() == "advmod" && token.tag() == "WDT";
        (token.dep() == "mark" || adverb) && token.text().eq_ignore_ascii_case("that")
    })?;
    let broken = (verb + 1..that).any(|t| {
        matches!(analysis.token(t).tag(), "VBD" | "VBZ" | "VBP" | "MD")
            || matches!(analysis.token(t).text(), "," | ";" | ":")
    });
    if row.takes(Frame::Object) && has_object(analysis, verb, that) && !row.takes(Frame::Whom) {
        return None;
    }
    let tokens = that + 1..analysis.subtree(analysis.token(that).head()).end;
    (!broken && tokens.start < tokens.end).then_some(tokens)
}

/// "asked the minister whether …": the question, where the tree takes it for a condition.
fn question(analysis: &Analysis, verb: usize, row: &Verb) -> Option<Range<usize>> {
    let clause = analysis
        .children_by(verb, "advcl")
        .find(|&c| c > verb && row.takes(Frame::If))?;
    let mark = analysis.children_by(clause, "mark").next()?;
    let asks = matches!(
        analysis.token(mark).text().to_lowercase().as_str(),
        "if" | "whether"
    );
    asks.then(|| analysis.subtree(clause))
}

/// "As the agency reports, …": the sentence that the clause of a verb stands before.
fn as_reported(analysis: &Analysis, verb: usize) -> Option<Range<usize>> {
    let word = analysis.token(verb);
    let sentence = analysis.sentence_of(verb);
    let own = analysis.subtree(verb);
    let first = analysis.token(own.start);
    let stands_before = word.dep() == "advcl"
        && first.dep() == "mark"
        && first.text().eq_ignore_ascii_case("as")
        && own.start <= sentence.start + 1
        && own.end < sentence.end
        && analysis.token(own.end).text() == ",";
    stands_before.then(|| own.end + 1..sentence.end)
}

/// A clause that the tree cut in two: "affirmed [that peace] and [trade will grow]".
fn cut_up(analysis: &Analysis, verb: usize) -> Option<Range<usize>> {
    let that = verb + 1;
    let noun = analysis.children_by(verb, "dobj").next()?;
    let rest = analysis
        .children_by(verb, "conj")
        .find(|&c| c > noun && own_subject(analysis, c).is_some())?;
    let is_that = analysis.token(that).text().eq_ignore_ascii_case("that")
        && analysis.token(that).head() == noun;
    is_that.then(|| that + 1..analysis.subtree(rest).end)
}

/// Whether what stands between a verb and the clause that the tree gives it is the beginning of that clause, not
/// somebody who is told: "reported [the drills] [lasted two hours]".
fn tells_nobody(analysis: &Analysis, verb: usize, row: &Verb, start: usize) -> bool {
    let first = analysis.token(start);
    !row.takes(Frame::Whom)
        && !matches!(first.dep(), "mark")
        && !matches!(first.text(), "\"" | "“" | "‘" | "'" | ":")
        && has_object(analysis, verb, start)
}

/// Whether a direct object stands between a verb and a token.
fn has_object(analysis: &Analysis, verb: usize, before: usize) -> bool {
    analysis
        .children_by(verb, "dobj")
        .any(|object| verb < object && object < before)
}

/// The verb with its subject and what hangs on either, content left out: where the reporter speaks.
fn own_clause(analysis: &Analysis, verb: usize) -> Range<usize> {
    let mut own = verb..verb + 1;
    for child in analysis.children(verb) {
        if matches!(
            analysis.token(child).dep(),
            "ccomp" | "punct" | "conj" | "cc" | "advcl" | "dep" | "parataxis"
        ) {
            continue;
        }
        let reach = analysis.subtree(child);
        // What goes on behind a comma does so in the words reported: "…, aides say, to gain time".
        if child > verb && analysis.token(reach.start - 1).text() == "," {
            continue;
        }
        // An adverbial at the far left belongs to the content.
        if child < verb
            && !matches!(
                analysis.token(child).dep(),
                "nsubj" | "aux" | "advmod" | "neg"
            )
        {
            continue;
        }
        own.start = own.start.min(reach.start);
        own.end = own.end.max(reach.end);
    }
    own
}

/// Without a conjunction that joins the content to the sentence before.
fn without_lead(analysis: &Analysis, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start + 1 < tokens.end
        && matches!(
            analysis.token(tokens.start).text(),
            "But" | "And" | "," | "–" | "—"
        )
    {
        tokens.start += 1;
    }
    tokens
}

/// "urged Y to do": from the addressee to the end of the infinitive.
fn asked(analysis: &Analysis, verb: usize) -> Option<Range<usize>> {
    let infinitive = analysis.children(verb).find(|&c| {
        c > verb
            && matches!(analysis.token(c).dep(), "xcomp" | "ccomp" | "advcl")
            && has_to(analysis, c)
    })?;
    let end = analysis.subtree(infinitive).end;
    let addressee = own_subject(analysis, infinitive)
        .or_else(|| {
            analysis
                .children(verb)
                .find(|&c| c > verb && matches!(analysis.token(c).dep(), "dobj" | "dative"))
        })
        .or_else(|| {
            let on = analysis
                .children_by(verb, "prep")
                .find(|&c| c > verb && c < infinitive)?;
            analysis.children_by(on, "pobj").next()
        });
    let start = addressee.map_or(analysis.subtree(infinitive).start, |a| {
        analysis.subtree(a).start
    });
    let end = after_comma(analysis, verb, start, end).unwrap_or(end);
    (start > verb && start < end).then_some(start..end)
}
