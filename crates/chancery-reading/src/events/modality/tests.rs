//! Statuses of events in sentences.

use super::*;
use chancery_language::Pipeline;

/// The status of the event that the word names in the sentence.
fn check(pipeline: &Pipeline, sentence: &str, word: &str, expected: Status) {
    let analysis = pipeline.analyse(sentence);
    let at = analysis
        .tokens()
        .find(|t| t.text() == word)
        .unwrap()
        .index();
    let found = if is_verb(analysis.token(at)) {
        of_verb(&analysis, at)
    } else {
        of_noun(&analysis, at, &|verb| is_carrier(&analysis, verb))
    };
    assert_eq!(found.status, expected, "{sentence} [{word}]");
}

#[test]
fn statuses() {
    let pipeline = Pipeline::english();
    for (sentence, word, expected) in [
        (
            "The minister visited Oslo on Monday.",
            "visited",
            Status::Occurred,
        ),
        (
            "The minister will visit Oslo on Monday.",
            "visit",
            Status::Planned,
        ),
        (
            "The minister is visiting Oslo this week.",
            "visiting",
            Status::Ongoing,
        ),
        (
            "The minister is to visit Oslo on Monday.",
            "visit",
            Status::Planned,
        ),
        (
            "The minister plans to visit Oslo.",
            "visit",
            Status::Planned,
        ),
        (
            "The minister is expected to visit Oslo.",
            "visit",
            Status::Planned,
        ),
        (
            "The minister is scheduled to meet the king.",
            "meet",
            Status::Planned,
        ),
        (
            "The minister is poised to sign the accord.",
            "sign",
            Status::Planned,
        ),
        ("The minister may visit Oslo.", "visit", Status::Proposed),
        ("The minister did not visit Oslo.", "visit", Status::Denied),
        (
            "The minister will not visit Oslo.",
            "visit",
            Status::Cancelled,
        ),
        (
            "The minister cancelled a visit to Oslo.",
            "visit",
            Status::Cancelled,
        ),
        (
            "The minister paid a visit to Oslo.",
            "visit",
            Status::Occurred,
        ),
        (
            "The minister will pay a visit to Oslo.",
            "visit",
            Status::Planned,
        ),
        (
            "The two sides proposed talks on the border.",
            "talks",
            Status::Proposed,
        ),
        ("They met ahead of the summit.", "summit", Status::Planned),
        (
            "During his visit he laid a wreath.",
            "visit",
            Status::Occurred,
        ),
        (
            "She will travel to Oslo and meet the king.",
            "meet",
            Status::Planned,
        ),
        (
            "If the army attacks the town, people will flee.",
            "attacks",
            Status::Hypothetical,
        ),
        (
            "The government wants to impose sanctions.",
            "impose",
            Status::Proposed,
        ),
        (
            "She thanked him and invited him to pay a visit to Oslo.",
            "visit",
            Status::Proposed,
        ),
        (
            "He is leading a team to meet with the king.",
            "meet",
            Status::Planned,
        ),
    ] {
        check(&pipeline, sentence, word, expected);
    }
}
