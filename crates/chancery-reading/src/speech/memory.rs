//! The speakers heard so far: what pronouns and short descriptions fall back on.

use std::ops::Range;

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Span;

use super::speaker::Speaker;
use crate::Context;

/// The speakers found so far, in order: what pronouns and "the statement" fall back on.
#[derive(Debug, Default)]
pub(super) struct Memory {
    heard: Vec<Heard>,
    /// What is said, joined where it overlaps, in order: whoever is named in there does not take the floor.
    said: Vec<Span>,
}

#[derive(Debug)]
struct Heard {
    at: usize,
    speaker: Speaker,
    several: bool,
}

impl Memory {
    /// Nobody heard yet, of a document in which all this is said.
    pub(super) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort();
        let mut said: Vec<Span> = Vec::new();
        for span in spans {
            match said.last_mut() {
                Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
                _ => said.push(span),
            }
        }
        Self {
            heard: Vec::new(),
            said,
        }
    }

    /// Notes that somebody spoke at a token.
    pub(super) fn note(&mut self, context: &Context<'_>, token: usize, speaker: &Speaker) {
        let word = context.analysis.token(token);
        let several = match word.pos() {
            "PRON" => word.text().eq_ignore_ascii_case("they"),
            _ => !speaker.is_person && matches!(word.tag(), "NNS" | "NNPS"),
        };
        self.heard.push(Heard {
            at: token,
            speaker: speaker.clone(),
            several,
        });
    }

    /// Whom a personal pronoun means that stands as subject of a verb of speech, if it is one who has the floor.
    pub(super) fn speaks_on(&self, context: &Context<'_>, token: usize) -> Option<&Speaker> {
        let pronoun = context.analysis.token(token).text().to_lowercase();
        let heard = self.last(token)?;
        let (at, speaker) = (heard.at, &heard.speaker);
        let passed = blocks_between(context, at, token);
        // A paragraph on, nobody else may have been named at all.
        let here = passed <= usize::from(speaker.is_person)
            && !self.another_between(context, at..token, speaker, passed == 0);
        let goes_on = match pronoun.as_str() {
            // Whoever spoke just before in the paragraph speaks on.
            "he" | "she" => speaker.is_person && here,
            // "…, it added": the body or release that spoke a paragraph or two before; persons in between are
            // not meant.
            "it" => !speaker.is_person && passed <= 2,
            "they" => heard.several && here,
            _ => false,
        };
        goes_on.then_some(speaker)
    }

    /// Whether a token stands within something said.
    pub(super) fn is_said(&self, context: &Context<'_>, token: usize) -> bool {
        let at = context.analysis.token(token).start() as u32;
        let next = self.said.partition_point(|span| span.end <= at);
        self.said.get(next).is_some_and(|span| span.start <= at)
    }

    /// Whether somebody else is named between two tokens, as a subject or at all, outside what is said.
    fn another_between(
        &self,
        context: &Context<'_>,
        tokens: Range<usize>,
        speaker: &Speaker,
        as_subject: bool,
    ) -> bool {
        let between = tokens.start + 1..tokens.end.max(tokens.start + 1);
        context.cast.within(between).any(|mention| {
            mention.form == MentionForm::Name
                && (!as_subject || context.analysis.token(mention.head).dep() == "nsubj")
                && !self.is_said(context, mention.head)
                && mention.actors.first().is_some_and(|&id| {
                    let actor = context.cast.actor(id);
                    actor.kind == ActorKind::Person && actor.name != speaker.name
                })
        })
    }

    /// The last who spoke before the token.
    fn last(&self, token: usize) -> Option<&Heard> {
        self.heard.iter().rev().find(|heard| heard.at < token)
    }

    /// Where the last spoke before the token.
    pub(super) fn last_at(&self, token: usize) -> Option<usize> {
        self.last(token).map(|heard| heard.at)
    }

    /// The last who spoke before the token.
    pub(super) fn last_before(&self, token: usize) -> Option<&Speaker> {
        self.last(token).map(|heard| &heard.speaker)
    }

    /// The speaker heard before whom a shorter description means: "the official" after "a senior official in
    /// the capital".
    pub(super) fn meant_by(&self, token: usize, description: &str) -> Option<&Speaker> {
        let short: Vec<String> = description
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        if short.is_empty() || short.len() > 2 {
            return None;
        }
        self.heard
            .iter()
            .rev()
            // Nobody is remembered for longer; a bound to what a long text costs.
            .take(300)
            .filter(|heard| heard.at < token && !heard.speaker.is_person)
            .map(|heard| &heard.speaker)
            .find(|speaker| {
                let long: Vec<String> = speaker
                    .name
                    .split_whitespace()
                    .map(str::to_lowercase)
                    .collect();
                long.len() > short.len() && short.iter().all(|word| long.contains(word))
            })
    }
}

/// How many paragraphs end between two tokens.
pub(super) fn blocks_between(context: &Context<'_>, first: usize, second: usize) -> usize {
    let at = |token: usize| context.analysis.token(token).start() as u32;
    let ended = |byte: u32| {
        let blocks = &context.document.blocks;
        blocks.partition_point(|b| b.span.end <= byte)
    };
    ended(at(second)).saturating_sub(ended(at(first)))
}
