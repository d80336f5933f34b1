//! The tokens of a document with what the gazetteer and the recogniser say of them.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::Document;

use crate::gazetteer::{self, Entry, Sort};
use crate::gender;
use crate::table::fold;

/// A name of the gazetteer in the text.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// Its words.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) entry: Entry,
    /// Whether it stands inside a compound that makes no claim for it ("Saudi-led", "US-backed").
    pub(crate) compound: bool,
}

/// A document under examination.
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) analysis: &'a Analysis,
    /// First token of the text: those before it are a headline put before it.
    pub(crate) begins: usize,
    /// Folded words.
    pub(crate) words: Vec<String>,
    /// Hits in order.
    pub(crate) hits: Vec<Hit>,
    /// Hits that cover a token.
    hit_at: Vec<Vec<u32>>,
    /// Number of the paragraph of each token.
    pub(crate) block: Vec<usize>,
    /// Whether the token stands between quotation marks of its paragraph.
    pub(crate) quoted: Vec<bool>,
    /// Recognised name at each token: first token, end, label.
    pub(crate) ner: Vec<Option<(usize, usize, &'a str)>>,
}

/// Longest names of the gazetteer in tokens.
const LONGEST: usize = 10;

/// For each token whether it is quoted: marks count within a paragraph only.
fn quoted(analysis: &Analysis, block: &[usize]) -> Vec<bool> {
    let mut open = false;
    let mut last = None;
    analysis
        .tokens()
        .zip(block)
        .map(|(token, &number)| {
            if last.replace(number) != Some(number) {
                open = false;
            }
            match token.text() {
                "“" => open = true,
                "”" => open = false,
                "\"" | "''" | "``" => open = !open,
                _ => {}
            }
            open
        })
        .collect()
}

impl<'a> Scene<'a> {
    /// Looks over a document.
    pub(crate) fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let words = analysis.tokens().map(|t| fold(t.text())).collect();
        let text = document.blocks.first().map_or(0, |b| b.span.start as usize);
        let begins = (0..analysis.len())
            .find(|&t| analysis.token(t).start() >= text)
            .unwrap_or(0);
        let mut blocks = document.blocks.iter().map(|b| b.span.end as usize);
        let (mut number, mut end) = (0, blocks.next().unwrap_or(usize::MAX));
        let block: Vec<usize> = analysis
            .tokens()
            .enumerate()
            .map(|(index, token)| {
                let mut next = index == begins && begins > 0;
                while token.start() >= end {
                    next = true;
                    end = blocks.next().unwrap_or(usize::MAX);
                }
                // Lines wrapped by hand are blocks of their own, but their sentences go on.
                number += usize::from(next && (token.is_sentence_start() || index == begins));
                number
            })
            .collect();
        let quoted = quoted(analysis, &block);
        let mut ner = vec![None; analysis.len()];
        for entity in analysis.entities() {
            for slot in &mut ner[entity.tokens.clone()] {
                *slot = Some((entity.tokens.start, entity.tokens.end, entity.label));
            }
        }
        let mut scene = Self {
            document,
            analysis,
            begins,
            words,
            hits: Vec::new(),
            hit_at: vec![Vec::new(); analysis.len()],
            block,
            quoted,
            ner,
        };
        scene.look_up();
        scene.settle_towns();
        scene.settle_bodies();
        scene
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Folded word, empty past the end.
    pub(crate) fn word(&self, token: usize) -> &str {
        self.words.get(token).map_or("", String::as_str)
    }

