//! Copies and later versions of an article.

mod common;

use chancery_model::{ClaimBody, Document, Stance};
use chancery_record::{Added, Record, entries, merge};
use common::{document, reading, with_address};
use serde_json::json;

const STORY: &str = "Officials of both banks met in the old custom house to talk about the water of the river. \
    They agreed to measure it together every month, to print the figures, and to call each other when it rises. \
    A first list of gauges was read out, village by village, while the ferry waited below.";

#[test]
fn a_copied_article_is_one_witness() {
    let first = document("a", "Harbour Wire", "2024-05-01", STORY);
    let second = document(
        "b",
        "Northern Post",
        "2024-05-02",
        &format!("{STORY} Reporting by Harbour Wire."),
    );
    let third = document(
        "c",
        "Delta News",
        "2024-05-02",
        "The banks of the river have a treaty, says an old hand.",
    );
    let list = |document: &Document| {
        reading(
            document,
            json!({"relations": [{"dyad": ["KHM", "VNM"], "milestone": "established", "date": "1967", "evidence": null}]}),
        )
    };
    let readings = [list(&first), list(&second), list(&third)];
    let found = merge(&entries([
        (&first, &readings[0]),
        (&second, &readings[1]),
        (&third, &readings[2]),
    ]));
    let stances: Vec<_> = found[0]
        .sources
        .iter()
        .map(|s| (s.name.as_str(), s.stance))
        .collect();
    let repeats = stances.iter().find(|(name, _)| *name == "b").unwrap();
    assert_eq!(repeats.1, Stance::Repeats);
    assert_eq!(
        stances
            .iter()
            .filter(|(_, s)| *s == Stance::Supports)
            .count(),
        2
    );
}

#[test]
fn a_later_version_takes_the_place_of_the_earlier() {
    let url = Some("https://example.org/river");
    let early = with_address("a", "Harbour Wire", "2024-05-01", STORY, url);
    let late = with_address(
        "b",
        "Harbour Wire",
        "2024-05-02",
        &format!("{STORY} Corrected."),
        url,
    );
    let list = |document: &Document, value: f64| {
        reading(
            document,
            json!({"figures": [{"measure": "trade", "kind": "reported", "value": value, "unit": "USD", "bound": null,
                "period": "2023", "parties": ["KHM", "VNM"], "flow": null, "evidence": null}]}),
        )
    };
    let (old, new) = (list(&early, 700e6), list(&late, 756e6));
    let mut record = Record::in_memory().unwrap();
    assert_eq!(record.add(&early, &old).unwrap(), Added::New);
    assert_eq!(
        record.add(&late, &new).unwrap(),
        Added::NewVersionOf(early.id.clone())
    );
    let facts = record.facts(&chancery_record::Filter::default()).unwrap();
    assert_eq!(facts.len(), 1);
    // What the earlier version said is still found, and contradicts nothing.
    assert!(matches!(&facts[0].body, ClaimBody::Figure(f) if f.value == 756e6));
    assert!(facts[0].conflicts.is_empty());
    assert_eq!(
        facts[0]
            .sources
            .iter()
            .map(|s| s.stance)
            .collect::<Vec<_>>(),
        [Stance::Superseded, Stance::Supports]
    );
    assert!(record.document(&early.id).unwrap().is_some());
    assert!(record.verify().unwrap().is_sound());
}

#[test]
fn an_update_at_its_own_address_takes_the_place_of_what_it_updates() {
    let wire = |title: &str, page: &str, end: &str| {
        let text = format!("{STORY} {end}");
        let mut document = with_address("w", "Harbour Wire", "2024-05-01", &text, Some(page));
        document.title = Some(title.to_owned());
        document
    };
    let early = wire(
        "Banks agree on gauges",
        "https://example.org/1",
        "More follows.",
    );
    let late = wire(
        "UPDATE 1-Banks agree on gauges",
        "https://example.org/2",
        "Four gauges, not five.",
    );
    let empty = reading(&early, json!({}));
    let other = reading(&late, json!({}));
    let found = entries([(&early, &empty), (&late, &other)]);
    let replaced = found.iter().filter(|entry| entry.witness.is_replaced());
    assert_eq!(replaced.count(), 1);
}
