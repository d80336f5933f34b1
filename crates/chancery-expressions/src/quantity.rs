//! Cardinal and ordinal numbers in digits and words.

use crate::scan::{Kind, Scan};

/// A number read from the tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cardinal {
    pub(crate) value: f64,
    /// One past its last token.
    pub(crate) end: usize,
    /// Whether it stands in digits.
    pub(crate) digits: bool,
    /// The scale word that closes it ("million"), else 1.
    pub(crate) scale: f64,
    /// "dozens", "hundreds", "a few thousand": only its order is known, it is at least this.
    pub(crate) vague: bool,
}

/// Which numbers may begin with a token. Where it says no, none does; where it says yes, one may.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Begins {
    pub(crate) cardinal: bool,
    pub(crate) ordinal: bool,
}

impl Begins {
    /// Of a token and its lower-case text.
    pub(crate) fn new(kind: Kind, lower: &str) -> Self {
        let (number, word) = (kind == Kind::Number, kind == Kind::Word);
        let ten = word && tens(lower).is_some();
        let article = matches!(lower, "a" | "an");
        let part = matches!(lower, "hundred" | "half" | "quarter");
        let counts = || small(lower).is_some() || many(lower).is_some();
        Self {
            cardinal: number || ten || word && (article || part || counts()),
            ordinal: number || ten || word && ordinal_word(lower).is_some(),
        }
    }
}

/// Value of a small number word.
pub(crate) fn small(word: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    WORDS
        .iter()
        .position(|known| *known == word)
        .map(|n| n as f64)
}

fn tens(word: &str) -> Option<f64> {
    const WORDS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let word = if word == "fourty" { "forty" } else { word };
    WORDS
        .iter()
        .position(|known| *known == word)
        .map(|n| (n as f64 + 2.0) * 10.0)
}

/// What a scale word multiplies by, spelled out or (after digits only) short.
pub(crate) fn scale(word: &str, after_digits: bool) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "millions" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "billions" => 1e9,
        "trillion" | "trillions" => 1e12,
        "quadrillion" => 1e15,
        "dozen" => 12.0,
        "k" if after_digits => 1e3,
        "m" | "mn" | "mln" | "mil" if after_digits => 1e6,
        "b" | "bn" | "bln" | "bil" if after_digits => 1e9,
        "tn" | "trn" | "tln" | "t" if after_digits => 1e12,
        _ => return None,
    })
}

