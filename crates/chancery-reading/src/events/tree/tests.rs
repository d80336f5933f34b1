//! Arguments of verbs and nouns in sentences.

use super::*;
use chancery_language::Pipeline;

fn check(pipeline: &Pipeline, sentence: &str, word: &str, slot: &str, expected: &str) {
    let analysis = pipeline.analyse(sentence);
    let at = analysis
        .tokens()
        .find(|t| t.text() == word)
        .unwrap()
        .index();
    let arguments = if is_verb(analysis.token(at)) {
        of_verb(&analysis, at)
    } else {
        of_noun(&analysis, at, |governor| governor.link == Link::Object)
    };
    let found: Vec<_> = arguments
        .of(slot)
        .map(|head| analysis.token(head).text())
        .collect();
    assert_eq!(found.join(" "), expected, "{sentence} [{word}] {slot}");
}

#[test]
fn slots() {
    let pipeline = Pipeline::english();
    for (sentence, word, slot, expected) in [
        ("The minister met the king.", "met", "subject", "minister"),
        ("The minister met the king.", "met", "object", "king"),
        (
            "The minister was received by the king.",
            "received",
            "subject",
            "king",
        ),
        (
            "The minister was received by the king.",
            "received",
            "object",
            "minister",
        ),
        (
            "The minister plans to visit Oslo.",
            "visit",
            "subject",
            "minister",
        ),
        (
            "The minister is expected to visit Oslo.",
            "visit",
            "subject",
            "minister",
        ),
        (
            "The minister flew home after meeting the king.",
            "meeting",
            "subject",
            "minister",
        ),
        (
            "The minister, who met the king, left.",
            "met",
            "subject",
            "minister",
        ),
        (
            "The king and the minister signed an accord with Norway.",
            "signed",
            "subject",
            "king minister",
        ),
        (
            "The king and the minister signed an accord with Norway.",
            "signed",
            "with",
            "Norway",
        ),
        (
            "The minister paid a visit to Oslo.",
            "visit",
            "subject",
            "minister",
        ),
        ("The minister paid a visit to Oslo.", "visit", "to", "Oslo"),
        (
            "The army attacked and seized the town.",
            "seized",
            "subject",
            "army",
        ),
        (
            "They urged Norway to join the talks.",
            "join",
            "subject",
            "Norway",
        ),
    ] {
        check(&pipeline, sentence, word, slot, expected);
    }
}
