//! The time that a figure holds for.

use chancery_expressions::{Tense, TimeValue};
use chancery_model::{Edtf, Ground, Point};

use super::candidate::Candidate;
use crate::Context;

/// The period of a figure and its ground.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate) -> Option<(Edtf, Ground)> {
    let analysis = context.analysis;
    let clause = crate::events::when::clause_of(analysis, candidate.head);
    let mut best: Option<(usize, Edtf, Ground)> = None;
    for timex in context.timexes(candidate.sentence.clone(), Tense::Past) {
        let period = match timex.value {
            TimeValue::Date(date) => date,
            TimeValue::Range(range) => closed(context, range),
            _ => continue,
        };
        let Some(at) = analysis.token_at(timex.span.start as usize) else {
            continue;
        };
        if is_compared(context, at) {
            continue;
        }
        let own = crate::events::when::clause_of(analysis, at);
        let cost = at.abs_diff(candidate.token) + if own == clause { 0 } else { 12 };
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            let ground = Ground {
                field: "period".into(),
                span: Some(timex.span),
                basis: timex.basis,
            };
            best = Some((cost, period, ground));
        }
    }
    best.filter(|(cost, ..)| *cost < 25)
        .map(|(_, period, ground)| (period, ground))
}

/// "since 2002" ends with the day of publication, as precise as its start.
fn closed(context: &Context<'_>, range: Edtf) -> Edtf {
    let (Edtf::Interval(Some(first), None), Some(Edtf::Point(published))) =
        (range, context.anchors.published)
    else {
        return range;
    };
    let day = published.latest();
    let last = match first {
        Point::Year(_) => Point::Year(day.year()),
        Point::Month(..) => Point::Month(day.year(), day.month()),
        Point::Day(_) => published,
    };
    if first.earliest() > last.latest() {
        range
    } else {
        Edtf::Interval(Some(first), Some(last))
    }
}

/// "compared to 2017", "up from 2017", "than last year": the base, not the period.
fn is_compared(context: &Context<'_>, at: usize) -> bool {
    let analysis = context.analysis;
    (1..=4)
        .filter_map(|back| at.checked_sub(back))
        .any(|token| {
            matches!(analysis.token(token).lemma(), "compare" | "than" | "versus")
                || analysis.token(token).text() == "compared"
        })
}
