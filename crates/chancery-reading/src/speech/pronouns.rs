//! Whom pronouns mean that stand as subject of a verb of speech.

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_language::Analysis;

use super::memory::{Memory, blocks_between};
use super::speaker::{Speaker, can_speak, of_mention, resolve_within};
use crate::Context;

/// Whom "he" or "she" means at the head of a paragraph: the only person whom the paragraph before names.
pub(super) fn only_person_before(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
) -> Option<Speaker> {
    /// No paragraph before is longer; a bound to what is gone through.
    const FAR: usize = 300;
    let mut only: Option<&Mention> = None;
    for mention in context.cast.within(token.saturating_sub(FAR)..token) {
        let person = mention.form == MentionForm::Name
            && context.cast.actor(mention.actors[0]).kind == ActorKind::Person
            && !memory.is_said(context, mention.head);
        match blocks_between(context, mention.head, token) {
            0 if person => return None,
            1 if person && only.is_some_and(|known| known.actors != mention.actors) => return None,
            1 if person => only = Some(mention),
            _ => {}
        }
    }
    of_mention(context, only?)
}

/// The people whom "they" means in a paragraph: those spoken of last, outside what somebody says.
pub(super) fn several_before(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    /// No paragraph of news says "they" of somebody further back; a guess.
    const FAR: usize = 80;
    let analysis = context.analysis;
    let people = (token.saturating_sub(FAR)..token)
        .rev()
        .take_while(|&t| blocks_between(context, t, token) == 0)
        .find(|&t| {
            matches!(analysis.token(t).tag(), "NNS" | "NNPS")
                && can_speak(context, t)
                && !memory.is_said(context, t)
        })
        .map(|t| first_of_several(analysis, t))?;
    resolve_within(context, people, memory, depth)
}

/// The first of coordinated nouns.
fn first_of_several(analysis: &Analysis, mut noun: usize) -> usize {
    while analysis.token(noun).dep() == "conj" && analysis.token(noun).head() < noun {
        noun = analysis.token(noun).head();
    }
    noun
}

/// The outlet, body or state that a paragraph is about before "it", if nobody has the floor.
pub(super) fn subject_before(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
) -> Option<Speaker> {
    /// As far as "it" may point back, in tokens; a guess.
    const FAR: usize = 60;
    let mention = context
        .cast
        .within(token.saturating_sub(FAR)..token)
        .filter(|mention| {
            let kind = context.cast.actor(mention.actors[0]).kind;
            mention.form == MentionForm::Name
                && matches!(
                    kind,
                    ActorKind::Outlet
                        | ActorKind::Body
                        | ActorKind::Organisation
                        | ActorKind::State
                )
                && context.analysis.token(mention.head).dep() == "nsubj"
                && blocks_between(context, mention.head, token) == 0
                && !memory.is_said(context, mention.head)
        })
        .last()?;
    of_mention(context, mention)
}

/// Who goes on speaking in a quotation that nobody is said to speak: the last speaker, or whoever the paragraph is
/// about since.
pub(super) fn on_the_floor(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
) -> Option<Speaker> {
    let start = memory.last_at(token).map_or(0, |at| at + 1);
    // The paragraph's own words, at most as far as one could still be meant.
    let start = start.max(token.saturating_sub(120));
    let subject = context
        .cast
        .within(start..token.max(start))
        .filter(|mention| {
            mention.form == MentionForm::Name
                && context.analysis.token(mention.head).dep() == "nsubj"
                && context.cast.actor(mention.actors[0]).kind == ActorKind::Person
                && blocks_between(context, mention.head, token) == 0
                && !memory.is_said(context, mention.head)
        })
        .last();
    subject
        .and_then(|mention| of_mention(context, mention))
        .or_else(|| memory.last_before(token).cloned())
}
