//! A number with the currency or per cent sign that belongs to it.

use super::tables::{MONEY_WORDS, SIGNS};
use crate::quantity::{Cardinal, cardinal, plain_digits};
use crate::scan::{Kind, Scan};

/// A number and its currency or `percent`, if it has one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    pub(crate) number: Cardinal,
    /// First token, the sign included.
    pub(crate) start: usize,
    /// One past the last token, the currency word included.
    pub(crate) end: usize,
    pub(crate) unit: Option<&'static str>,
}

/// The amount that starts at a token.
pub(crate) fn amount(scan: &Scan<'_>, index: usize) -> Option<Amount> {
    if let Some((code, at)) = sign(scan, index) {
        let number = cardinal(scan, at)
            .filter(|number| number.digits || at > index + 1 || scan.glued(at))?;
        // "$3 million dollars" says it twice.
        let end = money_word(scan, number.end)
            .filter(|(again, _)| *again == code)
            .map_or(number.end, |(_, end)| end);
        return Some(Amount {
            number,
            start: index,
            end,
            unit: Some(code),
        });
    }
    let number = cardinal(scan, index)?;
    let found = percent(scan, number.end).or_else(|| {
        money_word(scan, number.end).filter(|(code, _)| {
            // "won" is a verb too.
            *code != "KRW" || number.scale > 1.0 || number.value >= 100.0
        })
    });
    let (unit, end) = found.map_or((None, number.end), |(code, end)| (Some(code), end));
    if unit.is_some_and(|code| code != "percent")
        && let Some((hundredths, stop)) = cents(scan, end)
    {
        let number = Cardinal {
            value: number.value + hundredths,
            ..number
        };
        return Some(Amount {
            number,
            start: index,
            end: stop,
            unit,
        });
    }
    Some(Amount {
        number,
        start: index,
        end,
        unit,
    })
}

/// A currency sign or code before a number.
fn sign(scan: &Scan<'_>, index: usize) -> Option<(&'static str, usize)> {
    if scan.glued(index)
        && scan.kind(index - 1) == Some(Kind::Word)
        && scan.kind(index) == Some(Kind::Mark)
    {
        // The "$" of "US$": only from its own beginning, unless the letters before are unknown.
        let joined = scan.raw(index - 1, index + 1);
        if SIGNS.contains_key(joined) {
            return None;
        }
    }
    for count in (1..=4).rev() {
        let end = index + count;
        if (index + 1..end).any(|at| !scan.glued(at)) || end >= scan.len() {
            continue;
        }
        let Some(code) = SIGNS.get(scan.raw(index, end)) else {
            continue;
        };
        let number_follows = plain_digits(scan, end).is_some()
            || (scan.kind(end) == Some(Kind::Word) && cardinal(scan, end).is_some());
        let in_word = scan.glued(index)
            && scan.kind(index - 1) == Some(Kind::Word)
            && scan.kind(index) == Some(Kind::Word);
        if number_follows && !in_word {
            return Some((code, end));
        }
    }
    None
}

/// A currency word or code after a number: "dollars", "U.S. dollars", "Chinese yuan", "USD", "€".
fn money_word(scan: &Scan<'_>, index: usize) -> Option<(&'static str, usize)> {
    let start = if scan.at(index) == "-" {
        index + 1
    } else {
        index
    };
    let start = scan.skip(start, "of");
    if let Some(code) = SIGNS.get(scan.raw(start, start + 1))
        && (scan.kind(start) == Some(Kind::Word) || is_after(scan, start))
    {
        return Some((code, start + 1));
    }
    let mut words = String::new();
    let mut best = None;
    for at in start..start + 6 {
        let word = scan.at(at);
        if word == "." {
            continue;
        }
        if scan.kind(at) != Some(Kind::Word) {
            break;
        }
        let letters_of_us = word == "s" && words == "u";
        if !words.is_empty() && !letters_of_us {
            words.push(' ');
        }
        words.push_str(word);
        if let Some(code) = MONEY_WORDS.get(words.as_str()) {
            best = Some((*code, at + 1));
        }
    }
    best
}

/// Whether a sign belongs to the number before it ("10 €"), not to one after.
fn is_after(scan: &Scan<'_>, sign: usize) -> bool {
    scan.kind(sign + 1) != Some(Kind::Number) || (scan.glued(sign) && !scan.glued(sign + 1))
}

/// "and fifty cents" after dollars or euros: hundredths, and the end.
fn cents(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let at = scan.skip(index, "and");
    let number = cardinal(scan, at).filter(|number| number.value < 100.0)?;
    scan.is(number.end, &["cent", "cents", "pence"])
        .then(|| (number.value / 100.0, number.end + 1))
}

/// "%", "percent", "per cent", "pct", "percentage points".
pub(crate) fn percent(scan: &Scan<'_>, index: usize) -> Option<(&'static str, usize)> {
    let at = if scan.at(index) == "-" && scan.is(index + 1, &["percent", "per"]) {
        index + 1
    } else {
        index
    };
    let end = match scan.at(at) {
        "%" | "pct" | "percent" | "percents" => at + 1,
        "per" if scan.at(at + 1) == "cent" => at + 2,
        "percentage" if !scan.is(at + 1, &["point", "points"]) => at + 1,
        "percentage" if scan.is(at + 1, &["point", "points"]) => at + 2,
        _ => return None,
    };
    Some(("percent", end))
}
