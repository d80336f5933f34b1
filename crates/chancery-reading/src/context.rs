//! All that is known of a document when its claims are read.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use chancery_actors::{Cast, Mention};
use chancery_expressions::{Anchors, Tense, Timex};
use chancery_language::Analysis;
use chancery_model::{Document, Edtf, Point, Side, Span};

/// An analysed document with its cast.
pub struct Context<'a> {
    /// Text and blocks.
    pub document: &'a Document,
    /// Tokens and trees.
    pub analysis: &'a Analysis,
    /// Who is in it.
    pub cast: &'a Cast,
    /// What its dates are reckoned from.
    pub anchors: Anchors,
    /// First token of the text, behind a headline put before it.
    begins: usize,
    /// The two sides that each block speaks of, by its number, and the whole document.
    pairs: Pairs,
}

/// How many times as often as any third the lesser of two sides must be named for the two to stand out: what speaks of
/// many states is about no two. Of 1, 1.5 and 2 the one with the fewest wrong countries in briefings.
const STAND_OUT: usize = 2;

/// Pairs of sides that stand out, worked out when they are asked for, each once.
#[derive(Default)]
struct Pairs {
    blocks: Vec<OnceCell<Option<[Side; 2]>>>,
    document: OnceCell<Option<[Side; 2]>>,
}

impl<'a> Context<'a> {
    /// Puts the parts together.
    pub fn new(document: &'a Document, analysis: &'a Analysis, cast: &'a Cast) -> Self {
        let anchors = Anchors {
            published: anchor(document),
            ..Anchors::default()
        };
        let pairs = Pairs {
            blocks: vec![OnceCell::new(); document.blocks.len()],
            document: OnceCell::new(),
        };
        Self {
            document,
            analysis,
            cast,
            anchors,
            begins: 0,
            pairs,
        }
    }

    /// The same where the text begins at a byte, behind a headline.
    #[must_use]
    pub(crate) fn beginning_at(mut self, byte: u32) -> Self {
        self.begins = (0..self.analysis.len())
            .find(|&t| self.analysis.token(t).start() >= byte as usize)
            .unwrap_or(0);
        self
    }

    /// The headline that was put before the text, if one was.
    pub fn headline(&self) -> Option<Span> {
        let last = self.begins.checked_sub(1)?;
        Some(self.span(0..last + 1))
    }

    /// The tokens of the text.
    pub fn tokens(&self) -> Range<usize> {
        self.begins..self.analysis.len()
    }

    /// The sentence of a token as a span of the text: what evidence quotes. Whole sentences, without white
    /// space around them.
    pub fn sentence_span(&self, token: usize) -> Span {
        self.span(self.analysis.sentence_of(token))
    }

    /// The span of a range of tokens, white space tokens at either end left out.
    pub fn span(&self, mut tokens: Range<usize>) -> Span {
        let blank = |t: usize| self.analysis.token(t).text().trim().is_empty();
        while !tokens.is_empty() && blank(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && blank(tokens.end - 1) {
            tokens.end -= 1;
        }
        Span::from(self.analysis.bytes(tokens))
    }

    /// The pair of sides that the passage around a token speaks of: the two named most in its paragraph, else in
    /// the document. None where no two stand out.
    pub fn pair_spoken_of(&self, token: usize) -> Option<[Side; 2]> {
        let at = self.analysis.token(token).start() as u32;
        let of_block = self.block_at(at).and_then(|number| {
            let span = self.document.blocks.get(number)?.span;
            let known = self.pairs.blocks.get(number)?;
            known.get_or_init(|| self.pair_within(span)).clone()
        });
        of_block.or_else(|| self.pair_of_document())
    }

    /// The two sides that the whole document is about, where two stand out.
    pub fn pair_of_document(&self) -> Option<[Side; 2]> {
        let whole = || self.pair_within(Span::new(0, self.document.text.len()));
        self.pairs.document.get_or_init(whole).clone()
    }

    /// Number of the block that holds a byte of the text.
    pub fn block_at(&self, byte: u32) -> Option<usize> {
        let blocks = &self.document.blocks;
        let number = blocks.partition_point(|block| block.span.end <= byte);
        let holds = blocks.get(number)?.span.start <= byte;
        holds.then_some(number)
    }

    fn pair_within(&self, span: Span) -> Option<[Side; 2]> {
        let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
        // Mentions are in order of their first token; none that begins before the span lies in it.
        let mentions = self.cast.mentions();
        let start = |m: &Mention| self.analysis.token(m.tokens.start).start() as u32;
        let first = mentions.partition_point(|m| start(m) < span.start);
        let mentions = mentions[first..].iter();
        for mention in mentions.take_while(|m| start(m) < span.end) {
            if span.contains(self.span(mention.tokens.clone())) {
                for side in self.cast.sides_of(mention) {
                    *counts.entry(side).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(usize, Side)> =
            counts.into_iter().map(|(side, n)| (n, side)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let clear =
            ranked.len() == 2 || (ranked.len() > 2 && ranked[1].0 >= STAND_OUT * ranked[2].0);
        if !clear {
            return None;
        }
        let mut pair = [ranked[0].1.clone(), ranked[1].1.clone()];
        pair.sort();
        Some(pair)
    }

    /// Temporal expressions of a range of tokens, in a clause of that tense.
    pub fn timexes(&self, tokens: Range<usize>, tense: Tense) -> Vec<Timex> {
        chancery_expressions::timexes(&self.document.text, self.span(tokens), tense, &self.anchors)
    }
}

/// What dates are reckoned from: the stated day, else the inferred interval. Of an interval over several years the
/// first day counts, left open: reports appear soon after the latest thing they tell.
fn anchor(document: &Document) -> Option<Edtf> {
    if document.published.is_some() {
        return document.published;
    }
    let inferred = document.published_inferred.as_ref()?.date;
    match (inferred.earliest(), inferred.latest()) {
        (Some(first), Some(last)) if first.year() != last.year() => {
            Some(Edtf::Interval(Some(Point::Day(first)), None))
        }
        _ => Some(inferred),
    }
}
