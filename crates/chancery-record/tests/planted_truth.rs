//! The merger against a world whose events are known.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use std::collections::BTreeMap;

use chancery_record::merge;
use common::{entry, wide, world};

/// First seed of the worlds: those from 0 on are looked at when rules are made, `FIRST_SEED=1000` measures.
fn first_seed() -> u64 {
    let given = std::env::var("FIRST_SEED").ok();
    given.and_then(|seed| seed.parse().ok()).unwrap_or(0)
}

#[test]
fn reports_of_one_event_become_one_fact() {
    let (mut precision, mut recall) = (0.0, 0.0);
    let seeds = 5;
    for seed in 0..seeds {
        let reports = world::reports(first_seed() + seed, 300);
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

/// Pairs of claims of one type: found together, rightly so, truly one.
#[derive(Default, Clone, Copy)]
struct Pairs {
    found: u64,
    right: u64,
    wanted: u64,
}

impl Pairs {
    fn rates(self) -> (f64, f64, f64) {
        let precision = self.right as f64 / self.found.max(1) as f64;
        let recall = self.right as f64 / self.wanted.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64;
        (precision, recall, f1)
    }
}

#[test]
fn facts_of_all_kinds_become_one() {
    let mut by_type: BTreeMap<String, Pairs> = BTreeMap::new();
    for seed in 0..4 {
        let reports = wide::reports(first_seed() + seed, 80);
        let entries: Vec<_> = reports
            .iter()
            .map(|r| entry(&r.document, &r.reading))
            .collect();
        let mut truth: BTreeMap<String, (usize, String, String)> = BTreeMap::new();
        for (entry, report) in entries.iter().zip(&reports) {
            assert_eq!(entry.claims.len(), report.truth.len());
            for (claim, (number, kind)) in entry.claims.iter().zip(&report.truth) {
                let words = format!("{} {}", claim.evidence[0].exact, told(claim));
                truth.insert(claim.id.to_string(), (*number, kind.clone(), words));
            }
        }
        let mut members: BTreeMap<&String, Vec<(usize, usize, &String)>> = BTreeMap::new();
        for (fact, f) in merge(&entries).iter().enumerate() {
            for source in &f.sources {
                let (number, kind, words) = &truth[source.claim.as_str()];
                members
                    .entry(kind)
                    .or_default()
                    .push((fact, *number, words));
            }
        }
        for (kind, all) in members {
            let pairs = by_type.entry(kind.clone()).or_default();
            for (at, a) in all.iter().enumerate() {
                for b in all.iter().skip(at + 1) {
                    let (same, one) = (a.0 == b.0, a.1 == b.1);
                    pairs.found += u64::from(same);
                    pairs.wanted += u64::from(one);
                    pairs.right += u64::from(same && one);
                    if same != one && seed == 0 && std::env::var_os("SHOW_ERRORS").is_some() {
                        let what = if same { "WRONG" } else { "APART" };
                        println!("{what} {kind}\n    {}\n    {}", a.2, b.2);
                    }
                }
            }
        }
    }
    let mut all = Pairs::default();
    for (kind, pairs) in &by_type {
        let (precision, recall, f1) = pairs.rates();
        println!(
            "{kind:14} precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({} pairs)",
            pairs.wanted
        );
        all.found += pairs.found;
        all.right += pairs.right;
        all.wanted += pairs.wanted;
    }
    // What is one office or one total is told by very many: each type weighs the same in the mean.
    let mean = by_type.values().map(|p| p.rates().2).sum::<f64>() / by_type.len() as f64;
    let (precision, recall, f1) = all.rates();
    println!(
        "all: precision {precision:.3} recall {recall:.3} F1 {f1:.3}; mean of types {mean:.3}"
    );
    assert!(f1 >= 0.95, "F1 {f1:.3}");
}

/// The fields of an event in one line.
fn told(claim: &chancery_model::Claim) -> String {
    let chancery_model::ClaimBody::Event(event) = &claim.body else {
        return String::new();
    };
    let who: Vec<String> = (event.participants.iter())
        .map(|p| format!("{:?}/{:?}/{:?}", p.name, p.office, p.side))
        .collect();
    format!(
        "{} {:?} {:?} {:?} {:?} {}",
        event.status,
        event.start.map(|d| d.to_string()),
        event.end.map(|d| d.to_string()),
        event.place,
        event.topic,
        who.join(", ")
    )
}
