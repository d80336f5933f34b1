//! Which numbers are figures: those that say something of a side, not those that only tell how the text counts.

use chancery_model::{Bound, Measure};

use super::candidate::{Candidate, Class};
use super::measure::{Measured, unit_counts};
use crate::Context;

/// Words before a number that point at things already known: "the two countries", "our three nations".
const POINTERS: &[&str] = &[
    "the", "our", "both", "these", "those", "his", "her", "its", "their", "your", "my", "other",
    "'s", "’s", "all", "first", "last", "next",
];

/// Words that make money or a share nobody's affair: fortunes, stock exchanges, elections, purity.
const ASIDE: &[&str] = &[
    "billionaire",
    "fortune",
    "salary",
    "bonus",
    "stock",
    "sensex",
    "index",
    "vote",
    "purity",
    "enriched",
    "enrich",
    "certainty",
    "sure",
    "bail",
    "success",
    "staff",
    "wage",
];

/// Whether a candidate is a figure.
pub(super) fn counts(
    context: &Context<'_>,
    candidate: &Candidate,
    measured: Option<Measured>,
) -> bool {
    if is_vague(context, candidate) {
        return false;
    }
    match candidate.class {
        Class::Bare => false,
        Class::Money => !is_aside(context, candidate) && !is_petty(candidate, measured),
        Class::Percent => share_counts(context, candidate, measured),
        Class::People => people_count(context, candidate, measured),
        Class::Things => things_count(context, candidate),
    }
}

/// "dozens", "hundreds of thousands".
fn is_vague(context: &Context<'_>, candidate: &Candidate) -> bool {
    let word = context
        .analysis
        .token(candidate.start)
        .text()
        .to_lowercase();
    matches!(
        word.as_str(),
        "dozens" | "hundreds" | "thousands" | "millions" | "billions" | "tens" | "scores"
    )
}

/// "(RM3.15 billion)" right after the same sum in another currency.
pub(super) fn is_conversion(context: &Context<'_>, candidate: &Candidate) -> bool {
    let before = context
        .document
        .text
        .get(..candidate.numex.span.start as usize)
        .unwrap_or("");
    let Some(outside) = before.trim_end().strip_suffix(['(', '[']) else {
        return false;
    };
    let tail = outside.trim_end();
    candidate.class == Class::Money
        && (tail.ends_with("illion")
            || tail.ends_with(|c: char| c.is_ascii_digit())
            || tail.ends_with("bn"))
}

fn is_aside(context: &Context<'_>, candidate: &Candidate) -> bool {
    let lemma = |token: usize| context.analysis.token(token).lemma().to_lowercase();
    let near = candidate.token.saturating_sub(7)..candidate.token + 7;
    let wide = candidate.token.saturating_sub(60)..candidate.token + 60;
    near.filter(|token| candidate.sentence.contains(token))
        .any(|token| ASIDE.contains(&lemma(token).as_str()))
        || wide
            .filter(|token| candidate.sentence.contains(token))
            .any(|token| matches!(lemma(token).as_str(), "billionaire" | "fortune"))
}

/// Sums below this are fines, fares and fees. A guess that no reader's figure contradicts.
const PETTY: f64 = 1000.0;

fn is_petty(candidate: &Candidate, measured: Option<Measured>) -> bool {
    let priced = measured.is_some_and(|found| found.measure == Measure::Price);
    candidate.numex.value < PETTY && !priced
}

/// Whether the number points at something known.
fn is_pointer(context: &Context<'_>, candidate: &Candidate) -> bool {
    let analysis = context.analysis;
    let word = |back: usize| {
        candidate
            .start
            .checked_sub(back)
            .filter(|token| candidate.sentence.contains(token))
            .map_or(String::new(), |token| {
                analysis.token(token).text().to_lowercase()
            })
    };
    POINTERS.contains(&word(1).as_str())
        || (POINTERS.contains(&word(2).as_str())
            && analysis.token(candidate.start - 1).pos() == "ADJ")
}

