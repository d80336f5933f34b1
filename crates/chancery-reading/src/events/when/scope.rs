//! What an expression of time dates: a clause, or only the noun, the name or the occasion beside which it stands.

use chancery_expressions::{TimeValue, Timex};
use chancery_language::Analysis;
use chancery_model::{Edtf, EventType, Point};

use super::super::tree::is_verb;
use super::super::words;

/// "closed the border after a raid on Monday": the day of what the clause came after.
pub(super) fn is_of_occasion(
    analysis: &Analysis,
    timex: &Timex,
    at: usize,
    trigger: usize,
) -> bool {
    let own = timex_tokens(analysis, timex);
    let mut node = at;
    for _ in 0..8 {
        let token = analysis.token(node);
        let above = token.head();
        if above == node || is_verb(analysis.token(above)) {
            return false;
        }
        let occasion = token.dep() == "pobj"
            && !own.contains(&node)
            && words::is("occasion", analysis.token(above).lemma());
        if occasion {
            return !analysis.subtree(node).contains(&trigger);
        }
        node = above;
    }
    false
}

pub(super) fn timex_tokens(analysis: &Analysis, timex: &Timex) -> std::ops::Range<usize> {
    let first = analysis.token_at(timex.span.start as usize).unwrap_or(0);
    let last = analysis
        .token_at((timex.span.end as usize).saturating_sub(1))
        .unwrap_or(first);
    first..last + 1
}

/// "the 2009 Climate Conference": part of a name.
pub(super) fn is_of_a_name(analysis: &Analysis, timex: &Timex, at: usize, trigger: usize) -> bool {
    let token = analysis.token(at);
    let noun = token.head();
    noun != trigger
        && !timex_tokens(analysis, timex).contains(&noun)
        && matches!(token.dep(), "nummod" | "compound" | "nmod")
        && analysis.token(noun).pos() == "PROPN"
        && !analysis
            .token(at)
            .text()
            .contains(|c: char| c.is_alphabetic())
}

pub(super) fn is_year(timex: &Timex) -> bool {
    matches!(timex.value, TimeValue::Date(Edtf::Point(Point::Year(_))))
}

/// The word of an expression that hangs on what is outside it.
pub(super) fn top(analysis: &Analysis, timex: &Timex) -> Option<usize> {
    let own = timex_tokens(analysis, timex);
    own.clone()
        .find(|&t| !own.contains(&analysis.token(t).head()))
}

/// "next year marks the anniversary": the year does something, and dates nothing.
pub(super) fn is_spoken_of(analysis: &Analysis, timex: &Timex) -> bool {
    let Some(top) = top(analysis, timex) else {
        return false;
    };
    let verb = analysis.token(top).head();
    let finite = matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP");
    let deserted = || {
        finite
            && timex_tokens(analysis, timex).end == verb
            && !analysis
                .children(verb)
                .any(|c| matches!(analysis.token(c).dep(), "nsubj" | "nsubjpass" | "expl"))
    };
    analysis.token(top).dep() == "nsubj" || deserted()
}

/// Whether a noun other than the trigger stands between an expression and its verb.
pub(super) fn within_other_noun(analysis: &Analysis, timex: &Timex, trigger: usize) -> bool {
    let Some(top) = top(analysis, timex) else {
        return false;
    };
    let mut node = analysis.token(top).head();
    for _ in 0..6 {
        let token = analysis.token(node);
        if is_verb(token) || node == trigger || token.head() == node {
            return false;
        }
        if token.pos() == "NOUN" {
            return true;
        }
        node = token.head();
    }
    false
}

/// Whole years from one to another are the term of something agreed, not the days of a meeting.
pub(super) fn is_term(timex: &Timex, kind: EventType) -> bool {
    let years = matches!(
        timex.value,
        TimeValue::Range(Edtf::Interval(Some(Point::Year(_)), Some(Point::Year(_))))
    );
    years
        && matches!(
            kind,
            EventType::Visit
                | EventType::Meeting
                | EventType::Call
                | EventType::Signing
                | EventType::Ceremony
        )
}
