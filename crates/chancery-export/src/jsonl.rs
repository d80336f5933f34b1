//! All facts with their claims and evidence, one JSON object a line.

use std::io::{self, Write};

use chancery_model::Fact;
use serde_json::{Map, Value};

/// Writes facts as JSON lines, sorted by id, keys sorted, without blanks.
///
/// A line is `{"body":{…},"conflicts":[…],"id":…,"kind":…,"linked":…,"sources":[…]}`: `body` holds the fields of
/// the reading format for its `kind`; `linked` is the fact that this one is part of or renews, or null; each
/// source names claim, document, outlet, dates and quotes; `start` and `end` of spans are UTF-8 bytes of the
/// document. Loses nothing of a fact. Equal facts give equal bytes, in whatever order they come.
///
/// # Errors
/// As the writer's.
pub fn jsonl<'a>(
    facts: impl IntoIterator<Item = &'a Fact>,
    mut writer: impl Write,
) -> io::Result<()> {
    let mut sorted: Vec<&Fact> = facts.into_iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    for fact in sorted {
        writer.write_all(line(fact)?.as_bytes())?;
        writer.write_all(b"\n")?;
    }
    writer.flush()
}

/// One fact as a line without its end.
fn line(fact: &Fact) -> io::Result<String> {
    let mut value = serde_json::to_value(fact)?;
    if let Value::Object(fields) = &mut value {
        // The kind stands beside the body: no need to say it twice.
        if let Some(Value::Object(body)) = fields.get_mut("body")
            && let Some((_, inner)) = std::mem::take(body).into_iter().next()
        {
            fields.insert("body".to_owned(), inner);
        }
        fields.entry("linked").or_insert(Value::Null);
        fields
            .entry("conflicts")
            .or_insert_with(|| Value::Array(Vec::new()));
    }
    Ok(serde_json::to_string(&sorted(value))?)
}

/// The same value with the keys of all objects in alphabetical order, whatever order the library keeps.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> = fields.into_iter().collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(
                fields
                    .into_iter()
                    .map(|(key, value)| (key, sorted(value)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(id: &str) -> Fact {
        serde_json::from_value(serde_json::json!({
            "id": id, "kind": "relation",
            "body": {"relation": {"dyad": ["KHM", "VNM"], "milestone": "established", "date": "1967-06-24", "evidence": [[0, 9]],
                     "why": {"anchor": null, "rule": "", "confidence": 0.5}}},
            "sources": [],
        }))
        .unwrap()
    }

    #[test]
    fn order_of_facts_does_not_matter_and_keys_are_sorted() {
        let (a, b) = (fact("rel_aaaaaaaaaaaaaaaa"), fact("rel_bbbbbbbbbbbbbbbb"));
        let print = |facts: &[&Fact]| {
            let mut out = Vec::new();
            jsonl(facts.iter().copied(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let text = print(&[&b, &a]);
        assert_eq!(text, print(&[&a, &b]));
        assert_eq!(
            text.lines().next().unwrap(),
            r#"{"body":{"date":"1967-06-24","dyad":["KHM","VNM"],"evidence":[[0,9]],"milestone":"established","why":{"anchor":null,"confidence":0.5,"rule":""}},"conflicts":[],"id":"rel_aaaaaaaaaaaaaaaa","kind":"relation","linked":null,"sources":[]}"#
        );
    }

    #[test]
    fn no_facts_no_lines() {
        let mut out = Vec::new();
        jsonl([], &mut out).unwrap();
        assert!(out.is_empty());
    }
}
