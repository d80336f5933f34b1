//! `add`: articles into the record.

use chancery_record::Record;

use crate::arguments::{Add, Global};
use crate::outcome::Outcome;
use crate::reader::Request;
use crate::store;

/// Reads and keeps. Adding the same twice changes nothing.
pub(crate) fn run(global: &Global, typed: &Add) -> anyhow::Result<Outcome> {
    let mut record = Record::open(&global.db)?;
    let outlet = typed.outlet.as_deref();
    let request = Request::new(global, &typed.input.paths, &typed.input.how, outlet);
    let (tally, rejected) = store::fill(&mut record, &request)?;
    if !global.quiet {
        let counts = record.counts()?;
        anstream::eprintln!(
            "{} new, {} known, {} changed, {rejected} rejected; the record has {} documents, {} facts",
            tally.new,
            tally.unchanged,
            tally.changed,
            counts.documents,
            counts.all_facts()
        );
    }
    let any = tally.new + tally.unchanged + tally.changed > 0;
    Ok(Outcome::of(any, rejected))
}
