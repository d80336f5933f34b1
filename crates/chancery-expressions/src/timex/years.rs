//! Years and their parts: "the 1990s", "fiscal year 2021", "Q1 2022", "last summer", "the end of the year".

use super::dates::{
    Found, counts_things, full_date, month_alone, month_name, starts_glued, which_word, year_after,
    year_number,
};
use super::point::{Part, Point, Which, YearWord};
use super::points::{day_word, unit_word, weekday};
use crate::calendar::{self, Unit};
use crate::quantity::{ordinal, small};
use crate::scan::{Kind, Scan};

/// "the 1990s", "1990s", "the 21st century", "late 1980s".
pub(super) fn years(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let start = match scan.at(start) {
        "early" | "late" | "mid" => scan.skip(start + 1, "-"),
        _ => start,
    };
    if let Some((number, end)) = ordinal(scan, start)
        && scan.at(scan.skip(end, "-")) == "century"
        && (1..=30).contains(&number)
    {
        let last = number as i16 * 100;
        return Some((
            Point::Years {
                first: last - 99,
                last,
            },
            scan.skip(end, "-") + 1,
        ));
    }
    if let Some(found) = short_decade(scan, start) {
        return Some(found);
    }
    let decade = scan
        .digits(start, 4)
        .filter(|year| (1500..=2100).contains(year) && year % 10 == 0)?;
    let apostrophe = scan.skip(start + 1, "'");
    let plural = scan.at(apostrophe) == "s" && scan.glued(apostrophe) && scan.glued(start + 1);
    // "2020's largest exercise" is a year with a genitive.
    let genitive =
        apostrophe > start + 1 && scan.kind(apostrophe + 1) == Some(Kind::Word) && decade > 2000;
    (plural && !genitive).then(|| {
        (
            Point::Years {
                first: decade as i16,
                last: decade as i16 + 9,
            },
            apostrophe + 1,
        )
    })
}

/// "the 70s", "the '80s", "the nineties": of the twentieth century.
fn short_decade(scan: &Scan<'_>, start: usize) -> Found {
    const WORDS: [&str; 8] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let led = matches!(
        scan.before(start, 1),
        "the" | "early" | "late" | "mid" | "-" | "in"
    );
    if led && let Some(n) = WORDS.iter().position(|word| *word == scan.at(start)) {
        // "in his sixties" is an age; the article is required.
        let article = scan.before(start, 1) == "the" || scan.before(start, 2) == "the";
        let first = 1920 + n as i16 * 10;
        return article.then_some((
            Point::Years {
                first,
                last: first + 9,
            },
            start + 1,
        ));
    }
    let number = scan.skip(start, "'");
    let tens = scan
        .digits(number, 2)
        .filter(|tens| (20..=90).contains(tens) && tens % 10 == 0)?;
    let mark = scan.skip(number + 1, "'");
    let plural = scan.at(mark) == "s" && scan.glued(mark) && scan.glued(number + 1);
    let first = 1900 + tens as i16;
    (plural && led).then_some((
        Point::Years {
            first,
            last: first + 9,
        },
        mark + 1,
    ))
}

/// A bare year where the words around let it be one.
pub(super) fn year_alone(scan: &Scan<'_>, index: usize) -> Found {
    let led_by_year = scan.at(index) == "year" && scan.before(index, 1) != "fiscal";
    let at = if led_by_year { index + 1 } else { index };
    let year = year_number(scan, at)?;
    let before = scan.before(at, 1);
    const LEADS: &[&str] = &[
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "to",
        "of",
        "between",
        "and",
        "before",
        "after",
        "during",
        "through",
        "for",
        "early",
        "late",
        "mid",
        "year",
        "the",
        "this",
        "its",
        "their",
        "his",
        "'",
        "s",
        "(",
        "-",
        "than",
        "with",
        "as",
        "a",
        ",",
        "or",
        "around",
        "back",
        "our",
        "throughout",
        "summer",
        "spring",
        "winter",
        "autumn",
        "fall",
        "on",
        "/",
        "at",
        "under",
        "into",
    ];
    const NOT: &[&str] = &[
        "no",
        "number",
        "resolution",
        "about",
        "some",
        "over",
        "nearly",
        "approximately",
        "almost",
        "least",
        "least,",
    ];
    let numbered = scan.before(at, 1) == "." && scan.before(at, 2) == "no";
    if counts_things(scan, at + 1) || NOT.contains(&before) || numbered {
        return None;
    }
    let recent = (1900..=2100).contains(&year);
    let capital_before = at > 0 && scan.capital(at - 1) && scan.kind(at - 1) == Some(Kind::Word);
    let free =
        at == 0 || LEADS.contains(&before) || capital_before || matches!(before, "." | "\"" | "“");
    let bold = recent
        || matches!(
            before,
            "in" | "since" | "until" | "from" | "of" | "between" | "("
        );
    let things = before == "of"
        && scan.kind(at + 1) == Some(Kind::Word)
        && scan.at(at + 1).ends_with('s')
        && !scan.capital(at + 1)
        && !matches!(scan.at(at + 1), "was" | "is" | "as" | "has");
    ((free || recent && before.ends_with("ed")) && bold && !things)
        .then_some((Point::year(year), at + 1))
}

