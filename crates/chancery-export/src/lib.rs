//! Facts in, files in the formats of the field out.

mod jsonl;

pub use jsonl::jsonl;
