//! Text to tokens by spaCy's rules.
//!
//! Text is cut at white space; a single space is no token but a mark on the token before it, any other run
//! of white space is a token. A chunk between is an exception of the table, or loses prefixes and suffixes
//! one by one until it is one or nothing comes off; the rest is one token if it is a URL, else it is cut at
//! infixes. At last exceptions that hold affixes are put together again over the finished tokens.

use serde::Deserialize;

use crate::error::Error;
use crate::hash::Map;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::{Pattern, Sets, Source, Stack};
use crate::weights::Weights;
use crate::words::Words;

/// The tokenizer of a pipeline.
pub(crate) struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    infix: Option<Pattern>,
    token: Option<Pattern>,
    url: Option<Pattern>,
    exceptions: Map<Box<str>, Vec<Piece>>,
    /// Bytes of the longest exception: longer strings need not be looked up.
    longest: usize,
    /// Exceptions as they come apart without the table, by their first token.
    sequences: Map<Box<str>, Vec<Vec<Box<str>>>>,
}

/// A token of an exception.
struct Piece {
    text: Box<str>,
    norm: Option<Box<str>>,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tok {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Word type.
    pub(crate) word: WordId,
    /// Whether a space follows that is no token.
    pub(crate) space: bool,
}

#[derive(Deserialize)]
struct Table {
    prefix: Option<Vec<Source>>,
    suffix: Option<Vec<Source>>,
    infix: Option<Vec<Source>>,
    token: Option<Vec<Source>>,
    url: Option<Vec<Source>>,
    exceptions: Vec<Exception>,
}

/// Text, its tokens with their norms, and how it comes apart without the table.
type Exception = (String, Vec<(String, Option<String>)>, Option<Vec<String>>);

impl Tokenizer {
    pub(crate) fn open(weights: &Weights<'_>, sets: &Sets) -> Result<Self, Error> {
        let table: Table = weights.json("tokenizer")?;
        let pattern =
            |source: Option<Vec<Source>>| source.map(|s| Pattern::new(s, sets)).transpose();
        let mut exceptions: Map<Box<str>, Vec<Piece>> = Map::default();
        let mut sequences: Map<Box<str>, Vec<Vec<Box<str>>>> = Map::default();
        for (text, pieces, apart) in table.exceptions {
            if pieces.iter().map(|p| p.0.as_str()).collect::<String>() != text
                || pieces.iter().any(|p| p.0.is_empty())
                || text.is_empty()
            {
                return Err(Error::damaged(format!(
                    "exception {text:?} does not add up"
                )));
            }
            if let Some(apart) = apart {
                let apart: Vec<Box<str>> = apart.into_iter().map(Into::into).collect();
                if let Some(first) = apart.first() {
                    sequences.entry(first.clone()).or_default().push(apart);
                }
            }
            let pieces = pieces.into_iter();
            let pieces = pieces.map(|(text, norm)| Piece {
                text: text.into(),
                norm: norm.map(Into::into),
            });
            exceptions.insert(text.into(), pieces.collect());
        }
        Ok(Self {
            prefix: pattern(table.prefix)?,
            suffix: pattern(table.suffix)?,
            infix: pattern(table.infix)?,
            token: pattern(table.token)?,
            url: pattern(table.url)?,
            longest: exceptions.keys().map(|k| k.len()).max().unwrap_or(0),
            exceptions,
            sequences,
        })
    }

    /// Whether an exception that was taken apart may begin with this token.
    pub(crate) fn begins_sequence(&self, text: &str) -> bool {
        self.sequences.contains_key(text)
    }

