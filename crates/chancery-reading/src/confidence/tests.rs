use chancery_language::Pipeline;
use chancery_model::Kind;

use super::{EVERY, confidence, reasons, weights};

const ARTICLE: &str = "LIMA, March 3 – Foreign Minister Ana Orlo of Peru met her Chilean counterpart Luis Rey \
in Lima on Sunday. \"We will sign the border agreement in May,\" Orlo told reporters. Trade between Peru and \
Chile reached 4.2 billion dollars in 2023. Peru and Chile established diplomatic relations in 1840.";

fn reading(text: &str) -> chancery_model::Reading {
    let document = chancery_intake::document("t", None, None, Some("2024-03-04"), None, text);
    crate::read(&document, &Pipeline::english())
}

fn confidences(reading: &chancery_model::Reading) -> Vec<f32> {
    let whys = reading.events.iter().map(|x| &x.why);
    let whys = whys.chain(reading.agreements.iter().map(|x| &x.why));
    let whys = whys.chain(reading.relations.iter().map(|x| &x.why));
    let whys = whys.chain(reading.figures.iter().map(|x| &x.why));
    let whys = whys.chain(reading.tenures.iter().map(|x| &x.why));
    let whys = whys.chain(reading.statements.iter().map(|x| &x.why));
    whys.map(|why| why.confidence).collect()
}

#[test]
fn table_is_sorted_and_every_row_is_a_weight_of_a_kind() {
    let lines: Vec<&str> = chancery_tables::CONFIDENCE
        .text()
        .lines()
        .filter(|l| !l.starts_with('#'))
        .collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    for line in &lines {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 5, "{line}");
        assert!(
            Kind::ALL.iter().any(|kind| kind.as_str() == cells[0]),
            "{line}"
        );
        let weight: f64 = cells[2].parse().unwrap();
        assert!(weight.abs() < 6.0, "{line}");
        let (claims, right): (u32, u32) = (cells[3].parse().unwrap(), cells[4].parse().unwrap());
        assert!(right <= claims, "{line}");
    }
    assert_eq!(
        weights(chancery_tables::CONFIDENCE.text()).len(),
        lines.len()
    );
}

#[test]
fn every_kind_has_a_base() {
    for kind in Kind::ALL {
        assert!(
            weights(chancery_tables::CONFIDENCE.text()).contains_key(&(kind.as_str(), EVERY)),
            "{kind:?}"
        );
    }
}

#[test]
fn every_claim_has_a_confidence_between_nothing_and_certainty() {
    let reading = reading(ARTICLE);
    let all = confidences(&reading);
    assert!(all.len() >= 5 && all.len() == reading.fact_count());
    assert!(all.iter().all(|c| (0.01..=0.99).contains(c)), "{all:?}");
    assert_eq!(all, confidences(&self::reading(ARTICLE)));
}

#[test]
fn a_named_speaker_is_surer_than_a_described_one() {
    let said = |who: &str| {
        let text = format!(
            "{who} said on Monday that Peru would sign the border agreement with Chile in May."
        );
        reading(&text)
            .statements
            .first()
            .map(|x| x.why.confidence)
            .unwrap()
    };
    assert!(said("Foreign Minister Ana Orlo of Peru") > said("Analysts"));
}

#[test]
fn unknown_marks_weigh_nothing_and_reasons_come_strongest_first() {
    let none = confidence(Kind::Event, &[]);
    assert_eq!(none, confidence(Kind::Event, &["colour: green".to_owned()]));
    let marks = [
        "sides: 1".to_owned(),
        "named: 2 or more".to_owned(),
        "colour: green".to_owned(),
    ];
    let reasons = reasons(Kind::Event, &marks);
    assert!(
        reasons
            .windows(2)
            .all(|pair| pair[0].1.abs() >= pair[1].1.abs())
    );
    assert!(!reasons.iter().any(|(mark, _)| mark.contains("green")));
}