    /// The word as written, empty past the end.
    pub(crate) fn raw(&self, token: usize) -> &'a str {
        if token < self.len() {
            self.analysis.token(token).text()
        } else {
            ""
        }
    }

    /// Fine tag, empty past the end.
    pub(crate) fn tag(&self, token: usize) -> &'a str {
        if token < self.len() {
            self.analysis.token(token).tag()
        } else {
            ""
        }
    }

    /// Words of a range as written.
    pub(crate) fn text(&self, tokens: Range<usize>) -> &'a str {
        if tokens.end > self.len() || tokens.start >= tokens.end {
            return "";
        }
        self.analysis.words(tokens)
    }

    /// Whether no space stands before the token.
    pub(crate) fn glued(&self, token: usize) -> bool {
        token > 0
            && token < self.len()
            && self.analysis.token(token - 1).end() == self.analysis.token(token).start()
    }

    /// Whether both tokens stand in one paragraph.
    pub(crate) fn same_block(&self, a: usize, b: usize) -> bool {
        self.block.get(a).is_some() && self.block.get(a) == self.block.get(b)
    }

    /// Whether the word begins with a capital letter.
    pub(crate) fn capital(&self, token: usize) -> bool {
        self.raw(token)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    /// Hits that cover the token.
    pub(crate) fn hits_at(&self, token: usize) -> impl Iterator<Item = &Hit> {
        self.hit_at
            .get(token)
            .into_iter()
            .flatten()
            .map(|&n| &self.hits[n as usize])
    }

    /// The first hit that covers the token.
    pub(crate) fn hit(&self, token: usize) -> Option<&Hit> {
        self.hits_at(token).next()
    }

    /// Whether a state, body or outlet by name covers the token (cities and regions may be parts of names).
    pub(crate) fn firmly_known(&self, token: usize) -> bool {
        self.hits_at(token).any(|h| {
            !matches!(
                h.entry.sort,
                Sort::City | Sort::Region | Sort::Capital | Sort::Epithet
            )
        })
    }

    fn push(&mut self, tokens: Range<usize>, entry: Entry, compound: bool) {
        let number = self.hits.len() as u32;
        for slot in &mut self.hit_at[tokens.clone()] {
            slot.push(number);
        }
        self.hits.push(Hit {
            tokens,
            entry,
            compound,
        });
    }

    fn look_up(&mut self) {
        let mut at = 0;
        while at < self.len() {
            let longest = self.reach(at);
            let found = (1..=longest).rev().find_map(|length| {
                let end = at + length;
                if !self.same_block(at, end - 1) {
                    return None;
                }
                let entry = self.choose(at..end).map(|e| self.american_georgia(at, e))?;
                Some((end, entry))
            });
            if let Some((end, entry)) = found {
                let compound = self.in_compound(at..end);
                if let Some(compound) = compound {
                    self.push(at..end, entry, compound);
                }
                at = end;
            } else {
                self.look_into(at);
                at += 1;
            }
        }
    }

    /// "Brest, France": the state behind the comma decides which town it is.
    fn settle_towns(&mut self) {
        for n in 1..self.hits.len() {
            let (town, state) = (&self.hits[n - 1], &self.hits[n]);
            let behind =
                self.word(town.tokens.end) == "," && state.tokens.start == town.tokens.end + 1;
            let decides = behind
                && matches!(town.entry.sort, Sort::City | Sort::Capital)
                && matches!(state.entry.sort, Sort::State | Sort::Region)
                && state.entry.side != town.entry.side;
            // "talks in Paris, France and Germany said": a row of its own, where a list goes on.
            let row = matches!(self.word(state.tokens.end), "and" | "or")
                && town.entry.sort == Sort::Capital;
            if decides && !row {
                let side = state.entry.side;
                let town = &mut self.hits[n - 1];
                town.entry.side = side;
                town.entry.sort = Sort::City;
            }
        }
    }

    /// "the Labour Party" of a story that never speaks of Britain: its own, by the nationality before it or the
    /// state most spoken of.
    fn settle_bodies(&mut self) {
        let mut weights: BTreeMap<&'static str, usize> = BTreeMap::new();
        for hit in &self.hits {
            if matches!(
                hit.entry.sort,
                Sort::State | Sort::Nationality | Sort::Capital
            ) {
                *weights.entry(hit.entry.side).or_default() += 1;
            }
        }
        let outlet = self
            .document
            .outlet
            .as_deref()
            .and_then(gazetteer::outlet_state);
        let url = self.document.url.as_deref().unwrap_or_default();
        let home = outlet.or_else(|| url.contains(".gov").then_some("USA"));
        let foremost = weights
            .iter()
            .max_by_key(|&(side, weight)| (weight, std::cmp::Reverse(side)))
            .map(|(&side, _)| side);
        for n in 0..self.hits.len() {
            let hit = &self.hits[n];
            // "South Korea's Joint Chiefs of Staff": the nationality decides whatever the name.
            if !hit.entry.common && hit.entry.sort != Sort::Body {
                continue;
            }
            let start = hit.tokens.start;
            let before = n.checked_sub(1).map(|b| &self.hits[b]).filter(|b| {
                let gap = start - b.tokens.end.min(start);
                matches!(b.entry.sort, Sort::State | Sort::Nationality)
                    && !b.compound
                    && b.tokens.end <= start
                    && (gap == 0 || gap == 1 && self.word(b.tokens.end) == "'s")
            });
            let side = match before {
                Some(before) => Some(before.entry.side),
                None if !hit.entry.common => None,
                None if home == Some(hit.entry.side) || weights.contains_key(hit.entry.side) => {
                    None
                }
                None => foremost,
            };
            if let Some(side) = side {
                self.hits[n].entry.side = side;
            }
        }
    }

    /// How many tokens from here on may be a name of the gazetteer: as long as some name goes on with them.
    fn reach(&self, at: usize) -> usize {
        self.reach_by(at, LONGEST, gazetteer::begins)
    }

    /// How many tokens from here on, at most `most`, some name begins with.
    pub(crate) fn reach_by(&self, at: usize, most: usize, begins: fn(&str) -> bool) -> usize {
        if at >= self.len() || !begins(self.word(at)) {
            return 0;
        }
        let more = (at + 2..=self.len().min(at + most))
            .take_while(|&end| begins(&fold(self.text(at..end))));
        1 + more.count()
    }

    /// Hits that lie wholly within the tokens, in order.
    pub(crate) fn hits_within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Hit> {
        let first = self
            .hits
            .partition_point(|hit| hit.tokens.start < tokens.start);
        self.hits[first..]
            .iter()
            .take_while(move |hit| hit.tokens.start < tokens.end)
            .filter(move |hit| hit.tokens.end <= tokens.end)
    }

    /// Which entry these words are here.
    fn choose(&self, tokens: Range<usize>) -> Option<Entry> {
        let first = self.raw(tokens.start);
        if !first
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit())
        {
            return None;
        }
        let label = self.ner[tokens.start].map_or("", |n| n.2);
        gazetteer::named(self.text(tokens.clone()))
            .into_iter()
            .find(|entry| match entry.sort {
                Sort::City => {
                    matches!(label, "GPE" | "LOC" | "FAC") || self.after_place_word(tokens.start)
                }
                Sort::Capital => {
                    label != "PERSON"
                        || self.after_place_word(tokens.start)
                        || self.is_nobody(&tokens)
                }
                Sort::Region => label != "PERSON" || self.word(tokens.end) == ",",
                // "The National Assembly", "The Australian minister": no newspaper.
                Sort::Outlet => {
                    let next = self.tag(tokens.end);
                    let goes_on = entry.written.starts_with("The ")
                        && self.same_block(tokens.start, tokens.end)
                        && (self.capital(tokens.end) && next.starts_with("NN")
                            || (next.starts_with("NN") || next.starts_with("JJ"))
                                && self.word(tokens.end) != "newspaper"
                                && self.is_nationality(tokens.start + 1..tokens.end));
                    !goes_on && (tokens.len() > 1 || !self.is_plain_noun(tokens.start))
                }
                _ => true,
            })
    }

    fn is_nationality(&self, tokens: Range<usize>) -> bool {
        gazetteer::named(self.text(tokens))
            .iter()
            .any(|entry| entry.sort == Sort::Nationality)
    }

    /// Whether words taken for somebody's whole name are nobody's: no given name, and no longer name in the document
    /// has them ("Warplanes bombed Sanaa").
    fn is_nobody(&self, tokens: &Range<usize>) -> bool {
        let alone =
            self.ner[tokens.start].is_some_and(|n| (n.0, n.1) == (tokens.start, tokens.end));
        let titled = tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.tag(before).starts_with("NNP"));
        let longer = |token: usize| {
            self.ner[token].is_some_and(|n| n.2 == "PERSON" && n.1 - n.0 > tokens.len())
                && self.word(token) == self.word(tokens.start)
        };
        alone
            && !titled
            && gender::of_name(self.text(tokens.clone())).is_none()
            && !(0..self.len()).any(longer)
    }

    /// "Atlanta, Georgia", "Georgia and Alabama": the American state.
    fn american_georgia(&self, at: usize, entry: Entry) -> Entry {
        if entry.side != "GEO" || entry.sort != Sort::State {
            return entry;
        }
        let american = |token: usize| {
            self.hits_at(token)
                .any(|h| h.entry.side == "USA" && matches!(h.entry.sort, Sort::City | Sort::Region))
        };
        let before = at >= 2 && matches!(self.word(at - 1), "," | "and") && american(at - 2);
        if !before {
            return entry;
        }
        Entry {
            sort: Sort::Region,
            side: "USA",
            ..entry
        }
    }

    fn is_plain_noun(&self, token: usize) -> bool {
        !self.capital(token)
    }

    fn after_place_word(&self, token: usize) -> bool {
        token > 0
            && matches!(
                self.word(token - 1),
                "in" | "at"
                    | "to"
                    | "from"
                    | "near"
                    | "outside"
                    | "of"
                    | "via"
                    | "visit"
                    | "visited"
                    | "around"
            )
    }

    /// `None`: the words speak of no side ("pro-Russian"). `Some(true)`: a side only beside the point
    /// ("Saudi-led"). `Some(false)`: an ordinary mention.
    fn in_compound(&self, tokens: Range<usize>) -> Option<bool> {
        if self.glued(tokens.start)
            && self.word(tokens.start - 1) == "-"
            && tokens.start >= 2
            && gazetteer::prefix(self.raw(tokens.start - 2)) == Some("-")
        {
            return None;
        }
        let follows =
            self.word(tokens.end) == "-" && self.glued(tokens.end) && self.glued(tokens.end + 1);
        let participle = |word: &str| {
            word.ends_with("ed")
                || word.ends_with("ing")
                || matches!(
                    word,
                    "led" | "run" | "made" | "born" | "held" | "built" | "style" | "wide"
                )
        };
        Some(follows && participle(self.word(tokens.end + 1)))
    }

    /// Parts of one token ("U.S.-Armenia") and prefixes ("Sino-Cambodian").
    fn look_into(&mut self, token: usize) {
        let raw = self.raw(token);
        if let Some(code) = gazetteer::prefix(raw)
            && code != "-"
            && self.word(token + 1) == "-"
            && self.glued(token + 1)
        {
            if self.word(token + 2) == "pacific" {
                return;
            }
            if let Some(entry) = gazetteer::plain_name(code)
                .and_then(|name| gazetteer::named(name).into_iter().next())
            {
                let entry = Entry {
                    sort: Sort::Nationality,
                    ..entry
                };
                self.push(token..token + 1, entry, false);
            }
            return;
        }
        let parts: Vec<&str> = raw.split(['-', '–', '/']).collect();
        if parts.len() < 2 || raw.len() < 4 {
            return;
        }
        for part in parts {
            if let Some(entry) = gazetteer::named(part)
                .into_iter()
                .find(|e| matches!(e.sort, Sort::State | Sort::Nationality | Sort::Organisation))
            {
                let compound = raw.ends_with("ed") || raw.ends_with("led");
                self.push(token..token + 1, entry, compound);
            }
        }
    }
}
