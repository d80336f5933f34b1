//! When two reports give one utterance.

use std::collections::BTreeSet;

use chancery_model::{Claim, Form, Id, Side, Statement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::names::{self, Likeness};
use super::profile::Verdict;
use super::when;
use super::{sketch, stored, tables, text};
use crate::Witness;

/// Words that an utterance needs to be recognised by its words alone. A guess: shorter ones are formulas.
const TELLING: usize = 5;
/// Words that a verbatim utterance needs to be one though told of two speakers.
const UNMISTAKABLE: usize = 8;
/// Bands and rows of the sketch over pairs of neighbouring words: two utterances with half of their pairs in
/// common share a band in 90 of 100 cases, with seven tenths in 98; two that have nothing but the words of
/// diplomacy in common hardly ever.
const BANDS: u64 = 8;
const ROWS: u64 = 2;
/// Days within which a reported clause is told again, and a verbatim one. Later it is said again: speakers have
/// standing phrases. Outlets report what was said within days of one another. A guess.
const RETOLD: i32 = 7;
const QUOTED: i32 = 14;
/// Days within which the same words of two speakers are one utterance that somebody has wrong, rather than a phrase that
/// both use. A guess.
const DISPUTED: i32 = 3;
/// Content words from which on a verbatim utterance is no standing phrase: it is one whenever it is told.
const LONG: usize = 30;

/// What is compared of a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StatementProfile {
    speaker: Vec<String>,
    side: Option<Side>,
    direct: bool,
    /// Whether the speaker is a number of unnamed people ("experts").
    pub(crate) group: bool,
    words: BTreeSet<String>,
    bands: Vec<i64>,
    /// Publication: the same few words are said again in other years.
    #[serde(with = "stored::some_day")]
    published: Option<Date>,
    /// The document, where the words are too few.
    document: Option<Id>,
}

impl StatementProfile {
    pub(crate) fn new(statement: &Statement, claim: &Claim, witness: &Witness) -> Self {
        let words = text::content(&statement.text);
        let direct = statement.form == Form::Direct;
        let speaker = names::name_words(&statement.speaker);
        let last = speaker.last().cloned().unwrap_or_default();
        let group = last.ends_with('s') && tables::has("speaker_group", &text::singular(last));
        Self {
            group,
            speaker,
            side: statement.side.clone(),
            direct,
            published: (!direct || words.len() < LONG).then(|| witness.order()),
            document: (words.len() < TELLING).then(|| claim.document.clone()),
            bands: sketch::bands(
                &sketch::shingles(&text::content_in_order(&statement.text), 2),
                BANDS,
                ROWS,
            ),
            words,
        }
    }

    pub(crate) fn keys(&self) -> Keys {
        if self.document.is_some() {
            return Keys::default();
        }
        let texts = self.bands.iter().map(|band| format!("statement|{band}"));
        Keys::undated(texts.collect())
    }

    /// Whether both name the same speaker.
    pub(crate) fn speakers_agree(&self, other: &Self) -> bool {
        let sides_differ = matches!((&self.side, &other.side), (Some(a), Some(b)) if a != b);
        !sides_differ && names::persons(&self.speaker, &other.speaker) > Likeness::Other
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.document.is_some() || other.document.is_some() {
            return Verdict::Apart;
        }
        let share = text::jaccard(&self.words, &other.words);
        let within = text::containment(&self.words, &other.words);
        let fewest = self.words.len().min(other.words.len());
        let near = share >= 0.7 || (within >= 0.9 && fewest > TELLING && share >= 0.35);
        if !near {
            return Verdict::Unknown;
        }
        let score = 100 + (share * 100.0) as u32;
        let apart = match (self.published, other.published) {
            (Some(a), Some(b)) => when::days(a.min(b), a.max(b)),
            _ => 0,
        };
        if !self.speakers_agree(other) {
            let verbatim = self.direct && other.direct && fewest >= UNMISTAKABLE;
            // A standfirst says "experts" where the article names one.
            let unnamed = self.group != other.group;
            return if share >= 0.85 && (verbatim || unnamed) && apart <= DISPUTED {
                Verdict::Same(score - 80)
            } else {
                Verdict::Apart
            };
        }
        let most = match self.direct && other.direct {
            true => QUOTED,
            false => RETOLD,
        };
        if apart > most {
            return Verdict::Unknown;
        }
        Verdict::Same(score)
    }
}
