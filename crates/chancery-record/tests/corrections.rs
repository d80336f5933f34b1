//! What a person corrects beyond single fields: who takes part, and what belongs to what.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use chancery_model::{ClaimBody, Fact, Id, Reading};
use chancery_record::{Error, Held, Record, Request};
use common::visits::{ORLO, Pair, facts, recorded, sound, visit, visits};
use common::{document, event, exported, reading};
use jiff::Timestamp;
use serde_json::json;

const NOON: Timestamp = Timestamp::constant(1_750_000_000, 0);

fn correct(record: &mut Record, claim: &Id, field: &str, value: &str) -> Result<Id, String> {
    let request = Request::Correct {
        claim: claim.clone(),
        field: field.to_owned(),
        value: value.to_owned(),
    };
    match record.decide(NOON, "ana", None, &request) {
        Ok(decision) => Ok(decision.id),
        Err(Error::Refused { why }) => Err(why),
        Err(other) => panic!("{other}"),
    }
}

fn undo(record: &mut Record, decision: Id) {
    let request = Request::Undo(decision);
    record.decide(NOON, "ana", None, &request).unwrap();
}

/// Talks of the visitor in Hanoi.
fn talks(name: &str, published: &str, day: &str) -> Pair {
    let text = format!("{name} of {published}: Ana Orlo of Peru held talks with Lan Vo in Hanoi.");
    let document = document(name, name, published, &text);
    let people = [
        ORLO.replace("visitor", "participant"),
        "Lan Vo|President|VNM|participant".to_owned(),
    ];
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let events = vec![event(
        &document,
        "meeting",
        "occurred",
        day,
        "Hanoi, VNM",
        &people,
    )];
    let reading = Reading {
        events,
        ..Reading::default()
    };
    (document, reading)
}

fn typed<'a>(facts: &'a [Fact], name: &str) -> &'a Fact {
    let is = |fact: &&Fact| matches!(&fact.body, ClaimBody::Event(e) if e.kind.as_str() == name);
    facts.iter().find(is).unwrap()
}

fn owner(record: &Record, part: &Id) -> Option<Id> {
    record.fact(part).unwrap().unwrap().linked
}

#[test]
fn what_belongs_to_what_is_decided_for_the_whole_fact() {
    let mut pairs = visits();
    pairs.push(talks("Lake Gazette", "2024-05-05", "2024-05-04"));
    pairs.push(talks("Delta Wire", "2024-05-05", "2024-05-04"));
    let mut record = recorded(&pairs);
    let before = exported(&record);
    let all = facts(&record);
    let (trip, meeting) = (
        typed(&all, "visit").id.clone(),
        typed(&all, "meeting").clone(),
    );
    assert_eq!(meeting.linked, Some(trip.clone()));

    // The last claim of the fact, not the one that lends it its fields.
    let claim = &meeting.sources.last().unwrap().claim;
    let loose = correct(&mut record, claim, "part_of", "").unwrap();
    assert_eq!(owner(&record, &meeting.id), None);
    sound(&record);
    assert!(correct(&mut record, claim, "part_of", "").is_err());
    let later = all
        .iter()
        .filter(|f| f.id != trip && f.kind == meeting.kind);
    let later = later
        .map(|f| f.id.clone())
        .find(|id| *id != meeting.id)
        .unwrap();
    let moved = correct(&mut record, &meeting.id, "part_of", later.as_str()).unwrap();
    assert_eq!(owner(&record, &meeting.id), Some(later.clone()));
    sound(&record);

    // Read otherwise and back: the decision waits.
    let (document, read) = pairs[2].clone();
    record.add(&document, &Reading::default()).unwrap();
    assert_eq!(record.decisions().unwrap()[1].1, Held::Waiting);
    sound(&record);
    record.add(&document, &read).unwrap();
    assert_eq!(owner(&record, &meeting.id), Some(later));
    let kept = exported(&record);
    record.rebuild().unwrap();
    assert_eq!(exported(&record), kept);

    undo(&mut record, moved);
    assert_eq!(owner(&record, &meeting.id), None);
    undo(&mut record, loose);
    assert_eq!(exported(&record), before);
    sound(&record);
}

