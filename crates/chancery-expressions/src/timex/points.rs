//! Single points: the longest of all rules, and those of days: weekdays, "yesterday", "last week", "three days ago".

use super::dates::{Found, full_date, month_alone, numeric, weekday_name, which_word};
use super::point::{Part, Point, Which};
use super::years::{fiscal, framed, holiday, quarter, season, year_alone, years};
use crate::calendar::{self, Unit};
use crate::quantity::cardinal;
use crate::scan::{Kind, Scan};

/// The longest point that starts at a token.
pub(crate) fn point(scan: &Scan<'_>, index: usize) -> Found {
    const RULES: &[fn(&Scan<'_>, usize) -> Found] = &[
        full_date,
        numeric,
        month_alone,
        weekday,
        day_word,
        unit_word,
        ago,
        reference,
        years,
        year_alone,
        fiscal,
        quarter,
        season,
        holiday,
        framed,
        super::counted::counted,
    ];
    let mut best: Found = None;
    for rule in RULES {
        if let Some((point, end)) = rule(scan, index)
            && end > best.map_or(index, |(_, end)| end)
        {
            best = Some((point, end));
        }
    }
    best
}

/// Names that hold a weekday and are no day.
fn is_name(scan: &Scan<'_>, index: usize, end: usize) -> bool {
    const PAPERS: &[&str] = &[
        "times",
        "telegraph",
        "mail",
        "express",
        "mirror",
        "post",
        "herald",
        "star",
        "agreement",
        "accord",
        "agreements",
        "night",
        "movement",
        "world",
        "review",
        "mosque",
        "market",
        "island",
    ];
    const HOLY: &[&str] = &[
        "black", "bloody", "good", "easter", "palm", "ash", "super", "holy", "maundy", "cyber",
        "giving", "man",
    ];
    let paper = scan.capital(end) && scan.is(end, PAPERS);
    paper || (HOLY.contains(&scan.before(index, 1)) && index > 0 && scan.capital(index - 1))
}

/// "Sunday", "last Monday", "Monday of next week", "Thursday last week".
pub(super) fn weekday(scan: &Scan<'_>, index: usize) -> Found {
    let (which, at) = which_word(scan, index);
    let (weekday, end) = weekday_name(scan, at)?;
    let short = calendar::weekday(scan.at(at)).is_none();
    if is_name(scan, at, end) || (short && scan.at(end.saturating_sub(1)) != ".") {
        return None;
    }
    let (week, end) = week_after(scan, end).map_or((None, end), |(by, end)| (Some(by), end));
    Some((
        Point::Weekday {
            weekday,
            which,
            week,
        },
        end,
    ))
}

fn week_after(scan: &Scan<'_>, index: usize) -> Option<(i32, usize)> {
    let at = scan.skip(index, "of");
    let by = match scan.at(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (scan.at(at + 1) == "week").then_some((by, at + 2))
}

/// "today", "yesterday", "tomorrow", "tonight", "this morning", "the day before yesterday".
pub(super) fn day_word(scan: &Scan<'_>, index: usize) -> Found {
    let shift = |by: i64, end: usize| {
        Some((
            Point::Shift {
                unit: Unit::Day,
                by,
                part: Part::Whole,
            },
            end,
        ))
    };
    let start = scan.skip(index, "the");
    if scan.follows(start, &["day", "before", "yesterday"]) {
        return shift(-2, start + 3);
    }
    if scan.follows(start, &["day", "after", "tomorrow"]) {
        return shift(2, start + 3);
    }
    match scan.at(index) {
        // "today's Russia" stands for these days; "Russia Today", "USA Today" are outlets.
        "today" if scan.capital(index) && is_outlet(scan, index) => None,
        "today" | "tonight" => shift(0, index + 1),
        "yesterday" => shift(-1, index + 1),
        "tomorrow" => shift(1, index + 1),
        "this" if scan.is(index + 1, &["morning", "afternoon", "evening"]) => shift(0, index + 2),
        "last" if scan.at(index + 1) == "night" => shift(-1, index + 2),
        _ => None,
    }
}

fn is_outlet(scan: &Scan<'_>, index: usize) -> bool {
    matches!(
        scan.before(index, 1),
        "usa" | "russia" | "israel" | "india" | "china" | "arms" | "pakistan"
    )
}

/// "last week", "next year", "this month", "earlier this week", "later in the year", "the current decade".
pub(super) fn unit_word(scan: &Scan<'_>, index: usize) -> Found {
    if let Some(found) = rest_or_weekend(scan, index) {
        return Some(found);
    }
    let (part, start) = part_word(scan, index);
    let (by, at) = match scan.at(start) {
        "last" | "previous" => (-1, start + 1),
        "this" | "current" => (0, start + 1),
        "next" | "coming" => (1, start + 1),
        "past" if scan.before(start, 1) == "this" => (-1, start + 1),
        "in" if part != Part::Whole && scan.at(start + 1) == "the" => (0, start + 2),
        "the" if scan.is(start + 1, &["current"]) => (0, start + 2),
        "the" if scan.is(start + 1, &["coming"]) => (1, start + 2),
        _ => return None,
    };
    let at = if scan.is(at, &["past", "calendar", "fiscal", "financial"]) {
        at + 1
    } else {
        at
    };
    let unit = calendar::unit(scan.at(at)).filter(|unit| *unit != Unit::Hour)?;
    let plural = scan.at(at).ends_with('s');
    // "this century's", "last week's" are fine; "last year" of office, "last day of the visit" are not known.
    let of = scan.at(at + 1) == "of" && scan.at(start) == "last";
    if plural || of || (unit == Unit::Day && by != 0) {
        return None;
    }
    let part = if by == -1 && unit == Unit::Week && part == Part::Whole {
        Part::Ended
    } else {
        part
    };
    Some((Point::Shift { unit, by, part }, at + 1))
}

/// "the rest of the year", "the remainder of this month"; "the weekend" by tense.
fn rest_or_weekend(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    if scan.is(start, &["rest", "remainder"]) && scan.at(start + 1) == "of" {
        let at = if scan.is(start + 2, &["the", "this"]) {
            start + 3
        } else {
            start + 2
        };
        let unit = calendar::unit(scan.at(at))
            .filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade))?;
        return Some((
            Point::Shift {
                unit,
                by: 0,
                part: Part::Later,
            },
            at + 1,
        ));
    }
    let weekend = start > index && scan.at(start) == "weekend";
    weekend
        .then_some((
            Point::Weekday {
                weekday: 6,
                which: Which::Any,
                week: None,
            },
            start + 1,
        ))
        .map(|(_, end)| (Point::Weekend, end))
}

