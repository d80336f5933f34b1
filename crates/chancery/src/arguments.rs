//! What can be typed. What it means is decided by the verbs.

mod over_time;
mod review;

use std::path::PathBuf;

use chancery_model::{Edtf, Id, Side};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::verbs::lexicon::Lexicon;
pub(crate) use over_time::{Agreements, AsOf, Diff, DiffTo, LinesTo, Relations, Reread};
pub(crate) use review::{Queue, Review};

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
    /// Tables in the place of those built in; see `chancery lexicon`.
    #[arg(long, global = true, value_name = "DIR", env = "CHANCERY_TABLES")]
    pub(crate) tables: Option<PathBuf>,
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
    /// Print agreements with their life: how far each has come, what renews it, when it runs out.
    Agreements(Agreements),
    /// Print how relations have come and gone, and which round anniversaries are next.
    Relations(Relations),
    /// Print what changed in the record between two moments, and because of what.
    Diff(Diff),
    /// Read all documents of the record anew with this version of the program, and print what changed.
    Reread(Reread),
    /// Print one fact with its sources, and on request how it was read.
    Show(Show),
    /// Print where the sources disagree.
    Conflicts(Conflicts),
    /// Write all facts with their claims and evidence, sorted by id.
    Export(Export),
    /// Print the grammar of articles: words, tags, trees, base forms, names.
    Analyse(Analyse),
    /// Decide that two facts are one.
    Merge(Merge),
    /// Decide that a claim does not belong to its fact.
    Split(Split),
    /// Decide that a claim, or all claims of a fact, do not count.
    Reject(Judge),
    /// Decide that a claim, or all claims of a fact, are right; takes back a rejection.
    Accept(Judge),
    /// Decide that a field of a claim says something else. The stored claim stays as it was read.
    Correct(Correct),
    /// Decide what somebody in a claim is called.
    Name(Name),
    /// Take a decision back.
    Undo(Undo),
    /// Print what was decided.
    Decisions(AsOf),
    /// Go through what deserves a look first and decide; in a pipe, one line each.
    Review(Review),
    /// Print, write and try the tables that words, titles and names are known from.
    Lexicon(Lexicon),
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
    pub(crate) on: Option<Edtf>,
    #[command(flatten)]
    pub(crate) at: AsOf,
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
    #[command(flatten)]
    pub(crate) at: AsOf,
}

/// Arguments of `conflicts`.
#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    /// Only facts between these two sides.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = side)]
    pub(crate) pair: Vec<Side>,
    #[command(flatten)]
    pub(crate) at: AsOf,
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
    #[command(flatten)]
    pub(crate) at: AsOf,
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

pub(crate) fn side(typed: &str) -> Result<Side, String> {
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
    /// As it is typed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }

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

/// Who decides, and why.
#[derive(Debug, Args)]
pub(crate) struct By {
    /// Who decides; the user's name if not given.
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: chancery merge evt_k7wm0a1b2c3d4f5g clm_r2bq9z8y7x6w5v4u --reason \"same talks\""
)]
pub(crate) struct Merge {
    /// Id of a fact, or of a claim of it.
    #[arg(value_name = "A", value_parser = id)]
    pub(crate) a: Id,
    /// Id of the other fact, or of a claim of it.
    #[arg(value_name = "B", value_parser = id)]
    pub(crate) b: Id,
    #[command(flatten)]
    pub(crate) by: By,
}

/// Arguments of `split`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: chancery split clm_r2bq9z8y7x6w5v4u --reason \"the call of the week after\""
)]
pub(crate) struct Split {
    /// Id of a claim, as `chancery show` prints it.
    #[arg(value_name = "CLAIM", value_parser = id)]
    pub(crate) claim: Id,
    #[command(flatten)]
    pub(crate) by: By,
}

/// Arguments of `reject` and `accept`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: chancery reject clm_r2bq9z8y7x6w5v4u; chancery accept evt_k7wm0a1b2c3d4f5g"
)]
pub(crate) struct Judge {
    /// Id of a claim, or of a fact for all its claims.
    #[arg(value_name = "ID", value_parser = id)]
    pub(crate) id: Id,
    #[command(flatten)]
    pub(crate) by: By,
}

/// Arguments of `correct`.
#[derive(Debug, Args)]
#[command(
    after_help = "Fields and values are those of `chancery read`; lists with commas, nothing for no value.\n\
Examples: chancery correct clm_r2bq9z8y7x6w5v4u start 2024-05-03\n          \
chancery correct clm_r2bq9z8y7x6w5v4u participants.0.office \"Prime Minister\"\n          \
chancery correct clm_r2bq9z8y7x6w5v4u place \"Hanoi, VNM\"\n          \
chancery correct clm_r2bq9z8y7x6w5v4u participants.new \"host, VNM, Lan Vo, Prime Minister\"\n          \
chancery correct evt_k7wm0a1b2c3d4f5g part_of evt_r2bq9z8y7x6w5v4u"
)]
pub(crate) struct Correct {
    /// Id of a claim, or of a fact that has a single one.
    #[arg(value_name = "CLAIM", value_parser = id)]
    pub(crate) claim: Id,
    /// Name of the field; participants.N is a participant (from 0), participants.N.name, .office, .side, .role a
    /// field of one, participants.new one more; part_of and renews are what the whole fact belongs to.
    #[arg(value_name = "FIELD")]
    pub(crate) field: String,
    /// What it says.
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) value: String,
    #[command(flatten)]
    pub(crate) by: By,
}

/// Arguments of `name`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: chancery name clm_r2bq9z8y7x6w5v4u host \"Lan Vo\"\n          \
chancery name clm_r2bq9z8y7x6w5v4u 1 \"Lan Vo\""
)]
pub(crate) struct Name {
    /// Id of a claim, or of a fact that has a single one.
    #[arg(value_name = "CLAIM", value_parser = id)]
    pub(crate) claim: Id,
    /// Who: a role in the event, the number of a participant from 0, `person`, or `speaker`.
    #[arg(value_name = "WHOM")]
    pub(crate) whom: String,
    /// The name.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) by: By,
}

/// Arguments of `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: chancery undo dec_k7wm0a1b2c3d4f5g\nAn undoing can itself be undone."
)]
pub(crate) struct Undo {
    /// Id of a decision, as `chancery decisions` prints it.
    #[arg(value_name = "DECISION", value_parser = id)]
    pub(crate) decision: Id,
    #[command(flatten)]
    pub(crate) by: By,
}

fn id(typed: &str) -> Result<Id, String> {
    Id::parse(typed).ok_or_else(|| "ids look like evt_k7wm0a1b2c3d4f5g".to_owned())
}
