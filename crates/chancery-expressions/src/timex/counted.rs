//! Days and weeks counted within a month or year: "the 20th of next month", "the first Friday of July", "the
//! third week of 2027", "the week of September 16", "Friday the 22nd".

use super::dates::{
    Found, day_number, full_date, month_name, weekday_name, year_after, year_number,
};
use super::point::{Base, Point, YearWord};
use crate::quantity::ordinal;
use crate::scan::{Kind, Scan};

/// A point counted within a longer one.
pub(super) fn counted(scan: &Scan<'_>, index: usize) -> Found {
    const RULES: &[fn(&Scan<'_>, usize) -> Found] = &[
        weekday_the,
        day_of_shifted,
        bare_day,
        nth_weekday,
        nth_week,
        week_of,
        after_next,
    ];
    RULES
        .iter()
        .filter_map(|rule| rule(scan, index))
        .max_by_key(|(_, end)| *end)
}

/// "Friday the 22nd", "Thursday the twenty first".
fn weekday_the(scan: &Scan<'_>, index: usize) -> Found {
    let (weekday, at) = weekday_name(scan, index)?;
    let the = scan.skip(at, ",");
    if scan.at(the) != "the" {
        return None;
    }
    let (day, end) = ordinal(scan, the + 1).filter(|(day, _)| (1..=31).contains(day))?;
    // "Monday the first of May" is a full date; "Friday the 13th film" is a name; on "Friday, the first visit" it was one.
    let written =
        the > at && scan.digits(the + 1, 2).is_none() && scan.kind(end) == Some(Kind::Word);
    (!scan.capital(end) && scan.at(end) != "of" && !written).then_some((
        Point::DayOn {
            day: day as i8,
            weekday,
        },
        end,
    ))
}

/// "the 20th of next month", "4 this month".
fn day_of_shifted(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (day, after) = day_number(scan, start)?;
    let (months, end) = shifted_month(scan, after)?;
    Some((
        Point::DayOf {
            day,
            base: Base::MonthShift(months),
        },
        end,
    ))
}

/// "(of|in) this month": months from the anchor's, and the end.
pub(super) fn shifted_month(scan: &Scan<'_>, index: usize) -> Option<(i32, usize)> {
    let of = if scan.is(index, &["of", "in"]) {
        index + 1
    } else {
        index
    };
    let months = match scan.at(of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        "the" if scan.at(index) == "of" => 0,
        _ => return None,
    };
    (scan.at(of + 1) == "month").then_some((months, of + 2))
}

/// "on the 27th": only after a preposition, and where no noun follows.
fn bare_day(scan: &Scan<'_>, index: usize) -> Found {
    let led = matches!(
        scan.before(index, 1),
        "on" | "for" | "by" | "until" | "since" | "from"
    );
    if scan.at(index) != "the" || !led || scan.digits(index + 1, 2).is_none() {
        return None;
    }
    let (day, end) = ordinal(scan, index + 1).filter(|(day, _)| (1..=31).contains(day))?;
    let closed = scan.kind(end) != Some(Kind::Word)
        || scan.is(
            end,
            &[
                "and", "to", "at", "in", "when", "with", "but", "after", "before", "as",
            ],
        );
    closed.then_some((Point::date(None, None, Some(day as i8)), end))
}

/// "the first Friday of July 2021", "the second Monday of next month".
fn nth_weekday(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (nth, at) = nth(scan, start)?;
    let (weekday, after) = weekday_name(scan, at)?;
    let (base, end) = base(scan, after)?;
    Some((Point::NthWeekday { nth, weekday, base }, end))
}

/// "the third week of 2027", "the first week of June", "the last week of this year".
fn nth_week(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (nth, at) = nth(scan, start)?;
    if scan.at(at) != "week" {
        return None;
    }
    let (base, end) = base(scan, at + 1)?;
    Some((Point::NthWeek { nth, base }, end))
}

/// "first" to "fifth", or "last" as 0.
fn nth(scan: &Scan<'_>, index: usize) -> Option<(i8, usize)> {
    if scan.at(index) == "last" {
        return Some((0, index + 1));
    }
    ordinal(scan, index)
        .filter(|(nth, _)| (1..=53).contains(nth))
        .map(|(nth, end)| (nth as i8, end))
}

/// The month or year within which is counted, after "of" or "in".
fn base(scan: &Scan<'_>, index: usize) -> Option<(Base, usize)> {
    if let Some((months, end)) = shifted_month(scan, index) {
        return Some((Base::MonthShift(months), end));
    }
    let at = if scan.is(index, &["of", "in"]) {
        index + 1
    } else {
        index
    };
    if at > index
        && let Some((month, end)) = month_name(scan, at)
    {
        let (year, end) =
            year_after(scan, end).map_or((None, end), |(year, end)| (Some(year), end));
        return Some((Base::Month(month, year), end));
    }
    if at > index
        && let Some(year) = year_number(scan, at)
    {
        return Some((Base::Year(YearWord::Number(year)), at + 1));
    }
    match year_after(scan, index) {
        Some((year @ YearWord::Shift(_), end)) => Some((Base::Year(year), end)),
        _ => None,
    }
}

/// "the week of September 16", "the week beginning February 4".
fn week_of(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    if scan.at(start) != "week"
        || !scan.is(start + 1, &["of", "beginning", "starting", "commencing"])
    {
        return None;
    }
    let at = if scan.is(start + 2, &["on", "from"]) {
        start + 3
    } else {
        start + 2
    };
    let (found, end) = full_date(scan, at)?;
    let Point::Date {
        year,
        month: Some(month),
        day: Some(day),
        ..
    } = found
    else {
        return None;
    };
    Some((Point::WeekOf { year, month, day }, end))
}

/// "the week after next", "the year before last".
fn after_next(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let unit = crate::calendar::unit(scan.at(start)).filter(|_| !scan.at(start).ends_with('s'))?;
    let by = match (scan.at(start + 1), scan.at(scan.skip(start + 2, "the"))) {
        ("after", "next") => 2,
        ("before", "last") => -2,
        _ => return None,
    };
    let end = scan.skip(start + 2, "the") + 1;
    Some((
        Point::Shift {
            unit,
            by,
            part: super::point::Part::Whole,
        },
        end,
    ))
}
