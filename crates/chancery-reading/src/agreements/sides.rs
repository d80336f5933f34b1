//! Between whom an agreement is.

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Side;

use crate::Context;
use crate::events::tree::{self, Link};
use crate::events::{Party, parties};

/// Sides of the agreement, sorted, and those who do the act.
pub(super) fn parties_of(
    context: &Context<'_>,
    head: usize,
    title: &std::ops::Range<usize>,
    governor: Option<tree::Governor>,
    act: Option<usize>,
    guess: bool,
) -> (Vec<Side>, Vec<Party>) {
    let analysis = context.analysis;
    let mut signatories: Vec<Party> = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    let note =
        |found: Vec<Party>, signs: bool, sides: &mut Vec<Side>, signatories: &mut Vec<Party>| {
            for party in found {
                if let Some(side) = &party.side {
                    if !sides.contains(side) {
                        sides.push(side.clone());
                    }
                    if signs
                        && !signatories
                            .iter()
                            .any(|s| s.side == party.side && s.name == party.name)
                    {
                        signatories.push(party);
                    }
                }
            }
        };
    let own = tree::of_noun(analysis, head, |_| false);
    for slot in [
        "between",
        "with",
        "among",
        "possessor",
        "modifier",
        "of",
        "by",
    ] {
        for filler in own.of(slot) {
            // The Vienna Convention is not Austria's.
            let found = parties::at(context, filler)
                .into_iter()
                .filter(|p| p.kind != Some(ActorKind::Place) || slot == "between")
                .collect();
            note(found, false, &mut sides, &mut signatories);
        }
    }
    for mention in context.cast.within(title.clone()) {
        let form = matches!(
            mention.form,
            MentionForm::Demonym | MentionForm::Name | MentionForm::Set
        );
        // "signed in Minsk": where, not with whom.
        let place = mention
            .actors
            .iter()
            .all(|&id| context.cast.actor(id).kind == ActorKind::Place)
            || mention.tokens.start > 0
                && matches!(analysis.token(mention.tokens.start - 1).text(), "in" | "at");
        if form && !place {
            for side in context.cast.sides_of(mention) {
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
    }
    if let Some(act) = act.filter(|&a| tree::is_verb(analysis.token(a))) {
        let around = tree::of_verb(analysis, act);
        let speaks = governor.is_some_and(|g| g.link == Link::Object)
            || Some(act) != governor.map(|g| g.verb);
        if speaks {
            for slot in ["subject", "with", "between"] {
                for filler in around.of(slot) {
                    if filler != head {
                        note(
                            parties::at(context, filler),
                            true,
                            &mut sides,
                            &mut signatories,
                        );
                    }
                }
            }
        }
    }
    if sides.len() < 2 && guess {
        add_other_side(context, head, &mut sides);
    }
    sides.sort();
    (sides, signatories)
}

/// The side that the passage leaves no doubt about, where the phrase and its clause give only one or none.
fn add_other_side(context: &Context<'_>, head: usize, sides: &mut Vec<Side>) {
    let Some(pair) = context.pair_spoken_of(head) else {
        return;
    };
    if sides.iter().all(|side| pair.contains(side)) {
        sides.clear();
        sides.extend(pair);
    }
}
