//! Analyses texts and prints one line of JSON for each; the parity and speed scripts call it.
//!
//! `analyse [--pipeline FILE] [--quiet] [--threads N] [--repeat N] [INPUT]`: INPUT (or standard input) holds one
//! JSON string a line. `--quiet` prints the time per run to standard error instead of analyses.

use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use chancery_language::{Pipeline, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pipeline = None;
    let (mut quiet, mut threads, mut repeat) = (false, 1, 1);
    let mut input: Box<dyn BufRead> = Box::new(std::io::stdin().lock());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or("an option lacks its value");
        match arg.as_str() {
            "--pipeline" => pipeline = Some(Pipeline::load(value()?)?),
            "--quiet" => quiet = true,
            "--threads" => threads = value()?.parse()?,
            "--repeat" => repeat = value()?.parse()?,
            path => input = Box::new(std::io::BufReader::new(std::fs::File::open(path)?)),
        }
    }
    let pipeline = pipeline.unwrap_or_else(Pipeline::english);
    let texts = input.lines().map(|line| Ok(serde_json::from_str(&line?)?));
    let texts = texts.collect::<Result<Vec<String>, Box<dyn std::error::Error>>>()?;
    if quiet {
        for _ in 0..repeat {
            let start = std::time::Instant::now();
            let tokens = count(&pipeline, &texts, threads);
            let seconds = start.elapsed().as_secs_f64();
            eprintln!(
                "{tokens} tokens {seconds:.4} s {:.0} tokens/s",
                tokens as f64 / seconds
            );
        }
        return Ok(());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, text) in texts.iter().enumerate() {
        writeln!(
            out,
            "{}",
            render::jsonl(&number.to_string(), &pipeline.analyse(text))
        )?;
    }
    Ok(())
}

/// Analyses all texts by several threads, each taking the next; gives the number of tokens.
fn count(pipeline: &Pipeline, texts: &[String], threads: usize) -> usize {
    let (next, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    tokens.fetch_add(pipeline.analyse(text).len(), Ordering::Relaxed);
                }
            });
        }
    });
    tokens.into_inner()
}
