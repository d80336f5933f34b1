//! Tables put in the place of those built in: how a diplomat tries a new verb without building the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static IN_PLACE: OnceLock<BTreeMap<String, String>> = OnceLock::new();

/// What became of a replacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// The texts are the tables now.
    Done,
    /// Tables were replaced before; those stay.
    TooLate,
}

/// Puts texts in the place of tables, by their names, for the rest of the program's life. To be called once,
/// before anything reads a table: what was read stays as it was read.
pub fn replace(texts: BTreeMap<String, String>) -> Replaced {
    match IN_PLACE.set(texts) {
        Ok(()) => Replaced::Done,
        Err(_) => Replaced::TooLate,
    }
}

pub(crate) fn text_of(name: &str) -> Option<&'static str> {
    IN_PLACE.get()?.get(name).map(String::as_str)
}
