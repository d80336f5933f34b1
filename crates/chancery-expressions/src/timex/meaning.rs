//! A stretch and the anchors in, days out, with the reason.

use chancery_model::{Edtf, Point as Place};

use super::point::Point;
use super::ranges::Stretch;
use super::resolve::{Resolved, resolve};
use crate::calendar::{Unit, add_days, add_months};
use crate::{Anchors, Tense, TimeValue};

/// What a stretch means, or nothing where the calendar has no such days.
pub(crate) fn meaning(
    found: Stretch,
    tense: Tense,
    anchors: &Anchors,
) -> Option<(TimeValue, String)> {
    let unanchored = || Some((TimeValue::Unanchored, "nothing to reckon from".to_owned()));
    let of = |point: Point| resolve(point, tense, anchors);
    match found {
        Stretch::Between(first, last) => pair(first, last, tense, anchors),
        Stretch::Since(point) => {
            let tense = if tense == Tense::Unknown {
                Tense::Past
            } else {
                tense
            };
            one(resolve(point, tense, anchors), |edtf| {
                start(edtf).map(|from| TimeValue::Range(Edtf::Interval(Some(from), None)))
            })
        }
        Stretch::Until(point) => one(of(point), |edtf| {
            stop(edtf).map(|to| TimeValue::Range(Edtf::Interval(None, Some(to))))
        }),
        Stretch::By(point) => one(of(point), |edtf| {
            stop(edtf).map(|to| TimeValue::Date(Edtf::Interval(None, Some(to))))
        }),
        Stretch::Vague => Some((TimeValue::Unanchored, "no number given".to_owned())),
        Stretch::FewDays(sign) => {
            let three = meaning(Stretch::Rolling(Unit::Day, 3 * sign), tense, anchors)?;
            Some((three.0, format!("a few days taken as three; {}", three.1)))
        }
        Stretch::Rolling(unit, by) => {
            let Some(published) = anchors.published else {
                return unanchored();
            };
            let mut found = published
                .earliest()
                .into_iter()
                .chain(published.latest())
                .map(|day| roll(day, unit, by));
            let first = found.next().flatten()?;
            if found.any(|other| other != Some(first)) {
                return unanchored();
            }
            Some((
                TimeValue::Range(first),
                format!("relative to publication {published}"),
            ))
        }
    }
}

fn one(
    resolved: Resolved,
    make: impl Fn(Edtf) -> Option<TimeValue>,
) -> Option<(TimeValue, String)> {
    match resolved {
        Resolved::Known(edtf, basis) => make(edtf).map(|value| (value, basis)),
        Resolved::Unanchored => Some((TimeValue::Unanchored, "nothing to reckon from".to_owned())),
        Resolved::Impossible => None,
    }
}

fn start(edtf: Edtf) -> Option<Place> {
    match edtf {
        Edtf::Point(point) => Some(point),
        Edtf::Interval(first, _) => first,
    }
}

fn stop(edtf: Edtf) -> Option<Place> {
    match edtf {
        Edtf::Point(point) => Some(point),
        Edtf::Interval(_, last) => last,
    }
}

/// Both ends, the second not before the first: a first end that falls after the last is taken a year (or a
/// week) earlier, as "December 28 to January 3" asks.
fn pair(first: Point, last: Point, tense: Tense, anchors: &Anchors) -> Option<(TimeValue, String)> {
    let (from, to) = (
        resolve(first, tense, anchors),
        resolve(last, tense, anchors),
    );
    let (from, to, basis) = match (from, to) {
        (Resolved::Impossible, _) | (_, Resolved::Impossible) => return None,
        (Resolved::Known(from, why), Resolved::Known(to, basis)) => {
            (from, to, if basis == "explicit" { why } else { basis })
        }
        _ => return Some((TimeValue::Unanchored, "nothing to reckon from".to_owned())),
    };
    let (mut from, mut to) = (start(from)?, stop(to)?);
    if from.earliest() > to.latest() {
        match (first, last) {
            (Point::Date { year: None, .. }, _) => from = a_year_on(from, -1)?,
            (_, Point::Date { year: None, .. }) => to = a_year_on(to, 1)?,
            (Point::Weekday { .. }, Point::Weekday { .. }) => {
                from = Place::Day(add_days(from.earliest(), -7)?);
            }
            _ => return None,
        }
    }
    (from.earliest() <= to.latest()).then_some((
        TimeValue::Range(Edtf::Interval(Some(from), Some(to))),
        basis,
    ))
}

fn a_year_on(point: Place, by: i64) -> Option<Place> {
    let there = add_months(point.earliest(), by * 12)?;
    Some(match point {
        Place::Year(_) => Place::Year(there.year()),
        Place::Month(..) => Place::Month(there.year(), there.month()),
        Place::Day(_) => Place::Day(there),
    })
}

/// The stretch from the anchor so many units on, as precise as the unit: years for "15 years", days for weeks,
/// days and "the past year".
fn roll(day: jiff::civil::Date, unit: Unit, by: i64) -> Option<Edtf> {
    let month = |day: jiff::civil::Date| Place::Month(day.year(), day.month());
    let year = |day: jiff::civil::Date| Place::Year(day.year());
    let (a, b) = match unit {
        Unit::Hour => (Place::Day(day), Place::Day(add_days(day, by / 24)?)),
        Unit::Day => (Place::Day(day), Place::Day(add_days(day, by)?)),
        Unit::Week => (
            Place::Day(day),
            Place::Day(add_days(day, by.checked_mul(7)?)?),
        ),
        Unit::Weekend => return None,
        Unit::Month if by.abs() == 1 => (Place::Day(day), Place::Day(add_months(day, by)?)),
        Unit::Month => (month(day), month(add_months(day, by)?)),
        Unit::Quarter => (month(day), month(add_months(day, by.checked_mul(3)?)?)),
        Unit::Year if by.abs() == 1 => (Place::Day(day), Place::Day(add_months(day, by * 12)?)),
        Unit::Year => (year(day), year(add_months(day, by.checked_mul(12)?)?)),
        Unit::Decade => (year(day), year(add_months(day, by.checked_mul(120)?)?)),
        Unit::Century => (year(day), year(add_months(day, by.checked_mul(1200)?)?)),
    };
    Some(if by < 0 {
        Edtf::Interval(Some(b), Some(a))
    } else {
        Edtf::Interval(Some(a), Some(b))
    })
}
