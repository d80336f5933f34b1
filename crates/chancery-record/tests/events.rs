//! Reports of events: what is one, what is told differently, what belongs to what.

mod common;

use chancery_model::{ClaimBody, ConflictKind, Document, Event, Fact, Scope, Stance, Status};
use common::{document, event, facts_of_events};

const VISITOR: &str = "Ana Orlo|Prime Minister|VNM|visitor";
const HOST: &str = "||KHM|host";

fn visit(
    name: &str,
    outlet: &str,
    published: &str,
    text: &str,
    status: &str,
    days: &str,
) -> (Document, Event) {
    let document = document(name, outlet, published, text);
    let event = event(&document, "visit", status, days, "KHM", &[VISITOR, HOST]);
    (document, event)
}

fn body(fact: &Fact) -> &Event {
    match &fact.body {
        ClaimBody::Event(event) => event,
        other => panic!("{other:?}"),
    }
}

fn only(facts: &[Fact]) -> &Fact {
    assert_eq!(facts.len(), 1, "{facts:#?}");
    &facts[0]
}

fn kinds(fact: &Fact) -> Vec<(ConflictKind, Scope)> {
    fact.conflicts.iter().map(|c| (c.kind, c.scope)).collect()
}

#[test]
fn a_plan_that_came_true_is_one_event() {
    let plan = visit(
        "a",
        "Harbour Wire",
        "2024-03-20",
        "Orlo will visit Cambodia from March 25 to 27.",
        "planned",
        "2024-03-25..2024-03-27",
    );
    let report = visit(
        "b",
        "Northern Post",
        "2024-03-28",
        "Orlo has returned from Cambodia after a visit.",
        "occurred",
        "2024-03-25..2024-03-27",
    );
    let facts = facts_of_events(&[report, plan]);
    let fact = only(&facts);
    assert_eq!(body(fact).status, Status::Occurred);
    assert!(fact.conflicts.is_empty());
    // Named after the first report of it.
    assert_eq!(fact.sources[0].name, "a");
    assert_eq!(fact.id.hash(), fact.sources[0].claim.hash());
}

#[test]
fn a_plan_that_was_moved_is_no_contradiction() {
    let plan = visit(
        "a",
        "Harbour Wire",
        "2024-03-20",
        "Orlo will visit Cambodia from March 25 to 27.",
        "planned",
        "2024-03-25..2024-03-27",
    );
    let report = visit(
        "b",
        "Northern Post",
        "2024-03-28",
        "Orlo visited Cambodia from March 26 to 28.",
        "occurred",
        "2024-03-26..2024-03-28",
    );
    let facts = facts_of_events(&[plan, report]);
    assert!(only(&facts).conflicts.is_empty());
    assert_eq!(body(&facts[0]).start, "2024-03-26".parse().ok());
}

#[test]
fn the_length_in_words_against_the_days_of_the_same_report() {
    let report = visit(
        "a",
        "Harbour Wire",
        "2024-03-25",
        "Orlo is on a four-day official visit from March 25 to 29.",
        "ongoing",
        "2024-03-25..2024-03-29",
    );
    let facts = facts_of_events(&[report]);
    assert_eq!(
        kinds(only(&facts)),
        [(ConflictKind::Duration, Scope::Within)]
    );
    assert_eq!(
        (
            facts[0].conflicts[0].a.1.as_str(),
            facts[0].conflicts[0].b.1.as_str()
        ),
        ("4 days", "5 days")
    );
}

#[test]
fn two_outlets_with_other_days_and_lengths() {
    let one = visit(
        "a",
        "Harbour Wire",
        "2024-03-26",
        "Orlo is in Cambodia from March 25 to 29.",
        "ongoing",
        "2024-03-25..2024-03-29",
    );
    let other = visit(
        "b",
        "Northern Post",
        "2024-03-27",
        "Orlo, in Cambodia from March 25 to 28, toured a port.",
        "ongoing",
        "2024-03-25..2024-03-28",
    );
    let third = visit(
        "c",
        "Delta News",
        "2024-03-28",
        "Orlo is on a three-day trip to Cambodia.",
        "ongoing",
        "2024-03-25",
    );
    let facts = facts_of_events(&[one, other, third]);
    let fact = only(&facts);
    assert_eq!(
        kinds(fact),
        [
            (ConflictKind::Date, Scope::Between),
            (ConflictKind::Duration, Scope::Between)
        ]
    );
    let stances: Vec<Stance> = fact.sources.iter().map(|s| s.stance).collect();
    assert!(stances.contains(&Stance::Contradicts));
}

