//! Days, months and years as written on pages.

use std::ops::Range;

use chancery_model::{Edtf, Point};
use jiff::civil::{Date, Weekday};

/// Years that a report of our time can speak of in figures.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;

const MONTHS: [(&str, i8); 23] = [
    ("jan", 1),
    ("january", 1),
    ("feb", 2),
    ("february", 2),
    ("mar", 3),
    ("march", 3),
    ("apr", 4),
    ("april", 4),
    ("may", 5),
    ("jun", 6),
    ("june", 6),
    ("jul", 7),
    ("july", 7),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("november", 11),
    ("december", 12),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// A date as written; at least a month with a day, a month with a year, or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its bytes in the text, with the weekday before it.
    pub(crate) span: Range<usize>,
    /// Year, if written.
    pub(crate) year: Option<i16>,
    /// Month, if written.
    pub(crate) month: Option<i8>,
    /// Day, if written; the last of "November 23 to 26".
    pub(crate) day: Option<i8>,
    /// Weekday, if written before it.
    pub(crate) weekday: Option<Weekday>,
}

impl Written {
    /// The day, where day, month and year are written and there is such a day.
    pub(crate) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The day, month or year, where a year is written.
    pub(crate) fn edtf(&self) -> Option<Edtf> {
        let year = self.year?;
        Some(match (self.month, self.day) {
            (Some(_), Some(_)) => Edtf::day(self.date()?),
            (Some(month), None) => Edtf::Point(Point::Month(year, month)),
            _ => Edtf::year(year),
        })
    }
}

/// The month of that name or abbreviation. It must start with a capital: "may" and "march" are verbs.
fn month(word: &str) -> Option<i8> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    if word.eq_ignore_ascii_case("dec") {
        return Some(12);
    }
    let found = MONTHS
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name));
    found.map(|&(_, month)| month)
}

fn weekday(word: &str) -> Option<Weekday> {
    let head = word.get(..3)?;
    let (_, day) = WEEKDAYS
        .iter()
        .find(|(name, _)| head.eq_ignore_ascii_case(name))?;
    let rest = word.get(3..)?.to_ascii_lowercase();
    let whole = matches!(
        rest.as_str(),
        "" | "day" | "s" | "sday" | "nesday" | "r" | "rs" | "rsday" | "urday"
    );
    (whole && word.starts_with(|c: char| c.is_ascii_uppercase())).then_some(*day)
}

fn day(word: &str) -> Option<i8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let suffix = word.get(digits..)?;
    let number: i8 = word.get(..digits)?.parse().ok()?;
    let good = matches!(suffix, "" | "st" | "nd" | "rd" | "th") && digits <= 2;
    (good && (1..=31).contains(&number)).then_some(number)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())??;
    YEARS.contains(&year).then_some(year)
}

/// Words and what stands between them.
struct Words<'a> {
    text: &'a str,
    spans: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let mut spans: Vec<Range<usize>> = Vec::new();
        for (at, c) in text.char_indices() {
            if !c.is_alphanumeric() {
                continue;
            }
            let end = at + c.len_utf8();
            match spans.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => spans.push(at..end),
            }
        }
        Self { text, spans }
    }

    fn word(&self, n: usize) -> &'a str {
        let span = self.spans.get(n).cloned().unwrap_or(0..0);
        self.text.get(span).unwrap_or_default()
    }

    /// What stands between word `n` and the next, without white space.
    fn gap(&self, n: usize) -> &'a str {
        match (self.spans.get(n), self.spans.get(n + 1)) {
            (Some(a), Some(b)) => self.text.get(a.end..b.start).unwrap_or_default().trim(),
            _ => "\n",
        }
    }

    /// Whether word `n` and the next are set apart by at least one blank.
    fn apart(&self, n: usize) -> bool {
        matches!((self.spans.get(n), self.spans.get(n + 1)), (Some(a), Some(b)) if b.start > a.end)
    }
}

/// All dates of a text that are written with a month, and all years, in order and without overlap.
pub(crate) fn written_dates(text: &str) -> Vec<Written> {
    let words = Words::new(text);
    let mut found = Vec::new();
    let mut n = 0;
    while n < words.spans.len() {
        let Some((mut written, next)) = date_at(&words, n) else {
            n += 1;
            continue;
        };
        if written.day.is_some() && n > 0 && matches!(words.gap(n - 1), "" | "," | ".") {
            written.weekday = weekday(words.word(n - 1));
            if written.weekday.is_some() {
                written.span.start = words.spans[n - 1].start;
            }
        }
        found.push(written);
        n = next;
    }
    found
}

/// A date that starts with word `n`, and the number of the word after it.
fn date_at(words: &Words, n: usize) -> Option<(Written, usize)> {
    month_first(words, n)
        .or_else(|| day_first(words, n))
        .or_else(|| numeric(words, n))
        .or_else(|| {
            let year = year(words.word(n))?;
            Some(build(words, n, n + 1, Some(year), None, None))
        })
}

fn build(
    words: &Words,
    from: usize,
    to: usize,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
) -> (Written, usize) {
    let start = words.spans.get(from).map_or(0, |span| span.start);
    let end = words.spans.get(to - 1).map_or(start, |span| span.end);
    let written = Written {
        span: start..end,
        year,
        month,
        day,
        weekday: None,
    };
    (written, to)
}

