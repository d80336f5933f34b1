//! Measures the engines against a folder of published test cases for dates, durations, numbers and currencies
//! (JSON files of `Input`, `Context`, `Results`; the Microsoft Recognizers text specification, MIT).
//!
//! `cargo run -p chancery-expressions --example spec_cases -- FOLDER [--misses]`
//!
//! Prints for each file how many of the cases with a result come out right. The cases come from assistants, not
//! from newswire, so their answers are mapped: months and weekdays get their capitals; an end may be exclusive;
//! a day without year may be the last or the next; "two weeks ago" may be as coarse as its words; numbers
//! that newswire does not count (years, version numbers) are compared by value alone.

mod left_out;

use std::fmt::Write as _;
use std::path::Path;

use chancery_expressions::{Anchors, Numex, Tense, TimeValue, Timex, cardinals, numexes, timexes};
use chancery_model::{Edtf, Span};
use jiff::civil::Date;
use serde_json::Value;

type Judge = fn(&Case) -> bool;

struct Case {
    input: String,
    anchors: Anchors,
    results: Vec<Value>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: spec_cases FOLDER [--misses]");
        return;
    };
    let misses = arguments.next().is_some();
    let files: [(&str, Judge); 6] = [
        ("DateTime_DateParser", date),
        ("DateTime_DatePeriodParser", period),
        ("DateTime_DurationParser", duration),
        ("NumberWithUnit_CurrencyModel", currency),
        ("Number_NumberModel", number),
        ("Number_PercentModel", percent),
    ];
    for (name, judge) in files {
        let cases = read(&Path::new(&folder).join(format!("{name}.json")));
        let (kept, left_out): (Vec<&Case>, Vec<&Case>) =
            cases.iter().partition(|case| class(case).is_none());
        let right = |cases: &[&Case]| cases.iter().filter(|case| judge(case)).count();
        let share = right(&kept) as f64 / kept.len().max(1) as f64;
        println!(
            "{name:<32}{:>4} of {:>4}  {share:.3}   with the {} left out: {} of {}",
            right(&kept),
            kept.len(),
            left_out.len(),
            right(&kept) + right(&left_out),
            cases.len()
        );
        if misses {
            for case in kept.iter().filter(|case| !judge(case)) {
                println!("    {} => {}", case.input, found(case));
            }
            for case in left_out {
                println!(
                    "    left out: {:<40} {}",
                    class(case).unwrap_or(""),
                    case.input
                );
            }
        }
    }
}

fn class(case: &Case) -> Option<&'static str> {
    let shown = |words: &[&str]| words.iter().any(|word| case.input.contains(word));
    left_out::LEFT_OUT
        .iter()
        .find(|(_, words)| shown(words))
        .map(|(name, _)| *name)
}

/// Cases with at least one result; none if the file is not there.
fn read(path: &Path) -> Vec<Case> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Vec::new();
    };
    let Ok(Value::Array(cases)) = serde_json::from_str(text.trim_start_matches('\u{feff}')) else {
        return Vec::new();
    };
    cases
        .iter()
        .filter_map(|case| {
            let day = case["Context"]["ReferenceDateTime"]
                .as_str()
                .and_then(|text| text.get(..10));
            let results = case["Results"].as_array()?.clone();
            (!results.is_empty()).then(|| Case {
                input: with_capitals(case["Input"].as_str().unwrap_or("")),
                anchors: Anchors {
                    published: day.and_then(|day| day.parse().ok()),
                    reference: day.and_then(|day| day.parse().ok()),
                },
                results,
            })
        })
        .collect()
}

/// Months and weekdays as newswire writes them.
fn with_capitals(input: &str) -> String {
    const NAMES: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ];
    let mut out = String::with_capacity(input.len());
    let mut letter_before = false;
    for (at, c) in input.char_indices() {
        let word: String = input[at..]
            .chars()
            .take_while(|c| c.is_alphabetic())
            .collect();
        let starts = !letter_before && NAMES.contains(&word.as_str());
        out.push(if starts { c.to_ascii_uppercase() } else { c });
        letter_before = c.is_alphabetic();
    }
    out
}

fn all(case: &Case, tense: Tense) -> Vec<Timex> {
    timexes(
        &case.input,
        Span::new(0, case.input.len()),
        tense,
        &case.anchors,
    )
}

fn numbers(case: &Case) -> Vec<Numex> {
    numexes(&case.input, Span::new(0, case.input.len()))
}

fn found(case: &Case) -> String {
    let mut line = String::new();
    for timex in all(case, Tense::Past) {
        let _ = write!(line, "{:?}={:?} ", timex.span.of(&case.input), timex.value);
    }
    for numex in numbers(case) {
        let _ = write!(
            line,
            "{:?}={} {:?} ",
            numex.span.of(&case.input),
            numex.value,
            numex.unit
        );
    }
    let wanted: Vec<String> = case
        .results
        .iter()
        .map(|r| {
            format!(
                "{} {}",
                r["Text"],
                if r["Value"].is_null() {
                    &r["Resolution"]
                } else {
                    &r["Value"]
                }
            )
        })
        .collect();
    line + "| wanted " + &wanted.join("; ")
}

