//! Points in time as the words give them, before an anchor says which.

use crate::calendar::Unit;

/// "last", "this", "next" before a name of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Which {
    /// No such word: the tense decides.
    #[default]
    Any,
    Last,
    This,
    Next,
}

/// The year of a date, as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearWord {
    /// "2024".
    Number(i16),
    /// "last year" is −1, "this year" 0.
    Shift(i8),
}

/// Which stretch of a unit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Part {
    #[default]
    Whole,
    /// "earlier this week": up to the anchor.
    Earlier,
    /// "later this week": from the anchor.
    Later,
    /// "last week": the one before, which for what is written on a Sunday is the week that ends with it.
    Ended,
}

/// A month or year within which days and weeks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// A month by name.
    Month(i8, Option<YearWord>),
    /// So many months from the anchor's.
    MonthShift(i32),
    /// A year.
    Year(YearWord),
}

impl Base {
    fn needs_anchor(self) -> bool {
        match self {
            Self::Month(_, year) => !matches!(year, Some(YearWord::Number(_))),
            Self::MonthShift(_) => true,
            Self::Year(year) => !matches!(year, YearWord::Number(_)),
        }
    }
}

/// A point or stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    /// A year, a month of it, a day of that; what is missing comes from the anchor.
    Date {
        year: Option<YearWord>,
        month: Option<i8>,
        day: Option<i8>,
        weekday: Option<i8>,
        which: Which,
    },
    /// A weekday; `week` counts weeks from the anchor's ("Monday of next week").
    Weekday {
        weekday: i8,
        which: Which,
        week: Option<i32>,
    },
    /// "the weekend": the last or the next by tense.
    Weekend,
    /// A whole unit so many units away ("yesterday", "last week", "65 years ago").
    Shift { unit: Unit, by: i64, part: Part },
    /// Years from one to another ("the 1990s").
    Years { first: i16, last: i16 },
    /// Some months of a year: seasons, quarters, halves.
    Months {
        first: i8,
        count: i8,
        year: Option<YearWord>,
        which: Which,
    },
    /// The n-th such weekday of a month, 0 for the last.
    NthWeekday { nth: i8, weekday: i8, base: Base },
    /// The n-th ISO week of a month or year, 0 for the last.
    NthWeek { nth: i8, base: Base },
    /// The ISO week that holds a day.
    WeekOf {
        year: Option<YearWord>,
        month: i8,
        day: i8,
    },
    /// A day of a month.
    DayOf { day: i8, base: Base },
    /// A day of the month that is such a weekday, nearest the anchor.
    DayOn { day: i8, weekday: i8 },
    /// So many units from the event just spoken of ("the next day", "a year earlier").
    FromReference { unit: Unit, by: i64 },
}

impl Point {
    /// A date without more.
    pub(crate) fn date(year: Option<YearWord>, month: Option<i8>, day: Option<i8>) -> Self {
        Self::Date {
            year,
            month,
            day,
            weekday: None,
            which: Which::Any,
        }
    }

    /// A year by number.
    pub(crate) fn year(year: i16) -> Self {
        Self::date(Some(YearWord::Number(year)), None, None)
    }

    /// Whether its meaning depends on an anchor.
    pub(crate) fn needs_anchor(self) -> bool {
        match self {
            Self::Date { year, .. } | Self::Months { year, .. } => {
                !matches!(year, Some(YearWord::Number(_)))
            }
            Self::WeekOf { year, .. } => !matches!(year, Some(YearWord::Number(_))),
            Self::NthWeekday { base, .. }
            | Self::NthWeek { base, .. }
            | Self::DayOf { base, .. } => base.needs_anchor(),
            Self::Years { .. } => false,
            Self::Weekday { .. }
            | Self::Weekend
            | Self::Shift { .. }
            | Self::DayOn { .. }
            | Self::FromReference { .. } => true,
        }
    }
}
