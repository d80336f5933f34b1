//! `show`: one fact, its sources, and on request how each field of each claim came about.

use std::io::{BufWriter, Write};

use anyhow::bail;
use chancery_model::{Claim, ClaimBody, Fact, Id, Source, Stance, Why};
use chancery_record::{Held, Record};

use crate::arguments::{Global, Show};
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;
use crate::verbs::decisions;

/// Prints the fact of an id, or of the claim of that id.
pub(crate) fn run(global: &Global, typed: &Show) -> anyhow::Result<Outcome> {
    let Some(id) = Id::parse(&typed.id) else {
        bail!(
            "'{}' is no id; ids look like evt_k7wm0a1b2c3d4f5g",
            plain_line(&typed.id)
        );
    };
    let record = store::existing_as_of(global, typed.at)?;
    let Some(fact) = record.fact(&id)? else {
        return Ok(Outcome::Nothing);
    };
    let mut out = BufWriter::new(anstream::stdout().lock());
    head(&mut out, &fact)?;
    decided(&mut out, &fact, &record)?;
    for source in &fact.sources {
        self::source(&mut out, source)?;
        if typed.why {
            let claims = record.claims(&source.document)?;
            match claims.iter().find(|claim| claim.id == source.claim) {
                Some(claim) => why(&mut out, claim, &record)?,
                None => writeln!(out, "  how: no longer read so")?,
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn head(out: &mut impl Write, fact: &Fact) -> anyhow::Result<()> {
    writeln!(out, "{}", fact.id)?;
    writeln!(out, "  {}", plain_line(&chancery_brief::sentence(fact)))?;
    fields(out, &fact.body, "  ")?;
    if let Some(linked) = &fact.linked {
        let how = match fact.body {
            ClaimBody::Agreement(_) => "follows",
            _ => "part of",
        };
        writeln!(out, "  {how}: {linked}")?;
    }
    for conflict in &fact.conflicts {
        let (a, b) = (&conflict.a, &conflict.b);
        let line = format!(
            "{}: {} ({}) against {} ({})",
            conflict.field, a.1, a.0, b.1, b.0
        );
        writeln!(out, "  sources disagree on {}", plain_line(&line))?;
    }
    Ok(())
}

/// What people decided about the claims of a fact, as far as it holds.
fn decided(out: &mut impl Write, fact: &Fact, record: &Record) -> anyhow::Result<()> {
    let is_source = |claim: &Id| fact.sources.iter().any(|source| source.claim == *claim);
    for (decision, held) in record.decisions()? {
        if held != Held::Active || !decision.action.targets().iter().any(is_source) {
            continue;
        }
        let reason = decision.reason.as_ref().map(|why| format!(": {why}"));
        let line = format!(
            "{} by {}{} ({})",
            decisions::what(&decision),
            decision.who,
            reason.unwrap_or_default(),
            decision.id
        );
        writeln!(out, "  decided: {}", plain_line(&line))?;
    }
    Ok(())
}

/// The fields as the reading format writes them, without spans and empty ones.
fn fields(out: &mut impl Write, body: &ClaimBody, indent: &str) -> anyhow::Result<()> {
    let value = serde_json::to_value(body)?;
    let hidden = [
        "kind", "evidence", "span", "why", "codes", "part_of", "renews",
    ];
    let inner = value.as_object().and_then(|object| {
        let nested = object.values().find_map(serde_json::Value::as_object);
        if object.len() == 1 {
            nested
        } else {
            Some(object)
        }
    });
    for (name, value) in inner.into_iter().flatten() {
        let shown = match value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        // An agreement's own `kind` is a field, the tag of the body is not.
        let is_tag = name == "kind" && shown == body.kind().as_str();
        if is_tag || (name != "kind" && hidden.contains(&name.as_str())) {
            continue;
        }
        writeln!(out, "{indent}{name}: {}", plain_line(&shown))?;
    }
    Ok(())
}

fn source(out: &mut impl Write, source: &Source) -> anyhow::Result<()> {
    let stance = match source.stance {
        Stance::Supports => "says",
        Stance::Contradicts => "says otherwise",
        Stance::Repeats => "repeats another text",
        Stance::Superseded => "said, before it was changed",
        Stance::Rejected => "is read as saying so, which was rejected",
    };
    let outlet = source.outlet.as_deref().unwrap_or(&source.name);
    let dated = match (source.published, source.published_inferred) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => format!("undated, by its content {day}"),
        (None, None) => "undated".to_owned(),
    };
    writeln!(out)?;
    writeln!(
        out,
        "{} {stance}, {} ({})",
        plain_line(outlet),
        plain_line(&dated),
        plain_line(&source.name)
    )?;
    if let Some(url) = &source.url {
        writeln!(out, "  {}", plain_line(url))?;
    }
    writeln!(out, "  {} in {}", source.claim, source.document)?;
    for quote in &source.quotes {
        let (start, end) = (quote.span.start, quote.span.end);
        writeln!(
            out,
            "  “{}” (bytes {start} to {end})",
            plain_line(&quote.exact)
        )?;
    }
    Ok(())
}

fn why(out: &mut impl Write, claim: &Claim, record: &Record) -> anyhow::Result<()> {
    let document = record.document(&claim.document)?;
    let text = document
        .as_ref()
        .map_or("", |document| document.text.as_str());
    write!(
        out,
        "{}",
        crate::why::lines(why_of(&claim.body), text, "  ")
    )?;
    writeln!(out, "    this claim:")?;
    fields(out, &claim.body, "      ")
}

fn why_of(body: &ClaimBody) -> &Why {
    match body {
        ClaimBody::Event(x) => &x.why,
        ClaimBody::Agreement(x) => &x.why,
        ClaimBody::Relation(x) => &x.why,
        ClaimBody::Figure(x) => &x.why,
        ClaimBody::Tenure(x) => &x.why,
        ClaimBody::Statement(x) => &x.why,
    }
}
