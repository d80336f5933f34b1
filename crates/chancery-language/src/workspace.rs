//! The memory of one call at a time, and the order of work in it.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::{Analysis, EntityRecord, Record};
use crate::embed::EncoderCache;
use crate::encode::{Input, Scratch, WordSource};
use crate::hash::Map;
use crate::head::{Near, Slots, Sparse};
use crate::lexicon::{Lexicon, WordId};
use crate::long::{PAGE, Pages, Part};
use crate::ner;
use crate::parser;
use crate::pattern::Stack;
use crate::pipeline::{Model, Tagger};
use crate::ruler::{self, Marks};
use crate::symbols::Symbol;
use crate::tokenizer::{Tables, Tok};
use crate::tree::Tree;

/// Tokens that are encoded together, unless one paragraph has more. A guess: the vectors of this many fit the
/// second-level cache beside a block's weights.
const BATCH: usize = 320;
/// Paragraphs of more tokens are encoded by the page, so that their vectors take bounded memory.
const LONG: usize = if cfg!(test) { 300 } else { 4096 };

/// The row of a token in which no entity is sought.
const PASSED_OVER: u32 = u32::MAX;
/// How far before and behind a word with a capital or a figure an entity may reach, in tokens ("more than an estimated
/// 500", "Bank for the …"). Chosen by trying: with 2 and 2 of 330 articles two were read otherwise.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// Buffers and caches of one thread.
#[derive(Default)]
pub(crate) struct Workspace {
    lexicon: Lexicon,
    /// Whether entities are sought only near words that a name can have.
    names_only: bool,
    stack: Stack,
    tokens: Vec<Tok>,
    texts: Vec<Range<usize>>,
    caches: Vec<EncoderCache>,
    scratch: Scratch,
    inputs: Vec<Input>,
    starts: Vec<u32>,
    tag_scores: Vec<f32>,
    tags: Vec<Symbol>,
    parser_slots: Slots,
    ner_slots: Slots,
    /// Of each token of a batch, its row in `ner_slots`, or [`PASSED_OVER`].
    ner_rows: Vec<u32>,
    parse: parser::State,
    tree: Tree,
    marks: Vec<Marks>,
    rules: ruler::Scratch,
    facts: Vec<ner::Facts>,
    ner: ner::State,
    lemmas: Map<(WordId, Symbol, Symbol), Box<str>>,
}

/// The means to encode a part of the workspace's inputs.
macro_rules! part {
    ($self:ident, $model:ident, $encoder:expr) => {
        Part {
            encoder: &$model.encoders[$encoder],
            inputs: &$self.inputs,
            words: WordSource {
                lexicon: &$self.lexicon,
                vectors: $model.vectors.as_ref(),
            },
            cache: &mut $self.caches[$encoder],
            scratch: &mut $self.scratch,
            starts: &mut $self.starts,
        }
    };
}

/// The analysis as it grows.
struct Output {
    records: Vec<Record>,
    entities: Vec<EntityRecord>,
    lemmas: String,
}

impl Workspace {
    /// Analyses the ranges of a text, each by itself.
    pub(crate) fn analyse(
        &mut self,
        model: &Model,
        text: &str,
        spans: &[Range<usize>],
        names_only: bool,
    ) -> Analysis {
        self.names_only = names_only;
        if self.lexicon.is_full() {
            self.forget();
        }
        self.tokens.clear();
        self.texts.clear();
        for span in spans {
            let begin = self.tokens.len();
            let mut tables = Tables {
                words: &model.words,
                sets: &model.sets,
                tokenizer: &model.tokenizer,
                lexicon: &mut self.lexicon,
                stack: &mut self.stack,
            };
            model.tokenizer.tokenize(
                &text[span.clone()],
                span.start as u32,
                &mut tables,
                &mut self.tokens,
            );
            self.texts.push(begin..self.tokens.len());
        }
        self.caches
            .resize_with(model.encoders.len(), EncoderCache::default);
        let mut output = Output {
            records: Vec::with_capacity(self.tokens.len()),
            entities: Vec::new(),
            lemmas: String::new(),
        };
        let texts = std::mem::take(&mut self.texts);
        let mut from = 0;
        while from < texts.len() {
            let mut to = from + 1;
            let fits = |text: &Range<usize>| text.end - texts[from].start <= BATCH;
            while texts.get(to).is_some_and(fits) {
                to += 1;
            }
            if texts[from].len() > LONG {
                self.long(model, texts[from].clone(), &mut output);
            } else {
                self.batch(model, &texts[from..to], &mut output);
            }
            from = to;
        }
        self.texts = texts;
        let symbols = Arc::clone(&model.symbols);
        Analysis::new(
            text.to_owned(),
            output.records,
            output.entities,
            output.lemmas,
            symbols,
        )
    }

    fn forget(&mut self) {
        self.lexicon.clear();
        self.lemmas.clear();
        self.rules.clear();
        for cache in &mut self.caches {
            cache.clear();
        }
    }

