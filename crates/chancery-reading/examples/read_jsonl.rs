//! Reads JSONL documents on standard input, prints a reading a line: for measuring while the command line is built.
use std::io::BufRead;

fn main() {
    let pipeline = chancery_language::Pipeline::english();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let get = |key: &str| value[key].as_str();
        let document = chancery_intake::document(
            get("id").unwrap_or(""),
            get("title"),
            get("source"),
            get("published"),
            get("url"),
            get("text").unwrap_or(""),
        );
        let reading = chancery_reading::read(&document, &pipeline);
        println!(
            "{}",
            serde_json::to_string(&reading.in_code_points(&document.text)).unwrap()
        );
    }
}
