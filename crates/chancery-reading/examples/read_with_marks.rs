//! As `chancery read --to jsonl`, with the marks of every claim beside it: what `scripts/fit-confidence.py` is fitted on.
use std::io::BufRead;

use chancery_model::Kind;
use chancery_reading::confidence;

fn main() {
    let pipeline = chancery_language::Pipeline::english();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let get = |key: &str| value[key].as_str();
        let document = chancery_intake::document(
            get("id").unwrap_or(""),
            get("title"),
            get("source"),
            get("published"),
            get("url"),
            get("text").unwrap_or(""),
        );
        let reading = chancery_reading::read_unsifted(&document, &pipeline);
        let marks = confidence::marks(&reading, &document);
        let mut out = serde_json::to_value(reading.in_code_points(&document.text)).expect("JSON");
        for kind in Kind::ALL {
            out["marks"][format!("{}s", kind.as_str())] = marks.of_kind(kind).into();
        }
        println!("{out}");
    }
}
