//! Tenures of a document.

use chancery_model::Tenure;

use crate::Context;

/// All tenures of a document, each once.
pub(crate) fn read(_context: &Context<'_>) -> Vec<Tenure> {
    Vec::new()
}
