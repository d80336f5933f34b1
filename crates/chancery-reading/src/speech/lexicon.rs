//! The table of verbs that report speech.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::Act;

/// One verb of the table and where its content stands.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// The verb as the table writes it, for the name of the rule.
    pub(super) name: &'static str,
    /// What is done by saying it.
    pub(super) act: Act,
    /// The frames it takes.
    pub(super) frames: Vec<Frame>,
}

/// Where the content of a verb of speech stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A finite clause, or a quotation.
    That,
    /// An indirect question.
    If,
    /// A to-infinitive whose subject is the speaker.
    To,
    /// An addressee and a to-infinitive: the content starts at the addressee.
    Ask,
    /// The direct object.
    Object,
    /// The direct object, if it names speech or attitude.
    SpeechObject,
    /// The that-clause of the direct object, if that names speech or attitude.
    SpeechClause,
    /// The direct object and the prepositional phrases after it.
    ObjectAndPrepositions,
    /// Besides the content somebody who is told it, as direct object.
    Whom,
    /// The direct object speaks, by a clause that depends on the verb.
    Quoted,
    /// An object and what it is called.
    As,
    /// The object of a preposition of the verb; the direct object, if any, is the addressee.
    Preposition(&'static str),
}

impl Verb {
    /// Whether the verb takes the frame.
    pub(super) fn takes(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }
}

/// The verb of a lemma, if it reports speech. Phrasal verbs stand as "call on".
pub(super) fn verb(lemma: &str) -> Option<&'static Verb> {
    VERBS.get(lemma)
}

/// Whether the object of the verb is who hears what is said: "told him", "thanked them for".
pub(crate) fn addresses(lemma: &str) -> bool {
    verb(lemma)
        .is_some_and(|v| v.takes(Frame::Whom) || matches!(v.act, Act::Thank | Act::Congratulate))
}

/// Whether a noun names a text or an act of speech that stands for its author ("statement", "letter").
pub(super) fn is_document(lemma: &str) -> bool {
    NOUNS.get(lemma).is_some_and(|row| row.kind == "document")
}

/// Whether a noun names an attitude ("support", "concern"), and what is done by voicing it.
pub(super) fn attitude(lemma: &str) -> Option<Act> {
    NOUNS.get(lemma).and_then(|row| row.kind.parse().ok())
}

/// Whether a noun names people or bodies who speak ("official", "ministry").
pub(super) fn is_speaker(lemma: &str) -> bool {
    NOUNS.get(lemma).is_some_and(|row| row.kind == "speaker")
}

/// Whether a noun names what is granted or withheld ("entry", "visa").
pub(super) fn is_granted(lemma: &str) -> bool {
    NOUNS.get(lemma).is_some_and(|row| row.kind == "granted")
}

/// What a noun with "the" stands for where it is named before ("the country said", "the group said").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandsFor {
    /// A state.
    State,
    /// A body of a state, an organisation.
    Body,
    /// A newspaper, agency, broadcaster.
    Outlet,
    /// Whoever unnamed spoke last.
    Heard,
}

/// What a general noun stands for, if it is one.
pub(super) fn stands_for(lemma: &str) -> Option<StandsFor> {
    NOUNS.get(lemma).and_then(|row| row.stands_for)
}

/// Whether a noun of speech takes a that-clause as its content ("claim", "accusation").
pub(super) fn is_claim(lemma: &str) -> bool {
    NOUNS.contains_key(lemma) && !is_speaker(lemma) && !is_granted(lemma)
}

/// Whether a noun names something that is said, not only meant ("pledge", not "commitment").
pub(super) fn is_spoken(lemma: &str) -> bool {
    NOUNS.get(lemma).is_some_and(|row| row.spoken)
}

static VERBS: LazyLock<BTreeMap<&'static str, Verb>> = LazyLock::new(|| {
    chancery_tables::SPEECH_VERBS
        .rows()
        .filter_map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next()?;
            let act = cells.next()?.parse().ok()?;
            let frames = cells.next()?.split(',').map(frame).collect();
            Some((name, Verb { name, act, frames }))
        })
        .collect()
});

struct Noun {
    kind: &'static str,
    stands_for: Option<StandsFor>,
    spoken: bool,
}

static NOUNS: LazyLock<BTreeMap<&'static str, Noun>> = LazyLock::new(|| {
    chancery_tables::SPEECH_NOUNS
        .rows()
        .filter_map(|row| {
            let mut cells = row.into_iter();
            let (name, kind) = (cells.next()?, cells.next()?);
            let third = cells.next();
            let stands_for = third.and_then(|cell| match cell {
                "state" => Some(StandsFor::State),
                "body" => Some(StandsFor::Body),
                "outlet" => Some(StandsFor::Outlet),
                "heard" => Some(StandsFor::Heard),
                _ => None,
            });
            let spoken = third == Some("said");
            let noun = Noun {
                kind,
                stands_for,
                spoken,
            };
            Some((name, noun))
        })
        .collect()
});

fn frame(word: &'static str) -> Frame {
    match word {
        "that" => Frame::That,
        "if" => Frame::If,
        "to" => Frame::To,
        "ask" => Frame::Ask,
        "obj" => Frame::Object,
        "say-obj" => Frame::SpeechObject,
        "say-that" => Frame::SpeechClause,
        "obj+" => Frame::ObjectAndPrepositions,
        "whom" => Frame::Whom,
        "quoted" => Frame::Quoted,
        "as" => Frame::As,
        other => Frame::Preposition(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = chancery_tables::SPEECH_VERBS.rows().count();
        assert_eq!(
            VERBS.len(),
            lines,
            "a verb stands twice or has an unknown act"
        );
    }

    #[test]
    fn tables_are_sorted() {
        for table in [
            &chancery_tables::SPEECH_VERBS,
            &chancery_tables::SPEECH_NOUNS,
        ] {
            let names: Vec<_> = table
                .rows()
                .filter_map(|row| row.first().copied())
                .collect();
            assert!(names.is_sorted(), "{names:?}");
        }
    }
}
