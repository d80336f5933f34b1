//! `review`: what deserves a look first. On a terminal one fact after the other, to be judged at once;
//! elsewhere one line each, with the id that `show` and the decisions take.

use std::io::{BufWriter, IsTerminal, Write};

use crate::arguments::{Global, Review};
use crate::decide;
use crate::outcome::Outcome;
use crate::review::{queue, shell};
use crate::store;
use crate::terminal::plain_line;

/// Opens the interface, or prints the list where there is no terminal to open it on.
pub(crate) fn run(global: &Global, typed: &Review) -> anyhow::Result<Outcome> {
    let record = store::existing_at(global, typed.record.as_deref())?;
    let items = queue::queue(&record, typed.queue)?;
    if !typed.plain && !items.is_empty() && shell::is_possible() {
        shell::run(shell::Session {
            record,
            wanted: typed.queue,
            items,
            author: decide::author(&typed.by).ok(),
            reason: typed.by.reason.clone(),
        })?;
        return Ok(Outcome::Found);
    }
    let mut out = BufWriter::new(anstream::stdout().lock());
    for item in items.iter().take(typed.most) {
        let line = format!(
            "{} [{}] {}",
            chancery_brief::sentence(&item.fact),
            queue::why(item),
            item.fact.id
        );
        writeln!(out, "{}", plain_line(&line))?;
    }
    if items.len() > typed.most && !global.quiet {
        out.flush()?;
        anstream::eprintln!("{} more; see them with --most", items.len() - typed.most);
    }
    out.flush()?;
    if items.is_empty() && !global.quiet && std::io::stderr().is_terminal() {
        anstream::eprintln!("nothing waits for a look");
    }
    Ok(Outcome::of(!items.is_empty(), 0))
}
