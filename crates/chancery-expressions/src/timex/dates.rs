//! Calendar dates in all orders: "March 25, 2024", "25 March", "the 8th of May", "2024-03-25", "May 2016".

use super::point::{Point, Which, YearWord};
use crate::calendar;
use crate::quantity::ordinal;
use crate::scan::{Kind, Scan};

/// A point and one past its last token.
pub(crate) type Found = Option<(Point, usize)>;

/// Words before a month's name that make it one ("may", "march" are verbs too).
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "through",
    "by",
    "from",
    "to",
    "of",
    "early",
    "late",
    "mid",
    "and",
    "between",
    "during",
    "before",
    "after",
    "last",
    "next",
    "this",
    "for",
    "around",
    "end",
    "on",
    "that",
    "previous",
    "past",
    "or",
    "starting",
    "beginning",
    "-",
    "(",
    "/",
    "each",
    "every",
    "coming",
    "as",
];

/// A month's name at the token: number and end.
pub(crate) fn month_name(scan: &Scan<'_>, index: usize) -> Option<(i8, usize)> {
    if !scan.capital(index) {
        return None;
    }
    let short = scan.at(index) == "sept";
    if let Some(month) = calendar::month(scan.at(index)).filter(|_| !short) {
        return Some((month, index + 1));
    }
    let month = calendar::short_month(scan.at(index))?;
    let dotted = scan.at(index + 1) == "." && scan.glued(index + 1);
    Some((month, if dotted { index + 2 } else { index + 1 }))
}

/// A day of the month in digits, with or without ending.
pub(crate) fn day_number(scan: &Scan<'_>, index: usize) -> Option<(i8, usize)> {
    let value = scan.digits(index, 2).filter(|day| (1..=31).contains(day))?;
    match ordinal(scan, index) {
        Some((_, end)) => Some((value as i8, end)),
        None if is_clean_number(scan, index) => Some((value as i8, index + 1)),
        None => None,
    }
}

/// A number that is no part of a word, sum, share or time of day.
fn is_clean_number(scan: &Scan<'_>, index: usize) -> bool {
    let glued_word = scan.glued(index + 1) && scan.kind(index + 1) == Some(Kind::Word);
    let glued_mark = scan.glued(index + 1)
        && (scan.is(index + 1, &["%", "°"])
            || (scan.at(index + 1) == ":" && scan.kind(index + 2) == Some(Kind::Number)));
    !glued_word && !glued_mark && !starts_glued(scan, index)
}

/// Whether a letter, currency sign or lone dash is glued before the token ("F-16", "$25").
pub(crate) fn starts_glued(scan: &Scan<'_>, index: usize) -> bool {
    if !scan.glued(index) {
        return false;
    }
    let back = index - 1;
    match scan.kind(back) {
        Some(Kind::Word) => !is_date_word(scan, back) || !scan.capital(back),
        Some(Kind::Number) => false,
        _ => {
            matches!(scan.at(back), "$" | "€" | "£" | "¥" | "#" | "+" | "." | "@")
                || (scan.at(back) == "-"
                    && scan.glued(back)
                    && scan.kind(back.wrapping_sub(1)) == Some(Kind::Word)
                    && !is_date_word(scan, back.wrapping_sub(1)))
        }
    }
}

fn is_date_word(scan: &Scan<'_>, index: usize) -> bool {
    let word = scan.at(index);
    matches!(
        word,
        "mid" | "early" | "late" | "pre" | "post" | "st" | "nd" | "rd" | "th"
    ) || calendar::month(word).is_some()
        || calendar::short_month(word).is_some()
}

/// A year of four digits from 1500 to 2100, no part of anything else.
pub(crate) fn year_number(scan: &Scan<'_>, index: usize) -> Option<i16> {
    let year = scan
        .digits(index, 4)
        .filter(|year| (1500..=2100).contains(year))?;
    is_clean_number(scan, index).then_some(year as i16)
}

