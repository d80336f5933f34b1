//! A claim made comparable: what of it decides whether two claims speak of one thing.

use chancery_model::{Claim, ClaimBody, Kind};
use serde::{Deserialize, Serialize};

use super::agreements::AgreementProfile;
use super::events::EventProfile;
use super::figures::FigureProfile;
use super::keys::Keys;
use super::relations::RelationProfile;
use super::sketch;
use super::statements::StatementProfile;
use super::tenures::TenureProfile;
use crate::Witness;

/// Whether two claims speak of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// They cannot.
    Apart,
    /// Nothing says that they do.
    Unknown,
    /// They do, the surer the higher the number.
    Same(u32),
}

/// What is compared of a claim. Claims with equal profiles speak of one thing by definition; what identifies
/// too little carries its document in its profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Profile {
    Event(EventProfile),
    Agreement(AgreementProfile),
    Relation(RelationProfile),
    Figure(FigureProfile),
    Tenure(TenureProfile),
    Statement(StatementProfile),
}

impl Profile {
    /// The profile of a claim. Depends on nothing but the claim and its document's day.
    pub(crate) fn of(claim: &Claim, witness: &Witness) -> Self {
        match &claim.body {
            ClaimBody::Event(event) => Self::Event(EventProfile::new(event, claim, witness)),
            ClaimBody::Agreement(x) => Self::Agreement(AgreementProfile::new(x, claim)),
            ClaimBody::Relation(x) => Self::Relation(RelationProfile::new(x, witness)),
            ClaimBody::Figure(x) => Self::Figure(FigureProfile::new(x, claim, witness)),
            ClaimBody::Tenure(x) => Self::Tenure(TenureProfile::new(x)),
            ClaimBody::Statement(x) => Self::Statement(StatementProfile::new(x, claim, witness)),
        }
    }

    /// Its kind.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Event(_) => Kind::Event,
            Self::Agreement(_) => Kind::Agreement,
            Self::Relation(_) => Kind::Relation,
            Self::Figure(_) => Kind::Figure,
            Self::Tenure(_) => Kind::Tenure,
            Self::Statement(_) => Kind::Statement,
        }
    }

    /// A name for it: equal for equal profiles.
    pub(crate) fn name(&self) -> String {
        sketch::digest(&format!("{self:?}"))
    }

    /// Where it is kept and looked for: profiles that can be one thing find each other.
    pub(crate) fn keys(&self) -> Keys {
        match self {
            Self::Event(x) => x.keys(),
            Self::Agreement(x) => x.keys(),
            Self::Relation(x) => x.keys(),
            Self::Figure(x) => x.keys(),
            Self::Tenure(x) => x.keys(),
            Self::Statement(x) => x.keys(),
        }
    }

    /// Whether two claims speak of one thing. Symmetric.
    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        match (self, other) {
            (Self::Event(a), Self::Event(b)) => a.compare(b),
            (Self::Agreement(a), Self::Agreement(b)) => a.compare(b),
            (Self::Relation(a), Self::Relation(b)) => a.compare(b),
            (Self::Figure(a), Self::Figure(b)) => a.compare(b),
            (Self::Tenure(a), Self::Tenure(b)) => a.compare(b),
            (Self::Statement(a), Self::Statement(b)) => a.compare(b),
            _ => Verdict::Apart,
        }
    }

    /// Whether two claims of one document may be one thing. A reading states each thing once, so two events
    /// of one document are two events; an office told in two ways is one office.
    pub(crate) fn may_repeat(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tenure(_), Self::Tenure(_)) | (Self::Relation(_), Self::Relation(_)) => true,
            (Self::Statement(a), Self::Statement(b)) => !a.speakers_agree(b),
            _ => false,
        }
    }
}
