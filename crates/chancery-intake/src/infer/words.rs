//! The words that tell past from future.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What a word says of the dates around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Its sentence speaks of what is to come.
    Ahead,
    /// No date after it is certain to be past.
    Future,
    /// A participle after it is no past tense.
    NoPastAfter,
    /// A verb of the past that does not end in -ed.
    Past,
    /// What follows may lie in the future.
    Speech,
}

/// Whether a word, in small letters, is of that class.
pub(super) fn is(class: Class, word: &str) -> bool {
    static WORDS: OnceLock<BTreeMap<Class, BTreeSet<&'static str>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: BTreeMap<Class, BTreeSet<&'static str>> = BTreeMap::new();
        for row in chancery_tables::TENSE_WORDS.rows() {
            if let (Some(class), Some(word)) = (row.first().and_then(|c| class_of(c)), row.get(1)) {
                words.entry(class).or_default().insert(word);
            }
        }
        words
    });
    words.get(&class).is_some_and(|words| words.contains(word))
}

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "ahead" => Class::Ahead,
        "future" => Class::Future,
        "no_past_after" => Class::NoPastAfter,
        "past" => Class::Past,
        "speech" => Class::Speech,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for row in chancery_tables::TENSE_WORDS.rows() {
            assert!(row.len() == 2 && class_of(row[0]).is_some(), "{row:?}");
        }
        assert!(is(Class::Future, "will") && !is(Class::Past, "will"));
    }
}