/// Reads a number in digits, without scale words: "1,200", "14.7", not "25.03.2024" nor "1,2".
pub(crate) fn plain_digits(scan: &Scan<'_>, index: usize) -> Option<f64> {
    if scan.kind(index)? != Kind::Number {
        return None;
    }
    let word = scan.at(index);
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    if fraction.contains(['.', ',']) || whole.len() > 24 || fraction.len() > 24 {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    if !rest.is_empty() {
        // Thousands ("1,200,000") or the Indian manner ("12,34,567"): the last group has three digits.
        let last = rest.len() - 1;
        let grouped = first.len() <= 3
            && rest.iter().enumerate().all(|(n, group)| {
                group.len() == 3 || (n != last && group.len() == 2 && first.len() <= 2)
            });
        if !grouped {
            return None;
        }
    }
    format!("{}.{}0", whole.replace(',', ""), fraction)
        .parse()
        .ok()
}

/// Words below one thousand: "twenty-five", "two hundred and fifty". Gives value and end.
fn below_thousand(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let ten = |at: usize| -> Option<(f64, usize)> {
        if let Some(value) = tens(scan.at(at)) {
            let next = scan.skip(at + 1, "-");
            return match small(scan.at(next)) {
                Some(one) if (1.0..10.0).contains(&one) => Some((value + one, next + 1)),
                _ => Some((value, at + 1)),
            };
        }
        small(scan.at(at)).map(|value| (value, at + 1))
    };
    let (mut value, mut end) = match scan.at(index) {
        "a" | "an" if scan.at(index + 1) == "hundred" => (1.0, index + 1),
        "hundred" if !matches!(scan.at(index + 1), "thousand" | "million" | "billion") => {
            return None;
        }
        "hundred" => (1.0, index),
        _ => ten(index)?,
    };
    let hyphened = scan.skip(end, "-");
    if scan.at(hyphened) == "hundred" {
        value *= 100.0;
        end = hyphened + 1;
        let next = scan.skip(end, "and");
        if let Some((rest, stop)) = ten(next) {
            value += rest;
            end = stop;
        }
    }
    Some((value, end))
}

/// Whole numbers in words with scales: "two million three hundred thousand".
fn in_words(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let (mut total, mut end) = (0.0, index);
    let mut last_scale = f64::INFINITY;
    loop {
        let at = if end > index && scan.at(end) == "and" {
            end + 1
        } else {
            end
        };
        let at = if end > index { scan.skip(at, ",") } else { at };
        let article = scan.is(at, &["a", "an"]) && scale(scan.at(at + 1), false).is_some();
        let part = if article && scan.at(at + 1) != "hundred" {
            Some((1.0, at + 1))
        } else {
            below_thousand(scan, at)
        };
        let Some((value, stop)) = part else { break };
        let hyphened = scan.skip(stop, "-");
        match scale(scan.at(hyphened), false) {
            Some(by) if by >= 1e3 && by < last_scale => {
                total += value * by;
                last_scale = by;
                end = hyphened + 1;
            }
            // A comma joins only parts with scales.
            _ if at > 0 && end > index && scan.at(at - 1) == "," => break,
            _ if last_scale >= 1e3 => {
                total += value;
                return Some((total, stop));
            }
            _ => break,
        }
    }
    (end > index).then_some((total, end))
}

/// A half, third, quarter after "and a", as in "two and a half".
fn and_a_half(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let at = scan.skip(index, "-");
    let after = |at: usize| match scan.at(at) {
        "half" => Some((0.5, at + 1)),
        "quarter" => Some((0.25, at + 1)),
        _ => None,
    };
    if scan.at(at) == "and" {
        let next = scan.skip(at + 1, "-");
        if scan.is(next, &["a", "one"]) {
            return after(scan.skip(next + 1, "-"));
        }
        if scan.at(next) == "three" && scan.is(next + 1, &["quarters"]) {
            return Some((0.75, next + 2));
        }
    }
    None
}

/// Reads the number that starts at a token, with its scale words.
pub(crate) fn cardinal(scan: &Scan<'_>, index: usize) -> Option<Cardinal> {
    if !scan.begins(index).cardinal {
        return None;
    }
    if let Some(found) = vague(scan, index).or_else(|| fraction_of_scale(scan, index)) {
        return Some(found);
    }
    let in_digits = plain_digits(scan, index);
    let (mut value, mut end) = match in_digits {
        Some(value) => (value, index + 1),
        None => match in_words(scan, index) {
            Some((total, stop)) if !scan.is(stop, &["-"]) || total >= 1e3 => (total, stop),
            _ => below_thousand(scan, index).or_else(|| {
                (scan.is(index, &["a"]) && scan.at(index + 1) == "dozen")
                    .then_some((1.0, index + 1))
            })?,
        },
    };
    if in_digits.is_none()
        && let Some((total, stop)) = in_words(scan, index)
        && stop > end
    {
        (value, end) = (total, stop);
    }
    let mut half = 0.0;
    if let Some((part, stop)) = and_a_half(scan, end) {
        half = part;
        end = stop;
    }
    // "two million and a half" is half a million more; "two and a half million" is scaled below.
    let said = scan.at(end.saturating_sub(if half > 0.0 { 4 } else { 1 }));
    value += half
        * scale(said, false)
            .filter(|_| half > 0.0 && in_digits.is_none())
            .unwrap_or(1.0);
    let mut by = 1.0;
    loop {
        let at = scan.skip(end, "-");
        let glued = at == end && scan.glued(at);
        let word = scan.at(at);
        let short = word.len() <= 3 && !matches!(word, "");
        // "5m", "5 mn" but not "5 t" of weight nor "6 m" of length.
        let after_digits = in_digits.is_some()
            && (glued || matches!(word, "mn" | "mln" | "bn" | "bln" | "tn" | "tln"));
        let Some(step) = scale(word, after_digits) else {
            break;
        };
        if short && scan.glued(at + 1) && scan.kind(at + 1) == Some(Kind::Word) {
            break;
        }
        by *= step;
        end = at + 1;
        if by > 1e15 {
            break;
        }
    }
    if by >= 1e3
        && half == 0.0
        && let Some((part, stop)) = and_a_half(scan, end)
    {
        value += part;
        end = stop;
    }
    Some(Cardinal {
        value: value * by,
        end,
        digits: in_digits.is_some(),
        scale: by.max(
            scale(scan.at(end - 1), false)
                .filter(|_| in_digits.is_none())
                .unwrap_or(1.0),
        ),
        vague: false,
    })
}

/// What a word of an unknown many stands for at least.
fn many(word: &str) -> Option<f64> {
    Some(match word {
        "dozens" => 24.0,
        "scores" => 40.0,
        "tens" => 20.0,
        "hundreds" => 200.0,
        "thousands" => 2000.0,
        "millions" => 2e6,
        "billions" => 2e9,
        _ => return None,
    })
}

/// "dozens of", "tens of thousands", "hundreds": at least that many.
fn vague(scan: &Scan<'_>, index: usize) -> Option<Cardinal> {
    let word = |at: usize| many(scan.at(at));
    let mut value = word(index)?;
    let mut end = index + 1;
    if scan.at(index) == "scores" && scan.at(end) != "of" {
        return None;
    }
    while scan.at(end) == "of"
        && let Some(next) = word(end + 1)
        && scan.at(end + 1) != "tens"
    {
        value *= next / 2.0;
        end += 2;
    }
    (scan.at(index) != "tens" || end > index + 1).then_some(Cardinal {
        value,
        end,
        digits: false,
        scale: 1.0,
        vague: true,
    })
}

/// "half a million", "a quarter of a million".
fn fraction_of_scale(scan: &Scan<'_>, index: usize) -> Option<Cardinal> {
    let start = scan.skip(index, "a");
    let part = match scan.at(start) {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    let mut at = scan.skip(start + 1, "-");
    at = scan.skip(at, "of");
    at = scan.skip(at, "a");
    at = scan.skip(at, "-");
    let by = scale(scan.at(at), false).filter(|by| *by >= 12.0)?;
    Some(Cardinal {
        value: part * by,
        end: at + 1,
        digits: false,
        scale: by,
        vague: false,
    })
}

/// An ordinal in digits ("65th") or words ("twenty-first"): value and end.
pub(crate) fn ordinal(scan: &Scan<'_>, index: usize) -> Option<(i64, usize)> {
    if !scan.begins(index).ordinal {
        return None;
    }
    if let Some(value) = scan.digits(index, 4) {
        let suffixed = scan.glued(index + 1) && scan.is(index + 1, &["st", "nd", "rd", "th"]);
        return suffixed.then_some((value, index + 2));
    }
    if let Some(value) = ordinal_word(scan.at(index)) {
        return Some((value, index + 1));
    }
    let base = tens(scan.at(index)).map(|value| value as i64)?;
    let next = scan.skip(index + 1, "-");
    ordinal_word(scan.at(next))
        .filter(|one| *one < 10)
        .map(|one| (base + one, next + 1))
}

fn ordinal_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 8] = [
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
    ];
    let plain = WORDS
        .iter()
        .position(|known| *known == word)
        .map(|n| n as i64 + 1);
    let round = TENS
        .iter()
        .position(|known| *known == word)
        .map(|n| (n as i64 + 2) * 10);
    plain.or(round).or((word == "hundredth").then_some(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::Span;

    fn read(text: &str) -> Option<f64> {
        let scan = Scan::new(text, Span::new(0, text.len()));
        cardinal(&scan, 0)
            .filter(|found| found.end == scan.len())
            .map(|found| found.value)
    }

    #[test]
    fn digits_and_words() {
        for (text, value) in [
            ("1,200", 1200.0),
            ("14.7", 14.7),
            ("12,34,567", 1_234_567.0),
            ("twenty-five", 25.0),
            ("two hundred and fifty", 250.0),
            ("two and a half million", 2.5e6),
            ("two million three hundred thousand", 2.3e6),
            ("one hundred and fifty thousand", 150_000.0),
            ("a dozen", 12.0),
            ("a hundred", 100.0),
            ("a million", 1e6),
            ("half a million", 5e5),
            ("3.15 billion", 3.15e9),
            ("5m", 5e6),
            ("5 bn", 5e9),
            ("1.5 lakh crore", 1.5e12),
            ("300 thousand", 3e5),
            ("dozens", 24.0),
            ("tens of thousands", 20_000.0),
            ("hundreds of thousands", 200_000.0),
            ("seven", 7.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in ["25.03.2024", "1,2", "hundred-odd", "5 t"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        for (text, value) in [
            ("65th", 65),
            ("twenty-first", 21),
            ("fiftieth", 50),
            ("8th", 8),
        ] {
            let scan = Scan::new(text, Span::new(0, text.len()));
            assert_eq!(ordinal(&scan, 0), Some((value, scan.len())), "{text}");
        }
    }
}
