//! An analysed document in, what it says out: events, agreements, relations, figures, tenures, statements.

mod agreements;
mod context;
pub mod events;
mod figures;
mod relations;
mod speech;
mod table;
mod tenures;

pub use context::Context;

use chancery_language::Pipeline;
use chancery_model::{Document, Reading};

/// Reads one document. Never fails: what cannot be read is passed over with a diagnostic.
pub fn read(document: &Document, pipeline: &Pipeline) -> Reading {
    let spans: Vec<_> = document
        .blocks
        .iter()
        .filter(|b| b.kind.is_evidence())
        .map(|b| b.span.range())
        .collect();
    let analysis = pipeline.analyse_spans(&document.text, &spans);
    let cast = chancery_actors::cast(document, &analysis);
    let context = Context::new(document, &analysis, &cast);
    let (agreements, signings) = agreements::read(&context);
    Reading {
        id: document.name.clone(),
        published: document.published,
        published_inferred: document.published_inferred.clone(),
        events: events::read(&context, signings),
        agreements,
        relations: relations::read(&context),
        tenures: tenures::read(&context),
        statements: speech::read(&context),
        figures: figures::read(&context),
        ..Reading::default()
    }
}
