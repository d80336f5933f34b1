//! Base forms of words.
//!
//! spaCy's rule lemmatizer: where the morphology says that a word is in its base form, or nothing is known of
//! its part of speech, the lower case (proper nouns as written); else suffix rules, whose results must be in
//! the index of words or not be letters only, with a table of exceptions before and unknown forms behind.

use serde::Deserialize;

use crate::error::Error;
use crate::hash::Map;
use crate::weights::Weights;
use crate::words::Words;

/// The lemmatizer of a pipeline.
pub(crate) struct Lemmatizer {
    tables: Map<Box<str>, Table>,
    lookup: Option<Index>,
    english: bool,
    /// Whether it replaces lemmas that rules have set.
    pub(crate) overwrite: bool,
}

/// What is known of a part of speech.
#[derive(Default)]
struct Table {
    index: Index,
    exceptions: Map<Box<str>, Vec<Box<str>>>,
    rules: Vec<(Box<str>, Box<str>)>,
}

/// Sorted lines.
#[derive(Default)]
struct Index {
    text: Box<str>,
    /// First byte of each line, and one past the end.
    lines: Vec<u32>,
}

type Rules = Map<String, Vec<(String, String)>>;
type Exceptions = Map<String, Vec<(String, Vec<String>)>>;

#[derive(Deserialize)]
struct Tables(Rules, Exceptions);

impl Lemmatizer {
    pub(crate) fn open(weights: &Weights<'_>) -> Result<Option<Self>, Error> {
        let Some(header) = &weights.header.lemmatizer else {
            return Ok(None);
        };
        let mut lemmatizer = Self {
            tables: Map::default(),
            lookup: None,
            english: header.english,
            overwrite: header.overwrite,
        };
        match header.mode.as_str() {
            "rule" => {}
            "lookup" => {
                lemmatizer.lookup = Some(Index::new(weights.text("lemma.lookup")?)?);
                return Ok(Some(lemmatizer));
            }
            other => return Err(Error::unsupported(format!("lemmatizer of mode {other}"))),
        }
        let Tables(rules, exceptions) = weights.json("lemma.rules")?;
        let mut named: Vec<(String, Table)> = Vec::new();
        let mut table = |pos: &str, change: &mut dyn FnMut(&mut Table)| {
            let at = named
                .iter()
                .position(|(name, _)| name == pos)
                .unwrap_or_else(|| {
                    named.push((pos.to_owned(), Table::default()));
                    named.len() - 1
                });
            change(&mut named[at].1);
        };
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort();
        for (pos, list) in rules {
            let list: Vec<_> = list
                .into_iter()
                .map(|(old, new)| (old.into(), new.into()))
                .collect();
            table(&pos, &mut |t| t.rules.clone_from(&list));
        }
        let mut exceptions: Vec<_> = exceptions.into_iter().collect();
        exceptions.sort();
        for (pos, list) in exceptions {
            let list = list.into_iter();
            let list = list
                .map(|(word, forms)| (word.into(), forms.into_iter().map(Into::into).collect()));
            let mut map: Option<Map<_, _>> = Some(list.collect());
            table(&pos, &mut |t| t.exceptions = map.take().unwrap_or_default());
        }
        let names: Vec<String> = weights.table_names().map(str::to_owned).collect();
        for name in names {
            if let Some(pos) = name.strip_prefix("lemma.index.") {
                let mut index = Some(Index::new(weights.text(&name)?)?);
                table(pos, &mut |t| t.index = index.take().unwrap_or_default());
            }
        }
        lemmatizer.tables = named
            .into_iter()
            .map(|(pos, table)| (pos.into(), table))
            .collect();
        Ok(Some(lemmatizer))
    }

    /// The base form of a word; `pos` and `morph` are Universal Dependencies names.
    pub(crate) fn lemma(
        &self,
        text: &str,
        lower: &str,
        pos: &str,
        morph: &str,
        words: &Words,
    ) -> String {
        if let Some(lookup) = &self.lookup {
            return lookup.value(text).unwrap_or(text).to_owned();
        }
        if pos.is_empty()
            || pos == "SPACE"
            || pos == "EOL"
            || (self.english && is_base_form(pos, morph))
        {
            return lower.to_owned();
        }
        let table = self
            .tables
            .get(pos.to_lowercase().as_str())
            .filter(|t| !t.is_empty());
        let Some(table) = table else {
            return if pos == "PROPN" {
                text.to_owned()
            } else {
                lower.to_owned()
            };
        };
        table.forms(lower, words).unwrap_or_else(|| text.to_owned())
    }
}

impl Table {
    fn is_empty(&self) -> bool {
        self.index.lines.is_empty() && self.exceptions.is_empty() && self.rules.is_empty()
    }

    /// The first of the forms that exceptions and rules give.
    fn forms(&self, lower: &str, words: &Words) -> Option<String> {
        let mut known: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&form) {
                known.insert(0, form);
            } else if !words.is_alpha(&form) {
                known.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !known.iter().any(|k| **k == **form) {
                known.insert(0, form.to_string());
            }
        }
        known.into_iter().next().or(unknown)
    }
}

/// Whether the morphology says that an English word is in its base form.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let has = |feature: &str| morph.split('|').any(|f| f == feature);
    let number = morph.split('|').any(|f| f.starts_with("Number="));
    match pos {
        "NOUN" if has("Number=Sing") => true,
        "VERB" if has("VerbForm=Fin") && has("Tense=Pres") && !number => true,
        _ => has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos"),
    }
}

impl Index {
    fn new(text: String) -> Result<Self, Error> {
        let size =
            u32::try_from(text.len()).map_err(|_| Error::damaged("a list of words is too long"))?;
        let mut lines: Vec<u32> = Vec::new();
        if size > 0 {
            lines.push(0);
            lines.extend(
                text.bytes()
                    .zip(1..)
                    .filter(|(b, _)| *b == b'\n')
                    .map(|(_, next)| next),
            );
            lines.push(size + 1);
        }
        let index = Self {
            text: text.into(),
            lines,
        };
        let sorted = (1..index.len()).all(|n| index.line(n - 1) < index.line(n));
        if sorted {
            Ok(index)
        } else {
            Err(Error::damaged("a list of words is not sorted"))
        }
    }

    fn len(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    fn line(&self, n: usize) -> &str {
        &self.text[self.lines[n] as usize..self.lines[n + 1] as usize - 1]
    }

    fn contains(&self, word: &str) -> bool {
        self.search(|line| line.cmp(word)).is_some()
    }

    /// The second column of the line whose first is `word`.
    fn value(&self, word: &str) -> Option<&str> {
        let column = |line: &'_ str| {
            line.split_once('\t')
                .map_or(line.len(), |(first, _)| first.len())
        };
        let at = self.search(|line| line[..column(line)].cmp(word))?;
        self.line(at).split_once('\t').map(|(_, value)| value)
    }

    fn search(&self, order: impl Fn(&str) -> std::cmp::Ordering) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            match order(self.line(middle)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}
