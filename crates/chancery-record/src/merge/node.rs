//! Claims with equal profiles, taken as one.

use std::collections::BTreeSet;

use chancery_model::{Claim, Conflict, ConflictKind, Id, Scope};
use jiff::civil::Date;

use super::profile::{Profile, Verdict};

/// What orders claims: first possible day of publication, then id.
pub(crate) type Order = (Date, Id);

/// All claims with one profile. However many there are, they are compared and put together as one, so that
/// an office told of in a thousand reports costs no more than one told of once.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Name of the profile: what the node is, whenever it came.
    pub(crate) name: String,
    /// What is compared.
    pub(crate) profile: Profile,
    /// Its first claim, of replaced documents too: facts are named after it.
    pub(crate) anchor: Order,
    /// Its first claim that is not of a replaced document, else its first claim: it lends its fields.
    pub(crate) face: Claim,
    /// What orders the face.
    pub(crate) face_order: Order,
    /// Whether a document that has not been replaced says it.
    pub(crate) live: bool,
    /// Last day of publication among documents that have not been replaced, where known.
    pub(crate) last: Option<Date>,
    /// The documents that have not been replaced.
    pub(crate) documents: BTreeSet<Id>,
    /// Those of its claims that decisions bind to others, keep from others, or say the place of.
    pub(crate) bound: BTreeSet<Id>,
}

impl Node {
    /// Whether two nodes must not be one fact.
    pub(crate) fn apart(&self, other: &Self) -> bool {
        let share_document = || {
            let (few, many) = if self.documents.len() <= other.documents.len() {
                (&self.documents, &other.documents)
            } else {
                (&other.documents, &self.documents)
            };
            few.iter().any(|document| many.contains(document))
        };
        self.profile.compare(&other.profile) == Verdict::Apart
            || (!self.profile.may_repeat(&other.profile) && share_document())
    }

    /// The conflict between a value of this node and one of another.
    pub(crate) fn conflict(
        &self,
        other: &Self,
        kind: ConflictKind,
        field: &str,
        values: (String, String),
    ) -> Conflict {
        let scope = if self.face.document == other.face.document {
            Scope::Within
        } else {
            Scope::Between
        };
        Conflict {
            kind,
            scope,
            field: field.to_owned(),
            a: (self.face.id.clone(), values.0),
            b: (other.face.id.clone(), values.1),
        }
    }
}