    /// Appends the tokens of `text`, their offsets counted from `offset`.
    pub(crate) fn tokenize(
        &self,
        text: &str,
        offset: u32,
        tables: &mut Tables<'_>,
        out: &mut Vec<Tok>,
    ) {
        let begin = out.len();
        let mut chars = text.char_indices();
        let Some((_, first)) = chars.next() else {
            return;
        };
        let (mut start, mut in_space) = (0, tables.words.is_space(first));
        for (at, c) in chars {
            if tables.words.is_space(c) == in_space {
                continue;
            }
            if start < at {
                self.chunk(&text[start..at], offset + start as u32, tables, out);
            }
            start = at;
            if c == ' ' {
                if let Some(token) = out[begin..].last_mut() {
                    token.space = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            self.chunk(&text[start..], offset + start as u32, tables, out);
        }
        self.rejoin(text, offset, begin, tables, out);
    }

    /// Appends the tokens of a run of white space or of anything else, out of the memory if it was seen.
    fn chunk(&self, chunk: &str, at: u32, tables: &mut Tables<'_>, out: &mut Vec<Tok>) {
        if let Some(words) = tables.lexicon.chunk(chunk) {
            let mut start = at;
            for &word in words {
                let end = start + tables.lexicon.text(word).len() as u32;
                out.push(Tok {
                    start,
                    end,
                    word,
                    space: false,
                });
                start = end;
            }
            return;
        }
        let begin = out.len();
        self.split(chunk, at, tables, out);
        tables
            .lexicon
            .remember(chunk, out[begin..].iter().map(|t| t.word));
    }

    fn exception(&self, text: &str) -> Option<&[Piece]> {
        if text.len() > self.longest {
            None
        } else {
            self.exceptions.get(text).map(Vec::as_slice)
        }
    }

    fn split(&self, chunk: &str, at: u32, tables: &mut Tables<'_>, out: &mut Vec<Tok>) {
        let sets = tables.sets;
        let (mut start, mut end) = (0, chunk.len());
        let mut suffixes: Vec<(usize, usize)> = Vec::new();
        while start < end {
            let rest = &chunk[start..end];
            if matches_whole(self.token.as_ref(), sets, rest, tables.stack)
                || self.exception(rest).is_some()
            {
                break;
            }
            let prefix = find(self.prefix.as_ref(), sets, rest, tables.stack);
            if prefix > 0 && self.exception(&rest[prefix..]).is_some() {
                push(
                    tables,
                    out,
                    &chunk[start..start + prefix],
                    at + start as u32,
                    None,
                );
                start += prefix;
                break;
            }
            let count = find_last(self.suffix.as_ref(), sets, &rest[prefix..], tables.stack);
            let suffix = last_chars(rest, count);
            if suffix > 0 && self.exception(&rest[..rest.len() - suffix]).is_some() {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix > 0 && (suffix == 0 || prefix + suffix <= rest.len()) {
                push(
                    tables,
                    out,
                    &chunk[start..start + prefix],
                    at + start as u32,
                    None,
                );
                start += prefix;
            } else if prefix > 0 {
                push(
                    tables,
                    out,
                    &chunk[start..start + prefix],
                    at + start as u32,
                    None,
                );
                start += prefix;
                continue;
            }
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
        }
        if start < end {
            self.middle(&chunk[start..end], at + start as u32, tables, out);
        }
        for &(start, end) in suffixes.iter().rev() {
            push(tables, out, &chunk[start..end], at + start as u32, None);
        }
    }

    /// What is left when no affix comes off: an exception, a URL, or pieces between infixes.
    fn middle(&self, text: &str, at: u32, tables: &mut Tables<'_>, out: &mut Vec<Tok>) {
        let sets = tables.sets;
        if let Some(pieces) = self.exception(text) {
            self.expand(pieces, at, tables, out);
            return;
        }
        let whole = matches_whole(self.token.as_ref(), sets, text, tables.stack)
            || matches_whole(self.url.as_ref(), sets, text, tables.stack);
        let Some(infix) = self.infix.as_ref().filter(|_| !whole) else {
            push(tables, out, text, at, None);
            return;
        };
        let (mut start, mut from) = (0, 0);
        while let Some((begin, end)) = infix.search(sets, text, from, tables.stack) {
            from = if end > begin {
                end
            } else {
                end + next_width(text, end)
            };
            if begin > 0 {
                if begin != start {
                    push(tables, out, &text[start..begin], at + start as u32, None);
                }
                if begin != end {
                    push(tables, out, &text[begin..end], at + begin as u32, None);
                }
                start = end;
            }
            if from > text.len() {
                break;
            }
        }
        if start < text.len() {
            push(tables, out, &text[start..], at + start as u32, None);
        }
    }

    fn expand(&self, pieces: &[Piece], at: u32, tables: &mut Tables<'_>, out: &mut Vec<Tok>) {
        let mut start = at;
        for piece in pieces {
            push(tables, out, &piece.text, start, piece.norm.as_deref());
            start += piece.text.len() as u32;
        }
    }

    /// Puts exceptions with affixes together again: the longest first, no token twice.
    fn rejoin(
        &self,
        text: &str,
        offset: u32,
        begin: usize,
        tables: &mut Tables<'_>,
        out: &mut Vec<Tok>,
    ) {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for at in begin..out.len() {
            if !tables.lexicon.begins_sequence(out[at].word) {
                continue;
            }
            let word = |n: usize| out.get(n).map(|t| tables.lexicon.text(t.word));
            for sequence in self
                .sequences
                .get(word(at).unwrap_or(""))
                .into_iter()
                .flatten()
            {
                if sequence
                    .iter()
                    .zip(at..)
                    .all(|(expected, n)| word(n) == Some(expected))
                {
                    spans.push((at, at + sequence.len()));
                }
            }
        }
        if spans.is_empty() {
            return;
        }
        spans.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut seen = vec![false; out.len() - begin];
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for &(start, end) in &spans {
            if !seen[start - begin] && !seen[end - 1 - begin] {
                chosen.push((start, end));
            }
            // A span that was not chosen blocks its tokens too; so it is in spaCy.
            seen[start - begin..end - begin].fill(true);
        }
        chosen.sort_unstable();
        let old = out.split_off(begin);
        let mut at = begin;
        for (start, end) in chosen {
            let (first, last) = (old[start - begin], old[end - 1 - begin]);
            let pieces = self
                .exception(&text[(first.start - offset) as usize..(last.end - offset) as usize]);
            let Some(pieces) = pieces else { continue };
            out.extend_from_slice(&old[at - begin..start - begin]);
            self.expand(pieces, first.start, tables, out);
            if let Some(token) = out.last_mut() {
                token.space = last.space;
            }
            at = end;
        }
        out.extend_from_slice(&old[at - begin..]);
    }
}

/// What the tokenizer reads and writes beside its rules.
pub(crate) struct Tables<'a> {
    pub(crate) words: &'a Words,
    pub(crate) sets: &'a Sets,
    pub(crate) tokenizer: &'a Tokenizer,
    pub(crate) lexicon: &'a mut Lexicon,
    pub(crate) stack: &'a mut Stack,
}

fn push(tables: &mut Tables<'_>, out: &mut Vec<Tok>, text: &str, start: u32, norm: Option<&str>) {
    let word = tables
        .lexicon
        .word(text, norm, tables.words, tables.tokenizer);
    out.push(Tok {
        start,
        end: start + text.len() as u32,
        word,
        space: false,
    });
}

fn matches_whole(pattern: Option<&Pattern>, sets: &Sets, text: &str, stack: &mut Stack) -> bool {
    pattern.is_some_and(|p| p.at(sets, text, 0, stack).is_some())
}

/// Bytes of a prefix to take off, 0 if none. (Of a match anywhere its length counts, as in spaCy.)
fn find(pattern: Option<&Pattern>, sets: &Sets, text: &str, stack: &mut Stack) -> usize {
    let found = pattern.and_then(|p| p.search(sets, text, 0, stack));
    found.map_or(0, |(start, end)| {
        let count = text[start..end].chars().count();
        text.chars().take(count).map(char::len_utf8).sum()
    })
}

/// Characters of a suffix to take off.
fn find_last(pattern: Option<&Pattern>, sets: &Sets, text: &str, stack: &mut Stack) -> usize {
    let found = pattern.and_then(|p| p.search(sets, text, 0, stack));
    found.map_or(0, |(start, end)| text[start..end].chars().count())
}

/// Bytes of the last `count` characters.
fn last_chars(text: &str, count: usize) -> usize {
    text.chars().rev().take(count).map(char::len_utf8).sum()
}

fn next_width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}