#[test]
fn nothing_belongs_to_itself_or_to_another_kind() {
    let mut pairs = visits();
    let mut called = talks("Lake Gazette", "2024-05-05", "2024-05-04");
    called.1.tenures = reading(
        &called.0,
        json!({"tenures": [{"person": "Lan Vo", "office": "President", "side": "VNM", "status": "current"}]}),
    )
    .tenures;
    pairs.push(called);
    let mut record = recorded(&pairs);
    let all = facts(&record);
    let (trip, meeting) = (
        typed(&all, "visit").id.clone(),
        typed(&all, "meeting").id.clone(),
    );
    let office = all
        .iter()
        .find(|f| f.id.as_str().starts_with("ten_"))
        .unwrap();
    for (fact, value, complaint) in [
        (&trip, meeting.as_str(), "belong to itself"),
        (&trip, trip.as_str(), "belong to itself"),
        (&meeting, trip.as_str(), "says so already"),
        (&meeting, office.id.as_str(), "two of one kind"),
        (&meeting, "Hanoi", "is no id"),
    ] {
        let refused = correct(&mut record, fact, "part_of", value).unwrap_err();
        assert!(refused.contains(complaint), "{refused}");
    }
    let refused = correct(&mut record, &office.id, "part_of", trip.as_str()).unwrap_err();
    assert!(refused.contains("no field of tenure"), "{refused}");
    assert!(record.decisions().unwrap().is_empty());
}

#[test]
fn an_agreement_renews_what_a_person_says() {
    let agreement = |name: &str, published: &str, term: [&str; 2]| {
        let text = format!(
            "{name}: a fisheries protocol of Peru and Vietnam for {} to {}.",
            term[0], term[1]
        );
        let document = document(name, name, published, &text);
        let lists = json!({"agreements": [{"title": "fisheries protocol", "kind": "protocol",
            "parties": ["PER", "VNM"], "stage": "signed", "date": published, "term_start": term[0],
            "term_end": term[1]}]});
        let reading = reading(&document, lists);
        (document, reading)
    };
    let mut record = recorded(&[
        agreement("Andes Post", "2019-05-06", ["2020", "2024"]),
        agreement("Delta Wire", "2024-12-06", ["2025", "2029"]),
        agreement("Northern Post", "2034-12-06", ["2035", "2039"]),
    ]);
    let before = exported(&record);
    let [first, second, third] = facts(&record).try_into().unwrap();
    assert_eq!(
        (second.linked, third.linked),
        (Some(first.id.clone()), None)
    );
    let told = correct(&mut record, &third.id, "renews", second.id.as_str()).unwrap();
    assert_eq!(owner(&record, &third.id), Some(second.id.clone()));
    let none = correct(&mut record, &second.id, "renews", "").unwrap();
    assert_eq!(owner(&record, &second.id), None);
    sound(&record);
    undo(&mut record, told);
    undo(&mut record, none);
    assert_eq!(exported(&record), before);
}

#[test]
fn people_come_and_go() {
    let mut record = recorded(&[visit("Andes Post", "2024-05-06", "2024-05-03", ORLO)]);
    let before = exported(&record);
    let fact = facts(&record)[0].clone();
    let claim = fact.sources[0].claim.clone();
    let people = |record: &Record| match &facts(record)[0].body {
        ClaimBody::Event(event) => (event.participants.iter())
            .map(|p| {
                p.name
                    .clone()
                    .or(p.side.as_ref().map(ToString::to_string))
                    .unwrap()
            })
            .collect::<Vec<String>>(),
        _ => panic!("an event"),
    };
    assert_eq!(people(&record), ["Ana Orlo", "VNM"]);
    let came = correct(
        &mut record,
        &claim,
        "participants.new",
        "participant, PER, Ika Sol, Minister of Trade, Tourism",
    )
    .unwrap();
    assert_eq!(people(&record), ["Ana Orlo", "VNM", "Ika Sol"]);
    assert!(
        correct(
            &mut record,
            &claim,
            "participants.new",
            "participant, PER, Ika Sol, Minister of Trade, Tourism"
        )
        .is_err()
    );
    let went = correct(&mut record, &claim, "participants.0", "").unwrap();
    let host = correct(&mut record, &claim, "participants.0", "host, VNM, Lan Vo").unwrap();
    assert_eq!(people(&record), ["Lan Vo", "Ika Sol"]);
    sound(&record);
    undo(&mut record, went);
    assert_eq!(people(&record), ["Ana Orlo", "Lan Vo", "Ika Sol"]);
    undo(&mut record, came);
    undo(&mut record, host);
    assert_eq!(exported(&record), before);
    for (value, complaint) in [
        ("participant, Peru, Ika Sol", "did you mean PER (Peru)?"),
        ("friend, PER, Ika Sol", "ROLE, SIDE, NAME, OFFICE"),
    ] {
        let refused = correct(&mut record, &claim, "participants.new", value).unwrap_err();
        assert!(refused.contains(complaint), "{refused}");
    }
}