/// The year after a date: ", 2024", "2024", "of 2024", "last year", "of this year".
pub(crate) fn year_after(scan: &Scan<'_>, index: usize) -> Option<(YearWord, usize)> {
    let at = scan.skip(index, ",");
    if let Some(year) = year_number(scan, at)
        && !counts_things(scan, at + 1)
    {
        return Some((YearWord::Number(year), at + 1));
    }
    let of = scan.skip(at, "of");
    if of > at
        && let Some(year) = year_number(scan, of)
    {
        return Some((YearWord::Number(year), of + 1));
    }
    let shift = match scan.at(of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (scan.at(of + 1) == "year" && !scan.follows(of + 2, &["'", "s"]))
        .then_some((YearWord::Shift(shift), of + 2))
}

/// Words after a four-digit number that make it a count, not a year.
pub(crate) fn counts_things(scan: &Scan<'_>, index: usize) -> bool {
    const THINGS: &[&str] = &[
        "people",
        "persons",
        "troops",
        "soldiers",
        "tons",
        "tonnes",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "meters",
        "metres",
        "percent",
        "per",
        "%",
        "dollars",
        "euros",
        "yuan",
        "million",
        "billion",
        "thousand",
        "hours",
        "vehicles",
        "refugees",
        "students",
        "workers",
        "men",
        "women",
        "children",
        "civilians",
        "houses",
        "homes",
        "families",
        "units",
        "jobs",
        "police",
        "officers",
        "megawatts",
        "mw",
        "kg",
        "barrels",
        "bags",
        "feet",
        "ft",
        "square",
        "deaths",
        "cases",
        "migrants",
        "personnel",
        "prisoners",
        "protesters",
        "passengers",
        "tourists",
        "visitors",
        "times",
    ];
    scan.is(index, THINGS)
}

/// A weekday's name; short forms only with a full stop or before a comma and a date.
pub(crate) fn weekday_name(scan: &Scan<'_>, index: usize) -> Option<(i8, usize)> {
    if !scan.capital(index) {
        return None;
    }
    if let Some(weekday) = calendar::weekday(scan.at(index)) {
        return Some((weekday, index + 1));
    }
    let weekday = calendar::short_weekday(scan.at(index))?;
    let dotted = scan.at(index + 1) == "." && scan.glued(index + 1);
    Some((weekday, if dotted { index + 2 } else { index + 1 }))
}

/// A full date with or without weekday before it.
pub(crate) fn full_date(scan: &Scan<'_>, index: usize) -> Found {
    let (weekday, start) = match weekday_name(scan, index) {
        Some((weekday, end)) => {
            let end = scan.skip(end, ",");
            (
                Some(weekday),
                if scan.is(end, &["the", "on"]) {
                    end + 1
                } else {
                    end
                },
            )
        }
        None => (None, index),
    };
    let (found, end) = month_day(scan, start).or_else(|| day_month(scan, start))?;
    let with_weekday = match found {
        Point::Date {
            year,
            month,
            day,
            which,
            ..
        } => Point::Date {
            year,
            month,
            day,
            weekday,
            which,
        },
        other => other,
    };
    Some((with_weekday, end))
}

/// "March 25", "March 25th, 2024", "Oct. 3".
fn month_day(scan: &Scan<'_>, index: usize) -> Found {
    let (month, after) = month_name(scan, index)?;
    let at = if scan.at(after) == "-" && scan.glued(after) {
        after + 1
    } else {
        after
    };
    let at = scan.skip(at, "the");
    let (day, end) = day_number(scan, at).or_else(|| {
        ordinal(scan, at)
            .filter(|(day, _)| scan.capital(index) && (1..=31).contains(day) && at == after)
            .map(|(day, end)| (day as i8, end))
    })?;
    // "May 5 people": a verb.
    if month == 5 && counts_things(scan, end) {
        return None;
    }
    let (year, end) = year_after(scan, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((Point::date(year, Some(month), Some(day)), end))
}

/// "25 March 2024", "the 8th of May", "twenty-first of June".
fn day_month(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (day, after) = day_number(scan, start).or_else(|| {
        ordinal(scan, start)
            .filter(|(day, _)| (1..=31).contains(day))
            .map(|(day, end)| (day as i8, end))
    })?;
    let after = if scan.is(after, &["day"]) {
        after + 1
    } else {
        after
    };
    let of = scan.skip(after, "of");
    let at = if of == after && scan.at(after) == "-" && scan.glued(after) {
        after + 1
    } else {
        of
    };
    let (month, after_month) = month_name(scan, at)?;
    let hyphened = at > after && of == after;
    let year_at = if hyphened && scan.at(after_month) == "-" {
        after_month + 1
    } else {
        after_month
    };
    let (year, end) =
        year_after(scan, year_at).map_or((None, after_month), |(year, end)| (Some(year), end));
    Some((Point::date(year, Some(month), Some(day)), end))
}

/// "2024-03-25", "25.03.2024", "3/25/2024" (month first unless that cannot be).
pub(crate) fn numeric(scan: &Scan<'_>, index: usize) -> Found {
    let word_after = |at: usize| scan.glued(at) && scan.kind(at) == Some(Kind::Word);
    if starts_glued(scan, index) || scan.kind(index) != Some(Kind::Number) || word_after(index + 1)
    {
        return None;
    }
    let parts: Vec<&str> = scan.at(index).split('.').collect();
    if let [year, month, day] = parts[..]
        && year.len() == 4
    {
        let short = |part: &str| (part.len() <= 2).then(|| part.parse().ok()).flatten();
        return ymd(year.parse().ok()?, short(month)?, short(day)?).map(|point| (point, index + 1));
    }
    if let [day, month, year] = parts[..] {
        let short = |part: &str| (part.len() <= 2).then(|| part.parse().ok()).flatten();
        let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
        return ymd(year, short(month)?, short(day)?).map(|point| (point, index + 1));
    }
    let mark = scan.at(index + 1);
    let joined = (1..=4).all(|n| scan.glued(index + n)) && scan.at(index + 3) == mark;
    if !joined || !matches!(mark, "-" | "/") {
        return None;
    }
    let (first, second) = (scan.digits(index, 4)?, scan.digits(index + 2, 2)?);
    let point = if (1500..=2100).contains(&first) {
        ymd(first as i16, second as i8, scan.digits(index + 4, 2)? as i8)?
    } else {
        let year = match scan.digits(index + 4, 2) {
            // Two digits: this century up to 50. A guess, as all such dates are.
            Some(short)
                if scan
                    .token(index + 4)
                    .is_some_and(|token| token.lower.len() == 2) =>
            {
                if short <= 50 {
                    2000 + short
                } else {
                    1900 + short
                }
            }
            _ => scan.digits(index + 4, 4)?,
        };
        let (month, day) = if first > 12 {
            (second, first)
        } else {
            (first, second)
        };
        let fits = (1500..=2100).contains(&year) && first <= 31;
        fits.then(|| ymd(year as i16, month as i8, day as i8))
            .flatten()?
    };
    Some((point, index + 5))
}

fn ymd(year: i16, month: i8, day: i8) -> Option<Point> {
    ((1..=12).contains(&month) && (1..=31).contains(&day) && (1500..=2100).contains(&year))
        .then(|| Point::date(Some(YearWord::Number(year)), Some(month), Some(day)))
}

/// "May 2016", "March of last year", "last August", "March" after a preposition.
pub(crate) fn month_alone(scan: &Scan<'_>, index: usize) -> Found {
    let (which, at) = which_word(scan, index);
    if let Some(year) = year_number(scan, index)
        && let Some((month, end)) = month_name(scan, scan.skip(index + 1, ","))
        && day_number(scan, end).is_none()
    {
        return Some((
            Point::date(Some(YearWord::Number(year)), Some(month), None),
            end,
        ));
    }
    let (month, end) = month_name(scan, at)?;
    let full = calendar::month(scan.at(at)).is_some();
    // "the upcoming June 23 conference"
    if at > index
        && let Some((Point::Date { year, day, .. }, end)) = month_day(scan, at)
    {
        return Some((
            Point::Date {
                year,
                month: Some(month),
                day,
                weekday: None,
                which,
            },
            end,
        ));
    }
    if let Some((year, end)) = year_after(scan, end) {
        return Some((
            Point::Date {
                year: Some(year),
                month: Some(month),
                day: None,
                weekday: None,
                which,
            },
            end,
        ));
    }
    let doubtful = matches!(month, 3 | 5) || !full || (month == 8 && scan.at(at) != "august");
    let led = at > index || BEFORE_MONTH.contains(&scan.before(at, 1));
    if (doubtful && !led) || (!full && scan.at(at) != "sept") || followed_by_name(scan, end) {
        return None;
    }
    Some((
        Point::Date {
            year: None,
            month: Some(month),
            day: None,
            weekday: None,
            which,
        },
        end,
    ))
}

/// "April Glaspie", "June Jones": a capitalised word that is no part of a date follows a bare month. A
/// demonym or office may follow too ("the March EU summit"), so only a month without preposition is refused.
fn followed_by_name(scan: &Scan<'_>, end: usize) -> bool {
    let month_at = end.saturating_sub(1);
    scan.capital(end)
        && scan.glued(end + 1) != (scan.at(end + 1) == ".")
        && !scan.is(month_at.saturating_sub(1), BEFORE_MONTH)
        && scan.kind(end) == Some(Kind::Word)
}

/// "last", "this", "next" and their like.
pub(crate) fn which_word(scan: &Scan<'_>, index: usize) -> (Which, usize) {
    let start = if scan.at(index) == "the" {
        index + 1
    } else {
        index
    };
    match scan.at(start) {
        "last" | "previous" | "past" => (Which::Last, start + 1),
        "this" | "current" => (Which::This, start + 1),
        "next" | "coming" | "upcoming" | "forthcoming" | "following" => (Which::Next, start + 1),
        _ => (Which::Any, index),
    }
}
