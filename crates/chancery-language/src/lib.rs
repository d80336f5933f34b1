//! English analysis: a text in, its tokens, tags, trees, lemmas and named entities out.
//!
//! This is our own inference of spaCy's convolutional pipelines: tokenizer, tagger, arc-eager dependency parser,
//! attribute ruler, lemmatizer, entity recogniser. The English pipeline `en_core_web_sm` 3.8.0 is part of the
//! program; others open with [`Pipeline::load`].
//!
//! ```
//! use chancery_language::Pipeline;
//!
//! let pipeline = Pipeline::english();
//! let analysis = pipeline.analyse("The ministers met in Hanoi on Tuesday.");
//! let met = analysis.token(2);
//! assert_eq!((met.text(), met.lemma(), met.tag()), ("met", "meet", "VBD"));
//! assert!(met.is_root());
//! let subject = analysis.children_by(met.index(), "nsubj").next();
//! assert_eq!(subject, Some(1));
//! let places: Vec<&str> =
//!     analysis.entities().filter(|e| e.label == "GPE").map(|e| analysis.words(e.tokens)).collect();
//! assert_eq!(places, ["Hanoi"]);
//! ```
//!
//! **What holds for every text** (any UTF-8, any length up to 4 GB):
//!
//! - Analysing never fails and never panics; only opening a pipeline can fail, with an [`Error`] that says why.
//! - Tokens cover the text but for single spaces between them; offsets are bytes.
//! - The same text gives the same analysis, whatever was analysed before, beside it, in what order or by how many
//!   threads. Paragraphs given to [`Pipeline::analyse_spans`] do not see each other.
//! - Beside the analysis itself, memory is bounded: some 60 MB for the English pipeline and one thread.
//!
//! How it works, how near to spaCy it is and how to bring a pipeline of your own: `docs/language-engine.md`.

mod analysis;
mod chars;
mod embed;
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
