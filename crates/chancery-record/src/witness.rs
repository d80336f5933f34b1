//! What the merge must know of a document beside its claims.

use std::collections::BTreeMap;

use chancery_model::{Claim, Conflict, Document, Edtf, Id, Reading};
use jiff::civil::Date;

use crate::copies::{self, Sketch};

/// A document as a witness: who said it and when, and whether it speaks for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The document.
    pub id: Id,
    /// Its name in the input.
    pub name: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Publication as stated.
    pub published: Option<Edtf>,
    /// Publication as inferred, where nothing states it.
    pub published_inferred: Option<Edtf>,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether a document is a witness of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It is.
    #[default]
    Own,
    /// It repeats the words of another document.
    CopyOf(Id),
    /// It is an earlier version of another document.
    ReplacedBy(Id),
}

/// A document and what it says: all that the merge needs of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The document.
    pub witness: Witness,
    /// Its claims, see [`crate::claims_of`].
    pub claims: Vec<Claim>,
    /// Where it contradicts itself, see [`crate::conflicts_within`].
    pub within: Vec<Conflict>,
}

/// Documents and their readings made ready for [`crate::merge`]: claims, contradictions within, and who
/// repeats or replaces whom. A document given twice counts once.
///
/// ```
/// # use chancery_record::{entries, merge};
/// let facts = merge(&entries([]));
/// assert!(facts.is_empty());
/// ```
pub fn entries<'a>(batch: impl IntoIterator<Item = (&'a Document, &'a Reading)>) -> Vec<Entry> {
    let mut all: BTreeMap<Id, (&Document, Vec<Claim>)> = BTreeMap::new();
    for (document, reading) in batch {
        let claims = crate::claims_of(document, reading);
        all.insert(document.id.clone(), (document, claims));
    }
    let mut witnesses: BTreeMap<Id, Witness> = all
        .iter()
        .map(|(id, (document, _))| (id.clone(), Witness::of(document)))
        .collect();
    let sketches: Vec<Sketch> = all
        .values()
        .map(|(document, _)| Sketch::new(document, &Witness::of(document)))
        .collect();
    copies::settle(&mut witnesses, &sketches);
    all.into_values()
        .map(|(document, claims)| Entry {
            witness: witnesses
                .remove(&document.id)
                .unwrap_or_else(|| Witness::of(document)),
            within: crate::conflicts_within(&claims),
            claims,
        })
        .collect()
}

impl Witness {
    /// A document that speaks for itself.
    pub fn of(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            name: document.name.clone(),
            outlet: document.outlet.clone(),
            title: document.title.clone(),
            url: document.url.clone(),
            published: document.published,
            published_inferred: (document.published_inferred.as_ref()).map(|dated| dated.date),
            standing: Standing::Own,
        }
    }

    /// Publication, stated or inferred.
    pub fn day(&self) -> Option<Edtf> {
        self.published.or(self.published_inferred)
    }

    /// The day that orders documents: the first on which it can have been published, the end of the calendar
    /// where nothing is known.
    pub(crate) fn order(&self) -> Date {
        self.day().and_then(Edtf::earliest).unwrap_or(Date::MAX)
    }

    /// Whether a later version has taken its place.
    pub fn is_replaced(&self) -> bool {
        matches!(self.standing, Standing::ReplacedBy(_))
    }
}
