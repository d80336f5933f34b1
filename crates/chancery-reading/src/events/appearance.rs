//! Transcripts whose headline says that two sides met: "… and Foreign Minister Ana Ruiz before their meeting".
//!
//! What the speakers say in front of the cameras seldom tells it in a clause of its own.

use std::collections::BTreeSet;

use chancery_actors::ActorKind;
use chancery_model::{Event, EventType, Participant, Role, Side, Span, Status, Why};

use super::parties;
use crate::Context;
use crate::speech::turns;

/// Adds the meeting of the headline, or dates the one that the speakers tell of without a day.
pub(super) fn add(context: &Context<'_>, events: &mut Vec<Event>) {
    let Some((meeting, coming)) = of_headline(context) else {
        return;
    };
    let told = (events.iter_mut())
        .find(|event| (coming || event.status != Status::Planned) && is_told(event, &meeting));
    match told {
        Some(told) => {
            told.start = meeting.start;
            name(&mut told.participants, &meeting.participants);
        }
        None => events.push(meeting),
    }
}

/// Whether the speakers' own words tell of the meeting in the headline: the same sides on no other day, and nobody whom
/// the headline does not name. A meeting of many under a name of its own is another one.
fn is_told(event: &Event, meeting: &Event) -> bool {
    let sides = |event: &Event| -> BTreeSet<Side> {
        (event.participants.iter())
            .filter_map(|p| p.side.clone())
            .collect()
    };
    let gathering = matches!(event.subtype.as_deref(), Some("summit" | "conference"));
    let counts = matches!(
        event.status,
        Status::Occurred | Status::Ongoing | Status::Planned
    );
    event.kind == EventType::Meeting
        && counts
        && !gathering
        && event.start.is_none_or(|start| Some(start) == meeting.start)
        && sides(event) == sides(meeting)
        && (event.participants.iter())
            .all(|p| p.name.is_none() || meeting.participants.iter().any(|q| is_named_as(p, q)))
}

/// Whether a person may go by the other's name: the family name is common.
fn is_named_as(one: &Participant, other: &Participant) -> bool {
    let words = |p: &Participant| -> Vec<String> {
        let name = p.name.as_deref().unwrap_or_default();
        name.split_whitespace().map(str::to_lowercase).collect()
    };
    let theirs = words(other);
    one.side == other.side && words(one).iter().any(|word| theirs.contains(word))
}

/// Names the sides of which the speakers name nobody.
fn name(told: &mut [Participant], known: &[Participant]) {
    for at in 0..told.len() {
        let (before, rest) = told.split_at_mut(at);
        let Some((participant, after)) = rest.split_first_mut() else {
            continue;
        };
        let twice = before.iter().any(|p| p.side == participant.side)
            || (after.iter()).any(|p| p.side == participant.side && p.name.is_some());
        let mut of_side = known.iter().filter(|k| k.side == participant.side);
        if let (None, false, Some(person), None) =
            (&participant.name, twice, of_side.next(), of_side.next())
        {
            participant.name.clone_from(&person.name);
            participant.office.clone_from(&person.office);
        }
    }
}

/// The meeting of which the headline speaks, said in the first words of the speakers, and whether they speak before it: what
/// is planned after it is another one. None where the document is no
/// transcript, where the headline says nothing of a meeting, or names officials of fewer than two states.
fn of_headline(context: &Context<'_>) -> Option<(Event, bool)> {
    let headline = context.headline()?;
    let words = context.document.text.get(..headline.end as usize)?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = words.to_lowercase();
    let phrase = (chancery_tables::APPEARANCES.rows())
        .filter_map(|row| row.first().copied())
        .find(|phrase| lower.contains(phrase))?;
    let coming = phrase.starts_with("before ");
    let participants = people(context);
    let sides: BTreeSet<&Side> = participants
        .iter()
        .filter_map(|p| p.side.as_ref())
        .collect();
    if sides.len() < 2 {
        return None;
    }
    let evidence = first_words(context);
    let meeting = Event {
        kind: EventType::Meeting,
        subtype: None,
        status: Status::Occurred,
        start: context.document.published,
        end: None,
        place: None,
        participants,
        topic: None,
        part_of: None,
        codes: Vec::new(),
        why: Why {
            anchor: evidence.first().copied(),
            rule: "meeting/appearance before the press (headline)".to_owned(),
            confidence: 0.0,
            grounds: Vec::new(),
        },
        evidence,
    };
    Some((meeting, coming))
}

/// The officials whom the headline names.
fn people(context: &Context<'_>) -> Vec<Participant> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for mention in context.cast.within(0..context.tokens().start) {
        for &id in &mention.actors {
            let actor = context.cast.actor(id);
            if actor.kind != ActorKind::Person || actor.side.is_none() || !seen.insert(id) {
                continue;
            }
            let party = parties::of_actor(context, id, mention.head);
            found.push(Participant {
                name: party.name,
                office: party.office,
                side: party.side,
                role: Role::Participant,
            });
        }
    }
    found
}

/// Fewer words greet and say nothing.
const GREETING: usize = 6;

/// The first sentence of each of the first two turns that is more than a greeting.
fn first_words(context: &Context<'_>) -> Vec<Span> {
    let sentence = |turn: turns::Turn| {
        let within = |t: &usize| turn.span.contains(context.span(*t..t + 1));
        let mut starts = (context.tokens().filter(within))
            .filter(|&t| context.analysis.sentence_of(t).start == t || t == context.tokens().start);
        let said = |t: usize| context.analysis.sentence_of(t).len() >= GREETING;
        starts.find(|&t| said(t)).map(|t| context.sentence_span(t))
    };
    let turns = turns::turns(context).into_iter().take(2);
    turns.filter_map(sentence).collect()
}
