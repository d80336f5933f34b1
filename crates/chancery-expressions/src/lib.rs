//! Temporal and numeric expressions of newswire (TIMEX and NUMEX): a phrase and its anchors in, days and
//! quantities out. Pure functions of the text; no tree needed.

mod calendar;
mod fraction;
mod numex;
mod quantity;
mod scan;
mod timex;

use chancery_model::{Bound, Edtf, Span};

/// What dates in a text are reckoned from.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// Publication day or interval, stated or inferred.
    pub published: Option<Edtf>,
    /// Day of the event just spoken of, for "the next day" and "two days later".
    pub reference: Option<Edtf>,
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
    /// A length only ("a four-day visit"), its parts added up.
    Length {
        /// Whole days; weeks count seven.
        days: u32,
        /// Months.
        months: u32,
        /// Years.
        years: u32,
        /// Seconds beyond whole days ("a three-hour meeting").
        seconds: u32,
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
///
/// Guarantees: in order, without overlaps, spans on character borders and inside `within`; nothing is invented:
/// what has no anchor is [`TimeValue::Unanchored`], a day that the calendar lacks gives nothing.
pub fn timexes(text: &str, within: Span, tense: Tense, anchors: &Anchors) -> Vec<Timex> {
    timex::find(text, within, tense, anchors)
}

/// Finds numeric expressions in one sentence or paragraph of `text`.
///
/// Guarantees: in order, without overlaps, spans on character borders and inside `within`. Years, dates,
/// lengths of time, ordinals and numbers in names ("Resolution 1718", "F-16") are no numeric expressions.
pub fn numexes(text: &str, within: Span) -> Vec<Numex> {
    numex::find(text, within)
}

/// The unit that a counted noun gives in figures: `people` for persons, else its plain plural ("soldier" and
/// "soldiers" give `people`, "nation" gives `countries`, "km" gives `kilometers`).
pub fn unit_of_noun(noun: &str) -> String {
    numex::unit_of_noun(noun)
}

/// All numbers in digits or words, whatever they count: with scale words, without units, guards or dates. For
/// tools that want the bare values.
pub fn cardinals(text: &str, within: Span) -> Vec<(Span, f64)> {
    numex::cardinals(text, within)
}
