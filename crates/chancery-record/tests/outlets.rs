//! One matter in the words of several outlets: plans that are moved, counts and sums that differ, names and states that
//! one of them has wrong, denials.

mod common;

use chancery_model::{ClaimBody, ConflictKind, Document, Event, Fact, Ground, Kind, Status};
use common::{document, event, facts, facts_of_events};
use serde_json::json;

const VISITOR: &str = "Ana Orlo|Prime Minister|PER|visitor";
const HOST: &str = "||MAR|host";

/// The only fact of some reports, each `(published, kind, status, days, topic, people, text)`.
type Report<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a [&'a str],
    &'a str,
);

fn told(reports: &[Report<'_>]) -> Vec<Fact> {
    let made = |(n, report): (usize, &Report<'_>)| -> (Document, Event) {
        let (published, kind, status, days, topic, people, text) = *report;
        let document = document(&n.to_string(), &format!("Outlet {n}"), published, text);
        let mut event = event(&document, kind, status, days, "", people);
        event.topic = (!topic.is_empty()).then(|| topic.to_owned());
        (document, event)
    };
    let all: Vec<(Document, Event)> = reports.iter().enumerate().map(made).collect();
    facts_of_events(&all)
}

fn event_of(fact: &Fact) -> &Event {
    match &fact.body {
        ClaimBody::Event(event) => event,
        other => panic!("{other:?}"),
    }
}

fn conflicts(facts: &[Fact]) -> Vec<ConflictKind> {
    (facts.iter().flat_map(|f| &f.conflicts))
        .map(|c| c.kind)
        .collect()
}

#[test]
fn a_trip_called_off_and_dated_by_its_week_is_the_trip_that_was_planned() {
    let people: &[&str] = &[VISITOR, HOST];
    let found = told(&[
        (
            "2024-02-05",
            "visit",
            "planned",
            "2024-03-12..2024-03-14",
            "",
            people,
            "Orlo will visit Morocco from 12 March.",
        ),
        (
            "2024-03-10",
            "visit",
            "cancelled",
            "2024-03-04/2024-03-10",
            "",
            people,
            "Orlo has cancelled the trip set for this week.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(event_of(&found[0]).status, Status::Cancelled);
    assert!(conflicts(&found).is_empty());
}

#[test]
fn a_visit_put_off_by_some_days_is_one_and_a_second_meeting_is_not() {
    let people: &[&str] = &[VISITOR, HOST];
    let found = told(&[
        (
            "2024-02-05",
            "visit",
            "planned",
            "2024-03-12..2024-03-13",
            "",
            people,
            "Orlo will visit Morocco from 12 March.",
        ),
        (
            "2024-03-18",
            "visit",
            "occurred",
            "2024-03-17..2024-03-18",
            "",
            people,
            "Orlo ended a visit to Morocco that had been put off.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(event_of(&found[0]).start, "2024-03-17".parse().ok());
    assert!(conflicts(&found).is_empty());
    let talks: &[&str] = &[
        "Ana Orlo|Prime Minister|PER|participant",
        "Idris Alami|Prime Minister|MAR|participant",
    ];
    let found = told(&[
        (
            "2024-03-12",
            "meeting",
            "occurred",
            "2024-03-12",
            "",
            talks,
            "Orlo met Alami on Tuesday.",
        ),
        (
            "2024-03-12",
            "meeting",
            "planned",
            "2024-03-16",
            "",
            talks,
            "Orlo and Alami will meet again on Saturday.",
        ),
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn agreements_counted_differently_are_signed_once() {
    let found = told(&[
        (
            "2024-05-21",
            "signing",
            "occurred",
            "",
            "nine agreements",
            &[
                "Ana Orlo|President|KAZ|signatory",
                "Gabor Halasz|Prime Minister|HUN|signatory",
            ],
            "Orlo and Halasz signed nine agreements.",
        ),
        (
            "2024-05-22",
            "signing",
            "occurred",
            "",
            "ten agreements",
            &["||HUN|signatory", "||KAZ|signatory"],
            "Ten agreements were signed.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(conflicts(&found), [ConflictKind::Number]);
}

#[test]
fn a_denial_without_days_answers_the_news_of_the_day() {
    let people: &[&str] = &["||AZE|actor", "||ARM|target"];
    let report: Report<'_> = (
        "2024-08-19",
        "use_of_force",
        "occurred",
        "2024-08-19",
        "",
        people,
        "Azerbaijani forces fired on an Armenian post near Tegh on Monday.",
    );
    let denial = |published| -> Report<'_> {
        (
            published,
            "use_of_force",
            "denied",
            "",
            "",
            people,
            "Azerbaijan denied that its forces had fired on a post near Tegh.",
        )
    };
    let found = told(&[report, denial("2024-08-20")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(conflicts(&found), [ConflictKind::Existence]);
    assert_eq!(told(&[report, denial("2024-09-20")]).len(), 2);
}

#[test]
fn a_gift_told_in_two_currencies_is_one() {
    let people: &[&str] = &["||NOR|donor", "||MWI|recipient"];
    let found = told(&[
        (
            "2024-04-17",
            "aid",
            "planned",
            "",
            "",
            people,
            "Norway will give 120 million kroner for schools in Malawi, the minister said in Blantyre.",
        ),
        (
            "2024-04-18",
            "aid",
            "planned",
            "",
            "",
            people,
            "Oslo has promised about $11 million for classrooms, the minister announced in Blantyre.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn who_is_appointed_is_one_person_though_a_letter_is_missing() {
    let found = told(&[
        (
            "2024-01-15",
            "appointment",
            "occurred",
            "2024-01-15",
            "",
            &["Somchai Rattana|career diplomat|THA|appointee"],
            "Somchai Rattana was named on Monday.",
        ),
        (
            "2024-01-16",
            "appointment",
            "occurred",
            "",
            "",
            &["Somchai Ratana|foreign minister|THA|appointee"],
            "Somchai Ratana has become foreign minister.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

fn supposed(field: &str) -> Ground {
    Ground {
        field: field.to_owned(),
        span: None,
        basis: "foremost state of the document".to_owned(),
    }
}

#[test]
fn a_side_that_is_only_supposed_yields_to_one_that_is_known() {
    let known = json!({"person": "Erlan Akhmet", "office": "President", "side": "KAZ", "status": "current"});
    let guess = json!({"person": "Erlan Akhmet", "office": "President", "side": "HUN", "status": "current",
        "why": {"anchor": null, "rule": "", "confidence": 0.5, "grounds": [supposed("side")]}});
    let sure = json!({"person": "Erlan Akhmet", "office": "President", "side": "HUN", "status": "current"});
    let of = |items: &[&serde_json::Value]| {
        let reports: Vec<(Document, serde_json::Value)> = (items.iter().enumerate())
            .map(|(n, item)| {
                let day = format!("2024-05-{:02}", n + 1);
                let text = format!("Report number {n} of the president.");
                (
                    document(&n.to_string(), "Wire", &day, &text),
                    json!({"tenures": [item]}),
                )
            })
            .collect();
        facts(Kind::Tenure, &reports)
    };
    let found = of(&[&guess, &known]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let ClaimBody::Tenure(tenure) = &found[0].body else {
        panic!("{:?}", found[0].body)
    };
    assert_eq!(tenure.side, Some("KAZ".into()));
    // Two reports that both know are of two persons of one name.
    assert_eq!(of(&[&sure, &known]).len(), 2);
}

#[test]
fn somebody_with_a_supposed_side_takes_part_once_and_for_the_state_that_is_known() {
    let first = document(
        "a",
        "Wire",
        "2024-05-21",
        "Akhmet and Halasz met in Astana on Tuesday.",
    );
    let second = document(
        "b",
        "Post",
        "2024-05-21",
        "President Akhmet met Hungary's Halasz in Kazakhstan.",
    );
    let known = event(
        &first,
        "meeting",
        "occurred",
        "2024-05-21",
        "KAZ",
        &[
            "Erlan Akhmet|President|KAZ|participant",
            "Gabor Halasz|Prime Minister|HUN|participant",
        ],
    );
    let mut guess = event(
        &second,
        "meeting",
        "occurred",
        "2024-05-21",
        "KAZ",
        &[
            "Erlan Akhmet|President|HUN|participant",
            "Gabor Halasz|Prime Minister|HUN|participant",
            "||KAZ|participant",
        ],
    );
    guess.why.grounds = vec![supposed("participants.0")];
    for reports in [
        [
            (first.clone(), known.clone()),
            (second.clone(), guess.clone()),
        ],
        [(second, guess), (first, known)],
    ] {
        let found = facts_of_events(&reports);
        assert_eq!(found.len(), 1, "{found:#?}");
        let people = &event_of(&found[0]).participants;
        assert_eq!(people.len(), 2, "{people:#?}");
        assert!(
            people
                .iter()
                .any(|p| p.name.as_deref() == Some("Erlan Akhmet") && p.side == Some("KAZ".into()))
        );
    }
}

#[test]
fn negotiations_here_are_talks_there() {
    let sides: &[&str] = &[
        "||EGY|participant",
        "||ETH|participant",
        "||SDN|participant",
    ];
    let pair = |topic| -> [Report<'_>; 2] {
        [
            (
                "2023-08-28",
                "negotiation",
                "occurred",
                "2023-08-28",
                "the dam on the river",
                sides,
                "Negotiators spoke about the dam on the river.",
            ),
            (
                "2023-08-29",
                "meeting",
                "occurred",
                "2023-08-28",
                topic,
                sides,
                "The talks of the three ended without an agreement.",
            ),
        ]
    };
    assert_eq!(told(&pair("the river dam")).len(), 1);
    assert_eq!(told(&pair("wheat")).len(), 2);
}

#[test]
fn a_summit_of_two_on_the_next_day_is_their_meeting() {
    let people: &[&str] = &[
        "Ana Orlo|President|PER|participant",
        "Idris Alami|King|MAR|participant",
    ];
    let found = told(&[
        (
            "2024-03-13",
            "meeting",
            "occurred",
            "2024-03-13",
            "",
            people,
            "Orlo met Alami on Wednesday.",
        ),
        (
            "2024-03-14",
            "meeting",
            "occurred",
            "2024-03-14",
            "trade",
            people,
            "Orlo and Alami held talks on trade.",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
}
