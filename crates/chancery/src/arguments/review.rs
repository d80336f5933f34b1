//! Arguments of `review`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `review`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: chancery review --queue conflicts\nWhat was accepted or rejected is not listed \
again until it has a new claim."
)]
pub(crate) struct Review {
    /// The record, if it is not that of --db.
    #[arg(value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,
    /// Only facts on which sources disagree, or only such as were read with little confidence; both if not
    /// given.
    #[arg(long, value_name = "QUEUE")]
    pub(crate) queue: Option<Queue>,
    /// Lines at most.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: usize,
}

/// What `review` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Queue {
    /// Sources disagree, or one contradicts itself.
    Conflicts,
    /// No source was read with confidence.
    LowConfidence,
}
