//! Dates as precise as the source is, and no more.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, a month or a year of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

/// A date in EDTF level 0 with open intervals: `2022-03-08`, `2022-03`, `2022`, `2022-03-25/2022-03-29`,
/// `2021/..`, `../2020`.
///
/// Source of the notation: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019 annex A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One day, month or year.
    Point(Point),
    /// From one to another, either end possibly open. At least one end is known.
    Interval(Option<Point>, Option<Point>),
}

/// A text that is no EDTF date of the kind used here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError(String);

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "'{}' is no date of the form 2022-03-08, 2022-03, 2022, 2022-03-25/2022-03-29 or 2021/..",
            self.0
        )
    }
}

impl std::error::Error for EdtfError {}

impl Point {
    /// First day.
    pub fn earliest(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Day(day) => day,
        }
    }

    /// Last day.
    pub fn latest(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
            Self::Month(..) => self.earliest().last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// Year of the point.
    pub fn year(self) -> i16 {
        self.earliest().year()
    }
}

impl Edtf {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self::Point(Point::Day(day))
    }

    /// One year.
    pub fn year(year: i16) -> Self {
        Self::Point(Point::Year(year))
    }

    /// One month.
    pub fn month(year: i16, month: i8) -> Self {
        Self::Point(Point::Month(year, month))
    }

    /// From one day to another; a single day where both are the same.
    pub fn days(first: Date, last: Date) -> Self {
        if first == last {
            Self::day(first)
        } else {
            Self::Interval(Some(Point::Day(first)), Some(Point::Day(last)))
        }
    }

    /// First day it can mean; `None` where it is open towards the past.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::Point(point) => Some(point.earliest()),
            Self::Interval(first, _) => first.map(Point::earliest),
        }
    }

    /// Last day it can mean; `None` where it is open towards the future.
    pub fn latest(self) -> Option<Date> {
        match self {
            Self::Point(point) => Some(point.latest()),
            Self::Interval(_, last) => last.map(Point::latest),
        }
    }

    /// Whether the two can mean a common day.
    pub fn overlaps(self, other: Self) -> bool {
        let before =
            |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.latest(), other.earliest()) && !before(other.latest(), self.earliest())
    }

    /// Whether every day of `other` is one of its own.
    pub fn contains(self, other: Self) -> bool {
        let from = match (self.earliest(), other.earliest()) {
            (None, _) => true,
            (Some(mine), Some(theirs)) => mine <= theirs,
            (Some(_), None) => false,
        };
        let to = match (self.latest(), other.latest()) {
            (None, _) => true,
            (Some(mine), Some(theirs)) => mine >= theirs,
            (Some(_), None) => false,
        };
        from && to
    }

    /// Number of days it spans, if closed.
    pub fn length_in_days(self) -> Option<i64> {
        let (first, last) = (self.earliest()?, self.latest()?);
        Some((last - first).get_days().into()).map(|days: i64| days + 1)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |point: &Option<Point>| point.map_or("..".to_owned(), |point| point.to_string());
        match self {
            Self::Point(point) => write!(f, "{point}"),
            Self::Interval(first, last) => write!(f, "{}/{}", end(first), end(last)),
        }
    }
}

impl FromStr for Point {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let wrong = || EdtfError(text.to_owned());
        let digits = |part: &str, width: usize| -> Result<i16, EdtfError> {
            if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse().map_err(|_| wrong())
            } else {
                Err(wrong())
            }
        };
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or(""), 4)?;
        let Some(month) = parts.next() else {
            return Ok(Self::Year(year));
        };
        let month = digits(month, 2)? as i8;
        if !(1..=12).contains(&month) {
            return Err(wrong());
        }
        let Some(day) = parts.next() else {
            return Ok(Self::Month(year, month));
        };
        let day = digits(day, 2)? as i8;
        if parts.next().is_some() {
            return Err(wrong());
        }
        Date::new(year, month, day)
            .map(Self::Day)
            .map_err(|_| wrong())
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let Some((first, last)) = text.split_once('/') else {
            return Ok(Self::Point(text.parse()?));
        };
        let end = |part: &str| match part {
            "" | ".." => Ok(None),
            _ => part.parse().map(Some),
        };
        let (first, last): (Option<Point>, Option<Point>) = (end(first)?, end(last)?);
        match (first, last) {
            (None, None) => Err(EdtfError(text.to_owned())),
            (Some(a), Some(b)) if a.earliest() > b.latest() => Err(EdtfError(text.to_owned())),
            _ => Ok(Self::Interval(first, last)),
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_parsed() {
        for text in [
            "2022-03-08",
            "2022-03",
            "2022",
            "2022-03-25/2022-03-29",
            "2021/..",
            "../2020-02",
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "22",
            "2022-13",
            "2022-02-30",
            "2022-3",
            "../..",
            "2022/2021",
            "2022-01-01-01",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn bounds() {
        let edtf = |text: &str| text.parse::<Edtf>().unwrap();
        assert_eq!(edtf("2024-02").latest().unwrap().to_string(), "2024-02-29");
        assert!(edtf("2024").contains(edtf("2024-05-01/2024-06")));
        assert!(edtf("2021/..").overlaps(edtf("2030")));
        assert!(!edtf("2021").overlaps(edtf("2022")));
        assert_eq!(edtf("2022-03-25/2022-03-29").length_in_days(), Some(5));
    }
}
