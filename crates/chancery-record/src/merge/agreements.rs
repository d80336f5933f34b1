//! When two reports speak of one agreement, and which agreement renews which.

use std::collections::BTreeSet;

use chancery_model::{Agreement, AgreementKind, Claim, Id, Side, Stage};
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::profile::Verdict;
use super::when::Window;
use super::{tables, text};

/// What is compared of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AgreementProfile {
    pub(crate) kind: AgreementKind,
    title: String,
    /// Words of the title that say what it is about.
    pub(crate) subject: BTreeSet<String>,
    pub(crate) parties: BTreeSet<Side>,
    pub(crate) stage: Stage,
    date: Option<Window>,
    /// Years of the stated period of validity.
    pub(crate) term: (Option<i16>, Option<i16>),
    /// Whether it only counts agreements ("a number of agreements").
    pub(crate) vague: bool,
    /// The document, where the claim identifies too little.
    document: Option<Id>,
}

impl AgreementProfile {
    pub(crate) fn new(agreement: &Agreement, claim: &Claim) -> Self {
        let mut profile = Self::of_fact(agreement);
        let nameless =
            profile.subject.is_empty() && profile.date.is_none() && profile.term == (None, None);
        if nameless || profile.parties.is_empty() || (profile.vague && profile.date.is_none()) {
            profile.document = Some(claim.document.clone());
        }
        profile
    }

    /// Of a whole fact, which stands in no one document.
    pub(crate) fn of_fact(agreement: &Agreement) -> Self {
        let mut words = text::words(&agreement.title);
        if words
            .first()
            .is_some_and(|w| matches!(w.as_str(), "a" | "an" | "the"))
        {
            words.remove(0);
        }
        let vague = is_vague(&words);
        let subject = subject(&words);
        let date = Window::stated(agreement.date, None);
        let term = (
            agreement.term_start.and_then(first_year),
            agreement.term_end.and_then(last_year),
        );
        let parties: BTreeSet<Side> = agreement.parties.iter().cloned().collect();
        Self {
            kind: agreement.kind,
            title: words.join(" "),
            subject,
            stage: agreement.stage,
            date,
            term,
            document: None,
            parties,
            vague,
        }
    }

    pub(crate) fn keys(&self) -> Keys {
        if self.document.is_some() {
            return Keys::default();
        }
        let parties: Vec<&Side> = self.parties.iter().take(5).collect();
        let mut who: Vec<String> = Vec::new();
        for (n, a) in parties.iter().enumerate() {
            who.extend(parties.iter().skip(n + 1).map(|b| format!("{a}|{b}")));
        }
        if parties.len() != 2 {
            who.push("many".to_owned());
        }
        let mut what: Vec<String> = self.subject.iter().take(8).cloned().collect();
        // "The protocol" of another report is found by its month.
        let dated = self.date.filter(|date| date.length() <= 31);
        let months = match dated {
            Some(date) => date.months(4),
            None if what.is_empty() || self.vague => {
                self.date.map(|d| d.months(14)).unwrap_or_default()
            }
            None => Vec::new(),
        };
        what.extend(months.iter().map(|(year, month)| format!("{year}-{month}")));
        let texts = who.iter().flat_map(|who| {
            what.iter()
                .map(move |what| format!("agreement|{who}|{what}"))
        });
        Keys::undated(texts.collect())
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        if self.document.is_some() || other.document.is_some() || self.vague != other.vague {
            return Verdict::Apart;
        }
        if !self.kinds_go_together(other)
            || !self.parties_go_together(other)
            || self.terms_differ(other)
        {
            return Verdict::Apart;
        }
        let days = match (self.date, other.date) {
            (Some(a), Some(b)) if a.length().max(b.length()) <= 31 => Some(a.gap(b)),
            _ => None,
        };
        // The same words signed weeks apart are two agreements of one sort.
        if self.stage == other.stage && days.is_some_and(|gap| gap > 3) {
            return Verdict::Apart;
        }
        let near = days.is_some_and(|gap| gap <= 3);
        if self.vague {
            return if near && self.title == other.title {
                Verdict::Same(100)
            } else {
                Verdict::Apart
            };
        }
        let same_term = self.term != (None, None) && self.term == other.term;
        let share = text::jaccard(&self.subject, &other.subject);
        let within = text::containment(&self.subject, &other.subject);
        let alike = share >= 0.5
            || (within >= 0.99
                && (near || same_term || self.subject.len().min(other.subject.len()) > 1));
        let nameless = self.subject.is_empty() && other.subject.is_empty() && (near || same_term);
        let one_named = self.subject.is_empty() != other.subject.is_empty();
        if near && one_named && self.is_like_nameless(other) {
            return Verdict::Same(60);
        }
        if alike || nameless {
            Verdict::Same(
                100 + (share * 100.0) as u32 + 50 * u32::from(near) + 80 * u32::from(same_term),
            )
        } else {
            Verdict::Unknown
        }
    }

