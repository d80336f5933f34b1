//! Adds made-up documents to a record in small batches: for the tests that kill it, and for timing a large
//! record.
//!
//! `fill RECORD SEED COUNT [BATCH]` adds `COUNT` times two or three documents of the world that `SEED` names,
//! `BATCH` of them (3) in a transaction, and prints the milliseconds that each tenth took for a document.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use chancery_record::Record;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise: u64| -> u64 {
        arguments
            .get(at)
            .and_then(|a| a.parse().ok())
            .unwrap_or(otherwise)
    };
    let Some(path) = arguments.first() else {
        return Err("usage: fill RECORD SEED COUNT [BATCH]".into());
    };
    let mut record = Record::open(path)?;
    let documents = common::mixture::documents(number(1, 1), number(2, 10) as usize);
    let batch = number(3, 3) as usize;
    let tenth = documents.len().div_ceil(10).max(1);
    for part in documents.chunks(tenth) {
        let start = Instant::now();
        for few in part.chunks(batch) {
            record.add_batch(few.iter().map(|(document, reading)| (document, reading)))?;
        }
        let took = start.elapsed().as_secs_f64() * 1000.0 / part.len() as f64;
        println!(
            "{took:.2} ms a document, {} claims",
            record.counts()?.claims
        );
    }
    Ok(())
}
