//! `conflicts`: where the sources disagree, with every value.

use std::io::{BufWriter, Write};

use chancery_model::Id;
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
        for about in chancery_brief::disagreements(fact) {
            let within = if about.within {
                ", within one document"
            } else {
                ""
            };
            writeln!(out, "  {}{within}", plain_line(&about.what))?;
            for said in &about.values {
                let claims: Vec<&str> = said.claims.iter().map(Id::as_str).collect();
                let line = format!("{}: {} ({})", said.value, said.outlets, claims.join(", "));
                writeln!(out, "    {}", plain_line(&line))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::of(!disputed.is_empty(), 0))
}