/// "March 25", "March 25-29, 2024", "Nov. 25 2024", "March 2024".
fn month_first(words: &Words, n: usize) -> Option<(Written, usize)> {
    let month = month(words.word(n))?;
    if !matches!(words.gap(n), "" | "." | ",") || !words.apart(n) {
        return None;
    }
    if let Some(year) = year(words.word(n + 1)) {
        return Some(build(words, n, n + 2, Some(year), Some(month), None));
    }
    if words.gap(n) == "," {
        return None;
    }
    let mut last = day(words.word(n + 1))?;
    let mut next = n + 2;
    if let Some((day, after)) = range_end(words, next - 1) {
        (last, next) = (day, after);
    }
    if matches!(words.gap(next - 1), "" | ",")
        && words.apart(next - 1)
        && let Some(year) = year(words.word(next))
    {
        return Some(build(
            words,
            n,
            next + 1,
            Some(year),
            Some(month),
            Some(last),
        ));
    }
    Some(build(words, n, next, None, Some(month), Some(last)))
}

/// The second day of "25-29" or "25 to 29", whose first day is word `n`.
fn range_end(words: &Words, n: usize) -> Option<(i8, usize)> {
    if matches!(words.gap(n), "-" | "–" | "—") {
        return Some((day(words.word(n + 1))?, n + 2));
    }
    let joined = words.gap(n).is_empty() && matches!(words.word(n + 1), "to" | "and");
    if joined && words.gap(n + 1).is_empty() {
        return Some((day(words.word(n + 2))?, n + 3));
    }
    None
}

/// "25 March", "25th of March 2024", "25-29 March 2024".
fn day_first(words: &Words, n: usize) -> Option<(Written, usize)> {
    let mut last = day(words.word(n))?;
    let mut at = n + 1;
    if let Some((day, after)) = range_end(words, n) {
        (last, at) = (day, after);
    }
    if words.gap(at - 1).is_empty() && words.word(at) == "of" {
        at += 1;
    }
    let month = month(words.word(at))?;
    if !matches!(words.gap(at - 1), "" | "-" | ".") {
        return None;
    }
    let with_year = matches!(words.gap(at), "" | "," | "." | "-");
    if let Some(year) = year(words.word(at + 1)).filter(|_| with_year) {
        return Some(build(words, n, at + 2, Some(year), Some(month), Some(last)));
    }
    Some(build(words, n, at + 1, None, Some(month), Some(last)))
}

/// "2024-03-25", "2024/3/25", "25.03.2024", "25_3_2024". Of two small numbers that may both be the month
/// nothing is made.
fn numeric(words: &Words, n: usize) -> Option<(Written, usize)> {
    let gap = words.gap(n);
    if !matches!(gap, "-" | "/" | "." | "_") || words.gap(n + 1) != gap {
        return None;
    }
    let small = |at: usize| -> Option<i8> {
        let number: i8 = words
            .word(at)
            .get(..2.min(words.word(at).len()))?
            .parse()
            .ok()?;
        let rest = words.word(at).get(2..).unwrap_or_default();
        // The day may run into a time: "2024-03-25T10".
        let whole = rest.is_empty() || rest.starts_with('T');
        (whole && (1..=31).contains(&number)).then_some(number)
    };
    let (year, month, day) = if let Some(year) = year(words.word(n)) {
        (year, small(n + 1)?, small(n + 2)?)
    } else {
        let year = year(words.word(n + 2))?;
        let (first, second) = (small(n)?, small(n + 1)?);
        match (first, second) {
            (13.., 1..=12) => (year, second, first),
            (1..=12, 13..) => (year, first, second),
            // Underscores join parts of file names, which name the day first.
            (_, 1..=12) if matches!(gap, "." | "_") || first == second => (year, second, first),
            _ => return None,
        }
    };
    Date::new(year, month, day).ok()?;
    Some(build(words, n, n + 3, Some(year), Some(month), Some(day)))
}

/// The date that a piece of metadata or the name of a file or an address gives: its first whole day.
pub(crate) fn first_day(text: &str) -> Option<Date> {
    written_dates(text).iter().find_map(Written::date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = written_dates(text)
            .iter()
            .map(|w| {
                let year = w.year.map_or("----".into(), |y| format!("{y:04}"));
                let month = w.month.map_or(String::new(), |m| format!("-{m:02}"));
                let day = w.day.map_or(String::new(), |d| format!("-{d:02}"));
                format!("{year}{month}{day}")
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn months_and_days() {
        check(
            "on March 25, 2024, and Nov. 3 2023",
            &["2024-03-25", "2023-11-03"],
        );
        check(
            "25 March 2024; the 3rd of May; 5-7 June 2020",
            &["2024-03-25", "-----05-03", "2020-06-07"],
        );
        check(
            "from November 23 to 26 and October 2018",
            &["-----11-26", "2018-10"],
        );
        check("MARCH 25, 2024 and Dec 3", &["2024-03-25", "-----12-03"]);
        check("she may 20 times march 3 miles", &[]);
        check(
            "March, 2019; March 2020-2024",
            &["2019-03", "2020-03", "2024"],
        );
    }

    #[test]
    fn figures() {
        check(
            "2024-03-25T10:00Z 2024/3/25 25.03.2024 25_3_2024_x",
            &["2024-03-25"; 4],
        );
        check("03/04/2024", &["2024"]);
        check("13/04/2024 04/13/2024", &["2024-04-13", "2024-04-13"]);
        check(
            "the 2020-2024 period, 1956 and 650,000",
            &["2020", "2024", "1956"],
        );
    }

    #[test]
    fn weekdays_belong_to_days() {
        let found = written_dates("on Monday, March 25, and Tues. 2 April");
        assert_eq!(found[0].weekday, Some(Weekday::Monday));
        assert_eq!(found[1].weekday, Some(Weekday::Tuesday));
        assert_eq!(found[0].span, 3..19);
        assert_eq!(written_dates("Sunk March 3")[0].weekday, None);
    }
}
