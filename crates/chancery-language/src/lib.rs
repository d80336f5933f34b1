//! English analysis: a text in, its tokens, tags, trees, lemmas and named entities out.

mod analysis;
mod chars;
mod encode;
mod encoder;
mod error;
#[cfg(test)]
mod golden_tests;
mod hash;
mod head;
mod kernel;
mod lemma;
mod lexicon;
mod long;
mod ner;
mod parser;
mod pattern;
mod pipeline;
pub mod render;
mod ruler;
mod symbols;
mod tensor;
mod tokenizer;
mod tree;
mod vectors;
mod weights;
mod words;
mod workspace;

pub use analysis::{Analysis, Entity, Token};
pub use error::Error;
pub use pipeline::Pipeline;
