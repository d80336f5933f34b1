//! Adds documents with their readings to a record, checks it, and says what it holds: for measuring.
//!
//! `merge_readings RECORD < LINES`, each line a JSON object with `id`, `title`, `source`, `published`, `url`,
//! `text` and `reading`, whose offsets are code points (the public reading format). Options: `--batch N`
//! documents in a transaction (100), `--verify`, `--facts` to print all facts as JSON lines.

use std::io::{BufRead, Write};
use std::time::Instant;

use chancery_model::{Document, Id, Prefix, Reading};
use chancery_record::{Filter, Record};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Byte offset of each code point of a text, and its end.
fn borders(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect()
}

/// Turns all spans below a value from code points into bytes.
fn into_bytes(value: &mut Value, borders: &[usize]) {
    match value {
        Value::Array(items) => {
            if let [Value::Number(a), Value::Number(b)] = items.as_slice() {
                let byte = |n: &serde_json::Number| borders.get(n.as_u64()? as usize).copied();
                if let (Some(a), Some(b)) = (byte(a), byte(b)) {
                    *items = vec![a.into(), b.into()];
                    return;
                }
            }
            items.iter_mut().for_each(|item| into_bytes(item, borders));
        }
        Value::Object(fields) => {
            for key in [
                "events",
                "agreements",
                "relations",
                "figures",
                "tenures",
                "statements",
                "evidence",
                "span",
                "why",
                "anchor",
                "grounds",
            ] {
                if let Some(inner) = fields.get_mut(key) {
                    into_bytes(inner, borders);
                }
            }
        }
        _ => {}
    }
}

fn parse(line: &str) -> Outcome<(Document, Reading)> {
    let mut value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().unwrap_or("").to_owned();
    let mut reading = value["reading"].take();
    into_bytes(&mut reading, &borders(&text));
    let day = value["published"]
        .as_str()
        .map(|d| d.get(..10).unwrap_or(d).to_owned());
    let part = |key: &str| value[key].as_str().unwrap_or("");
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            blocks
                .push(serde_json::json!({"kind": "body", "span": [start, start + trimmed.len()]}));
        }
        at += line.len();
    }
    let document = serde_json::json!({
        "id": Id::of(Prefix::Document, &[part("url"), part("source"), part("title"), &text]),
        "name": part("id"), "title": value["title"], "outlet": value["source"], "url": value["url"],
        "published": day, "text": text, "blocks": blocks,
    });
    Ok((
        serde_json::from_value(document)?,
        serde_json::from_value(reading)?,
    ))
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments
        .iter()
        .find(|a| !a.starts_with("--") && a.parse::<usize>().is_err());
    let mut record = match path {
        Some(path) => Record::open(path)?,
        None => Record::in_memory()?,
    };
    let batch = arguments
        .iter()
        .filter_map(|a| a.parse().ok())
        .next()
        .unwrap_or(100);
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let parsed: Vec<(Document, Reading)> = lines
        .iter()
        .filter_map(|line| parse(line).map_err(|e| eprintln!("{e}")).ok())
        .collect();
    let start = Instant::now();
    for part in parsed.chunks(batch) {
        let before = Instant::now();
        record.add_batch(part.iter().map(|(d, r)| (d, r)))?;
        if arguments.iter().any(|a| a == "--progress") {
            eprintln!(
                "{:.1} ms a document",
                before.elapsed().as_secs_f64() * 1000.0 / part.len() as f64
            );
        }
    }
    eprintln!("added in {:.1} s", start.elapsed().as_secs_f64());
    let counts = record.counts()?;
    eprintln!("{counts:?}");
    if arguments.iter().any(|a| a == "--verify") {
        let start = Instant::now();
        let report = record.verify()?;
        eprintln!(
            "verified in {:.1} s: {report:?}",
            start.elapsed().as_secs_f64()
        );
    }
    if arguments.iter().any(|a| a == "--facts") {
        let mut out = std::io::stdout().lock();
        record.each_fact(&Filter::default(), |fact| {
            let _ = writeln!(out, "{}", serde_json::to_string(&fact)?);
            Ok(())
        })?;
    }
    Ok(())
}
