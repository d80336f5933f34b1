//! Which documents repeat another's words, and which replace an earlier version of themselves.

use std::collections::BTreeMap;

use chancery_model::{Document, Id};
use jiff::civil::Date;

use crate::merge::cluster;
use crate::merge::{sketch, tables, text, when};
use crate::{Standing, Witness};

/// Words in a run; two texts that share a run of four words share more than a formula.
const RUN: usize = 4;
/// Bands and rows of the sketch: texts with half of their runs in common share a band in 93 of 100 cases,
/// with six tenths in 99.
const BANDS: u64 = 20;
const ROWS: u64 = 3;
/// Share of the shorter text's runs that a copy has. A guess, chosen so that an article that quotes another
/// at length is none.
const COPIED: f64 = 0.7;
/// The same for two texts under one headline of one outlet to be versions of one article.
const REVISED: f64 = 0.5;
/// Runs that a text needs to be recognised: shorter ones are formulas.
const LEAST: usize = 25;
/// Days within which an outlet revises an article under the same headline.
const REVISION_DAYS: i32 = 14;

/// What is compared of a document.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    pub(crate) id: Id,
    pub(crate) order: Date,
    address: Option<String>,
    heading: Option<String>,
    /// Whether its headline says that it is a further version ("UPDATE 1-").
    marked: bool,
    runs: Vec<u64>,
}

/// How two documents hang together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kinship {
    /// Versions of one article.
    pub(crate) version: bool,
    /// The same words.
    pub(crate) copy: bool,
}

impl Sketch {
    pub(crate) fn new(document: &Document, witness: &Witness) -> Self {
        let title = document.title.as_deref().map(unmarked);
        let marked = title.as_ref().is_some_and(|(_, marked)| *marked);
        let heading = match (&document.outlet, title) {
            (Some(outlet), Some((title, _))) => Some(format!("{}|{title}", text::fold(outlet))),
            _ => None,
        };
        Self {
            id: document.id.clone(),
            order: witness.order(),
            address: document.url.as_deref().and_then(address),
            heading,
            marked,
            runs: sketch::shingles(&text::words(&document.text), RUN),
        }
    }

    /// Keys that kindred documents share.
    pub(crate) fn keys(&self) -> Vec<i64> {
        let mut keys = Vec::new();
        if self.runs.len() >= LEAST {
            let bands = sketch::bands(&self.runs, BANDS, ROWS);
            keys.extend(
                bands
                    .iter()
                    .map(|band| sketch::key(&format!("runs|{band}"))),
            );
        }
        keys.extend(
            self.address
                .iter()
                .map(|a| sketch::key(&format!("address|{a}"))),
        );
        keys.extend(
            self.heading
                .iter()
                .map(|h| sketch::key(&format!("heading|{h}"))),
        );
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Symmetric.
    pub(crate) fn kinship(&self, other: &Self) -> Kinship {
        let common = common(&self.runs, &other.runs) as f64;
        let shorter = self.runs.len().min(other.runs.len());
        let share = if shorter == 0 {
            0.0
        } else {
            common / shorter as f64
        };
        let same_address = self.address.is_some() && self.address == other.address;
        let days = when::days(self.order.min(other.order), self.order.max(other.order));
        let same_heading = self.heading.is_some() && self.heading == other.heading;
        let other_address = self.address.is_some() && other.address.is_some() && !same_address;
        // Wires give each version an address of its own, and say in the headline which it is.
        let one_article = same_heading && (!other_address || self.marked || other.marked);
        Kinship {
            version: same_address || (one_article && share >= REVISED && days <= REVISION_DAYS),
            copy: share >= COPIED && shorter >= LEAST,
        }
    }
}

/// A folded headline without what wires put before it to tell versions apart ("UPDATE 2-", "CORRECTED:", "(2nd LD)"), and
/// whether there was such a mark.
fn unmarked(title: &str) -> (String, bool) {
    let words = text::words(title);
    let is_mark = |word: &String| tables::has("heading_mark", word);
    let is_number = |word: &String| word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
    let is_part = |word: &&String| is_mark(word) || is_number(word);
    let marks = words.iter().take_while(is_part).count();
    let marked = words.iter().take(marks).any(is_mark);
    let from = if marked { marks } else { 0 };
    (words.get(from..).unwrap_or_default().join(" "), marked)
}

/// Members that two sorted lists share.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// An address without what does not tell pages apart; nothing for a front page.
fn address(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or("");
    let (page, query) = rest
        .split_once('?')
        .map_or((rest, ""), |(page, query)| (page, query));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("utm_"))
        .collect();
    let page = page.trim_end_matches('/');
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    Some(format!("{host}/{path}?{}", kept.join("&")))
}

