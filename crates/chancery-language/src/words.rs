//! What the network sees of a word: numbers for its form, norm, prefix, suffix and shape.
//!
//! The rules are spaCy's lexical attributes. NORM is the exception table's, else the vocabulary's, else the
//! lower case; PREFIX the first character; SUFFIX the last three; SHAPE the word with letters as `X` and `x`,
//! digits as `d`, runs cut at four. Strings become numbers by spaCy's symbol table or string hash.

use serde::Deserialize;

use crate::chars::CharSet;
use crate::error::Error;
use crate::hash::{self, Map};
use crate::weights::Weights;

/// Characters from which on a word's shape is `LONG`.
const LONG: usize = 100;

/// A feature of a word that an embedding can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Space,
    IsSpace,
    IsAlpha,
    IsDigit,
}

impl Attribute {
    /// By spaCy's name.
    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "ORTH" => Self::Orth,
            "LOWER" => Self::Lower,
            "NORM" => Self::Norm,
            "PREFIX" => Self::Prefix,
            "SUFFIX" => Self::Suffix,
            "SHAPE" => Self::Shape,
            "SPACY" => Self::Space,
            "IS_SPACE" => Self::IsSpace,
            "IS_ALPHA" => Self::IsAlpha,
            "IS_DIGIT" => Self::IsDigit,
            other => return Err(Error::unsupported(format!("attribute {other}"))),
        })
    }
}

/// The attributes of a word type, as numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    pub(crate) orth: u64,
    pub(crate) lower: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
    pub(crate) is_alpha: bool,
    pub(crate) is_digit: bool,
}

impl Attributes {
    /// The number that is embedded; `space` tells whether a space follows the token.
    pub(crate) fn value(&self, attribute: Attribute, space: bool) -> u64 {
        match attribute {
            Attribute::Orth => self.orth,
            Attribute::Lower => self.lower,
            Attribute::Norm => self.norm,
            Attribute::Prefix => self.prefix,
            Attribute::Suffix => self.suffix,
            Attribute::Shape => self.shape,
            Attribute::Space => u64::from(space),
            Attribute::IsSpace => u64::from(self.is_space),
            Attribute::IsAlpha => u64::from(self.is_alpha),
            Attribute::IsDigit => u64::from(self.is_digit),
        }
    }
}

/// Tables behind the attributes.
pub(crate) struct Words {
    symbols: Map<Box<str>, u64>,
    /// By the number of the word.
    norms: Map<u64, Box<str>>,
    alpha: CharSet,
    upper: CharSet,
    digit: CharSet,
    space: CharSet,
}

#[derive(Deserialize)]
struct Table {
    symbols: Vec<String>,
    norms: Vec<(u64, String)>,
    alpha: Vec<u32>,
    upper: Vec<u32>,
    digit: Vec<u32>,
    space: Vec<u32>,
}

impl Words {
    pub(crate) fn open(weights: &Weights<'_>) -> Result<Self, Error> {
        let table: Table = weights.json("words")?;
        let symbols = table
            .symbols
            .into_iter()
            .zip(0..)
            .filter(|(name, _)| !name.is_empty());
        Ok(Self {
            symbols: symbols
                .map(|(name, number)| (name.into(), number))
                .collect(),
            norms: table
                .norms
                .into_iter()
                .map(|(word, norm)| (word, norm.into()))
                .collect(),
            alpha: CharSet::new(&table.alpha)?,
            upper: CharSet::new(&table.upper)?,
            digit: CharSet::new(&table.digit)?,
            space: CharSet::new(&table.space)?,
        })
    }

    /// spaCy's number of a string.
    pub(crate) fn id(&self, text: &str) -> u64 {
        match self.symbols.get(text) {
            Some(&number) => number,
            None => hash::string_hash(text),
        }
    }

    /// Whether spaCy takes the character for white space.
    #[inline]
    pub(crate) fn is_space(&self, c: char) -> bool {
        self.space.contains(c)
    }

    /// Whether the text is letters only, and not empty.
    pub(crate) fn is_alpha(&self, text: &str) -> bool {
        !text.is_empty() && text.chars().all(|c| self.alpha.contains(c))
    }

    /// The attributes of a word, whose norm the tokenizer may have set.
    pub(crate) fn attributes(&self, text: &str, lower: &str, norm: Option<&str>) -> Attributes {
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        let orth = self.id(text);
        let norm = norm
            .or_else(|| self.norms.get(&orth).map(|n| &**n))
            .unwrap_or(lower);
        Attributes {
            orth,
            lower: self.id(lower),
            norm: self.id(norm),
            prefix: self.id(&text[..prefix]),
            suffix: self.id(&text[suffix..]),
            shape: self.id(&self.shape(text)),
            is_space: !text.is_empty() && text.chars().all(|c| self.space.contains(c)),
            is_alpha: self.is_alpha(text),
            is_digit: !text.is_empty() && text.chars().all(|c| self.digit.contains(c)),
        }
    }

    fn shape(&self, text: &str) -> String {
        let mut shape = String::new();
        if text.chars().nth(LONG - 1).is_some() {
            return "LONG".to_owned();
        }
        let (mut last, mut run) = (None, 0);
        for c in text.chars() {
            let sign = if self.alpha.contains(c) {
                if self.upper.contains(c) { 'X' } else { 'x' }
            } else if self.digit.contains(c) {
                'd'
            } else {
                c
            };
            run = if last == Some(sign) { run + 1 } else { 0 };
            last = Some(sign);
            if run < 4 {
                shape.push(sign);
            }
        }
        shape
    }
}
