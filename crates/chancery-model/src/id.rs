//! Names of things that last: documents, claims, facts.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// 32 symbols: digits and letters without e, i, l, o. Without `e` no id can be read as a number in
/// scientific notation by a spreadsheet; without i, l, o none is misread by a person.
const ALPHABET: &[u8; 32] = b"abcdfghjkmnpqrstuvwxyz0123456789";
const LETTERS: u8 = 22;

/// A stable identifier: a prefix that tells the kind and 16 letters and digits, the first a letter
/// (`evt_k7wm…`). It is a hash of what the thing *is*, so it does not depend on when, where or in which order
/// it was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

/// What an [`Id`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prefix {
    /// A document.
    Document,
    /// A claim.
    Claim,
    /// A fact that is an event.
    Event,
    /// A fact that is an agreement.
    Agreement,
    /// A fact that is a relation's milestone.
    Relation,
    /// A fact that is a figure.
    Figure,
    /// A fact that is a tenure.
    Tenure,
    /// A fact that is a statement.
    Statement,
    /// A person or body of our own.
    Actor,
    /// A person's decision.
    Decision,
}

impl Prefix {
    /// The letters before the hash, with the underscore.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "doc_",
            Self::Claim => "clm_",
            Self::Event => "evt_",
            Self::Agreement => "agr_",
            Self::Relation => "rel_",
            Self::Figure => "fig_",
            Self::Tenure => "ten_",
            Self::Statement => "stm_",
            Self::Actor => "ch_",
            Self::Decision => "dec_",
        }
    }
}

impl Id {
    /// Hash of the parts, each with its length, so that no two lists of parts run together.
    pub fn of(prefix: Prefix, parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let digest = hash.finalize();
        let mut name = String::from(prefix.as_str());
        name.push(char::from(ALPHABET[usize::from(digest[15] % LETTERS)]));
        name.extend(
            digest[..15]
                .iter()
                .map(|b| char::from(ALPHABET[usize::from(b % 32)])),
        );
        Self(name)
    }

    /// The same hash under another prefix: how a fact is named after its anchor claim.
    #[must_use]
    pub fn with_prefix(&self, prefix: Prefix) -> Self {
        let hash = self
            .0
            .split_once('_')
            .map_or(self.0.as_str(), |(_, hash)| hash);
        Self(format!("{}{hash}", prefix.as_str()))
    }

    /// An id as a user typed it; its shape is checked.
    pub fn parse(text: &str) -> Option<Self> {
        let (prefix, hash) = text.split_once('_')?;
        let shaped = hash.len() == 16
            && hash.bytes().all(|b| ALPHABET.contains(&b))
            && !prefix.is_empty()
            && prefix.bytes().all(|b| b.is_ascii_lowercase());
        shaped.then(|| Self(text.to_owned()))
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 16 letters and digits without the prefix: equal for a claim and the fact named after it.
    pub fn hash(&self) -> &str {
        self.0
            .split_once('_')
            .map_or(self.0.as_str(), |(_, hash)| hash)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_is_safe_for_spreadsheets_and_people() {
        for n in 0..1000 {
            let id = Id::of(Prefix::Event, &[&n.to_string()]);
            let hash = id.hash();
            assert_eq!(hash.len(), 16);
            assert!(hash.as_bytes()[0].is_ascii_lowercase());
            assert!(!hash.contains(['e', 'i', 'l', 'o']));
            assert_eq!(Id::parse(id.as_str()), Some(id));
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(
            Id::of(Prefix::Claim, &["ab", "c"]),
            Id::of(Prefix::Claim, &["a", "bc"])
        );
    }
}
