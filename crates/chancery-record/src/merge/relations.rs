//! When two reports speak of one milestone of relations.

use chancery_model::{Edtf, Milestone, Relation, Side};
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::profile::Verdict;
use super::when::Window;
use crate::Witness;

/// How many years two dates of one founding may lie apart and still be a disagreement on it. A guess: further
/// apart, relations were founded twice.
const FOUNDING_YEARS: i32 = 5;

/// What is compared of a relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RelationProfile {
    pub(crate) dyad: [Side; 2],
    pub(crate) milestone: Milestone,
    pub(crate) date: Option<Edtf>,
    /// Year of publication: an undated anniversary is that of its year.
    year: Option<i16>,
}

impl RelationProfile {
    pub(crate) fn new(relation: &Relation, witness: &Witness) -> Self {
        let mut dyad = relation.dyad.clone();
        dyad.sort();
        let undated_anniversary =
            relation.milestone == Milestone::Anniversary && relation.date.is_none();
        Self {
            dyad,
            milestone: relation.milestone,
            date: relation.date,
            year: if undated_anniversary {
                witness.day().and_then(Edtf::earliest).map(|d| d.year())
            } else {
                None
            },
        }
    }

    pub(crate) fn keys(&self) -> Keys {
        let [a, b] = &self.dyad;
        Keys::undated(vec![format!("relation|{a}|{b}|{}", self.milestone)])
    }

    fn window(&self) -> Option<Window> {
        Window::stated(self.date.or(self.year.map(Edtf::year)), None)
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.milestone != other.milestone || self.dyad != other.dyad {
            return Verdict::Apart;
        }
        match (self.window(), other.window()) {
            (Some(a), Some(b)) if a.overlaps(b) => Verdict::Same(if a == b { 200 } else { 150 }),
            (Some(a), Some(b))
                if self.milestone == Milestone::Established && a.gap(b) <= FOUNDING_YEARS * 366 =>
            {
                Verdict::Same(50)
            }
            (Some(_), Some(_)) => Verdict::Apart,
            (None, None) if self.milestone == Milestone::Anniversary => Verdict::Unknown,
            (None, None) => Verdict::Same(100),
            _ if self.milestone == Milestone::Anniversary => Verdict::Unknown,
            _ => Verdict::Same(20),
        }
    }
}
