//! Facts depend on what documents say, and on nothing else.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod common;

use chancery_model::{Document, Reading};
use chancery_record::{Added, Filter, Record, entries, merge};
use common::world::Chance;
use common::{exported, mixture};
use proptest::prelude::*;

type Pair = (Document, Reading);

fn shuffled(documents: &[Pair], seed: u64) -> Vec<Pair> {
    let mut documents = documents.to_vec();
    Chance(seed).shuffle(&mut documents);
    documents
}

/// Adds documents in parts of random size.
fn recorded(documents: &[Pair], seed: u64) -> Record {
    let mut record = Record::in_memory().unwrap();
    let mut chance = Chance(seed);
    let mut rest = documents;
    while !rest.is_empty() {
        let (part, others) = rest.split_at(1 + chance.below(rest.len()));
        record.add_batch(part.iter().map(|(d, r)| (d, r))).unwrap();
        rest = others;
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn order_and_partition_do_not_matter(seed in any::<u64>(), order in any::<u64>()) {
        let documents = mixture::documents(seed, 14);
        let turned = shuffled(&documents, order);
        let anew = merge(&entries(documents.iter().map(|(d, r)| (d, r))));
        let turned_anew = merge(&entries(turned.iter().map(|(d, r)| (d, r))));
        prop_assert_eq!(&anew, &turned_anew);

        let one_by_one = recorded(&documents, 1);
        let in_parts = recorded(&turned, order);
        let all = Filter { superseded: true, ..Filter::default() };
        prop_assert_eq!(&in_parts.facts(&all).unwrap(), &anew);
        prop_assert_eq!(exported(&one_by_one), exported(&in_parts));
        let report = in_parts.verify().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
    }

    #[test]
    fn adding_again_changes_nothing(seed in any::<u64>()) {
        let documents = mixture::documents(seed, 8);
        let mut record = recorded(&documents, seed);
        let before = exported(&record);
        for (document, reading) in &documents {
            prop_assert_eq!(record.add(document, reading).unwrap(), Added::Unchanged);
        }
        prop_assert_eq!(before, exported(&record));
    }

    #[test]
    fn a_record_built_anew_is_the_same(seed in any::<u64>()) {
        let mut record = recorded(&mixture::documents(seed, 10), seed);
        let before = exported(&record);
        record.rebuild().unwrap();
        prop_assert_eq!(before, exported(&record));
        let report = record.verify().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
    }

    #[test]
    fn reading_otherwise_and_back_changes_nothing(seed in any::<u64>()) {
        let documents = mixture::documents(seed, 8);
        let mut record = recorded(&documents, seed);
        let before = exported(&record);
        for (document, _) in &documents {
            record.add(document, &Reading::default()).unwrap();
        }
        prop_assert_eq!(record.counts().unwrap().claims, 0);
        prop_assert!(exported(&record).is_empty());
        record.add_batch(documents.iter().map(|(d, r)| (d, r))).unwrap();
        prop_assert_eq!(before, exported(&record));
        let report = record.verify().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
    }

    #[test]
    fn every_claim_leads_to_its_fact(seed in any::<u64>()) {
        let record = recorded(&mixture::documents(seed, 8), seed);
        for fact in record.facts(&Filter { superseded: true, ..Filter::default() }).unwrap() {
            for source in &fact.sources {
                let found = record.fact(&source.claim).unwrap().unwrap();
                prop_assert_eq!(&found.id, &fact.id);
            }
            prop_assert_eq!(record.fact(&fact.id).unwrap().unwrap().id, fact.id.clone());
        }
    }
}
