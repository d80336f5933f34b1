//! What names an agreement: the nouns of `data/agreements.tsv`, the well-known treaties of `data/treaties.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chancery_language::Analysis;
use chancery_model::{AgreementKind, Side};

use crate::Context;

/// A row of the nouns: its words and the kind, none where the words name no agreement.
type Row = (Vec<&'static str>, Option<AgreementKind>);

static KINDS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = chancery_tables::AGREEMENTS.rows();
    let mut rows: Vec<Row> = rows
        .filter_map(|row| Some((row.first()?.split(' ').collect(), row.get(1)?.parse().ok())))
        .collect();
    rows.sort_by_key(|(words, _): &Row| std::cmp::Reverse(words.len()));
    rows
});

/// What may end the name of an agreement: the last word of each row, and what stands behind its hyphen.
static ENDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let last = KINDS.iter().filter_map(|(words, _)| words.last());
    last.flat_map(|word| [*word, word.rsplit('-').next().unwrap_or(word)])
        .map(str::to_ascii_lowercase)
        .collect()
});

/// A well-known agreement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Treaty {
    pub(super) kind: AgreementKind,
    /// None where only the report tells which of the many states are meant.
    pub(super) parties: Vec<Side>,
    names: Vec<Vec<&'static str>>,
}

static TREATIES: LazyLock<Vec<Treaty>> = LazyLock::new(|| {
    chancery_tables::TREATIES
        .rows()
        .filter_map(|row| {
            let [names, kind, parties] = row[..] else {
                return None;
            };
            Some(Treaty {
                kind: kind.parse().ok()?,
                parties: parties
                    .split(' ')
                    .filter(|p| *p != "*")
                    .map(Side::new)
                    .collect(),
                names: names.split('|').map(|n| words_of(n).collect()).collect(),
            })
        })
        .collect()
});

/// The words of a name as the tokenizer cuts them: hyphens stand alone.
fn words_of(name: &'static str) -> impl Iterator<Item = &'static str> {
    name.split(' ')
        .flat_map(|word| word.split('-'))
        .filter(|word| !word.is_empty())
}

/// Treaties by the last word of each of their names, in small letters.
static BY_LAST: LazyLock<BTreeMap<String, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut map: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (row, treaty) in TREATIES.iter().enumerate() {
        for (name, words) in treaty.names.iter().enumerate() {
            if let Some(last) = words.last() {
                map.entry(last.to_lowercase())
                    .or_default()
                    .push((row, name));
            }
        }
    }
    map
});

/// What a noun names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) kind: AgreementKind,
    /// Its row of the well-known ones, and the first token of its name.
    pub(super) treaty: Option<(&'static Treaty, usize)>,
}

/// The agreement that a token heads the name of, if any.
pub(super) fn at(context: &Context<'_>, index: usize) -> Option<Name> {
    let analysis = context.analysis;
    let token = analysis.token(index);
    let generic = |t: usize| is_noun(analysis.token(t).lemma());
    // "the JCPOA deal", "the New START agreement": the noun behind the name heads it.
    let inside = token.dep() == "compound" && generic(token.head());
    let known = treaty_at(analysis, index)
        .filter(|_| !inside)
        .or_else(|| treaty_at(analysis, index.checked_sub(1).filter(|_| generic(index))?));
    if let Some((treaty, start)) = known {
        return Some(Name {
            kind: treaty.kind,
            treaty: Some((treaty, start)),
        });
    }
    kind_at(context.analysis, index).map(|kind| Name { kind, treaty: None })
}

fn treaty_at(analysis: &Analysis, index: usize) -> Option<(&'static Treaty, usize)> {
    let token = analysis.token(index);
    let candidates = BY_LAST.get(&*token.lower())?;
    let fit = |words: &[&str]| -> Option<usize> {
        let mut at = index + 1;
        let mut capital = false;
        for word in words.iter().rev() {
            at = at.checked_sub(1)?;
            if analysis.token(at).text() == "-" {
                at = at.checked_sub(1)?;
            }
            let text = analysis.token(at).text();
            let upper = word.len() > 1 && word.chars().all(char::is_uppercase);
            let same = if upper {
                text == *word
            } else {
                text.eq_ignore_ascii_case(word)
            };
            if !same {
                return None;
            }
            let first = text.chars().next();
            capital |= first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        }
        capital.then_some(at)
    };
    candidates
        .iter()
        .filter_map(|&(row, name)| {
            let words = &TREATIES[row].names[name];
            Some((words.len(), &TREATIES[row], fit(words)?))
        })
        .max_by_key(|(length, ..)| *length)
        .map(|(_, treaty, start)| (treaty, start))
}

/// Most words before the noun of an agreement's name that are looked at; longer names end in none of the table.
const LONGEST_NAME: usize = 40;

/// The kind of agreement that a noun heads, by the longest row that fits the words before it.
fn kind_at(analysis: &Analysis, index: usize) -> Option<AgreementKind> {
    let token = analysis.token(index);
    if !matches!(token.pos(), "NOUN" | "PROPN") {
        return None;
    }
    // Most nouns head no agreement: only the last word of a row is worth looking at what stands before.
    let ends = |word: &str| ENDS.contains(&word.to_ascii_lowercase());
    if !ends(token.text()) && !ends(token.lemma()) {
        return None;
    }
    let is =
        |w: &str| token.text().eq_ignore_ascii_case(w) || token.lemma().eq_ignore_ascii_case(w);
    let left = analysis
        .subtree(index)
        .start
        .max(index.saturating_sub(LONGEST_NAME));
    let before = format!(" {} ", analysis.words(left..index).to_lowercase());
    // "a cease-fire" is cut at its hyphen.
    let with_noun = analysis.words(left..index + 1).to_lowercase();
    KINDS
        .iter()
        .find(|(words, _)| {
            let (last, front) = words.split_last().unwrap_or((&"", &[]));
            is(last) && front.iter().all(|w| before.contains(&format!(" {w} ")))
                || last.contains('-') && with_noun.ends_with(last)
                || words.len() > 1
                    && is(last)
                    && before
                        .replace(" - ", "-")
                        .ends_with(&format!(" {} ", front.join(" ")))
        })
        .and_then(|(_, kind)| *kind)
}

/// The kind that words of the table, in small letters, name by themselves.
pub(super) fn kind_of(words: &str) -> Option<AgreementKind> {
    let words: Vec<&str> = words.split(' ').collect();
    KINDS.iter().find(|(row, _)| *row == words)?.1
}

/// Words that head names of agreements: they do not tell one from another.
static NOUNS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    KINDS
        .iter()
        .filter_map(|(words, _)| words.last().copied())
        .flat_map(|word| word.split('-'))
        .collect()
});

/// Whether a noun heads names of agreements.
pub(crate) fn is_noun(lemma: &str) -> bool {
    NOUNS.contains(lemma.to_lowercase().as_str())
}

/// The small words of `data/agreement_words.tsv` by their class.
static SMALL: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    chancery_tables::AGREEMENT_WORDS
        .rows()
        .filter_map(|row| Some((*row.get(1)?, *row.first()?)))
        .collect()
});

/// Whether a word is of a class of small words.
pub(super) fn is(class: &str, word: &str) -> bool {
    SMALL.contains(&(class, word))
}

/// The words of a title that tell this agreement from others, in small letters.
pub(super) fn telling_words(title: &str) -> Vec<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && !is("empty", w))
        .filter(|w| !NOUNS.contains(w) && !w.strip_suffix('s').is_some_and(|w| NOUNS.contains(w)))
        .map(str::to_owned)
        .collect()
}
