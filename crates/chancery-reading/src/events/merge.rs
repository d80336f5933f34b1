//! One event, one entry, however often the text speaks of it.

use chancery_language::Analysis;
use chancery_model::{Edtf, Event, EventType, Participant, Role, Side, Status};

use super::appearance;
use super::company;
use super::grounds::settled;
use super::{Candidate, occasions, same_life};
use crate::Context;

/// Puts candidates that speak of the same event together, in the order of first mention.
pub(crate) fn merge(
    context: &Context<'_>,
    candidates: Vec<Candidate>,
    signings: Vec<Event>,
) -> Vec<Event> {
    let tours = tours(&candidates);
    let candidates = occasions::told_once(context.analysis, candidates);
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match kept
            .iter()
            .rposition(|earlier| same_event(earlier, &candidate))
        {
            Some(at) => {
                let tour = tours.binary_search(&kept[at].trigger).is_ok();
                absorb(&mut kept[at], candidate, tour);
            }
            None => kept.push(candidate),
        }
    }
    let kept = kept.into_iter().map(|c| settled(context, c));
    let mut events: Vec<Event> = kept.chain(signings).collect();
    appearance::add(context, &mut events);
    company::signers(context, &mut events);
    events.sort_by_key(|event| event.why.anchor.map_or(0, |span| span.start));
    nest(&mut events);
    date_greetings(&mut events);
    events
}

/// Words that name journeys to several states: their days are those of the whole tour, not of any leg.
fn tours(candidates: &[Candidate]) -> Vec<usize> {
    let mut visits: Vec<usize> = candidates
        .iter()
        .filter(|c| c.event.kind == EventType::Visit)
        .map(|c| c.trigger)
        .collect();
    visits.sort_unstable();
    let mut tours: Vec<usize> = visits
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    tours.dedup();
    tours
}

pub(super) fn sides(event: &Event) -> Vec<&Side> {
    let mut sides: Vec<&Side> = event
        .participants
        .iter()
        .filter_map(|p| p.side.as_ref())
        .collect();
    sides.sort();
    sides.dedup();
    sides
}

fn within(a: &[&Side], b: &[&Side]) -> bool {
    a.iter().all(|side| b.contains(side))
}

/// Whether the words say that it is another event than the one before: "also met", "held other meetings".
pub(super) fn is_further(analysis: &Analysis, trigger: usize) -> bool {
    let apart = |at: usize| {
        analysis.children(at).any(|c| {
            matches!(
                analysis.token(c).lemma(),
                "also" | "another" | "other" | "separate" | "separately"
            )
        })
    };
    let token = analysis.token(trigger);
    apart(trigger)
        || token.pos() == "NOUN"
            && token.dep() == "dobj"
            && analysis
                .children(token.head())
                .any(|c| analysis.token(c).lemma() == "also")
}

/// Whether two places of one text speak of one event.
fn same_event(a: &Candidate, b: &Candidate) -> bool {
    let (x, y) = (&a.event, &b.event);
    if x.kind != y.kind {
        return false;
    }
    // "He also held talks with" the one named before: told in advance, told again.
    let known = |p: &&Participant| x.participants.iter().any(|q| q.name == p.name);
    let named: Vec<_> = y.participants.iter().filter(|p| p.name.is_some()).collect();
    let again = named.len() > 1 && named.iter().all(known);
    if b.further && y.kind == EventType::Meeting && !again {
        return false;
    }
    let (sx, sy) = (sides(x), sides(y));
    let alike = match x.kind {
        // A meeting of three is not the meeting of two of them.
        EventType::Meeting if sx.len() > 1 && sy.len() > 1 => sx == sy,
        _ => within(&sx, &sy) || within(&sy, &sx),
    };
    let alike = alike || is_back_at(a, b);
    if !alike || !same_dates(x, y) || !same_people(x, y) || reversed(x, y) {
        return false;
    }
    if x.kind == EventType::Negotiation {
        // Wanted, begun, interrupted: one negotiation.
        return true;
    }
    if !same_life(x.status, y.status) {
        // A plan and its fulfilment or cancellation in one article are one event only when told together.
        return b.definite && a.sentence.abs_diff(b.sentence) <= 2 && x.status != Status::Denied;
    }
    match x.kind {
        EventType::Sanction => x.subtype == y.subtype || x.subtype.is_none() || y.subtype.is_none(),
        EventType::Visit => x.place.is_none() || y.place.is_none() || country(x) == country(y),
        EventType::Ceremony => {
            x.subtype == y.subtype
                && (x.subtype.as_deref() == Some("anniversary")
                    || a.sentence == b.sentence && a.trigger == b.trigger)
        }
        EventType::MissionChange => x.subtype == y.subtype,
        _ => true,
    }
}

