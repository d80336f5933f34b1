//! What an event of a kind must have to be one at all.

use chancery_actors::ActorKind;
use chancery_model::{Event, EventType, Role, Side, Status};

use super::Candidate;
use super::frame::{Class, Frame};
use super::modality::{self, Modality};
use super::parties::Party;
use super::tree::Arguments;
use super::words;
use crate::Context;

/// Whether the parties found can be parties of such an event at all; `open` where those met are of no state named ("met
/// with partners"): then one who meets them is enough.
pub(super) fn plausible(
    context: &Context<'_>,
    (kind, frame): (EventType, &Frame),
    arguments: &Arguments,
    (roles, parties): (&[Role], &[Party]),
    open: bool,
) -> bool {
    let mut sides: Vec<&Side> = parties.iter().filter_map(|p| p.side.as_ref()).collect();
    sides.sort();
    sides.dedup();
    // A body of many states meets by itself.
    let assembly = kind == EventType::Meeting
        && !frame.both
        && !roles.contains(&Role::Caller)
        && (frame.class == Class::Noun || !arguments.has("object") && !arguments.has("with"))
        && sides.len() == 1
        && sides
            .iter()
            .all(|s| !crate::events::words::is_state(s) && !s.is_org());
    let assault = kind == EventType::UseOfForce && group_attacks(frame, arguments, roles, parties);
    let official = |p: &Party| words::is("official", context.analysis.token(p.head).lemma());
    let person = |p: &Party| {
        official(p) || matches!(p.kind, Some(ActorKind::Person | ActorKind::OfficeHolder))
    };
    let received = open && sides.len() == 1 && parties.iter().any(person);
    let alone = assembly || assault && !sides.is_empty() || received;
    if sides.len() < frame.sides.max(1) && !alone || parties.is_empty() {
        return false;
    }
    // A town that is no capital stands for no government.
    let town = |p: &Party| p.actor.is_some_and(|id| context.cast.actor(id).town);
    let acts = |role: &Role| !matches!(role, Role::Host | Role::Target | Role::Recipient);
    // People of a town protest for themselves.
    let of_town = roles.iter().zip(parties).any(|(r, p)| acts(r) && town(p));
    if of_town && kind != EventType::Protest {
        return false;
    }
    let crowd = |p: &Party| {
        p.kind == Some(ActorKind::Outlet) || p.kind == Some(ActorKind::People) && !official(p)
    };
    let with = |role: Role| {
        roles
            .iter()
            .zip(parties)
            .filter(move |(r, _)| **r == role)
            .map(|(_, p)| p)
    };
    match kind {
        EventType::Visit => {
            let somebody = |p: &Party| {
                !crowd(p)
                    && !matches!(
                        p.kind,
                        Some(ActorKind::State | ActorKind::Place | ActorKind::Organisation)
                    )
                    || p.actor.is_none()
            };
            let ships = frame.subtype.as_deref() == Some("port_call");
            with(Role::Visitor).any(|p| ships || somebody(p))
                && with(Role::Host).next().is_some()
                && !with(Role::Host).any(|h| h.side.as_ref().is_some_and(Side::is_org))
                && with(Role::Visitor).all(|v| with(Role::Host).any(|h| h.side != v.side))
        }
        EventType::Call => {
            let official =
                |p: &Party| matches!(p.kind, Some(ActorKind::Person | ActorKind::OfficeHolder));
            // "spoke to the parliament" is a speech.
            let spoken = frame.trigger() == "speak" && !arguments.has("with");
            if spoken && !with(Role::Recipient).all(official) {
                return false;
            }
            let several = |role: Role| with(role).count() > 1 && sides.len() > 1;
            let called =
                with(Role::Caller).next().is_some() && with(Role::Recipient).next().is_some();
            let both =
                several(Role::Participant) || frame.class == Class::Noun && several(Role::Caller);
            both || parties.iter().any(official) && called
        }
        // One side alone must be named rather than pointed at.
        EventType::UseOfForce if sides.len() < 2 => {
            let named = |p: &Party| context.analysis.token(p.head).pos() != "PRON";
            let meant = |role: Role| with(role).any(named);
            meant(Role::Actor) || meant(Role::Target)
        }
        // Armed groups test no missiles: they fire them at somebody.
        EventType::Mobilization => {
            let group = |p: &Party| p.side.as_ref().is_some_and(Side::is_org);
            with(Role::Actor).any(|p| sides.len() > 1 || !group(p))
        }
        EventType::Aid if sides.len() < 2 => with(Role::Donor).next().is_some(),
        // A state may chair a body or sit on its council.
        EventType::Appointment => with(Role::Appointee).any(|p| {
            let body = |p: &Party| p.side.as_ref().is_some_and(|s| !words::is_state(s));
            let state = p.kind == Some(ActorKind::State) && with(Role::Actor).any(body);
            p.name.is_some() || state
        }),
        _ => true,
    }
}

/// A group that attacks something attacks somebody, whether the text says whom or not.
fn group_attacks(frame: &Frame, arguments: &Arguments, roles: &[Role], parties: &[Party]) -> bool {
    let group = |p: &Party| p.side.as_ref().is_some_and(Side::is_org);
    let somebody = match frame.class {
        Class::Verb => arguments.has("object"),
        Class::Noun => arguments.has("on") || arguments.has("against"),
    };
    somebody
        && roles
            .iter()
            .zip(parties)
            .any(|(role, p)| *role == Role::Actor && group(p))
}