    /// Encodes a run of texts together, then finishes each.
    fn batch(&mut self, model: &Model, texts: &[Range<usize>], output: &mut Output) {
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else {
            return;
        };
        let base = first.start;
        let tokens = &self.tokens[base..last.end];
        self.inputs.clear();
        self.inputs.extend(tokens.iter().map(|t| Input {
            word: t.word,
            space: t.space,
        }));
        let ranges: Vec<Range<usize>> =
            texts.iter().map(|t| t.start - base..t.end - base).collect();
        self.tags.clear();
        self.tags.resize(self.inputs.len(), 0);
        let source = WordSource {
            lexicon: &self.lexicon,
            vectors: model.vectors.as_ref(),
        };
        let near = match self.names_only {
            true => near_names(tokens, &self.lexicon, &ranges),
            false => ranges.clone(),
        };
        self.ner_rows.clear();
        self.ner_rows.resize(self.inputs.len(), PASSED_OVER);
        for (row, token) in near.iter().flat_map(Clone::clone).enumerate() {
            self.ner_rows[token] = row as u32;
        }
        for (number, encoder) in model.encoders.iter().enumerate() {
            let only_names = model.ner.as_ref().is_some_and(|n| n.0 == number)
                && model.tagger.as_ref().is_none_or(|t| t.encoder != number)
                && model.parser.as_ref().is_none_or(|p| p.0 != number);
            encoder.encode_some(
                &self.inputs,
                &ranges,
                if only_names { &near } else { &ranges },
                source,
                &mut self.caches[number],
                &mut self.scratch,
            );
            self.starts.clear();
            for (text, range) in ranges.iter().zip(1..).map(|(range, n)| (n, range)) {
                let row = |token| ((encoder.reach() * text + token) * encoder.width()) as u32;
                self.starts.extend(range.clone().map(row));
            }
            let vectors = self.scratch.vectors();
            if let Some(tagger) = model.tagger.as_ref().filter(|t| t.encoder == number) {
                tag(
                    tagger,
                    vectors,
                    &self.starts,
                    &mut self.tag_scores,
                    &mut self.tags,
                );
            }
            if let Some((_, parser)) = model.parser.as_ref().filter(|p| p.0 == number) {
                parser
                    .head()
                    .fill(vectors, &self.starts, &mut self.parser_slots);
            }
            if let Some((_, ner)) = model.ner.as_ref().filter(|n| n.0 == number) {
                let rows = self.ner_rows.iter().zip(&self.starts);
                let starts: Vec<u32> = rows
                    .filter(|&(&row, _)| row != PASSED_OVER)
                    .map(|(_, &start)| start)
                    .collect();
                ner.head().fill(vectors, &starts, &mut self.ner_slots);
            }
        }
        for (text, range) in texts.iter().zip(&ranges) {
            self.finish(model, text.clone(), Some(range.start), output);
        }
    }

    /// Encodes and finishes one long text, by the page.
    fn long(&mut self, model: &Model, text: Range<usize>, output: &mut Output) {
        self.inputs.clear();
        self.inputs
            .extend(self.tokens[text.clone()].iter().map(|t| Input {
                word: t.word,
                space: t.space,
            }));
        self.tags.clear();
        self.tags.resize(self.inputs.len(), 0);
        if let Some(tagger) = &model.tagger {
            for start in (0..text.len()).step_by(PAGE) {
                let end = (start + PAGE).min(text.len());
                let tags = &mut self.tags[start..end];
                let mut part = part!(self, model, tagger.encoder);
                part.encode(start..end);
                tag(
                    tagger,
                    part.scratch.vectors(),
                    part.starts,
                    &mut self.tag_scores,
                    tags,
                );
            }
        }
        self.finish(model, text, None, output);
    }

    /// Tree, rules, entities and lemmas of one text, whose slot vectors begin at `first`; without `first`, they
    /// are computed as they are needed.
    fn finish(
        &mut self,
        model: &Model,
        text: Range<usize>,
        first: Option<usize>,
        output: &mut Output,
    ) {
        self.grow(model, text.clone(), first);
        let tokens = &self.tokens[text.clone()];
        let lexicon = &self.lexicon;
        self.marks.clear();
        self.marks
            .extend(tokens.iter().enumerate().map(|(at, token)| Marks {
                word: token.word,
                tag: self.tags[first.unwrap_or(0) + at],
                dep: self.parse.label[at],
                ..Marks::default()
            }));
        model.ruler.apply(
            &mut self.marks,
            lexicon,
            &model.sets,
            &mut self.rules,
            &mut self.stack,
        );
        self.entities(model, text.clone(), first, output);
        let (tokens, lexicon) = (&self.tokens[text], &self.lexicon);
        let base = output.records.len() as u32;
        for (at, (token, marks)) in tokens.iter().zip(&self.marks).enumerate() {
            let lemma_start = output.lemmas.len() as u32;
            lemma(model, lexicon, marks, &mut self.lemmas, &mut output.lemmas);
            output.records.push(Record {
                start: token.start,
                end: token.end,
                head: base + self.parse.head[at],
                lemma_start,
                lemma_end: output.lemmas.len() as u32,
                tag: marks.tag,
                pos: marks.pos,
                dep: marks.dep,
                morph: marks.morph,
                sentence_start: at == 0 || self.tree.starts[at],
                space_after: token.space,
            });
        }
    }