/// "At the summit, the president of Peru said": the gathering told before, where one more takes part. A meeting of two is
/// joined by nobody.
fn is_back_at(told: &Candidate, again: &Candidate) -> bool {
    let (x, y) = (&told.event, &again.event);
    let gathering = |e: &Event| matches!(e.subtype.as_deref(), Some("conference" | "summit"));
    let many = sides(x).len() > 2
        || sides(x)
            .iter()
            .any(|side| !crate::events::words::is_state(side))
        || x.participants.iter().any(|p| p.role == Role::Host);
    x.kind == EventType::Meeting
        && gathering(x)
        && x.subtype == y.subtype
        && again.definite
        && same_life(x.status, y.status)
        && !again.further
        && many
        && sides(y).len() == 1
        && sides(y)
            .iter()
            .all(|side| crate::events::words::is_state(side))
        && again.sentence.abs_diff(told.sentence) <= BACK
}

/// Sentences between a gathering and "the summit". A guess: a newswire page.
const BACK: usize = 12;

/// Whether who imposes or gives in one event suffers or receives in the other: tariffs and the answer to them are two.
fn reversed(x: &Event, y: &Event) -> bool {
    let of = |event: &Event, acting: bool| -> Vec<Side> {
        let fits = |role: Role| match acting {
            true => matches!(role, Role::Imposer | Role::Donor | Role::Actor),
            false => matches!(role, Role::Target | Role::Recipient),
        };
        let parties = event.participants.iter().filter(|p| fits(p.role));
        parties.filter_map(|p| p.side.clone()).collect()
    };
    let directed = matches!(
        x.kind,
        EventType::Sanction
            | EventType::Aid
            | EventType::Protest
            | EventType::Coercion
            | EventType::UseOfForce
    );
    let answers = |x: &Event, y: &Event| {
        let suffering = of(y, false);
        of(x, true).iter().any(|side| suffering.contains(side))
    };
    // Jets that rise against intruders are two moves, told of the intruders or not.
    x.kind == EventType::Mobilization && (answers(x, y) || answers(y, x))
        || directed && answers(x, y) && answers(y, x)
}

fn country(event: &Event) -> Option<&str> {
    event
        .place
        .as_deref()
        .map(|place| place.rsplit(", ").next().unwrap_or(place))
}

fn same_dates(x: &Event, y: &Event) -> bool {
    match (whole(x), whole(y)) {
        (Some(a), Some(b)) => a.overlaps(b),
        _ => true,
    }
}

fn whole(event: &Event) -> Option<Edtf> {
    let start = event.start?;
    match event.end {
        Some(end) => match (start.earliest(), end.latest()) {
            (Some(first), Some(last)) if first <= last => Some(Edtf::days(first, last)),
            _ => Some(start),
        },
        None => Some(start),
    }
}

/// Named persons of one side must not differ where both name some.
fn same_people(x: &Event, y: &Event) -> bool {
    let named = |e: &Event| -> Vec<(Option<Side>, String)> {
        e.participants
            .iter()
            .filter_map(|p| Some((p.side.clone(), p.name.clone()?)))
            .collect()
    };
    let (a, b) = (named(x), named(y));
    let mut sides: Vec<_> = a.iter().map(|(s, _)| s.clone()).collect();
    sides.sort();
    sides.dedup();
    sides.into_iter().all(|side| {
        let mine: Vec<_> = a
            .iter()
            .filter(|(s, _)| *s == side)
            .map(|(_, n)| n)
            .collect();
        let theirs: Vec<_> = b
            .iter()
            .filter(|(s, _)| *s == side)
            .map(|(_, n)| n)
            .collect();
        theirs.is_empty() || mine.iter().any(|n| theirs.contains(n))
    })
}

