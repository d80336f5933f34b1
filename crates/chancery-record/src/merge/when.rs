//! When something was, as a window of days that two reports can be compared by.

use chancery_model::{Edtf, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::stored;

/// The days that an event can have been on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Window {
    /// First day.
    #[serde(with = "stored::day")]
    pub(crate) first: Date,
    /// Last day.
    #[serde(with = "stored::day")]
    pub(crate) last: Date,
    /// How the window was found.
    pub(crate) basis: Basis,
}

/// How a window was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Basis {
    /// The claim gives the days.
    Stated,
    /// Only the day of publication says that it was about then.
    Publication,
}

/// How long before publication an undated past event is thought to lie at most, and an undated coming one
/// after it, in days. A guess: news is about the last fortnight and the next two months.
const PAST: i32 = 14;
const FUTURE: i32 = 60;

impl Window {
    /// The days that the fields of a claim give.
    pub(crate) fn stated(start: Option<Edtf>, end: Option<Edtf>) -> Option<Self> {
        let start = start.or(end)?;
        let end = end.unwrap_or(start);
        let first = start.earliest().or(end.earliest())?;
        let last = end.latest().or(start.latest())?;
        (first <= last).then_some(Self {
            first,
            last,
            basis: Basis::Stated,
        })
    }

    /// The days about publication that an undated report with this status means.
    ///
    /// What was promised is told as coming for days after the promise (`lingers`): the goods still have to arrive.
    pub(crate) fn about(published: Edtf, status: Status, lingers: bool) -> Option<Self> {
        let (early, late) = (published.earliest()?, published.latest()?);
        if days(early, late) > 31 {
            return None;
        }
        let (before, after) = match status {
            Status::Occurred => (PAST, 0),
            Status::Ongoing => (7, 7),
            // A release about this morning's plan is often dated the day after.
            Status::Planned | Status::Proposed if lingers => (7, FUTURE),
            Status::Planned | Status::Proposed | Status::Hypothetical => (1, FUTURE),
            Status::Cancelled | Status::Denied => (PAST, FUTURE),
        };
        Some(Self {
            first: early.saturating_sub(before.days()),
            last: late.saturating_add(after.days()),
            basis: Basis::Publication,
        })
    }

    /// The same with some days more at both ends.
    pub(crate) fn widened(self, by: i32) -> Self {
        Self {
            first: self.first.saturating_sub(by.days()),
            last: self.last.saturating_add(by.days()),
            ..self
        }
    }

    /// Number of days.
    pub(crate) fn length(self) -> i32 {
        days(self.first, self.last) + 1
    }

    /// Whether the two share a day.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Days between the two; 0 where they overlap.
    pub(crate) fn gap(self, other: Self) -> i32 {
        days(self.last, other.first)
            .max(days(other.last, self.first))
            .max(0)
    }

    /// Whether all of `other` lies within.
    pub(crate) fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The months it touches, widened by one day at both ends, as (year, month); nothing where there are more
    /// than `most`.
    pub(crate) fn months(self, most: usize) -> Vec<(i16, i8)> {
        let last = self.last.saturating_add(1.day());
        let mut day = self.first.saturating_sub(1.day()).first_of_month();
        let mut months = Vec::new();
        while day <= last {
            if months.len() == most {
                return Vec::new();
            }
            months.push((day.year(), day.month()));
            let next = day.last_of_month().saturating_add(1.day());
            if next.first_of_month() == day {
                break;
            }
            day = next;
        }
        months
    }
}

/// Days from one to another, negative where the other is earlier.
pub(crate) fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str) -> Window {
        Window::stated(Some(text.parse().unwrap()), None).unwrap()
    }

    #[test]
    fn stated_days() {
        let visit = Window::stated("2024-03-25".parse().ok(), "2024-03-29".parse().ok()).unwrap();
        assert_eq!(visit.length(), 5);
        assert!(visit.contains(window("2024-03-26")));
        assert_eq!(window("2024-03").length(), 31);
        // Days that run backwards give no window.
        assert_eq!(
            Window::stated("2024-03-29".parse().ok(), "2024-03-25".parse().ok()),
            None
        );
    }

    #[test]
    fn gaps_and_months() {
        assert_eq!(window("2024-03-01").gap(window("2024-03-04")), 3);
        assert_eq!(window("2024-03").gap(window("2024-03-04")), 0);
        assert_eq!(window("2024-03-01").months(4), [(2024, 2), (2024, 3)]);
        assert!(window("2014/2018").months(14).is_empty());
        // The ends of the calendar do not overflow.
        assert_eq!(window("9999-12-31").months(4), [(9999, 12)]);
    }

    #[test]
    fn undated_reports_mean_days_about_publication() {
        let day: Edtf = "2024-05-20".parse().unwrap();
        assert_eq!(
            Window::about(day, Status::Occurred, false)
                .unwrap()
                .length(),
            15
        );
        assert!(Window::about("2019".parse().unwrap(), Status::Occurred, false).is_none());
    }
}
