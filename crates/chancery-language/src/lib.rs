//! English analysis: a text in, its tokens, tags, trees, lemmas and named entities out.

mod analysis;
mod pipeline;

pub use analysis::{Analysis, Entity, Token};
pub use pipeline::Pipeline;
