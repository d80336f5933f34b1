//! The merger against a world whose events are known.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use std::collections::BTreeMap;

use chancery_record::merge;
use common::{entry, world};

#[test]
fn reports_of_one_event_become_one_fact() {
    let (mut precision, mut recall) = (0.0, 0.0);
    let seeds = 5;
    for seed in 0..seeds {
        let reports = world::reports(seed, 300);
        let entries: Vec<_> = reports
            .iter()
            .map(|r| entry(&r.document, &r.reading))
            .collect();
        let truth: BTreeMap<_, _> = reports
            .iter()
            .map(|r| (r.document.id.clone(), r.truth[0]))
            .collect();
        let facts = merge(&entries);
        if std::env::var_os("SHOW_ERRORS").is_some() && seed == 0 {
            show(&facts, &truth, &reports);
        }
        let (p, r) = world::score(&facts, |document| truth[document]);
        precision += p / seeds as f64;
        recall += r / seeds as f64;
    }
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("pairwise precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    assert!(
        f1 >= 0.95,
        "pairwise precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}"
    );
}

/// Prints wrong merges and true events that fell apart.
fn show(
    facts: &[chancery_model::Fact],
    truth: &BTreeMap<chancery_model::Id, usize>,
    reports: &[world::Report],
) {
    let of = |id: &chancery_model::Id| reports.iter().find(|r| r.document.id == *id).unwrap();
    let mut homes: BTreeMap<usize, Vec<&chancery_model::Fact>> = BTreeMap::new();
    for fact in facts {
        let mut numbers: Vec<usize> = fact.sources.iter().map(|s| truth[&s.document]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() > 1 {
            println!("WRONG {numbers:?}");
            fact.sources
                .iter()
                .for_each(|s| println!("    {:?}", brief(of(&s.document))));
        }
        for number in numbers {
            homes.entry(number).or_default().push(fact);
        }
    }
    for (number, homes) in homes.iter().filter(|(_, homes)| homes.len() > 1) {
        println!("APART {number}");
        for fact in homes {
            println!("  one");
            fact.sources
                .iter()
                .for_each(|s| println!("    {:?}", brief(of(&s.document))));
        }
    }
}

fn brief(report: &world::Report) -> String {
    let event = &report.reading.events[0];
    let who: Vec<String> = (event.participants.iter())
        .map(|p| {
            format!(
                "{}/{}/{}",
                p.name.as_deref().unwrap_or("-"),
                p.office.as_deref().unwrap_or("-"),
                p.role
            )
        })
        .collect();
    let day = |d: Option<chancery_model::Edtf>| d.map(|d| d.to_string()).unwrap_or_default();
    format!(
        "{} {} {}..{} {:?} {:?} pub {} {}",
        event.kind,
        event.status,
        day(event.start),
        day(event.end),
        event.place,
        event.topic,
        day(report.document.published),
        who.join(", ")
    )
}
