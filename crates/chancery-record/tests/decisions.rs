//! What people decide holds, whatever comes later, and can be taken back.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use std::collections::BTreeSet;

use chancery_model::{ClaimBody, Fact, Id, Kind, Reading, Stance};
use chancery_record::{Deserving, Error, Held, Record, Request, entries, merge_decided};
use common::visits::{everything, facts, recorded, sound, visits};
use common::world::Chance;
use common::{document, exported, mixture};
use jiff::Timestamp;
use proptest::prelude::*;

const NOON: Timestamp = Timestamp::constant(1_750_000_000, 0);

fn decide(record: &mut Record, request: Request) -> Id {
    record.decide(NOON, "ana", None, &request).unwrap().id
}

#[test]
fn merged_facts_stay_one_and_come_apart_again() {
    let pairs = visits();
    let mut record = recorded(&pairs);
    let before = exported(&record);
    let two = facts(&record);
    assert_eq!(two.len(), 2);
    let merge = decide(
        &mut record,
        Request::Merge(two[1].id.clone(), two[0].sources[1].claim.clone()),
    );
    assert_eq!(facts(&record).len(), 1);
    assert_eq!(
        facts(&record)[0].id,
        two[0].id,
        "named after the first claim"
    );
    sound(&record);

    // A report of the first visit that comes later joins, though the rules tell it apart from the other.
    let mut later = visits().remove(0);
    later.0 = document(
        "Lake Gazette",
        "Lake Gazette",
        "2024-05-08",
        "The Peruvian prime minister has been to Hanoi early in May, says the gazette of the lake.",
    );
    later.1.events[0].evidence = vec![chancery_model::Span::new(0, later.0.text.len())];
    record.add(&later.0, &later.1).unwrap();
    assert_eq!(facts(&record).len(), 1);
    assert_eq!(facts(&record)[0].sources.len(), 4);
    sound(&record);
    record.add(&later.0, &Reading::default()).unwrap();

    let undo = decide(&mut record, Request::Undo(merge.clone()));
    let gone = record.decide(NOON, "ana", None, &Request::Undo(merge));
    assert!(matches!(gone, Err(Error::Refused { .. })));
    let after: Vec<Fact> = facts(&record);
    assert_eq!(after.len(), 2);
    assert_eq!(exported(&record), before);
    decide(&mut record, Request::Undo(undo));
    assert_eq!(facts(&record).len(), 1);
    sound(&record);
}

#[test]
fn a_claim_leaves_its_fact_and_may_return() {
    let mut record = recorded(&visits());
    let before = facts(&record);
    let claim = before[0].sources[1].claim.clone();
    decide(&mut record, Request::Split(claim.clone()));
    assert_eq!(facts(&record).len(), 3);
    assert_eq!(record.fact(&claim).unwrap().unwrap().sources.len(), 1);
    sound(&record);
    decide(
        &mut record,
        Request::Merge(claim.clone(), before[0].id.clone()),
    );
    assert_eq!(facts(&record).len(), 2);
    sound(&record);
    decide(&mut record, Request::Split(claim));
    assert_eq!(facts(&record).len(), 3);
    let lonely = facts(&record)[0].id.clone();
    let refused = record.decide(NOON, "ana", None, &Request::Split(lonely));
    assert!(matches!(refused, Err(Error::Refused { .. })));
    sound(&record);
}

#[test]
fn what_is_rejected_no_longer_speaks() {
    let mut record = recorded(&visits());
    let before = exported(&record);
    let fact = facts(&record)[0].clone();
    let one = decide(&mut record, Request::Reject(fact.sources[0].claim.clone()));
    let now = record.fact(&fact.id).unwrap().unwrap();
    assert_eq!(now.sources[0].stance, Stance::Rejected);
    assert_eq!(now.sources[1].stance, Stance::Supports);
    decide(&mut record, Request::Reject(fact.id.clone()));
    assert_eq!(facts(&record).len(), 1);
    assert_eq!(
        record.fact(&fact.id).unwrap().unwrap().id,
        fact.id,
        "an id keeps leading somewhere"
    );
    sound(&record);
    let accepted = decide(&mut record, Request::Accept(fact.id.clone()));
    assert_eq!(exported(&record), before);
    let mut open = 0;
    let wanted = Deserving {
        disputed: false,
        unsure_below: Some(1.1),
        these: &BTreeSet::from([fact.id.clone()]),
    };
    (record.each_unreviewed(&wanted, |_| {
        open += 1;
        Ok(())
    }))
    .unwrap();
    assert_eq!(open, 1);
    decide(&mut record, Request::Undo(accepted));
    decide(&mut record, Request::Undo(one));
    assert_eq!(facts(&record).len(), 1);
    sound(&record);
}

