//! Texts too long to keep all slot vectors of: they are computed by the page, when a state asks for them.
//!
//! A token's vector depends on a few neighbours only, so a page encoded with that much of its surroundings has
//! the very numbers that the whole text would have. Memory stays bounded however long a text is.

use std::ops::Range;

use crate::embed::EncoderCache;
use crate::encode::{Input, Scratch, WordSource};
use crate::encoder::Encoder;
use crate::head::{Head, SlotSource, Slots};

/// Tokens of a page: 0.5 MB of the English parser's slot vectors.
pub(crate) const PAGE: usize = 128;
/// Pages kept; more than a state has features, so that those of one state never displace each other.
const PAGES: usize = 16;

/// The means to encode a part of a text.
pub(crate) struct Part<'a> {
    pub(crate) encoder: &'a Encoder,
    pub(crate) inputs: &'a [Input],
    pub(crate) words: WordSource<'a>,
    pub(crate) cache: &'a mut EncoderCache,
    pub(crate) scratch: &'a mut Scratch,
    pub(crate) starts: &'a mut Vec<u32>,
}

impl Part<'_> {
    /// Encodes the tokens of a range; their vectors begin at `self.starts` in `self.scratch`.
    pub(crate) fn encode(&mut self, range: Range<usize>) {
        let reach = self.encoder.reach();
        let begin = range.start.saturating_sub(reach);
        let end = (range.end + reach).min(self.inputs.len());
        let around = &self.inputs[begin..end];
        let whole = 0..around.len();
        self.encoder
            .encode(around, &[whole], self.words, self.cache, self.scratch);
        let row = |token: usize| ((reach + token - begin) * self.encoder.width()) as u32;
        self.starts.clear();
        self.starts.extend(range.map(row));
    }
}

/// Slot vectors by the page.
pub(crate) struct Pages<'a> {
    part: Part<'a>,
    /// Page, when it was last used, its vectors.
    pages: Vec<(usize, u64, Slots)>,
    clock: u64,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(part: Part<'a>) -> Self {
        Self {
            part,
            pages: Vec::new(),
            clock: 0,
        }
    }

    fn load(&mut self, head: &Head, page: usize) -> usize {
        let place = if self.pages.len() < PAGES {
            self.pages.push((page, 0, Slots::default()));
            self.pages.len() - 1
        } else {
            let oldest = self.pages.iter().enumerate().min_by_key(|(_, page)| page.1);
            oldest.map_or(0, |(place, _)| place)
        };
        let range = page * PAGE..((page + 1) * PAGE).min(self.part.inputs.len());
        self.part.encode(range);
        let slots = &mut self.pages[place].2;
        head.fill(self.part.scratch.vectors(), self.part.starts, slots);
        self.pages[place].0 = page;
        place
    }
}

impl SlotSource for Pages<'_> {
    fn ready(&mut self, head: &Head, tokens: &[i32]) {
        self.clock += 1;
        for token in tokens.iter().filter_map(|&t| usize::try_from(t).ok()) {
            let page = token / PAGE;
            let place = self.pages.iter().position(|p| p.0 == page);
            let place = place.unwrap_or_else(|| self.load(head, page));
            self.pages[place].1 = self.clock;
        }
    }

    fn row(&self, head: &Head, token: usize) -> &[f32] {
        let page = self.pages.iter().find(|p| p.0 == token / PAGE);
        page.map_or(&[], |page| page.2.row(head, token % PAGE))
    }
}
