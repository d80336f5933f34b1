//! Analyses as text: a line of JSON, CoNLL-U, or a drawing of the trees.
//!
//! Offsets in JSON are counted in Unicode code points of the text that was analysed, as most other tools count
//! them; heads are token numbers of the whole text, and a root is its own head.

mod conllu;
mod json;
mod table;

pub use conllu::conllu;
pub use json::jsonl;
pub use table::table;