#[test]
fn the_same_visitor_in_two_countries() {
    let one = visit(
        "a",
        "Harbour Wire",
        "2024-03-26",
        "Orlo is in Cambodia.",
        "ongoing",
        "2024-03-25..2024-03-27",
    );
    let text = "Orlo then flew on to Laos.";
    let there = document("b", "Harbour Wire", "2024-03-28", text);
    let other = event(
        &there,
        "visit",
        "ongoing",
        "2024-03-27..2024-03-28",
        "LAO",
        &[VISITOR, "||LAO|host"],
    );
    assert_eq!(facts_of_events(&[one, (there, other)]).len(), 2);
}

#[test]
fn who_visits_and_who_receives_is_no_detail() {
    let one = visit(
        "a",
        "Harbour Wire",
        "2024-03-26",
        "Orlo is in Cambodia.",
        "ongoing",
        "2024-03-25..2024-03-27",
    );
    let back = document(
        "b",
        "Harbour Wire",
        "2024-03-26",
        "A minister of Cambodia is in Vietnam.",
    );
    let other = event(
        &back,
        "visit",
        "ongoing",
        "2024-03-25..2024-03-27",
        "VNM",
        &["||KHM|visitor", "||VNM|host"],
    );
    assert_eq!(facts_of_events(&[one, (back, other)]).len(), 2);
}

#[test]
fn what_happened_and_was_denied_exists_and_does_not() {
    let one = visit(
        "a",
        "Harbour Wire",
        "2024-03-26",
        "Orlo came to Cambodia on Monday.",
        "occurred",
        "2024-03-25",
    );
    let other = visit(
        "b",
        "Northern Post",
        "2024-03-27",
        "No visit of Orlo took place on Monday, the palace said.",
        "denied",
        "2024-03-25",
    );
    let facts = facts_of_events(&[one, other]);
    assert_eq!(
        kinds(only(&facts)),
        [(ConflictKind::Existence, Scope::Between)]
    );
}

#[test]
fn what_was_called_off_is_cancelled() {
    let plan = visit(
        "a",
        "Harbour Wire",
        "2024-03-20",
        "Orlo will come on March 25.",
        "planned",
        "2024-03-25",
    );
    let off = visit(
        "b",
        "Northern Post",
        "2024-03-22",
        "Orlo has called off the visit of March 25.",
        "cancelled",
        "2024-03-25",
    );
    let facts = facts_of_events(&[plan.clone(), off.clone()]);
    assert_eq!(body(only(&facts)).status, Status::Cancelled);
    assert!(facts[0].conflicts.is_empty());
    let came = visit(
        "c",
        "Delta News",
        "2024-03-26",
        "Orlo came on March 25 after all.",
        "occurred",
        "2024-03-25",
    );
    let facts = facts_of_events(&[plan, off, came]);
    assert_eq!(
        kinds(only(&facts)),
        [(ConflictKind::Status, Scope::Between)]
    );
}

#[test]
fn what_is_only_supposed_stays_apart() {
    let real = visit(
        "a",
        "Harbour Wire",
        "2024-03-26",
        "Orlo came on Monday.",
        "occurred",
        "2024-03-25",
    );
    let idea = visit(
        "b",
        "Northern Post",
        "2024-03-26",
        "Had Orlo come on Monday, the talks might have been saved.",
        "hypothetical",
        "2024-03-25",
    );
    assert_eq!(facts_of_events(&[real, idea]).len(), 2);
}

fn call(name: &str, published: &str, day: &str, who: &[&str]) -> (Document, Event) {
    let document = document(
        name,
        "Ministry of Foreign Affairs",
        published,
        &format!("The ministers spoke by telephone, item {name}."),
    );
    let event = event(&document, "call", "occurred", day, "", who);
    (document, event)
}

#[test]
fn two_calls_of_the_same_people_are_two() {
    let who = [
        "Bek Taran|Foreign Minister|POL|participant",
        "Lin Oda|Foreign Minister|NOR|participant",
    ];
    let calls = [
        call("1", "2024-03-01", "2024-03-01", &who),
        call("2", "2024-03-02", "2024-03-02", &who),
        call("3", "2024-03-05", "2024-03-05", &who),
    ];
    assert_eq!(facts_of_events(&calls).len(), 3);
}

