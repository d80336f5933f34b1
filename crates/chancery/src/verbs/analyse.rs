//! `analyse`: articles in, their grammar out, so that a person sees why something was read as it was.

use std::io::{BufWriter, IsTerminal, Write};

use chancery_language::{Pipeline, render};

use crate::arguments::{Analyse, AnalyseTo, Global, How};
use crate::outcome::Outcome;
use crate::reader::{self, Request};
use crate::terminal;

/// Analyses each block of each article by itself and prints the analysis of the whole.
pub(crate) fn run(global: &Global, typed: &Analyse) -> anyhow::Result<Outcome> {
    let to = typed.to.unwrap_or_else(|| {
        if std::io::stdout().is_terminal() {
            AnalyseTo::Table
        } else {
            AnalyseTo::Jsonl
        }
    });
    let pipeline = match &typed.pipeline {
        Some(path) => Pipeline::load(path)?,
        None => Pipeline::english(),
    };
    let how = How {
        from: typed.from,
        published: None,
    };
    let request = Request::new(global, &typed.paths, &how, None);
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut found = false;
    let rejected = reader::each_by(
        &request,
        |document| {
            let blocks = document.blocks.iter();
            let spans: Vec<_> = blocks
                .map(|block| block.span.start as usize..block.span.end as usize)
                .collect();
            let analysis = pipeline.analyse_spans(&document.text, &spans);
            let rendered = match to {
                AnalyseTo::Jsonl => render::jsonl(&document.name, &analysis) + "\n",
                AnalyseTo::Conllu => render::conllu(&document.name, &analysis),
                AnalyseTo::Table => format!(
                    "{}\n\n{}",
                    terminal::plain_line(&document.name),
                    render::table(&analysis)
                ),
            };
            (rendered, !analysis.is_empty())
        },
        |_, (rendered, any)| {
            found |= any;
            out.write_all(rendered.as_bytes())?;
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(Outcome::of(found, rejected))
}
