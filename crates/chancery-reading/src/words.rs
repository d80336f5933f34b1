//! The words of `data/clause_words.tsv`: what a word does to the reading of its clause.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chancery_model::Side;

static WORDS: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    chancery_tables::CLAUSE_WORDS
        .rows()
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// Whether a word, as lemma or form in lower case, is of that class.
pub(crate) fn is(class: &str, word: &str) -> bool {
    WORDS.contains(&(class, word))
}

static BODIES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    chancery_tables::ORGANISATIONS
        .rows()
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Whether a side is a state: bodies of three letters (`IMF`) are none.
pub(crate) fn is_state(side: &Side) -> bool {
    side.has_state_shape() && !BODIES.contains(side.as_str())
}
