//! What of a report of an event decides which event it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chancery_model::{Claim, Edtf, Event, EventType, Id, Role, Side, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::marks::Marks;
use super::names::{self, Likeness};
use super::offices::Office;
use super::stored;
use super::tenures;
use super::text;
use super::when::{Basis, Window};
use crate::Witness;

/// Most days within which people identify an event: two months of waiting for a plan, and one of not knowing
/// when it was told.
const MOST_DAYS: i32 = 100;
/// Most days within which its matter does: what is told of a year, and of the weeks about it.
const MOST_DAYS_OF_MATTER: i32 = 427;
/// Days by which a plan is moved and still the same plan, told of as called off or come true. A guess.
pub(super) const MOVED_DAYS: i32 = 7;
/// Most blocking keys of one event.
const MOST_KEYS: usize = 48;

/// What is compared of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EventProfile {
    pub(crate) kind: EventType,
    pub(crate) subtype: Option<String>,
    pub(crate) status: Status,
    pub(crate) start: Option<Edtf>,
    pub(crate) end: Option<Edtf>,
    pub(crate) window: Option<Window>,
    pub(crate) city: Option<String>,
    pub(crate) country: Option<Side>,
    pub(crate) sides: BTreeSet<Side>,
    pub(crate) parts: Vec<Part>,
    pub(super) topic: BTreeSet<String>,
    /// Words of the sentences: only where people and days do not identify the event.
    pub(super) words: BTreeSet<String>,
    /// Names and numbers of those sentences.
    pub(super) marks: Marks,
    /// Publication, where the days rest on it.
    #[serde(with = "stored::some_day")]
    pub(super) published: Option<Date>,
    /// The document, where nothing says when it was.
    pub(super) document: Option<Id>,
}

/// A participant made comparable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) side: Option<Side>,
    /// Whether the side is only supposed.
    pub(crate) supposed: bool,
    pub(crate) name: Vec<String>,
    pub(crate) office: Option<Office>,
    pub(crate) role: Role,
}

/// Country and city of a place as the reading format writes it: `KHM` or `Phnom Penh, KHM`.
pub(crate) fn place(place: Option<&str>) -> (Option<Side>, Option<String>) {
    let Some(place) = place else {
        return (None, None);
    };
    let (city, country) = match place.rsplit_once(", ") {
        Some((city, country)) => (Some(text::fold(city)), country),
        None => (None, place),
    };
    let code = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
    match (code, city) {
        (true, city) => (Some(Side::new(country)), city),
        (false, _) => (None, Some(text::fold(place))),
    }
}

impl EventProfile {
    pub(crate) fn new(event: &Event, claim: &Claim, witness: &Witness) -> Self {
        let (country, city) = place(event.place.as_deref());
        let mut sides: BTreeSet<Side> = event
            .participants
            .iter()
            .filter_map(|p| p.side.clone())
            .collect();
        if event.kind == EventType::Visit {
            sides.extend(country.clone());
        }
        let mut parts: Vec<Part> = (event.participants.iter().enumerate())
            .map(|(n, p)| Part {
                side: p.side.clone(),
                supposed: tenures::is_supposed(&event.why, &format!("participants.{n}")),
                name: p.name.as_deref().map(names::name_words).unwrap_or_default(),
                office: p
                    .office
                    .as_deref()
                    .map(Office::new)
                    .map(|office| match &p.side {
                        // "NATO Secretary General" is the Secretary General of that side.
                        Some(side) => office.without(&text::fold(side.as_str())),
                        None => office,
                    })
                    .filter(|o| !o.is_empty()),
                role: p.role,
            })
            .collect();
        parts.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
        let stated = Window::stated(event.start, event.end);
        let about = witness
            .day()
            .and_then(|day| Window::about(day, event.status, event.kind == EventType::Aid));
        let words = match is_personal(event.kind) {
            true => BTreeSet::new(),
            false => claim
                .evidence
                .iter()
                .flat_map(|e| text::content(&e.exact))
                .collect(),
        };
        let marks = match is_personal(event.kind) {
            true => Marks::default(),
            false => (parts.iter()).fold(
                Marks::of(claim.evidence.iter().map(|e| e.exact.as_str())),
                |marks, part| marks.without(&part.name),
            ),
        };
        let goods = claim.evidence.iter().map(|e| e.exact.as_str());
        let marks = match event.kind {
            EventType::Aid => (goods.chain(event.topic.as_deref())).fold(marks, Marks::with_goods),
            _ => marks,
        };
        let window = stated.or(about);
        let rests_on_publication = window.is_some_and(|w| w.basis == Basis::Publication);
        Self {
            kind: event.kind,
            subtype: event.subtype.clone(),
            status: event.status,
            start: event.start,
            end: event.end,
            window,
            city,
            country,
            sides,
            parts,
            topic: event
                .topic
                .as_deref()
                .map(|topic| match event.kind {
                    EventType::Signing => super::agreements::signed(topic),
                    _ => text::content(topic),
                })
                .unwrap_or_default(),
            words,
            marks,
            published: rests_on_publication.then(|| witness.order()),
            document: (window.is_none() || event.status == Status::Hypothetical)
                .then(|| claim.document.clone()),
        }
    }

