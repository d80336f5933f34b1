//! What can go wrong: only opening a pipeline can, analysing cannot.

use std::path::PathBuf;

/// Why a pipeline could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are not a pipeline file at all.
    #[error(
        "not a pipeline file: it does not begin with {:?} (make one with scripts/convert.py)",
        "CHANLANG"
    )]
    Foreign,
    /// The file was written for another version of this program.
    #[error(
        "pipeline file format {found}, this program reads format {expected}: convert the pipeline again"
    )]
    Format {
        /// The format of the file.
        found: u32,
        /// The format that is read.
        expected: u32,
    },
    /// The file was cut short or altered: its checksum does not agree, or an offset points outside of it.
    #[error("damaged pipeline file: {0}")]
    Damaged(String),
    /// The file is whole but describes something that this engine does not run.
    #[error("unsupported pipeline: {0}")]
    Unsupported(String),
}

impl Error {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
    pub(crate) fn unsupported(what: impl Into<String>) -> Self {
        Self::Unsupported(what.into())
    }
}
