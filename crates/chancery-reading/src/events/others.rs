//! The other sides that a sentence or a passage names beside those already known.

use std::collections::BTreeMap;

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Side;

use super::complete::Gap;
use super::{named, parties, words};
use crate::Context;

/// Whether a sentence names a side as the subject of its verbs alone: "Peru said that Chile had sent aid".
pub(super) fn is_subject_only(context: &Context<'_>, trigger: usize, side: &Side) -> bool {
    let sentence = context.analysis.sentence_of(trigger);
    context
        .cast
        .within(sentence)
        .filter(|m| context.cast.sides_of(m).contains(side))
        .all(|m| context.analysis.token(m.head).dep() == "nsubj")
}

/// "Talks to curb Peru's fleet": with the one whose affair it is.
pub(super) fn in_purpose(context: &Context<'_>, gap: &Gap<'_>, known: &[Side]) -> Option<Side> {
    let mut sides: Vec<Side> = named::in_purpose(context, gap.arguments, gap.trigger, &[])
        .into_iter()
        .filter_map(|head| context.cast.headed_by(head))
        .flat_map(|m| context.cast.sides_of(m))
        .collect();
    sides.sort();
    sides.dedup();
    let one = sides.pop().filter(|_| sides.is_empty())?;
    (words::is_state(&one) && !known.contains(&one)).then_some(one)
}

/// Where in the sentence the other state must stand to be taken for the one left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// As somebody for whom something is: neither whoever does it, nor as a mere word for where something comes from.
    Concerned,
    /// Not as the place in which it is, nor as what it is about.
    Elsewhere,
    /// As somebody who does something, or whose something is.
    Acting,
    /// As who does what the clause around the word tells.
    Doing,
}

impl Stands {
    /// Whether a word stands so.
    fn fits(self, context: &Context<'_>, trigger: usize, head: usize) -> bool {
        let analysis = context.analysis;
        let first = (0..4).fold(head, |node, _| match analysis.token(node).dep() {
            "conj" => analysis.token(node).head(),
            _ => node,
        });
        let token = analysis.token(first);
        let preposition = analysis.token(token.head()).lemma();
        match self {
            Stands::Concerned => match token.dep() {
                "amod" => !is_demonym(context, first),
                // "Peru's announcement of aid": whose it is gives.
                "poss" => first > trigger,
                "pobj" => !matches!(preposition, "with" | "by" | "as" | "like"),
                _ => true,
            },
            Stands::Doing => does(context, trigger, first),
            Stands::Elsewhere => {
                token.dep() != "pobj"
                    || !matches!(
                        preposition,
                        "in" | "at" | "near" | "about" | "on" | "over" | "including"
                    )
            }
            Stands::Acting => {
                matches!(
                    token.dep(),
                    "nsubj" | "nsubjpass" | "dobj" | "poss" | "amod" | "compound" | "nmod"
                ) || token.dep() == "pobj" && matches!(preposition, "by" | "with" | "from")
            }
        }
    }
}

/// The one other state that the sentence names, where it stands as it must.
pub(super) fn only_other(
    context: &Context<'_>,
    gap: &Gap<'_>,
    known: &[Side],
    stands: Stands,
) -> Option<Side> {
    let trigger = gap.trigger;
    let others = others_named(context, trigger, known);
    let [(side, heads)] = others.as_slice() else {
        return None;
    };
    // "discussed Peru's policy": what is talked of takes no part.
    let topic = |head: usize| {
        let mut topics = gap.arguments.of("object").filter(|_| !gap.object);
        topics.any(|topic| context.analysis.subtree(topic).contains(&head))
    };
    let body = matches!(stands, Stands::Concerned) && !words::is_state(side);
    let stands = |&head: &usize| stands.fits(context, trigger, head) && !topic(head);
    (known.len() == 1 && !side.is_org() && !body && heads.iter().any(stands)).then(|| side.clone())
}

/// "your talks with the minister", "they met the minister": a pronoun that stands for nobody known leaves open whose they are.
pub(super) fn stands_for_nobody(context: &Context<'_>, gap: &Gap<'_>) -> bool {
    ["subject", "possessor"]
        .into_iter()
        .flat_map(|slot| gap.arguments.of(slot))
        .any(|head| {
            let pronoun = context.analysis.token(head).pos() == "PRON";
            pronoun && parties::at(context, head).iter().all(|p| p.side.is_none())
        })
}

