//! Sentences and the figures that they say.

use std::sync::LazyLock;

use chancery_language::Pipeline;
use chancery_model::Figure;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::english);

fn read(text: &str) -> Vec<Figure> {
    let document = chancery_intake::document("test", None, None, Some("2024-03-25"), None, text);
    crate::read(&document, &PIPELINE).figures
}

fn show(figure: &Figure) -> String {
    let parties: Vec<&str> = figure.parties.iter().map(|side| side.as_str()).collect();
    let mut line = format!("{} {} {}", figure.measure, figure.kind, figure.value);
    for part in [
        figure.unit.clone(),
        figure.bound.map(|bound| bound.to_string()),
        figure.period.map(|period| period.to_string()),
        Some(parties.join(",")).filter(|sides| !sides.is_empty()),
        figure.flow.clone(),
    ] {
        line.push_str(&part.map_or(String::new(), |text| format!(" {text}")));
    }
    line
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).iter().map(show).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn trade_of_a_pair() {
    check(
        "Trade between Norway and Chile reached about $510 million in 2023.",
        &["trade reported 510000000 USD about 2023 CHL,NOR"],
    );
    check(
        "Norway and Chile aim to raise bilateral trade to $1 billion.",
        &["trade target 1000000000 USD CHL,NOR"],
    );
}

#[test]
fn a_conversion_is_no_second_figure() {
    check(
        "Trade between Norway and Chile was US$756 million (NOK8 billion) last year.",
        &["trade reported 756000000 USD 2023 CHL,NOR"],
    );
}

#[test]
fn aid_flows_from_giver_to_receiver() {
    check(
        "Japan provided more than $40 million in humanitarian aid to Kenya.",
        &["aid reported 40000000 USD min JPN,KEN JPN->KEN"],
    );
}

#[test]
fn troops_and_where_they_are() {
    check(
        "At least 1,000 French troops are stationed in Mali.",
        &["troops reported 1000 people min FRA,MLI FRA->MLI"],
    );
}

#[test]
fn killed_soldiers_are_casualties() {
    check(
        "Nine Kenyan soldiers were killed on Sunday.",
        &["casualties reported 9 people 2024-03-24 KEN"],
    );
}

#[test]
fn a_range_is_two_figures() {
    check(
        "The attack in Mali killed between 20 and 30 people.",
        &[
            "casualties reported 20 people min MLI",
            "casualties reported 30 people max MLI",
        ],
    );
}

#[test]
fn each_figure_once_with_all_its_sentences() {
    let text = "Japan gave Kenya $40 million in aid.\n\nThe aid of $40 million is for schools.";
    let figures = read(text);
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].evidence.len(), 2);
    assert!(figures[0].why.anchor.is_some());
}

#[test]
fn what_counts_nothing() {
    for text in [
        "The two countries agreed to meet.",
        "The minister, 58, stayed for three days.",
        "Resolution 1718 was adopted in 2006 by one of the bodies.",
        "Dozens of people came, and both sides spoke.",
        "The 65th anniversary fell on May 13.",
        "He paid a fine of $50.",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn strange_texts_do_no_harm() {
    for text in [
        "5 5 5 %",
        "$",
        "killed 1",
        "№ 5 \u{0} — €",
        "١٢ 5️⃣ people died",
        "more than",
    ] {
        let _ = read(text);
    }
}
