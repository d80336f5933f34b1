//! Whether somebody is "he" or "she", where titles and names show it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::{cell, fold};

/// Sex as words show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// he
    Male,
    /// she
    Female,
}

static FIRST: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    chancery_tables::FIRST_NAMES
        .rows()
        .map(|row| {
            let gender = if cell(&row, 1) == "f" {
                Gender::Female
            } else {
                Gender::Male
            };
            (cell(&row, 0), gender)
        })
        .collect()
});

/// By the words before a name or of a title.
pub(crate) fn of_words(words: &str) -> Option<Gender> {
    fold(words).split([' ', '-']).find_map(|word| match word {
        "mr" | "mr." | "sir" | "king" | "prince" | "emperor" | "sultan" | "emir" | "amir"
        | "sheikh" | "sheik" | "lord" | "spokesman" | "congressman" | "chairman" | "pope"
        | "ayatollah" | "imam" | "datuk" | "shri" | "strongman" => Some(Gender::Male),
        "mrs" | "mrs." | "ms" | "ms." | "miss" | "dame" | "lady" | "queen" | "princess"
        | "empress" | "spokeswoman" | "congresswoman" | "chairwoman" | "baroness" | "daw"
        | "chumteav" | "sheikha" => Some(Gender::Female),
        _ => None,
    })
}

/// By the given name.
pub(crate) fn of_name(name: &str) -> Option<Gender> {
    let folded = fold(name);
    let first = folded.split([' ', '-']).next()?;
    FIRST.get(first).copied()
}
