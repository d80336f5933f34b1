//! Wars of the past that a text speaks of by name (`data/wars.tsv`): background, whatever else it tells.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_language::Analysis;
use chancery_model::{Event, EventType, Participant, Role, Side, Status, Why};

use super::modality::Modality;
use super::when;
use super::words;
use crate::Context;

struct War {
    /// Its names as the tokenizer cuts them, in small letters.
    names: Vec<Vec<String>>,
    sides: Vec<Side>,
}

static WARS: LazyLock<Vec<War>> = LazyLock::new(|| {
    chancery_tables::WARS
        .rows()
        .filter_map(|row| {
            let [names, sides] = row[..] else { return None };
            Some(War {
                names: names.split('|').map(words_of).collect(),
                sides: sides.split(' ').map(Side::new).collect(),
            })
        })
        .collect()
});

/// The row of a name and its words.
type Name = (usize, &'static [String]);

/// The names by their first word.
static BY_FIRST: LazyLock<BTreeMap<&str, Vec<Name>>> = LazyLock::new(|| {
    let mut map: BTreeMap<&str, Vec<Name>> = BTreeMap::new();
    for (row, war) in WARS.iter().enumerate() {
        for words in &war.names {
            let first = words.first().map_or("", String::as_str);
            map.entry(first).or_default().push((row, words));
        }
    }
    map
});

/// The words of a name; hyphens stand alone.
fn words_of(name: &str) -> Vec<String> {
    let spaced = name.replace('-', " - ");
    spaced.split(' ').map(str::to_owned).collect()
}

/// The wars that a text names, each once, and the tokens of their names.
pub(super) fn told(context: &Context<'_>) -> (Vec<Event>, Vec<usize>) {
    let analysis = context.analysis;
    let mut events: Vec<(usize, Event)> = Vec::new();
    let mut named = Vec::new();
    for index in context.tokens() {
        let Some((row, length)) = named_at(analysis, index) else {
            continue;
        };
        if named.contains(&index) {
            continue;
        }
        named.extend(index..index + length);
        let last = index + length - 1;
        if is_aside(analysis, last) {
            continue;
        }
        let evidence = context.sentence_span(last);
        match events.iter_mut().find(|(war, _)| *war == row) {
            Some((_, event)) if !event.evidence.contains(&evidence) => {
                event.evidence.push(evidence)
            }
            Some(_) => {}
            None => events.push((row, event(context, index..index + length, &WARS[row].sides))),
        }
    }
    (events.into_iter().map(|(_, event)| event).collect(), named)
}

/// "an Iraq War veteran" and "served in the Korean War" tell of a person, "during the Falklands War" only says when.
fn is_aside(analysis: &Analysis, last: usize) -> bool {
    let token = analysis.token(last);
    let preposition = analysis.token(token.head());
    let serves = words::is("serves", analysis.token(preposition.head()).lemma());
    matches!(token.dep(), "compound" | "nmod")
        || token.dep() == "pobj" && (serves || preposition.lemma() == "during")
}

/// The row and length in tokens of the longest name that begins there.
fn named_at(analysis: &Analysis, index: usize) -> Option<(usize, usize)> {
    let names = BY_FIRST.get(&*analysis.token(index).lower())?;
    let end = analysis.sentence_of(index).end;
    let fits = |words: &[String]| {
        index + words.len() <= end
            && words
                .iter()
                .enumerate()
                .all(|(at, word)| analysis.token(index + at).lower() == *word)
    };
    names
        .iter()
        .filter(|(_, words)| fits(words))
        .map(|&(row, words)| (row, words.len()))
        .max_by_key(|&(_, length)| length)
}

fn event(context: &Context<'_>, name: std::ops::Range<usize>, sides: &[Side]) -> Event {
    let last = name.end - 1;
    let when = when::of(context, last, Modality::PAST, EventType::UseOfForce);
    let participant = |side: &Side| Participant {
        name: None,
        office: None,
        side: Some(side.clone()),
        role: Role::Participant,
    };
    Event {
        kind: EventType::UseOfForce,
        subtype: None,
        status: Status::Occurred,
        start: when.start,
        end: when.end,
        place: None,
        participants: sides.iter().map(participant).collect(),
        topic: None,
        part_of: None,
        codes: Vec::new(),
        evidence: vec![context.sentence_span(last)],
        why: Why {
            anchor: Some(context.span(name)),
            rule: "use_of_force/named war".to_owned(),
            confidence: 0.0,
            grounds: Vec::new(),
        },
    }
}