/// The values of a date result, future and past.
fn wanted<'a>(result: &'a Value, key: &str) -> Vec<&'a str> {
    ["FutureResolution", "PastResolution"]
        .iter()
        .filter_map(|side| result["Value"][side][key].as_str())
        .collect()
}

fn values(case: &Case) -> Vec<TimeValue> {
    [Tense::Past, Tense::Future, Tense::Unknown]
        .into_iter()
        .flat_map(|tense| all(case, tense))
        .map(|timex| timex.value)
        .collect()
}

fn date(case: &Case) -> bool {
    let ours = values(case);
    case.results.iter().all(|result| {
        let wanted = wanted(result, "date");
        if wanted.iter().all(|day| *day == "0001-01-01") {
            // No such day: ours must be silent.
            return ours.is_empty();
        }
        let relative = ["ago", "from now", "later", "in "]
            .iter()
            .any(|word| result["Text"].as_str().unwrap_or("").contains(word));
        let days: Vec<Date> = wanted.iter().filter_map(|day| day.parse().ok()).collect();
        ours.iter().any(|value| match value {
            TimeValue::Date(edtf) => days.iter().any(|day| {
                *edtf == Edtf::day(*day) || (relative && edtf.contains(Edtf::day(*day)))
            }),
            _ => false,
        })
    })
}

fn period(case: &Case) -> bool {
    let ours = values(case);
    case.results.iter().all(|result| {
        let (starts, ends) = (wanted(result, "startDate"), wanted(result, "endDate"));
        if starts.is_empty() && ends.is_empty() {
            // A season without year: no days are given; ours must know the words.
            return !ours.is_empty();
        }
        ours.iter().any(|value| match value {
            TimeValue::Date(edtf) | TimeValue::Range(edtf) => {
                (starts.is_empty() || starts.iter().any(|day| starts_on(*edtf, day)))
                    && (ends.is_empty() || ends.iter().any(|day| ends_on(*edtf, day)))
            }
            _ => false,
        })
    })
}

fn starts_on(edtf: Edtf, day: &str) -> bool {
    let Some(first) = edtf.earliest() else {
        return false;
    };
    // Theirs may count from the day after the anchor ("next 2 days"), or centuries from the year 00.
    day.parse::<Date>().is_ok_and(|day| {
        (day - first).get_days().abs() <= 1
            || (first.year() % 100 == 1 && day.year() == first.year() - 1)
    })
}

fn ends_on(edtf: Edtf, day: &str) -> bool {
    let (Some(last), Ok(day)) = (edtf.latest(), day.parse::<Date>()) else {
        return false;
    };
    let start_of_last = match edtf {
        Edtf::Interval(_, Some(point)) => point.earliest(),
        other => other.latest().unwrap_or(last),
    };
    let century = last.year() % 100 == 0 && day.year() == last.year();
    (day - last).get_days().abs() <= 1 || day == start_of_last || century
}

fn duration(case: &Case) -> bool {
    case.results.iter().all(|result| {
        let wanted: Vec<f64> = wanted(result, "duration")
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect();
        all(case, Tense::Unknown)
            .iter()
            .any(|timex| match timex.value {
                TimeValue::Length {
                    days,
                    months,
                    years,
                    seconds,
                } => {
                    let whole = f64::from(days) * 86_400.0
                        + f64::from(months) * 2_592_000.0
                        + f64::from(years) * 31_536_000.0
                        + f64::from(seconds);
                    // Ours counts months where theirs splits the year of 365 days ("3.5 years").
                    wanted
                        .iter()
                        .any(|value| (value - whole).abs() <= 0.015 * value)
                }
                _ => false,
            })
    })
}

fn value_of(result: &Value) -> Option<f64> {
    let text = &result["Resolution"]["value"];
    text.as_str()
        .and_then(|text| text.trim_end_matches('%').parse().ok())
        .or(text.as_f64())
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1e-9)
}

fn has(numexes: &[Numex], value: f64, unit: impl Fn(Option<&str>) -> bool) -> bool {
    numexes.iter().any(|numex| {
        (same(numex.value, value) || numex.high.is_some_and(|high| same(high, value)))
            && unit(numex.unit.as_deref())
    })
}

fn currency(case: &Case) -> bool {
    let ours = numbers(case);
    case.results.iter().all(|result| {
        // A word that several states share stays a word: "francs", "pence".
        let word = result["Resolution"]["unit"]
            .as_str()
            .unwrap_or("-")
            .to_lowercase();
        value_of(result).is_some_and(|value| {
            has(&ours, value, |unit| {
                unit.is_some_and(|code| {
                    code.bytes().all(|byte| byte.is_ascii_uppercase()) || code.starts_with(&word)
                })
            })
        })
    })
}

fn percent(case: &Case) -> bool {
    let ours = numbers(case);
    case.results.iter().all(|result| {
        value_of(result).is_some_and(|value| has(&ours, value, |unit| unit == Some("percent")))
    })
}

fn number(case: &Case) -> bool {
    let ours = cardinals(&case.input, Span::new(0, case.input.len()));
    case.results.iter().all(|result| {
        value_of(result).is_some_and(|value| ours.iter().any(|(_, found)| same(*found, value)))
    })
}
