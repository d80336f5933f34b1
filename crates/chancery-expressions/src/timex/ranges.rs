//! Stretches: "March 25-29", "from May to June", "between 2014 and 2018", "since 1970", "the next two years".

use super::dates::{Found, day_number, month_name, starts_glued, year_after, year_number};
use super::point::{Point, Which, YearWord};
use super::points::{count_of_units, point};
use crate::calendar::{self, Unit};
use crate::scan::Scan;

/// A stretch of time as the words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// From one point to another.
    Between(Point, Point),
    /// From a point on.
    Since(Point),
    /// Up to a point, as a duration.
    Until(Point),
    /// On some day not after the point.
    By(Point),
    /// So many units before (negative) or after the anchor, up to it.
    Rolling(Unit, i64),
    /// "the past few days": three, as readers take it.
    FewDays(i64),
    /// "the past few years".
    Vague,
}

/// The longest stretch that starts at a token, where `here` is the point that starts there.
pub(crate) fn stretch(scan: &Scan<'_>, index: usize, here: Found) -> Option<(Stretch, usize)> {
    let rules = [
        days_of_month(scan, index),
        between(scan, index, here),
        open(scan, index),
        rolling(scan, index),
        year_pair(scan, index),
    ];
    let mut best: Option<(Stretch, usize)> = None;
    for (found, end) in rules.into_iter().flatten() {
        if end > best.map_or(index, |(_, end)| end) {
            best = Some((found, end));
        }
    }
    best
}

fn joins(scan: &Scan<'_>, index: usize) -> Option<usize> {
    scan.is(index, &["to", "-", "until", "till", "through", "thru"])
        .then(|| {
            let on = scan.skip(index + 1, "on");
            scan.skip(on, "the")
        })
}

/// "March 25-29", "March 25 to 29, 2024", "from 25 to 29 March", "25-29 March 2024", "May 2 and 3".
fn days_of_month(scan: &Scan<'_>, index: usize) -> Option<(Stretch, usize)> {
    let led = scan.is(index, &["from", "between"]);
    let start = if led { index + 1 } else { index };
    let and =
        |at: usize| joins(scan, at).or_else(|| (scan.is(at, &["and", "&"])).then_some(at + 1));
    let start = if led { scan.skip(start, "the") } else { start };
    if let Some((first, after)) = day_number(scan, start)
        && let Some(next) = and(after)
        && let Some((last, after)) = day_number(scan, next)
        && let Some((months, end)) = super::counted::shifted_month(scan, after)
        && first < last
    {
        let of = |day: i8| Point::DayOf {
            day,
            base: super::point::Base::MonthShift(months),
        };
        return Some((Stretch::Between(of(first), of(last)), end));
    }
    let (month, first, last, end) = if let Some((month, at)) = month_name(scan, start) {
        let (first, after) = day_number(scan, at)?;
        let (last, end) = day_number(scan, and(after)?)?;
        (month, first, last, end)
    } else {
        let (first, after) = day_number(scan, start)?;
        let (last, after) = day_number(scan, and(after)?)?;
        let of = scan.skip(after, "of");
        let (month, end) = month_name(scan, of)?;
        (month, first, last, end)
    };
    if first >= last {
        return None;
    }
    // "May 2 and 3 people" and "between 2 and 3 May" need no guard: a month's name holds the days.
    let (year, end) = year_after(scan, end).map_or((None, end), |(year, end)| (Some(year), end));
    let of = |day: i8| Point::date(year, Some(month), Some(day));
    Some((Stretch::Between(of(first), of(last)), end))
}

/// "from X to Y", "between X and Y", "X to Y", "X-Y" for points of any kind.
fn between(scan: &Scan<'_>, index: usize, here: Found) -> Option<(Stretch, usize)> {
    let lead = scan.at(index);
    let (first, after) = match lead {
        "from" | "between" => point(scan, index + 1).or_else(|| now(scan, index + 1))?,
        _ => here?,
    };
    let after = skip_day_part(scan, after);
    let next = match lead {
        "between" => (scan.is(after, &["and", "to", "-"])).then_some(after + 1)?,
        _ => joins(scan, after)?,
    };
    let (last, end) = second(scan, next, first)?;
    // "Monday to Washington" never comes here; "from Monday to discuss" neither; "2014 to 2018" does.
    let (first, last) = share(first, last);
    Some((Stretch::Between(first, last), end))
}

/// "now" as an end of a range.
fn now(scan: &Scan<'_>, index: usize) -> Option<(Point, usize)> {
    let today = Point::Shift {
        unit: Unit::Day,
        by: 0,
        part: super::point::Part::Whole,
    };
    (scan.at(index) == "now").then_some((today, index + 1))
}

/// The second point of a range may be shorter than the first: "from March 25 to 29", "2019-20".
fn second(scan: &Scan<'_>, index: usize, first: Point) -> Option<(Point, usize)> {
    if let Some(found) = point(scan, index).or_else(|| now(scan, index)) {
        return Some(found);
    }
    if matches!(
        first,
        Point::Date {
            year: Some(YearWord::Number(_)),
            month: None,
            day: None,
            ..
        }
    ) {
        let year = year_number(scan, index)?;
        return Some((Point::year(year), index + 1));
    }
    let Point::Date {
        year,
        month: Some(month),
        day: Some(_),
        ..
    } = first
    else {
        return None;
    };
    let (day, end) = day_number(scan, index)?;
    let (own, end) = year_after(scan, end).map_or((year, end), |(year, end)| (Some(year), end));
    Some((Point::date(own, Some(month), Some(day)), end))
}

