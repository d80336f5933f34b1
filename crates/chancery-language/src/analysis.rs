//! What the pipeline says of a text: tokens, a dependency tree over each sentence, named entities.
//!
//! An [`Analysis`] owns nothing but numbers and symbols beside its text: every token is a byte range of it.
//! Token numbers count through the whole text, whatever paragraphs it was analysed in.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::symbols::{Symbol, Symbols};

/// The analysis of one text.
///
/// Guarantees: tokens are in order and do not overlap; the head of a token lies in its own sentence; a root
/// is its own head; entities are in order and do not overlap.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    text: String,
    tokens: Vec<Record>,
    entities: Vec<EntityRecord>,
    /// All lemmas, one after the other.
    lemmas: String,
    symbols: Arc<Symbols>,
    /// Children of token `i` in order: `children[offsets[i]..offsets[i + 1]]`.
    offsets: Vec<u32>,
    children: Vec<u32>,
    /// Leftmost and rightmost token below each token.
    edges: Vec<(u32, u32)>,
    /// First token of each sentence.
    sentences: Vec<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) head: u32,
    pub(crate) lemma_start: u32,
    pub(crate) lemma_end: u32,
    pub(crate) tag: Symbol,
    pub(crate) pos: Symbol,
    pub(crate) dep: Symbol,
    pub(crate) morph: Symbol,
    pub(crate) sentence_start: bool,
    pub(crate) space_after: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct EntityRecord {
    pub(crate) tokens: Range<u32>,
    pub(crate) label: Symbol,
}

/// One token of an [`Analysis`].
#[derive(Clone, Copy)]
pub struct Token<'a> {
    analysis: &'a Analysis,
    index: usize,
}

/// A named entity of an [`Analysis`]: a run of tokens and an OntoNotes label (`PERSON`, `GPE`, `DATE` …).
#[derive(Debug, Clone)]
pub struct Entity<'a> {
    /// Token numbers, half open.
    pub tokens: Range<usize>,
    /// The label as the pipeline names it.
    pub label: &'a str,
}

impl Analysis {
    pub(crate) fn new(
        text: String,
        tokens: Vec<Record>,
        entities: Vec<EntityRecord>,
        lemmas: String,
        symbols: Arc<Symbols>,
    ) -> Self {
        let count = tokens.len();
        let mut offsets = vec![0_u32; count + 1];
        for (index, token) in tokens.iter().enumerate() {
            if token.head as usize != index {
                offsets[token.head as usize + 1] += 1;
            }
        }
        for index in 0..count {
            offsets[index + 1] += offsets[index];
        }
        let mut children = vec![0_u32; offsets[count] as usize];
        let mut next = offsets.clone();
        for (index, token) in tokens.iter().enumerate() {
            if token.head as usize != index {
                let slot = &mut next[token.head as usize];
                children[*slot as usize] = index as u32;
                *slot += 1;
            }
        }
        let edges = edges(&tokens, &offsets);
        let sentences = (0..count)
            .filter(|&i| i == 0 || tokens[i].sentence_start)
            .map(|i| i as u32)
            .collect();
        Self {
            text,
            tokens,
            entities,
            lemmas,
            symbols,
            offsets,
            children,
            edges,
            sentences,
        }
    }

    /// The text that was analysed, unaltered.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of tokens, whitespace tokens included.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token of that number. Panics if there is none, like slice indexing.
    pub fn token(&self, index: usize) -> Token<'_> {
        assert!(
            index < self.tokens.len(),
            "token {index} of {}",
            self.tokens.len()
        );
        Token {
            analysis: self,
            index,
        }
    }

    /// All tokens in order.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'_>> + DoubleEndedIterator {
        (0..self.tokens.len()).map(|index| Token {
            analysis: self,
            index,
        })
    }

    /// The token ranges of the sentences, in order; together they cover all tokens.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        (0..self.sentences.len()).map(|n| self.sentence(n))
    }

    /// Number of the sentence that holds the token.
    pub fn sentence_number(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|&start| start as usize <= token)
            .saturating_sub(1)
    }

    /// Token range of the sentence of that number.
    pub fn sentence(&self, number: usize) -> Range<usize> {
        let start = self.sentences[number] as usize;
        let end = self
            .sentences
            .get(number + 1)
            .map_or(self.tokens.len(), |&next| next as usize);
        start..end
    }

    /// Token range of the sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        self.sentence(self.sentence_number(token))
    }

    /// Named entities in order.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> {
        self.entities.iter().map(|entity| Entity {
            tokens: entity.tokens.start as usize..entity.tokens.end as usize,
            label: self.symbols.name(entity.label),
        })
    }

    /// The named entity that covers a token, if one does; found by bisection.
    pub fn entity_at(&self, token: usize) -> Option<Entity<'_>> {
        let next = self
            .entities
            .partition_point(|entity| entity.tokens.end as usize <= token);
        let entity = self.entities.get(next)?;
        let tokens = entity.tokens.start as usize..entity.tokens.end as usize;
        tokens.contains(&token).then(|| Entity {
            tokens,
            label: self.symbols.name(entity.label),
        })
    }

    /// Numbers of the tokens whose head is `token`, in order.
    pub fn children(
        &self,
        token: usize,
    ) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator + '_ {
        let range = self.offsets[token] as usize..self.offsets[token + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// Children of `token` that hang by the relation `dep`.
    pub fn children_by<'a>(
        &'a self,
        token: usize,
        dep: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        self.children(token)
            .filter(move |&child| self.token(child).dep() == dep)
    }

    /// From the leftmost to the rightmost token below `token`, itself included, half open. (In a tree with
    /// crossing arcs the range may hold a token that is not below it.)
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (left, right) = self.edges[token];
        left as usize..right as usize + 1
    }

    /// The bytes of the text that a range of tokens covers, from the first byte of the first to the last of
    /// the last. Empty ranges give an empty range at the start of the token there.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let at = self
                .tokens
                .get(tokens.start)
                .map_or(self.text.len(), |t| t.start as usize);
            return at..at;
        }
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The words of a range of tokens as they stand in the text.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        &self.text[self.bytes(tokens)]
    }

    /// The token that covers or first follows that byte, if any.
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let index = self
            .tokens
            .partition_point(|token| token.end as usize <= byte);
        (index < self.tokens.len()).then_some(index)
    }
}

