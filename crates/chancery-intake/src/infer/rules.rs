//! What the words of a report leave of the time it can have been published in: one function a rule.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Bounds;
use super::words::{Class, is};
use crate::dates::Written;
use crate::sentences::Sentence;

/// How far before a date its verb is looked for, in words.
const REACH: usize = 10;

/// The latest date with a year of which the report says that something happened then.
///
/// A month named with its year is over: within it the report would say "this month".
pub(super) fn latest_past(all: &[Sentence]) -> Option<Bounds> {
    let mut latest: Option<(Date, &str)> = None;
    for sentence in all {
        for date in past_dates(sentence) {
            let Some(from) = earliest_after(date) else {
                continue;
            };
            if latest.is_none_or(|(before, _)| before < from) {
                latest = Some((
                    from,
                    sentence.text.get(date.span.clone()).unwrap_or_default(),
                ));
            }
        }
    }
    let (from, words) = latest?;
    Some(Bounds {
        from: Some(from),
        to: None,
        basis: format!("past in the report: {words}"),
    })
}

fn earliest_after(date: &Written) -> Option<Date> {
    match (date.year, date.month, date.day) {
        (Some(_), Some(_), Some(_)) => date.date(),
        (Some(year), Some(month), None) => {
            Date::new(year, month, 1).ok()?.checked_add(1.month()).ok()
        }
        (Some(year), None, None) => Date::new(year, 1, 1).ok(),
        _ => None,
    }
}

/// The dates of a sentence that are certain to be past: none where it speaks of the future.
fn past_dates<'a>(sentence: &'a Sentence) -> impl Iterator<Item = &'a Written> {
    let ahead = sentence
        .words
        .iter()
        .any(|(_, word)| is(Class::Ahead, word));
    let dates = if ahead { &[][..] } else { &sentence.dates };
    dates.iter().filter(|date| is_past(sentence, date))
}

/// Whether a date with a year follows a verb of the past, with a preposition before it and nothing of the
/// future between.
fn is_past(sentence: &Sentence, date: &Written) -> bool {
    if date.year.is_none() {
        return false;
    }
    let before: Vec<&str> = sentence.before(date.span.start).take(REACH + 2).collect();
    match before.first() {
        Some(&"since") => return true,
        Some(&("in" | "on" | "of" | "early" | "late" | "during" | "mid")) => (),
        _ => return false,
    }
    for (n, word) in before.iter().enumerate().skip(1).take(REACH) {
        if is(Class::Future, word) || is(Class::Speech, word) {
            return false;
        }
        if is_past_verb(word) && !is_adjective(before.get(n + 1..).unwrap_or_default()) {
            return true;
        }
    }
    false
}

/// Whether a participle with those words before it, nearest first, tells of no past: "is held", "a
/// democratically elected".
fn is_adjective(before: &[&str]) -> bool {
    let word = before.iter().find(|word| !word.ends_with("ly"));
    word.is_some_and(|word| is(Class::NoPastAfter, word))
}

fn is_past_verb(word: &str) -> bool {
    let regular = word.len() >= 5 && word.ends_with("ed") && !word.ends_with("eed");
    is(Class::Past, word) || (regular && word != "united" && !word.contains('-'))
}

/// Whether a sentence tells of the past as a whole.
fn tells_past(sentence: &Sentence) -> bool {
    let future = [
        "will",
        "would",
        "shall",
        "scheduled",
        "planned",
        "plans",
        "expected",
        "upcoming",
        "next",
    ];
    !sentence.has_any(&future) && sentence.words.iter().any(|(_, word)| is_past_verb(word))
}

/// "Last year … compared with 2017": last year is 2018.
pub(super) fn comparison(all: &[Sentence]) -> Option<Bounds> {
    for sentence in all {
        let (ahead, phrase) = if sentence.has("last year") {
            (2, "last year")
        } else if sentence.has("this year") {
            (1, "this year")
        } else {
            continue;
        };
        if sentence.has_any(&["since"]) {
            continue;
        }
        for date in &sentence.dates {
            let Some(base) = date.year else { continue };
            let words: Vec<&str> = sentence.before(date.span.start).take(6).collect();
            let compared = words
                .iter()
                .position(|word| matches!(*word, "compared" | "comparison" | "against"));
            let plain = compared.is_some_and(|at| {
                words.get(..at).unwrap_or_default().iter().all(|word| {
                    matches!(
                        *word,
                        "to" | "with" | "the" | "same" | "period" | "in" | "of" | "year" | "that"
                    )
                })
            });
            if plain {
                let year = base + ahead;
                return Some(Bounds {
                    from: Date::new(year, 1, 1).ok(),
                    to: Date::new(year, 12, 31).ok(),
                    basis: format!("\"{phrase}\" compared with {base}: published in {year}"),
                });
            }
        }
    }
    None
}