/// "fiscal year 2021", "FY2021", "the 2021 fiscal year".
pub(super) fn fiscal(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    if scan.is(start, &["fiscal", "financial"]) {
        let at = if scan.at(start + 1) == "year" {
            start + 2
        } else {
            start + 1
        };
        // "Fiscal Year (FY) 2021"
        let at = if scan.follows(at, &["(", "fy", ")"]) {
            at + 3
        } else {
            at
        };
        return year_number(scan, at).map(|year| (Point::year(year), at + 1));
    }
    if scan.at(start) == "fy" {
        let at = start + 1;
        let full = scan
            .digits(at, 4)
            .filter(|year| (1990..=2100).contains(year));
        let short = scan.digits(at, 2).map(|year| year + 2000);
        return full
            .or(short)
            .map(|year| (Point::year(year as i16), at + 1));
    }
    let year = year_number(scan, start)?;
    (scan.is(start + 1, &["fiscal", "financial"]) && scan.at(start + 2) == "year")
        .then(|| (Point::year(year), start + 3))
}

/// "the first quarter of 2022", "Q1 2022", "the second half of the year", "the first nine months of 2019".
pub(super) fn quarter(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (first, count, end) = if scan.at(start) == "q" && scan.glued(start + 1) {
        let number = scan.digits(start + 1, 1).filter(|n| (1..=4).contains(n))?;
        (number as i8 * 3 - 2, 3, start + 2)
    } else if scan.at(start) == "h" && scan.capital(start) && scan.glued(start + 1) {
        let number = scan.digits(start + 1, 1).filter(|n| (1..=2).contains(n))?;
        (number as i8 * 6 - 5, 6, start + 2)
    } else {
        let (number, at) = match scan.at(start) {
            "last" | "final" => (0, start + 1),
            _ => ordinal(scan, start)?,
        };
        match scan.at(at) {
            "quarter" if number == 0 => (10, 3, at + 1),
            "quarter" if (1..=4).contains(&number) => (number as i8 * 3 - 2, 3, at + 1),
            "half" if number == 0 => (7, 6, at + 1),
            "half" if (1..=2).contains(&number) => (number as i8 * 6 - 5, 6, at + 1),
            _ => {
                let months = small(scan.at(at))
                    .map(|n| n as i64)
                    .or_else(|| scan.digits(at, 2))?;
                let fits = scan.at(at + 1) == "months" && number == 1 && (2..=11).contains(&months);
                fits.then_some((1, months as i8, at + 2))?
            }
        }
    };
    let bare_half = scan.at(start) == "h" && year_after(scan, end).is_none();
    if bare_half {
        return None;
    }
    let year = year_after(scan, end).or_else(|| {
        let of_the_year = scan.follows(end, &["of", "the", "year"]);
        of_the_year.then_some((YearWord::Shift(0), end + 3))
    });
    let bare = scan.at(start) == "q" || scan.at(end.saturating_sub(1)) == "quarter";
    match year {
        Some((year, end)) => Some((
            Point::Months {
                first,
                count,
                year: Some(year),
                which: Which::Any,
            },
            end,
        )),
        // "the first half" may be of a match, "the last quarter" of a century.
        None if bare && scan.at(end) != "of" && scan.at(start) != "last" => Some((
            Point::Months {
                first,
                count,
                year: None,
                which: Which::Any,
            },
            end,
        )),
        None => None,
    }
}

