//! Parties that the tree hides: where the parser went wrong in a way that the words themselves put right.

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::{Role, Side};

use super::frame::Frame;
use super::parties::{self, Party};
use super::tree::Arguments;
use crate::Context;

/// How far left of its verb a lost subject may stand, in tokens. A guess: dates stand in between.
const REACH: usize = 8;

/// A finite verb without any subject in its tree: the person named last before it, after a comma or at the start
/// of the sentence ("Authorised by the President, Roe on May 2 presented …").
pub(super) fn subject(
    context: &Context<'_>,
    verb: usize,
    frame: &Frame,
    arguments: &Arguments,
    filled: &mut Vec<(Role, Party)>,
) {
    let analysis = context.analysis;
    let modal = analysis.children(verb).any(|c| analysis.token(c).tag() == "MD");
    let finite = modal || matches!(analysis.token(verb).tag(), "VBD" | "VBZ");
    let Some((role, _)) = frame.roles.iter().find(|(_, slots)| slots.iter().any(|s| s == "subject")) else {
        return;
    };
    if !finite || arguments.has("subject") || filled.iter().any(|(r, _)| r == role) {
        return;
    }
    let sentence = analysis.sentence_of(verb);
    let person = context
        .cast
        .within(sentence.start..verb)
        .filter(|m| m.tokens.end + REACH >= verb)
        .filter(|m| m.form == MentionForm::Name && m.actors.len() == 1)
        .filter(|m| context.cast.actor(m.actors[0]).kind == ActorKind::Person)
        .filter(|m| m.tokens.start == sentence.start || analysis.token(m.tokens.start - 1).text() == ",")
        .last();
    if let Some(mention) = person {
        for party in parties::at(context, mention.head) {
            filled.insert(0, (*role, party));
        }
    }
}

/// Who is honoured or put on a list need not be of any state: a company, a bank, a memorial's keeper counts by its name.
pub(super) fn named_only(
    context: &Context<'_>,
    frame: &Frame,
    arguments: &Arguments,
    filled: &mut Vec<(Role, Party)>,
) {
    let wanted = frame.roles.iter().find(|(role, _)| matches!(role, Role::Recipient | Role::Target));
    let Some((role, slots)) = wanted.filter(|(role, _)| !filled.iter().any(|(r, _)| r == role)) else { return };
    let head = slots.iter().flat_map(|slot| arguments.of(slot).collect::<Vec<_>>()).find(|&h| {
        context.analysis.token(h).pos() == "PROPN" && context.cast.at(h).next().is_none()
    });
    if let Some(head) = head {
        let left = context.analysis.children_by(head, "compound").min().unwrap_or(head).min(head);
        let name = context.analysis.words(left..head + 1).to_owned();
        let side = Some(Side::org(&name));
        filled.push((*role, Party { actor: None, kind: Some(ActorKind::Body), name: Some(name), office: None, side, head }));
    }
}
