//! What Chancery believes: claims of many documents about one thing.

use serde::{Deserialize, Serialize};

use crate::{ClaimBody, Edtf, Id, Kind};

/// A cluster of claims about one thing, and what they say together.
///
/// Derived from claims and decisions; can be rebuilt from them at any time, equal to the byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Named after its anchor claim: the earliest published, ties by claim id.
    pub id: Id,
    /// What kind.
    pub kind: Kind,
    /// Fields of all claims put together: the most precise value that no other contradicts; spans are those
    /// of the anchor's document.
    pub body: ClaimBody,
    /// The fact that this one is part of (a meeting within a visit) or renews (an agreement).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<Id>,
    /// Every claim, by document date, then id. Never empty.
    pub sources: Vec<Source>,
    /// Where the claims differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

/// One claim as a source of a fact: all that a footnote needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The claim.
    pub claim: Id,
    /// Its document.
    pub document: Id,
    /// Name of the document in the input (file name or id).
    pub name: String,
    /// Outlet, if known.
    pub outlet: Option<String>,
    /// Headline, if known.
    pub title: Option<String>,
    /// Address, if known.
    pub url: Option<String>,
    /// Publication as stated.
    pub published: Option<Edtf>,
    /// Publication as inferred, where nothing states it.
    pub published_inferred: Option<Edtf>,
    /// The sentences.
    pub quotes: Vec<crate::Evidence>,
    /// What this claim does to the fact.
    pub stance: Stance,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// What a claim does to its fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says so.
    Supports,
    /// Says otherwise in some field.
    Contradicts,
    /// Is a copy of another document's words: no witness of its own.
    Repeats,
    /// Stands in an earlier version of an article that a later version has replaced: kept so that what was
    /// once cited can still be found, and left out of what the fact says.
    Superseded,
    /// A person has decided that it does not count: kept, and left out of what the fact says.
    Rejected,
}

/// Two claims of one fact that cannot both be right, or one claim that contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Conflict {
    /// What sort.
    pub kind: ConflictKind,
    /// Within one document or between two.
    pub scope: Scope,
    /// The field in question.
    pub field: String,
    /// One claim and its value.
    pub a: (Id, String),
    /// The other claim (or the same) and its value.
    pub b: (Id, String),
}

/// Where the two sides of a conflict stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// In one document.
    Within,
    /// In two documents.
    Between,
}

/// What two claims differ about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// When.
    Date,
    /// How long.
    Duration,
    /// How much.
    Number,
    /// Who.
    Participants,
    /// Whether it happened.
    Status,
    /// Who said it.
    Attribution,
    /// Whether it exists at all.
    Existence,
}
