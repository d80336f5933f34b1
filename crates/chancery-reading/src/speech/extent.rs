//! Where the words of a reported clause begin and end, however the tree hung them.

use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::Act;

use super::clause::{own_subject, speech_verb};
use super::direct::Quoted;
use super::lexicon::Frame;

/// No clause of a report is a fraction as long, in tokens.
const LONGEST: usize = 600;

/// The tokens of a clause to the right of its verb, with what an insertion between dashes or a quotation cut off, and
/// without a source that the reporter adds.
pub(super) fn settled(quoted: &Quoted<'_>, verb: usize, mut tokens: Range<usize>) -> Range<usize> {
    let analysis = quoted.analysis();
    // Clauses nested without end would each be gone through.
    if tokens.start <= verb || tokens.is_empty() || tokens.len() > LONGEST {
        return tokens;
    }
    let dashes = |range: Range<usize>| range.filter(|&t| is_dash(analysis, t)).count();
    if is_dash(analysis, tokens.start - 1) && dashes(verb + 1..tokens.start - 1) == 1 {
        let that = analysis.token(verb + 1).text().eq_ignore_ascii_case("that");
        tokens.start = verb + 1 + usize::from(that);
    }
    while tokens.start < tokens.end && is_dash(analysis, tokens.end - 1) {
        tokens.end -= 1;
    }
    let sentence_end = analysis.sentence_of(verb).end;
    if tokens.end < sentence_end && is_dash(analysis, tokens.end) && dashes(tokens.clone()) % 2 == 1
    {
        tokens.end = sentence_end;
    }
    tokens.end = through_quotation(quoted, tokens.clone());
    tokens.end = through_colon(quoted, tokens.clone());
    tokens.end = before_source(analysis, tokens.clone());
    tokens
}

/// The end of the sentence behind a colon that the clause ends with: "say the plan is modest: it asks for little."
fn through_colon(quoted: &Quoted<'_>, tokens: Range<usize>) -> usize {
    let analysis = quoted.analysis();
    let colon = tokens.end;
    if colon + 1 >= analysis.len() || analysis.token(colon).text() != ":" {
        return tokens.end;
    }
    let next = colon + 1;
    let breaks = analysis.token(next).start() > analysis.token(colon).end() + 1;
    let is_mark = |t: usize| matches!(analysis.token(t).text(), "\"" | "“" | "‘" | "'");
    if breaks || quoted.of_token[next].is_some() || is_mark(next) {
        return tokens.end;
    }
    analysis.sentence_of(next).end
}

/// The end of an object before a quotation that a participle introduces: "condemned the raid, saying “…”".
pub(super) fn before_quotation(quoted: &Quoted<'_>, tokens: Range<usize>) -> usize {
    let analysis = quoted.analysis();
    (tokens.start + 1..tokens.end.min(tokens.start + LONGEST))
        .find(|&t| {
            let next = t + 1;
            analysis.token(t).tag() == "VBG"
                && quoted.of_token[t].is_none()
                && next < tokens.end
                && (quoted.of_token[next].is_some()
                    || next + 1 < tokens.end
                        && analysis.token(next).text() == ","
                        && quoted.of_token[next + 1].is_some())
                && speech_verb(analysis, t).is_some_and(|verb| verb.takes(Frame::That))
        })
        .unwrap_or(tokens.end)
}

fn is_dash(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.token(token).text(), "–" | "—" | "--" | "-")
}

/// The end of a quotation that ends the sentence right behind the clause: "said the plan was no offer, “but a list.”"
fn through_quotation(quoted: &Quoted<'_>, tokens: Range<usize>) -> usize {
    let analysis = quoted.analysis();
    let word = |t: &usize| analysis.token(*t).text().chars().any(char::is_alphanumeric);
    let Some(first) = (tokens.end..analysis.len().min(tokens.end + 4)).find(word) else {
        return tokens.end;
    };
    let Some(number) = quoted.of_token[first] else {
        return tokens.end;
    };
    if quoted.of_token[tokens.end - 1] == Some(number) {
        return tokens.end;
    }
    let stops = (tokens.end..first).any(|t| matches!(analysis.token(t).text(), "." | ";" | ":"));
    let quote = &quoted.quotes[number];
    let opens = quote.inner.start as usize == analysis.token(first).start();
    let Some(after) = analysis.token_at(quote.outer.end as usize) else {
        return tokens.end;
    };
    let next = (after..analysis.len().min(after + 2)).find(word);
    let ends = quote.first_block == quote.last_block
        && next.is_none_or(|t| {
            analysis.token(t).is_sentence_start()
                || analysis.token(t).start() > quote.outer.end as usize + 1
        });
    if opens && ends && !stops {
        (first..after)
            .rev()
            .find(word)
            .map_or(tokens.end, |last| last + 1)
    } else {
        tokens.end
    }
}

/// The end of a clause before ", according to …" at its end: whose the words are for the reporter.
fn before_source(analysis: &Analysis, tokens: Range<usize>) -> usize {
    /// Longer than any source; what goes on behind is more than a source.
    const LONGEST: usize = 20;
    (tokens.end.saturating_sub(LONGEST).max(tokens.start + 3)..tokens.end)
        .find(|&t| analysis.token(t).text() == "according" && analysis.token(t - 1).text() == ",")
        .map_or(tokens.end, |t| t - 1)
}

/// Whether a participle of speech stands behind "while": what somebody says besides.
pub(super) fn says_meanwhile(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).tag() == "VBG"
        && speech_verb(analysis, verb).is_some()
        && analysis
            .children_by(verb, "mark")
            .any(|mark| matches!(analysis.token(mark).text(), "while" | "whilst"))
}

/// The end of a content clause before a participle or subordinate clause in which the reporter goes on:
/// "…, adding that", "…, although others insist that".
pub(super) fn before_next_report(analysis: &Analysis, tokens: Range<usize>) -> usize {
    for at in tokens.start + 3..tokens.end.min(tokens.start + LONGEST) {
        let word = analysis.token(at);
        if word.dep() != "advcl" {
            continue;
        }
        let reach = analysis.subtree(at);
        // "…, as others had warned" gives a reason that the speaker may well give.
        let reason = analysis.children_by(at, "mark").any(|mark| {
            matches!(
                analysis.token(mark).text(),
                "as" | "because" | "since" | "if" | "so"
            )
        });
        if reason {
            continue;
        }
        // "…, adding that", "… while stressing that".
        let set_off = reach.start > tokens.start + 2
            && (analysis.token(reach.start - 1).text() == "," || says_meanwhile(analysis, at));
        if set_off
            && reach.clone().take(12).any(|t| {
                speech_verb(analysis, t)
                    .is_some_and(|v| v.takes(Frame::That) || v.act == Act::Criticize)
            })
        {
            return reach.start;
        }
    }
    tokens.end
}

/// The end of coordinated verbs that the tree gives to the reporter though they are of the reported: without
/// a subject of their own and in another tense ("said it values ties and will deepen them").
pub(super) fn joined(analysis: &Analysis, verb: usize, end: usize) -> usize {
    let past = matches!(analysis.token(verb).tag(), "VBD" | "VBN");
    analysis
        .children_by(verb, "conj")
        .filter(|&c| c > verb && own_subject(analysis, c).is_none())
        .filter(|&c| {
            let modal = analysis
                .children_by(c, "aux")
                .any(|aux| analysis.token(aux).tag() == "MD");
            modal || (past && matches!(analysis.token(c).tag(), "VBZ" | "VBP"))
        })
        .map(|c| analysis.subtree(c).end)
        .fold(end, usize::max)
}