#[test]
fn a_correction_is_laid_over_the_claim_and_leaves_it_as_it_was() {
    let pairs = visits();
    let mut record = recorded(&pairs);
    let wrong = facts(&record)[1].clone();
    let (claim, source) = (
        wrong.sources[0].claim.clone(),
        wrong.sources[0].document.clone(),
    );
    let stored = record.claims(&source).unwrap();
    let correct = |field: &str, value: &str| Request::Correct {
        claim: claim.clone(),
        field: field.to_owned(),
        value: value.to_owned(),
    };
    let day = decide(&mut record, correct("start", "2024-05-03"));
    assert_eq!(facts(&record).len(), 1, "it is the other visit after all");
    decide(
        &mut record,
        Request::Name {
            claim: claim.clone(),
            whom: "host".to_owned(),
            name: "Lan Vo".to_owned(),
        },
    );
    assert_eq!(record.claims(&source).unwrap(), stored);
    let ClaimBody::Event(visit) = &facts(&record)[0].body else {
        panic!("an event");
    };
    assert!(
        visit
            .participants
            .iter()
            .any(|p| p.name.as_deref() == Some("Lan Vo"))
    );
    sound(&record);

    let vague = record.decide(NOON, "ana", None, &correct("start", "in May"));
    assert!(matches!(vague, Err(Error::Refused { .. })));
    decide(&mut record, Request::Undo(day));
    assert_eq!(facts(&record).len(), 2);
    sound(&record);
}

#[test]
fn decisions_outlive_their_claims() {
    let pairs = visits();
    let mut record = recorded(&pairs);
    let fact = facts(&record)[1].clone();
    decide(
        &mut record,
        Request::Correct {
            claim: fact.sources[0].claim.clone(),
            field: "participants.0.office".to_owned(),
            value: "President".to_owned(),
        },
    );
    let before = exported(&record);
    assert_eq!(record.decisions().unwrap()[0].1, Held::Active);
    record.add(&pairs[2].0, &Reading::default()).unwrap();
    assert_eq!(record.decisions().unwrap()[0].1, Held::Waiting);
    assert_eq!(record.verify().unwrap().waiting, 1);
    record.add(&pairs[2].0, &pairs[2].1).unwrap();
    assert_eq!(record.decisions().unwrap()[0].1, Held::Active);
    assert_eq!(exported(&record), before);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut record = recorded(&visits());
    let nobody = Id::parse("evt_aaaaaaaaaaaaaaaa").unwrap();
    let fact = facts(&record)[0].id.clone();
    let mut try_it = |who: &str, request: Request| record.decide(NOON, who, None, &request);
    assert!(matches!(
        try_it("ana", Request::Reject(nobody.clone())),
        Err(Error::Unknown { .. })
    ));
    assert!(matches!(
        try_it("ana", Request::Undo(nobody)),
        Err(Error::Unknown { .. })
    ));
    assert!(matches!(
        try_it("ana", Request::Merge(fact.clone(), fact.clone())),
        Err(Error::Refused { .. })
    ));
    assert!(matches!(
        try_it(" ", Request::Accept(fact)),
        Err(Error::Refused { .. })
    ));
    assert!(record.decisions().unwrap().is_empty());
}