/// Leftmost and rightmost token below each token, itself included: each hands its own up to its head once all
/// that hang on it have done so.
fn edges(tokens: &[Record], offsets: &[u32]) -> Vec<(u32, u32)> {
    let count = tokens.len();
    let mut edges: Vec<(u32, u32)> = (0..count as u32).map(|i| (i, i)).collect();
    let mut waiting: Vec<u32> = (0..count).map(|i| offsets[i + 1] - offsets[i]).collect();
    for leaf in 0..count {
        if offsets[leaf] != offsets[leaf + 1] {
            continue;
        }
        let mut at = leaf;
        loop {
            let head = tokens[at].head as usize;
            if head == at {
                break;
            }
            let (left, right) = edges[at];
            edges[head] = (edges[head].0.min(left), edges[head].1.max(right));
            waiting[head] -= 1;
            if waiting[head] > 0 {
                break;
            }
            at = head;
        }
    }
    edges
}

impl<'a> Token<'a> {
    fn record(self) -> &'a Record {
        &self.analysis.tokens[self.index]
    }
    fn name(self, symbol: Symbol) -> &'a str {
        self.analysis.symbols.name(symbol)
    }
    /// Number of this token in the text.
    pub fn index(self) -> usize {
        self.index
    }
    /// First byte in the text.
    pub fn start(self) -> usize {
        self.record().start as usize
    }
    /// One past the last byte in the text.
    pub fn end(self) -> usize {
        self.record().end as usize
    }
    /// The word as it stands in the text.
    pub fn text(self) -> &'a str {
        &self.analysis.text[self.start()..self.end()]
    }
    /// The word in small letters; no memory is taken for one that stands so in the text, as most do.
    pub fn lower(self) -> Cow<'a, str> {
        let text = self.text();
        let small = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
        if text.bytes().all(small) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.to_lowercase())
        }
    }
    /// Base form.
    pub fn lemma(self) -> &'a str {
        &self.analysis.lemmas[self.record().lemma_start as usize..self.record().lemma_end as usize]
    }
    /// Fine-grained tag (Penn Treebank: `NNP`, `VBD` …).
    pub fn tag(self) -> &'a str {
        self.name(self.record().tag)
    }
    /// Coarse tag (Universal Dependencies: `PROPN`, `VERB` …).
    pub fn pos(self) -> &'a str {
        self.name(self.record().pos)
    }
    /// Morphology in Universal Dependencies form (`Number=Sing|Person=3`), empty if none.
    pub fn morph(self) -> &'a str {
        self.name(self.record().morph)
    }
    /// Dependency relation to the head (ClearNLP labels: `nsubj`, `dobj` …; `ROOT` for roots).
    pub fn dep(self) -> &'a str {
        self.name(self.record().dep)
    }
    /// Number of the head; of the token itself for roots.
    pub fn head(self) -> usize {
        self.record().head as usize
    }
    /// Whether it is the root of its sentence's tree (a sentence may have several).
    pub fn is_root(self) -> bool {
        self.head() == self.index
    }
    /// Whether a sentence starts here.
    pub fn is_sentence_start(self) -> bool {
        self.record().sentence_start
    }
    /// Whether a single space follows that belongs to no token.
    pub fn space_after(self) -> bool {
        self.record().space_after
    }
}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}/{}/{}<{}",
            self.index,
            self.text(),
            self.tag(),
            self.dep(),
            self.head()
        )
    }
}
