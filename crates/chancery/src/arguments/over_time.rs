//! Arguments of the verbs that look at the record over time.

use std::path::PathBuf;

use chancery_model::Edtf;
use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The moment of recording up to which the record counts.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct AsOf {
    /// The record as it stood then: only documents, readings and decisions recorded up to this day (2026-03-01,
    /// to its end, UTC) or moment (2026-03-01T09:30:00Z).
    #[arg(long, value_name = "TIME", value_parser = up_to)]
    pub(crate) as_of: Option<Timestamp>,
}

/// Arguments of `agreements`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: chancery agreements Cambodia Vietnam\n          \
chancery agreements talks.db Peru --expires-within 90 --on 2026-01-01\n          \
chancery agreements --expires-before 2027 --to json"
)]
pub(crate) struct Agreements {
    /// The record if it is not that of --db (a file that exists); then none, one or two parties.
    #[arg(value_name = "[RECORD] [COUNTRY [COUNTRY]]", num_args = 0..=3)]
    pub(crate) words: Vec<String>,
    /// Only agreements whose term ends before this day; with --on not those that were over then.
    #[arg(long, value_name = "DATE", conflicts_with = "expires_within")]
    pub(crate) expires_before: Option<Edtf>,
    /// Only agreements whose term ends within so many days from the day of --on.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) expires_within: Option<i32>,
    /// The day on which they are looked at; that of the latest report if not given.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Edtf>,
    /// Output: aligned for people, or one JSON object a line.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) to: LinesTo,
    #[command(flatten)]
    pub(crate) at: AsOf,
}

/// Formats of `agreements` and `relations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinesTo {
    /// For people.
    Table,
    /// One object a line.
    #[value(alias = "jsonl")]
    Json,
}

/// Arguments of `relations`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: chancery relations Cambodia Vietnam --on 2027-01-01\n          \
chancery relations Cambodia (all that it has relations with, the next anniversary first)"
)]
pub(crate) struct Relations {
    /// The record if it is not that of --db (a file that exists); then one side or two.
    #[arg(value_name = "[RECORD] A [B]", num_args = 1..=3, required = true)]
    pub(crate) words: Vec<String>,
    /// The day from which anniversaries are ahead; that of the latest report if not given.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Edtf>,
    /// Output: aligned for people, or one JSON object a line.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) to: LinesTo,
    #[command(flatten)]
    pub(crate) at: AsOf,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples: chancery diff --since 2026-03-01\n          \
chancery diff talks.db --since 2026-03-01T09:30:00Z --until 2026-03-08 --to json\n\
A day stands for its end (UTC): --since 2026-03-01 shows what came after that day.")]
pub(crate) struct Diff {
    /// The record, if it is not that of --db.
    #[arg(value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,
    /// The earlier day (its end, UTC) or moment.
    #[arg(long, value_name = "TIME", value_parser = up_to)]
    pub(crate) since: Timestamp,
    /// The later day (its end, UTC) or moment; now if not given.
    #[arg(long, value_name = "TIME", value_parser = up_to)]
    pub(crate) until: Option<Timestamp>,
    /// Output: text for people, or one JSON object.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) to: DiffTo,
}

/// Formats of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffTo {
    /// For people.
    Text,
    /// One object.
    Json,
}

/// Arguments of `reread`.
#[derive(Debug, Args)]
#[command(after_help = "Example: chancery reread talks.db\n\
Decisions stay in force. What a document no longer says leaves the facts and is kept as what was read before \
(--as-of shows it).")]
pub(crate) struct Reread {
    /// The record, if it is not that of --db.
    #[arg(value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,
    /// How what changed is printed.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) to: DiffTo,
}

/// The last moment that a day or a time means.
fn up_to(typed: &str) -> Result<Timestamp, String> {
    if let Ok(moment) = typed.parse::<Timestamp>() {
        return Ok(moment);
    }
    let utc = |time: DateTime| {
        let zoned = TimeZone::UTC.to_zoned(time);
        zoned.map(|z| z.timestamp()).map_err(|e| e.to_string())
    };
    // A bare date would also be taken for its midnight.
    if let Ok(date) = typed.parse::<Date>()
        && !typed.contains(':')
    {
        let next = date.tomorrow().map_err(|error| error.to_string())?;
        let midnight = utc(next.to_datetime(Time::midnight()))?;
        return Ok(midnight - SignedDuration::from_nanos(1));
    }
    match typed.parse::<DateTime>() {
        Ok(time) => utc(time),
        Err(_) => Err("a day (2026-03-01) or a moment (2026-03-01T09:30:00Z) is needed".to_owned()),
    }
}

/// "90", "90d", "90 days".
fn days(typed: &str) -> Result<i32, String> {
    let number = typed.trim().trim_end_matches("days").trim_end_matches('d');
    match number.trim().parse() {
        Ok(days) if (0..=200_000).contains(&days) => Ok(days),
        _ => Err("a number of days is needed (90)".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_meant_to_its_end() {
        for (typed, meant) in [
            ("2026-03-01", "2026-03-01T23:59:59.999999999Z"),
            ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
            ("2026-03-01T09:30:00+02:00", "2026-03-01T07:30:00Z"),
            ("2026-03-01T09:30", "2026-03-01T09:30:00Z"),
        ] {
            assert_eq!(up_to(typed).unwrap().to_string(), meant, "{typed}");
        }
        assert!(up_to("yesterday").is_err() && up_to("2026").is_err());
        assert_eq!(days("90d"), Ok(90));
        assert_eq!(days("90 days"), Ok(90));
        assert!(days("-3").is_err() && days("soon").is_err());
    }
}
