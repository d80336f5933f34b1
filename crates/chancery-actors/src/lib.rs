//! Who is named in a document: states, bodies, offices, persons, and every mention of them.

mod build;
mod cast;
mod gazetteer;
mod holdings;
mod leaders;
mod lexicon;
mod names;
mod people;
mod persons;
mod scene;
mod sides;
mod table;
mod tails;
mod titles;

pub use cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionForm, Office};

use chancery_language::Analysis;
use chancery_model::Document;

/// Finds everyone named in a document.
pub fn cast(document: &Document, analysis: &Analysis) -> Cast {
    build::cast(document, analysis)
}
