//! Word types met so far: each is analysed once. A memory, never a source of results.

use std::ops::Range;

use crate::hash::Map;
use crate::tokenizer::Tokenizer;
use crate::words::{Attributes, Words};

/// Number of a word type in a [`Lexicon`].
pub(crate) type WordId = u32;

/// Word types or chunks from which on a lexicon starts afresh, between texts.
const MOST: usize = 1 << 15;
/// Longer chunks and words are analysed but their chunks not remembered.
const LONGEST: usize = 64;

/// Word types by their text (and the norm, where the tokenizer set one).
#[derive(Default)]
pub(crate) struct Lexicon {
    types: Vec<WordType>,
    plain: Map<Box<str>, WordId>,
    normed: Map<(Box<str>, Box<str>), WordId>,
    chunks: Map<Box<str>, Range<u32>>,
    chunk_words: Vec<WordId>,
}

struct WordType {
    text: Box<str>,
    lower: Box<str>,
    attributes: Attributes,
    begins_sequence: bool,
}

impl Lexicon {
    /// Whether it has grown so far that it should be cleared before the next text.
    pub(crate) fn is_full(&self) -> bool {
        self.types.len() > MOST || self.chunks.len() > MOST
    }

    /// Forgets everything; word numbers become invalid.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The tokens of a chunk that was seen before.
    pub(crate) fn chunk(&self, chunk: &str) -> Option<&[WordId]> {
        let range = self.chunks.get(chunk)?;
        Some(&self.chunk_words[range.start as usize..range.end as usize])
    }

    /// Remembers the tokens of a chunk.
    pub(crate) fn remember(&mut self, chunk: &str, words: impl Iterator<Item = WordId>) {
        if chunk.len() <= LONGEST {
            let start = self.chunk_words.len() as u32;
            self.chunk_words.extend(words);
            self.chunks
                .insert(chunk.into(), start..self.chunk_words.len() as u32);
        }
    }

    /// The number of a word type, new if need be.
    pub(crate) fn word(
        &mut self,
        text: &str,
        norm: Option<&str>,
        words: &Words,
        rules: &Tokenizer,
    ) -> WordId {
        let known = match norm {
            None => self.plain.get(text),
            Some(norm) => self.normed.get(&(text.into(), norm.into())),
        };
        if let Some(&known) = known {
            return known;
        }
        let number = self.types.len() as WordId;
        let lower = text.to_lowercase();
        self.types.push(WordType {
            attributes: words.attributes(text, &lower, norm),
            text: text.into(),
            lower: lower.into(),
            begins_sequence: rules.begins_sequence(text),
        });
        match norm {
            None => self.plain.insert(text.into(), number),
            Some(norm) => self.normed.insert((text.into(), norm.into()), number),
        };
        number
    }

    /// The word as written.
    pub(crate) fn text(&self, word: WordId) -> &str {
        &self.types[word as usize].text
    }

    /// The word in lower case.
    pub(crate) fn lower(&self, word: WordId) -> &str {
        &self.types[word as usize].lower
    }

    /// What the network sees of the word.
    pub(crate) fn attributes(&self, word: WordId) -> &Attributes {
        &self.types[word as usize].attributes
    }

    /// Whether an exception that was taken apart may begin with the word.
    pub(crate) fn begins_sequence(&self, word: WordId) -> bool {
        self.types[word as usize].begins_sequence
    }
}
