//! Parties that a clause leaves out because its passage has them: "sanctions relief", "met with senior officials".

use chancery_actors::ActorKind;
use chancery_model::{EventType, Role, Side};

use super::Candidate;
use super::others::{
    Stands, in_purpose, is_subject_only, only_other, other_of_pair, stands_for_nobody,
};
use super::parties::Party;
use super::scene;
use super::tree::Arguments;
use super::whereabouts::{host_here, host_of_visit, place_beside, seat};
use super::words;
use crate::Context;

/// How many sentences back those who fight may be told of before a truce of theirs. A guess: a paragraph or two.
const PASSAGE: usize = 5;

/// What is already known when a party is missing.
pub(crate) struct Gap<'a> {
    pub(crate) kind: EventType,
    pub(crate) trigger: usize,
    /// Whether the frame takes the two that the passage speaks of for those it does not name.
    pub(crate) pair: bool,
    /// Whether the object of the verb takes part: of "discuss" it is what is talked of.
    pub(crate) object: bool,
    /// Whether the frame says where it is: who is not there is nowhere.
    pub(crate) placed: bool,
    pub(crate) arguments: &'a Arguments,
    /// Events told before, latest last.
    pub(crate) earlier: &'a [Candidate],
}

/// The role that a missing second side takes.
fn missing_role(kind: EventType, filled: &[(Role, Party)]) -> Role {
    let has = |role: Role| filled.iter().any(|(r, p)| *r == role && p.side.is_some());
    match kind {
        EventType::Visit => Role::Host,
        EventType::Sanction if has(Role::Imposer) => Role::Target,
        EventType::Sanction => Role::Imposer,
        EventType::Aid if has(Role::Donor) => Role::Recipient,
        EventType::Aid => Role::Donor,
        EventType::Call if has(Role::Caller) => Role::Recipient,
        EventType::UseOfForce | EventType::Coercion | EventType::Protest if has(Role::Actor) => {
            Role::Target
        }
        EventType::UseOfForce if filled.is_empty() => Role::Target,
        // Whose ground it is need not be who strikes there.
        EventType::UseOfForce => Role::Host,
        EventType::Coercion | EventType::Protest => Role::Actor,
        EventType::Message | EventType::Invitation if has(Role::Sender) => Role::Recipient,
        EventType::Message | EventType::Invitation => Role::Sender,
        _ => Role::Participant,
    }
}

/// Adds the side that the passage leaves no doubt about; nothing where there is doubt.
pub(crate) fn complete(context: &Context<'_>, gap: &Gap<'_>, filled: &mut Vec<(Role, Party)>) {
    let mut sides: Vec<Side> = filled.iter().filter_map(|(_, p)| p.side.clone()).collect();
    sides.sort();
    sides.dedup();
    if sides.len() >= 2 {
        return;
    }
    if sides.is_empty() && gap.kind == EventType::Withdrawal && is_truce(context, gap.trigger) {
        filled.extend(combatants(context, gap));
        return;
    }
    if gap.kind == EventType::Meeting
        && gap.pair
        && let Some(pair) = pair_meant(context, gap, &sides, filled)
    {
        for side in pair {
            if !sides.contains(&side) {
                filled.push((Role::Participant, unnamed(gap, side)));
            }
        }
        return;
    }
    if let Some(side) = missing_side(context, gap, &sides, filled) {
        let role = missing_role(gap.kind, filled);
        filled.push((role, unnamed(gap, side)));
    }
}

/// A summit of a body is held by the state in which it meets: "the G20 summit in Osaka".
pub(crate) fn summit_host(context: &Context<'_>, gap: &Gap<'_>, filled: &mut Vec<(Role, Party)>) {
    let body = |p: &Party| {
        p.side
            .as_ref()
            .is_some_and(|side| !words::is_state(side) && !side.is_org())
    };
    if !filled.iter().any(|(_, p)| body(p)) {
        return;
    }
    let host = gap
        .arguments
        .of("in")
        .filter_map(|head| context.cast.headed_by(head))
        .flat_map(|m| context.cast.sides_of(m))
        .find(words::is_state);
    if let Some(side) =
        host.filter(|side| filled.iter().all(|(_, p)| p.side.as_ref() != Some(side)))
    {
        filled.push((Role::Host, unnamed(gap, side)));
    }
}

