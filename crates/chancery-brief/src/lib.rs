//! A question about a pair of states and a period in, an answer with citations out.
//!
//! [`brief`] selects the facts that concern the pair, puts them into sentences and numbers their footnotes;
//! [`render`] gives the result as plain text, Markdown or HTML. All of it is a pure function of facts and
//! question.

pub mod countries;
mod document;
mod facts;
pub mod history;
pub mod lives;
mod notes;
mod question;
pub mod render;
mod sections;
mod select;
#[cfg(test)]
mod testing;
mod wording;

pub use document::{Brief, Group, Line, Listed, Note, Section};
pub use question::Question;
pub use sections::{Disagreement, Entry, Said, brief, disagreements, timeline};
pub use wording::dates;
pub use wording::facts::{agreement as agreement_title, milestone as milestone_name, sentence};