/// "summer 2021", "the spring of last year", "last autumn", "in the spring".
pub(super) fn season(scan: &Scan<'_>, index: usize) -> Found {
    let (which, at) = which_word(scan, index);
    let at = if at == index {
        scan.skip(at, "the")
    } else {
        at
    };
    let (first, count) = calendar::season(scan.at(at))?;
    let end = at + 1;
    if let Some((year, end)) = year_after(scan, end) {
        return Some((
            Point::Months {
                first,
                count,
                year: Some(year),
                which,
            },
            end,
        ));
    }
    // "a fall in exports", "the spring festival", "Winter Olympics".
    let led = at > index && scan.at(index) != "the"
        || matches!(scan.before(index, 1), "in" | "since" | "by" | "until");
    let closed = scan.kind(end) != Some(Kind::Word)
        || scan.is(
            end,
            &[
                "and", "when", "that", "to", "with", "by", "as", "the", "after", "but",
            ],
        );
    let fall = scan.at(at) == "fall" && at == index;
    (led && !fall && (closed || at > index)).then_some((
        Point::Months {
            first,
            count,
            year: None,
            which,
        },
        end,
    ))
}

pub(super) fn holiday(scan: &Scan<'_>, index: usize) -> Found {
    if !scan.capital(index) {
        return None;
    }
    let words: Vec<&str> = (0..5).map(|n| scan.at(index + n)).collect();
    let (month, day, count) = calendar::fixed_holiday(&words)?;
    let end = index + count;
    let (year, end) = year_after(scan, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((Point::date(year, Some(month), Some(day)), end))
}

/// "early May", "mid-2022", "the end of the year", "the beginning of next month": the month or year itself.
pub(super) fn framed(scan: &Scan<'_>, index: usize) -> Found {
    let start = scan.skip(index, "the");
    let (at, of) = match scan.at(start) {
        "early" | "late" | "mid" => {
            let at = scan.skip(start + 1, "-");
            (
                if scan.is(at, &["in", "on"]) {
                    at + 1
                } else {
                    at
                },
                false,
            )
        }
        "end" | "beginning" | "start" | "middle" | "close" | "turn"
            if scan.at(start + 1) == "of" =>
        {
            (start + 2, true)
        }
        "earlier" | "later" if scan.is(start + 1, &["on", "in", ","]) => (start + 2, false),
        "earlier" | "later" => (start + 1, false),
        "year" if scan.at(start + 1) == "-" && scan.at(start + 2) == "end" => {
            return year_end(start + 3);
        }
        _ => return None,
    };
    let at = if scan.at(start) == "earlier" && scan.at(at) == "on" {
        at + 1
    } else {
        at
    };
    if of && scan.at(at) == "the" {
        let unit =
            calendar::unit(scan.at(at + 1)).filter(|unit| !matches!(unit, Unit::Day | Unit::Hour));
        if let Some(unit) = unit
            && !scan.at(at + 1).ends_with('s')
        {
            return Some((
                Point::Shift {
                    unit,
                    by: 0,
                    part: Part::Whole,
                },
                at + 2,
            ));
        }
    }
    if scan.is(start, &["early", "late", "mid"]) {
        if let Some((month, end)) = month_name(scan, at)
            && calendar::month(scan.at(at)).is_some()
            && full_date(scan, at).is_none()
        {
            let (year, end) =
                year_after(scan, end).map_or((None, end), |(year, end)| (Some(year), end));
            return Some((Point::date(year, Some(month), None), end));
        }
        if let Some(year) = year_number(scan, at)
            && !starts_glued(scan, index)
            && !counts_things(scan, at + 1)
        {
            return Some((Point::year(year), at + 1));
        }
    }
    const INNER: &[fn(&Scan<'_>, usize) -> Found] = &[
        full_date,
        month_alone,
        weekday,
        day_word,
        unit_word,
        years,
        fiscal,
        quarter,
        season,
        year_alone,
    ];
    INNER
        .iter()
        .filter_map(|rule| rule(scan, at))
        .max_by_key(|(_, end)| *end)
}

fn year_end(end: usize) -> Found {
    Some((
        Point::Shift {
            unit: Unit::Year,
            by: 0,
            part: Part::Whole,
        },
        end,
    ))
}