#[test]
fn a_record_of_the_first_version_is_read_and_taken_over() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("first-version.db");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    let mut record = Record::open(&path).unwrap();
    record
        .add_batch(visits().iter().map(|(d, r)| (d, r)))
        .unwrap();
    let before = exported(&record);
    drop(record);
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(
        "UPDATE setting SET value = '1' WHERE key = 'rules';
         DROP INDEX claim_node; CREATE INDEX claim_node ON claim (node); ALTER TABLE node DROP COLUMN profile;
         DROP TABLE decision; DROP TABLE past_claim; DROP TABLE claim_time; ALTER TABLE claim DROP COLUMN rejected;
         ALTER TABLE document ADD COLUMN text TEXT NOT NULL DEFAULT '';
         ALTER TABLE document ADD COLUMN meta TEXT NOT NULL DEFAULT '';
         UPDATE document SET (text, meta) = (SELECT t.text, t.meta FROM document_text t WHERE t.document = n);
         DROP VIEW passage_text; DROP TABLE document_text;
         CREATE VIEW passage_text AS SELECT p.n AS n, d.id AS document, p.kind AS kind, p.start AS start, p.\"end\" AS \"end\",
           CAST(substr(CAST(d.text AS BLOB), p.start + 1, p.\"end\" - p.start) AS TEXT) AS text
         FROM passage p JOIN document d ON d.n = p.document;
         PRAGMA legacy_alter_table = ON;
         DROP TABLE fact_place; ALTER TABLE fact_side RENAME TO by_day; DROP INDEX side_fact;
         CREATE TABLE fact_side (side TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (side, fact)) STRICT, WITHOUT ROWID;
         CREATE INDEX side_fact ON fact_side (fact);
         INSERT INTO fact_side SELECT side, fact FROM by_day; DROP TABLE by_day;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);

    let read = Record::open_to_read(&path).unwrap();
    assert_eq!(exported(&read), before);
    assert!(read.decisions().unwrap().is_empty());
    sound(&read);
    drop(read);
    let mut record = Record::open(&path).unwrap();
    assert_eq!(exported(&record), before);
    let fact = facts(&record)[0].id.clone();
    decide(&mut record, Request::Reject(fact));
    assert_eq!(facts(&record).len(), 1);
    sound(&record);
}

/// Some decision about the record as it is.
fn some_request(record: &Record, chance: &mut Chance) -> Option<Request> {
    let facts = record.facts(&everything()).unwrap();
    if facts.is_empty() {
        return None;
    }
    let fact = chance.pick(&facts);
    let claim = chance.pick(&fact.sources).claim.clone();
    Some(match chance.below(8) {
        0 | 1 => {
            let same: Vec<&Fact> = facts
                .iter()
                .filter(|f| f.kind == fact.kind && f.id != fact.id)
                .collect();
            Request::Merge(
                chance.pick(&[same.first()?, same.last()?]).id.clone(),
                claim,
            )
        }
        2 if fact.sources.len() > 1 => Request::Split(claim),
        3 => Request::Reject(claim),
        4 => Request::Accept(fact.id.clone()),
        5 | 6 if matches!(fact.kind, Kind::Event | Kind::Agreement) => {
            let owner = chance.pick(&facts).id.to_string();
            Request::Correct {
                claim,
                field: match fact.kind {
                    Kind::Event => "part_of".to_owned(),
                    _ => "renews".to_owned(),
                },
                value: chance.pick(&[owner, String::new()]).clone(),
            }
        }
        _ => {
            let (field, value) = match fact.kind {
                Kind::Event => ("start", "2024-03-04"),
                Kind::Agreement => ("date", "2024-03-04"),
                Kind::Relation => ("date", "2011"),
                Kind::Figure => ("value", "7000"),
                Kind::Tenure => ("person", "Lan Vo"),
                Kind::Statement => ("speaker", "Lan Vo"),
            };
            Request::Correct {
                claim,
                field: field.to_owned(),
                value: value.to_owned(),
            }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn decisions_are_input_of_the_merge(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let documents = mixture::documents(seed, 12);
        let (first, later) = documents.split_at(8);
        let mut record = recorded(first);
        let mut taken = Vec::new();
        for _ in 0..6 {
            if let Some(request) = some_request(&record, &mut chance)
                && let Ok(decision) = record.decide(NOON, "ana", None, &request)
            {
                taken.push(decision);
            }
        }
        record.add_batch(later.iter().map(|(d, r)| (d, r))).unwrap();
        let mut given: Vec<_> = record.decisions().unwrap().into_iter().map(|(d, _)| d).collect();
        prop_assert_eq!(&given, &taken);

        // Kept up step by step, built anew, and merged anew from documents and decisions in any order.
        let report = record.verify().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
        let kept_up = record.facts(&everything()).unwrap();
        chance.shuffle(&mut given);
        let entries = entries(documents.iter().rev().map(|(d, r)| (d, r)));
        prop_assert_eq!(&merge_decided(&entries, &given), &kept_up);
        let before = exported(&record);
        record.rebuild().unwrap();
        prop_assert_eq!(&before, &exported(&record));

        // Read otherwise and back.
        for (document, _) in &documents {
            record.add(document, &Reading::default()).unwrap();
        }
        record.add_batch(documents.iter().map(|(d, r)| (d, r))).unwrap();
        prop_assert_eq!(&before, &exported(&record));
    }

    #[test]
    fn undoing_all_restores_all(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let mut record = recorded(&mixture::documents(seed, 10));
        let mut states = vec![exported(&record)];
        let mut taken = Vec::new();
        for _ in 0..6 {
            if let Some(request) = some_request(&record, &mut chance)
                && let Ok(decision) = record.decide(NOON, "ana", None, &request)
            {
                taken.push(decision.id);
                states.push(exported(&record));
            }
        }
        while let Some(decision) = taken.pop() {
            prop_assert_eq!(states.pop(), Some(exported(&record)));
            decide(&mut record, Request::Undo(decision));
        }
        prop_assert_eq!(&states[0], &exported(&record));
        let report = record.verify().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
    }
}
