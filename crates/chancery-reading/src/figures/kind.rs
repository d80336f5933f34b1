//! In what sense a figure holds: reported, target, forecast, growth, limit.

use chancery_model::{FigureKind, Measure};

use super::candidate::{Candidate, Class};
use crate::Context;

/// Verbs and nouns over or beside a number that set it as an aim.
const AIMS: &[&str] = &[
    "aim",
    "plan",
    "intend",
    "target",
    "goal",
    "hope",
    "propose",
    "proposal",
    "request",
    "want",
    "vow",
    "ambition",
    "objective",
    "suppose",
];
/// Words of promise: what is promised in money is given, of anything else it is an aim.
const PROMISES: &[&str] = &["promise", "pledge", "commit", "agree", "agreement"];
const FORECASTS: &[&str] = &[
    "expect",
    "forecast",
    "predict",
    "project",
    "anticipate",
    "foresee",
    "estimate",
];
const CHANGES: &[&str] = &[
    "increase",
    "decrease",
    "grow",
    "growth",
    "rise",
    "fall",
    "decline",
    "drop",
    "reduce",
    "reduction",
    "surge",
    "jump",
    "expand",
    "shrink",
    "gain",
    "slump",
    "soar",
    "climb",
    "double",
];
const LIMITS: &[&str] = &[
    "limit", "cap", "ceiling", "restrict", "reward", "quota", "maximum",
];

/// The kind of a figure and its reason.
pub(super) fn of(
    context: &Context<'_>,
    candidate: &Candidate,
    measure: Measure,
) -> (FigureKind, &'static str) {
    let analysis = context.analysis;
    let way = candidate.way_up(context);
    let lemma = |token: usize| analysis.token(token).lemma();
    let on_way = |words: &[&str], reach: usize| {
        way.iter()
            .take(reach)
            .any(|token| words.contains(&lemma(*token)))
    };
    let beside =
        candidate.token.saturating_sub(3)..(candidate.token + 4).min(candidate.sentence.end);
    if candidate.class == Class::Percent
        && (on_way(CHANGES, 3)
            || beside
                .clone()
                .filter(|t| candidate.sentence.contains(t))
                .any(|token| CHANGES.contains(&lemma(token))))
    {
        return (FigureKind::Growth, "a share of change");
    }
    if on_way(LIMITS, 4) && measure != Measure::Aid {
        return (FigureKind::Limit, "a limit word above the number");
    }
    let future = way.iter().take(3).any(|token| {
        analysis.children(*token).any(|child| {
            analysis.token(child).dep() == "aux"
                && matches!(lemma(child), "will" | "shall" | "’ll" | "'ll")
        })
    });
    let modal = way.iter().take(3).any(|token| {
        analysis.children(*token).any(|child| {
            analysis.token(child).dep() == "aux"
                && matches!(lemma(child), "would" | "could" | "may" | "might")
        })
    });
    let promised =
        measure != Measure::Aid && candidate.class != Class::Money && on_way(PROMISES, 4);
    if on_way(AIMS, 4) || promised {
        return (FigureKind::Target, "an aim above the number");
    }
    let expected = way
        .iter()
        .take(4)
        .any(|token| FORECASTS.contains(&lemma(*token)) && analysis.token(*token).pos() == "VERB");
    if (expected && candidate.class != Class::People) || (modal && measure != Measure::Casualties) {
        return (FigureKind::Forecast, "an expectation above the number");
    }
    // "will provide" is what is given, "will help" whom; troops to come are an aim, other futures expected.
    if future && measure == Measure::Troops {
        return (FigureKind::Target, "a future above the number");
    }
    if future && measure != Measure::Aid && candidate.class != Class::People {
        return (FigureKind::Forecast, "a future above the number");
    }
    (FigureKind::Reported, "nothing says otherwise")
}