fn unnamed(gap: &Gap<'_>, side: Side) -> Party {
    Party {
        actor: None,
        kind: Some(ActorKind::State),
        name: None,
        office: None,
        side: Some(side),
        head: gap.trigger,
    }
}

/// "the next meeting", "our dialogue", "a summit in May", with nobody named: the two that the passage speaks of, where the
/// sentence names no third and no meeting of theirs was told to which it may point back.
fn pair_meant(
    context: &Context<'_>,
    gap: &Gap<'_>,
    known: &[Side],
    filled: &[(Role, Party)],
) -> Option<[Side; 2]> {
    let analysis = context.analysis;
    let ours = |at: usize| matches!(analysis.token(at).lemma(), "we" | "our" | "us");
    let nobody = filled.iter().all(|(_, p)| ours(p.head));
    if analysis.token(gap.trigger).pos() == "VERB" || !nobody {
        return None;
    }
    let pair = context.pair_spoken_of(gap.trigger)?;
    let apart = analysis.children(gap.trigger).any(|c| {
        matches!(
            analysis.token(c).lemma(),
            "next" | "future" | "previous" | "another" | "upcoming"
        )
    });
    let sentence = analysis.sentence_of(gap.trigger);
    let said: Vec<Side> = context
        .cast
        .within(sentence)
        .flat_map(|m| context.cast.sides_of(m))
        .collect();
    // "our dialogue" is that of the two whatever third the sentence speaks of.
    let possessed = analysis.children_by(gap.trigger, "poss").any(ours);
    let third = !possessed && said.iter().any(|side| !pair.contains(side));
    let both = pair.iter().all(|side| said.contains(side));
    if !both && !apart && !possessed {
        return None;
    }
    let states = pair.iter().filter(|side| words::is_state(side)).count();
    if third || states == 0 || known.iter().any(|side| !pair.contains(side)) {
        return None;
    }
    let told = gap.earlier.iter().any(|c| {
        matches!(
            c.event.kind,
            EventType::Meeting | EventType::Call | EventType::Negotiation
        ) && pair
            .iter()
            .all(|side| c.parties.iter().any(|p| p.side.as_ref() == Some(side)))
    });
    (!told || apart).then_some(pair)
}

/// "the truce", without anybody.
fn is_truce(context: &Context<'_>, trigger: usize) -> bool {
    let lemma = context.analysis.token(trigger).lemma().to_lowercase();
    matches!(lemma.as_str(), "ceasefire" | "cease-fire" | "truce")
}

/// The two who fight in the passage: a truce is between them.
fn combatants(context: &Context<'_>, gap: &Gap<'_>) -> Vec<(Role, Party)> {
    let here = context.analysis.sentence_number(gap.trigger);
    let fight = gap.earlier.iter().rev().find(|c| {
        let mut sides: Vec<_> = c.parties.iter().filter_map(|p| p.side.as_ref()).collect();
        sides.sort();
        sides.dedup();
        c.event.kind == EventType::UseOfForce && sides.len() == 2 && c.sentence + PASSAGE >= here
    });
    fight
        .into_iter()
        .flat_map(|c| c.parties.iter())
        .map(|party| {
            let head = gap.trigger;
            (
                Role::Participant,
                Party {
                    head,
                    ..party.clone()
                },
            )
        })
        .collect()
}