/// Gives the year or month of one point to the other that lacks it: "March to May 2021".
fn share(first: Point, last: Point) -> (Point, Point) {
    let (
        Point::Date {
            year: y1,
            month: m1,
            day: d1,
            weekday: w1,
            which: h1,
        },
        Point::Date {
            year: y2,
            month: m2,
            day: d2,
            weekday: w2,
            which: h2,
        },
    ) = (first, last)
    else {
        return (first, last);
    };
    let crosses = matches!((m1, m2), (Some(a), Some(b)) if a > b);
    let (y1, y2) = match (y1, y2) {
        // "December to February 2021" starts in the year before.
        (None, Some(YearWord::Number(year))) if m1.is_some() && m2.is_some() => (
            Some(YearWord::Number(if crosses { year - 1 } else { year })),
            y2,
        ),
        (Some(YearWord::Number(year)), None) if m1.is_some() && m2.is_some() => (
            y1,
            Some(YearWord::Number(if crosses { year + 1 } else { year })),
        ),
        (None, Some(shift)) if m1.is_some() && m2.is_some() => (Some(shift), y2),
        other => other,
    };
    let which = if h2 == Which::Any { h1 } else { h2 };
    (
        Point::Date {
            year: y1,
            month: m1,
            day: d1,
            weekday: w1,
            which: h1,
        },
        Point::Date {
            year: y2,
            month: m2,
            day: d2,
            weekday: w2,
            which,
        },
    )
}

/// "2014-2018", "2019-20", "2019/20" glued together; "the 2020-2024 period".
fn year_pair(scan: &Scan<'_>, index: usize) -> Option<(Stretch, usize)> {
    let first = year_number(scan, index)?;
    let joined = scan.is(index + 1, &["-", "/"]) && scan.glued(index + 1);
    if !joined || starts_glued(scan, index) {
        return None;
    }
    let last = match year_number(scan, index + 2) {
        Some(year) => year,
        None => {
            let short = scan
                .digits(index + 2, 2)
                .filter(|_| scan.token(index + 2).is_some_and(|t| t.lower.len() == 2))?;
            let year = first / 100 * 100 + short as i16;
            // "2019-11" may be a month.
            (year > first && !(scan.at(index + 1) == "-" && scan.at(index + 3) == "-"))
                .then_some(year)?
        }
    };
    (first < last).then_some((
        Stretch::Between(Point::year(first), Point::year(last)),
        index + 3,
    ))
}

/// "since 1970", "until May 2025", "by the end of the year", "from July on".
fn open(scan: &Scan<'_>, index: usize) -> Option<(Stretch, usize)> {
    let mut at = index + 1;
    let make: fn(Point) -> Stretch = match scan.at(index) {
        "since" => Stretch::Since,
        "until" | "till" | "through" => Stretch::Until,
        "by" => Stretch::By,
        "from" => Stretch::Since,
        _ => return None,
    };
    if scan.is(at, &["at", "around", "about", "on"]) {
        at += 1;
    }
    if scan.follows(at, &["at", "least"]) {
        at += 2;
    }
    let (found, mut end) = point(scan, at)?;
    if scan.at(index) == "from" {
        // Only with "on" or "onwards" is it a stretch; "from May 2020" alone may modify a noun.
        let on = scan.at(end) == "on" && !scan.capital(end + 1);
        if !(on || scan.is(end, &["onwards", "onward", "forward"])) {
            return None;
        }
        end += 1;
    }
    Some((make(found), end))
}

/// "the past 15 years", "over the next two weeks", "the last six decades", "the past few days".
fn rolling(scan: &Scan<'_>, index: usize) -> Option<(Stretch, usize)> {
    let led = scan.is(
        index,
        &["over", "in", "during", "within", "for", "throughout"],
    );
    let start = if led { index + 1 } else { index };
    let the = scan.skip(start, "the");
    if scan.at(index) == "within"
        && let Some((count, unit_at)) = count_of_units(scan, start)
        && scan.at(unit_at + 1) != "of"
    {
        let unit = calendar::unit(scan.at(unit_at))?;
        return Some((Stretch::Rolling(unit, count), unit_at + 1));
    }
    let sign = match scan.at(the) {
        "past" | "last" | "previous" | "preceding" => -1,
        "next" | "coming" | "following" => 1,
        "these" if scan.at(the + 1) == "past" => -1,
        _ => return None,
    };
    let at = the + 1;
    if scan.is(at, &["few", "several", "couple"]) {
        let at = if scan.follows(at, &["couple", "of"]) {
            at + 1
        } else {
            at
        };
        return match calendar::unit(scan.at(at + 1))? {
            Unit::Day => Some((Stretch::FewDays(sign), at + 2)),
            _ => Some((Stretch::Vague, at + 2)),
        };
    }
    // "is expected to last four days": a verb.
    let verb = the == start
        && scan.at(the) == "last"
        && matches!(
            scan.before(the, 1),
            "to" | "will" | "would" | "could" | "can" | "may" | "might" | "should" | "must" | "not"
        );
    if verb {
        return None;
    }
    // "the past year", "over the next month": rolling only with the article or after "over".
    let single = calendar::unit(scan.at(at)).filter(|_| !scan.at(at).ends_with('s'));
    if let Some(unit) = single {
        let rolls = scan.at(the) == "past" || (the > start && led);
        return (rolls && unit != Unit::Day).then_some((Stretch::Rolling(unit, sign), at + 1));
    }
    let (count, unit_at) = count_of_units(scan, at)?;
    let unit = calendar::unit(scan.at(unit_at))?;
    Some((Stretch::Rolling(unit, sign * count), unit_at + 1))
}

/// "Monday morning", "November 24 afternoon": the time of day adds nothing to the day.
pub(crate) fn skip_day_part(scan: &Scan<'_>, index: usize) -> usize {
    const PARTS: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "lunchtime",
    ];
    if scan.is(index, PARTS) {
        index + 1
    } else {
        index
    }
}
