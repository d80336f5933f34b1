//! Amounts as people write them.

use chancery_model::{Bound, Figure};

/// Signs that are understood alone; other currencies are printed by their code.
fn sign(code: &str) -> String {
    match code {
        "USD" => "US$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        code => format!("{code} "),
    }
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// A number with as many digits as it needs, at most four after the point: "437.84", "72", "1,270".
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("−", rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{part}")
}

/// The scale in which large values are said: (1e9, "billion").
pub(crate) fn scale(value: f64) -> (f64, &'static str) {
    match value.abs() {
        v if v >= 1e12 => (1e12, " trillion"),
        v if v >= 1e9 => (1e9, " billion"),
        v if v >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    }
}

/// A value with its unit: "US$437.84 million", "14.7%", "8,000 people".
pub(crate) fn amount(value: f64, unit: Option<&str>) -> String {
    let (factor, word) = scale(value);
    let short = number(value / factor);
    match unit {
        Some("percent") => format!("{}%", number(value)),
        Some(code) if is_currency(code) => format!("{}{short}{word}", sign(code)),
        Some(noun) => format!("{short}{word} {noun}"),
        None => format!("{short}{word}"),
    }
}

/// A figure's value with its bound: "about US$72 million".
pub(crate) fn of(figure: &Figure) -> String {
    let amount = amount(figure.value, figure.unit.as_deref());
    match figure.bound {
        Some(Bound::About) => format!("about {amount}"),
        Some(Bound::Min) => format!("at least {amount}"),
        Some(Bound::Max) => format!("at most {amount}"),
        None => amount,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_in_print() {
        for (value, unit, expected) in [
            (437_840_000.0, Some("USD"), "US$437.84 million"),
            (1e9, Some("USD"), "US$1 billion"),
            (14.7, Some("percent"), "14.7%"),
            (8000.0, Some("people"), "8,000 people"),
            (3_150_000_000.0, Some("MYR"), "MYR 3.15 billion"),
            (0.0, Some("USD"), "US$0"),
            (1_270.0, Some("kilometres"), "1,270 kilometres"),
        ] {
            assert_eq!(amount(value, unit), expected);
        }
        assert_eq!(number(-1234.5), "−1,234.5");
    }
}
