//! How the days of two events agree.

use chancery_model::{EventType, Status};

use super::events::{EventProfile, MOVED_DAYS};
use super::when::{self, Basis, Window};

/// How near to each other the days of two reports lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
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

impl EventProfile {
    /// How the days agree; nothing where they exclude each other.
    pub(super) fn time(&self, other: &Self) -> Option<Time> {
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
}
