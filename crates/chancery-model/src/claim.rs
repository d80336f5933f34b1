//! What one document says of one thing, with the words that say it.

use serde::{Deserialize, Serialize};

use crate::{Agreement, Event, Figure, Id, Prefix, Relation, Span, Statement, Tenure};

/// The six kinds of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that happened or is planned.
    Event,
    /// An agreement.
    Agreement,
    /// A milestone of relations.
    Relation,
    /// A number.
    Figure,
    /// A person in an office.
    Tenure,
    /// Something said.
    Statement,
}

impl Kind {
    /// All kinds, in the order of the reading format.
    pub const ALL: [Self; 6] = [
        Self::Event,
        Self::Agreement,
        Self::Relation,
        Self::Figure,
        Self::Tenure,
        Self::Statement,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Agreement => "agreement",
            Self::Relation => "relation",
            Self::Figure => "figure",
            Self::Tenure => "tenure",
            Self::Statement => "statement",
        }
    }

    /// Prefix of the ids of its facts.
    pub fn prefix(self) -> Prefix {
        match self {
            Self::Event => Prefix::Event,
            Self::Agreement => Prefix::Agreement,
            Self::Relation => Prefix::Relation,
            Self::Figure => Prefix::Figure,
            Self::Tenure => Prefix::Tenure,
            Self::Statement => Prefix::Statement,
        }
    }
}

/// The fields of a claim, as its document gives them.
///
/// In JSON `{"agreement": {…}}`: agreements and figures have a `kind` of their own, so the kind of the claim
/// stands outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimBody {
    /// See [`Event`]. `part_of` is emptied: the claim's own `part_of` names the other claim.
    Event(Event),
    /// See [`Agreement`]. `renews` is emptied likewise.
    Agreement(Agreement),
    /// See [`Relation`].
    Relation(Relation),
    /// See [`Figure`].
    Figure(Figure),
    /// See [`Tenure`].
    Tenure(Tenure),
    /// See [`Statement`].
    Statement(Statement),
}

impl ClaimBody {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Event(_) => Kind::Event,
            Self::Agreement(_) => Kind::Agreement,
            Self::Relation(_) => Kind::Relation,
            Self::Figure(_) => Kind::Figure,
            Self::Tenure(_) => Kind::Tenure,
            Self::Statement(_) => Kind::Statement,
        }
    }
}

/// What one document says of one thing. Never edited: a better reading is a new version of the same claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Hash of document, kind, the span that asserts it, and an ordinal among claims of the same words: it
    /// does not depend on how well the fields were read.
    pub id: Id,
    /// Where it was read.
    pub document: Id,
    /// What it says.
    pub body: ClaimBody,
    /// The claim of the event or agreement that this one is part of or renews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<Id>,
    /// The words, in order.
    pub evidence: Vec<Evidence>,
}

/// Words of a document that say something, with enough around them to find them again.
///
/// `exact`, `prefix`, `suffix` are the W3C Web Annotation TextQuoteSelector, `span` its TextPositionSelector
/// in UTF-8 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where.
    pub span: Span,
    /// The words, byte for byte.
    pub exact: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
}

impl Evidence {
    /// Quotes a span of a text.
    pub fn quote(text: &str, span: Span) -> Self {
        let before = text.get(..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..).unwrap_or("");
        let cut = before.char_indices().rev().nth(31).map_or(0, |(at, _)| at);
        Self {
            span,
            exact: span.of(text).to_owned(),
            prefix: before[cut..].to_owned(),
            suffix: after.chars().take(32).collect(),
        }
    }

    /// Whether the text still says exactly this at exactly this place. Fails closed: no search for
    /// look-alikes.
    pub fn holds_in(&self, text: &str) -> bool {
        text.get(self.span.range()) == Some(self.exact.as_str()) && !self.exact.is_empty()
    }
}
