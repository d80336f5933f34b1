//! Statements of a document.

use chancery_model::Statement;

use crate::Context;

/// All statements of a document, each once.
pub(crate) fn read(_context: &Context<'_>) -> Vec<Statement> {
    Vec::new()
}
