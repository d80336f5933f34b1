//! Numeric expressions.

use chancery_model::Span;

use crate::Numex;

/// See [`crate::numexes`].
pub(crate) fn find(_text: &str, _within: Span) -> Vec<Numex> {
    Vec::new()
}
