//! Temporal and numeric expressions of newswire (TIMEX and NUMEX): a phrase and its anchors in, days and
//! quantities out. Pure functions of the text; no tree needed.

use chancery_model::{Bound, Edtf, Span};

/// What dates in a text are reckoned from.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// Publication day or interval, stated or inferred.
    pub published: Option<Edtf>,
}

/// How the clause around an expression stands in time: decides "on Sunday".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// The past: the Sunday on or before.
    Past,
    /// The future: the Sunday on or after.
    Future,
    /// Unknown or present.
    #[default]
    Unknown,
}

/// A temporal expression and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub value: TimeValue,
    /// How that was found ("weekday before publication 2024-03-25").
    pub basis: String,
}

/// What a temporal expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeValue {
    /// A point date, or an interval that holds one unknown day ("last week").
    Date(Edtf),
    /// A real duration with both ends ("from March 25 to 29"), or one end open ("since 1970").
    Range(Edtf),
    /// A length only ("a four-day visit"): days, months, years.
    Length {
        /// Whole days; weeks count seven.
        days: u32,
        /// Months.
        months: u32,
        /// Years.
        years: u32,
    },
    /// An anniversary number ("65th anniversary", "65 years ago" is a Date).
    Anniversary(u32),
    /// A weekday or such without an anchor: kept, never invented.
    Unanchored,
}

/// A number of things or money, or a share.
#[derive(Debug, Clone, PartialEq)]
pub struct Numex {
    /// The words, with currency or unit.
    pub span: Span,
    /// In full.
    pub value: f64,
    /// ISO 4217 code, `percent`, or the head noun as a plain plural; none for a bare number.
    pub unit: Option<String>,
    /// About, at least, at most.
    pub bound: Option<Bound>,
    /// Upper end, where a range is given; `value` is the lower.
    pub high: Option<f64>,
}

/// Finds temporal expressions in one sentence or paragraph of `text`.
pub fn timexes(_text: &str, _within: Span, _tense: Tense, _anchors: &Anchors) -> Vec<Timex> {
    Vec::new()
}

/// Finds numeric expressions.
pub fn numexes(_text: &str, _within: Span) -> Vec<Numex> {
    Vec::new()
}