/// The latest of the versions of one article: by day, ties by id. Of one document itself.
pub(crate) fn current<'a>(versions: impl Iterator<Item = (Date, &'a Id)>) -> Option<&'a Id> {
    // An undated version cannot be told to be the latest.
    versions
        .map(|(day, id)| (if day == Date::MAX { Date::MIN } else { day }, id))
        .max()
        .map(|(_, id)| id)
}

/// Sets the standing of every witness among its documents. Order of the documents does not matter.
pub(crate) fn settle(witnesses: &mut BTreeMap<Id, Witness>, sketches: &[Sketch]) {
    let mut by_key: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (n, sketch) in sketches.iter().enumerate() {
        for key in sketch.keys() {
            by_key.entry(key).or_default().push(n);
        }
    }
    let (mut versions, mut copies) = (Vec::new(), Vec::new());
    for group in by_key.values() {
        for (at, &a) in group.iter().enumerate() {
            for &b in group.iter().skip(at + 1) {
                let (Some(x), Some(y)) = (sketches.get(a), sketches.get(b)) else {
                    continue;
                };
                let kinship = x.kinship(y);
                if kinship.version {
                    versions.push((0, a, b));
                }
                if kinship.copy {
                    copies.push((0, a, b));
                }
            }
        }
    }
    for group in cluster::components(sketches.len(), &copies) {
        let root = group
            .iter()
            .filter_map(|n| sketches.get(*n))
            .map(|s| (s.order, &s.id))
            .min();
        for sketch in group.iter().filter_map(|n| sketches.get(*n)) {
            if let (Some((_, root)), Some(witness)) = (root, witnesses.get_mut(&sketch.id))
                && *root != sketch.id
            {
                witness.standing = Standing::CopyOf(root.clone());
            }
        }
    }
    for group in cluster::components(sketches.len(), &versions) {
        let members = group.iter().filter_map(|n| sketches.get(*n));
        let current = current(members.clone().map(|s| (s.order, &s.id)));
        for sketch in members {
            if let (Some(current), Some(witness)) = (current, witnesses.get_mut(&sketch.id))
                && *current != sketch.id
            {
                witness.standing = Standing::ReplacedBy(current.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(
            address("https://www.Example.org/a/b/?utm_source=x#top").as_deref(),
            Some("example.org/a/b?")
        );
        assert_eq!(
            address("http://example.org/a?id=7"),
            address("https://example.org/a/?id=7")
        );
        assert_eq!(address("https://example.org/"), None);
    }

    #[test]
    fn marks_of_versions() {
        let check = |title: &str, text: &str, marked: bool| {
            assert_eq!(unmarked(title), (text.to_owned(), marked), "{title}");
        };
        check("UPDATE 2-Peru expels envoy", "peru expels envoy", true);
        check("CORRECTED: Peru expels envoy", "peru expels envoy", true);
        check("(2nd LD) Peru expels envoy", "peru expels envoy", true);
        check("12 envoys leave Peru", "12 envoys leave peru", false);
        check("Update", "", true);
    }
}
