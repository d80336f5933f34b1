//! `brief`: two sides in, what is known of their relations out.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};

use anyhow::Context;
use chancery_brief::render;

use crate::arguments::{Brief, BriefTo, Global};
use crate::outcome::Outcome;
use crate::{store, terminal};

/// Columns of a text that does not go to a terminal.
const COLUMNS: usize = 100;

/// Answers from the record, or from articles read on the spot.
pub(crate) fn run(global: &Global, typed: &Brief) -> anyhow::Result<Outcome> {
    let question = store::question(&typed.pair)?;
    let (record, rejected) = store::to_answer_from(global, &typed.input, typed.pair.at)?;
    let weighed = store::latest(&record, &question)?;
    let mut brief = chancery_brief::brief(&question, &weighed.facts);
    if weighed.more {
        brief
            .scope
            .push_str(" (the latest of each kind; `timeline` has all events)");
    }
    let to_terminal = typed.output.is_none() && std::io::stdout().is_terminal();
    let page = match typed.to {
        BriefTo::Text if to_terminal => {
            let plain = |text: &str| terminal::plain(text);
            render::text(
                &brief.clone().map_text(plain),
                terminal::columns(COLUMNS),
                terminal::STYLE,
            )
        }
        BriefTo::Text => render::text(&brief, COLUMNS, render::Style::default()),
        BriefTo::Md => render::markdown(&brief),
        BriefTo::Html => render::html(&brief),
    };
    match &typed.output {
        Some(path) => {
            let wrong = || format!("cannot write {}", path.display());
            let mut out = BufWriter::new(File::create(path).with_context(wrong)?);
            out.write_all(page.as_bytes())
                .and_then(|()| out.flush())
                .with_context(wrong)?;
        }
        None => {
            let mut out = anstream::stdout().lock();
            out.write_all(page.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(Outcome::of(!brief.is_empty(), rejected))
}
