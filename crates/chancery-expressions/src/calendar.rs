//! Names of the civil calendar and arithmetic on its days.

use chancery_model::Edtf;
use jiff::Span as Length;
use jiff::civil::{Date, Weekday};

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Number of a month by its full name.
pub(crate) fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "september" } else { word };
    MONTHS
        .iter()
        .position(|name| *name == word)
        .map(|n| n as i8 + 1)
}

/// Number of a month by a short form, to be believed only beside a number.
pub(crate) fn short_month(word: &str) -> Option<i8> {
    let known = word.len() == 3 || word == "sept";
    let hit = || MONTHS.iter().position(|name| name.starts_with(&word[..3]));
    (known && word.is_ascii())
        .then(hit)
        .flatten()
        .map(|n| n as i8 + 1)
}

/// Number of a weekday, Monday 1 to Sunday 7.
pub(crate) fn weekday(word: &str) -> Option<i8> {
    WEEKDAYS
        .iter()
        .position(|name| *name == word)
        .map(|n| n as i8 + 1)
}

/// The same by a short form.
pub(crate) fn short_weekday(word: &str) -> Option<i8> {
    let full = match word {
        "mon" => 1,
        "tue" | "tues" => 2,
        "wed" | "weds" => 3,
        "thu" | "thur" | "thurs" => 4,
        "fri" => 5,
        "sat" => 6,
        "sun" => 7,
        _ => return None,
    };
    Some(full)
}

/// A season as first month and length in months, northern hemisphere, meteorological.
pub(crate) fn season(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" | "springtime" => (3, 3),
        "summer" | "summertime" => (6, 3),
        "autumn" | "fall" => (9, 3),
        "winter" | "wintertime" => (12, 3),
        _ => return None,
    })
}

/// A unit by its word, singular or plural.
pub(crate) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// Day and month of holidays that never move.
pub(crate) fn fixed_holiday(words: &[&str]) -> Option<(i8, i8, usize)> {
    const HOLIDAYS: [(&[&str], i8, i8); 6] = [
        (&["christmas", "eve"], 12, 24),
        (&["christmas", "day"], 12, 25),
        (&["boxing", "day"], 12, 26),
        (&["new", "year", "'", "s", "eve"], 12, 31),
        (&["new", "year", "'", "s", "day"], 1, 1),
        (&["valentine", "'", "s", "day"], 2, 14),
    ];
    HOLIDAYS
        .iter()
        .find(|(name, ..)| words.starts_with(name))
        .map(|(name, month, day)| (*month, *day, name.len()))
}

/// Number of the day in its week, Monday 1 to Sunday 7.
pub(crate) fn weekday_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day so many days later.
pub(crate) fn add_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Length::new().try_days(days).ok()?).ok()
}

/// The same day so many months later, or the last of that month.
pub(crate) fn add_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(Length::new().try_months(months).ok()?).ok()
}

/// The Monday of the ISO week that holds the day.
pub(crate) fn monday_of(day: Date) -> Option<Date> {
    add_days(day, -i64::from(day.weekday().since(Weekday::Monday)))
}

/// The whole unit that lies `by` units from the one that holds `day`.
pub(crate) fn shifted(day: Date, unit: Unit, by: i64) -> Option<Edtf> {
    match unit {
        Unit::Hour => add_days(day, by / 24).map(Edtf::day),
        Unit::Day => add_days(day, by).map(Edtf::day),
        Unit::Week => {
            let first = add_days(monday_of(day)?, by.checked_mul(7)?)?;
            Some(Edtf::days(first, add_days(first, 6)?))
        }
        Unit::Weekend => {
            let monday = add_days(monday_of(day)?, by.checked_mul(7)?)?;
            Some(Edtf::days(add_days(monday, 5)?, add_days(monday, 6)?))
        }
        Unit::Month => {
            let there = add_months(day, by)?;
            Some(Edtf::month(there.year(), there.month()))
        }
        Unit::Quarter => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            months_from(add_months(first, by.checked_mul(3)?)?, 3)
        }
        Unit::Year => year(i64::from(day.year()).checked_add(by)?),
        Unit::Decade => {
            let first = (i64::from(day.year()) / 10)
                .checked_add(by)?
                .checked_mul(10)?;
            years(first, first + 9)
        }
        Unit::Century => {
            let first = ((i64::from(day.year()) - 1) / 100)
                .checked_add(by)?
                .checked_mul(100)?
                + 1;
            years(first, first + 99)
        }
    }
}

/// A year, if the calendar has it.
pub(crate) fn year(year: i64) -> Option<Edtf> {
    (1..=9999).contains(&year).then(|| Edtf::year(year as i16))
}

/// From one year to another.
pub(crate) fn years(first: i64, last: i64) -> Option<Edtf> {
    use chancery_model::Point::Year;
    let fits = first <= last && first >= 1 && last <= 9999;
    fits.then_some(Edtf::Interval(
        Some(Year(first as i16)),
        Some(Year(last as i16)),
    ))
}

/// So many whole months from the one that holds `first`.
pub(crate) fn months_from(first: Date, count: i64) -> Option<Edtf> {
    use chancery_model::Point::Month;
    let last = add_months(first.first_of_month(), count - 1)?;
    let point = |day: Date| Some(Month(day.year(), day.month()));
    Some(Edtf::Interval(point(first), point(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_around_a_day() {
        let day: Date = "2024-03-25".parse().unwrap();
        for (unit, by, text) in [
            (Unit::Week, -1, "2024-03-18/2024-03-24"),
            (Unit::Month, 1, "2024-04"),
            (Unit::Year, -1, "2023"),
            (Unit::Quarter, 0, "2024-01/2024-03"),
            (Unit::Decade, 0, "2020/2029"),
            (Unit::Century, 0, "2001/2100"),
            (Unit::Weekend, 0, "2024-03-30/2024-03-31"),
        ] {
            assert_eq!(shifted(day, unit, by).unwrap().to_string(), text);
        }
        assert_eq!(shifted(day, Unit::Year, i64::MAX), None);
    }

    #[test]
    fn monday_of_a_sunday_lies_before_it() {
        let sunday: Date = "2024-03-31".parse().unwrap();
        assert_eq!(monday_of(sunday).unwrap().to_string(), "2024-03-25");
    }
}
