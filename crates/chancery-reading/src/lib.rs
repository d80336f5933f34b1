//! An analysed document in, what it says out: events, agreements, relations, figures, tenures, statements.

mod agreements;
pub mod confidence;
mod context;
pub mod events;
mod figures;
mod headline;
mod passages;
mod relations;
mod speech;
mod tenures;

pub use context::Context;

use chancery_language::Pipeline;
use chancery_model::{Document, Reading};

/// Statements less sure than this are left out: most of them are not what they seem.
const LEAST_SURE: f32 = 0.25;

/// Reads one document. Never fails: what cannot be read is passed over with a diagnostic.
pub fn read(document: &Document, pipeline: &Pipeline) -> Reading {
    let mut reading = read_unsifted(document, pipeline);
    reading
        .statements
        .retain(|statement| statement.why.confidence >= LEAST_SURE);
    reading
}

/// As [`read`], with the claims that it leaves out for being too unsure: what confidences are fitted on.
pub fn read_unsifted(document: &Document, pipeline: &Pipeline) -> Reading {
    let Some((with_headline, moved)) = headline::before_text(document) else {
        let mut reading = read_from(document, 0, pipeline);
        headline::full_names(&mut reading, document, pipeline);
        reading.diagnostics = document.notes.clone();
        return reading;
    };
    let mut reading = read_from(&with_headline, moved, pipeline);
    headline::taken_off(&mut reading, moved);
    reading.diagnostics = document.notes.clone();
    reading
}

/// Reads a document whose text begins at a byte, behind the headline.
fn read_from(document: &Document, begins: u32, pipeline: &Pipeline) -> Reading {
    let mut passages = passages::passages(document);
    if begins > 0 {
        passages.insert(0, headline::range(begins));
    }
    let text = passages::unwrapped(&document.text, &passages);
    let analysis = pipeline.names_only().analyse_spans(&text, &passages);
    let cast = chancery_actors::cast(document, &analysis);
    let context = Context::new(document, &analysis, &cast).beginning_at(begins);
    let (mut agreements, signings) = agreements::read(&context);
    let mut events = events::read(&context, signings);
    agreements::date_by_signing(&mut agreements, &events);
    agreements::add_negotiations(&agreements, &mut events);
    let mut reading = Reading {
        id: document.name.clone(),
        published: document.published,
        published_inferred: document.published_inferred.clone(),
        voice: cast.voice().map(|id| cast.actor(id).name.clone()),
        events,
        agreements,
        relations: relations::read(&context),
        tenures: tenures::read(&context),
        statements: speech::read(&context),
        figures: figures::read(&context),
        diagnostics: Vec::new(),
    };
    confidence::assign(&mut reading, document);
    reading
}

/// What a document's words nearly said: event frames that did not hold, and why. For answers to "why not".
pub fn ruled_out(document: &Document, pipeline: &Pipeline) -> Vec<events::RuledOut> {
    let passages = passages::passages(document);
    let text = passages::unwrapped(&document.text, &passages);
    let analysis = pipeline.names_only().analyse_spans(&text, &passages);
    let cast = chancery_actors::cast(document, &analysis);
    let context = Context::new(document, &analysis, &cast);
    let mut ruled_out = Vec::new();
    events::read_telling(&context, Vec::new(), &mut ruled_out);
    ruled_out
}
