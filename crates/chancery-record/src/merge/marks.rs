//! What a sentence names and counts: the bodies, towns and numbers that tell one matter from the next.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{tables, text};

/// The words of the names of states, their people and capitals: they tell the pair, which is compared
/// elsewhere, and not the matter.
static STATE_WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows = chancery_tables::STATES.text().lines();
    (rows.filter(|line| !line.starts_with('#')))
        .flat_map(|line| text::words(&line.replace(['\t', '|'], " ")))
        .collect()
});

/// Names and numbers of the sentences behind a claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Marks {
    names: BTreeSet<String>,
    numbers: BTreeSet<String>,
    /// Sorts of what is given: food, medicine, arms …
    sorts: BTreeSet<String>,
}

/// How the marks of two claims agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Common {
    /// Words of names in common.
    pub(crate) names: u32,
    /// Numbers in common.
    pub(crate) numbers: u32,
    /// Both name something, and nothing in common.
    pub(crate) names_differ: bool,
    /// Both count something, and no number in common.
    pub(crate) numbers_differ: bool,
    /// Whether they speak of goods of a common sort; nothing where one names no goods.
    pub(crate) sorts: Option<bool>,
}

impl Marks {
    /// The marks of sentences. A capital at the head of a sentence is no sign of a name, a year no sign of a matter.
    pub(crate) fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let mut marks = Self::default();
        for sentence in sentences {
            let tokens: Vec<&str> = (sentence.split_whitespace())
                .map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()))
                .collect();
            let dated = |at: usize| {
                let beside = [at.checked_sub(1), Some(at + 1)];
                let mut near = beside.into_iter().flatten().filter_map(|n| tokens.get(n));
                near.any(|word| tables::has("calendar", &text::fold(word)))
            };
            for (at, &token) in tokens.iter().enumerate() {
                let Some(first) = token.chars().next() else {
                    continue;
                };
                if first.is_ascii_digit() {
                    // Days tell when, which is compared elsewhere.
                    if !is_year(token) && !dated(at) {
                        marks.numbers.insert(token.to_owned());
                    }
                } else if first.is_uppercase() && at > 0 {
                    let words = text::words(token).into_iter();
                    let telling = |w: &String| {
                        w.chars().count() > 2
                            && !STATE_WORDS.contains(w)
                            && !tables::has("calendar", w)
                    };
                    marks.names.extend(words.filter(telling));
                }
            }
        }
        marks
    }

    /// Leaves out the words of a name: who is told of in many matters marks none.
    pub(crate) fn without(mut self, words: &[String]) -> Self {
        self.names.retain(|name| !words.contains(name));
        self
    }

    /// Adds the sorts of goods that a text speaks of.
    pub(crate) fn with_goods(mut self, text: &str) -> Self {
        let words = text::words(text).into_iter().map(text::singular);
        let sorts = words.filter_map(|word| tables::meaning("goods", &word).map(str::to_owned));
        self.sorts.extend(sorts);
        self
    }

    /// Whether it names goods of a sort or two: a list of all that was ever given tells no gift from another.
    fn names_goods(&self) -> bool {
        matches!(self.sorts.len(), 1 | 2)
    }

    pub(crate) fn compare(&self, other: &Self) -> Common {
        // Long quotations share some names by chance: a third of the shorter list must be common.
        let count = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            let common = a.intersection(b).count();
            let told = common * 3 >= a.len().min(b.len());
            u32::try_from(if told { common } else { 0 }).unwrap_or(u32::MAX)
        };
        let differ = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
        };
        Common {
            names: count(&self.names, &other.names),
            numbers: count(&self.numbers, &other.numbers),
            names_differ: differ(&self.names, &other.names),
            numbers_differ: differ(&self.numbers, &other.numbers),
            sorts: (self.names_goods() && other.names_goods())
                .then(|| !self.sorts.is_disjoint(&other.sorts)),
        }
    }
}

fn is_year(token: &str) -> bool {
    token.len() == 4 && (token.starts_with("19") || token.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_without_states_and_years() {
        let marks = Marks::of(
            ["On 9 May Norway listed Orlan Shipping and 14 Russian firms for 2023."].into_iter(),
        );
        assert_eq!(Vec::from_iter(&marks.names), ["orlan", "shipping"]);
        assert_eq!(Vec::from_iter(&marks.numbers), ["14"]);
    }
}