fn part_word(scan: &Scan<'_>, index: usize) -> (Part, usize) {
    let after = |at: usize| if scan.at(at) == "," { at + 1 } else { at };
    match scan.at(index) {
        "earlier" => (Part::Earlier, after(index + 1)),
        "later" => (Part::Later, after(index + 1)),
        _ => (Part::Whole, index),
    }
}

/// "three days ago", "65 years ago", "a week from now", "in two weeks' time".
fn ago(scan: &Scan<'_>, index: usize) -> Found {
    let led = scan.at(index) == "in";
    let start = if led { index + 1 } else { index };
    let (count, unit_at) = count_of_units(scan, start)?;
    let unit = calendar::unit(scan.at(unit_at))?;
    let mut end = unit_at + 1;
    let own = scan.follows(end, &["'", "time"]) || scan.follows(end, &["'", "s", "time"]);
    let sign = if scan.at(end) == "ago" || scan.follows(end, &["back", "now"]) {
        end += 1;
        -1
    } else if scan.follows(end, &["from", "now"]) || scan.follows(end, &["from", "today"]) {
        end += 2;
        1
    } else if led && own {
        end += if scan.at(end + 1) == "time" { 2 } else { 3 };
        1
    } else {
        return None;
    };
    let (unit, count) = match unit {
        Unit::Weekend => return None,
        Unit::Decade => (Unit::Year, count * 10),
        Unit::Century => (Unit::Year, count * 100),
        other => (other, count),
    };
    Some((
        Point::Shift {
            unit,
            by: sign * count,
            part: Part::Whole,
        },
        end,
    ))
}

/// "in two weeks" of a future clause; of a past one it is a length ("done in two weeks").
pub(crate) fn in_units(scan: &Scan<'_>, index: usize) -> Found {
    if scan.at(index) != "in" {
        return None;
    }
    let (count, unit_at) = count_of_units(scan, index + 1)?;
    let unit = calendar::unit(scan.at(unit_at)).filter(|unit| *unit != Unit::Weekend)?;
    let (unit, count) = if unit == Unit::Decade {
        (Unit::Year, count * 10)
    } else {
        (unit, count)
    };
    let more = scan.is(unit_at + 1, &["of", "and"]);
    (!more).then_some((
        Point::Shift {
            unit,
            by: count,
            part: Part::Whole,
        },
        unit_at + 1,
    ))
}

/// "three", "a", "65" before a unit: the count and where the unit stands.
pub(crate) fn count_of_units(scan: &Scan<'_>, index: usize) -> Option<(i64, usize)> {
    let (count, end) = if scan.is(index, &["a", "an", "one"])
        && calendar::unit(scan.at(index + 1)).is_some()
    {
        (1, index + 1)
    } else {
        let found = cardinal(scan, index)?;
        let whole = found.value.fract() == 0.0 && (0.0..1e4).contains(&found.value) && !found.vague;
        (whole.then_some(found.value as i64)?, found.end)
    };
    calendar::unit(scan.at(end)).map(|_| (count, end))
}

/// "the same day", "the next day", "a day earlier", "two days later".
fn reference(scan: &Scan<'_>, index: usize) -> Found {
    if scan.at(index) == "the" || scan.at(index) == "that" {
        let by = match scan.at(index + 1) {
            "same" => 0,
            // "said that next year …" only joins clauses.
            "next" | "following" if scan.at(index) == "the" => 1,
            "previous" | "preceding" if scan.at(index) == "the" => -1,
            "day" if scan.at(index) == "that" => {
                return Some((
                    Point::FromReference {
                        unit: Unit::Day,
                        by: 0,
                    },
                    index + 2,
                ));
            }
            "day" if scan.is(index + 2, &["before", "after"]) && scan.at(index + 3) != "the" => {
                let by = if scan.at(index + 2) == "before" {
                    -1
                } else {
                    1
                };
                return Some((
                    Point::FromReference {
                        unit: Unit::Day,
                        by,
                    },
                    index + 3,
                ));
            }
            _ => return None,
        };
        let unit = calendar::unit(scan.at(index + 2))?;
        let plural = scan.at(index + 2).ends_with('s');
        return (!plural).then_some((Point::FromReference { unit, by }, index + 3));
    }
    let (count, unit_at) = count_of_units(scan, index)?;
    let sign = match scan.at(unit_at + 1) {
        "earlier" | "before" => -1,
        "later" | "afterwards" => 1,
        _ => return None,
    };
    // "two days before the summit" says more than we know.
    if scan.at(unit_at + 1) == "before" && scan.kind(unit_at + 2) == Some(Kind::Word) {
        return None;
    }
    let unit = calendar::unit(scan.at(unit_at)).filter(|unit| *unit != Unit::Weekend)?;
    Some((
        Point::FromReference {
            unit,
            by: sign * count,
        },
        unit_at + 2,
    ))
}
