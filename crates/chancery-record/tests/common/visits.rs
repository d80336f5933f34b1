//! Reports of visits of one prime minister, and what tests ask of a record of them.

use chancery_model::{Document, Fact, Reading};
use chancery_record::{Filter, Record};

use super::{document, event};

/// A document and its reading.
pub(crate) type Pair = (Document, Reading);

/// The visitor, as [`super::participant`] reads it.
pub(crate) const ORLO: &str = "Ana Orlo|Prime Minister|PER|visitor";

/// One outlet's report of a visit to Hanoi on some days.
pub(crate) fn visit(name: &str, published: &str, days: &str, visitor: &str) -> Pair {
    let text =
        format!("{name} of {published}: Prime Minister Ana Orlo of Peru was in Hanoi for talks.");
    let document = document(name, name, published, &text);
    let people = [visitor, "||VNM|host"];
    let events = vec![event(
        &document,
        "visit",
        "occurred",
        days,
        "Hanoi, VNM",
        &people,
    )];
    let reading = Reading {
        events,
        ..Reading::default()
    };
    (document, reading)
}

/// Two reports of a visit and one of another a month later.
pub(crate) fn visits() -> Vec<Pair> {
    let days = "2024-05-03..2024-05-05";
    vec![
        visit("Andes Post", "2024-05-06", days, ORLO),
        visit("Delta Wire", "2024-05-07", days, ORLO),
        visit("Northern Post", "2024-06-20", "2024-06-15", ORLO),
    ]
}

/// A record in memory of these documents.
pub(crate) fn recorded(pairs: &[Pair]) -> Record {
    let mut record = Record::in_memory().unwrap();
    record.add_batch(pairs.iter().map(|(d, r)| (d, r))).unwrap();
    record
}

/// All facts, those that nobody tells any longer too.
pub(crate) fn everything() -> Filter {
    Filter {
        superseded: true,
        ..Filter::default()
    }
}

/// The facts that are told, the first reported first.
pub(crate) fn facts(record: &Record) -> Vec<Fact> {
    let mut facts = record.facts(&Filter::default()).unwrap();
    facts.sort_by_key(|fact| fact.sources[0].published);
    facts
}

/// Fails where the record is not what follows from its claims and decisions.
pub(crate) fn sound(record: &Record) {
    let report = record.verify().unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
}
