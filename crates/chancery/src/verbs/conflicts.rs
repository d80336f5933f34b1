//! `conflicts`: where the sources disagree, with every value.

use std::io::{BufWriter, Write};

use chancery_model::{Conflict, Fact, Id, Scope};
use chancery_record::Filter;

use crate::arguments::{Conflicts, Global};
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

/// Prints the disputed facts in order of their ids.
pub(crate) fn run(global: &Global, typed: &Conflicts) -> anyhow::Result<Outcome> {
    let record = store::existing_as_of(global, typed.at)?;
    let filter = match typed.pair.as_slice() {
        [a, b] => Filter::pair(a.as_str(), b.as_str()),
        _ => Filter::default(),
    };
    let disputed = record.conflicts(&filter)?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    for fact in &disputed {
        let sentence = chancery_brief::sentence(fact);
        writeln!(out, "{} {}", plain_line(&sentence), fact.id)?;
        for conflict in &fact.conflicts {
            writeln!(out, "  {}", plain_line(&values(fact, conflict)))?;
        }
    }
    out.flush()?;
    Ok(Outcome::of(!disputed.is_empty(), 0))
}

fn values(fact: &Fact, conflict: &Conflict) -> String {
    let said = |(claim, value): &(Id, String)| {
        let source = fact.sources.iter().find(|source| source.claim == *claim);
        let outlet = source.map_or("?", |s| s.outlet.as_deref().unwrap_or(&s.name));
        format!("{value} ({outlet}, {claim})")
    };
    let scope = match conflict.scope {
        Scope::Within => "within one document",
        Scope::Between => "between documents",
    };
    format!(
        "{}, {scope}: {} / {}",
        conflict.field,
        said(&conflict.a),
        said(&conflict.b)
    )
}
