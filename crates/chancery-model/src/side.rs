//! For whom somebody acts.

use serde::{Deserialize, Serialize};

/// A side of international relations, in the codes of the reading format: ISO 3166-1 alpha-3 of a state
/// (Kosovo `XKX`, Soviet Union `SUN`, Yugoslavia `YUG`), the plain acronym of an intergovernmental body
/// (`EU`, `UN`, `NATO`), or `org:NAME` for other political actors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Side(String);

impl Side {
    /// The side of that code, taken as it is.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// A political actor without a code of its own.
    pub fn org(name: &str) -> Self {
        Self(format!("org:{name}"))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an actor without a code of its own.
    pub fn is_org(&self) -> bool {
        self.0.starts_with("org:")
    }

    /// Whether it has the shape of a state's code (three capital letters). Some bodies share that shape
    /// (`IMF`); the table of bodies tells them apart.
    pub fn has_state_shape(&self) -> bool {
        self.0.len() == 3 && self.0.bytes().all(|b| b.is_ascii_uppercase())
    }
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Side {
    fn from(code: &str) -> Self {
        Self::new(code)
    }
}