    /// Whether two agreements of which one has no name but its sort ("the protocol") have all else in common.
    fn is_like_nameless(&self, other: &Self) -> bool {
        let is_sort = !matches!(self.kind, AgreementKind::Agreement | AgreementKind::Other);
        is_sort
            && self.kind == other.kind
            && self.stage == other.stage
            && self.parties == other.parties
    }

    fn kinds_go_together(&self, other: &Self) -> bool {
        let open = |kind| {
            matches!(
                kind,
                AgreementKind::Agreement | AgreementKind::Other | AgreementKind::Treaty
            )
        };
        self.kind == other.kind || open(self.kind) || open(other.kind)
    }

    fn parties_go_together(&self, other: &Self) -> bool {
        if self.parties == other.parties {
            return true;
        }
        let (small, large) = (
            self.parties.len().min(other.parties.len()),
            self.parties.len().max(other.parties.len()),
        );
        // Treaties of many are named with those parties that matter to the story.
        large > 2 && small >= 2 && text::containment(&self.parties, &other.parties) >= 0.6
    }

    fn terms_differ(&self, other: &Self) -> bool {
        let differ =
            |a: Option<i16>, b: Option<i16>| matches!((a, b), (Some(a), Some(b)) if a != b);
        differ(self.term.0, other.term.0) || differ(self.term.1, other.term.1)
    }

    /// Whether this agreement follows the other: same sort, parties and subject, and its term begins where
    /// the other's ends.
    pub(crate) fn follows(&self, earlier: &Self) -> bool {
        let (Some(start), Some(end)) = (self.term.0, earlier.term.1) else {
            return false;
        };
        let adjacent = (0..=1).contains(&(i32::from(start) - i32::from(end)))
            && self.term.1.is_none_or(|own_end| own_end > end);
        let subject = text::jaccard(&self.subject, &earlier.subject) >= 0.5
            || (self.subject.is_empty() && earlier.subject.is_empty());
        adjacent
            && subject
            && self.kind == earlier.kind
            && self.parties == earlier.parties
            && !self.vague
            && !earlier.vague
    }
}

fn first_year(date: chancery_model::Edtf) -> Option<i16> {
    date.earliest().or(date.latest()).map(|d| d.year())
}

fn last_year(date: chancery_model::Edtf) -> Option<i16> {
    date.latest().or(date.earliest()).map(|d| d.year())
}

/// Whether a title only counts agreements, or is a plural that names none.
fn is_vague(words: &[String]) -> bool {
    let first = words
        .first()
        .map(|w| text::singular(w.clone()))
        .unwrap_or_default();
    let counts = tables::has("agreement_vague", &first);
    let plural = words.iter().any(|w| tables::has("agreement_plural", w));
    plural && (counts || !words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit())))
}

/// What a signing was of: nothing where its papers are only counted ("nine agreements"), which outlets count
/// differently.
pub(super) fn signed(topic: &str) -> BTreeSet<String> {
    let words = text::words(topic);
    if count(topic).is_some() && is_vague(&words) {
        return BTreeSet::new();
    }
    subject(&words)
}

/// How many agreements a topic counts that names none of them.
pub(super) fn count(topic: &str) -> Option<u32> {
    let words = text::words(topic);
    if words.len() > 3 || !words.iter().any(|w| tables::has("agreement_plural", w)) {
        return None;
    }
    let first = words.first()?;
    let number = tables::meaning("number", first).unwrap_or(first);
    number.parse().ok().filter(|n| (2..=500).contains(n))
}

/// The words of a title that say what the agreement is about.
pub(super) fn subject(words: &[String]) -> BTreeSet<String> {
    let long: Vec<String> = (words.iter())
        .flat_map(|word| match tables::meaning("agreement_long_form", word) {
            Some(long) => text::words(long),
            None => vec![word.clone()],
        })
        .collect();
    let content = text::content(&long.join(" "));
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let kept: BTreeSet<String> = (content.into_iter())
        .filter(|word| !tables::has("agreement_sort", word) && !is_number(word))
        .collect();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_titles() {
        let vague = |title: &str| is_vague(&text::words(title));
        assert!(vague("number of agreements"));
        assert!(vague("several memoranda of understanding"));
        assert!(vague("defence cooperation agreements"));
        assert!(!vague("protocol on fisheries"));
        assert!(!vague("the 1991 peace accords"));
    }

    #[test]
    fn counted() {
        assert_eq!(count("nine agreements"), Some(9));
        assert_eq!(count("12 new accords"), Some(12));
        assert_eq!(count("the 1991 peace accords"), None);
        assert_eq!(count("protocol on fisheries"), None);
        assert!(signed("nine agreements").is_empty());
        assert_eq!(signed("protocol on fisheries").len(), 1);
    }

    #[test]
    fn subjects() {
        let words = |title: &str| subject(&text::words(title)).into_iter().collect::<Vec<_>>();
        assert_eq!(
            words("Protocol on Fisheries Cooperation for the 2020-2024 period"),
            ["cooperation", "fishery"]
        );
        assert_eq!(words("FTA"), ["free", "trade"]);
        assert!(words("memorandum of understanding").is_empty());
    }
}
