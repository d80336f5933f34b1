//! The quotations of a document beside its tokens: what stands in them, before them and behind them.

use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::Span;

use super::quotes::Quote;
use crate::Context;

/// Quotations of a document beside its tokens.
pub(super) struct Quoted<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) quotes: &'a [Quote],
    /// For each token the quotation that it stands in.
    pub(super) of_token: Vec<Option<usize>>,
}

impl<'a> Quoted<'a> {
    pub(super) fn new(context: &'a Context<'a>, quotes: &'a [Quote]) -> Self {
        let of_token = context
            .analysis
            .tokens()
            .map(|token| {
                let next = quotes.partition_point(|q| (q.outer.end as usize) < token.end());
                quotes
                    .get(next)
                    .is_some_and(|q| q.outer.start as usize <= token.start())
                    .then_some(next)
            })
            .collect();
        Self {
            context,
            quotes,
            of_token,
        }
    }

    /// The analysis of the document.
    pub(super) fn analysis(&self) -> &'a Analysis {
        self.context.analysis
    }

    /// The quotation that holds all of a span, marks aside.
    pub(super) fn holding(&self, span: Span) -> Option<&Quote> {
        let next = self.quotes.partition_point(|q| q.outer.end < span.end);
        self.quotes.get(next).filter(|q| q.outer.contains(span))
    }

    /// Whether a span has quoted words.
    pub(super) fn overlapping(&self, span: Span) -> bool {
        let next = self.quotes.partition_point(|q| q.outer.end <= span.start);
        self.quotes
            .get(next)
            .is_some_and(|q| q.outer.overlaps(span))
    }

    /// A span that ends or begins within a quotation with all of that quotation: the tree lost its way at a full stop
    /// between the marks. Quotations over several paragraphs are left.
    pub(super) fn with_whole_quotations(&self, span: Span) -> Span {
        let first = self.quotes.partition_point(|q| q.outer.end <= span.start);
        let mut whole = span;
        for quote in &self.quotes[first..] {
            if quote.outer.start >= span.end {
                break;
            }
            let several = quote.first_block != quote.last_block;
            if several || quote.outer.contains(span) {
                continue;
            }
            whole.end = whole.end.max(quote.inner.end.min(quote.outer.end));
            whole.start = whole.start.min(quote.inner.start);
        }
        whole
    }

    /// The quotation that is nearly all of a span: "said it “was a day like no other. We …”".
    pub(super) fn filling(&self, span: Span) -> Option<&Quote> {
        /// So much of the span stands between the marks, in hundredths; a guess.
        const NEARLY_ALL: usize = 85;
        let next = self.quotes.partition_point(|q| q.outer.end <= span.start);
        self.quotes.get(next).filter(|quote| {
            span.contains(quote.inner) && quote.inner.len() * 100 >= span.len() * NEARLY_ALL
        })
    }

    /// Words between the quotation and the end of its sentence or the next quotation.
    pub(super) fn after(&self, number: usize) -> Range<usize> {
        let analysis = self.context.analysis;
        let quote = &self.quotes[number];
        let block_end = self
            .context
            .document
            .blocks
            .get(quote.last_block)
            .map_or(quote.outer.end, |b| b.span.end) as usize;
        let start = analysis
            .token_at(quote.outer.end as usize)
            .into_iter()
            .flat_map(|first| first..analysis.len())
            .find(|&t| analysis.token(t).start() >= quote.outer.end as usize)
            .unwrap_or(analysis.len());
        let mut end = start;
        while end < analysis.len()
            && analysis.token(end).end() <= block_end
            && self.of_token[end].is_none()
            && !self.ends_sentence(end)
        {
            end += 1;
        }
        start..end
    }

    /// Words between the last sentence end or quotation and the quotation.
    pub(super) fn before(&self, number: usize) -> Range<usize> {
        let analysis = self.context.analysis;
        let quote = &self.quotes[number];
        let block_start = self
            .context
            .document
            .blocks
            .get(quote.first_block)
            .map_or(0, |b| b.span.start) as usize;
        let end = analysis
            .token_at(quote.outer.start as usize)
            .unwrap_or(analysis.len());
        let mut start = end;
        while start > 0
            && analysis.token(start - 1).start() >= block_start
            && self.of_token[start - 1].is_none()
            && !self.ends_sentence(start - 1)
        {
            start -= 1;
        }
        start..end
    }

    pub(super) fn ends_sentence(&self, token: usize) -> bool {
        matches!(
            self.context.analysis.token(token).text(),
            "." | "?" | "!" | ";"
        )
    }

    pub(super) fn previous_in_block(&self, number: usize) -> Option<usize> {
        let previous = number.checked_sub(1)?;
        (self.quotes[previous].last_block == self.quotes[number].first_block).then_some(previous)
    }

    pub(super) fn next_in_block(&self, number: usize) -> Option<usize> {
        let next = self.quotes.get(number + 1)?;
        (next.first_block == self.quotes[number].last_block).then_some(number + 1)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        let token = self.context.analysis.token(token);
        token.text().chars().any(char::is_alphanumeric)
    }

    pub(super) fn is_empty(&self, range: &Range<usize>) -> bool {
        !range.clone().any(|t| self.is_word(t))
    }

    /// Head of the first noun phrase after a verb.
    pub(super) fn nominal_after(&self, verb: usize, end: usize) -> Option<usize> {
        let analysis = self.context.analysis;
        let first = (verb + 1..end).find(|&t| {
            matches!(analysis.token(t).pos(), "NOUN" | "PROPN" | "PRON")
                && !matches!(analysis.token(t).dep(), "pobj" | "npadvmod")
        })?;
        Some(self.phrase_head(first))
    }

    /// Head of the noun phrase that ends before a verb, when nothing but noun phrases stands between.
    pub(super) fn nominal_before(&self, start: usize, verb: usize) -> Option<usize> {
        let analysis = self.context.analysis;
        let range = start..verb;
        if range
            .clone()
            .any(|t| matches!(analysis.token(t).tag(), "VBD" | "VBZ" | "VBP"))
        {
            return None;
        }
        let first = range.into_iter().find(|&t| {
            matches!(analysis.token(t).pos(), "NOUN" | "PROPN" | "PRON")
                && !matches!(analysis.token(t).dep(), "pobj" | "npadvmod")
        })?;
        Some(self.phrase_head(first)).filter(|&head| head < verb)
    }

    pub(super) fn phrase_head(&self, mut token: usize) -> usize {
        let analysis = self.context.analysis;
        while matches!(analysis.token(token).dep(), "compound" | "amod" | "nmod")
            && analysis.token(token).head() > token
        {
            token = analysis.token(token).head();
        }
        token
    }
}
