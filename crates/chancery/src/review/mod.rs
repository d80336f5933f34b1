//! `review` on a terminal: one fact after the other with its sentences, judged with single keys.
//!
//! [`queue`] says what deserves a look. [`state`] is what the person sees and what keys do to it: a pure machine
//! that asks ([`ask`]) until a decision is whole. [`frame`] draws a state. [`shell`] holds the terminal and the
//! record.

mod ask;
#[cfg(test)]
pub(crate) mod examples;
mod frame;
mod lines;
pub(crate) mod queue;
pub(crate) mod shell;
mod state;
#[cfg(test)]
mod tests;
mod told;