#[test]
fn a_name_misspelt_in_one_report_is_the_same_person() {
    let calls = [
        call(
            "1",
            "2024-03-01",
            "2024-03-01",
            &[
                "Bek Taranov|Foreign Minister|POL|participant",
                "Lin Odaya|Foreign Minister|NOR|participant",
            ],
        ),
        call(
            "2",
            "2024-03-02",
            "2024-03-01",
            &[
                "Bek Tarannov|minister of foreign affairs|POL|caller",
                "Odaya||NOR|participant",
            ],
        ),
    ];
    let facts = facts_of_events(&calls);
    assert_eq!(body(only(&facts)).participants.len(), 2);
    assert_eq!(
        body(&facts[0]).participants[0].name.as_deref(),
        Some("Bek Taranov")
    );
}

#[test]
fn a_meeting_told_elsewhere_belongs_to_the_visit() {
    let trip = visit(
        "a",
        "Harbour Wire",
        "2024-03-28",
        "Orlo visited Cambodia from March 25 to 27.",
        "occurred",
        "2024-03-25..2024-03-27",
    );
    let talks = document(
        "b",
        "Northern Post",
        "2024-03-27",
        "Orlo met King Sarin on Tuesday.",
    );
    let meeting = event(
        &talks,
        "meeting",
        "occurred",
        "2024-03-26",
        "Phnom Penh, KHM",
        &[
            "Ana Orlo|Prime Minister|VNM|participant",
            "Sarin|King|KHM|host",
        ],
    );
    let later = document(
        "c",
        "Northern Post",
        "2024-04-03",
        "Orlo met King Sarin again at home.",
    );
    let apart = event(
        &later,
        "meeting",
        "occurred",
        "2024-04-02",
        "Hanoi, VNM",
        &[
            "Ana Orlo|Prime Minister|VNM|host",
            "Sarin|King|KHM|participant",
        ],
    );
    let facts = facts_of_events(&[trip, (talks, meeting), (later, apart)]);
    let owner = facts
        .iter()
        .find(|f| body(f).kind == chancery_model::EventType::Visit)
        .unwrap();
    let linked: Vec<_> = facts
        .iter()
        .filter_map(|f| Some((body(f).start?.to_string(), f.linked.clone()?)))
        .collect();
    assert_eq!(linked, [("2024-03-26".to_owned(), owner.id.clone())]);
}

#[test]
fn two_people_named_for_one_part() {
    let who = |minister: &str| {
        [
            format!("{minister}|Defence Minister|KHM|host"),
            "Ana Orlo|Defence Minister|VNM|participant".to_owned(),
        ]
    };
    let report = |name: &str, outlet: &str, minister: &str| {
        let document = document(
            name,
            outlet,
            "2024-03-26",
            &format!("The defence ministers met on Monday, {outlet} has learnt."),
        );
        let people = who(minister);
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        let event = event(
            &document,
            "meeting",
            "occurred",
            "2024-03-25",
            "Phnom Penh, KHM",
            &people,
        );
        (document, event)
    };
    let facts = facts_of_events(&[
        report("a", "Harbour Wire", "Keo Dara"),
        report("b", "Northern Post", "Sok Pich"),
    ]);
    assert_eq!(
        kinds(only(&facts)),
        [(ConflictKind::Participants, Scope::Between)]
    );
}

#[test]
fn two_events_of_one_document_are_two() {
    let document = document(
        "a",
        "Harbour Wire",
        "2024-03-28",
        "Orlo met Sarin twice on Monday, at noon and in the evening.",
    );
    let meeting = event(
        &document,
        "meeting",
        "occurred",
        "2024-03-25",
        "KHM",
        &["Ana Orlo||VNM|participant", "Sarin||KHM|participant"],
    );
    let mut evening = meeting.clone();
    evening.topic = Some("the evening programme".to_owned());
    let reading = chancery_model::Reading {
        events: vec![meeting, evening],
        ..Default::default()
    };
    let facts = chancery_record::merge(&[common::entry(&document, &reading)]);
    assert_eq!(facts.len(), 2);
}
