//! Numbers that count nothing: names, ages, times of day, scores, lists.

use super::amount::Amount;
use crate::scan::{Kind, Scan};

/// Words before a number that make it a name ("Resolution 1718", "Article 5").
const NAMERS: &[&str] = &[
    "resolution",
    "resolutions",
    "article",
    "articles",
    "section",
    "sections",
    "chapter",
    "title",
    "order",
    "flight",
    "route",
    "highway",
    "room",
    "page",
    "pages",
    "paragraph",
    "phase",
    "level",
    "annex",
    "appendix",
    "no",
    "number",
    "nr",
    "decree",
    "law",
    "act",
    "case",
    "bill",
    "directive",
    "regulation",
    "volume",
    "part",
    "block",
    "unit",
    "division",
    "brigade",
    "district",
    "zone",
    "region",
    "sector",
    "boeing",
    "airbus",
    "group",
    "version",
    "channel",
    "apollo",
    "soyuz",
    "track",
    "tier",
    "category",
    "type",
    "class",
    "mark",
    "model",
    "agenda",
    "vision",
    "proposition",
    "amendment",
    "amendments",
    "protocol",
    "convention",
    "formula",
    "covid",
    "h",
    "f",
    "mig",
    "su",
    "il",
    "tu",
    "an",
    "ak",
    "q",
    "fy",
    "chap",
    "pier",
    "gate",
    "camp",
    "station",
    "tel",
    "phone",
    "fax",
    "box",
    "apt",
    "suite",
    "km",
    "form",
    "exercise",
    "expo",
    "rio",
    "top",
    "division",
    "line",
    "reactor",
    "age",
    "ages",
    "aged",
    "figure",
    "table",
    "step",
    "day",
    "week",
    "e.o",
    "public",
    "pillar",
    "session",
    "round",
];

/// Whether the number is part of something that is no quantity.
pub(crate) fn is_no_amount(scan: &Scan<'_>, amount: &Amount) -> bool {
    if amount.unit.is_some() {
        return false;
    }
    let (start, end) = (amount.start, amount.number.end);
    is_glued_name(scan, start)
        || is_suffixed(scan, end)
        || is_named(scan, start, amount)
        || is_age(scan, start, end)
        || is_time(scan, start, end)
        || is_score(scan, start, end)
        || is_one(scan, amount)
        || is_fraction(scan, amount)
}

/// "F-16", "COVID-19", "G7", "A1", "#5", "@3", "www.x1".
fn is_glued_name(scan: &Scan<'_>, start: usize) -> bool {
    if !scan.glued(start) || scan.kind(start) != Some(Kind::Number) {
        return false;
    }
    let back = start - 1;
    match scan.kind(back) {
        Some(Kind::Word) => true,
        Some(Kind::Mark) => match scan.at(back) {
            "-" => {
                scan.glued(back)
                    && scan.kind(back.wrapping_sub(1)) == Some(Kind::Word)
                    && !scan.is(back.wrapping_sub(1), &["non", "mid", "pre"])
            }
            "#" | "@" | "_" | "/" | "." | ":" | "+" | "&" => true,
            _ => false,
        },
        _ => false,
    }
}

/// "65th", "5G", "3D", "10pm": letters glued after, and ordinals.
fn is_suffixed(scan: &Scan<'_>, end: usize) -> bool {
    scan.glued(end)
        && scan.kind(end) == Some(Kind::Word)
        && scan.kind(end.wrapping_sub(1)) == Some(Kind::Number)
        && !scan.is(end, &["km", "kg", "m", "mw", "gw", "ft", "mm", "cm"])
}

/// "Resolution 1718", "No. 13224", "Boeing 737": a namer, or a capitalised word, before bare digits.
fn is_named(scan: &Scan<'_>, start: usize, amount: &Amount) -> bool {
    if start == 0 || amount.number.scale > 1.0 {
        return false;
    }
    let dotted = scan.at(start - 1) == "."
        && scan.is(
            start.wrapping_sub(2),
            &["no", "nos", "nr", "op", "art", "sec", "p", "pp", "res"],
        );
    let named = scan.is(start - 1, NAMERS);
    let small_word = !amount.number.digits && !scan.capital(start);
    dotted
        || (named
            && (!small_word || scan.capital(start - 1))
            && !(scan.is(start - 1, &["an", "f", "h"]) && scan.glued(start)))
        || scan.follows(start.wrapping_sub(2), &["group", "of"])
            && scan.capital(start.wrapping_sub(2))
}

