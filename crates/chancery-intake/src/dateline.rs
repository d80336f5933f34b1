//! "PHNOM PENH, March 3 (Agency) –": the words before the first sentence of a report.

use std::ops::Range;

use chancery_model::{Dateline, Span};

use crate::dates::written_dates;
use crate::page_lines::{Class, PageLines};

/// How far from the start of a paragraph a dateline can end, in bytes. The longest one seen, with two cities,
/// a date and an agency, has 80.
const REACH: usize = 120;

/// The dateline at the start of a paragraph, if it has one. `base` is where the paragraph starts in its text.
///
/// A dateline ends in a dash or colon and says nothing but place, agency and date. A place alone counts only
/// where it is in capitals, or where a sentence plainly starts after the dash.
pub(crate) fn dateline(paragraph: &str, base: usize) -> Option<Dateline> {
    let head = paragraph.get(..floor(paragraph, REACH))?;
    ends(head).find_map(|mark| {
        let parts = Parts::of(head.get(..mark.start)?)?;
        let after = paragraph.get(mark.end..)?.trim_start();
        if after.is_empty() || !parts.fits(mark.kind, after) {
            return None;
        }
        let span = |range: Range<usize>| Span::new(base + range.start, base + range.end);
        let end = paragraph.len() - after.len();
        Some(Dateline {
            span: Span::new(
                base,
                base + head.get(..end).map_or(mark.end, |h| h.trim_end().len()),
            ),
            place: parts.place.map(span),
            agency: parts.agency.map(span),
            date: parts.date.map(span),
        })
    })
}

/// The largest character border up to `limit`.
fn floor(text: &str, limit: usize) -> usize {
    let mut at = limit.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What ends a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A single hyphen with blanks: "MOSCOW (Reuters) - ".
    Hyphen,
    /// A long dash or two hyphens.
    Dash,
    /// "ISLAMABAD: ".
    Colon,
    /// "MOSCOW, May 3. /TASS/. ".
    Slash,
}

struct End {
    kind: Mark,
    start: usize,
    end: usize,
}

/// Everything in the head that may end a dateline, in order.
fn ends(head: &str) -> impl Iterator<Item = End> {
    head.char_indices().filter_map(|(at, c)| {
        let rest = head.get(at..)?;
        let before = head.get(..at)?;
        let blank_before = before.ends_with(char::is_whitespace) || before.ends_with([')', '/']);
        let run = rest.len() - rest.trim_start_matches(['-', '–', '—', '―']).len();
        let blank_after = |end: usize| {
            rest.get(end..)
                .is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace))
        };
        let dashes = matches!(c, '-' | '–' | '—' | '―') && !before.ends_with(['-', '–', '—', '―']);
        let kind = if dashes && c == '-' && run == 1 {
            (blank_before && blank_after(run)).then_some(Mark::Hyphen)?
        } else if dashes {
            (blank_before || blank_after(run) || c == '—').then_some(Mark::Dash)?
        } else if c == ':' {
            blank_after(1).then_some(Mark::Colon)?
        } else if rest.starts_with("/. ") {
            // The bar belongs to the agency.
            return Some(End {
                kind: Mark::Slash,
                start: at + 1,
                end: at + 2,
            });
        } else {
            return None;
        };
        let length = if dashes { run } else { c.len_utf8() };
        Some(End {
            kind,
            start: at,
            end: at + length,
        })
    })
}

/// What stands before the mark.
#[derive(Debug, Default)]
struct Parts {
    place: Option<Range<usize>>,
    agency: Option<Range<usize>>,
    date: Option<Range<usize>>,
    /// Whether the place is written in capitals.
    capitals: bool,
    words: usize,
}

