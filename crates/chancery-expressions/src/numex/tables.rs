//! The tables of currencies, bounds and persons, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::Bound;

/// Signs of currencies as written, to ISO 4217 codes.
pub(crate) static SIGNS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| currencies("sign"));

/// Words of currencies in lower case, to ISO 4217 codes.
pub(crate) static MONEY_WORDS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| currencies("word"));

fn currencies(kind: &str) -> BTreeMap<&'static str, &'static str> {
    chancery_tables::CURRENCIES
        .rows()
        .filter(|row| row.get(1) == Some(&kind))
        .filter_map(|row| Some((*row.first()?, *row.get(2)?)))
        .collect()
}

/// Words before a number that bound it.
pub(crate) static BOUNDS: LazyLock<BTreeMap<&str, Option<Bound>>> = LazyLock::new(|| {
    chancery_tables::BOUNDS
        .rows()
        .filter_map(|row| {
            let bound = match *row.get(1)? {
                "none" => None,
                word => Some(word.parse().ok()?),
            };
            Some((*row.first()?, bound))
        })
        .collect()
});

/// How a word counts persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonWord {
    One,
    Plural,
    /// "nine dead".
    State,
}

/// Words for persons.
pub(crate) static PERSONS: LazyLock<BTreeMap<&str, PersonWord>> = LazyLock::new(|| {
    chancery_tables::PERSONS
        .rows()
        .filter_map(|row| {
            let form = match *row.get(1)? {
                "one" => PersonWord::One,
                "plural" => PersonWord::Plural,
                _ => PersonWord::State,
            };
            Some((*row.first()?, form))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        for table in [
            chancery_tables::CURRENCIES.text(),
            chancery_tables::BOUNDS.text(),
            chancery_tables::PERSONS.text(),
        ] {
            assert!(table.starts_with("# "));
            let lines: Vec<_> = table
                .lines()
                .filter(|line| !line.starts_with('#'))
                .collect();
            assert!(lines.is_sorted());
        }
        assert_eq!(SIGNS.get("US$"), Some(&"USD"));
        assert_eq!(MONEY_WORDS.get("baht"), Some(&"THB"));
        assert_eq!(BOUNDS.get("up to"), Some(&Some(Bound::Max)));
        assert_eq!(PERSONS.get("soldiers"), Some(&PersonWord::Plural));
    }
}
