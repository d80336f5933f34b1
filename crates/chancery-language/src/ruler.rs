//! Rules that set tag, part of speech, morphology, relation and lemma by tag, word and relation.
//!
//! spaCy's attribute ruler: all patterns are matched against the tokens as tagger and parser left them, then
//! the matches are applied, later patterns over earlier ones.

use serde::Deserialize;

use crate::error::Error;
use crate::hash::Map;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::{Pattern, Sets, Source, Stack};
use crate::symbols::{Symbol, Symbols};
use crate::weights::Weights;
use crate::words::Words;

/// The rules of a pipeline.
#[derive(Default)]
pub(crate) struct Ruler {
    rules: Vec<Rule>,
    /// For each tag the rules of one token that ask for nothing but the tag.
    by_tag: Vec<Vec<u32>>,
    /// Rules whose first token asks something of the word.
    by_word: Vec<u32>,
    /// The rest.
    others: Vec<u32>,
}

struct Rule {
    tokens: Vec<Vec<Test>>,
    index: usize,
    set: Settings,
}

/// What a rule sets.
#[derive(Default, Clone)]
struct Settings {
    tag: Option<Symbol>,
    pos: Option<Symbol>,
    morph: Option<Symbol>,
    dep: Option<Symbol>,
    lemma: Option<Box<str>>,
}

enum Test {
    Tag(Choice<Symbol>),
    Dep(Choice<Symbol>),
    Lower(Choice<u64>),
    Orth(Choice<u64>),
    Norm(Choice<u64>),
    LowerLike(Pattern),
    IsSpace(bool),
    /// Asks for something that no token has yet when the rules run.
    Never,
}

struct Choice<T> {
    values: Vec<T>,
    negative: bool,
}

impl<T: PartialEq> Choice<T> {
    fn holds(&self, value: &T) -> bool {
        self.values.contains(value) != self.negative
    }
}

/// A token as the rules see and leave it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Marks {
    pub(crate) word: WordId,
    pub(crate) tag: Symbol,
    pub(crate) pos: Symbol,
    pub(crate) morph: Symbol,
    pub(crate) dep: Symbol,
    /// Number of the rule that set the lemma, plus one.
    pub(crate) lemma_rule: u32,
}

/// Reused memory: matches, and for each word type the rules that its word allows.
#[derive(Default)]
pub(crate) struct Scratch {
    matches: Vec<(u32, u32)>,
    candidates: Vec<Option<Box<[u32]>>>,
}

impl Scratch {
    /// Forgets the word types.
    pub(crate) fn clear(&mut self) {
        self.candidates.clear();
    }
}

#[derive(Deserialize)]
struct RuleSource {
    tokens: Vec<Vec<TestSource>>,
    index: usize,
    set: Map<String, String>,
}

#[derive(Deserialize)]
struct TestSource {
    key: String,
    op: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    pattern: Vec<Source>,
}

impl Ruler {
    pub(crate) fn open(
        weights: &Weights<'_>,
        words: &Words,
        sets: &Sets,
        symbols: &mut Symbols,
    ) -> Result<Self, Error> {
        let sources: Vec<RuleSource> = weights.json("ruler")?;
        let mut ruler = Self::default();
        for source in sources {
            if source.index >= source.tokens.len() {
                return Err(Error::damaged("a rule sets a token outside of its pattern"));
            }
            let mut set = Settings::default();
            for (name, value) in [
                ("TAG", &mut set.tag),
                ("POS", &mut set.pos),
                ("MORPH", &mut set.morph),
                ("DEP", &mut set.dep),
            ] {
                *value = source.set.get(name).map(|v| symbols.add(v)).transpose()?;
            }
            set.lemma = source.set.get("LEMMA").map(|v| v.as_str().into());
            let mut tokens = Vec::new();
            for tests in source.tokens {
                let tests = tests.into_iter().map(|t| test(t, words, sets, symbols));
                tokens.push(tests.collect::<Result<Vec<_>, _>>()?);
            }
            ruler.rules.push(Rule {
                tokens,
                index: source.index,
                set,
            });
        }
        ruler.index(symbols);
        Ok(ruler)
    }

    fn index(&mut self, symbols: &Symbols) {
        self.by_tag = vec![Vec::new(); symbols.len()];
        for (rule, number) in self.rules.iter().zip(0..) {
            let first = &rule.tokens[0];
            if let ([Test::Tag(choice)], 1) = (first.as_slice(), rule.tokens.len())
                && !choice.negative
            {
                for &tag in &choice.values {
                    self.by_tag[usize::from(tag)].push(number);
                }
            } else if first.iter().any(Test::is_of_word) {
                self.by_word.push(number);
            } else {
                self.others.push(number);
            }
        }
    }

