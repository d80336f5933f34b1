//! Words around a number that say how exact it is.

use chancery_model::Bound;

use super::tables::BOUNDS;
use crate::scan::Scan;

/// Longest phrase of the table, in tokens.
const LONGEST: usize = 5;

/// Words that may stand between a bound and its number: "more than an additional $5 million".
const BETWEEN: &[&str] = &[
    "a",
    "an",
    "another",
    "additional",
    "further",
    "extra",
    "total",
    "of",
    "just",
    "the",
    "some",
    "roughly",
    "new",
    "only",
    "as",
    "worth",
];

/// The bound of a number that stands in `start..end`.
pub(crate) fn bound(scan: &Scan<'_>, start: usize, end: usize) -> Option<Bound> {
    after(scan, end).or_else(|| before(scan, start))
}

fn after(scan: &Scan<'_>, end: usize) -> Option<Bound> {
    if scan.at(end) == "+" && scan.glued(end) {
        return Some(Bound::Min);
    }
    if scan.at(end) == "-" && scan.at(end + 1) == "plus" {
        return Some(Bound::Min);
    }
    if scan.at(end) == "-" && scan.at(end + 1) == "odd" {
        return Some(Bound::About);
    }
    if scan.at(end) != "or" {
        return None;
    }
    match scan.at(end + 1) {
        "more" | "above" | "higher" | "greater" => Some(Bound::Min),
        "less" | "fewer" | "below" | "lower" => Some(Bound::Max),
        "so" | "thereabouts" => Some(Bound::About),
        _ => None,
    }
}

fn before(scan: &Scan<'_>, start: usize) -> Option<Bound> {
    let mut end = start;
    // At most three of the words between are passed over, the nearest phrase wins.
    for _ in 0..4 {
        for count in (1..=LONGEST.min(end)).rev() {
            let words: Vec<&str> = (end - count..end).map(|at| scan.at(at)).collect();
            if let Some(bound) = BOUNDS.get(words.join(" ").as_str()) {
                return *bound;
            }
        }
        if end == 0 || !BETWEEN.contains(&scan.at(end - 1)) {
            return None;
        }
        end -= 1;
    }
    None
}
