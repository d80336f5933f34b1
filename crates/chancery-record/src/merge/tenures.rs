//! When two reports speak of one person in one office.

use chancery_model::{Side, Tenure, TenureStatus};
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::names::{self, Likeness};
use super::offices::Office;
use super::profile::Verdict;
use super::text;

/// What is compared of a tenure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TenureProfile {
    pub(crate) person: Vec<String>,
    title: String,
    pub(crate) office: Office,
    pub(crate) side: Option<Side>,
    pub(crate) status: TenureStatus,
}

impl TenureProfile {
    pub(crate) fn new(tenure: &Tenure) -> Self {
        Self {
            person: names::name_words(&tenure.person),
            title: text::fold(&tenure.office),
            office: Office::new(&tenure.office),
            side: tenure.side.clone(),
            status: tenure.status,
        }
    }

    pub(crate) fn keys(&self) -> Keys {
        let side = self.side.as_ref().map_or("-", Side::as_str);
        let words = self.person.iter();
        let texts = words.map(|word| format!("tenure|{}|{side}", names::skeleton(word)));
        Keys::undated(texts.collect())
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.side != other.side
            || !(self.office.same(&other.office) || self.title == other.title)
        {
            return Verdict::Apart;
        }
        match names::persons(&self.person, &other.person) {
            Likeness::Same => Verdict::Same(200),
            Likeness::Short => Verdict::Same(100),
            Likeness::Slip => Verdict::Same(50),
            Likeness::Other => Verdict::Apart,
        }
    }
}