/// "The 65th anniversary of relations", and "established relations on May 13, 1956".
pub(super) fn anniversary(all: &[Sentence]) -> Option<Bounds> {
    let founded = founding(all)?;
    let base = founded.year?;
    all.iter().find_map(|sentence| {
        let number = anniversary_number(sentence)?;
        let year = base.checked_add(number)?;
        let day = |year: i16| match (founded.month, founded.day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        let basis = format!("anniversary: {base} + {number} = {year}");
        let bounds = |from: Option<Date>, to: Option<Date>| Bounds { from, to, basis };
        if sentence.has("next year") {
            return Some(bounds(
                Date::new(year - 1, 1, 1).ok(),
                Date::new(year - 1, 12, 31).ok(),
            ));
        }
        if sentence.has("this year") {
            return Some(bounds(
                Date::new(year, 1, 1).ok(),
                Date::new(year, 12, 31).ok(),
            ));
        }
        let same_day = sentence.dates.iter().any(|date| {
            date.year.is_none() && date.month == founded.month && date.day == founded.day
        });
        match day(year) {
            // A day without its year is at most a year past.
            Some(from) if same_day && tells_past(sentence) => Some(bounds(
                Some(from),
                from.checked_add(1.year()).ok()?.yesterday().ok(),
            )),
            _ => Some(bounds(
                Date::new(year - 1, 1, 1).ok(),
                Date::new(year + 1, 12, 31).ok(),
            )),
        }
    })
}

/// The one date on which relations were established; nothing where the report has several.
fn founding(all: &[Sentence]) -> Option<Written> {
    let mut found: Vec<&Written> = all
        .iter()
        .filter(|s| s.has_any(&["established", "establishment", "establishing"]))
        .filter(|s| s.has_any(&["relations", "ties", "diplomatic", "relationship"]))
        .flat_map(past_dates)
        .collect();
    found.sort_by_key(|date| (date.year, std::cmp::Reverse(date.day)));
    let first = *found.first()?;
    found
        .iter()
        .all(|date| date.year == first.year)
        .then(|| first.clone())
}

/// The number of an anniversary of relations: "65th anniversary", "65 years of diplomatic ties".
fn anniversary_number(sentence: &Sentence) -> Option<i16> {
    if !sentence.has_any(&["relations", "ties", "diplomatic", "relationship"]) {
        return None;
    }
    let at = sentence
        .words
        .iter()
        .position(|(_, word)| word == "anniversary")?;
    let (_, number) = sentence.words.get(at.checked_sub(1)?)?;
    let digits = number.trim_end_matches(|c: char| c.is_alphabetic());
    (!digits.is_empty() && digits.len() < number.len())
        .then(|| digits.parse().ok())?
        .filter(|number| (1..=500).contains(number))
}

/// An agreement for 2025–2029 is signed while one for 2020–2024 runs out: that is in its last year, or soon
/// after it.
pub(super) fn terms(all: &[Sentence]) -> Option<Bounds> {
    let mut by_end = BTreeMap::new();
    for (start, end) in all.iter().flat_map(periods) {
        by_end.entry(end).or_insert(start);
    }
    let signed = all.iter().filter(|sentence| {
        sentence.has_any(&["signed", "inked", "concluded", "adopted", "renewed"])
            && !sentence.has_any(&["will", "would", "poised", "expected"])
    });
    let (old, new) = signed.flat_map(periods).find_map(|(start, end)| {
        let before = start.checked_sub(1)?;
        Some(((*by_end.get(&before)?, before), (start, end)))
    })?;
    let basis = format!(
        "terms: {}-{} running out, {}-{} signed",
        old.0, old.1, new.0, new.1
    );
    let latest = all
        .iter()
        .filter(|sentence| tells_past(sentence))
        .flat_map(|sentence| &sentence.dates)
        .filter(|date| date.year.is_none())
        .filter_map(|date| Date::new(old.1, date.month?, date.day?).ok())
        .max();
    Some(match latest {
        Some(day) if day.month() >= 7 => Bounds {
            from: Some(day),
            to: day.checked_add(1.year()).ok()?.yesterday().ok(),
            basis: format!("{basis}: {day} past"),
        },
        _ => Bounds {
            from: Date::new(old.1, 1, 1).ok(),
            to: Date::new(old.1 + 1, 12, 31).ok(),
            basis,
        },
    })
}

/// "2020-2024": years joined by a dash or "to".
fn periods(sentence: &Sentence) -> Vec<(i16, i16)> {
    sentence
        .dates
        .windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            let between = sentence.text.get(a.span.end..b.span.start)?.trim();
            let bare = a.month.is_none() && b.month.is_none();
            let (first, last) = (a.year?, b.year?);
            (bare && first < last && matches!(between, "-" | "–" | "—" | "to"))
                .then_some((first, last))
        })
        .collect()
}
