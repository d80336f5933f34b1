//! What a paragraph looks like by itself, whatever stands around it.

use chancery_model::BlockKind;

use crate::dates::{Written, written_dates};
use crate::lines::ends_sentence;
use crate::page_lines::{Class, PageLines};
use crate::table::flat;

/// Longest line that can be page matter, in characters: longer ones are text.
const LONGEST_MATTER: usize = 400;

/// The looks of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Length in characters.
    pub(crate) characters: usize,
    /// Number of words.
    pub(crate) words: usize,
    /// Whether it ends as a sentence does.
    pub(crate) sentence: bool,
    /// Whether it ends with a colon.
    pub(crate) colon: bool,
    /// Whether it starts with a capital, a figure or a mark.
    pub(crate) capital: bool,
    /// Whether it is a person's name, or several, and nothing else.
    pub(crate) name: bool,
    /// Whether it starts like a turn in a transcript: "MR PRICE:".
    pub(crate) turn: bool,
}

impl Shape {
    /// Looks at a paragraph without white space around.
    pub(crate) fn of(words: &str) -> Self {
        let characters = words.chars().count();
        Self {
            characters,
            words: words.split_whitespace().count(),
            sentence: ends_sentence(words),
            colon: words.ends_with(':'),
            capital: !words.starts_with(char::is_lowercase),
            name: characters <= 80 && !ends_sentence(words) && is_name(words),
            turn: is_turn(words),
        }
    }

    /// Whether it is running text: a whole sentence, or too long for a line of its own.
    pub(crate) fn prose(&self) -> bool {
        ((self.sentence || self.colon) && self.words >= 8) || self.words >= 25
    }

    /// What it is, where its words alone say so.
    pub(crate) fn kind(&self, words: &str) -> Option<BlockKind> {
        if !words.contains(char::is_alphanumeric) {
            return Some(BlockKind::Furniture);
        }
        if self.characters > LONGEST_MATTER {
            return None;
        }
        if is_address_or_file(words) {
            return Some(BlockKind::Furniture);
        }
        let pages = PageLines::get();
        let line = flat(words);
        if is_date_line(words) {
            return Some(BlockKind::Dateline);
        }
        // A whole sentence is furniture only if it is addressed to the reader of the page.
        if self.words <= 60 && pages.is(Class::Furniture, &line) && !self.turn {
            return Some(BlockKind::Furniture);
        }
        if pages.is(Class::Speaker, &line) && self.words <= 25 {
            return Some(BlockKind::Speaker);
        }
        if pages.is(Class::Byline, &line) && self.words <= 40 {
            return Some(BlockKind::Byline);
        }
        let matter = !self.sentence && !self.turn;
        if matter && self.words <= 12 && pages.is(Class::Credit, &line) {
            return Some(BlockKind::Credit);
        }
        if matter && is_picture_credit(&line, self.words) {
            return Some(BlockKind::Credit);
        }
        if matter && self.words >= 4 && pages.is(Class::Caption, &line) {
            return Some(BlockKind::Caption);
        }
        let in_brackets = line.contains("(left)") || line.contains("(right)");
        (in_brackets && self.sentence && line.contains("photo")).then_some(BlockKind::Caption)
    }
}

/// "REUTERS/Jane Roe", "Jane Roe/AP": a name and an agency with a bar between, and little else.
fn is_picture_credit(line: &str, words: usize) -> bool {
    words <= 6
        && line.split_once('/').is_some_and(|(a, b)| {
            let agency = |side: &str| {
                PageLines::get().is(Class::Credit, side) && side.split_whitespace().count() <= 2
            };
            agency(a.trim()) || agency(b.trim())
        })
}

/// "MR PRICE:", "QUESTION:": capitals and a colon at the start.
fn is_turn(words: &str) -> bool {
    let head = words
        .get(..words.find(':').unwrap_or(0))
        .unwrap_or_default();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 1
        && head.split_whitespace().count() <= 8
        && !head.chars().any(|c| c.is_lowercase() || c.is_numeric())
}

/// One person's name, or several with "and" or commas: two to four capitalised words each and no mark.
fn is_name(words: &str) -> bool {
    let pages = PageLines::get();
    words
        .split(" and ")
        .flat_map(|part| part.split(", "))
        .all(|name| {
            let mut count = 0;
            let good = name.split_whitespace().all(|word| {
                count += 1;
                let particle = matches!(
                    word,
                    "al" | "bin"
                        | "bint"
                        | "da"
                        | "de"
                        | "del"
                        | "den"
                        | "der"
                        | "di"
                        | "dos"
                        | "du"
                        | "el"
                        | "ibn"
                        | "la"
                        | "le"
                        | "van"
                        | "von"
                        | "y"
                );
                let mut letters = word.chars();
                let named = letters.next().is_some_and(char::is_uppercase)
                    && letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
                (named || particle) && !pages.is_word(Class::Outlet, word)
            });
            good && (2..=5).contains(&count)
        })
        && words.chars().any(char::is_lowercase)
}

