//! What can be typed. What it means is decided by the verbs.

use std::path::PathBuf;

use chancery_model::Edtf;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads news reporting and keeps the record of relations between states, every fact tied to the exact
/// sentence that says it.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 found; 1 nothing found, or a check failed; 2 error; 3 some inputs were \
rejected (listed on standard error), the rest was done."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// Flags of every verb.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The record.
    #[arg(
        short,
        long,
        global = true,
        value_name = "PATH",
        env = "CHANCERY_DB",
        default_value = "chancery.db"
    )]
    pub(crate) db: PathBuf,
    /// Number of threads; all cores if not given. The output does not depend on it.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// No progress, no remarks; errors only.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Read articles and print what they say; nothing is kept.
    Read(Read),
}

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Output: a table for people, one JSON array, or one JSON object a line. A table on a terminal, else
    /// jsonl.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<ReadTo>,
}

/// Where articles come from.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Files, directories (walked in order), or - for standard input.
    #[arg(required = true, value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) how: How,
}

/// How articles are to be understood.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// Format of the input; auto goes by the file's name and its first byte.
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    pub(crate) from: From,
    /// Publication date of articles that do not state one.
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Edtf>,
}

impl From {
    /// What intake calls it.
    pub(crate) fn format(self) -> chancery_intake::Format {
        match self {
            Self::Auto => chancery_intake::Format::Auto,
            Self::Text => chancery_intake::Format::Text,
            Self::Jsonl => chancery_intake::Format::Jsonl,
        }
    }
}

/// Formats of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    /// By name and first byte.
    Auto,
    /// One article a file.
    Text,
    /// One article a line: `{"id", "title", "source", "published", "url", "text"}`.
    Jsonl,
}

/// Formats of `read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadTo {
    /// For people.
    Table,
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
}
