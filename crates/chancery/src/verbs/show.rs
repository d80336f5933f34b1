//! `show`: one fact, its sources, and on request how each field of each claim came about.

use std::io::{BufWriter, Write};

use anyhow::bail;
use chancery_model::{Claim, ClaimBody, Fact, Id, Source};
use chancery_record::{Record, fields_of};

use crate::arguments::{Global, Show};
use crate::facts;
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

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
    for line in facts::decided(&fact, &record.decisions()?) {
        writeln!(out, "  decided: {}", plain_line(&line))?;
    }
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
        writeln!(out, "  {}: {linked}", facts::link_word(fact))?;
    }
    for line in facts::disagreements(fact) {
        writeln!(out, "  sources disagree on {}", plain_line(&line))?;
    }
    Ok(())
}

/// The fields in the form in which a correction is typed, without empty ones.
fn fields(out: &mut impl Write, body: &ClaimBody, indent: &str) -> anyhow::Result<()> {
    for field in fields_of(body)
        .iter()
        .filter(|field| !field.value.is_empty())
    {
        writeln!(out, "{indent}{}: {}", field.name, plain_line(&field.value))?;
    }
    Ok(())
}

fn source(out: &mut impl Write, source: &Source) -> anyhow::Result<()> {
    writeln!(out)?;
    writeln!(
        out,
        "{} ({})",
        plain_line(&facts::report(source)),
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
        crate::why::lines(facts::why_of(&claim.body), text, "  ")
    )?;
    writeln!(out, "    this claim:")?;
    fields(out, &claim.body, "      ")
}
