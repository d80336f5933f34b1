//! Temporal expressions: a left-to-right reading, the longest expression first.

mod counted;
mod dates;
mod lengths;
mod meaning;
mod point;
mod points;
mod ranges;
mod resolve;
#[cfg(test)]
mod tests;
mod years;

use chancery_model::Span;

use crate::scan::Scan;
use crate::{Anchors, Tense, TimeValue, Timex};
use lengths::length;
use points::point;
use ranges::{skip_day_part, stretch};
use resolve::{Resolved, resolve};

/// See [`crate::timexes`].
pub(crate) fn find(text: &str, within: Span, tense: Tense, anchors: &Anchors) -> Vec<Timex> {
    let scan = Scan::new(text, within);
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        match longest(&scan, index, tense, anchors) {
            Some((end, meaning)) => {
                if let Some((value, basis)) = meaning {
                    found.push(Timex {
                        span: scan.span(index, end),
                        value,
                        basis,
                    });
                }
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

/// Token ranges of all temporal expressions, those of impossible days too, in order.
pub(crate) fn taken(scan: &Scan<'_>) -> Vec<std::ops::Range<usize>> {
    let anchors = Anchors::default();
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        match longest(scan, index, Tense::Unknown, &anchors) {
            Some((end, _)) => {
                found.push(index..end);
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

type Meaning = Option<(TimeValue, String)>;

/// The longest expression at a token: one past its end, and what it means, if the calendar has it.
fn longest(
    scan: &Scan<'_>,
    index: usize,
    tense: Tense,
    anchors: &Anchors,
) -> Option<(usize, Meaning)> {
    let here = point(scan, index);
    let stretch = stretch(scan, index, here);
    let ahead = || {
        (tense == Tense::Future)
            .then(|| points::in_units(scan, index))
            .flatten()
    };
    let point = here
        .or_else(ahead)
        .map(|(point, end)| (point, skip_day_part(scan, end)));
    let length = length(scan, index);
    let ends = [
        stretch.map_or(0, |(_, end)| end),
        point.map_or(0, |(_, end)| end),
        length.as_ref().map_or(0, |(_, end)| *end),
    ];
    let best = ends.into_iter().max().filter(|end| *end > index)?;
    if let Some((found, end)) = stretch
        && end == best
    {
        return Some((end, meaning::meaning(found, tense, anchors)));
    }
    if let Some((found, end)) = point
        && end == best
    {
        let meaning = match resolve(found, tense, anchors) {
            Resolved::Known(edtf, basis) => Some((TimeValue::Date(edtf), basis)),
            Resolved::Unanchored => {
                Some((TimeValue::Unanchored, "nothing to reckon from".to_owned()))
            }
            Resolved::Impossible => None,
        };
        return Some((end, meaning));
    }
    length.map(|(value, end)| (end, Some((value, "explicit".to_owned()))))
}
