//! The three lines that are read first.

use chancery_model::{Edtf, Event, EventType, Fact, Kind, Stage, Status};

use super::{Desk, agreements, conflicts};
use crate::document::Line;
use crate::facts;
use crate::wording::ranks::{UNRANKED, rank};
use crate::wording::{dates, events};

/// Latest contact, most important agreement, open contradiction: those that the record has.
pub(crate) fn lines(desk: &mut Desk<'_>) -> Vec<Line> {
    [latest_contact(desk), agreement(desk), contradiction(desk)]
        .into_iter()
        .flatten()
        .collect()
}

/// What the two sides did with one another last, the highest-ranking first where several share a day.
fn latest_contact(desk: &mut Desk<'_>) -> Option<Line> {
    let has_happened = |fact: &Fact, event: &Event| {
        matches!(event.status, Status::Occurred | Status::Ongoing)
            && !desk.selection.lies_ahead(fact, event)
    };
    let latest = |kinds: &[EventType]| {
        desk.selection
            .events()
            .filter(|(fact, event)| kinds.contains(&event.kind) && has_happened(fact, event))
            .max_by_key(|(fact, event)| {
                let bilateral = desk.selection.others(fact).is_empty();
                let named = event
                    .participants
                    .iter()
                    .filter(|p| p.name.is_some())
                    .count();
                let last_day = event.end.and_then(Edtf::latest).or(facts::sort_day(fact));
                let is_visit = event.kind == EventType::Visit;
                let level = std::cmp::Reverse(highest(event));
                (
                    bilateral,
                    named > 0,
                    last_day,
                    is_visit,
                    level,
                    fact.sources.len(),
                    &fact.id,
                )
            })
    };
    let (fact, event) = latest(&[
        EventType::Visit,
        EventType::Meeting,
        EventType::Call,
        EventType::Message,
    ])
    .or_else(|| latest(&[EventType::Signing, EventType::Ceremony]))?;
    let event = &desk.with_offices(fact, event);
    let sentence = events::sentence(event, &desk.selection.pair, None, &mut desk.introduced);
    let when = dates::event(event.start, event.end);
    let text = if when.is_empty() {
        sentence
    } else {
        format!("{sentence}, {when}")
    };
    let mut line = Line::new("Latest contact", text, desk.notes.cite(fact));
    line.marks = desk.marks(fact);
    line.fact = Some(fact.id.clone());
    Some(line)
}

/// Rank of the highest office among the participants.
fn highest(event: &Event) -> u8 {
    let offices = event
        .participants
        .iter()
        .filter_map(|p| p.office.as_deref());
    offices.map(rank).min().unwrap_or(UNRANKED)
}

/// The agreement that binds most: concluded before talked of, with a term, told by many, late.
fn agreement(desk: &mut Desk<'_>) -> Option<Line> {
    let (fact, agreement) = desk
        .selection
        .of_kind(Kind::Agreement)
        .filter_map(|fact| facts::agreement(fact).map(|agreement| (fact, agreement)))
        .max_by_key(|(fact, agreement)| {
            let concluded = agreements::is_concluded(agreement.stage);
            let vague = agreements::is_vague(agreement);
            let bilateral = desk.selection.others(fact).is_empty();
            let running = !agreements::is_over(agreement, desk.selection.as_of);
            (
                bilateral && running && !vague,
                concluded,
                agreement.stage != Stage::Implemented,
                agreements::weight(agreement.kind),
                agreement.term_end.is_some(),
                facts::sort_day(fact),
                fact.sources.len(),
                &fact.id,
            )
        })?;
    let text = agreements::sentence(agreement, desk.selection.as_of);
    let mut line = Line::new("Agreement", text, desk.notes.cite(fact));
    line.fact = Some(fact.id.clone());
    Some(line)
}

fn contradiction(desk: &mut Desk<'_>) -> Option<Line> {
    let first = conflicts::disputes(desk).into_iter().next()?;
    Some(conflicts::in_one_line(desk, &first))
}
