//! Prints the event frames that did not hold for documents in JSONL on standard input.
use std::io::BufRead;

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
        for out in chancery_reading::ruled_out(&document, &pipeline) {
            let around = document.text[..out.span.start as usize]
                .char_indices()
                .rev()
                .nth(60)
                .map_or(0, |(at, _)| at);
            let end = (out.span.end as usize + 60).min(document.text.len());
            let end = (end..document.text.len())
                .find(|&at| document.text.is_char_boundary(at))
                .unwrap_or(document.text.len());
            println!(
                "{}\t{}\t{}\t…{}…",
                document.name.chars().take(14).collect::<String>(),
                out.rule,
                out.reason,
                document.text[around..end].replace('\n', " ")
            );
        }
    }
}
