//! All that is known of a document when its claims are read.

use std::ops::Range;

use chancery_actors::Cast;
use chancery_expressions::{Anchors, Tense, Timex};
use chancery_language::Analysis;
use chancery_model::{Document, Span};

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
            published: document.published_or_inferred(),
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

    /// Temporal expressions of a range of tokens, in a clause of that tense.
    pub fn timexes(&self, tokens: Range<usize>, tense: Tense) -> Vec<Timex> {
        chancery_expressions::timexes(&self.document.text, self.span(tokens), tense, &self.anchors)
    }
}