/// Whether a meeting or call of these sides was told before.
pub(super) fn told(parties: &[Party], earlier: &[Candidate]) -> bool {
    earlier.iter().any(|c| {
        matches!(c.event.kind, EventType::Meeting | EventType::Call)
            && parties
                .iter()
                .all(|p| c.parties.iter().any(|q| q.side == p.side))
    })
}

/// Whether a place is visited abroad: by two sides, by one whose journey was told, or where the place is another's.
pub(super) fn abroad(event: &Event, earlier: &[Candidate]) -> bool {
    let sides: Vec<&Side> = event
        .participants
        .iter()
        .filter_map(|p| p.side.as_ref())
        .collect();
    let Some(first) = sides.first() else {
        return false;
    };
    let land = event.place.as_deref().and_then(|p| p.rsplit(", ").next());
    sides.iter().any(|side| side != first)
        || land.is_some_and(|land| land != first.as_str())
        || earlier.iter().any(|c| {
            c.event.kind == EventType::Visit
                && c.event
                    .participants
                    .iter()
                    .any(|p| p.role == Role::Visitor && p.side.as_ref() == Some(*first))
        })
}

/// "Their offensive", "the war" that somebody is asked to stop or would pay for: it is going on, whatever is wished of it;
/// "the planned offensive" is not.
pub(super) fn presupposed(
    context: &Context<'_>,
    kind: EventType,
    noun: Option<usize>,
    modality: Modality,
) -> Modality {
    let wished = matches!(modality.status, Status::Planned | Status::Proposed);
    let analysis = context.analysis;
    let plain = |noun: usize| {
        let mut words = analysis.children(noun);
        !words.any(|c| modality::is(analysis, c, modality::Class::Modifier))
    };
    match kind == EventType::UseOfForce && wished && noun.is_some_and(plain) {
        true => Modality::PAST,
        false => modality,
    }
}

/// "convicted two Peruvian men over their assault", "a Peruvian man suspected of shooting": one person's crime, which is no
/// force of his state.
pub(super) fn is_crime(
    context: &Context<'_>,
    kind: EventType,
    trigger: usize,
    (roles, parties): (&[Role], &[Party]),
) -> bool {
    if kind != EventType::UseOfForce {
        return false;
    }
    let analysis = context.analysis;
    let of_state = |p: &Party| p.side.as_ref().is_some_and(|side| !side.is_org());
    let private = |p: &Party| {
        let noun = analysis.token(p.head).lemma();
        let speaks = words::is("force", noun) || words::is("official", noun);
        p.kind == Some(ActorKind::People) && !speaks
    };
    let mut actors = roles
        .iter()
        .zip(parties)
        .filter(|(role, p)| **role == Role::Actor && of_state(p))
        .map(|(_, p)| p)
        .peekable();
    let tried = |node: usize| {
        let lemma = analysis.token(node).lemma().to_lowercase();
        node != trigger && (words::is("custody", &lemma) || words::is("suspects", &lemma))
    };
    let mut above = std::iter::successors(Some(trigger), |&node| {
        let head = analysis.token(node).head();
        (head != node).then_some(head)
    });
    actors.peek().is_some() && actors.all(private) && above.by_ref().take(8).any(tried)
}

/// Whether somebody acts and a second side is there.
pub(super) fn has_both(event: &Event) -> bool {
    let mut acting = event.participants.iter().filter(|p| p.role == Role::Actor);
    acting
        .next()
        .is_some_and(|actor| event.participants.iter().any(|p| p.side != actor.side))
}

/// Whether it may be told at all: what is only wished for or feared, and what did not happen, needs both sides, and blows
/// that somebody would like to see are none.
pub(super) fn certain(event: &Event, class: Class) -> bool {
    let mut sides: Vec<_> = event
        .participants
        .iter()
        .filter_map(|p| p.side.as_ref())
        .collect();
    sides.sort();
    sides.dedup();
    let deed = match event.kind {
        EventType::UseOfForce | EventType::Coercion | EventType::Protest => true,
        // "a truce" that somebody proposes is one; that somebody should be released is not.
        EventType::Withdrawal => class == Class::Verb,
        _ => false,
    };
    if deed && event.status == Status::Proposed {
        return false;
    }
    let real = matches!(event.status, Status::Occurred | Status::Ongoing);
    let planned = event.status == Status::Planned;
    let nothing = matches!(
        event.status,
        Status::Denied | Status::Cancelled | Status::Hypothetical
    );
    let needs_both = match event.kind {
        EventType::UseOfForce | EventType::Coercion => !real,
        EventType::Aid | EventType::Protest => !real && !planned,
        EventType::Mobilization | EventType::Sanction | EventType::Withdrawal => nothing,
        _ => false,
    };
    sides.len() > 1 || !needs_both
}

/// Whether it is an event at all: that relations are so many years old is none; that it is celebrated is.
pub(super) fn telling(event: &Event) -> bool {
    let day = matches!(
        event.start,
        Some(chancery_model::Edtf::Point(chancery_model::Point::Day(_)))
    );
    event.subtype.as_deref() != Some("anniversary") || day || event.place.is_some()
}
