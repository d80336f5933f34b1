//! Dates as people write them.

use chancery_model::{Edtf, Point};
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month(number: i8) -> &'static str {
    MONTHS
        .get(usize::try_from(number - 1).unwrap_or(0))
        .copied()
        .unwrap_or("")
}

/// A day: "23 Nov 2024".
pub fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day.month()), day.year())
}

fn point(point: Point) -> String {
    match point {
        Point::Year(year) => year.to_string(),
        Point::Month(year, number) => format!("{} {year}", month(number)),
        Point::Day(date) => day(date),
    }
}

/// From one to another, what they share said once: "23–26 Nov 2024", "28 Feb – 2 Mar 2024", "2014–2018".
fn range(first: Point, last: Point) -> String {
    match (first, last) {
        (a, b) if a == b => point(a),
        (Point::Year(a), Point::Year(b)) => format!("{a}–{b}"),
        (Point::Month(y, a), Point::Month(z, b)) if y == z => {
            format!("{}–{} {y}", month(a), month(b))
        }
        (Point::Day(a), Point::Day(b)) if a.year() == b.year() && a.month() == b.month() => {
            format!("{}–{} {} {}", a.day(), b.day(), month(a.month()), a.year())
        }
        (Point::Day(a), Point::Day(b)) if a.year() == b.year() => {
            format!("{} {} – {}", a.day(), month(a.month()), day(b))
        }
        (a, b) => format!("{} – {}", point(a), point(b)),
    }
}

/// A real duration, or a point: "23–26 Nov 2024", "since 1970", "until 2020".
pub fn period(date: Edtf) -> String {
    match date {
        Edtf::Point(one) => point(one),
        Edtf::Interval(Some(a), Some(b)) => range(a, b),
        Edtf::Interval(Some(a), None) => format!("since {}", point(a)),
        Edtf::Interval(None, Some(b)) => format!("until {}", point(b)),
        Edtf::Interval(None, None) => String::new(),
    }
}

/// One day of which only bounds are known: "between 23 and 26 Nov 2024".
pub fn within(date: Edtf) -> String {
    match date {
        Edtf::Interval(Some(a), Some(b)) if a != b => match (a, b) {
            (Point::Day(x), Point::Day(y)) if whole_month(x, y) => {
                format!("{} {}", month(x.month()), x.year())
            }
            (Point::Day(x), Point::Day(y)) if x.year() == y.year() && x.month() == y.month() => {
                format!("between {} and {}", x.day(), day(y))
            }
            (Point::Day(x), Point::Day(y)) if x.year() == y.year() => {
                format!("between {} {} and {}", x.day(), month(x.month()), day(y))
            }
            (Point::Month(y, x), Point::Month(z, last)) if y == z => {
                format!("between {} and {} {y}", month(x), month(last))
            }
            _ => format!("between {} and {}", point(a), point(b)),
        },
        Edtf::Interval(Some(a), None) => format!("{} or later", point(a)),
        Edtf::Interval(None, Some(b)) => format!("by {}", by(b)),
        other => period(other),
    }
}

/// The end of a year or month where no day is known.
fn by(last: Point) -> String {
    match last {
        Point::Day(date) => day(date),
        other => format!("the end of {}", point(other)),
    }
}

fn whole_month(first: Date, last: Date) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

/// An event's days: `start` alone is a day (or bounds of one), `start` and `end` a duration.
pub fn event(start: Option<Edtf>, end: Option<Edtf>) -> String {
    match (start, end) {
        (None, None) => String::new(),
        (Some(start), None) => within(start),
        (None, Some(end)) => format!("until {}", within(end)),
        (Some(Edtf::Point(a)), Some(Edtf::Point(b))) => range(a, b),
        (Some(start), Some(end)) => format!("{} to {}", within(start), within(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(show: fn(Edtf) -> String, written: &str, expected: &str) {
        assert_eq!(show(written.parse().unwrap()), expected, "{written}");
    }

    #[test]
    fn durations_share_what_they_can() {
        check(period, "2024-11-23/2024-11-26", "23–26 Nov 2024");
        check(period, "2024-02-28/2024-03-02", "28 Feb – 2 Mar 2024");
        check(period, "2024-12-30/2025-01-02", "30 Dec 2024 – 2 Jan 2025");
        check(period, "2014/2018", "2014–2018");
        check(period, "2014/2014", "2014");
        check(period, "2021/..", "since 2021");
        check(period, "2024-11", "Nov 2024");
    }

    #[test]
    fn an_unknown_day_shows_its_bounds() {
        check(
            within,
            "2024-11-23/2024-11-26",
            "between 23 and 26 Nov 2024",
        );
        check(within, "2021-05-01/2021-05-31", "May 2021");
        check(within, "2021-05-13/..", "13 May 2021 or later");
        check(within, "../2027", "by the end of 2027");
        check(within, "2027-10/2027-12", "between Oct and Dec 2027");
        check(within, "2024-11-26", "26 Nov 2024");
    }

    #[test]
    fn events_have_days_or_durations() {
        let date = |text: &str| Some(text.parse().unwrap());
        assert_eq!(
            event(date("2024-11-23"), date("2024-11-26")),
            "23–26 Nov 2024"
        );
        assert_eq!(
            event(date("2024-11-23/2024-11-26"), None),
            "between 23 and 26 Nov 2024"
        );
        assert_eq!(event(None, None), "");
    }
}
