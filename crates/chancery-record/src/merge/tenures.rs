//! When two reports speak of one person in one office.

use chancery_model::{Side, Tenure, TenureStatus, Why};
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::names::{self, Likeness};
use super::offices::Office;
use super::profile::Verdict;
use super::{tables, text};

/// What is compared of a tenure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TenureProfile {
    pub(crate) person: Vec<String>,
    title: String,
    pub(crate) office: Office,
    pub(crate) side: Option<Side>,
    /// Whether the side is only supposed, from the states that the document speaks of.
    pub(crate) supposed: bool,
    pub(crate) status: TenureStatus,
}

/// Whether the ground of a side is no more than a supposition.
pub(super) fn is_supposed(why: &Why, field: &str) -> bool {
    let mut grounds = why.grounds.iter();
    grounds.any(|g| g.field == field && tables::has("supposed_side", &g.basis))
}

impl TenureProfile {
    pub(crate) fn new(tenure: &Tenure) -> Self {
        Self {
            person: names::name_words(&tenure.person),
            title: text::fold(&tenure.office),
            office: Office::new(&tenure.office),
            side: tenure.side.clone(),
            supposed: tenure.side.is_none() || is_supposed(&tenure.why, "side"),
            status: tenure.status,
        }
    }

    pub(crate) fn keys(&self) -> Keys {
        let side = self.side.as_ref().map_or("-", Side::as_str);
        let mut bones: Vec<String> = self.person.iter().map(|w| names::skeleton(w)).collect();
        let mut texts: Vec<String> = (bones.iter())
            .map(|word| format!("tenure|{word}|{side}"))
            .collect();
        // Whoever is told of with another side is found by the whole name.
        if bones.len() > 1 {
            bones.sort();
            texts.push(format!("tenure||{}", bones.join(" ")));
        }
        Keys::undated(texts)
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        let same_side = self.side == other.side;
        let supposed = self.supposed || other.supposed;
        if !(same_side || (supposed && self.person.len().min(other.person.len()) > 1))
            || !(self.office.same(&other.office) || self.title == other.title)
        {
            return Verdict::Apart;
        }
        match names::persons(&self.person, &other.person) {
            Likeness::Same if same_side => Verdict::Same(200),
            Likeness::Same => Verdict::Same(120),
            Likeness::Short | Likeness::Slip if !same_side => Verdict::Apart,
            Likeness::Short => Verdict::Same(100),
            Likeness::Slip => Verdict::Same(50),
            Likeness::Other => Verdict::Apart,
        }
    }
}
