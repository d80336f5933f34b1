//! Whole documents in, statements out. All sentences are made up for this project.

use std::sync::LazyLock;

use chancery_language::Pipeline;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::english);

/// Reads a text and compares "speaker | form | text" of its statements.
fn check(text: &str, expected: &[&str]) {
    let document = chancery_intake::document("t", None, None, Some("2024-05-06"), None, text);
    let reading = crate::read(&document, &PIPELINE);
    let found: Vec<_> = reading
        .statements
        .iter()
        .map(|s| format!("{} | {} | {}", s.speaker, s.form, s.text))
        .collect();
    assert_eq!(found, expected, "{text}");
    for statement in &reading.statements {
        assert!(!statement.evidence.is_empty(), "{text}");
        for span in statement.span.iter().chain(&statement.evidence) {
            assert!(!span.of(text).is_empty(), "{text}");
        }
    }
}

#[test]
fn quotation_over_two_paragraphs() {
    // Phenomenon 25: the first paragraph lacks its closing mark, the speaker stands at the end.
    check(
        "Foreign Minister Anna Berg visited Oslo on Monday.\n\n“Trade has grown for a decade. It serves both \
         peoples.\n\n“We want to build on that,” Foreign Minister Anna Berg said.",
        &[
            "Anna Berg | direct | Trade has grown for a decade. It serves both peoples.\n\n“We want to build on \
           that",
        ],
    );
}

#[test]
fn attribution_after_several_sentences() {
    // Phenomenon 26.
    check(
        "“The port is full. The road is closed. We need another way in,” said Peter Holm, a spokesman for the \
         ministry.",
        &["Peter Holm | direct | The port is full. The road is closed. We need another way in"],
    );
}

#[test]
fn broken_quotation_is_one() {
    check(
        "“We agree on the border,” Prime Minister Anna Berg said on Monday. “The rest of the treaty will be \
         discussed in the autumn by the two commissions.”",
        &[
            "Anna Berg | direct | The rest of the treaty will be discussed in the autumn by the two commissions",
        ],
    );
}

#[test]
fn clause_to_the_right_and_to_the_left() {
    check(
        "President Peter Holm said that the talks had failed.",
        &["Peter Holm | indirect | the talks had failed"],
    );
    check(
        "The talks have failed, President Peter Holm said.",
        &["Peter Holm | indirect | The talks have failed"],
    );
}

#[test]
fn verbs_of_readouts() {
    check(
        "Foreign Minister Anna Berg condemned the attack on the embassy.",
        &["Anna Berg | indirect | the attack on the embassy"],
    );
    check(
        "Foreign Minister Anna Berg underscored the importance of the ceasefire.",
        &["Anna Berg | indirect | the importance of the ceasefire"],
    );
    check(
        "Foreign Minister Anna Berg urged Norway to open its border.",
        &["Anna Berg | indirect | Norway to open its border"],
    );
}

#[test]
fn mixed_and_scare_quotes() {
    check(
        "President Peter Holm said the plan was a “step back” for the region.",
        &["Peter Holm | mixed | the plan was a “step back” for the region"],
    );
    // A single word that the reporter keeps at arm's length is nobody's.
    check("The “experts” arrived in Oslo on Monday.", &[]);
}

#[test]
fn no_statement() {
    // Phenomenon 33, topics, denials that nothing was said, plans.
    check(
        "The spokesman Peter Holm could not be reached for comment on Sunday.",
        &[],
    );
    check(
        "The two ministers discussed the fishing quota in Oslo.",
        &[],
    );
    check(
        "President Peter Holm did not say when he would travel.",
        &[],
    );
    check(
        "Foreign Minister Anna Berg will highlight the ties between Norway and Peru.",
        &[],
    );
}

#[test]
fn negation_and_doubt_stay_speech() {
    // Phenomenon 32.
    check(
        "Former lawmaker Peter Holm said he does not see Norway joining the pact.",
        &["Peter Holm | indirect | he does not see Norway joining the pact"],
    );
}

#[test]
fn outlet_that_relays_somebody() {
    // Phenomenon 28: whom the newspaper quotes is the speaker.
    check(
        "The Oslo Times reported that President Peter Holm said that the bridge would open in June.",
        &["Peter Holm | indirect | the bridge would open in June"],
    );
}

#[test]
fn holder_of_a_view_within_a_quotation() {
    // Phenomenon 31: the speaker is the one who says it, whoever is concerned.
    check(
        "“The deal worries some neighbours, who say that it threatens them,” said Peter Holm, an analyst.",
        &["Peter Holm | direct | The deal worries some neighbours, who say that it threatens them"],
    );
}

#[test]
fn transcript_turns() {
    let text = "Anna Berg, the Foreign Minister of Norway, met the press in Lima.\n\nQUESTION: Will the \
                minister tell us about her talks in the city today?\n\nMINISTER BERG: We spoke about fish, \
                about ships, and about the many students who cross the ocean every year.";
    check(
        text,
        &[
            "Anna Berg | direct | We spoke about fish, about ships, and about the many students who cross the \
           ocean every year",
        ],
    );
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "",
        "“",
        "said",
        "said said said: “”",
        "According to according to.",
        "The talks failed, according",
        "A statement of a statement by a report said that “",
        "MINISTER X:",
        "“He said “she said “they said",
        "\u{feff}“é\u{301}”, said \u{202e}X.",
    ] {
        let document = chancery_intake::document("t", None, None, None, None, text);
        crate::read(&document, &PIPELINE);
    }
}
