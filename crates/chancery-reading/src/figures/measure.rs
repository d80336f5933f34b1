//! What a figure measures: the nearest word of `data/measures.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::Measure;

use super::candidate::{Candidate, Class};
use crate::Context;

/// A measure and the word that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) measure: Measure,
    pub(super) word: usize,
}

/// Word and class to measure; nothing for things that are no figures.
static TABLE: LazyLock<BTreeMap<(&str, &str), Option<Measure>>> = LazyLock::new(|| {
    chancery_tables::MEASURES
        .rows()
        .filter_map(|row| Some(((*row.first()?, *row.get(1)?), row.get(2)?.parse().ok())))
        .collect()
});

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Money => "money",
        Class::Percent => "percent",
        Class::People => "people",
        Class::Things => "things",
        Class::Bare => "bare",
    }
}

/// The measure that a word gives to numbers of a class.
fn look_up(word: &str, class: Class) -> Option<Measure> {
    let exact = TABLE.get(&(word, class_name(class))).copied().flatten();
    // Persons are measured by what is said of persons only.
    let general = || TABLE.get(&(word, "any")).copied().flatten();
    exact.or_else(|| {
        if class == Class::People {
            None
        } else {
            general()
        }
    })
}

/// Whether such things are counted in figures at all: nothing is known of most.
pub(super) fn unit_counts(noun: &str) -> Option<bool> {
    let singular = |stem: &str| TABLE.get(&(stem, "things")).map(Option::is_some);
    singular(noun)
        .or_else(|| noun.strip_suffix('s').and_then(singular))
        .or_else(|| noun.strip_suffix("es").and_then(singular))
        .or_else(|| {
            noun.strip_suffix("ies")
                .and_then(|stem| singular(&format!("{stem}y")))
        })
        .or_else(|| (noun == "feet").then_some(false))
}

/// What a class measures where no word says more.
pub(super) fn default_of(class: Class) -> Measure {
    if class == Class::People {
        Measure::People
    } else {
        Measure::Other
    }
}

/// How far a word may stand from a number of persons to say what becomes of them. A guess.
const REACH: usize = 14;

/// How far from a number its measure is looked for, in tokens.
const WINDOW: usize = 80;

/// Finds the measure of a candidate.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate) -> Option<Measured> {
    if candidate.class == Class::Things {
        return by_unit(candidate);
    }
    let way = candidate.way_up(context);
    let analysis = context.analysis;
    let clause = candidate.verb(context);
    let argument = |token: usize| {
        let here = analysis.token(token);
        Some(here.head()) == clause && matches!(here.dep(), "nsubj" | "nsubjpass" | "dobj")
    };
    let harms = |token: usize| {
        look_up(analysis.token(token).lemma(), candidate.class) == Some(Measure::Casualties)
    };
    let cost = |token: usize| -> usize {
        let distance = token.abs_diff(candidate.token);
        let near = token > candidate.token && is_under(context, token, candidate.head);
        // Words that the number hangs on, or that hang on it, are nearer than they stand.
        let closest = token == candidate.head || near;
        if closest || (argument(token) && (candidate.class != Class::People || harms(token))) {
            distance / 3
        } else if way.iter().take(4).any(|up| *up == token) {
            distance / 2
        } else {
            distance + 3
        }
    };
    let window = candidate
        .sentence
        .start
        .max(candidate.token.saturating_sub(WINDOW))
        ..candidate.sentence.end.min(candidate.token + WINDOW);
    window
        .filter(|token| {
            matches!(
                analysis.token(*token).pos(),
                "NOUN" | "VERB" | "ADJ" | "PROPN" | "ADV"
            )
        })
        .filter_map(|token| {
            let lemma = analysis.token(token).lemma().to_lowercase();
            look_up(&lemma, candidate.class).map(|measure| Measured {
                measure,
                word: token,
            })
        })
        .filter(|found| candidate.class != Class::People || cost(found.word) <= REACH)
        .min_by_key(|found| (cost(found.word) as isize - harm(found, &way), found.word))
}

/// Whether a token hangs on another, a few steps below at most.
fn is_under(context: &Context<'_>, token: usize, above: usize) -> bool {
    let mut node = token;
    for _ in 0..8 {
        if node == above {
            return true;
        }
        node = context.analysis.token(node).head();
    }
    false
}

/// "the trade from Russia" comes in: imports.
pub(super) fn inbound(context: &Context<'_>, found: Measured) -> Measured {
    let analysis = context.analysis;
    let has = |word: &str| {
        analysis
            .children(found.word)
            .any(|child| analysis.token(child).lemma() == word)
    };
    let comes = found.measure == Measure::Trade && has("from") && !has("between") && !has("with");
    Measured {
        measure: if comes {
            Measure::Imports
        } else {
            found.measure
        },
        ..found
    }
}

/// What happens to soldiers outweighs that they are soldiers: killed troops are casualties.
fn harm(found: &Measured, way: &[usize]) -> isize {
    let near = way.iter().take(3).any(|token| *token == found.word);
    if found.measure == Measure::Casualties && near {
        8
    } else {
        0
    }
}

/// Things are measured by their own noun.
fn by_unit(candidate: &Candidate) -> Option<Measured> {
    let unit = candidate.unit.as_deref()?;
    let forms = [
        unit.to_owned(),
        unit.trim_end_matches('s').to_owned(),
        unit.trim_end_matches("es").to_owned(),
    ];
    forms
        .iter()
        .find_map(|form| TABLE.get(&(form.as_str(), "things")).copied().flatten())
        .map(|measure| Measured {
            measure,
            word: candidate.head,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_known() {
        let table = chancery_tables::MEASURES.text();
        let lines: Vec<_> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert!(lines.is_sorted());
        for row in chancery_tables::rows(table) {
            let known = row[2] == "-" || row[2].parse::<Measure>().is_ok();
            let class = matches!(row[1], "money" | "percent" | "people" | "things" | "any");
            assert!(row.len() == 3 && known && class, "{row:?}");
        }
    }
}
