//! What can go wrong with a record, and what to do about it.

use std::path::PathBuf;

use chancery_model::Id;

/// Why a record could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be opened: no such folder, no permission, no database.
    #[error("cannot open the record {}: {source}; check that the folder exists and that the file is a record", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file was written by a later version of the program.
    #[error(
        "the record has schema {found}, this program knows up to {known}; use a newer version of the program"
    )]
    TooNew {
        /// `user_version` of the file.
        found: u32,
        /// The last that this program knows.
        known: u32,
    },
    /// The database file is no record of this program.
    #[error("the file is a database, but no record: its application id is {found:#x}")]
    NotARecord {
        /// `application_id` of the file.
        found: i64,
    },
    /// The disk is full. Nothing of the batch was written.
    #[error("the disk is full: nothing of this batch was written, the record is as before")]
    Full,
    /// The file cannot be written. Nothing was changed.
    #[error("the record cannot be written (read-only file or folder): nothing was changed")]
    ReadOnly,
    /// What a person asked for cannot be decided. Nothing was changed.
    #[error("nothing was decided: {why}")]
    Refused {
        /// Why, and what could be.
        why: String,
    },
    /// The record has nothing of that name.
    #[error("nothing was decided: the record has no {id} ; {what} is needed")]
    Unknown {
        /// The name.
        id: Id,
        /// What it should be.
        what: &'static str,
    },
    /// Another program holds the record.
    #[error("another program is writing to the record; try again when it is done")]
    Busy,
    /// Anything else that the database reports.
    #[error("the record could not be used: {0}")]
    Database(rusqlite::Error),
    /// A stored row is not what this program writes.
    #[error("damaged record: {what}; restore a copy of the file")]
    Damaged {
        /// Which row and why.
        what: String,
    },
}

/// Result of working with a record.
pub type Result<T> = std::result::Result<T, Error>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                what: error.to_string(),
            },
            _ => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged {
            what: format!("a stored value is no longer understood: {error}"),
        }
    }
}
