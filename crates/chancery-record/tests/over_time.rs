//! The record as it stood, and what changed since.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use chancery_model::{Id, Reading};
use chancery_record::{Added, How, Record, Request, What};
use common::visits::{ORLO, Pair, facts, visit};
use common::{exported, mixture};
use jiff::{SignedDuration, Timestamp};

const START: Timestamp = Timestamp::constant(1_750_000_000, 0);

fn minute(n: i64) -> Timestamp {
    START + SignedDuration::from_mins(n)
}

fn after(n: i64) -> Timestamp {
    minute(n) + SignedDuration::from_secs(1)
}

fn add(record: &mut Record, at: Timestamp, pairs: &[Pair]) -> Vec<Added> {
    let pairs = pairs.iter().map(|(d, r)| (d, r));
    record.add_batch_at(at, pairs).unwrap()
}

#[test]
fn every_earlier_state_can_be_seen_again() {
    let mut record = Record::in_memory().unwrap();
    let mut states = vec![exported(&record)];
    let first = visit("Andes Post", "2024-05-06", "2024-05", ORLO);
    add(&mut record, minute(1), std::slice::from_ref(&first));
    states.push(exported(&record));
    add(
        &mut record,
        minute(2),
        &[
            visit("Delta Wire", "2024-05-07", "2024-05-03", ORLO),
            visit("Northern Post", "2024-06-20", "2024-06-15", ORLO),
        ],
    );
    states.push(exported(&record));
    // Read anew: the day is now known.
    let better = visit("Andes Post", "2024-05-06", "2024-05-04", ORLO);
    assert_eq!(add(&mut record, minute(3), &[better]), [Added::Reread]);
    states.push(exported(&record));
    let id = facts(&record)[0].id.clone();
    record
        .decide(minute(4), "ana", None, &Request::Reject(id))
        .unwrap();
    states.push(exported(&record));
    // Read anew so that it says nothing.
    add(&mut record, minute(5), &[(first.0, Reading::default())]);
    states.push(exported(&record));

    for (n, state) in states.iter().enumerate() {
        let then = record.diff(after(n as i64), Some(after(n as i64))).unwrap();
        assert!(then.facts.is_empty());
        let past = record.past(after(n as i64)).unwrap();
        let past = past.as_ref().unwrap_or(&record);
        assert_eq!(&exported(past), state, "after minute {n}");
        assert!(past.verify().unwrap().is_sound());
    }
    assert!(record.verify().unwrap().is_sound());
}

#[test]
fn an_earlier_state_is_not_written_to() {
    let mut record = Record::in_memory().unwrap();
    add(
        &mut record,
        minute(1),
        &[visit("Andes Post", "2024-05-06", "2024-05", ORLO)],
    );
    add(
        &mut record,
        minute(2),
        &[visit("Delta Wire", "2024-05-07", "2024-05-03", ORLO)],
    );
    let mut past = record.as_of(after(1)).unwrap();
    let id = facts(&past)[0].id.clone();
    assert!(
        past.decide(minute(9), "ana", None, &Request::Reject(id))
            .is_err()
    );
}

