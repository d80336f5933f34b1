//! What could not be read, and where.

use std::fmt;

/// An input, or a part of one, that gave no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Diagnostic {
    /// Name of the input, as given (a path, `-`).
    pub input: String,
    /// Line of the input, from 1, where it is read line by line.
    pub line: Option<u64>,
    /// Bytes of the input before the place in question.
    pub offset: u64,
    /// What stands in the way.
    pub reason: Reason,
}

/// Why an input gives no document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It cannot be read from its device; the text is the system's.
    Unreadable(String),
    /// It is no text; the name of what it is, where known.
    Binary(&'static str),
    /// It is longer than the limit, in bytes.
    TooLong(u64),
    /// It has nothing but white space.
    Empty,
    /// It is no JSON object; the text is the parser's.
    NoJson(String),
    /// The object has no `text`.
    NoText,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.input)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": byte {}: {}", self.offset, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::Binary(what) => write!(f, "is {what}, no text; convert it to plain text first"),
            Self::TooLong(limit) => write!(
                f,
                "is longer than {limit} bytes, the most that is read as one article; split it into articles"
            ),
            Self::Empty => f.write_str("holds no words"),
            Self::NoJson(error) => write!(
                f,
                "is no JSON object ({error}); write one object with a key \"text\" a line"
            ),
            Self::NoText => f.write_str("has no \"text\" with words in it"),
        }
    }
}
