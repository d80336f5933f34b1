//! When two reports speak of one event.

use std::collections::BTreeSet;

use chancery_model::{Claim, Edtf, Event, EventType, Id, Role, Side, Status};
use jiff::civil::Date;

use super::names::{self, Likeness, Office};
use super::profile::Verdict;
use super::text;
use super::when::{self, Basis, Window};
use crate::Witness;

/// Most months that a window may touch to be looked for month by month.
const MOST_MONTHS: usize = 14;
/// Most blocking keys of one event.
const MOST_KEYS: usize = 48;

/// What is compared of an event.
#[derive(Debug, Clone, PartialEq)]
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
    topic: BTreeSet<String>,
    /// Words of the sentences: only where people and days do not identify the event.
    words: BTreeSet<String>,
    /// Publication, where the days rest on it.
    published: Option<Date>,
    /// The document, where nothing says when it was.
    document: Option<Id>,
}

/// A participant made comparable.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) side: Option<Side>,
    pub(crate) name: Vec<String>,
    pub(crate) office: Option<Office>,
    pub(crate) role: Role,
}

/// Which way a role faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facing {
    Acts,
    Bears,
    Either,
}

fn facing(role: Role) -> Facing {
    match role {
        Role::Visitor
        | Role::Sender
        | Role::Donor
        | Role::Imposer
        | Role::Actor
        | Role::Appointee => Facing::Acts,
        Role::Host | Role::Recipient | Role::Target => Facing::Bears,
        Role::Caller | Role::Participant | Role::Signatory | Role::Mediator => Facing::Either,
    }
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
        let mut parts: Vec<Part> = (event.participants.iter())
            .map(|p| Part {
                side: p.side.clone(),
                name: p.name.as_deref().map(names::name_words).unwrap_or_default(),
                office: p
                    .office
                    .as_deref()
                    .map(Office::new)
                    .filter(|o| !o.is_empty()),
                role: p.role,
            })
            .collect();
        parts.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
        let stated = Window::stated(event.start, event.end);
        let about = witness
            .day()
            .and_then(|day| Window::about(day, event.status));
        let words = match is_personal(event.kind) {
            true => BTreeSet::new(),
            false => claim
                .evidence
                .iter()
                .flat_map(|e| text::content(&e.exact))
                .collect(),
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
                .map(text::content)
                .unwrap_or_default(),
            words,
            published: rests_on_publication.then(|| witness.order()),
            document: (window.is_none() || event.status == Status::Hypothetical)
                .then(|| claim.document.clone()),
        }
    }

    /// Keys by kind, pair of sides and month; visits also by each word of the visitor's name.
    pub(crate) fn keys(&self) -> Vec<String> {
        let kind = self.kind.as_str();
        let months = self
            .window
            .map(|w| w.months(MOST_MONTHS))
            .unwrap_or_default();
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
        let month_keys = |(year, month): &(i16, i8)| {
            let when = format!("{year}-{month}");
            who.iter()
                .map(|who| format!("event|{kind}|{who}|{when}"))
                .collect::<Vec<_>>()
        };
        let mut keys: Vec<String> = months.iter().flat_map(month_keys).collect();
        keys.truncate(MOST_KEYS);
        keys
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.kind != other.kind || self.document.is_some() || other.document.is_some() {
            return Verdict::Apart;
        }
        let same_subtype = match (&self.subtype, &other.subtype) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if !same_subtype && self.subtype_divides(other) {
            return Verdict::Apart;
        }
        if self.countries_differ(other) || self.roles_face_differently(other) {
            return Verdict::Apart;
        }
        let Some(people) = self.people(other) else {
            return Verdict::Apart;
        };
        let Some(time) = self.time(other) else {
            return Verdict::Apart;
        };
        let likeness = Alike {
            people,
            time,
            topic: self.topic_likeness(other),
            words: text::jaccard(&self.words, &other.words),
        };
        if is_personal(self.kind) {
            self.by_people(other, &likeness)
        } else {
            self.by_matter(other, &likeness)
        }
    }

    /// Whether many come together for something that has a name.
    fn is_gathering(&self) -> bool {
        self.kind == EventType::Meeting
            && matches!(self.subtype.as_deref(), Some("summit" | "conference"))
    }

    /// Whether the subtypes name two different things.
    fn subtype_divides(&self, other: &Self) -> bool {
        let one_is = |words: &[&str]| {
            let is = |x: &Self| x.subtype.as_deref().is_some_and(|s| words.contains(&s));
            is(self) != is(other)
        };
        match self.kind {
            EventType::Visit => one_is(&["port_call", "transit"]),
            EventType::Meeting => one_is(&["summit", "conference"]),
            _ => true,
        }
    }

    fn countries_differ(&self, other: &Self) -> bool {
        matches!((&self.country, &other.country), (Some(a), Some(b)) if a != b)
    }

    /// Whether a side acts in one and bears in the other.
    fn roles_face_differently(&self, other: &Self) -> bool {
        let faces = |profile: &Self, side: &Side, way: Facing| {
            profile
                .parts
                .iter()
                .any(|p| p.side.as_ref() == Some(side) && facing(p.role) == way)
        };
        let only = |profile: &Self, side: &Side, way: Facing, not: Facing| {
            faces(profile, side, way) && !faces(profile, side, not)
        };
        self.sides.intersection(&other.sides).any(|side| {
            let turned = |a: &Self, b: &Self| {
                only(a, side, Facing::Acts, Facing::Bears)
                    && only(b, side, Facing::Bears, Facing::Acts)
            };
            turned(self, other) || turned(other, self)
        })
    }

    /// How the sides and people of two events agree; nothing where they exclude each other.
    fn people(&self, other: &Self) -> Option<People> {
        let common = self.sides.intersection(&other.sides).count();
        let (small, large) = (
            self.sides.len().min(other.sides.len()),
            self.sides.len().max(other.sides.len()),
        );
        if common == 0 || (common < small && common < 2) || (small <= 2 && large >= 4) {
            return None;
        }
        let many = small > 2;
        if many && (common as f64) < 0.5 * large as f64 {
            return None;
        }
        let mut people = People {
            same_sides: small == large && common == small,
            ..People::default()
        };
        for side in self.sides.intersection(&other.sides) {
            match self.on_side(other, side) {
                Some(true) => people.matched += 1,
                Some(false) if self.decides(side, other) && !many => return None,
                Some(false) => people.differ += 1,
                None => {}
            }
        }
        Some(people)
    }

    /// Whether the named people of a side agree; nothing where one names none.
    fn on_side(&self, other: &Self, side: &Side) -> Option<bool> {
        let of = |x: &'_ Self| -> Vec<Part> {
            x.parts
                .iter()
                .filter(|p| p.side.as_ref() == Some(side))
                .cloned()
                .collect()
        };
        let (mine, theirs) = (of(self), of(other));
        let named = |parts: &[Part]| parts.iter().any(|p| !p.name.is_empty());
        if named(&mine) && named(&theirs) {
            let agree = |a: &Part, b: &Part| match names::persons(&a.name, &b.name) {
                Likeness::Same | Likeness::Short => true,
                Likeness::Slip => matches!((&a.office, &b.office), (Some(x), Some(y)) if x.same(y)),
                Likeness::Other => false,
            };
            return Some(mine.iter().any(|a| theirs.iter().any(|b| agree(a, b))));
        }
        let offices =
            |a: &Part, b: &Part| matches!((&a.office, &b.office), (Some(x), Some(y)) if x.same(y));
        let office_known = |parts: &[Part]| parts.iter().any(|p| p.office.is_some());
        if office_known(&mine) && office_known(&theirs) {
            // The same office without a name supports; another office is no proof against ("a delegation").
            return mine
                .iter()
                .any(|a| theirs.iter().any(|b| offices(a, b)))
                .then_some(true);
        }
        None
    }

    /// Whether the people of this side decide which event it is: of a visit only the visitors do.
    fn decides(&self, side: &Side, other: &Self) -> bool {
        let visits = |x: &Self| {
            x.parts
                .iter()
                .any(|p| p.role == Role::Visitor && p.side.as_ref() == Some(side))
        };
        self.kind != EventType::Visit || (visits(self) && visits(other))
    }

    /// How the days agree; nothing where they exclude each other.
    fn time(&self, other: &Self) -> Option<Time> {
        let (a, b) = (self.window?, other.window?);
        match (a.basis, b.basis) {
            (Basis::Stated, Basis::Stated) => {
                let longest = a.length().max(b.length());
                if a.overlaps(b) {
                    Some(match longest {
                        ..=7 => Time::Close,
                        8..=31 => Time::Month,
                        32..=366 => Time::Year,
                        _ => return None,
                    })
                } else {
                    (a.gap(b) == 1 && longest <= 7).then_some(Time::NextDay)
                }
            }
            (Basis::Publication, Basis::Publication) => {
                let (first, second) = (self.published?, other.published?);
                let apart = when::days(first.min(second), first.max(second));
                let alike = self.status == other.status;
                let coming = |s: Status| matches!(s, Status::Planned | Status::Proposed);
                let (earlier, later) = if first <= second {
                    (self.status, other.status)
                } else {
                    (other.status, self.status)
                };
                let became = coming(earlier)
                    && matches!(
                        later,
                        Status::Occurred | Status::Ongoing | Status::Cancelled
                    );
                let limit = match (self.kind, alike, became) {
                    (_, false, true) => 30,
                    (EventType::Visit, ..) => 10,
                    (_, true, _) => 4,
                    _ => 7,
                };
                (apart <= limit && (became || a.overlaps(b))).then_some(Time::Publication(apart))
            }
            _ => {
                let stated = if a.basis == Basis::Stated { a } else { b };
                let published = self.published.or(other.published)?;
                let day = Window {
                    first: published,
                    last: published,
                    basis: Basis::Stated,
                };
                (a.overlaps(b) && stated.length() <= 31).then(|| Time::Publication(stated.gap(day)))
            }
        }
    }

    fn topic_likeness(&self, other: &Self) -> Option<f64> {
        if self.topic.is_empty() || other.topic.is_empty() {
            return None;
        }
        let share = text::jaccard(&self.topic, &other.topic);
        let within = text::containment(&self.topic, &other.topic);
        Some(if within >= 0.99 {
            share.max(0.5)
        } else {
            share
        })
    }

    /// Events that people and days identify: visits, meetings, calls …
    fn by_people(&self, other: &Self, like: &Alike) -> Verdict {
        // Two agreements signed, two sites seen, two exercises held, two conferences attended on one day are
        // two events.
        let by_topic = matches!(
            self.kind,
            EventType::Signing | EventType::Ceremony | EventType::Exercise | EventType::Negotiation
        ) || self.sides.len().max(other.sides.len()) > 2
            || self.is_gathering()
            || other.is_gathering();
        if by_topic && like.topic.is_some_and(|topic| topic < 0.25) {
            return Verdict::Apart;
        }
        let other_topic = like.topic.is_some_and(|topic| topic < 0.2);
        let same_city = self.city.is_some() && self.city == other.city;
        let enough = match like.time {
            Time::Close => {
                like.people.matched > 0
                    || (like.people.same_sides
                        && like.people.differ == 0
                        && self.sides.len() > 1
                        && !other_topic)
            }
            Time::Month | Time::Publication(_) => like.people.matched > 0,
            Time::Year => false,
            Time::NextDay => {
                like.people.matched > 0 && (self.kind == EventType::Visit || same_city)
            }
        };
        if !enough {
            return Verdict::Unknown;
        }
        Verdict::Same(like.score() + u32::from(same_city) * 20)
    }

    /// Events that only their matter identifies: aid, sanctions, decisions, force …
    fn by_matter(&self, _other: &Self, like: &Alike) -> Verdict {
        let matter = like.words.max(like.topic.unwrap_or(0.0));
        let needed = match like.time {
            Time::Close => 0.25,
            Time::Month => 0.35,
            Time::Publication(_) => 0.4,
            Time::NextDay => 0.5,
            Time::Year => 0.6,
        };
        if matter < needed || like.people.differ > 0 {
            return Verdict::Unknown;
        }
        Verdict::Same(like.score())
    }
}

/// Whether people, sides and days identify an event of this type.
fn is_personal(kind: EventType) -> bool {
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

#[derive(Debug, Default)]
struct People {
    same_sides: bool,
    /// Sides whose people agree.
    matched: u32,
    /// Sides whose people differ, where that is no proof.
    differ: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    /// Both within a week, overlapping.
    Close,
    Month,
    /// One of the two rests on the day of publication; days from the one to the other.
    Publication(i32),
    Year,
    /// One day beside each other.
    NextDay,
}

struct Alike {
    people: People,
    time: Time,
    topic: Option<f64>,
    words: f64,
}

impl Alike {
    fn score(&self) -> u32 {
        let time = match self.time {
            Time::Close => 100,
            Time::Month => 60,
            Time::Publication(days) => 40 - days.clamp(0, 30) as u32,
            Time::NextDay => 20,
            Time::Year => 10,
        };
        let matter = 100.0 * self.topic.unwrap_or(0.0).max(self.words);
        let sides = u32::from(self.people.same_sides) * 20;
        100 + time + 50 * self.people.matched.min(4) + sides + matter as u32
    }
}
