//! Documents and readings made by hand, for tests.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "each test uses its own part"
)]

pub(crate) mod mixture;
pub(crate) mod spelling;
pub(crate) mod visits;
pub(crate) mod wide;
pub(crate) mod world;

use chancery_model::{Document, Event, Fact, Id, Kind, Participant, Prefix, Reading, Span};
use chancery_record::{Entry, Record, Witness, claims_of, conflicts_within, merge};
use serde_json::{Value, json};

/// A document of one paragraph a line.
pub(crate) fn document(name: &str, outlet: &str, published: &str, text: &str) -> Document {
    with_address(name, outlet, published, text, None)
}

pub(crate) fn with_address(
    name: &str,
    outlet: &str,
    published: &str,
    text: &str,
    url: Option<&str>,
) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end().len();
        if length > 0 {
            blocks.push(json!({"kind": "body", "span": [at, at + length]}));
        }
        at += line.len();
    }
    serde_json::from_value(json!({
        "id": Id::of(Prefix::Document, &[outlet, published, url.unwrap_or(""), text]),
        "name": name,
        "outlet": outlet,
        "url": url,
        "published": if published.is_empty() { Value::Null } else { published.into() },
        "text": text,
        "blocks": blocks,
    }))
    .unwrap()
}

/// The span of some words of a document.
pub(crate) fn span(document: &Document, words: &str) -> Span {
    let start = document
        .text
        .find(words)
        .unwrap_or_else(|| panic!("'{words}' is not in the text"));
    Span::new(start, start + words.len())
}

/// Somebody's part: `"Ana Orlo|Prime Minister|VNM|visitor"`, empty parts unknown.
pub(crate) fn participant(text: &str) -> Participant {
    let mut parts = text
        .split('|')
        .map(|p| (!p.is_empty()).then(|| p.to_owned()));
    let mut next = || parts.next().flatten();
    let (name, office, side, role) = (next(), next(), next(), next());
    Participant {
        name,
        office,
        side: side.map(|s| s.as_str().into()),
        role: role.unwrap().parse().unwrap(),
    }
}

/// An event whose words are the whole text of its document. `days` is `start` or `start..end`.
pub(crate) fn event(
    document: &Document,
    kind: &str,
    status: &str,
    days: &str,
    place: &str,
    people: &[&str],
) -> Event {
    let (start, end) = days.split_once("..").unwrap_or((days, ""));
    Event {
        kind: kind.parse().unwrap(),
        subtype: None,
        status: status.parse().unwrap(),
        start: start.parse().ok(),
        end: end.parse().ok(),
        place: (!place.is_empty()).then(|| place.to_owned()),
        participants: people.iter().map(|p| participant(p)).collect(),
        topic: None,
        part_of: None,
        codes: Vec::new(),
        evidence: vec![Span::new(0, document.text.len())],
        why: chancery_model::Why {
            confidence: 0.8,
            ..Default::default()
        },
    }
}

/// A reading from the JSON of its lists; evidence is given as words of the document.
pub(crate) fn reading(document: &Document, lists: Value) -> Reading {
    let mut value = json!({"id": document.name, "published": document.published, "voice": null, "events": [],
        "agreements": [], "relations": [], "figures": [], "tenures": [], "statements": []});
    let (Value::Object(fields), Value::Object(given)) = (&mut value, lists) else {
        panic!("lists are an object");
    };
    for (key, mut list) in given {
        for item in list.as_array_mut().unwrap() {
            let quoted = item["evidence"].as_str().map(|words| span(document, words));
            let quoted = quoted.unwrap_or(Span::new(0, document.text.len()));
            item["evidence"] = json!([quoted]);
            if key == "statements" {
                item["span"] = json!([quoted]);
            }
        }
        fields.insert(key, list);
    }
    serde_json::from_value(value).unwrap()
}

pub(crate) fn entry(document: &Document, reading: &Reading) -> Entry {
    let claims = claims_of(document, reading);
    Entry {
        witness: Witness::of(document),
        within: conflicts_within(&claims),
        claims,
    }
}

/// Facts of documents that say one event each.
pub(crate) fn facts_of_events(reports: &[(Document, Event)]) -> Vec<Fact> {
    let entries: Vec<Entry> = (reports.iter())
        .map(|(document, event)| {
            entry(
                document,
                &Reading {
                    events: vec![event.clone()],
                    ..Reading::default()
                },
            )
        })
        .collect();
    merge(&entries)
}

/// Facts of documents and their lists, by kind.
pub(crate) fn facts(kind: Kind, reports: &[(Document, Value)]) -> Vec<Fact> {
    let entries: Vec<Entry> = (reports.iter())
        .map(|(document, lists)| entry(document, &reading(document, lists.clone())))
        .collect();
    merge(&entries)
        .into_iter()
        .filter(|f| f.kind == kind)
        .collect()
}

/// All facts of a record as the bytes of the export.
pub(crate) fn exported(record: &Record) -> String {
    let facts = record.facts(&visits::everything()).unwrap();
    let mut out = Vec::new();
    chancery_export::jsonl(&facts, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
