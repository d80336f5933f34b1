//! Small words around events by what they do there (`data/event_words.tsv`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chancery_model::Side;

static WORDS: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    chancery_tables::EVENT_WORDS
        .rows()
        .filter_map(|row| Some((*row.get(1)?, *row.first()?)))
        .collect()
});

/// Whether a word, in small letters, is of a class of the table.
pub(crate) fn is(class: &str, word: &str) -> bool {
    WORDS.contains(&(class, word))
}

static BODIES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    chancery_tables::ORGANISATIONS
        .rows()
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Whether a side is a state: bodies of three letters (`IMF`) are none.
pub(crate) fn is_state(side: &Side) -> bool {
    side.has_state_shape() && !BODIES.contains(side.as_str())
}
