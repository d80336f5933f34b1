//! Names of sides: what a user types and what a sentence needs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use chancery_model::Side;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

struct Table {
    /// Plain name by code.
    names: BTreeMap<&'static str, &'static str>,
    /// Successor by code.
    successors: BTreeMap<&'static str, &'static str>,
    /// Code by folded name, noun, adjective, code.
    by_name: BTreeMap<String, &'static str>,
    /// Finds states in a text.
    finder: Option<AhoCorasick>,
    /// Code of each pattern of the finder.
    codes: Vec<&'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::read)
}

impl Table {
    fn read() -> Self {
        let mut names = BTreeMap::new();
        let mut successors = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        let mut patterns = Vec::new();
        let mut codes = Vec::new();
        for row in chancery_tables::STATES.rows() {
            let cell = |n: usize| row.get(n).copied().unwrap_or("");
            let (code, name) = (cell(0), cell(1));
            names.insert(code, name);
            if !cell(7).is_empty() {
                successors.insert(code, cell(7));
            }
            let words = [3, 4, 5].into_iter().flat_map(|n| cell(n).split('|'));
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            for word in [code, name].into_iter().chain(words.iter().copied()) {
                by_name.entry(fold(word)).or_insert(code);
            }
            for word in words.into_iter().chain([cell(6)]).filter(|w| w.len() > 1) {
                patterns.push(word);
                codes.push(code);
            }
        }
        for row in chancery_tables::ORGANISATIONS.rows() {
            let cell = |n: usize| row.get(n).copied().unwrap_or("");
            names.entry(cell(0)).or_insert(cell(0));
            for word in [cell(0), cell(1)].into_iter().chain(cell(2).split('|')) {
                by_name.entry(fold(word)).or_insert(cell(0));
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Self {
            names,
            successors,
            by_name,
            finder,
            codes,
        }
    }
}

/// Case, diacritics, punctuation and a leading article do not matter to names.
fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}

/// The side that a user means by a code (`KHM`), a name (`Cambodia`, `Türkiye`) or an acronym (`ASEAN`).
/// Nothing where the tables do not have it: no guessing.
pub fn resolve(name: &str) -> Option<Side> {
    table()
        .by_name
        .get(&fold(name))
        .map(|&code| Side::new(code))
}

/// Plain English name ("South Korea"); of a side without an entry its code, without `org:`.
pub fn name(side: &Side) -> String {
    let code = side.as_str();
    table()
        .names
        .get(code)
        .map_or_else(|| code.strip_prefix("org:").unwrap_or(code), |name| *name)
        .to_owned()
}

/// The name as it stands within a sentence ("the United States").
pub fn in_sentence(side: &Side) -> String {
    let name = name(side);
    let articled = name.starts_with("United ")
        || name.ends_with("Union")
        || name.ends_with("Republic")
        || name.ends_with("Islands")
        || matches!(
            name.as_str(),
            "Netherlands"
                | "Philippines"
                | "Maldives"
                | "Bahamas"
                | "Gambia"
                | "Vatican"
                | "Holy See"
        )
        || matches!(
            side.as_str(),
            "EU" | "UN" | "AU" | "IMF" | "OSCE" | "G7" | "G20" | "IAEA"
        );
    if articled {
        format!("the {name}")
    } else {
        name
    }
}

/// The state that carries on the relations of a state that is no more (Soviet Union → Russia).
pub(crate) fn successor(side: &Side) -> Option<Side> {
    table()
        .successors
        .get(side.as_str())
        .map(|&code| Side::new(code))
}

/// The side and those that it carries on from (Russia: Soviet Union).
pub fn with_predecessors(side: &Side) -> Vec<Side> {
    let successors = table().successors.iter();
    let before = successors.filter(|(_, after)| **after == side.as_str());
    std::iter::once(side.clone())
        .chain(before.map(|(code, _)| Side::new(*code)))
        .collect()
}

/// States that the text names, by name, nationality, people or capital.
pub(crate) fn mentioned(text: &str) -> BTreeSet<Side> {
    let table = table();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let Some(finder) = &table.finder else {
        return BTreeSet::new();
    };
    finder
        .find_iter(text)
        .filter(|found| {
            let before = text
                .get(..found.start())
                .and_then(|t| t.chars().next_back());
            let after = text.get(found.end()..).and_then(|t| t.chars().next());
            !is_word(before) && !is_word(after)
        })
        .filter_map(|found| table.codes.get(found.pattern().as_usize()))
        .map(|&code| Side::new(code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_may_be_typed_in_many_ways() {
        for (typed, code) in [
            ("Cambodia", "KHM"),
            ("khm", "KHM"),
            ("Türkiye", "TUR"),
            ("the united states", "USA"),
            ("South Korea", "KOR"),
            ("asean", "ASEAN"),
        ] {
            assert_eq!(resolve(typed), Some(Side::new(code)), "{typed}");
        }
        assert_eq!(resolve("Atlantis"), None);
    }

    #[test]
    fn names_read_well_in_a_sentence() {
        assert_eq!(in_sentence(&"USA".into()), "the United States");
        assert_eq!(in_sentence(&"PRK".into()), "North Korea");
        assert_eq!(in_sentence(&Side::org("Metfone")), "Metfone");
    }

    #[test]
    fn the_two_koreas_are_told_apart_in_a_text() {
        let found = mentioned("North Korean officials spoke; Seoul did not.");
        assert_eq!(
            found.iter().map(Side::as_str).collect::<Vec<_>>(),
            ["KOR", "PRK"]
        );
        assert!(mentioned("Omanis and Malian").len() == 2 && mentioned("Romania").len() == 1);
    }

    #[test]
    fn a_state_that_is_no_more_has_a_successor() {
        assert_eq!(successor(&"SUN".into()), Some("RUS".into()));
    }
}