/// ", 58," after a name; "aged 25"; "25-year-old" was taken as a length or is one by its words.
fn is_age(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let between_commas = scan.before(start, 1) == ","
        && scan.is(end, &[",", "."])
        && start >= 2
        && scan.capital(start - 2)
        && scan.digits(start, 2).is_some();
    let years_old = scan.at(end) == "-" && scan.at(end + 1) == "year" && scan.is(end + 2, &["-"]);
    let spaced = scan.is(end, &["years", "year"]) && scan.is(end + 1, &["old", "of"]);
    between_commas || years_old || spaced
}

/// "10:30", "3 p.m.", "1500 GMT", "five o'clock".
fn is_time(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let colon =
        (scan.at(end) == ":" && scan.glued(end) && scan.kind(end + 1) == Some(Kind::Number))
            || (start > 0
                && scan.at(start - 1) == ":"
                && scan.glued(start)
                && scan.kind(start.wrapping_sub(2)) == Some(Kind::Number));
    let half_day =
        matches!(scan.at(end), "a" | "p") && scan.at(end + 1) == "." && scan.at(end + 2) == "m";
    let zone = scan.is(
        end,
        &[
            "gmt", "utc", "am", "pm", "hrs", "o", "a.m", "p.m", "noon", "et", "est", "edt",
        ],
    ) && !scan.follows(end, &["o", "f"]);
    let unit_of_time = scan.is(
        end,
        &[
            "minutes", "minute", "seconds", "second", "hour", "hours", "-hour",
        ],
    ) || (scan.at(end) == "-"
        && scan.is(
            end + 1,
            &["minute", "hour", "second", "year", "day", "month", "week"],
        ));
    colon
        || half_day
        || zone
        || unit_of_time
        || scan.is(
            end,
            &[
                "year",
                "years",
                "day",
                "days",
                "week",
                "weeks",
                "month",
                "months",
                "decade",
                "decades",
                "century",
                "centuries",
            ],
        )
}

/// "3-0", "24/7", "9/11", "12–9": digits joined to small digits; coordinates.
fn is_score(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let slash = (scan.at(end) == "/" && scan.glued(end) && scan.glued(end + 1))
        || (start > 0 && scan.at(start - 1) == "/" && scan.glued(start));
    slash || scan.is(end, &["°", "º", "′"])
}

/// "one of", "no one", "one another", "the one that": not a count, unless a person or thing follows.
fn is_one(scan: &Scan<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.number.end);
    if amount.number.digits || amount.number.value != 1.0 || scan.at(start) != "one" {
        return false;
    }
    let pronoun = matches!(
        scan.before(start, 1),
        "no" | "any"
            | "every"
            | "some"
            | "the"
            | "this"
            | "that"
            | "each"
            | "which"
            | "another"
            | "-"
    ) || scan.kind(end) != Some(Kind::Word)
        || scan.is(
            end,
            &[
                "of", "another", "day", "can", "that", "who", "which", "is", "was", "has", "year",
                "week", "month", "time", "way", "thing", "more", "such", "to", "should", "must",
                "would", "and", "or", "in", "on", "by", "for", "with", "side", "hand", "point",
            ],
        );
    pronoun || super::unit::unit_after(scan, end).is_none_or(|(unit, _)| unit != "people")
}

/// "two-thirds", "three quarters", "one-third".
fn is_fraction(scan: &Scan<'_>, amount: &Amount) -> bool {
    let at = scan.skip(amount.number.end, "-");
    !amount.number.digits
        && scan.is(
            at,
            &[
                "third", "thirds", "quarters", "quarter", "fifth", "fifths", "half", "fold",
            ],
        )
}