/// Adds what a second place says to the first; a leg's own days stand for those of the tour.
fn absorb(into: &mut Candidate, from: Candidate, tour: bool) {
    let event = &mut into.event;
    let other = from.event;
    let leg = tour && more_precise(whole(event), whole(&other));
    for (participant, party) in other.participants.into_iter().zip(from.parties) {
        let known = event.participants.iter().position(|p| {
            p.side == participant.side
                && (p.name == participant.name || p.name.is_none() || participant.name.is_none())
        });
        match known {
            Some(at) if event.participants[at].name.is_none() && participant.name.is_some() => {
                let role = event.participants[at].role;
                event.participants[at] = Participant {
                    role,
                    ..participant
                };
                into.parties[at] = party;
            }
            Some(_) => {}
            None => {
                event.participants.push(participant);
                into.parties.push(party);
            }
        }
    }
    if event.start.is_none() || leg || more_precise(event.start, other.start) {
        event.start = other.start;
        event.end = other.end.or(event.end.filter(|_| !leg));
        let dated = other.why.grounds.into_iter().filter(|g| g.field == "start");
        event.why.grounds.retain(|g| g.field != "start");
        event.why.grounds.extend(dated);
    }
    if event.place.is_none()
        || other
            .place
            .as_ref()
            .is_some_and(|p| p.len() > event.place.as_ref().map_or(0, String::len))
    {
        event.place = other.place.or(event.place.take());
    }
    event.subtype = event.subtype.take().or(other.subtype);
    event.topic = event.topic.take().or(other.topic);
    // A noun that points back ("her tour") says nothing of what has become of a plan.
    let points_back = from.definite
        && matches!(event.kind, EventType::Visit | EventType::Meeting)
        && other.status == Status::Occurred
        && other.start.is_none();
    if !same_life(event.status, other.status) && !points_back {
        event.status = other.status;
    }
    for span in other.evidence {
        if !event.evidence.contains(&span) {
            event.evidence.push(span);
        }
    }
    event.evidence.sort();
}

fn more_precise(old: Option<Edtf>, new: Option<Edtf>) -> bool {
    let length = |date: Option<Edtf>| date.and_then(Edtf::length_in_days).unwrap_or(i64::MAX);
    new.is_some() && length(new) < length(old)
}

/// Letters and notes for an anniversary are of its day.
fn date_greetings(events: &mut [Event]) {
    for at in 0..events.len() {
        if events[at].kind != EventType::Message || events[at].start.is_some() {
            continue;
        }
        let occasion = events.iter().find(|e| {
            e.subtype.as_deref() == Some("anniversary")
                && e.start.is_some()
                && same_life(e.status, events[at].status)
                && sides(e) == sides(&events[at])
        });
        if let Some(day) = occasion.and_then(|e| e.start) {
            events[at].start = Some(day);
        }
    }
}

/// A meeting, signing or ceremony of a visitor within a visit's days and sides is part of it, and takes its days
/// and place where it has none of its own.
fn nest(events: &mut [Event]) {
    for at in 0..events.len() {
        if matches!(
            events[at].kind,
            EventType::Visit
                | EventType::Invitation
                | EventType::UseOfForce
                | EventType::Sanction
                | EventType::Aid
        ) {
            continue;
        }
        let part = &events[at];
        let visit = events.iter().position(|visit| {
            visit.kind == EventType::Visit
                && (same_life(visit.status, part.status)
                    || visit.status == Status::Ongoing && part.status == Status::Planned)
                && same_dates(visit, part)
                && shares_visitor(visit, part)
                && (part.place.is_none() || country(part) == country(visit))
                && near(visit, part)
        });
        let Some(visit) = visit else { continue };
        let (start, end, place) = (
            events[visit].start,
            events[visit].end,
            events[visit].place.clone(),
        );
        let part = &mut events[at];
        part.part_of = Some(visit);
        if part.start.is_none() {
            part.start = match (start.and_then(Edtf::earliest), end.and_then(Edtf::latest)) {
                (Some(first), Some(last)) if first <= last => Some(Edtf::days(first, last)),
                _ => start,
            };
        }
        if part.place.is_none() {
            part.place = place;
        }
    }
}

fn shares_visitor(visit: &Event, part: &Event) -> bool {
    use chancery_model::Role;
    let visitor = |p: &&Participant| p.role == Role::Visitor;
    let named = visit.participants.iter().filter(visitor).any(|v| {
        part.participants
            .iter()
            .any(|p| p.side == v.side && (p.name == v.name || p.name.is_none() || v.name.is_none()))
    });
    let host = visit
        .participants
        .iter()
        .filter(|p| p.role == Role::Host)
        .any(|h| part.participants.iter().any(|p| p.side == h.side));
    named && (host || matches!(part.kind, EventType::Ceremony))
}

/// Told close together, or the only ones of their kind.
fn near(visit: &Event, part: &Event) -> bool {
    visit.evidence.iter().any(|v| {
        part.evidence
            .iter()
            .any(|p| v.start.abs_diff(p.start) < 3000)
    })
}
