//! Whether two titles can be one office.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{tables, text};

/// A title made comparable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Office {
    ranks: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Office {
    /// Takes a title apart.
    pub(crate) fn new(title: &str) -> Self {
        let mut office = Self::default();
        let all = text::words(title);
        let secretary_of_state = all.windows(3).any(|w| w == ["secretary", "of", "state"]);
        for word in all {
            let word = text::singular(word);
            if tables::has("title_rank", &word) {
                office.ranks.insert(word);
            } else if let Some(meant) = tables::meaning("title_synonym", &word) {
                office.words.extend(meant.split(' ').map(str::to_owned));
            } else if !tables::has("title_idle", &word) || (secretary_of_state && word == "state") {
                office.words.insert(word);
            }
        }
        office
    }

    /// The same without a word that only names the side.
    pub(crate) fn without(mut self, word: &str) -> Self {
        self.words.remove(word);
        self
    }

    /// How much it says.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether only one person of a state holds it at a time: heads, and what has a portfolio. An ambassador or
    /// a deputy minister is one of many.
    pub(crate) fn is_single(&self) -> bool {
        let head = self.words.iter().any(|w| tables::has("title_single", w));
        let held_alone = self.words.len() > 1
            && self
                .words
                .iter()
                .any(|w| w == "minister" || w == "secretary");
        self.ranks.is_empty() && (head || held_alone)
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the two titles can be one office of one person: the words of one are words of the other, the
    /// ranks are equal, and a bare "president" is not that of a parliament, party or institute.
    pub(crate) fn same(&self, other: &Self) -> bool {
        if self.ranks != other.ranks {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        if short.is_empty() {
            return long.is_empty();
        }
        if short.is_subset(long) {
            return short.len() > 1
                || !(long.difference(short)).any(|w| tables::has("title_body", w));
        }
        text::jaccard(short, long) >= 0.6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Office::new(a).same(&Office::new(b)) && Office::new(b).same(&Office::new(a))
    }

    #[test]
    fn titles_of_one_office() {
        for (a, b) in [
            ("Minister of National Defence", "defense minister"),
            (
                "Minister of Foreign Affairs and International Cooperation",
                "foreign affairs minister",
            ),
            ("PM", "Prime Minister"),
            (
                "director of the Harbour Institute",
                "director general of the Harbour Institute",
            ),
            ("Secretary", "Secretary of State"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn titles_of_two_offices() {
        for (a, b) in [
            ("deputy foreign minister", "foreign minister"),
            ("President", "President of the Senate"),
            ("President of the Senate", "President of the Unity Party"),
            ("Prime Minister", "Minister of Commerce"),
            ("vice president", "president"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }
}
