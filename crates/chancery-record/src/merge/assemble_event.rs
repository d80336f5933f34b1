//! Reports of one event in, the event out: its life, its days, its people, and where they are told differently.

use std::collections::BTreeSet;

use chancery_model::{ClaimBody, Conflict, ConflictKind, Event, EventType, Participant, Status};
use jiff::civil::Date;

use super::agreements;
use super::duration;
use super::events;
use super::names::{self, Likeness};
use super::node::Node;
use super::offices::Office;
use super::tenures;
use super::when::Window;

type Report<'a> = (&'a Node, &'a Event);

/// Puts the reports of one event together; the nodes are in order of publication.
pub(crate) fn event(first: &Event, nodes: &[&Node]) -> (Event, Vec<Conflict>) {
    let reports: Vec<Report<'_>> = (nodes.iter())
        .filter_map(|node| match &node.face.body {
            ClaimBody::Event(event) => Some((*node, event)),
            _ => None,
        })
        .collect();
    let mut body = first.clone();
    let mut conflicts = Vec::new();
    status(&mut body, &reports, &mut conflicts);
    days(&mut body, &reports, &mut conflicts);
    lengths(&reports, &mut conflicts);
    counts(&reports, &mut conflicts);
    body.participants = people(&reports, &mut conflicts);
    body.subtype = reports.iter().find_map(|(_, e)| e.subtype.clone());
    body.topic = reports.iter().find_map(|(_, e)| e.topic.clone());
    let city = reports
        .iter()
        .find_map(|(_, e)| e.place.clone().filter(|place| place.contains(',')));
    body.place = city.or_else(|| reports.iter().find_map(|(_, e)| e.place.clone()));
    let coded = reports
        .iter()
        .find(|(_, e)| e.status == body.status && !e.codes.is_empty());
    if let Some((_, e)) = coded {
        body.codes.clone_from(&e.codes);
    }
    (body, conflicts)
}

fn is_real(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing)
}

fn is_coming(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed)
}