    /// The lemma that a rule sets, by [`Marks::lemma_rule`].
    pub(crate) fn lemma(&self, rule: u32) -> Option<&str> {
        let rule = self.rules.get((rule as usize).checked_sub(1)?)?;
        rule.set.lemma.as_deref()
    }

    /// Applies the rules to one text's tokens.
    pub(crate) fn apply(
        &self,
        tokens: &mut [Marks],
        lexicon: &Lexicon,
        sets: &Sets,
        scratch: &mut Scratch,
        stack: &mut Stack,
    ) {
        scratch.matches.clear();
        for at in 0..tokens.len() {
            let token = tokens[at];
            if let Some(rules) = self.by_tag.get(usize::from(token.tag)) {
                scratch
                    .matches
                    .extend(rules.iter().map(|&rule| (rule, at as u32)));
            }
            let word = token.word as usize;
            if scratch.candidates.len() <= word {
                scratch.candidates.resize(word + 1, None);
            }
            if scratch.candidates[word].is_none() {
                let able = self.by_word.iter().copied().filter(|&number| {
                    let tests = self.rules[number as usize].tokens[0].iter();
                    tests
                        .filter(|t| t.is_of_word())
                        .all(|t| t.holds(&token, lexicon, sets, stack))
                });
                scratch.candidates[word] = Some(able.collect());
            }
            let candidates = scratch.candidates[word].iter().flat_map(|c| c.iter());
            for &number in candidates.chain(&self.others) {
                let rule = &self.rules[number as usize];
                let enough = at + rule.tokens.len() <= tokens.len();
                if enough
                    && rule.tokens.iter().zip(&tokens[at..]).all(|(tests, token)| {
                        tests
                            .iter()
                            .all(|test| test.holds(token, lexicon, sets, stack))
                    })
                {
                    scratch.matches.push((number, at as u32));
                }
            }
        }
        scratch.matches.sort_unstable();
        for &(number, at) in &scratch.matches {
            let rule = &self.rules[number as usize];
            let token = &mut tokens[at as usize + rule.index];
            token.tag = rule.set.tag.unwrap_or(token.tag);
            token.pos = rule.set.pos.unwrap_or(token.pos);
            token.morph = rule.set.morph.unwrap_or(token.morph);
            token.dep = rule.set.dep.unwrap_or(token.dep);
            if rule.set.lemma.is_some() {
                token.lemma_rule = number + 1;
            }
        }
    }
}

impl Test {
    /// Whether only the word decides.
    fn is_of_word(&self) -> bool {
        !matches!(self, Self::Tag(_) | Self::Dep(_) | Self::Never)
    }

    fn holds(&self, token: &Marks, lexicon: &Lexicon, sets: &Sets, stack: &mut Stack) -> bool {
        match self {
            Self::Tag(choice) => choice.holds(&token.tag),
            Self::Dep(choice) => choice.holds(&token.dep),
            Self::Lower(choice) => choice.holds(&lexicon.attributes(token.word).lower),
            Self::Orth(choice) => choice.holds(&lexicon.attributes(token.word).orth),
            Self::Norm(choice) => choice.holds(&lexicon.attributes(token.word).norm),
            Self::LowerLike(pattern) => pattern
                .search(sets, lexicon.lower(token.word), 0, stack)
                .is_some(),
            Self::IsSpace(expected) => lexicon.attributes(token.word).is_space == *expected,
            Self::Never => false,
        }
    }
}

fn test(
    source: TestSource,
    words: &Words,
    sets: &Sets,
    symbols: &mut Symbols,
) -> Result<Test, Error> {
    let negative = match source.op.as_str() {
        "in" => false,
        "not_in" => true,
        "regex" if source.key == "LOWER" => {
            return Ok(Test::LowerLike(Pattern::new(source.pattern, sets)?));
        }
        other => {
            return Err(Error::unsupported(format!(
                "rule test {} {other}",
                source.key
            )));
        }
    };
    let numbers = || Choice {
        values: source.values.iter().map(|v| words.id(v)).collect(),
        negative,
    };
    let mut labels = || {
        let values = source
            .values
            .iter()
            .map(|v| symbols.add(v))
            .collect::<Result<_, _>>()?;
        Ok::<_, Error>(Choice { values, negative })
    };
    Ok(match source.key.as_str() {
        "TAG" => Test::Tag(labels()?),
        "DEP" => Test::Dep(labels()?),
        "LOWER" => Test::Lower(numbers()),
        "ORTH" => Test::Orth(numbers()),
        "NORM" => Test::Norm(numbers()),
        "IS_SPACE" => Test::IsSpace(source.values.iter().any(|v| v == "True") != negative),
        // Neither part of speech nor lemma is set before the rules run.
        "POS" | "LEMMA" if !negative => Test::Never,
        other => return Err(Error::unsupported(format!("rule test on {other}"))),
    })
}
