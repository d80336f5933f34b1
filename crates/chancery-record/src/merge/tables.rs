//! The words that decide whether two reports speak of one thing, from `data/merging_words.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// For each list its words with their meanings.
static LISTS: LazyLock<BTreeMap<&str, BTreeMap<&str, &str>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for line in chancery_tables::MERGING_WORDS
        .text()
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut cells = line.split('\t');
        if let (Some(list), Some(word)) = (cells.next(), cells.next()) {
            lists
                .entry(list)
                .or_default()
                .insert(word, cells.next().unwrap_or(""));
        }
    }
    lists
});

/// Whether a list has a word.
pub(crate) fn has(list: &str, word: &str) -> bool {
    LISTS
        .get(list)
        .is_some_and(|words| words.contains_key(word))
}

/// What a list says that a word means.
pub(crate) fn meaning(list: &str, word: &str) -> Option<&'static str> {
    LISTS.get(list)?.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let lines: Vec<&str> = chancery_tables::MERGING_WORDS
            .text()
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert!(lines.is_sorted());
        assert!(has("title_rank", "deputy") && !has("title_rank", "minister"));
        assert_eq!(meaning("number", "four"), Some("4"));
    }
}