/// Words near a share that make it one of trade, growth, taxes, opinion, land.
const SHARED: &[&str] = &[
    "tariff",
    "duty",
    "levy",
    "tax",
    "gdp",
    "product",
    "growth",
    "grow",
    "increase",
    "decrease",
    "reduce",
    "reduction",
    "decline",
    "drop",
    "export",
    "import",
    "trade",
    "revenue",
    "emission",
    "spending",
    "spend",
    "budget",
    "deficit",
    "debt",
    "inflation",
    "unemployment",
    "respondent",
    "optimistic",
    "poll",
    "survey",
    "land",
    "territory",
    "population",
    "reserve",
    "output",
    "production",
    "investment",
    "cut",
    "conserve",
    "protect",
    "evacuate",
    "oil",
    "gas",
    "rise",
    "economy",
];

fn share_counts(context: &Context<'_>, candidate: &Candidate, measured: Option<Measured>) -> bool {
    if is_aside(context, candidate) {
        return false;
    }
    let analysis = context.analysis;
    let current = candidate
        .start
        .checked_sub(1)
        .is_some_and(|token| analysis.token(token).lemma() == "current");
    let near = candidate.token.saturating_sub(10)..candidate.token + 11;
    let shared = near
        .filter(|token| candidate.sentence.contains(token))
        .any(|token| SHARED.contains(&analysis.token(token).lemma().to_lowercase().as_str()));
    !current && (measured.is_some() || shared)
}

fn people_count(context: &Context<'_>, candidate: &Candidate, measured: Option<Measured>) -> bool {
    let value = candidate.numex.value;
    let pointer = is_pointer(context, candidate);
    let telling = measured.is_some_and(|found| {
        matches!(
            found.measure,
            Measure::Casualties | Measure::Troops | Measure::Refugees
        )
    });
    if pointer && value < 100.0 {
        let before = candidate
            .start
            .checked_sub(1)
            .map(|token| context.analysis.token(token).text().to_lowercase());
        let harmed = measured.is_some_and(|found| found.measure == Measure::Casualties)
            && matches!(before.as_deref(), Some("all" | "their" | "his" | "her"));
        return telling && (value >= 10.0 || harmed);
    }
    value >= 3.0 || (telling && !pointer) || is_taken(context, candidate)
}

/// Detained, released, expelled, designated: acts on persons that count however few they are.
fn is_taken(context: &Context<'_>, candidate: &Candidate) -> bool {
    const ACTS: &[&str] = &[
        "arrest",
        "detain",
        "release",
        "expel",
        "free",
        "abduct",
        "kidnap",
        "designate",
        "deport",
        "extradite",
        "capture",
        "sanction",
    ];
    candidate
        .verb(context)
        .is_some_and(|verb| ACTS.contains(&context.analysis.token(verb).lemma()))
}

fn things_count(context: &Context<'_>, candidate: &Candidate) -> bool {
    let unit = candidate.unit.as_deref().unwrap_or("");
    let value = candidate.numex.high.unwrap_or(candidate.numex.value);
    let pointer = is_pointer(context, candidate);
    let bounded = matches!(
        candidate.numex.bound,
        Some(Bound::Min | Bound::Max | Bound::About)
    );
    if is_distance(unit) {
        return is_from_somewhere(context, candidate) && value >= 3.0;
    }
    let adjective = candidate
        .numex
        .span
        .of(&context.document.text)
        .contains('-')
        && !unit.contains(' ');
    if adjective && unit_counts(unit) != Some(true) && unit != "countries" {
        return false;
    }
    match unit_counts(unit) {
        Some(false) => false,
        Some(true) => !pointer && value >= 2.0,
        None => !pointer && (value >= 10.0 || (value >= 3.0 && bounded)),
    }
}

fn is_distance(unit: &str) -> bool {
    matches!(
        unit,
        "kilometers" | "miles" | "nautical miles" | "meters" | "feet"
    )
}

/// "25 miles into Georgia", "200 miles from shore", "the 12-mile limit".
fn is_from_somewhere(context: &Context<'_>, candidate: &Candidate) -> bool {
    let analysis = context.analysis;
    let next = (candidate.token..candidate.sentence.end)
        .find(|token| analysis.token(*token).start() >= candidate.numex.span.end as usize);
    next.is_some_and(|token| {
        matches!(
            analysis.token(token).lemma(),
            "off" | "from" | "into" | "inside" | "outside" | "beyond" | "limit" | "zone"
        )
    })
}