    /// The tree of one text and where its sentences start.
    fn grow(&mut self, model: &Model, text: Range<usize>, first: Option<usize>) {
        let tokens = &self.tokens[text];
        let count = tokens.len();
        let lexicon = &self.lexicon;
        let is_space = |at: usize| lexicon.attributes(tokens[at].word).is_space;
        if let Some((encoder, parser)) = &model.parser {
            match first {
                Some(first) => {
                    let mut near = Near {
                        slots: &self.parser_slots,
                        first,
                    };
                    parser.parse(&mut near, count, &mut self.parse);
                }
                None => {
                    let mut pages = Pages::new(part!(self, model, *encoder));
                    parser.parse(&mut pages, count, &mut self.parse);
                }
            }
            let parse = &mut self.parse;
            self.tree.settle(
                &mut parse.head,
                &mut parse.label,
                |l| model.moved(l),
                is_space,
            );
        } else {
            self.parse.head.clear();
            self.parse.head.extend(0..count as u32);
            self.parse.label.clear();
            self.parse.label.resize(count, 0);
            self.tree.starts.clear();
            self.tree.starts.resize(count, false);
        }
    }

    /// The entities of one text.
    fn entities(
        &mut self,
        model: &Model,
        text: Range<usize>,
        first: Option<usize>,
        output: &mut Output,
    ) {
        let (tokens, lexicon) = (&self.tokens[text], &self.lexicon);
        let count = tokens.len();
        let is_space = |at: usize| lexicon.attributes(tokens[at].word).is_space;
        let base = output.records.len() as u32;
        if let Some((encoder, ner)) = &model.ner {
            self.facts.clear();
            let starts = &self.tree.starts;
            let rows = first.map(|first| &self.ner_rows[first..]);
            let fact = |at| ner::Facts {
                is_space: is_space(at),
                starts_sentence: starts[at],
                passed_over: rows.is_some_and(|rows| rows.get(at) == Some(&PASSED_OVER)),
            };
            self.facts.extend((0..count).map(fact));
            let found = |range: Range<usize>, label| {
                let tokens = base + range.start as u32..base + range.end as u32;
                output.entities.push(EntityRecord { tokens, label });
            };
            let state = &mut self.ner;
            match first {
                Some(first) => {
                    let mut near = Sparse {
                        slots: &self.ner_slots,
                        rows: &self.ner_rows,
                        first,
                    };
                    ner.find(&mut near, &self.facts, state, found);
                }
                None => {
                    let mut pages = Pages::new(part!(self, model, *encoder));
                    ner.find(&mut pages, &self.facts, state, found);
                }
            }
        }
    }
}

/// The tokens that may stand in a name: those with a capital or a figure, and their neighbours.
fn near_names(tokens: &[Tok], lexicon: &Lexicon, texts: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for text in texts {
        let mut last: Option<Range<usize>> = None;
        for at in text.clone() {
            let word = lexicon.text(tokens[at].word);
            if !word.chars().any(|c| c.is_uppercase() || c.is_numeric()) {
                continue;
            }
            let around = at.saturating_sub(BEFORE).max(text.start)..(at + BEHIND + 1).min(text.end);
            match &mut last {
                Some(range) if range.end >= around.start => range.end = around.end,
                _ => found.extend(last.replace(around)),
            }
        }
        found.extend(last);
    }
    found
}

fn tag(
    tagger: &Tagger,
    vectors: &[f32],
    starts: &[u32],
    scores: &mut Vec<f32>,
    tags: &mut [Symbol],
) {
    let stride = tagger.layer.stride();
    scores.resize(starts.len() * stride, 0.0);
    tagger.layer.all(vectors, starts, scores);
    for (scores, tag) in scores.chunks_exact(stride).zip(tags) {
        let best = crate::head::best(scores, std::iter::once((0, tagger.labels.len())));
        *tag = best.map_or(0, |class| tagger.labels[class]);
    }
}

/// Appends the lemma of a token: a rule's, else the lemmatizer's, else nothing.
fn lemma(
    model: &Model,
    lexicon: &Lexicon,
    marks: &Marks,
    known: &mut Map<(WordId, Symbol, Symbol), Box<str>>,
    out: &mut String,
) {
    let set = model.ruler.lemma(marks.lemma_rule);
    let lemmatizer = model.lemmatizer.as_ref();
    match (set, lemmatizer) {
        (Some(lemma), None) => out.push_str(lemma),
        (Some(lemma), Some(l)) if !l.overwrite => out.push_str(lemma),
        (_, None) => {}
        (_, Some(lemmatizer)) => {
            let lemma = known
                .entry((marks.word, marks.pos, marks.morph))
                .or_insert_with(|| {
                    let (text, lower) = (lexicon.text(marks.word), lexicon.lower(marks.word));
                    let (pos, morph) = (
                        model.symbols.name(marks.pos),
                        model.symbols.name(marks.morph),
                    );
                    lemmatizer
                        .lemma(text, lower, pos, morph, &model.words)
                        .into()
                });
            out.push_str(lemma);
        }
    }
}
