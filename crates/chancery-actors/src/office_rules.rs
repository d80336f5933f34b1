//! What offices a state can have, and what the level of an office says of its side.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::table::cell;
use crate::titles::Title;

/// Kind, state and words of a row of `state_offices.tsv`.
type Rule = (&'static str, &'static str, &'static str);

static OF_STATES: LazyLock<HashSet<Rule>> = LazyLock::new(|| {
    chancery_tables::STATE_OFFICES
        .rows()
        .map(|row| (cell(&row, 1), cell(&row, 0), cell(&row, 2)))
        .collect()
});

static OF_LEVELS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    chancery_tables::OFFICE_LEVELS
        .rows()
        .map(|row| (cell(&row, 1), cell(&row, 0)))
        .collect()
});

/// States that a text may call by this description, by code.
pub(crate) fn called(words: &str) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = OF_STATES
        .iter()
        .filter(|(kind, _, called)| *kind == "called" && *called == words)
        .map(|rule| rule.1)
        .collect();
    codes.sort_unstable();
    codes
}

/// Whether a table says that of offices of this level (`anybody`, `political`, `posted`).
pub(crate) fn is(level: &'static str, what: &'static str) -> bool {
    OF_LEVELS.contains(&(what, level))
}

/// Whether a state can have an office of these words at all: America has no ministers, monarchies no presidents.
pub(crate) fn possible(side: &str, title: &Title) -> bool {
    if title.receiver == Some(side) {
        return false;
    }
    let text = title.text.to_lowercase();
    let lacks = |kind: &str, words: &str| {
        OF_STATES
            .iter()
            .any(|rule| rule.1 == side && rule.0 == kind && rule.2 == words)
    };
    !lacks("lacks_office", &text) && !text.split([' ', '-']).any(|word| lacks("lacks_word", word))
}
