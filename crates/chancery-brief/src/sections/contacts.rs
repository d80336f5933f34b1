//! Visits, meetings and other events: what was, with its parts; what lies ahead.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Edtf, Event, EventType, Fact, Id, Source, Status};

use super::{Desk, LINES_OF_GROUP, group};
use crate::document::{Group, Line};
use crate::facts;
use crate::notes::reported;
use crate::wording::events::place_side;

/// Most parts that are listed under one visit.
const PARTS: usize = 12;

type Dated<'a> = (&'a Fact, &'a Event);

/// What happened, the latest first: contacts, then acts of other kinds.
pub(crate) fn past(desk: &mut Desk<'_>) -> Vec<Group> {
    let events: Vec<Dated<'_>> = desk
        .selection
        .events()
        .filter(|(fact, event)| !desk.selection.lies_ahead(fact, event))
        .filter(|(_, event)| {
            !matches!(
                event.kind,
                EventType::MissionChange | EventType::Appointment
            )
        })
        .collect();
    let parents = parents(&events);
    let (contacts, acts): (Vec<Dated<'_>>, Vec<Dated<'_>>) = events
        .iter()
        .copied()
        .filter(|(fact, _)| !parents.contains_key(&fact.id))
        .filter(|(fact, event)| event.kind != EventType::Signing || !has_agreement(desk, fact))
        .partition(|(_, event)| is_contact(event.kind));
    let more = contacts.len().saturating_sub(LINES_OF_GROUP);
    let contacts = weightiest(contacts);
    let mut contacts = tree(desk, contacts, &events, &parents);
    let mut acts = tree(desk, acts, &events, &parents);
    contacts.reverse();
    acts.reverse();
    let heading = (!contacts.is_empty()).then(|| "Other acts".to_owned());
    let mut contacts = group(None, contacts, LINES_OF_GROUP);
    contacts.more = more;
    vec![contacts, group(heading, acts, LINES_OF_GROUP)]
}

/// As many as there is room for, in the order given: visits before talks, talks before letters, late before
/// early.
fn weightiest(events: Vec<Dated<'_>>) -> Vec<Dated<'_>> {
    let weight = |event: &Event| match event.kind {
        EventType::Visit => 0,
        EventType::Meeting | EventType::Call => 1,
        _ => 2,
    };
    let mut order: Vec<(u8, usize)> = events
        .iter()
        .rev()
        .enumerate()
        .map(|(n, (_, event))| (weight(event), n))
        .collect();
    order.sort_unstable();
    let kept: BTreeSet<usize> = order
        .into_iter()
        .take(LINES_OF_GROUP)
        .map(|(_, n)| n)
        .collect();
    let last = events.len();
    events
        .into_iter()
        .enumerate()
        .filter(|(n, _)| kept.contains(&(last - 1 - n)))
        .map(|(_, event)| event)
        .collect()
}

/// What lies ahead, the next first, what has no date last.
pub(crate) fn upcoming(desk: &mut Desk<'_>) -> Vec<Group> {
    let mut events: Vec<Dated<'_>> = desk
        .selection
        .events()
        .filter(|(fact, event)| desk.selection.lies_ahead(fact, event))
        .collect();
    events.sort_by_key(|(fact, event)| (event.start.is_none(), facts::sort_day(fact), &fact.id));
    let parents = parents(&events);
    let top: Vec<Dated<'_>> = events
        .iter()
        .copied()
        .filter(|(fact, _)| !parents.contains_key(&fact.id))
        .collect();
    let mut lines = tree(desk, top, &events, &parents);
    for line in &mut lines {
        if line.when.starts_with("reported ") || line.when == "undated" {
            line.when = "no date".to_owned();
        }
    }
    vec![group(None, lines, LINES_OF_GROUP)]
}

fn is_contact(kind: EventType) -> bool {
    use EventType::{Call, Invitation, Meeting, Message, Negotiation, Signing, Visit};
    matches!(
        kind,
        Visit | Meeting | Call | Message | Invitation | Negotiation | Signing
    )
}

/// Lines of the events with their parts under them, in the order given.
fn tree<'a>(
    desk: &mut Desk<'a>,
    top: Vec<Dated<'a>>,
    all: &[Dated<'a>],
    parents: &BTreeMap<&'a Id, &'a Id>,
) -> Vec<Line> {
    // Latest first: the lines that a reader meets first introduce the persons and get the low numbers.
    let mut lines = Vec::new();
    for (fact, event) in top.into_iter().rev() {
        let mut line = desk.event_line(fact, event, None);
        note_status(&mut line, fact, event, desk);
        let mut parts: Vec<Dated<'a>> = all
            .iter()
            .copied()
            .filter(|(part, _)| parents.get(&part.id) == Some(&&fact.id))
            .collect();
        // What has a day of its own first; the rest took place at some time during the visit.
        parts.sort_by_key(|(_, part)| !matches!(part.start, Some(Edtf::Point(_))));
        let here = event.place.as_deref().map(place_side);
        let whole = days(event);
        for (part, part_event) in parts.into_iter().take(PARTS) {
            let mut under = desk.event_line(part, part_event, here.as_ref());
            if days(part_event) == whole {
                under.when.clear();
            }
            note_status(&mut under, part, part_event, desk);
            under
                .marks
                .retain(|mark| mark != "date inferred" || !line.marks.contains(mark));
            line.under.push(under);
        }
        if line.when.is_empty() {
            line.when = reported(fact);
        }
        lines.push(line);
    }
    lines.reverse();
    lines
}

/// A plan whose day has passed without a report is said to be that: no report is not no event.
fn note_status(line: &mut Line, fact: &Fact, event: &Event, desk: &Desk<'_>) {
    let mark = match event.status {
        Status::Planned | Status::Proposed if !desk.selection.lies_ahead(fact, event) => {
            "planned; no report found that it took place"
        }
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Cancelled => "cancelled",
        Status::Denied => "denied",
        Status::Hypothetical => "hypothetical",
        Status::Ongoing | Status::Occurred => return,
    };
    line.marks.insert(0, mark.to_owned());
}

fn has_agreement(desk: &Desk<'_>, signing: &Fact) -> bool {
    let sentences: BTreeSet<(&Id, u32)> = signing
        .sources
        .iter()
        .flat_map(|s| s.quotes.iter().map(move |q| (&s.document, q.span.start)))
        .collect();
    desk.selection
        .of_kind(chancery_model::Kind::Agreement)
        .flat_map(|f| &f.sources)
        .flat_map(|s| s.quotes.iter().map(move |q| (&s.document, q.span.start)))
        .any(|sentence| sentences.contains(&sentence))
}

/// The outermost event that each part belongs to: as the record links them, else the one visit that holds it.
fn parents<'a>(events: &[Dated<'a>]) -> BTreeMap<&'a Id, &'a Id> {
    let by_id: BTreeMap<&Id, Dated<'a>> = events.iter().map(|&(f, e)| (&f.id, (f, e))).collect();
    let mut parents = BTreeMap::new();
    for &(fact, event) in events {
        let linked = fact
            .linked
            .as_ref()
            .and_then(|id| by_id.get(id))
            .map(|(f, _)| &f.id);
        let parent = linked.or_else(|| visit_around(fact, event, events));
        if let Some(parent) = parent {
            parents.insert(&fact.id, parent);
        }
    }
    let outermost = |start: &'a Id| {
        let (mut at, mut steps) = (start, 0);
        while let Some(&up) = parents.get(at) {
            // A circle of links would be a fault of the record; it must not hang the brief.
            steps += 1;
            if steps > events.len() {
                return None;
            }
            at = up;
        }
        Some(at)
    };
    parents
        .keys()
        .filter_map(|&id| outermost(id).filter(|top| *top != id).map(|top| (id, top)))
        .collect()
}

