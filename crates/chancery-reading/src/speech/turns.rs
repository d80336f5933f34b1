//! Transcripts: who has the floor from where to where.

use chancery_actors::{ActorId, ActorKind};
use chancery_model::{Act, Form, Side, Span, Statement, Why};

use super::acts;
use crate::Context;

/// One turn of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The words said, without the label.
    pub(crate) span: Span,
    /// Who says them, if the document names the one whom the label means.
    pub(crate) speaker: Option<ActorId>,
}

/// The turns of a transcript ("MINISTER SAREN: …"), none where the document is none.
///
/// A turn begins with a label in capitals and a colon at the head of a paragraph and goes on to the next.
pub(crate) fn turns(context: &Context<'_>) -> Vec<Turn> {
    let text = &context.document.text;
    let mut turns: Vec<Turn> = Vec::new();
    let mut open = false;
    for block in context
        .document
        .blocks
        .iter()
        .filter(|b| b.kind.is_evidence())
    {
        let words = block.span.of(text);
        if let Some((label, rest)) = labelled(words) {
            let start = block.span.end as usize - rest.len();
            turns.push(Turn {
                span: Span::new(start, block.span.end as usize),
                speaker: person(context, label),
            });
            open = true;
        } else if open && let Some(turn) = turns.last_mut() {
            turn.span.end = block.span.end;
        }
    }
    turns
}

/// The statements of the turns of speakers whom the document names: a turn of one or two paragraphs as a whole,
/// a longer one by paragraphs. Where the whole document is one speaker's, none.
pub(super) fn statements(context: &Context<'_>, turns: &[Turn]) -> Vec<Statement> {
    let text = &context.document.text;
    let mut statements = Vec::new();
    for turn in turns {
        let Some(id) = turn.speaker.filter(|id| Some(*id) != context.cast.voice()) else {
            continue;
        };
        let speaker = context.cast.actor(id);
        let mut pieces: Vec<Span> = context
            .document
            .blocks
            .iter()
            .filter(|block| block.span.overlaps(turn.span))
            .map(|block| Span {
                start: block.span.start.max(turn.span.start),
                end: block.span.end,
            })
            .collect();
        if pieces.len() <= 2 {
            pieces = vec![turn.span];
        }
        // Thanks and welcomes between turns say nothing.
        pieces.retain(|piece| piece.of(text).split_whitespace().count() >= 12);
        statements.extend(
            pieces
                .into_iter()
                .map(|piece| whole(text, piece, &speaker.name, speaker.side.clone(), RULE)),
        );
    }
    statements
}

/// Name of the rule for a turn.
const RULE: &str = "statement/turn of a transcript";

/// The statement that words are which nobody else's stand around: a turn, a post.
pub(super) fn whole(
    text: &str,
    span: Span,
    speaker: &str,
    side: Option<Side>,
    rule: &str,
) -> Statement {
    let words = span.of(text);
    Statement {
        speaker: speaker.to_owned(),
        side,
        form: Form::Direct,
        act: acts::of_words(words, Act::Assert),
        text: words.trim_end_matches(['.', '?', '!']).to_owned(),
        span: vec![span],
        verb: None,
        evidence: vec![span],
        why: Why {
            anchor: Some(span),
            rule: rule.to_owned(),
            confidence: 0.0,
            grounds: Vec::new(),
        },
    }
}

/// The label of a turn and the words after it.
pub(crate) fn labelled(words: &str) -> Option<(&str, &str)> {
    let (label, rest) = words.split_once(':')?;
    let capitals = label.chars().filter(|c| c.is_uppercase()).count();
    let is_label = (2..=60).contains(&label.len())
        && capitals >= 2
        && !label.chars().any(|c| c.is_lowercase() || c.is_numeric())
        && !rest.trim().is_empty();
    is_label.then(|| (label, rest.trim_start()))
}

/// The person of the document whose last name the label ends with.
fn person(context: &Context<'_>, label: &str) -> Option<ActorId> {
    let last = label.split_whitespace().next_back()?.to_lowercase();
    context.cast.actors().iter().position(|actor| {
        actor.kind == ActorKind::Person
            && actor
                .name
                .split_whitespace()
                .next_back()
                .is_some_and(|name| name.to_lowercase() == last)
    })
}
