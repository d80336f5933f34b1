//! `agreements`: each with its life, what renews it and when it runs out.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};

use chancery_brief::lives::{self, Life, State, Step};
use chancery_brief::{countries, dates};
use chancery_model::{Claim, Edtf, Fact, Id, Kind, Side};
use chancery_record::{Filter, Record};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use crate::arguments::{Agreements, Global, LinesTo};
use crate::columns::{self, Cell, Look};
use crate::outcome::Outcome;
use crate::store;

/// Prints the agreements of the record, of one party or of two, and how each stands on a day.
pub(crate) fn run(global: &Global, typed: &Agreements) -> anyhow::Result<Outcome> {
    let (path, sides) = store::record_and_sides(&typed.words)?;
    let record = store::existing_then(global, path, typed.at)?;
    let facts = facts(&record, sides.first())?;
    let on = match typed.on.and_then(Edtf::latest) {
        Some(day) => Some(day),
        None => record.last_report()?,
    };
    let claims = claims(&record, &facts)?;
    let mut lives = lives::lives(&facts, &claims, on);
    lives.retain(|life| life.is_between(&sides) && wanted(life, typed, on));
    let expiring = typed.expires_before.is_some() || typed.expires_within.is_some();
    if expiring {
        lives.sort_by(|a, b| (a.expires, &a.fact.id).cmp(&(b.expires, &b.fact.id)));
    }
    match typed.to {
        LinesTo::Table => table(&lives, on, expiring)?,
        LinesTo::Json => as_json(&lives, on)?,
    }
    Ok(Outcome::of(!lives.is_empty(), 0))
}

/// The agreements that a side has part in; all, if none is named.
fn facts(record: &Record, side: Option<&Side>) -> anyhow::Result<Vec<Fact>> {
    let of = |side: Option<Side>| {
        record.facts(&Filter {
            side,
            kinds: vec![Kind::Agreement],
            ..Filter::default()
        })
    };
    let Some(side) = side else {
        return Ok(of(None)?);
    };
    let mut facts = Vec::new();
    for side in countries::with_predecessors(side) {
        facts.extend(of(Some(side))?);
    }
    facts.sort_by(|a, b| a.id.cmp(&b.id));
    facts.dedup_by(|a, b| a.id == b.id);
    Ok(facts)
}

fn claims(record: &Record, facts: &[Fact]) -> anyhow::Result<Vec<Claim>> {
    let mut claims = Vec::new();
    for fact in facts {
        claims.extend(record.understood(fact)?);
    }
    Ok(claims)
}

fn wanted(life: &Life<'_>, typed: &Agreements, on: Option<Date>) -> bool {
    if let Some(before) = typed.expires_before.and_then(Edtf::earliest) {
        let from = typed.on.and_then(Edtf::latest);
        let last = before.yesterday().unwrap_or(before);
        return life.ends_within(from, last);
    }
    match (typed.expires_within, on) {
        (Some(days), Some(on)) => {
            let last = on.checked_add(days.days()).unwrap_or(Date::MAX);
            life.ends_within(Some(on), last)
        }
        (Some(_), None) => false,
        (None, _) => true,
    }
}

fn table(lives: &[Life<'_>], on: Option<Date>, flat: bool) -> anyhow::Result<()> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    if let (Some(on), false) = (on, lives.is_empty()) {
        rows.push(vec![(format!("As of {}", dates::day(on)), Look::Note)]);
    }
    let mut told: BTreeSet<&Id> = BTreeSet::new();
    // One that another takes the place of stands under that one.
    let listed: BTreeSet<&Id> = lives.iter().map(|life| &life.fact.id).collect();
    let below = |life: &Life<'_>| {
        let next = life.renewed_by.as_ref();
        !flat && next.is_some_and(|id| listed.contains(id))
    };
    for life in lives.iter().filter(|life| !below(life)) {
        let mut next = Some(life);
        let mut depth = 0;
        while let Some(life) = next {
            if !told.insert(&life.fact.id) {
                break;
            }
            rows.push(row(life, depth));
            depth += 1;
            let earlier = life.renews.as_ref().filter(|_| !flat);
            next = earlier.and_then(|id| lives.iter().find(|life| life.fact.id == *id));
        }
    }
    // Two that renew each other are nobody's head.
    for life in lives {
        if told.insert(&life.fact.id) {
            rows.push(row(life, 0));
        }
    }
    Ok(columns::print(&rows)?)
}

fn row(life: &Life<'_>, depth: usize) -> Vec<Cell> {
    let parties: Vec<String> = life.agreement.parties.iter().map(countries::name).collect();
    let title = chancery_brief::agreement_title(life.agreement);
    let title = match depth {
        0 => title,
        depth => format!("{}renews: {title}", "  ".repeat(depth - 1)),
    };
    let look = match life.state {
        State::Expired | State::Ended | State::Renewed => Look::Note,
        State::InForce => Look::Label,
        State::At(_) => Look::Plain,
    };
    let expires = match life.expires {
        Some(day) if life.state == State::Expired => format!("ran out {}", dates::day(day)),
        Some(day) => format!("until {}", dates::day(day)),
        None => String::new(),
    };
    let steps: Vec<String> = life.steps.iter().map(step).collect();
    vec![
        (life.state.as_str().replace('_', " "), look),
        (title, Look::Plain),
        (parties.join(", "), Look::Plain),
        (expires, Look::Mark),
        (steps.join("; "), Look::Plain),
        (life.fact.id.to_string(), Look::Note),
    ]
}

/// "signed 9 Mar 2027", "negotiated (reported 2 Jul 2026)".
fn step(step: &Step) -> String {
    let stage = step.stage.as_str().replace('_', " ");
    match (step.date, step.reported) {
        (Some(date), _) => format!("{stage} {}", dates::within(date)),
        (None, Some(day)) => format!("{stage} (reported {})", dates::within(day)),
        (None, None) => stage,
    }
}

fn as_json(lives: &[Life<'_>], on: Option<Date>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for life in lives {
        let steps: Vec<_> = (life.steps.iter())
            .map(|step| {
                json!({"stage": step.stage, "date": step.date, "reported": step.reported, "claims": step.claims})
            })
            .collect();
        let agreement = life.agreement;
        let line = json!({
            "id": life.fact.id,
            "title": agreement.title,
            "kind": agreement.kind,
            "parties": agreement.parties,
            "on": on.map(|day| day.to_string()),
            "state": life.state.as_str(),
            "steps": steps,
            "term_start": agreement.term_start,
            "term_end": agreement.term_end,
            "expires": life.expires.map(|day| day.to_string()),
            "renews": life.renews,
            "renewed_by": life.renewed_by,
            "sources": life.fact.sources.len(),
            "disputed": !life.fact.conflicts.is_empty(),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}
