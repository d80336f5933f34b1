//! Footnotes, numbered as they are first cited.

use std::collections::BTreeMap;

use chancery_model::{Edtf, Fact, Id, Source, Stance};

use crate::document::{Listed, Note};
use crate::wording::dates;

/// Most sentences of one source that one line cites.
const QUOTES_OF_SOURCE: usize = 2;

/// The footnotes of a brief while it is being written.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    list: Vec<Note>,
    /// Number by document and first byte of the sentence.
    numbers: BTreeMap<(Id, u32, u32), usize>,
    listed: BTreeMap<Id, Listed>,
}

/// Whether a source still says what it said: no later version of the article has replaced it, nobody has
/// rejected it.
fn counts(source: &Source) -> bool {
    !matches!(source.stance, Stance::Superseded | Stance::Rejected)
}

impl Notes {
    /// Cites every source of a fact; numbers ascending.
    pub(crate) fn cite(&mut self, fact: &Fact) -> Vec<usize> {
        self.cite_where(fact, |_| true)
    }

    /// Cites the sources that `keep` admits; all of them if it admits none, so that no line goes without.
    pub(crate) fn cite_where(&mut self, fact: &Fact, keep: impl Fn(&Source) -> bool) -> Vec<usize> {
        // What a later version of an article has replaced is no longer said.
        let keep = |source: &Source| counts(source) && keep(source);
        let some = fact.sources.iter().any(&keep);
        let sources: Vec<&Source> = fact
            .sources
            .iter()
            .filter(|s| {
                if some {
                    keep(s)
                } else {
                    s.stance != Stance::Rejected
                }
            })
            .collect();
        // A line that many sources support cites one sentence of each.
        let quotes = if sources.len() > 2 {
            1
        } else {
            QUOTES_OF_SOURCE
        };
        let mut numbers: Vec<usize> = sources
            .into_iter()
            .flat_map(|source| self.cite_source(source, quotes))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Cites the earliest and the latest of the sources that `keep` admits: what a state of affairs needs.
    pub(crate) fn cite_ends(&mut self, fact: &Fact, keep: impl Fn(&Source) -> bool) -> Vec<usize> {
        let current = |s: &&Source| counts(s) && keep(s);
        let kept: Vec<&Source> = fact.sources.iter().filter(current).collect();
        match kept.as_slice() {
            [] => self.cite(fact),
            [only] => self.cite_source(only, 1),
            [first, .., last] => {
                let mut numbers = self.cite_source(first, 1);
                numbers.extend(self.cite_source(last, 1));
                numbers
            }
        }
    }

    /// Cites the source that holds a claim.
    pub(crate) fn cite_claim(&mut self, fact: &Fact, claim: &Id) -> Vec<usize> {
        match fact.sources.iter().find(|source| source.claim == *claim) {
            Some(source) => self.cite_source(source, QUOTES_OF_SOURCE),
            None => self.cite(fact),
        }
    }

    fn cite_source(&mut self, source: &Source, quotes: usize) -> Vec<usize> {
        let mut numbers = Vec::new();
        for evidence in source.quotes.iter().take(quotes) {
            let key = (
                source.document.clone(),
                evidence.span.start,
                evidence.span.end,
            );
            let next = self.list.len() + 1;
            let number = *self.numbers.entry(key).or_insert(next);
            if number == next {
                self.list.push(Note {
                    number,
                    outlet: outlet(source),
                    dated: dated(source),
                    quote: evidence.exact.clone(),
                    url: source.url.clone(),
                    copy: source.stance == Stance::Repeats,
                    document: source.document.clone(),
                });
            }
            self.list_source(source, number);
            numbers.push(number);
        }
        numbers
    }

    fn list_source(&mut self, source: &Source, number: usize) {
        let listed = self
            .listed
            .entry(source.document.clone())
            .or_insert_with(|| Listed {
                outlet: outlet(source),
                title: source.title.clone(),
                dated: dated(source),
                url: source.url.clone(),
                name: source.name.clone(),
                notes: Vec::new(),
                published: published(source),
            });
        if !listed.notes.contains(&number) {
            listed.notes.push(number);
        }
    }

    /// Footnotes, and the documents they cite by date, then name.
    pub(crate) fn finish(self) -> (Vec<Note>, Vec<Listed>) {
        let mut listed: Vec<Listed> = self.listed.into_values().collect();
        for one in &mut listed {
            one.notes.sort_unstable();
        }
        listed.sort_by(|a, b| {
            (a.published, &a.outlet, &a.name).cmp(&(b.published, &b.outlet, &b.name))
        });
        (self.list, listed)
    }
}

/// Outlet of a source, or the name of its file.
pub(crate) fn outlet(source: &Source) -> String {
    source.outlet.clone().unwrap_or_else(|| source.name.clone())
}

/// Publication of a source, stated or inferred.
pub(crate) fn published(source: &Source) -> Option<Edtf> {
    source.published.or(source.published_inferred)
}

/// Stated publication day of a fact's first source for people, or "undated".
pub(crate) fn stated(fact: &Fact) -> String {
    let day = fact.sources.iter().find_map(|source| source.published);
    day.map_or_else(|| "undated".to_owned(), dates::within)
}

/// When a fact without a date of its own was reported: "reported 2 Jul 2027", or "undated".
pub(crate) fn reported(fact: &Fact) -> String {
    match stated(fact).as_str() {
        "undated" => "undated".to_owned(),
        day => format!("reported {day}"),
    }
}

fn dated(source: &Source) -> String {
    match (source.published, source.published_inferred) {
        (Some(date), _) => dates::within(date),
        (None, Some(date)) => format!("undated; inferred {}", inferred(date)),
        (None, None) => "undated".to_owned(),
    }
}

fn inferred(date: Edtf) -> String {
    match date {
        Edtf::Interval(Some(_), Some(_)) => dates::period(date),
        _ => dates::within(date),
    }
}