impl Parts {
    /// Cuts the words before the mark into place, agency, date; nothing if anything is left over.
    fn of(head: &str) -> Option<Self> {
        let mut parts = Self::default();
        let dates = written_dates(head);
        let date = dates.iter().find(|d| d.month.is_some());
        parts.date = date.map(|d| d.span.clone());
        parts.agency = bracketed(head);
        let open = |at: usize| at.saturating_sub(1);
        let first = [
            parts.date.as_ref().map(|d| d.start),
            parts.agency.as_ref().map(|a| open(a.start)),
        ];
        let place_end = first.into_iter().flatten().min().unwrap_or(head.len());
        let mut place = trim(head, 0..place_end);
        if let Some((agency, rest)) = leading_agency(head, &place)
            && parts.agency.is_none()
            && parts.date.is_some()
        {
            (parts.agency, place) = (Some(agency), rest);
        }
        let last = [
            parts.date.as_ref().map(|d| d.end),
            parts.agency.as_ref().map(|a| a.end + 1),
        ];
        let rest_start = last.into_iter().flatten().max().unwrap_or(head.len());
        let rest = trim(head, rest_start.min(head.len())..head.len());
        if !rest.is_empty() {
            let word = head.get(rest.clone())?;
            let agency = parts.agency.is_none() && is_acronym(word) && parts.date.is_some();
            if !agency {
                return None;
            }
            parts.agency = Some(rest);
        }
        if place.is_empty() {
            return parts.agency.is_some().then_some(parts);
        }
        let words = head.get(place.clone())?;
        if !is_place(words) {
            return None;
        }
        let city = words.split(',').next().unwrap_or(words);
        parts.capitals = city.chars().filter(|c| c.is_alphabetic()).count() >= 4
            && !city.chars().any(char::is_lowercase);
        parts.words = words.split_whitespace().count();
        // "TEHRAN, IRNA" has the agency as the last part of the place.
        if parts.agency.is_none()
            && parts.date.is_none()
            && let Some((before, agency)) = words.rsplit_once(", ").filter(|(_, a)| is_acronym(a))
            && (!before.chars().all(|c| c.is_uppercase() || c == ' ') || parts.capitals)
        {
            parts.agency = Some(place.end - agency.len()..place.end);
            place.end = place.start + before.len();
        }
        parts.place = Some(place);
        Some(parts)
    }

    /// Whether parts like these are a dateline before that mark and those words.
    fn fits(&self, mark: Mark, after: &str) -> bool {
        let starts = after.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[')
        });
        let plain = self.agency.is_none() && self.date.is_none();
        if !plain {
            let named = self.place.is_some() || mark != Mark::Colon;
            // A date alone before a colon is a heading: "March 25: Talks begin".
            return named && (starts || mark != Mark::Colon);
        }
        match mark {
            Mark::Dash if self.capitals => true,
            Mark::Hyphen | Mark::Colon if self.capitals => starts && self.words <= 3,
            Mark::Dash => self.words <= 3 && opens_sentence(after),
            _ => false,
        }
    }
}

/// Without blanks and marks around.
fn trim(head: &str, range: Range<usize>) -> Range<usize> {
    let piece = head.get(range.clone()).unwrap_or_default();
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')' | '/' | ':');
    let start = range.start + (piece.len() - piece.trim_start_matches(marks).len());
    let mut end = start + piece.trim_matches(marks).len();
    // The full stop of an abbreviation belongs to it: "Washington D.C."
    if piece.contains("D.C.") && head.get(end..end + 1) == Some(".") {
        end += 1;
    }
    start..end
}

/// What stands in the first brackets or bars, if it can be an agency's name.
fn bracketed(head: &str) -> Option<Range<usize>> {
    let (open, close) = match (head.find('('), head.find(" /")) {
        (Some(open), _) => (open, ')'),
        (None, Some(bar)) => (bar + 1, '/'),
        _ => return None,
    };
    let length = head.get(open + 1..)?.find(close)?;
    let name = head.get(open + 1..open + 1 + length)?;
    let good = (2..=40).contains(&name.len())
        && name.starts_with(char::is_uppercase)
        && !name.chars().any(|c| c.is_numeric());
    good.then_some(open + 1..open + 1 + length)
}

