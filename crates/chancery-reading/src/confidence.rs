//! How sure a claim is: the share of claims like it that are right.
//!
//! What is seen of a claim – its rule, how its parties were found, whether a day stands there – are its
//! [`marks`]. Each mark has a weight in `data/confidence.tsv`; the logistic function of their sum is the
//! confidence. `docs/confidence.md` says how the weights are fitted and how far the result can be trusted.

mod marks;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::{Document, Kind, Reading};

pub(crate) use marks::{DESCRIBED, NOBODY};
pub use marks::{Marks, marks};

/// The mark that every claim of a kind has.
const EVERY: &str = "(every)";

/// Nothing read by a program is certain, and nothing it prints is certainly wrong.
const LEAST: f64 = 0.01;

/// Weights in log-odds by kind and mark.
static WEIGHTS: LazyLock<BTreeMap<(&str, &str), f64>> =
    LazyLock::new(|| weights(chancery_tables::CONFIDENCE.text()));

fn weights(source: &'static str) -> BTreeMap<(&'static str, &'static str), f64> {
    chancery_tables::rows(source)
        .filter_map(|row| match row.as_slice() {
            [kind, mark, weight, ..] => Some(((*kind, *mark), weight.parse().ok()?)),
            _ => None,
        })
        .collect()
}

/// Writes the confidence of every claim of a reading.
pub(crate) fn assign(reading: &mut Reading, document: &Document) {
    let marks = marks(reading, document);
    let sure = |kind, number: usize| marks.of(kind, number).map_or(0.5, |m| confidence(kind, m));
    for (n, x) in reading.events.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Event, n);
    }
    for (n, x) in reading.agreements.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Agreement, n);
    }
    for (n, x) in reading.relations.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Relation, n);
    }
    for (n, x) in reading.figures.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Figure, n);
    }
    for (n, x) in reading.tenures.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Tenure, n);
    }
    for (n, x) in reading.statements.iter_mut().enumerate() {
        x.why.confidence = sure(Kind::Statement, n);
    }
}

/// Share of claims of that kind with these marks that are right: 0.01 to 0.99, in whole hundredths.
fn confidence(kind: Kind, marks: &[String]) -> f32 {
    let sum: f64 = std::iter::once(EVERY)
        .chain(marks.iter().map(String::as_str))
        .filter_map(|mark| WEIGHTS.get(&(kind.as_str(), mark)))
        .sum();
    let share = 1.0 / (1.0 + (-sum).exp());
    let hundredths = (share.clamp(LEAST, 1.0 - LEAST) * 100.0).round();
    hundredths as f32 / 100.0
}

/// The marks of a claim that move its confidence, with their weights in log-odds (above 0: surer than others of
/// its kind), strongest first.
pub fn reasons(kind: Kind, marks: &[String]) -> Vec<(&str, f64)> {
    let mut reasons: Vec<(&str, f64)> = marks
        .iter()
        .filter_map(|mark| {
            let weight = WEIGHTS.get(&(kind.as_str(), mark.as_str()))?;
            Some((mark.as_str(), *weight))
        })
        .collect();
    reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    reasons
}

#[cfg(test)]
mod tests;
