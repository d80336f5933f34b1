//! Where the words of a reported clause begin and end, however the tree hung them.

use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::Act;

use super::clause::{own_subject, speech_verb};
use super::lexicon::Frame;
use super::quoted::Quoted;

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

/// The tokens of an object of speech without what the reporter goes on with, and with the rest of an enumeration that
/// the tree cut off.
pub(super) fn settled_object(quoted: &Quoted<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let analysis = quoted.analysis();
    tokens.end = before_quotation(quoted, tokens.clone());
    tokens.end = through_enumeration(analysis, tokens.clone());
    tokens.end = before_sourced_relative(analysis, tokens.clone());
    tokens
}

/// The end of a sentence that only goes on with more of the same: "the growth of trade, as well as the work of both
/// ports". A finite verb would be a clause of its own.
fn through_enumeration(analysis: &Analysis, tokens: Range<usize>) -> usize {
    let mut end = tokens.end;
    while end > tokens.start && analysis.token(end - 1).text() == "," {
        end -= 1;
    }
    let sentence = analysis.sentence_of(tokens.start).end;
    if end + 2 >= sentence || !matches!(analysis.token(end).text(), "," | ";") {
        return tokens.end;
    }
    let next = analysis.token(end + 1);
    let goes_on = matches!(next.text(), "and" | "as" | "or" | "including")
        && (next.text() != "as" || analysis.token(end + 2).text() == "well")
        || analysis.token(end).text() == ";";
    let rest = end + 1..sentence;
    let plain = rest.len() <= LONGEST
        && rest.clone().all(|t| {
            !matches!(
                analysis.token(t).tag(),
                "VBD" | "VBZ" | "VBP" | "MD" | "TO" | "``" | "''"
            ) && !matches!(analysis.token(t).dep(), "advcl" | "parataxis")
        });
    if goes_on && plain {
        sentence
    } else {
        tokens.end
    }
}

/// The end of words before a relative clause that the reporter has from somebody else: ", which, according to …".
fn before_sourced_relative(analysis: &Analysis, tokens: Range<usize>) -> usize {
    let Some(source) = (tokens.start + 1..tokens.end)
        .find(|&t| analysis.token(t).text().eq_ignore_ascii_case("according"))
    else {
        return tokens.end;
    };
    (tokens.start + 1..source)
        .rev()
        .find(|&t| {
            matches!(analysis.token(t).tag(), "WDT" | "WP") && analysis.token(t - 1).text() == ","
        })
        .unwrap_or(tokens.end)
}

/// The end of a reported clause before a verb of speech that the tree joins to it though its tense is the reporter's:
/// "said he would keep the secret and argued that …".
pub(super) fn before_own_verb(
    analysis: &Analysis,
    verb: usize,
    content: usize,
    end: usize,
) -> usize {
    let finite = |t: usize| {
        analysis
            .children_by(t, "aux")
            .next()
            .map_or(analysis.token(t).tag(), |aux| analysis.token(aux).tag())
    };
    let own = finite(verb);
    analysis
        .children_by(content, "conj")
        .filter(|&c| c > content && c < end && own_subject(analysis, c).is_none())
        .filter(|&c| finite(c) == own && finite(content) != own)
        .find(|&c| {
            speech_verb(analysis, c).is_some_and(|row| row.takes(Frame::That))
                && analysis.children_by(c, "ccomp").any(|clause| clause > c)
        })
        .map_or(end, |c| analysis.subtree(c).start)
}

/// The end of an object before a quotation that a participle introduces: "condemned the raid, saying “…”".
fn before_quotation(quoted: &Quoted<'_>, tokens: Range<usize>) -> usize {
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
        // "…, while its neighbour called it a mistake": two who speak are set against each other.
        let contrast = analysis
            .children_by(at, "mark")
            .any(|mark| matches!(analysis.token(mark).text(), "while" | "whilst"))
            && own_subject(analysis, at).is_some()
            && speech_verb(analysis, at).is_some();
        // "…, adding that", "… while stressing that".
        let set_off = reach.start > tokens.start + 2
            && (analysis.token(reach.start - 1).text() == "," || says_meanwhile(analysis, at));
        if set_off
            && (contrast
                || reach.clone().take(12).any(|t| {
                    speech_verb(analysis, t)
                        .is_some_and(|v| v.takes(Frame::That) || v.act == Act::Criticize)
                }))
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
        .filter(|&c| c > verb)
        .filter(|&c| own_subject(analysis, c).is_none_or(|subject| points_back(analysis, subject)))
        .filter(|&c| {
            let modal = analysis
                .children_by(c, "aux")
                .any(|aux| analysis.token(aux).tag() == "MD");
            let present = analysis
                .children(c)
                .filter(|&aux| matches!(analysis.token(aux).dep(), "aux" | "auxpass"))
                .chain([c])
                .any(|t| matches!(analysis.token(t).tag(), "VBZ" | "VBP"));
            modal || (past && present) || own_subject(analysis, c).is_some()
        })
        .map(|c| analysis.subtree(c).end)
        .fold(end, usize::max)
}

/// Whether a subject is "that" or "those plans": what the words before it spoke of.
fn points_back(analysis: &Analysis, subject: usize) -> bool {
    let is_demonstrative = |t: usize| {
        matches!(
            analysis.token(t).text(),
            "that" | "this" | "these" | "those"
        )
    };
    is_demonstrative(subject) || analysis.children_by(subject, "det").any(is_demonstrative)
}