/// "AKP Phnom Penh": an agency's acronym before a place in small letters.
fn leading_agency(head: &str, place: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = head.get(place.clone())?;
    let (first, rest) = words.split_once(' ')?;
    let small = rest.chars().any(char::is_lowercase);
    let start = place.end - rest.len();
    (is_acronym(first) && small).then(|| (place.start..place.start + first.len(), start..place.end))
}

fn is_acronym(word: &str) -> bool {
    (2..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether words can name a place: few, with capitals, and none that names something else.
fn is_place(words: &str) -> bool {
    const SMALL: [&str; 16] = [
        "al", "am", "and", "da", "de", "del", "di", "do", "du", "el", "la", "las", "los", "of",
        "on", "the",
    ];
    let pages = PageLines::get();
    let mut count = 0;
    let good = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/'))
        .filter(|word| !word.is_empty())
        .all(|word| {
            count += 1;
            let named = word.starts_with(char::is_uppercase) || SMALL.contains(&word);
            let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | 'ʻ');
            named && word.chars().all(letters) && !pages.is_word(Class::NoPlace, word)
        });
    good && (1..=6).contains(&count) && words.starts_with(char::is_uppercase)
}

/// Whether words plainly start a sentence: with an article, a preposition or the like.
fn opens_sentence(after: &str) -> bool {
    let first = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    PageLines::get().is_word(Class::Opening, first) && first.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str, &str)>) {
        let found = dateline(text, 0).map(|d| {
            let words = |span: Option<Span>| span.map_or("", |s| s.of(text));
            (words(d.place), words(d.agency), words(d.date))
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn datelines_of_many_houses() {
        check("LIMA – General Ana Ruiz is leading", Some(("LIMA", "", "")));
        check(
            "Port Vila (VBN) – Trade minister",
            Some(("Port Vila", "VBN", "")),
        );
        check(
            "QUITO, March 3 (Andes) - The two",
            Some(("QUITO", "Andes", "March 3")),
        );
        check(
            "QUITO, Nov. 25 (Andes) -- The two",
            Some(("QUITO", "Andes", "Nov. 25")),
        );
        check(
            "RIGA, Latvia (AP) — Ministers",
            Some(("RIGA, Latvia", "AP", "")),
        );
        check(
            "OSLO/ROME (Reuters) - Talks",
            Some(("OSLO/ROME", "Reuters", "")),
        );
        check(
            "MINSK, May 3. /BTA/. The envoy",
            Some(("MINSK", "BTA", "May 3")),
        );
        check("KARACHI: Foreign Secretary", Some(("KARACHI", "", "")));
        check(
            "Karachi, Jan 5 (APP): Foreign",
            Some(("Karachi", "APP", "Jan 5")),
        );
        check(
            "AKP Siem Reap, March 25, 2024 -- The",
            Some(("Siem Reap", "AKP", "March 25, 2024")),
        );
        check("(VOXRADIO) - Ministers of two", Some(("", "VOXRADIO", "")));
        check("Port Louis – The minister", Some(("Port Louis", "", "")));
        check("DOHA—The emir", Some(("DOHA", "", "")));
        check(
            "Tehran, IRNA – Foreign minister",
            Some(("Tehran", "IRNA", "")),
        );
        check(
            "São Paulo, 3 May 2023 — Brazil",
            Some(("São Paulo", "", "3 May 2023")),
        );
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "General Ana Ruiz (right) – who leads the army – left.",
            "ASEAN - China talks were held.",
            "ASEAN – China talks were held.",
            "Ruiz – Gomez talks were held.",
            "QUESTION: Thank you.",
            "MR PRICE: Well —",
            "The visit – his first – ended.",
            "On March 3 – The day",
            "March 25: Talks begin",
            "A well-known envoy left.",
            "Foreign Minister (FM) – The office",
            "",
            "–",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_span_ends_with_the_mark() {
        let text = "LIMA – General";
        assert_eq!(dateline(text, 0).unwrap().span.of(text), "LIMA –");
    }
}
