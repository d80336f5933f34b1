//! Arguments of `review`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::By;

/// Arguments of `review`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: chancery review; chancery review --queue conflicts --plain\nOn a terminal the facts are \
shown one by one and judged with single keys (? lists them). What was accepted or rejected is not listed \
again until it has a new claim."
)]
pub(crate) struct Review {
    /// The record, if it is not that of --db.
    #[arg(value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,
    /// Only facts on which sources disagree, only such as were read with little confidence, or only doubtful
    /// merges; all if not given.
    #[arg(long, value_name = "QUEUE")]
    pub(crate) queue: Option<Queue>,
    /// Lines at most, where a list is printed.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: usize,
    /// Print the list, on a terminal too.
    #[arg(long)]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) by: By,
}

/// What `review` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Queue {
    /// Sources disagree, or one contradicts itself.
    Conflicts,
    /// No source was read with confidence.
    LowConfidence,
    /// Reports joined on thin grounds, and facts that are much like another.
    Merges,
}
