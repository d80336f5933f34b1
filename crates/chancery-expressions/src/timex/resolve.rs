//! A point and an anchor in, days out, with the reason.

use chancery_model::{Edtf, Point as Place};
use jiff::civil::Date;

use super::point::{Base, Part, Point, Which, YearWord};
use crate::calendar::{self, Unit, add_days, monday_of, weekday_of};
use crate::{Anchors, Tense};

/// What came of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// Days, and how they were found.
    Known(Edtf, String),
    /// Nothing to reckon from.
    Unanchored,
    /// No such day (30 February).
    Impossible,
}

/// Days that a date without a year may lie on the wrong side of the anchor for its tense, before another
/// year is taken: tense is read from one clause only ("was due to be signed on May 2"). A guess.
const SLACK_DAYS: i32 = 45;

/// Reckons a point from the anchors.
pub(crate) fn resolve(point: Point, tense: Tense, anchors: &Anchors) -> Resolved {
    if !is_possible(point) {
        return Resolved::Impossible;
    }
    if !point.needs_anchor() {
        return match from_day(point, Date::constant(2000, 1, 1), tense) {
            Some(edtf) => Resolved::Known(edtf, "explicit".to_owned()),
            None => Resolved::Impossible,
        };
    }
    let referring = matches!(point, Point::FromReference { .. });
    let (anchor, name) = if referring {
        (anchors.reference, "the event before")
    } else {
        (anchors.published, "publication")
    };
    let Some(anchor) = anchor else {
        return Resolved::Unanchored;
    };
    // Of "on or after May" no weekday and no yesterday follows; the likeliest year does.
    let half_open = anchor.earliest().is_none() || anchor.latest().is_none();
    let by_year = matches!(
        point,
        Point::Date { .. }
            | Point::Months { .. }
            | Point::Shift {
                unit: Unit::Year,
                ..
            }
    );
    if half_open && !by_year {
        return Resolved::Unanchored;
    }
    let mut found = ends(anchor)
        .into_iter()
        .map(|day| from_day(point, day, tense));
    let first = match found.next() {
        Some(Some(first)) => first,
        // The calendar has no fifth Friday, no 31st of this month.
        Some(None) => return Resolved::Impossible,
        None => return Resolved::Unanchored,
    };
    if found.any(|other| other != Some(first)) {
        return Resolved::Unanchored;
    }
    Resolved::Known(
        first,
        format!("{} {name} {anchor}", relation(point, first, anchor)),
    )
}

/// The days that an anchor can be: one, or its ends. A half-open anchor counts as its known end.
fn ends(anchor: Edtf) -> Vec<Date> {
    let mut days: Vec<Date> = anchor
        .earliest()
        .into_iter()
        .chain(anchor.latest())
        .collect();
    days.dedup();
    days
}

fn relation(point: Point, found: Edtf, anchor: Edtf) -> &'static str {
    match point {
        Point::Date { .. } | Point::Months { .. } => "year from",
        Point::Weekday { .. } if found.earliest() > anchor.latest() => "weekday after",
        Point::Weekday { .. } if found.latest() < anchor.earliest() => "weekday before",
        Point::Weekday { .. } => "weekday of",
        _ => "relative to",
    }
}

/// Whether the calendar has such a day in any year.
fn is_possible(point: Point) -> bool {
    let Point::Date {
        year,
        month,
        day: Some(day),
        ..
    } = point
    else {
        return true;
    };
    let year = match year {
        Some(YearWord::Number(year)) => year,
        _ => 2000,
    };
    Date::new(year, month.unwrap_or(1), day).is_ok()
}