/// The last known stage of the event's life. A plan that came true is no contradiction; a plan that came to
/// nothing is none; what happened and did not happen is.
fn status(body: &mut Event, reports: &[Report<'_>], conflicts: &mut Vec<Conflict>) {
    let first_with = |wanted: fn(Status) -> bool| reports.iter().find(|(_, e)| wanted(e.status));
    let last_of = |wanted: fn(Status) -> bool| {
        let days = reports
            .iter()
            .filter(|(_, e)| wanted(e.status))
            .map(|(n, _)| n.last.unwrap_or(Date::MIN));
        days.max()
    };
    let has = |status: Status| reports.iter().any(|(_, e)| e.status == status);
    body.status = if has(Status::Occurred) {
        Status::Occurred
    } else if has(Status::Ongoing) {
        Status::Ongoing
    } else if has(Status::Cancelled) && last_of(|s| s == Status::Cancelled) >= last_of(is_coming) {
        Status::Cancelled
    } else {
        let order = [
            Status::Planned,
            Status::Proposed,
            Status::Denied,
            Status::Hypothetical,
        ];
        order.into_iter().find(|s| has(*s)).unwrap_or(body.status)
    };
    let real = first_with(is_real);
    let clash = [
        (
            real,
            first_with(|s| s == Status::Cancelled),
            ConflictKind::Status,
        ),
        (
            real.or(first_with(is_coming)),
            first_with(|s| s == Status::Denied),
            ConflictKind::Existence,
        ),
    ];
    for (a, b, kind) in clash {
        if let (Some((a, x)), Some((b, y))) = (a, b) {
            conflicts.push(a.conflict(
                b,
                kind,
                "status",
                (x.status.to_string(), y.status.to_string()),
            ));
        }
    }
}

/// The days as a text: `2024-03-25/2024-03-29`.
fn printed(event: &Event) -> String {
    match (event.start, event.end) {
        (Some(start), Some(end)) => format!("{start}/{end}"),
        (Some(day), None) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

/// The narrowest days: of reports that it happened before plans, with both ends before one.
fn days(body: &mut Event, reports: &[Report<'_>], conflicts: &mut Vec<Conflict>) {
    let stated = |event: &Event| Window::stated(event.start, event.end);
    let best = reports
        .iter()
        .filter(|(_, e)| stated(e).is_some())
        .min_by_key(|(_, e)| {
            let length = stated(e).map_or(i32::MAX, Window::length);
            let whole = e.end.is_some() && length <= 31;
            (!is_real(e.status), !whole, length)
        });
    let Some((base, chosen)) = best else {
        return;
    };
    body.start = chosen.start;
    body.end = chosen.end;
    for (node, event) in reports {
        // A plan that was moved or called off is no contradiction of what came to pass, nor of itself.
        let same_stage = is_real(event.status) == is_real(chosen.status)
            && is_coming(event.status) == is_coming(chosen.status);
        if !same_stage || !days_differ(chosen, event) {
            continue;
        }
        let values = (printed(chosen), printed(event));
        conflicts.push(base.conflict(node, ConflictKind::Date, "days", values));
    }
}

/// Whether both cannot be right: no common day, or two first days, or two last days.
fn days_differ(a: &Event, b: &Event) -> bool {
    let (Some(x), Some(y)) = (
        Window::stated(a.start, a.end),
        Window::stated(b.start, b.end),
    ) else {
        return false;
    };
    let whole = a.end.is_some() && b.end.is_some();
    let other = |x: Option<chancery_model::Edtf>, y: Option<chancery_model::Edtf>| matches!((x, y), (Some(x), Some(y)) if !x.overlaps(y));
    !x.overlaps(y) || (whole && (other(a.start, b.start) || other(a.end, b.end)))
}

/// The length in words against another's days or words.
fn lengths(reports: &[Report<'_>], conflicts: &mut Vec<Conflict>) {
    fn spelt<'a>((node, event): &Report<'a>) -> Option<(&'a Node, i32)> {
        Some((*node, duration::stated(&node.face, event.kind)?))
    }
    fn of_days<'a>((node, event): &Report<'a>) -> Option<(&'a Node, i32)> {
        Some((*node, duration::of_days(event)?))
    }
    let counted = reports.iter().find_map(of_days);
    let Some((base, length)) = counted.or_else(|| reports.iter().find_map(spelt)) else {
        return;
    };
    for (node, other) in reports.iter().filter_map(spelt) {
        if other != length && node.face.document != base.face.document {
            let values = (format!("{length} days"), format!("{other} days"));
            conflicts.push(base.conflict(node, ConflictKind::Duration, "length", values));
        }
    }
}

/// How many agreements were signed, where two reports count them and name none.
fn counts(reports: &[Report<'_>], conflicts: &mut Vec<Conflict>) {
    fn counted<'a>((node, event): &Report<'a>) -> Option<(&'a Node, u32)> {
        let signed = event.kind == EventType::Signing && is_real(event.status);
        let topic = event.topic.as_deref().filter(|_| signed)?;
        Some((*node, agreements::count(topic)?))
    }
    let mut all = reports.iter().filter_map(counted);
    let Some((base, told)) = all.next() else {
        return;
    };
    for (node, count) in all.filter(|(_, count)| *count != told) {
        let values = (told.to_string(), count.to_string());
        conflicts.push(base.conflict(node, ConflictKind::Number, "topic", values));
    }
}

/// Somebody that takes part, as told by a report.
struct Told<'a> {
    who: Participant,
    node: &'a Node,
    /// Whether the side is only supposed.
    supposed: bool,
}

/// Everyone that takes part, each once under the fullest name.
fn people(reports: &[Report<'_>], conflicts: &mut Vec<Conflict>) -> Vec<Participant> {
    let mut all: Vec<Told<'_>> = Vec::new();
    for (node, event) in reports {
        for (n, participant) in event.participants.iter().enumerate() {
            let supposed = tenures::is_supposed(&event.why, &format!("participants.{n}"));
            let known = all
                .iter_mut()
                .find(|known| same_participant(&known.who, participant));
            if let Some(known) = known {
                complete(&mut known.who, participant);
                if known.supposed && !supposed {
                    known.who.side.clone_from(&participant.side);
                    known.supposed = false;
                }
                continue;
            }
            let rival = all.iter().find(|known| {
                known.node.face.document != node.face.document
                    && is_rival(&known.who, participant, reports.len())
            });
            if let Some(rival) = rival {
                let name = |p: &Participant| p.name.clone().unwrap_or_default();
                conflicts.push(rival.node.conflict(
                    node,
                    ConflictKind::Participants,
                    "participants",
                    (name(&rival.who), name(participant)),
                ));
            }
            all.push(Told {
                who: participant.clone(),
                node,
                supposed,
            });
        }
    }
    let people: Vec<Participant> = all.into_iter().map(|told| told.who).collect();
    // A side named alone adds nothing where somebody of it is named.
    let spoken_for = |bare: &Participant| {
        bare.name.is_none()
            && bare.office.is_none()
            && people
                .iter()
                .any(|p| p.side == bare.side && (p.name.is_some() || p.office.is_some()))
    };
    people.iter().filter(|p| !spoken_for(p)).cloned().collect()
}

fn same_participant(a: &Participant, b: &Participant) -> bool {
    if a.side != b.side {
        return is_same_full_name(a, b);
    }
    let office = |p: &Participant| p.office.as_deref().map(Office::new);
    let same_office = match (office(a), office(b)) {
        (Some(x), Some(y)) => x.same(&y),
        (None, None) => true,
        _ => false,
    };
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => match names::persons(&names::name_words(x), &names::name_words(y)) {
            Likeness::Same | Likeness::Short => true,
            Likeness::Slip => same_office || is_slip(a, b),
            Likeness::Other => false,
        },
        (None, None) => same_office,
        _ => same_office && a.office.is_some(),
    }
}

/// Whether a slip in a name of several words joins two whose offices are told differently: they cannot both hold theirs
/// alone.
fn is_slip(a: &Participant, b: &Participant) -> bool {
    let long = |p: &Participant| {
        p.name
            .as_deref()
            .is_some_and(|n| names::name_words(n).len() > 1)
    };
    let single = |p: &Participant| {
        let office = p.office.as_deref().map(Office::new);
        office.is_some_and(|office| office.is_single())
    };
    long(a) && long(b) && !(single(a) && single(b))
}

/// Whether both are told of with one name of several words: at one event that is one person, for whomever each
/// report takes them to act.
fn is_same_full_name(a: &Participant, b: &Participant) -> bool {
    let words = |p: &Participant| p.name.as_deref().map(names::name_words).unwrap_or_default();
    let (x, y) = (words(a), words(b));
    x.len().min(y.len()) > 1 && names::persons(&x, &y) == Likeness::Same
}

/// Adds what the other report knows more.
fn complete(known: &mut Participant, other: &Participant) {
    let size = |name: &Option<String>| name.as_deref().map_or(0, |n| names::name_words(n).len());
    if size(&other.name) > size(&known.name) {
        known.name.clone_from(&other.name);
    }
    if known.office.is_none() {
        known.office.clone_from(&other.office);
    }
}

/// Whether two people are named for the same part: the same side, role and office, other names.
fn is_rival(a: &Participant, b: &Participant, reports: usize) -> bool {
    let office = |p: &Participant| p.office.as_deref().map(Office::new);
    reports > 1
        && a.side == b.side
        && a.role == b.role
        && a.name.is_some()
        && b.name.is_some()
        && matches!((office(a), office(b)), (Some(x), Some(y)) if x.is_single() && y.is_single() && x.same(&y))
}

/// Longest visit, in days, that can hold others: of a longer one the days are not known.
pub(crate) const MOST_DAYS: i32 = 31;

/// What an event must have to hold other events, and to be held.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) kind: EventType,
    pub(crate) window: Option<Window>,
    pub(crate) country: Option<chancery_model::Side>,
    /// Sides and names of those that take part; of a visit the visitors only.
    pub(crate) people: Vec<(Option<chancery_model::Side>, Vec<String>)>,
    pub(crate) sides: Vec<chancery_model::Side>,
}

impl Frame {
    pub(crate) fn of(event: &Event) -> Self {
        let visit = event.kind == EventType::Visit;
        Self {
            kind: event.kind,
            window: Window::stated(event.start, event.end),
            country: events::place(event.place.as_deref()).0,
            people: (event.participants.iter())
                .filter(|p| !visit || p.role == chancery_model::Role::Visitor)
                .filter_map(|p| Some((p.side.clone(), names::name_words(p.name.as_deref()?))))
                .collect(),
            sides: event
                .participants
                .iter()
                .filter_map(|p| p.side.clone())
                .collect(),
        }
    }

    /// Whether it can hold others, and whether it can be held.
    pub(crate) fn is_owner(&self) -> bool {
        self.kind == EventType::Visit && self.window.is_some_and(|w| w.length() <= MOST_DAYS)
    }

    pub(crate) fn is_part(&self) -> bool {
        use EventType::{Ceremony, Exercise, Meeting, Negotiation, Signing};
        matches!(
            self.kind,
            Meeting | Signing | Ceremony | Exercise | Negotiation
        ) && self.window.is_some()
    }

    /// Keys under which what belongs together is found: a word of somebody's name and the state in which they were.
    pub(crate) fn keys(&self, as_owner: bool) -> BTreeSet<String> {
        let words = || self.people.iter().flat_map(|(_, name)| name);
        let sides = match (&self.country, as_owner) {
            (Some(country), _) => std::slice::from_ref(country),
            (None, true) => &[],
            (None, false) => self.sides.as_slice(),
        };
        (sides.iter())
            .flat_map(|side| words().map(move |word| format!("within|{word}|{side}")))
            .collect()
    }

    /// Whether a meeting, signing, ceremony lies within this visit: a visitor takes part, the days lie
    /// within, the country is the same.
    pub(crate) fn holds(&self, part: &Self) -> bool {
        let (Some(outer), Some(inner)) = (self.window, part.window) else {
            return false;
        };
        let there = match (&self.country, &part.country) {
            (Some(a), Some(b)) => a == b,
            (Some(a), None) => part.sides.contains(a),
            (None, _) => false,
        };
        there
            && outer.contains(inner)
            && self.people.iter().any(|(side, name)| {
                part.people.iter().any(|(other_side, other)| {
                    side == other_side && names::persons(name, other) >= Likeness::Short
                })
            })
    }
}
