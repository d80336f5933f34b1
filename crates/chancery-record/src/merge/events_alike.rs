//! When two reports speak of one event.

use chancery_model::{EventType, Role, Side, Status};

use super::events::{EventProfile, is_personal};
use super::events_people::People;
use super::events_time::Time;
use super::profile::Verdict;
use super::text;
use super::when::Basis;

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
    pub(super) fn is_gathering(&self) -> bool {
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
        let by_topic = self.is_told_by_topic(other);
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
        if self.kind != other.kind {
            let told = same_city || like_matter || self.is_whole_day(other);
            return self.by_talks(like, told);
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

    /// Whether the matter must say which event it is: two agreements signed, two sites seen, two exercises held, two
    /// conferences attended on one day are two events.
    fn is_told_by_topic(&self, other: &Self) -> bool {
        let by_kind = matches!(
            self.kind,
            EventType::Signing | EventType::Ceremony | EventType::Exercise | EventType::Negotiation
        );
        by_kind
            || self.kind != other.kind
            || self.sides.len().max(other.sides.len()) > 2
            || self.has_a_name()
            || other.has_a_name()
    }

    /// One outlet's negotiations are another's talks, where all else agrees.
    fn by_talks(&self, like: &Alike, told: bool) -> Verdict {
        let people = &like.people;
        let same = like.time == Time::Close && people.same_sides && self.sides.len() > 1;
        match same && (told || people.matched > 0) && people.differ == 0 {
            true => Verdict::Same(like.score() / 2),
            false => Verdict::Unknown,
        }
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
