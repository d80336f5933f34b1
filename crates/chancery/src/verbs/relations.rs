//! `relations`: how those of a side with others have come and gone, and which round anniversaries are next.

use std::io::{BufWriter, Write};

use anyhow::bail;
use chancery_brief::history::{self, Anniversary, History};
use chancery_brief::{countries, dates, milestone_name};
use chancery_model::{Edtf, Fact, Kind, Milestone, Relation};
use chancery_record::{Filter, Record};
use jiff::civil::Date;
use serde_json::json;

use crate::arguments::{Global, LinesTo, Relations};
use crate::columns::{self, Cell, Look};
use crate::outcome::Outcome;
use crate::store;

/// Prints the milestones of a pair, or one line for each side that the one named has relations with.
pub(crate) fn run(global: &Global, typed: &Relations) -> anyhow::Result<Outcome> {
    let (path, sides) = store::record_and_sides(&typed.words)?;
    let Some((a, rest)) = sides.split_first() else {
        bail!("no side is named; name one or two: chancery relations Cambodia Vietnam");
    };
    let b = rest.first();
    if b == Some(a) {
        bail!("{a} twice: a pair needs two different sides");
    }
    let record = store::existing_then(global, path, typed.at)?;
    let facts = facts(&record, a)?;
    let on = match typed.on.and_then(Edtf::latest) {
        Some(day) => Some(day),
        None => record.last_report()?,
    };
    let mut found = history::histories(a, b, &facts);
    if b.is_none() {
        found.sort_by_key(|history| {
            let next = next(history, on)
                .first()
                .and_then(|next| next.date.earliest());
            (next.is_none(), next, history.pair.clone())
        });
    }
    match typed.to {
        LinesTo::Json => as_json(&found, on)?,
        LinesTo::Table if b.is_some() => pair(&found, on)?,
        LinesTo::Table => overview(&found, on)?,
    }
    Ok(Outcome::of(!found.is_empty(), 0))
}

fn facts(record: &Record, side: &chancery_model::Side) -> anyhow::Result<Vec<Fact>> {
    let mut facts = Vec::new();
    for side in countries::with_predecessors(side) {
        facts.extend(record.facts(&Filter {
            side: Some(side),
            kinds: vec![Kind::Relation],
            ..Filter::default()
        })?);
    }
    facts.sort_by(|a, b| a.id.cmp(&b.id));
    facts.dedup_by(|a, b| a.id == b.id);
    Ok(facts)
}

fn next(history: &History<'_>, on: Option<Date>) -> Vec<Anniversary> {
    on.map_or_else(Vec::new, |on| history.anniversaries(on))
}

/// "relations since 24 Jun 1967".
fn stands(history: &History<'_>, on: Option<Date>) -> String {
    let Some((_, relation)) = history.standing(on) else {
        return "nothing is told of how relations stand".to_owned();
    };
    let since = relation
        .date
        .map(|date| format!(" since {}", dates::within(date)));
    let since = since.unwrap_or_default();
    match relation.milestone {
        Milestone::Severed => format!("no relations{since}"),
        _ => format!("relations{since}"),
    }
}

fn anniversary(next: &Anniversary, on: Option<Date>) -> String {
    let days = match on.and_then(|on| next.days_to(on)) {
        Some(0) => ", now".to_owned(),
        Some(1) => ", in 1 day".to_owned(),
        Some(days) => format!(", in {days} days"),
        None => format!(", in {}", dates::within(next.date)),
    };
    let disputed = if next.disputed {
        " (founding date disputed)"
    } else {
        ""
    };
    format!(
        "{} years since {}{days}{disputed}",
        next.years,
        dates::within(next.founded)
    )
}

fn pair(found: &[History<'_>], on: Option<Date>) -> anyhow::Result<()> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for history in found {
        let [a, b] = &history.pair;
        let title = format!(
            "{} – {}: {}",
            countries::name(a),
            countries::name(b),
            stands(history, on)
        );
        rows.push(vec![(title, Look::Label)]);
        for (fact, relation) in &history.milestones {
            rows.push(milestone(fact, relation));
        }
        for one in next(history, on) {
            rows.push(vec![
                (dates::within(one.date), Look::Label),
                (format!("ahead: {}", anniversary(&one, on)), Look::Mark),
                (String::new(), Look::Plain),
                (one.of.to_string(), Look::Note),
            ]);
        }
    }
    Ok(columns::print(&rows)?)
}

fn milestone(fact: &Fact, relation: &Relation) -> Vec<Cell> {
    let when = relation
        .date
        .map_or_else(|| "date not stated".to_owned(), dates::within);
    let mut what = milestone_name(relation.milestone).to_owned();
    if !fact.conflicts.is_empty() {
        what.push_str(" (disputed)");
    }
    let sources = match fact.sources.len() {
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    };
    vec![
        (when, Look::Label),
        (what, Look::Plain),
        (sources, Look::Note),
        (fact.id.to_string(), Look::Note),
    ]
}

fn overview(found: &[History<'_>], on: Option<Date>) -> anyhow::Result<()> {
    let rows: Vec<Vec<Cell>> = (found.iter())
        .map(|history| {
            let ahead = next(history, on);
            let first = ahead.first();
            let id = history.standing(on).map(|(fact, _)| fact.id.to_string());
            vec![
                (
                    first.map_or_else(String::new, |next| dates::within(next.date)),
                    Look::Label,
                ),
                (countries::name(&history.pair[1]), Look::Plain),
                (
                    first.map_or_else(String::new, |next| anniversary(next, on)),
                    Look::Mark,
                ),
                (stands(history, on), Look::Plain),
                (id.unwrap_or_default(), Look::Note),
            ]
        })
        .collect();
    Ok(columns::print(&rows)?)
}

fn as_json(found: &[History<'_>], on: Option<Date>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for history in found {
        let milestones: Vec<_> = (history.milestones.iter())
            .map(|(fact, relation)| {
                json!({"id": fact.id, "milestone": relation.milestone, "date": relation.date, "dyad": relation.dyad,
                       "sources": fact.sources.len(), "disputed": !fact.conflicts.is_empty()})
            })
            .collect();
        let ahead: Vec<_> = (next(history, on).iter())
            .map(|next| {
                json!({"years": next.years, "date": next.date, "of": next.of, "disputed": next.disputed,
                       "days": on.and_then(|on| next.days_to(on))})
            })
            .collect();
        let standing = history.standing(on).map(|(fact, relation)| {
            json!({"id": fact.id, "milestone": relation.milestone, "date": relation.date})
        });
        let line = json!({
            "pair": history.pair,
            "on": on.map(|day| day.to_string()),
            "standing": standing,
            "milestones": milestones,
            "anniversaries": ahead,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}
