//! Who is named in a document: states, bodies, offices, persons, and every mention of them.

mod cast;

pub use cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionForm, Office};

use chancery_language::Analysis;
use chancery_model::Document;

/// Finds everyone named in a document.
pub fn cast(_document: &Document, _analysis: &Analysis) -> Cast {
    Cast::default()
}
