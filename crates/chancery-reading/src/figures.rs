//! Figures of a document.

use chancery_model::Figure;

use crate::Context;

/// All figures of a document, each once.
pub(crate) fn read(_context: &Context<'_>) -> Vec<Figure> {
    Vec::new()
}