fn from_day(point: Point, anchor: Date, tense: Tense) -> Option<Edtf> {
    match point {
        Point::Date {
            year,
            month,
            day,
            weekday,
            which,
        } => match (month, day) {
            (None, None) => calendar::year(number(year?, anchor)?),
            (None, Some(day)) => day_of_some_month(day, anchor, tense),
            (Some(month), _) => {
                let year = match year {
                    Some(year) => number(year, anchor)?,
                    None => year_for(month, day, weekday, which, anchor, tense)?,
                };
                date(i16::try_from(year).ok()?, month, day)
            }
        },
        Point::Weekday {
            weekday,
            which,
            week,
        } => weekday_near(weekday, which, week, anchor, tense).map(Edtf::day),
        Point::Shift { unit, by, part } => {
            let sunday = weekday_of(anchor) == 7;
            let by = if part == Part::Ended && sunday {
                by + 1
            } else {
                by
            };
            part_of(calendar::shifted(anchor, unit, by)?, unit, part, anchor)
        }
        Point::Weekend => {
            // The one on hand counts as soon as it has begun.
            let begun = weekday_of(anchor) >= 6;
            let by = if tense == Tense::Future || begun {
                0
            } else {
                -1
            };
            calendar::shifted(anchor, Unit::Weekend, by)
        }
        Point::Years { first, last } => calendar::years(first.into(), last.into()),
        Point::Months {
            first,
            count,
            year,
            which,
        } => months(first, count, year, which, anchor, tense),
        Point::NthWeekday { nth, weekday, base } => {
            nth_weekday(nth, weekday, first_of(base, anchor, tense)?).map(Edtf::day)
        }
        Point::NthWeek { nth, base } => nth_week(nth, base, first_of(base, anchor, tense)?),
        Point::WeekOf { year, month, day } => {
            let date = from_day(Point::date(year, Some(month), Some(day)), anchor, tense)?;
            calendar::shifted(date.earliest()?, Unit::Week, 0)
        }
        Point::DayOf { day, base } => {
            let first = first_of(base, anchor, tense)?;
            Date::new(first.year(), first.month(), day)
                .ok()
                .map(Edtf::day)
        }
        Point::DayOn { day, weekday } => (-6..=6)
            .filter_map(|by| calendar::add_months(anchor.first_of_month(), by))
            .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
            .filter(|date| weekday_of(*date) == weekday)
            .min_by_key(|date| (*date - anchor).get_days().abs())
            .map(Edtf::day),
        Point::FromReference { unit, by } => calendar::shifted(anchor, unit, by),
    }
}

/// "the 27th": of the month before, this or next, by tense.
fn day_of_some_month(day: i8, anchor: Date, tense: Tense) -> Option<Edtf> {
    let candidates: Vec<Date> = (-2..=2)
        .filter_map(|by| calendar::add_months(anchor.first_of_month(), by))
        .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
        .collect();
    let distance = |date: &Date| (*date - anchor).get_days();
    let found = match tense {
        Tense::Future => candidates.iter().filter(|date| distance(date) >= 0).min(),
        Tense::Past => candidates.iter().filter(|date| distance(date) <= 0).max(),
        Tense::Unknown => candidates.iter().min_by_key(|date| distance(date).abs()),
    };
    found.copied().map(Edtf::day)
}

/// First day of a base.
fn first_of(base: Base, anchor: Date, tense: Tense) -> Option<Date> {
    match base {
        Base::Month(month, year) => {
            from_day(Point::date(year, Some(month), None), anchor, tense)?.earliest()
        }
        Base::MonthShift(by) => calendar::add_months(anchor.first_of_month(), by.into()),
        Base::Year(year) => Date::new(i16::try_from(number(year, anchor)?).ok()?, 1, 1).ok(),
    }
}

fn nth_weekday(nth: i8, weekday: i8, first: Date) -> Option<Date> {
    let day = if nth == 0 {
        let last = first.last_of_month();
        add_days(last, -i64::from((weekday_of(last) - weekday).rem_euclid(7)))?
    } else {
        let ahead = i64::from((weekday - weekday_of(first)).rem_euclid(7));
        add_days(first, ahead + 7 * (i64::from(nth) - 1))?
    };
    (day.month() == first.month() && day.year() == first.year()).then_some(day)
}

/// Weeks belong to the month or year that holds their Thursday (ISO 8601).
fn nth_week(nth: i8, base: Base, first: Date) -> Option<Edtf> {
    let whole_year = matches!(base, Base::Year(_));
    let last = if whole_year {
        first.last_of_year()
    } else {
        first.last_of_month()
    };
    let thursday = if nth == 0 {
        add_days(last, -i64::from((weekday_of(last) - 4).rem_euclid(7)))?
    } else {
        let ahead = i64::from((4 - weekday_of(first)).rem_euclid(7));
        add_days(first, ahead + 7 * (i64::from(nth) - 1))?
    };
    if thursday > last {
        return None;
    }
    calendar::shifted(thursday, Unit::Week, 0)
}

fn number(year: YearWord, anchor: Date) -> Option<i64> {
    let year = match year {
        YearWord::Number(year) => i64::from(year),
        YearWord::Shift(by) => i64::from(anchor.year()) + i64::from(by),
    };
    (1..=9999).contains(&year).then_some(year)
}

fn date(year: i16, month: i8, day: Option<i8>) -> Option<Edtf> {
    match day {
        Some(day) => Date::new(year, month, day).ok().map(Edtf::day),
        None => Date::new(year, month, 1)
            .ok()
            .map(|_| Edtf::month(year, month)),
    }
}

