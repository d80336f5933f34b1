//! The command as a user meets it: verbs, exit codes, hostile input.

mod common;
mod hostile;
mod verbs;