fn missing_side(
    context: &Context<'_>,
    gap: &Gap<'_>,
    known: &[Side],
    filled: &[(Role, Party)],
) -> Option<Side> {
    match gap.kind {
        EventType::Meeting => {
            let [one] = known else { return None };
            if !words::is_state(one) || met_anybody(context, gap) {
                return None;
            }
            let unnamed = has_unnamed_counterpart(context, gap);
            let seat = unnamed.then(|| seat(context, gap)).flatten();
            let seat = seat.filter(|side| side != one).or_else(|| {
                let token = context.analysis.token(gap.trigger);
                // "met with experts to discuss": with them, wherever it is.
                let alone = || {
                    !super::tree::is_verb(context.analysis.token(token.head()))
                        || !super::tree::of_verb(context.analysis, token.head()).has("with")
                };
                let purpose = token.dep() == "advcl" && alone();
                (unnamed || purpose)
                    .then(|| host_of_visit(gap, known, filled))
                    .flatten()
            });
            seat.or_else(|| {
                // "a summit with the northern leader", in a story about two: the other is the story's other side.
                // A name that nobody knows may be of any state.
                let known_or_noun = |head: usize| {
                    let sides = super::parties::at(context, head);
                    context.analysis.token(head).pos() == "NOUN"
                        || sides.iter().any(|p| p.side.is_some())
                };
                let with = gap.arguments.has("with") && gap.arguments.of("with").all(known_or_noun);
                (with && !unnamed && !stands_for_nobody(context, gap))
                    .then(|| only_other(context, gap, known, Stands::Acting))
                    .flatten()
            })
        }
        // Who is somewhere or speaks there is where the clause says and nowhere else.
        EventType::Visit if gap.placed || context.analysis.token(gap.trigger).pos() == "AUX" => {
            None
        }
        EventType::Visit => {
            host_here(context, gap, known).or_else(|| place_beside(context, gap, known))
        }
        EventType::Sanction | EventType::Aid
            if known.len() == 1 && !done_by_nobody(gap, filled) =>
        {
            // Who only says it, or gives as well, receives nothing.
            let suffers = matches!(
                missing_role(gap.kind, filled),
                Role::Target | Role::Recipient
            );
            let stands = match suffers {
                true => Stands::Concerned,
                false => Stands::Doing,
            };
            only_other(context, gap, known, stands)
                .filter(|side| !suffers || !is_subject_only(context, gap.trigger, side))
                .or_else(|| meant(context, gap, known, filled))
        }
        EventType::UseOfForce | EventType::Coercion if known.len() == 1 => {
            // Who is seized in Peru is not seized by Peru; who is jailed there is.
            // A warrant holds wherever the wanted are.
            let by_state = gap.kind == EventType::UseOfForce
                || missing_role(gap.kind, filled) == Role::Target
                    && super::tree::is_verb(context.analysis.token(gap.trigger))
                || words::is("custody", context.analysis.token(gap.trigger).lemma());
            let ground =
                || scene::ground(context, gap.trigger, gap.arguments, known).filter(|_| by_state);
            scene::defender(context, gap.trigger, known)
                .or_else(|| scene::accuser(context, gap.trigger, gap.arguments, known))
                .or_else(ground)
        }
        EventType::Mobilization if known.len() == 1 => {
            scene::accuser(context, gap.trigger, gap.arguments, known)
        }
        // "six helicopters bombed a town in the north": whoever it was, it happened to the state whose town it is.
        EventType::UseOfForce => super::scene::ground(context, gap.trigger, gap.arguments, known),
        // Whoever is trained may be of any state.
        EventType::Exercise => match known {
            [one] if is_joint(context, gap) => other_of_pair(context, gap.trigger, one),
            _ => None,
        },
        // Whoever mediates is no party, and between whom need not be told.
        EventType::Negotiation if filled.iter().any(|(role, _)| *role == Role::Mediator) => None,
        // Of "talks among the parties in Peru" all are said.
        EventType::Negotiation
            if context.analysis.token(gap.trigger).pos() != "VERB"
                && ["among", "between"]
                    .iter()
                    .any(|slot| gap.arguments.has(slot)) =>
        {
            None
        }
        EventType::Negotiation if known.len() == 1 => in_purpose(context, gap, known)
            .or_else(|| only_other(context, gap, known, Stands::Elsewhere))
            .or_else(|| other_of_pair(context, gap.trigger, &known[0])),
        _ => None,
    }
}

