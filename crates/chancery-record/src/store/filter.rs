//! Which facts are wanted.

use chancery_model::{Kind, Side};
use jiff::civil::Date;

/// Which facts are wanted; the default is all. Conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Facts between these two sides. What is of one side only (offices, statements) counts where its
    /// document also tells of something between the two.
    pub pair: Option<(Side, Side)>,
    /// Facts that this side takes part in.
    pub side: Option<Side>,
    /// These kinds; empty means all.
    pub kinds: Vec<Kind>,
    /// Not wholly before this day. A fact without days of its own is judged by the days of its reports; one
    /// of which nothing is known is kept.
    pub since: Option<Date>,
    /// Not wholly after this day; likewise.
    pub until: Option<Date>,
    /// Facts with a participant, office holder or speaker whose name has all these words.
    pub person: Option<String>,
    /// Only facts with conflicts.
    pub disputed: bool,
    /// Also facts that only replaced versions of documents tell.
    pub superseded: bool,
}

impl Filter {
    /// All facts between two sides.
    pub fn pair(a: impl Into<String>, b: impl Into<String>) -> Self {
        Self {
            pair: Some((Side::new(a), Side::new(b))),
            ..Self::default()
        }
    }
}
