//! For what time an agreement is, and of what year.

use chancery_expressions::TimeValue;
use chancery_model::{AgreementKind, Edtf, Ground, Point};

use crate::Context;

/// A stated period of validity within the title: "for the 2025-2029 period", "in 2025".
pub(super) fn term(
    context: &Context<'_>,
    title: &std::ops::Range<usize>,
    kind: AgreementKind,
) -> (Option<Edtf>, Option<Edtf>, Option<Ground>) {
    let analysis = context.analysis;
    let sentence = analysis.sentence_of(title.start);
    let reach = title.start..(title.end + 8).min(sentence.end);
    for timex in context.timexes(reach, chancery_expressions::Tense::Unknown) {
        let Some(at) = analysis.token_at(timex.span.start as usize) else {
            continue;
        };
        let before = |n: usize| at.checked_sub(n).map_or("", |t| analysis.token(t).text());
        let for_a_time =
            matches!(before(1), "for" | "covering") || (before(1) == "the" && before(2) == "for");
        let ends = match timex.value {
            TimeValue::Range(Edtf::Interval(first, last)) if for_a_time || title.contains(&at) => {
                (first.map(Edtf::Point), last.map(Edtf::Point))
            }
            TimeValue::Date(date @ Edtf::Point(Point::Year(_)))
                if matches!(before(1), "in" | "for") && kind == AgreementKind::Plan =>
            {
                (Some(date), Some(date))
            }
            _ => continue,
        };
        let ground = Ground {
            field: "term".into(),
            span: Some(timex.span),
            basis: timex.basis,
        };
        return (ends.0, ends.1, Some(ground));
    }
    (None, None, None)
}

/// "the 2013 agreement": its year.
pub(super) fn year_before(
    context: &Context<'_>,
    title: &std::ops::Range<usize>,
    head: usize,
) -> Option<Edtf> {
    context
        .timexes(title.start..head, chancery_expressions::Tense::Past)
        .into_iter()
        .find_map(|timex| match timex.value {
            TimeValue::Date(date @ Edtf::Point(Point::Year(_) | Point::Month(..))) => Some(date),
            _ => None,
        })
}