/// Whether an exercise may be of several: "joint drills", and not one state's own: "Peru's drills".
fn is_joint(context: &Context<'_>, gap: &Gap<'_>) -> bool {
    let analysis = context.analysis;
    let together = |t: usize| words::is("together", &analysis.token(t).lemma().to_lowercase());
    let owned = || gap.arguments.has("possessor");
    analysis.token(gap.trigger).pos() != "VERB"
        && (analysis.children(gap.trigger).any(together) || !owned())
}

/// "the move will aid Peru", "we provide aid to Peru": who gives or imposes has his place, and stands for no side.
fn done_by_nobody(gap: &Gap<'_>, filled: &[(Role, Party)]) -> bool {
    let acts = |role: Role| matches!(role, Role::Donor | Role::Imposer);
    gap.arguments.has("subject") && !filled.iter().any(|(role, _)| acts(*role))
}

/// "a further drawdown", "plans for new sanctions", with who gives or imposes alone: what is left out is the other of
/// the two that the passage speaks of, where the clause has no place that somebody else may fill.
fn meant(
    context: &Context<'_>,
    gap: &Gap<'_>,
    known: &[Side],
    filled: &[(Role, Party)],
) -> Option<Side> {
    let [one] = known else { return None };
    let acts = |role: Role| matches!(role, Role::Donor | Role::Imposer);
    // "U.S. assistance" by itself may be assistance to anybody.
    if gap.kind == EventType::Aid && context.analysis.token(gap.trigger).pos() != "VERB" {
        return None;
    }
    let open = ["to", "on", "against", "for", "in", "object"]
        .into_iter()
        .flat_map(|slot| gap.arguments.of(slot).collect::<Vec<_>>())
        .all(|head| context.analysis.entity_at(head).is_some());
    (open && words::is_state(one) && filled.iter().all(|(role, _)| acts(*role)))
        .then(|| other_of_pair(context, gap.trigger, one))
        .flatten()
        .filter(words::is_state)
}

/// Those who are met.
fn met(gap: &Gap<'_>) -> Vec<usize> {
    let slots: &[&str] = match gap.object {
        true => &["object", "with"],
        false => &["with"],
    };
    slots
        .iter()
        .flat_map(|slot| gap.arguments.of(slot))
        .collect()
}

/// Whether only people are met who are of no state that the passage names: "with partners", "with a foreign delegation"; not
/// "with the foreign minister".
pub(super) fn met_anybody(context: &Context<'_>, gap: &Gap<'_>) -> bool {
    let analysis = context.analysis;
    let anybody = |head: usize| {
        let holder = context
            .cast
            .at(head)
            .filter(|m| m.head == head)
            .flat_map(|m| m.actors.iter())
            .any(|&id| context.cast.actor(id).kind == ActorKind::OfficeHolder);
        let phrase = analysis.subtree(head);
        let end = analysis
            .children(head)
            .filter(|&c| matches!(analysis.token(c).dep(), "cc" | "conj" | "relcl" | "acl"))
            .chain([phrase.end])
            .min()
            .unwrap_or(phrase.end);
        let mut around = phrase.start..end.max(head + 1);
        // "the foreign minister" is somebody.
        let known = analysis.token(head).tag() == "NN"
            && analysis
                .children_by(head, "det")
                .any(|c| analysis.token(c).lemma() == "the");
        analysis.token(head).pos() == "NOUN"
            && !holder
            && !known
            && around.any(|t| words::is("anybody", &analysis.token(t).lemma().to_lowercase()))
    };
    // "with partners and heads of agencies": the first of the row says who they are.
    met(gap).into_iter().next().is_some_and(anybody)
}

/// Whether somebody is met whose side the words leave out: "with senior officials", "with counterparts".
fn has_unnamed_counterpart(context: &Context<'_>, gap: &Gap<'_>) -> bool {
    met(gap).into_iter().any(|head| {
        let token = context.analysis.token(head);
        token.pos() == "NOUN"
            && super::parties::at(context, head)
                .iter()
                .all(|p| p.side.is_none())
    })
}
