//! What a brief is asked.

use chancery_model::{Edtf, Fact, Kind, Side, Statement};
use jiff::civil::Date;

use crate::{countries, facts, notes};

/// A pair of sides and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The two sides, in the order in which the brief shall name them.
    pub pair: [Side; 2],
    /// First day that counts.
    pub since: Option<Date>,
    /// Last day that counts.
    pub until: Option<Date>,
    /// The day from which past and future are told apart; that of the latest report if not given, so that the
    /// answer does not depend on the day it is asked.
    pub as_of: Option<Date>,
}

impl Question {
    /// All that is known of a pair.
    pub fn new(a: Side, b: Side) -> Self {
        Self {
            pair: [a, b],
            since: None,
            until: None,
            as_of: None,
        }
    }

    /// Whether a statement of one side of the pair names the other.
    pub fn is_named_in(&self, statement: &Statement) -> bool {
        let own = statement.side.as_ref();
        let named = countries::mentioned(&statement.text);
        self.pair
            .iter()
            .any(|side| own != Some(side) && named.contains(side))
    }

    /// Whether a fact of the pair falls into the period: by its own date, else by that of its reports.
    /// Milestones of relations are the background of any period.
    pub(crate) fn admits(&self, fact: &Fact) -> bool {
        if fact.kind == Kind::Relation || (self.since.is_none() && self.until.is_none()) {
            return true;
        }
        if let Some(agreement) = facts::agreement(fact)
            && let (Some(start), Some(end)) = (agreement.term_start, agreement.term_end)
            && self.overlaps(start) | self.overlaps(end)
        {
            return true;
        }
        match facts::date(fact) {
            Some(date) => self.overlaps(date),
            None => fact
                .sources
                .iter()
                .filter_map(notes::published)
                .any(|date| self.overlaps(date)),
        }
    }

    fn overlaps(&self, date: Edtf) -> bool {
        let after_end = matches!((self.until, date.earliest()), (Some(u), Some(d)) if d > u);
        let before_start = matches!((self.since, date.latest()), (Some(s), Some(d)) if d < s);
        !after_end && !before_start
    }
}