/// The year for a month or day without one.
fn year_for(
    month: i8,
    day: Option<i8>,
    weekday: Option<i8>,
    which: Which,
    anchor: Date,
    tense: Tense,
) -> Option<i64> {
    let candidates: Vec<Edtf> = (anchor.year() - 4..=anchor.year() + 4)
        .filter_map(|year| date(year, month, day))
        .collect();
    if let Some(weekday) = weekday {
        let fits = |edtf: &&Edtf| {
            edtf.earliest()
                .is_some_and(|day| weekday_of(day) == weekday)
        };
        // Six years or so lie between two fits: the nearest is certain, if it is near at all.
        let near = candidates
            .iter()
            .filter(fits)
            .min_by_key(|edtf| distance(**edtf, anchor).abs());
        if let Some(edtf) = near.filter(|edtf| distance(**edtf, anchor).abs() < 400) {
            return year_of(*edtf);
        }
    }
    choose(&candidates, which, anchor, tense).and_then(year_of)
}

fn year_of(edtf: Edtf) -> Option<i64> {
    edtf.earliest().map(|day| day.year().into())
}

/// Signed days from the anchor to the nearest day of the stretch, 0 if the anchor lies in it.
fn distance(edtf: Edtf, anchor: Date) -> i32 {
    let days = |day: Date| (day - anchor).get_days();
    match (edtf.earliest().map(days), edtf.latest().map(days)) {
        (Some(first), _) if first > 0 => first,
        (_, Some(last)) if last < 0 => last,
        _ => 0,
    }
}

/// Chooses among the same stretch of several years.
fn choose(candidates: &[Edtf], which: Which, anchor: Date, tense: Tense) -> Option<Edtf> {
    let with = |edtf: &Edtf| (*edtf, distance(*edtf, anchor));
    let mut all = candidates.iter().map(with);
    let before = |limit: i32| move |(_, days): &(Edtf, i32)| *days <= limit;
    let after = |limit: i32| move |(_, days): &(Edtf, i32)| *days >= limit;
    let found = match (which, tense) {
        (Which::Last, _) => all.filter(before(-1)).max_by_key(|(_, days)| *days),
        (Which::Next, _) => all.filter(after(1)).min_by_key(|(_, days)| *days),
        (Which::This, _) => all.find(|(edtf, _)| year_of(*edtf) == Some(anchor.year().into())),
        (Which::Any, Tense::Past) => all
            .filter(before(past_slack(candidates)))
            .max_by_key(|(_, days)| *days),
        (Which::Any, Tense::Future) => all
            .filter(after(-past_slack(candidates)))
            .min_by_key(|(_, days)| *days),
        (Which::Any, Tense::Unknown) => all.min_by_key(|(_, days)| days.abs()),
    };
    found.map(|(edtf, _)| edtf)
}

/// Only single days are let stand on the wrong side.
fn past_slack(candidates: &[Edtf]) -> i32 {
    match candidates.first() {
        Some(Edtf::Point(Place::Day(_))) => SLACK_DAYS,
        _ => 0,
    }
}

fn weekday_near(
    weekday: i8,
    which: Which,
    week: Option<i32>,
    anchor: Date,
    tense: Tense,
) -> Option<Date> {
    let in_week = |week: i64| add_days(monday_of(anchor)?, week * 7 + i64::from(weekday) - 1);
    if let Some(week) = week {
        return in_week(week.into());
    }
    let ahead = i64::from((weekday - weekday_of(anchor)).rem_euclid(7));
    let back = i64::from((weekday_of(anchor) - weekday).rem_euclid(7));
    let strictly = |days: i64| if days == 0 { 7 } else { days };
    match (which, tense) {
        (Which::Last, _) => add_days(anchor, -strictly(back)),
        (Which::Next, _) => add_days(anchor, strictly(ahead)),
        (_, Tense::Future) => add_days(anchor, ahead),
        (Which::This, Tense::Unknown) => in_week(0),
        (_, Tense::Past | Tense::Unknown) => add_days(anchor, -back),
    }
}

/// "earlier" and "later" cut weeks at the anchor, "later" also months and years; "earlier this year" says no
/// more than the year.
fn part_of(whole: Edtf, unit: Unit, part: Part, anchor: Date) -> Option<Edtf> {
    let cut = match part {
        Part::Whole | Part::Ended => return Some(whole),
        Part::Earlier if unit == Unit::Week => Edtf::days(whole.earliest()?, anchor),
        Part::Earlier => return Some(whole),
        Part::Later => Edtf::days(anchor, whole.latest()?),
    };
    Some(if whole.contains(Edtf::day(anchor)) {
        cut
    } else {
        whole
    })
}

fn months(
    first: i8,
    count: i8,
    year: Option<YearWord>,
    which: Which,
    anchor: Date,
    tense: Tense,
) -> Option<Edtf> {
    let start = |year: i64| Date::new(i16::try_from(year).ok()?, first, 1).ok();
    let stretch = |year: i64| calendar::months_from(start(year)?, count.into());
    if let Some(year) = year {
        return stretch(number(year, anchor)?);
    }
    let around = i64::from(anchor.year());
    let candidates: Vec<Edtf> = (around - 2..=around + 2).filter_map(stretch).collect();
    choose(&candidates, which, anchor, tense)
}
