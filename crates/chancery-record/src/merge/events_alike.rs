//! When two reports speak of one event.

use chancery_model::{EventType, Role, Side, Status};

use super::events::{EventProfile, MOVED_DAYS, Part, is_personal};
use super::names::{self, Likeness};
use super::offices::Office;
use super::profile::Verdict;
use super::text;
use super::when::{self, Basis, Window};

/// Sides in common from which on the list of them tells which event it is. A guess.
const ROUND: usize = 4;

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

impl EventProfile {
    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.sort() != other.sort() || self.document.is_some() || other.document.is_some() {
            return Verdict::Apart;
        }
        let (one, two) = (self.as_told_by(other), other.as_told_by(self));
        one.compare_as_told(&two)
    }

    fn compare_as_told(&self, other: &Self) -> Verdict {
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
        // "They did not meet" says when they did not: without days it denies nothing in particular.
        let denied = |x: &Self| x.status == Status::Denied;
        if denied(self) != denied(other) && time != Time::Close && !self.is_answered(time) {
            return Verdict::Apart;
        }
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

    /// Whether a denial without days can answer news of that time: what nobody owns up to is denied within a day or two.
    fn is_answered(&self, time: Time) -> bool {
        !is_personal(self.kind) && matches!(time, Time::Publication(0..=2))
    }

    /// Whether both name the same days and the same country.
    fn is_whole_day(&self, other: &Self) -> bool {
        self.start.is_some()
            && self.start == other.start
            && self.end == other.end
            && self.country.is_some()
            && self.country == other.country
    }

    /// Whether many come together for something that has a name.
    fn is_gathering(&self) -> bool {
        self.kind == EventType::Meeting
            && matches!(self.subtype.as_deref(), Some("summit" | "conference"))
    }

    /// Whether it is a gathering that others than these two attend, or may: a summit of two is their talks.
    fn has_a_name(&self) -> bool {
        let talks = self.sides.len() == 2 && self.subtype.as_deref() == Some("summit");
        self.is_gathering() && !talks
    }

    /// Whether the subtypes name two different things.
    fn subtype_divides(&self, other: &Self) -> bool {
        if self.kind != other.kind {
            return self.sides.len() != 2 || self.sides != other.sides;
        }
        let one_is = |words: &[&str]| {
            let is = |x: &Self| x.subtype.as_deref().is_some_and(|s| words.contains(&s));
            is(self) != is(other)
        };
        match self.kind {
            EventType::Visit => one_is(&["port_call", "transit"]),
            // Two sides meet once, whatever it is called: a summit here, talks there.
            EventType::Meeting => {
                one_is(&["summit", "conference"])
                    && (self.sides != other.sides || self.sides.len() != 2)
            }
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
        // So many sides together are named like a person: no other such round sits in the same days.
        let all = self.sides.len() + other.sides.len() - common;
        let round = common >= ROUND && 3 * common >= 2 * all;
        let mut people = People {
            same_sides: small == large && common == small,
            matched: u32::from(round),
            ..People::default()
        };
        // Of a gathering one report lists these ministers of a side, another those.
        let gathered = self.is_gathering() && other.is_gathering();
        let excludes = !many && !gathered;
        for side in self.sides.intersection(&other.sides) {
            match self.on_side(other, side) {
                Some(OnSide::Agree) => people.matched += 1,
                Some(OnSide::Rivals) if !many => people.rivals += 1,
                Some(_) if self.decides(side, other) && excludes => return None,
                Some(_) => people.differ += 1,
                None => {}
            }
        }
        Some(people)
    }

    /// Whether the named people of a side agree; nothing where one names none.
    fn on_side(&self, other: &Self, side: &Side) -> Option<OnSide> {
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
                // Side, kind and days agree already: an office not told does not speak against it.
                Likeness::Slip => match (&a.office, &b.office) {
                    (Some(x), Some(y)) => {
                        x.same(y) || (a.name.len() > 1 && !(x.is_single() && y.is_single()))
                    }
                    _ => true,
                },
                Likeness::Other => false,
            };
            if mine.iter().any(|a| theirs.iter().any(|b| agree(a, b))) {
                return Some(OnSide::Agree);
            }
            let rivals = |a: &Part, b: &Part| {
                matches!((&a.office, &b.office), (Some(x), Some(y)) if x.is_single() && y.is_single() && x.same(y))
                    && a.name.len() > 1
                    && b.name.len() > 1
            };
            let both = mine.iter().any(|a| theirs.iter().any(|b| rivals(a, b)));
            return Some(if both { OnSide::Rivals } else { OnSide::Differ });
        }
        // The same office without a name supports; another office is no proof against ("a delegation").
        let offices =
            |a: &Part, b: &Part| matches!((&a.office, &b.office), (Some(x), Some(y)) if x.same(y));
        if mine.iter().any(|a| theirs.iter().any(|b| offices(a, b))) {
            return Some(OnSide::Agree);
        }
        // Who met the foreign minister did not thereby meet the president.
        let single = |parts: &[Part]| {
            let mut offices = parts.iter().map(|p| p.office.as_ref());
            !parts.is_empty() && offices.all(|o| o.is_some_and(Office::is_single))
        };
        let two_sided =
            self.kind == other.kind && matches!(self.kind, EventType::Meeting | EventType::Call);
        (two_sided && single(&mine) && single(&theirs)).then_some(OnSide::Differ)
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
                } else if a.gap(b) == 1 && longest <= 7 {
                    Some(Time::NextDay)
                } else {
                    (longest <= 31 && self.is_moved(other, a.gap(b))).then_some(Time::Moved)
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

    /// Whether one can be the other moved or called off: a visit by some days, else only what is called off. Who
    /// met yesterday may well plan to meet again next week.
    fn is_moved(&self, other: &Self, gap: i32) -> bool {
        let coming = |x: &Self| matches!(x.status, Status::Planned | Status::Proposed);
        let called_off = |x: &Self| x.status == Status::Cancelled;
        let (one, two) = (self, other);
        let pair = |f: &dyn Fn(&Self) -> bool, g: &dyn Fn(&Self) -> bool| {
            (f(one) && g(two)) || (f(two) && g(one))
        };
        let later = |plan: &Self, fact: &Self| matches!((plan.window, fact.window), (Some(p), Some(f)) if f.first > p.last);
        let came_true = |plan: &Self, fact: &Self| {
            coming(plan)
                && matches!(fact.status, Status::Occurred | Status::Ongoing)
                && later(plan, fact)
        };
        let put_off = self.kind == EventType::Visit && (came_true(one, two) || came_true(two, one));
        gap <= MOVED_DAYS
            && (self.may_move() || other.may_move())
            && (pair(&coming, &called_off) || put_off)
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
        let by_topic = self.kind != other.kind
            || matches!(
                self.kind,
                EventType::Signing
                    | EventType::Ceremony
                    | EventType::Exercise
                    | EventType::Negotiation
            )
            || self.sides.len().max(other.sides.len()) > 2
            || self.has_a_name()
            || other.has_a_name();
        if by_topic && like.topic.is_some_and(|topic| topic < 0.25) {
            return Verdict::Apart;
        }
        let other_topic = like.topic.is_some_and(|topic| topic < 0.2);
        let same_city = self.city.is_some() && self.city == other.city;
        // Of a conference that tells one side only, its host or a guest, the matter or the town must say which it is.
        let alone = self.kind == EventType::Meeting && self.sides.len().max(other.sides.len()) < 2;
        let like_matter = like.topic.is_some_and(|topic| topic >= 0.25);
        if alone && !like_matter && !(same_city && like.time == Time::Close) {
            return Verdict::Unknown;
        }
        // Two names for one part are a contradiction only where all else is the same.
        if like.people.rivals > 0
            && !(like.time == Time::Close
                && like.people.matched > 0
                && (same_city || self.is_whole_day(other)))
        {
            return Verdict::Apart;
        }
        // One outlet's negotiations are another's talks: then all else must agree.
        if self.kind != other.kind {
            let told =
                like.people.matched > 0 || same_city || like_matter || self.is_whole_day(other);
            let same = like.time == Time::Close && like.people.same_sides && self.sides.len() > 1;
            return match same && told && like.people.differ == 0 {
                true => Verdict::Same(like.score() / 2),
                false => Verdict::Unknown,
            };
        }
        let enough = match like.time {
            Time::Close => {
                like.people.matched > 0
                    || (like.people.same_sides
                        && like.people.differ == 0
                        && self.sides.len() > 1
                        && !other_topic)
            }
            Time::Month => like.people.matched > 0 || self.is_signed_alike(like),
            Time::Publication(days) => {
                (like.people.matched > 0 && (days <= 1 || !self.is_one_of_many(other, like)))
                    || self.is_signed_alike(like)
            }
            Time::Year => false,
            Time::Moved => {
                like.people.matched > 0 && like.people.same_sides && !other_topic && !alone
            }
            // Releases date a meeting by where it was or by where they were written. A meeting of three on the next day
            // is no meeting of two of them, and who is in a town for two days meets many there.
            Time::NextDay if self.kind == EventType::Visit => like.people.matched > 0,
            Time::NextDay => {
                let plain = self.kind == EventType::Meeting && !other_topic && !by_topic;
                // Who sets out on one day is received on the next.
                let came_true = plain && self.may_move() != other.may_move();
                like.people.same_sides
                    && (like.people.matched > 1 && (same_city || plain)
                        || like.people.matched > 0 && came_true)
            }
        };
        if !enough {
            return Verdict::Unknown;
        }
        Verdict::Same(like.score() + u32::from(same_city) * 20)
    }

    /// Whether two undated meetings or calls have only one person in common, who may meet many in those days.
    fn is_one_of_many(&self, other: &Self, like: &Alike) -> bool {
        matches!(self.kind, EventType::Meeting | EventType::Call)
            && like.people.matched < 2
            && self.status == other.status
    }

    /// Whether both are signings of one thing by the same sides: that identifies them without people.
    fn is_signed_alike(&self, like: &Alike) -> bool {
        self.kind == EventType::Signing
            && self.sides.len() > 1
            && like.people.same_sides
            && like.people.differ == 0
            && match like.topic {
                Some(topic) => topic >= 0.5,
                // One names no subject: told on one day.
                None => matches!(like.time, Time::Publication(0..=1)),
            }
    }

    /// Events that only their matter identifies: aid, sanctions, decisions, force …
    ///
    /// Words alone tell little: what is named (a body, a town) and counted tells more, and speaks against it
    /// where both name something and nothing is common.
    fn by_matter(&self, other: &Self, like: &Alike) -> Verdict {
        let towns_differ = matches!((&self.city, &other.city), (Some(a), Some(b)) if a != b);
        if like.people.differ > 0 || towns_differ {
            return Verdict::Unknown;
        }
        let matter = like.words.max(like.topic.unwrap_or(0.0));
        let marks = self.marks.compare(&other.marks);
        let one_sort = marks.sorts == Some(true);
        let other_sort = marks.sorts == Some(false);
        let same_city = self.city.is_some() && self.city == other.city;
        let names = marks.names + u32::from(same_city);
        let other_topic = like.topic.is_some_and(|topic| topic < 0.2) && !one_sort;
        let against =
            (marks.names_differ && !same_city) || marks.numbers_differ || other_topic || other_sort;
        let same_pair = like.people.same_sides && self.sides.len() > 1;
        let one_day = |x: &Self| {
            x.window
                .is_some_and(|w| w.basis == Basis::Stated && w.length() == 1)
        };
        let same_day = one_day(self) && self.window == other.window;
        let named = same_pair
            && match like.time {
                Time::Close => names > 0 || marks.numbers > 0 || (same_day && !against),
                Time::Month | Time::Publication(_) => {
                    names > 1
                        || (names > 0 && marks.numbers > 0)
                        || (names + marks.numbers > 0 && matter >= 0.12)
                }
                Time::NextDay | Time::Year | Time::Moved => false,
            };
        // Goods of one sort given about one time: of aid words tell little else.
        let near = matches!(
            like.time,
            Time::Close | Time::Month | Time::Publication(..=7)
        );
        let named = named || (same_pair && one_sort && near && !against);
        // The sum is told in one currency here, in another there.
        let at_once = matches!(like.time, Time::Close | Time::Publication(..=2));
        let named = named || (same_pair && one_sort && at_once && !marks.names_differ);
        // A state seldom does such a thing to another twice within two days.
        let news = matches!(like.time, Time::Publication(..=2)) && self.status == other.status;
        let named = named || (same_pair && news && !against && is_rare(self.kind));
        let needed = match like.time {
            Time::Close => 0.25,
            Time::Month => 0.35,
            Time::Publication(_) => 0.4,
            Time::NextDay => 0.5,
            Time::Year | Time::Moved => 0.6,
        };
        let needed = if against { needed + 0.25 } else { needed };
        if matter >= needed || (named && !(against && names == 0)) {
            return Verdict::Same(like.score() + 20 * names.min(4));
        }
        Verdict::Unknown
    }
}

/// Whether one state does it to another a few times a year, not every day as in wars.
fn is_rare(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Sanction
            | EventType::MissionChange
            | EventType::Withdrawal
            | EventType::Decision
    )
}

/// How the named people of a side agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnSide {
    Agree,
    Differ,
    /// Two names for one office that only one person can hold.
    Rivals,
}

#[derive(Debug, Default)]
struct People {
    same_sides: bool,
    /// Sides for which two names stand for one office.
    rivals: u32,
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
    /// Some days apart, where one is a plan that can have been moved or called off.
    Moved,
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
            Time::Year | Time::Moved => 10,
        };
        let matter = 100.0 * self.topic.unwrap_or(0.0).max(self.words);
        let sides = u32::from(self.people.same_sides) * 20;
        100 + time + 50 * self.people.matched.min(4) + sides + matter as u32
    }
}
