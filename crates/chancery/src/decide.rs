//! A decision of the person at the keyboard into the record.

use std::io::Write;

use anyhow::bail;
use chancery_model::Id;
use chancery_record::{Decision, Record, Request};
use jiff::Timestamp;

use crate::arguments::{By, Global};
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

/// Takes a decision now, in the name of `--by` or of the user, and prints its id and the facts it is about.
pub(crate) fn run(global: &Global, by: &By, request: &Request) -> anyhow::Result<Outcome> {
    let mut record = store::existing(global)?;
    let who = author(by)?;
    let decision = record.decide(Timestamp::now(), &who, by.reason.as_deref(), request)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} {}", decision.id, decision.action.as_str())?;
    for line in about(&record, &decision)? {
        writeln!(out, "  {}", plain_line(&line))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// The facts that a decision's claims belong to now, the first claims first, each once.
fn about(record: &Record, decision: &Decision) -> anyhow::Result<Vec<String>> {
    let mut told: Vec<Id> = Vec::new();
    let mut lines = Vec::new();
    for claim in decision.action.targets() {
        let Some(fact) = record.fact(claim)? else {
            continue;
        };
        if !told.contains(&fact.id) {
            lines.push(format!("{} {}", chancery_brief::sentence(&fact), fact.id));
            told.push(fact.id);
        }
    }
    Ok(lines)
}

/// Who decides: `--by`, else the user.
pub(crate) fn author(by: &By) -> anyhow::Result<String> {
    let given = by.by.clone();
    let named = given.or_else(|| {
        ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    });
    match named.filter(|name| !name.trim().is_empty()) {
        Some(name) => Ok(name),
        None => bail!("nobody is named as the one who decides; name somebody with --by"),
    }
}
