//! The content clause of a verb of speech: behind it, before it, around it, or where the tree hung it.

use std::ops::Range;

use chancery_language::Analysis;

use super::clause::{has_to, minus, own_subject};
use super::extent::{before_next_report, before_own_verb, joined};
use super::lexicon::{Frame, Verb};
use super::objects::after_comma;
use crate::Context;

/// The content clause of a verb: to its right, before it ("…, he said"), or around it.
pub(super) fn clause(context: &Context<'_>, verb: usize, row: &Verb) -> Option<Range<usize>> {
    let analysis = context.analysis;
    let own = own_clause(analysis, verb);
    // "X is late; the paper notes …": the sentence before the semicolon is not what is noted.
    let apart = |c: usize| c < own.start && (c..own.start).any(|t| analysis.token(t).text() == ";");
    let complement = analysis
        .children_by(verb, "ccomp")
        .filter(|&c| !apart(c))
        .max_by_key(|&c| analysis.subtree(c).len());
    if let Some(around) = around(analysis, verb, own.clone()) {
        return Some(around);
    }
    let Some(head) = complement else {
        return cut_up(analysis, verb)
            .or_else(|| that_clause(analysis, verb, row))
            .or_else(|| question(analysis, verb, row))
            .or_else(|| as_reported(analysis, verb))
            .or_else(|| before_speaker(analysis, verb, row, own.clone()));
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
        tokens.end = before_own_verb(analysis, verb, head, tokens.end);
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
        && own.end + 1 < sentence.end
        && own_subject(analysis, verb).is_some_and(|s| own.contains(&s))
        && own.len() <= 8;
    if !inserted {
        return None;
    }
    // "It is open, say the guards, but others doubt it": what is joined behind is the reporter's.
    let joined = own_subject(analysis, verb).is_some_and(|s| s > verb)
        && matches!(
            analysis.token(own.end + 1).text(),
            "but" | "although" | "though"
        );
    if joined {
        return Some(without_lead(analysis, sentence.start..own.start));
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
    let complete = !analysis
        .children(verb)
        .any(|c| matches!(analysis.token(c).dep(), "xcomp" | "dobj"));
    let stands_before = word.dep() == "advcl"
        && complete
        && first.dep() == "mark"
        && first.text().eq_ignore_ascii_case("as")
        && own.start <= sentence.start + 1
        && own.end < sentence.end
        && analysis.token(own.end).text() == ",";
    stands_before.then(|| own.end + 1..sentence.end)
}

/// "…, the palace said on Monday": all that stands before the last comma, where the tree hung it elsewhere.
fn before_speaker(
    analysis: &Analysis,
    verb: usize,
    row: &Verb,
    own: Range<usize>,
) -> Option<Range<usize>> {
    let sentence = analysis.sentence_of(verb);
    let comma = own.start.checked_sub(1).filter(|&c| c > sentence.start)?;
    let content = sentence.start..comma;
    let speaks = own_subject(analysis, verb).is_some_and(|s| {
        s < verb && own.contains(&s) && !matches!(analysis.token(s).tag(), "WP" | "WDT")
    });
    let says = |t: usize| matches!(analysis.token(t).tag(), "VBD" | "VBZ" | "VBP" | "MD");
    // "who have warned of a delay" has its content behind it.
    let complete = !analysis.children(verb).any(|c| {
        let child = analysis.token(c);
        let taken = |frame: &Frame| matches!(frame, Frame::Preposition(p) if *p == child.text());
        c > verb
            && (matches!(child.dep(), "ccomp" | "xcomp" | "dobj" | "conj")
                || row.frames.iter().any(taken))
    });
    let last = analysis.token(verb).is_root();
    (analysis.token(comma).text() == "," && last && speaks && complete)
        .then_some(content)
        .filter(|content| content.clone().any(says))
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
pub(super) fn asked(analysis: &Analysis, verb: usize) -> Option<Range<usize>> {
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
