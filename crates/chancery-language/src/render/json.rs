use serde::Serialize;

use crate::Analysis;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    tokens: Vec<TokenLine<'a>>,
    entities: Vec<EntityLine<'a>>,
}

#[derive(Serialize)]
struct TokenLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    lemma: &'a str,
    tag: &'a str,
    pos: &'a str,
    morph: &'a str,
    head: usize,
    dep: &'a str,
    sent_start: bool,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    start: usize,
    end: usize,
    label: &'a str,
}

/// One line of JSON, without the line end: `{id, tokens: [{start, end, text, lemma, tag, pos, morph, head, dep,
/// sent_start}], entities: [{start, end, label}]}`.
///
/// `start` and `end` count code points of the text, for entities too; `head` is a token number.
pub fn jsonl(id: &str, analysis: &Analysis) -> String {
    let text = analysis.text();
    // Offsets come in order, so one pass over the text serves all of them.
    let (mut byte, mut count) = (0, 0);
    let mut points = |to: usize| {
        count += text[byte..to].chars().count();
        byte = to;
        count
    };
    let tokens: Vec<TokenLine<'_>> = analysis
        .tokens()
        .map(|token| TokenLine {
            start: points(token.start()),
            end: points(token.end()),
            text: token.text(),
            lemma: token.lemma(),
            tag: token.tag(),
            pos: token.pos(),
            morph: token.morph(),
            head: token.head(),
            dep: token.dep(),
            sent_start: token.is_sentence_start(),
        })
        .collect();
    let entities = analysis
        .entities()
        .map(|entity| EntityLine {
            start: tokens[entity.tokens.start].start,
            end: tokens[entity.tokens.end - 1].end,
            label: entity.label,
        })
        .collect();
    let line = Line {
        id,
        tokens,
        entities,
    };
    serde_json::to_string(&line).unwrap_or_default()
}
