//! Claims of a fact in, its sources out: who says so, against it, or after another.

use std::collections::BTreeMap;

use chancery_model::{Claim, ClaimBody, Id, Source, Stance};

use super::text;
use crate::{Standing, Witness};

/// Words from which on an equal sentence is a copied one.
const COPIED_WORDS: usize = 8;

/// A claim among the sources of its fact.
pub(crate) struct Voice<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) witness: &'a Witness,
    /// Whether it says otherwise than the fact.
    pub(crate) against: bool,
    /// Whether a person has decided that it does not count.
    pub(crate) rejected: bool,
}

/// How sure the reading of a claim is.
pub(crate) fn confidence(body: &ClaimBody) -> f32 {
    match body {
        ClaimBody::Event(x) => x.why.confidence,
        ClaimBody::Agreement(x) => x.why.confidence,
        ClaimBody::Relation(x) => x.why.confidence,
        ClaimBody::Figure(x) => x.why.confidence,
        ClaimBody::Tenure(x) => x.why.confidence,
        ClaimBody::Statement(x) => x.why.confidence,
    }
}

/// The sources of a fact, by document date, then claim id.
///
/// Of documents that copy one another the first is a witness, the others repeat it; so does a claim in the
/// very words of an earlier one.
pub(crate) fn sources(mut voices: Vec<Voice<'_>>) -> Vec<Source> {
    voices.sort_by(|a, b| (a.witness.order(), &a.claim.id).cmp(&(b.witness.order(), &b.claim.id)));
    // First document of each group of copies, first document of each sentence.
    let mut spoken: BTreeMap<&Id, &Id> = BTreeMap::new();
    let mut told: BTreeMap<Vec<String>, &Id> = BTreeMap::new();
    let several = voices.len() > 1;
    let mut sources = Vec::with_capacity(voices.len());
    for Voice {
        claim,
        witness,
        against,
        rejected,
    } in &voices
    {
        let root = match &witness.standing {
            Standing::CopyOf(root) => root,
            _ => &witness.id,
        };
        // One alone repeats nobody.
        let words = (claim.evidence.first().filter(|_| several))
            .map(|e| text::words(&e.exact))
            .unwrap_or_default();
        let stance = if *rejected {
            Stance::Rejected
        } else if witness.is_replaced() {
            Stance::Superseded
        } else {
            let first = *spoken.entry(root).or_insert(&witness.id);
            let telling = words.len() >= COPIED_WORDS;
            let first_told = if telling {
                *told.entry(words).or_insert(&witness.id)
            } else {
                &witness.id
            };
            if *first != witness.id || *first_told != witness.id {
                Stance::Repeats
            } else if *against {
                Stance::Contradicts
            } else {
                Stance::Supports
            }
        };
        sources.push(Source {
            claim: claim.id.clone(),
            document: witness.id.clone(),
            name: witness.name.clone(),
            outlet: witness.outlet.clone(),
            title: witness.title.clone(),
            url: witness.url.clone(),
            published: witness.published,
            published_inferred: witness.published_inferred,
            quotes: claim.evidence.clone(),
            stance,
            confidence: confidence(&claim.body),
        });
    }
    sources
}
