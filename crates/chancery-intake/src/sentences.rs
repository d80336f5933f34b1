//! Rough sentences and the words in them, for reckoning dates before there is a tree.

use crate::dates::{Written, written_dates};

/// A sentence: its words in small letters and its dates.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// Words in small letters, with the byte where each starts.
    pub(crate) words: Vec<(usize, String)>,
    /// Dates, in order.
    pub(crate) dates: Vec<Written>,
}

/// The sentences of a paragraph. A full stop after a short word or before a small letter is no end.
pub(crate) fn sentences(paragraph: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let end = at + 1;
        let rest = paragraph.get(end..).unwrap_or_default();
        let closing = rest.trim_start_matches(['"', '”', '’', '\'', ')', ']']);
        let next = closing.trim_start();
        let before = paragraph.get(start..at).unwrap_or_default();
        let last = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let abbreviation = c == '.' && last.len() < 4 && last.starts_with(char::is_uppercase);
        let ends = closing.len() > next.len()
            && next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
        if ends && !abbreviation {
            let cut = end + (rest.len() - closing.len());
            found.extend(sentence(paragraph, start, cut));
            start = cut;
        }
    }
    found.extend(sentence(paragraph, start, paragraph.len()));
    found
}

fn sentence(paragraph: &str, start: usize, end: usize) -> Option<Sentence<'_>> {
    let text = paragraph.get(start..end)?.trim();
    if text.is_empty() {
        return None;
    }
    let mut words = Vec::new();
    let mut from = None;
    let bounds = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in bounds {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        match (from, inside) {
            (None, true) => from = Some(at),
            (Some(begin), false) => {
                words.push((begin, text.get(begin..at)?.to_lowercase()));
                from = None;
            }
            _ => {}
        }
    }
    Some(Sentence {
        text,
        words,
        dates: written_dates(text),
    })
}

impl Sentence<'_> {
    /// Whether the words stand in it one after the other.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        self.words.windows(wanted.len()).any(|window| {
            window
                .iter()
                .zip(&wanted)
                .all(|((_, word), wanted)| word == wanted)
        })
    }

    /// Whether one of the words stands in it.
    pub(crate) fn has_any(&self, words: &[&str]) -> bool {
        self.words
            .iter()
            .any(|(_, word)| words.contains(&word.as_str()))
    }

    /// The words before that byte, nearest first.
    pub(crate) fn before(&self, byte: usize) -> impl Iterator<Item = &str> {
        let end = self.words.partition_point(|(at, _)| *at < byte);
        self.words
            .iter()
            .take(end)
            .rev()
            .map(|(_, word)| word.as_str())
    }
}
