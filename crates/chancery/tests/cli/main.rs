//! The command as a user meets it: verbs, exit codes, hostile input.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up must fail"
)]

mod common;
mod decisions;
mod documented;
mod hostile;
mod lexicon;
mod over_time;
mod survival;
mod verbs;