/// An address of the web, a mail address, or the name of a file, and nothing else.
fn is_address_or_file(words: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".avif", ".bmp", ".doc", ".docx", ".gif", ".html", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf",
        ".png", ".svg", ".webp",
    ];
    if words.split_whitespace().count() != 1 {
        return false;
    }
    let lower = words.to_lowercase();
    let address = ["http://", "https://", "www.", "pic.twitter.com/"]
        .iter()
        .any(|start| lower.starts_with(start));
    let mail = lower.matches('@').count() == 1
        && lower
            .split_once('@')
            .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
    address || mail || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a line says only when: a date, a time, and words like "updated".
pub(crate) fn is_date_line(words: &str) -> bool {
    if words.len() > 120 {
        return false;
    }
    let dates: Vec<Written> = written_dates(words);
    let dated = dates.iter().any(|d| d.day.is_some());
    let mut rest = String::with_capacity(words.len());
    let mut at = 0;
    for date in &dates {
        rest.push_str(words.get(at..date.span.start).unwrap_or_default());
        at = date.span.end;
    }
    rest.push_str(words.get(at..).unwrap_or_default());
    let pages = PageLines::get();
    let mut clock = false;
    let only = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '-' | '–' | '—' | '•' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .all(|word| {
            clock |= is_clock(word);
            is_clock(word)
                || is_weekday(word)
                || pages.is_word(Class::Dated, &word.replace('.', ""))
        });
    only && (dated || clock)
}

fn is_clock(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| c.is_alphabetic());
    let digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = word.split([':', '.']);
    let count = word.split([':', '.']).count();
    (2..=3).contains(&count) && parts.all(digits)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = word.to_lowercase();
    DAYS.iter().any(|day| {
        *day == lower || (lower.len() >= 3 && lower.len() <= 5 && day.starts_with(&lower))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<BlockKind>) {
        assert_eq!(Shape::of(words).kind(words), expected, "{words}");
    }

    #[test]
    fn page_matter_is_known_by_its_words() {
        check("scroll to top", Some(BlockKind::Furniture));
        check("./.", Some(BlockKind::Furniture));
        check("# # #", Some(BlockKind::Furniture));
        check("3_5_2023_minister_left.jpg", Some(BlockKind::Furniture));
        check("https://example.org/a?b=c", Some(BlockKind::Furniture));
        check(
            "Copyright © 2023 The Daily. All rights reserved.",
            Some(BlockKind::Furniture),
        );
        check("Content image - Daily Post", Some(BlockKind::Credit));
        check("AFP", Some(BlockKind::Credit));
        check("Jane Roe/AP", Some(BlockKind::Credit));
        check("Office of the Spokesperson", Some(BlockKind::Credit));
        check(
            "The Associated Press contributed to this report.",
            Some(BlockKind::Byline),
        );
        check("By John Smith and Ann Jones", None);
        check("March 25, 2024", Some(BlockKind::Dateline));
        check(
            "Published: Mon, 25 March 2024 | 10:30 GMT",
            Some(BlockKind::Dateline),
        );
        check("2:32 p.m. EDT", Some(BlockKind::Dateline));
        check("Updated at 7:43 p.m. ET", Some(BlockKind::Dateline));
        check("March 25, 2024 summit opens", None);
        check(
            "The following is attributable to Spokesperson Jane Roe:",
            Some(BlockKind::Speaker),
        );
        check(
            "Minister Ana Ruiz (right) greets her guest. PHOTO: TRADE MINISTRY",
            Some(BlockKind::Caption),
        );
        check(
            "The two presidents meet in Lima in May 2016. AFP",
            Some(BlockKind::Caption),
        );
        check("QUESTION: Okay. Thank you.", None);
        check("The minister met his guest, AFP reported.", None);
    }

    #[test]
    fn names_are_names() {
        for words in [
            "Ana Ruiz",
            "John Smith and Ann Jones",
            "M. Al-Masri",
            "Ludwig van Berg",
        ] {
            assert!(is_name(words), "{words}");
        }
        for words in [
            "Ruiz",
            "The Daily Post",
            "PORT VILA",
            "Ana met Ruiz",
            "Talks in Lima today end",
        ] {
            assert!(!is_name(words), "{words}");
        }
    }
}
