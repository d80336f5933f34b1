//! What can be typed. What it means is decided by the verbs.

use std::path::PathBuf;

use chancery_model::{Edtf, Side};
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
    /// Read articles into the record.
    Add(Add),
    /// Print what is known of the relations of two sides, each line with its sources.
    Brief(Brief),
    /// Print what happened between two sides, in order, one line an event.
    Timeline(Timeline),
    /// Print one fact with its sources, and on request how it was read.
    Show(Show),
    /// Print where the sources disagree.
    Conflicts(Conflicts),
    /// Write all facts with their claims and evidence, sorted by id.
    Export(Export),
    /// Print the grammar of articles: words, tags, trees, base forms, names.
    Analyse(Analyse),
    /// Check that every quotation stands in its document and every fact follows from its claims.
    Verify,
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
    /// The table, with the rule, the words and the reckoning behind every claim, how sure it is, and what was
    /// nearly read and why not. (The JSON formats give the reckoning of every claim in its `why`.)
    #[arg(long)]
    pub(crate) why: bool,
}

/// Arguments of `add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Outlet of articles that do not name one.
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
}

/// Two sides and a period.
#[derive(Debug, Args)]
pub(crate) struct Pair {
    /// One side: a country by any name or code, or an intergovernmental body.
    #[arg(value_name = "A", value_parser = side)]
    pub(crate) a: Side,
    /// The other side.
    #[arg(value_name = "B", value_parser = side)]
    pub(crate) b: Side,
    /// First day that counts (2024-11-23, 2024-11 or 2024).
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Edtf>,
    /// Last day that counts.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Edtf>,
    /// The day from which past and future are told apart; that of the latest report if not given.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Edtf>,
}

/// Articles that are read on the spot.
#[derive(Debug, Args)]
pub(crate) struct OnTheSpot {
    /// Articles to answer from, without a record: files, directories, or - for standard input.
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) how: How,
}

/// Arguments of `brief`.
#[derive(Debug, Args)]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) pair: Pair,
    #[command(flatten)]
    pub(crate) input: OnTheSpot,
    /// Output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) to: BriefTo,
    /// File to write to.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Arguments of `timeline`.
#[derive(Debug, Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    pub(crate) pair: Pair,
    #[command(flatten)]
    pub(crate) input: OnTheSpot,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id of a fact or of a claim.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Also the rule, the words and the reckoning behind each field.
    #[arg(long)]
    pub(crate) why: bool,
}

/// Arguments of `conflicts`.
#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    /// Only facts between these two sides.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = side)]
    pub(crate) pair: Vec<Side>,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Format.
    #[arg(value_name = "FORMAT")]
    pub(crate) format: ExportTo,
    /// File to write to.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Formats of `brief`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefTo {
    /// For the terminal.
    Text,
    /// Markdown with footnotes.
    Md,
    /// A page that needs nothing else and prints on two sheets.
    Html,
}

/// Formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTo {
    /// One fact a line.
    Jsonl,
}

fn side(typed: &str) -> Result<Side, String> {
    chancery_brief::countries::resolve(typed).ok_or_else(|| {
        "no country or intergovernmental body of that name or code is known".to_owned()
    })
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

/// Arguments of `analyse`.
#[derive(Debug, Args)]
pub(crate) struct Analyse {
    /// Files, directories (walked in order), or - for standard input.
    #[arg(required = true, value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Format of the input; auto goes by the file's name and its first byte.
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    pub(crate) from: From,
    /// Output: trees drawn for people, one JSON object a line, or CoNLL-U. A table on a terminal, else jsonl.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<AnalyseTo>,
    /// Another trained pipeline than the built-in one: a file that scripts/convert.py made.
    #[arg(long, value_name = "FILE")]
    pub(crate) pipeline: Option<PathBuf>,
}

/// Formats of `analyse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyseTo {
    /// Each sentence as a tree.
    Table,
    /// One article a line; offsets in code points, heads as token numbers of the article.
    Jsonl,
    /// One block a sentence.
    Conllu,
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
