//! What people decide about claims and facts. A decision is a row beside the claims: it changes none of them,
//! it is replayed whenever facts are derived, and it can be undone.

mod check;
mod correct;
mod fields;
mod people;
mod rulings;
mod sides;
mod subtypes;

use chancery_model::{Id, Prefix};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use correct::Correction;
pub(crate) use correct::link_field;
pub use fields::{Field, fields_of};
pub(crate) use rulings::{Rulings, standing};

/// One decision of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `dec_…`, a hash of all the rest.
    pub id: Id,
    /// When: UTC with six digits of the second (`2025-03-01T09:30:00.000000Z`), so that texts sort as times do.
    pub at: String,
    /// Who decided.
    pub who: String,
    /// What.
    pub action: Action,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

/// What was decided, about which claims. Facts come and go with the claims, so a decision about a fact names
/// the claims that it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// All these claims tell of one thing. The first two are those that the person named.
    Merge(Vec<Id>),
    /// The first claim tells of another thing than the rest.
    Split(Vec<Id>),
    /// These claims do not count.
    Reject(Vec<Id>),
    /// These claims were looked at and are right; takes back an earlier rejection.
    Accept(Vec<Id>),
    /// A field of a claim says something else.
    Correct(Id, Correction),
    /// Somebody in a claim has this name.
    Name(Id, Correction),
    /// Another decision no longer holds.
    Undo(Id),
}

impl Action {
    /// The word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Merge(_) => "merge",
            Self::Split(_) => "split",
            Self::Reject(_) => "reject",
            Self::Accept(_) => "accept",
            Self::Correct(..) => "correct",
            Self::Name(..) => "name",
            Self::Undo(_) => "undo",
        }
    }

    /// The claims it is about; none for [`Action::Undo`].
    pub fn targets(&self) -> &[Id] {
        match self {
            Self::Merge(claims)
            | Self::Split(claims)
            | Self::Reject(claims)
            | Self::Accept(claims) => claims,
            Self::Correct(claim, _) | Self::Name(claim, _) => std::slice::from_ref(claim),
            Self::Undo(_) => &[],
        }
    }

    /// Everything but the claims.
    pub(crate) fn payload(&self) -> Value {
        match self {
            Self::Correct(_, correction) | Self::Name(_, correction) => {
                serde_json::to_value(correction).unwrap_or(Value::Null)
            }
            Self::Undo(decision) => {
                let mut payload = Map::new();
                payload.insert("decision".to_owned(), decision.as_str().into());
                Value::Object(payload)
            }
            _ => Value::Object(Map::new()),
        }
    }

    /// From the word, the claims and the rest; nothing where they do not belong together.
    pub(crate) fn from_parts(word: &str, targets: Vec<Id>, payload: Value) -> Option<Self> {
        let first = targets.first().cloned();
        let correction = |payload| serde_json::from_value::<Correction>(payload).ok();
        Some(match word {
            "merge" => Self::Merge(targets),
            "split" => Self::Split(targets),
            "reject" => Self::Reject(targets),
            "accept" => Self::Accept(targets),
            "correct" => Self::Correct(first?, correction(payload)?),
            "name" => Self::Name(first?, correction(payload)?),
            "undo" => Self::Undo(Id::parse(payload.get("decision")?.as_str()?)?),
            _ => return None,
        })
    }
}

impl Decision {
    /// A decision under its name.
    pub(crate) fn new(at: String, who: &str, action: Action, reason: Option<&str>) -> Self {
        let targets: Vec<&str> = action.targets().iter().map(Id::as_str).collect();
        let targets = targets.join(" ");
        let payload = action.payload().to_string();
        let parts = [
            at.as_str(),
            who,
            action.as_str(),
            &targets,
            &payload,
            reason.unwrap_or(""),
        ];
        Self {
            id: Id::of(Prefix::Decision, &parts),
            at: at.clone(),
            who: who.to_owned(),
            action,
            reason: reason.map(str::to_owned),
        }
    }
}

/// What a person asks for. Any id of a claim or fact leads to its fact; where one claim is meant, the id of a
/// fact will do if it has a single claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Two facts are one.
    Merge(Id, Id),
    /// A claim does not belong to its fact.
    Split(Id),
    /// A claim, or all claims of a fact, are wrong.
    Reject(Id),
    /// A claim, or all claims of a fact, are right.
    Accept(Id),
    /// A field of a claim has another value; empty for none. `part_of` and `renews` are of the whole fact,
    /// whichever claim is named; their value is the id of another fact or claim, empty for none at all.
    Correct {
        /// The claim.
        claim: Id,
        /// Name of the field in the reading format (`start`, `participants.0.office`).
        field: String,
        /// Its value as the reading format writes it; lists with commas between.
        value: String,
    },
    /// Somebody has a name.
    Name {
        /// The claim.
        claim: Id,
        /// Role in the event, number of the participant from 0, `person` of a tenure, `speaker` of a statement.
        whom: String,
        /// The name.
        name: String,
    },
    /// A decision no longer holds.
    Undo(Id),
}

/// What a fact belongs to: an event is part of another, an agreement renews another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Link {
    /// Nobody says; the fields may tell.
    #[default]
    Untold,
    /// To the fact of this claim.
    To(Id),
    /// To none, whatever the fields tell.
    Nowhere,
}

impl Link {
    /// As it is stored. No claim has the name of the last.
    pub(crate) fn as_stored(&self) -> Option<&str> {
        match self {
            Self::Untold => None,
            Self::To(claim) => Some(claim.as_str()),
            Self::Nowhere => Some(Self::NOWHERE),
        }
    }

    /// How [`Link::Nowhere`] is stored.
    pub(crate) const NOWHERE: &str = "none";
}

/// How a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It holds.
    Active,
    /// It was undone.
    Undone,
    /// It holds, but no document in the record is read so that it applies. It is kept until one is.
    Waiting,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_the_sum_of_its_parts() {
        let claim = Id::of(Prefix::Claim, &["a"]);
        let correction = Correction {
            field: "start".to_owned(),
            value: "2024-05-03".into(),
            was: Value::Null,
        };
        for action in [
            Action::Merge(vec![claim.clone(), Id::of(Prefix::Claim, &["b"])]),
            Action::Correct(claim, correction),
            Action::Undo(Id::of(Prefix::Decision, &["c"])),
        ] {
            let again =
                Action::from_parts(action.as_str(), action.targets().to_vec(), action.payload());
            assert_eq!(again, Some(action));
        }
        assert_eq!(Action::from_parts("name", Vec::new(), Value::Null), None);
        assert_eq!(Action::from_parts("burn", Vec::new(), Value::Null), None);
    }
}
