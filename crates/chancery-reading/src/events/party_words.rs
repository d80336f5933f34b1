//! Words that tell of whom a phrase speaks (`party_words.tsv`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    chancery_tables::PARTY_WORDS
        .rows()
        .filter_map(|row| Some((*row.get(1)?, *row.first()?)))
        .collect()
});

/// Whether a word in its plain form is of a class of the table.
pub(super) fn is(class: &str, lemma: &str) -> bool {
    WORDS.contains(&(class, lemma))
}