/// Whether a word is a nationality rather than a name.
fn is_demonym(context: &Context<'_>, head: usize) -> bool {
    let mut mentions = context.cast.at(head);
    mentions.any(|m| m.head == head && m.form == MentionForm::Demonym)
}

/// Whether a name is, or is part of, the subject or agent of a verb above a word, or stands with the word itself.
fn does(context: &Context<'_>, trigger: usize, head: usize) -> bool {
    let analysis = context.analysis;
    let above = |node: usize| {
        std::iter::successors(Some(node), |&node| {
            let head = analysis.token(node).head();
            (head != node).then_some(head)
        })
    };
    if analysis.subtree(trigger).contains(&head) {
        return analysis.token(head).dep() != "pobj"
            || matches!(
                analysis.token(analysis.token(head).head()).lemma(),
                "by" | "from"
            );
    }
    // "called for sanctions": who only asks for something does not do it.
    let asks = |verb: usize| {
        above(trigger).any(|node| {
            let token = analysis.token(node);
            token.head() == verb && token.dep() == "prep" && token.lemma() == "for"
        })
    };
    above(head)
        .take(6)
        .find(|&node| {
            let dep = analysis.token(node).dep();
            !matches!(
                dep,
                "poss" | "compound" | "nmod" | "amod" | "appos" | "conj" | "pobj" | "prep"
            )
        })
        .filter(|&node| matches!(analysis.token(node).dep(), "nsubj" | "nsubjpass" | "agent"))
        .map(|node| analysis.token(node).head())
        .is_some_and(|verb| above(trigger).any(|node| node == verb) && !asks(verb))
}

/// The other sides that the sentence names, with the words that do.
pub(super) fn others_named(
    context: &Context<'_>,
    trigger: usize,
    known: &[Side],
) -> Vec<(Side, Vec<usize>)> {
    let sentence = context.analysis.sentence_of(trigger);
    let mut others: BTreeMap<Side, Vec<usize>> = BTreeMap::new();
    let mentions = context.cast.within(sentence).filter(|m| {
        let by_name = matches!(
            m.form,
            MentionForm::Name | MentionForm::Demonym | MentionForm::Metonym
        );
        let person = m
            .actors
            .iter()
            .all(|&id| context.cast.actor(id).kind != ActorKind::State);
        // "met the minister in Geneva": a town is where, not with whom.
        let head = context.analysis.token(m.head);
        let within = context.analysis.token(head.head());
        let town = head.dep() == "pobj"
            && matches!(within.lemma(), "in" | "at" | "near" | "outside")
            && m.actors
                .iter()
                .any(|&id| context.cast.actor(id).kind == ActorKind::Place);
        by_name && !town || m.form == MentionForm::Title && person
    });
    for mention in mentions {
        for side in context.cast.sides_of(mention) {
            if !known.contains(&side) {
                others.entry(side).or_default().push(mention.head);
            }
        }
    }
    others.into_iter().collect()
}

pub(super) fn other_of_pair(context: &Context<'_>, trigger: usize, one: &Side) -> Option<Side> {
    let pair = context.pair_spoken_of(trigger)?;
    // A sentence that speaks of a third need not be about the two.
    let third = others_named(context, trigger, &pair);
    let takes_part = |&head: &usize| {
        let token = context.analysis.token(head);
        let place = matches!(
            context.analysis.token(token.head()).lemma(),
            "in" | "at" | "near" | "to" | "from" | "for"
        );
        token.dep() != "pobj" || !place
    };
    let third = third
        .iter()
        .any(|(side, heads)| words::is_state(side) && heads.iter().any(takes_part));
    if !pair.contains(one) || third {
        return None;
    }
    let other = pair.into_iter().find(|side| side != one)?;
    // "talks with the rebels in Peru": where they are held.
    let said = others_named(context, trigger, std::slice::from_ref(one));
    let only_place = said
        .iter()
        .any(|(side, heads)| *side == other && !heads.iter().any(takes_part));
    (!only_place).then_some(other)
}
