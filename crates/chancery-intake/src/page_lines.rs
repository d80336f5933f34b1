//! What lines of pages say: the table of furniture, credits, captions and the like.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::table::{flat, fold};

/// What stands between a caption and the agency at its end.
const ENDS_OF_CAPTIONS: [char; 12] = ['.', '/', '-', '|', ':', '!', '?', '"', '\'', ',', ']', '©'];

/// Most words of a line that a phrase within it can speak for: captions run to some sixty, what is said to
/// the reader of a page is shorter than a paragraph that ends in a hint to read more.
fn longest_around(class: Class) -> usize {
    if class == Class::Caption { 60 } else { 15 }
}

/// What a phrase of the table says of the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Nobody's words: share buttons, copyright, links.
    Furniture,
    /// Who wrote it.
    Byline,
    /// Whose wire or help it is.
    Credit,
    /// Words that stand under a picture.
    Caption,
    /// Whose words follow.
    Speaker,
    /// A word of an office ("minister"), to tell a speaker from an author.
    Office,
    /// A word of an outlet's name ("Times").
    Outlet,
    /// A word that no place is named by.
    NoPlace,
    /// A word that starts sentences.
    Opening,
    /// A line that says when, besides the date itself ("updated").
    Dated,
}

/// Where in the line a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Whole,
    Start,
    End,
    Within,
    Word,
}

/// The table, ready for use.
pub(crate) struct PageLines {
    /// Phrases by class, place and the word that a line must have there, flat.
    phrases: BTreeMap<(Class, Place), BTreeMap<String, Vec<String>>>,
}

impl PageLines {
    /// The table as embedded.
    pub(crate) fn get() -> &'static Self {
        static TABLE_ONCE: OnceLock<PageLines> = OnceLock::new();
        TABLE_ONCE.get_or_init(|| {
            let mut pages = Self {
                phrases: BTreeMap::new(),
            };
            for row in chancery_tables::PAGE_LINES.rows() {
                let [class, place, phrase] = row.as_slice() else {
                    continue;
                };
                if let (Some(class), Some(place)) = (class_of(class), place_of(place)) {
                    pages.add(class, place, flat(phrase));
                }
            }
            pages
        })
    }

    fn add(&mut self, class: Class, place: Place, phrase: String) {
        let key = match place {
            Place::Start => first_word(&phrase),
            Place::End => last_word(&phrase),
            Place::Whole | Place::Word => &phrase,
            Place::Within => "",
        };
        let key = key.to_owned();
        let by_key = self.phrases.entry((class, place)).or_default();
        by_key.entry(key).or_default().push(phrase);
    }

    /// Phrases of that class and place that have that key.
    fn keyed(&self, class: Class, place: Place, key: &str) -> &[String] {
        let by_key = self.phrases.get(&(class, place));
        by_key
            .and_then(|by_key| by_key.get(key))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a line, flat, is of that class by its phrases.
    pub(crate) fn is(&self, class: Class, flat: &str) -> bool {
        let mark = |c: char| !c.is_alphanumeric();
        let (head, tail) = (flat.trim_start_matches(mark), flat.trim_end_matches(mark));
        let starts = |phrase: &String| {
            let rest = head.strip_prefix(phrase.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let ends = |phrase: &String| {
            tail.strip_suffix(phrase.as_str()).is_some_and(|rest| {
                let set_off = rest.trim_end().ends_with(ENDS_OF_CAPTIONS);
                !rest.ends_with(char::is_alphanumeric) && (class != Class::Caption || set_off)
            })
        };
        let whole = head.trim_end_matches(mark);
        let at_start = self.keyed(class, Place::Start, first_word(head));
        let at_end = self.keyed(class, Place::End, last_word(tail));
        !self.keyed(class, Place::Whole, whole).is_empty()
            || at_start.iter().any(starts)
            || at_end.iter().any(ends)
            || (flat.split(' ').count() <= longest_around(class)
                && self
                    .keyed(class, Place::Within, "")
                    .iter()
                    .any(|phrase| flat.contains(phrase.as_str())))
    }

    /// Whether a single word is of that class.
    pub(crate) fn is_word(&self, class: Class, word: &str) -> bool {
        !self.keyed(class, Place::Word, &fold(word)).is_empty()
    }

    /// Whether a line holds a word of that class.
    pub(crate) fn has_word(&self, class: Class, line: &str) -> bool {
        line.split(|c: char| !c.is_alphanumeric())
            .flat_map(unglued)
            .any(|word| !word.is_empty() && self.is_word(class, word))
    }
}

/// Letters and digits at the start.
fn first_word(flat: &str) -> &str {
    let end = flat.find(|c: char| !c.is_alphanumeric());
    flat.get(..end.unwrap_or(flat.len())).unwrap_or_default()
}

/// Letters and digits at the end; nothing where marks stand there.
fn last_word(flat: &str) -> &str {
    flat.rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// The words of "SecretaryBureau", as pages write where a line break was lost; a word by itself otherwise.
fn unglued(word: &str) -> [&str; 2] {
    let mut last = ' ';
    for (at, c) in word.char_indices() {
        if last.is_lowercase() && c.is_uppercase() {
            let (first, second) = word.split_at(at);
            return [first, second];
        }
        last = c;
    }
    [word, ""]
}

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "furniture" => Class::Furniture,
        "byline" => Class::Byline,
        "credit" => Class::Credit,
        "caption" => Class::Caption,
        "speaker" => Class::Speaker,
        "office" => Class::Office,
        "outlet" => Class::Outlet,
        "no_place" => Class::NoPlace,
        "opening" => Class::Opening,
        "dated" => Class::Dated,
        _ => return None,
    })
}

fn place_of(name: &str) -> Option<Place> {
    Some(match name {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "end" => Place::End,
        "within" => Place::Within,
        "word" => Place::Word,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for row in chancery_tables::PAGE_LINES.rows() {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(class_of(row[0]).is_some(), "{row:?}");
            assert!(place_of(row[1]).is_some(), "{row:?}");
            assert!(!flat(row[2]).is_empty(), "{row:?}");
        }
    }

    #[test]
    fn phrases_stand_where_they_must() {
        let pages = PageLines::get();
        assert!(pages.is(Class::Furniture, &flat("Scroll to top")));
        assert!(pages.is(Class::Furniture, &flat("ADVERTISEMENT")));
        assert!(pages.is(Class::Furniture, &flat("Read more: Ministers meet")));
        assert!(!pages.is(Class::Furniture, &flat("Shared values bind the two")));
        assert!(pages.has_word(Class::Office, "Deputy Minister of Trade"));
    }
}