/// The visit during which something took place: same visitor or same two sides, days within, same country.
fn visit_around<'a>(fact: &Fact, event: &Event, events: &[Dated<'a>]) -> Option<&'a Id> {
    use EventType::{Ceremony, Meeting, Signing, Visit};
    if !matches!(event.kind, Meeting | Ceremony | Signing) {
        return None;
    }
    let own = days(event);
    let mut holding = events.iter().filter(|(visit_fact, visit)| {
        let within = match (days(visit), own) {
            (Some(span), Some(own)) => span.contains(own),
            // Neither has a day, but one document tells of both.
            (None, None) => share_document(visit_fact, fact),
            _ => false,
        };
        visit.kind == Visit
            && visit_fact.id != fact.id
            && within
            && (visit.status == event.status || visit.status == Status::Ongoing)
            && shares_person(visit, event)
            && same_country(visit, event)
    });
    let first = holding.next()?;
    // Two visits that would do: none is certain.
    holding.next().is_none().then_some(&first.0.id)
}

fn days(event: &Event) -> Option<Edtf> {
    match (event.start, event.end) {
        (Some(start), Some(end)) => Some(Edtf::days(start.earliest()?, end.latest()?)),
        (start, end) => start.or(end),
    }
}

fn shares_person(a: &Event, b: &Event) -> bool {
    let named = |e: &Event| -> BTreeSet<String> {
        e.participants
            .iter()
            .filter_map(|p| p.name.clone())
            .collect()
    };
    !named(a).is_disjoint(&named(b))
}

fn share_document(a: &Fact, b: &Fact) -> bool {
    let has = |source: &Source| {
        b.sources
            .iter()
            .any(|other| other.document == source.document)
    };
    a.sources.iter().any(has)
}

fn same_country(visit: &Event, part: &Event) -> bool {
    match (&visit.place, &part.place) {
        (Some(a), Some(b)) => place_side(a) == place_side(b),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::Participant;

    use super::*;
    use crate::testing;

    fn with_person(
        mut made: testing::Made,
        kind: EventType,
        start: &str,
        end: Option<&str>,
    ) -> Fact {
        let event = made.event();
        event.kind = kind;
        event.start = Some(start.parse().unwrap());
        event.end = end.map(|day| day.parse().unwrap());
        event.participants.push(Participant {
            name: Some("Tran Quoc Bao".to_owned()),
            office: None,
            side: Some("VNM".into()),
            role: chancery_model::Role::Visitor,
        });
        made.fact()
    }

    #[test]
    fn a_meeting_during_a_visit_stands_under_it() {
        let visit = testing::meeting(&["KHM"]).named("evt_visit");
        let visit = with_person(visit, EventType::Visit, "2027-03-09", Some("2027-03-12"));
        let inside = testing::meeting(&["KHM"]).named("evt_inside");
        let inside = with_person(inside, EventType::Meeting, "2027-03-10", None);
        let after = testing::meeting(&["KHM"]).named("evt_after");
        let after = with_person(after, EventType::Meeting, "2027-03-20", None);
        let facts = [visit, inside, after];
        let events: Vec<Dated<'_>> = facts
            .iter()
            .filter_map(|f| facts::event(f).map(|e| (f, e)))
            .collect();
        let parents = parents(&events);
        assert_eq!(parents.len(), 1);
        assert_eq!(parents.get(&facts[1].id), Some(&&facts[0].id));
    }
}
