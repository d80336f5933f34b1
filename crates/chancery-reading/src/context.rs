//! All that is known of a document when its claims are read.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_actors::Cast;
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
}

impl<'a> Context<'a> {
    /// Puts the parts together.
    pub fn new(document: &'a Document, analysis: &'a Analysis, cast: &'a Cast) -> Self {
        let anchors = Anchors {
            published: anchor(document),
            ..Anchors::default()
        };
        Self {
            document,
            analysis,
            cast,
            anchors,
        }
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
        let block = self
            .document
            .blocks
            .iter()
            .find(|b| b.span.start <= at && at < b.span.end);
        let whole = Span::new(0, self.document.text.len());
        block
            .into_iter()
            .map(|b| b.span)
            .chain([whole])
            .find_map(|span| self.pair_within(span))
    }

    fn pair_within(&self, span: Span) -> Option<[Side; 2]> {
        let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
        for mention in self.cast.mentions() {
            if span.contains(self.span(mention.tokens.clone())) {
                for side in self.cast.sides_of(mention) {
                    *counts.entry(side).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(usize, Side)> =
            counts.into_iter().map(|(side, n)| (n, side)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let clear = ranked.len() == 2 || (ranked.len() > 2 && ranked[1].0 > ranked[2].0);
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