#[test]
fn a_change_is_told_with_what_brought_it_about() {
    let mut record = Record::in_memory().unwrap();
    let first = visit("Andes Post", "2024-05-06", "2024-05", ORLO);
    let second = visit("Delta Wire", "2024-05-07", "2024-05-03", ORLO);
    add(&mut record, minute(1), std::slice::from_ref(&first));
    add(&mut record, minute(2), std::slice::from_ref(&second));
    let came = record.diff(after(1), Some(after(2))).unwrap();
    let [one] = came.facts.as_slice() else {
        panic!("{:?}", came.facts);
    };
    assert_eq!(one.change.what, What::Changed);
    let start = one
        .change
        .fields
        .iter()
        .find(|f| f.field == "start")
        .unwrap();
    assert_eq!(
        (start.from.as_str(), start.to.as_str()),
        (Some("2024-05"), Some("2024-05-03"))
    );
    assert_eq!(one.documents.len(), 1);
    assert_eq!(
        (one.documents[0].name.as_str(), &one.documents[0].how),
        ("Delta Wire", &How::Added)
    );
    assert!(one.decisions.is_empty() && came.documents.len() == 1);

    // A person tells them apart, and together again.
    let claim = one.change.told[0].clone();
    let split = record
        .decide(
            minute(3),
            "ana",
            Some("another trip"),
            &Request::Split(claim),
        )
        .unwrap();
    let apart = record.diff(after(2), Some(after(3))).unwrap();
    let whats: Vec<What> = apart.facts.iter().map(|f| f.change.what).collect();
    assert_eq!(whats, [What::Changed, What::Split]);
    assert!(
        apart
            .facts
            .iter()
            .all(|f| f.decisions.iter().any(|d| d.id == split.id))
    );
    record
        .decide(minute(4), "ana", None, &Request::Undo(split.id))
        .unwrap();
    let again = record.diff(after(3), Some(after(4))).unwrap();
    let [one] = again.facts.as_slice() else {
        panic!("{:?}", again.facts);
    };
    assert_eq!(
        (one.change.what, one.change.was.len(), one.decisions.len()),
        (What::Merged, 1, 1)
    );

    // Read anew: nothing is said any longer.
    add(
        &mut record,
        minute(5),
        &[
            (first.0, Reading::default()),
            (second.0, Reading::default()),
        ],
    );
    let gone = record.diff(after(4), None).unwrap();
    let [one] = gone.facts.as_slice() else {
        panic!("{:?}", gone.facts);
    };
    assert_eq!(one.change.what, What::Gone);
    assert!(one.documents.len() == 2 && one.documents.iter().all(|d| d.how == How::Reread));
    assert!(record.diff(after(5), None).unwrap().facts.is_empty());
    // Later changes do not change what is said of earlier ones.
    assert_eq!(record.diff(after(1), Some(after(2))).unwrap(), came);
}

#[test]
fn a_record_grown_in_parts_can_be_seen_after_each_part() {
    let pairs = mixture::documents(7, 12);
    let mut record = Record::in_memory().unwrap();
    let third = pairs.len() / 3;
    add(&mut record, minute(1), &pairs[..third]);
    let first = exported(&record);
    add(&mut record, minute(2), &pairs[third..]);
    let ids: Vec<Id> = facts(&record).into_iter().map(|f| f.id).collect();
    record
        .decide(minute(3), "ana", None, &Request::Accept(ids[0].clone()))
        .unwrap();
    let past = record.as_of(after(1)).unwrap();
    assert_eq!(exported(&past), first);
}

#[test]
fn what_came_last_is_taken_back_as_if_it_had_not_come() {
    for seed in 1..6 {
        let pairs = mixture::documents(seed, 10);
        let most = pairs.len() - pairs.len() / 4;
        let mut record = Record::in_memory().unwrap();
        add(&mut record, minute(1), &pairs[..most]);
        let first = exported(&record);
        let ids: Vec<Id> = facts(&record).into_iter().map(|f| f.id).collect();
        record
            .decide(minute(2), "ana", None, &Request::Reject(ids[1].clone()))
            .unwrap();
        let second = exported(&record);
        add(&mut record, minute(3), &pairs[most..]);
        record
            .decide(minute(4), "ana", None, &Request::Reject(ids[0].clone()))
            .unwrap();
        let past = |n: i64| record.past(after(n)).unwrap().unwrap();
        for (n, then) in [(1, &first), (2, &second)] {
            assert_eq!(exported(&past(n)), *then, "seed {seed}, part {n}");
            let report = past(n).verify().unwrap();
            assert!(report.is_sound(), "{:?}", report.problems);
        }
    }
}