    /// Keys by kind and pair of sides; visits also by each word of the visitor's name.
    pub(crate) fn keys(&self) -> Keys {
        let kind = self.sort().as_str();
        let sides: Vec<&Side> = self.sides.iter().take(6).collect();
        let mut who = Vec::new();
        for (n, a) in sides.iter().enumerate() {
            who.extend(sides.iter().skip(n + 1).map(|b| format!("{a}|{b}")));
        }
        if sides.len() > 2 {
            who.push("many".to_owned());
        }
        if let [only] = sides.as_slice() {
            who.push(only.to_string());
        }
        if self.kind == EventType::Visit {
            let visitors = self.parts.iter().filter(|p| p.role == Role::Visitor);
            who.extend(
                visitors
                    .flat_map(|p| &p.name)
                    .map(|word| format!("who {}", names::skeleton(word))),
            );
        }
        who.truncate(MOST_KEYS);
        let keys = who.iter().map(|who| format!("event|{kind}|{who}"));
        let most = match is_personal(self.kind) {
            true => MOST_DAYS,
            false => MOST_DAYS_OF_MATTER,
        };
        let window = self.window.filter(|_| self.document.is_none());
        let window = match window {
            Some(w) if self.may_move() && w.basis == Basis::Stated => Some(w.widened(MOVED_DAYS)),
            other => other,
        };
        Keys::dated(keys.collect(), window, most)
    }
}

impl EventProfile {
    /// The same with the people whose side is only supposed on the side that the other report gives them.
    pub(super) fn as_told_by<'a>(&'a self, other: &Self) -> Cow<'a, Self> {
        let mut told = Cow::Borrowed(self);
        for (n, part) in self.parts.iter().enumerate() {
            let known = other.parts.iter().find(|known| {
                part.supposed
                    && !known.supposed
                    && known.side != part.side
                    && part.name.len().min(known.name.len()) > 1
                    && names::persons(&part.name, &known.name) == Likeness::Same
            });
            if let Some(known) = known
                && let Some(own) = told.to_mut().parts.get_mut(n)
            {
                own.side.clone_from(&known.side);
            }
        }
        if let Cow::Owned(told) = &mut told {
            let visited = told
                .country
                .clone()
                .filter(|_| told.kind == EventType::Visit);
            let sides = told.parts.iter().filter_map(|part| part.side.clone());
            told.sides = sides.chain(visited).collect();
        }
        told
    }

    /// The type under which it is looked for: talks are negotiations to some.
    pub(super) fn sort(&self) -> EventType {
        match self.kind {
            EventType::Negotiation => EventType::Meeting,
            other => other,
        }
    }

    /// Whether it stands on a calendar that people move things about on, and has not come to pass.
    pub(super) fn may_move(&self) -> bool {
        matches!(
            self.status,
            Status::Planned | Status::Proposed | Status::Cancelled
        ) && matches!(
            self.kind,
            EventType::Visit | EventType::Meeting | EventType::Call | EventType::Exercise
        )
    }
}

/// Whether people, sides and days identify an event of this type.
pub(super) fn is_personal(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Visit
            | EventType::Meeting
            | EventType::Call
            | EventType::Message
            | EventType::Invitation
            | EventType::Signing
            | EventType::Negotiation
            | EventType::Exercise
            | EventType::Appointment
            | EventType::Ceremony
    )
}
