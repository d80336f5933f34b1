//! Small words around events by what they do there (`data/event_words.tsv`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    chancery_tables::EVENT_WORDS
        .rows()
        .filter_map(|row| Some((*row.get(1)?, *row.first()?)))
        .collect()
});

/// Whether a word, in small letters, is of a class of the table.
pub(super) fn is(class: &str, word: &str) -> bool {
    WORDS.contains(&(class, word))
}
