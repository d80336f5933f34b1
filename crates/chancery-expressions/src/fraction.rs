//! Numbers with signs, fractions and spoken decimals: "two-thirds", "2 1/4", "minus five point five".
//!
//! Only [`crate::cardinals`] reads them; numeric expressions of newswire are whole things, money and shares.

use crate::quantity::{Cardinal, cardinal, ordinal, scale, small};
use crate::scan::{Kind, Scan};

/// The number that starts at a token and one past its end.
pub(crate) fn number(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let signed = match scan.at(index) {
        "minus" | "negative" => true,
        "-" => !scan.glued(index) && scan.kind(index + 1).is_some_and(|kind| kind != Kind::Mark),
        _ => false,
    };
    if signed && let Some((value, end)) = unsigned(scan, index + 1) {
        return Some((-value, end));
    }
    unsigned(scan, index)
}

fn unsigned(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let (value, end) = leading_point(scan, index)
        .or_else(|| slashed(scan, index))
        .or_else(|| simple(scan, index))
        .or_else(|| spoken(scan, index))?;
    // "two thirds of a million", "three quarters million"
    let at = scan.skip(scan.skip(end, "of"), "a");
    match scale(scan.at(at), false) {
        Some(by) if value < 1.0 && by >= 1e3 => Some((value * by, at + 1)),
        _ => Some((value, end)),
    }
}

/// ".08"
fn leading_point(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let digits = scan.token(index + 1).filter(|_| scan.glued(index + 1))?;
    let free = scan.at(index) == "." && !scan.glued(index) && digits.kind == Kind::Number;
    let value = format!("0.{}", digits.lower).parse().ok()?;
    free.then_some((value, index + 2))
}

/// "3/4", "2 1/4"
fn slashed(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let part = |at: usize| {
        let joined = scan.at(at + 1) == "/" && scan.glued(at + 1) && scan.glued(at + 2);
        let (over, under) = (scan.digits(at, 4)?, scan.digits(at + 2, 4)?);
        (joined && under > 0).then(|| (over as f64 / under as f64, at + 3))
    };
    part(index).or_else(|| {
        let whole = scan.digits(index, 6)?;
        part(index + 1)
            .filter(|(value, _)| *value < 1.0)
            .map(|(value, end)| (whole as f64 + value, end))
    })
}

/// "three fifths", "one-eighth", "a half", "a hundredth".
fn simple(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let (over, at) = match scan.at(index) {
        "a" | "an" => (1.0, index + 1),
        "half" => return Some((0.5, index + 1)),
        _ => {
            let found = cardinal(scan, index).filter(|found| !found.vague && !found.digits)?;
            (found.value, scan.skip(found.end, "-"))
        }
    };
    denominator(scan, at).map(|(under, end)| (over / under, end))
}

/// "halves", "thirds", "twenty-fifth", "hundredths".
fn denominator(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    match scan.at(index) {
        "half" | "halves" => return Some((2.0, index + 1)),
        "quarter" | "quarters" => return Some((4.0, index + 1)),
        _ => {}
    }
    let word = scan.at(index);
    let stem = word.strip_suffix('s').unwrap_or(word);
    let big = match stem {
        "hundredth" => 1e2,
        "thousandth" => 1e3,
        "millionth" => 1e6,
        "billionth" => 1e9,
        "trillionth" => 1e12,
        _ => 0.0,
    };
    if big > 0.0 {
        return Some((big, index + 1));
    }
    if let Some((value, end)) = ordinal(scan, index).filter(|(value, _)| *value > 2) {
        return Some((value as f64, end));
    }
    // Plurals: "fifths", "twenty-firsts".
    let single = |word: &str| {
        let alone = Scan::new(word, chancery_model::Span::new(0, word.len()));
        ordinal(&alone, 0).map(|(value, _)| value)
    };
    if let Some(value) = word
        .strip_suffix('s')
        .and_then(single)
        .filter(|value| *value > 2)
    {
        return Some((value as f64, index + 1));
    }
    let next = scan.skip(index + 1, "-");
    let tens = cardinal(scan, index)
        .filter(|found| (20.0..100.0).contains(&found.value) && found.end == index + 1)?;
    let ones = scan
        .at(next)
        .strip_suffix('s')
        .and_then(single)
        .filter(|value| *value < 10)?;
    Some((tens.value + ones as f64, next + 1))
}

/// Whole numbers with what may follow: "two and a third", "five point five", "3 hundred and 21".
fn spoken(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let Cardinal {
        mut value,
        mut end,
        scale: by,
        ..
    } = cardinal(scan, index)?;
    while scan.at(end) == "dozens" || scan.at(end) == "dozen" {
        value *= 12.0;
        end += 1;
    }
    if scan.is(end, &["point", "dot"])
        && let Some((fraction, stop)) = decimals(scan, end + 1)
    {
        return Some((value + fraction, stop));
    }
    if scan.at(end) == "and" {
        // "two million and three fifths" is read as millions, as it is meant.
        if let Some((fraction, stop)) =
            simple(scan, end + 1).filter(|(fraction, _)| *fraction < 1.0)
        {
            let of = if by >= 1e6 { by } else { 1.0 };
            return Some((value + fraction * of, stop));
        }
        let rest =
            cardinal(scan, end + 1).filter(|rest| by > 1.0 && rest.value < by && !rest.vague);
        if let Some(rest) = rest {
            return Some((value + rest.value, rest.end));
        }
    }
    // "4 thousand 3 hundred and 21"
    let smaller = |found: &Cardinal| by > found.scale && found.scale > 1.0 && found.value < by;
    if let Some(rest) = cardinal(scan, end).filter(smaller) {
        let (more, stop) = spoken(scan, end).unwrap_or((rest.value, rest.end));
        return Some((value + more, stop));
    }
    Some((value, end))
}

/// Digits said one by one, or one number: "zero three", "seventy-one".
fn decimals(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let mut digits = String::from("0.");
    let mut end = index;
    loop {
        let digit = match scan.at(end) {
            "nought" | "naught" | "oh" => Some(0.0),
            word => small(word).filter(|value| *value < 10.0),
        };
        let Some(digit) = digit else { break };
        digits.push_str(&format!("{digit}"));
        end += 1;
    }
    if end > index {
        return digits.parse().ok().map(|value| (value, end));
    }
    let found = cardinal(scan, index).filter(|found| found.value.fract() == 0.0)?;
    format!("0.{}", found.value)
        .parse()
        .ok()
        .map(|value| (value, found.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::Span;

    #[test]
    fn signs_fractions_decimals() {
        for (text, value) in [
            ("-5", -5.0),
            (".08", 0.08),
            ("3/4", 0.75),
            ("2 1/4", 2.25),
            ("two-thirds", 2.0 / 3.0),
            ("five eighths", 0.625),
            ("a half", 0.5),
            ("one twenty-fifth", 0.04),
            ("minus five point five", -5.5),
            ("two hundred point zero three", 200.03),
            ("forty two and a third", 42.0 + 1.0 / 3.0),
            ("two thirds of a million", 2e6 / 3.0),
            ("3 hundred and 21", 321.0),
            ("two million and a half", 2.5e6),
        ] {
            let scan = Scan::new(text, Span::new(0, text.len()));
            let (found, end) = number(&scan, 0).unwrap();
            assert!(
                (found - value).abs() < 1e-6 && end == scan.len(),
                "{text}: {found}"
            );
        }
    }
}
