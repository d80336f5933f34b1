//! A numeric expression in its sentence and tree.

use std::ops::Range;

use chancery_expressions::{Numex, unit_of_noun};

use crate::Context;

/// What sort of thing is counted: the classes of the table of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Money,
    Percent,
    People,
    Things,
    /// A bare number whose noun is not known.
    Bare,
}

/// A number that may become a figure.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) numex: Numex,
    /// Tokens of its sentence.
    pub(super) sentence: Range<usize>,
    /// First token of the number.
    pub(super) start: usize,
    /// The token that carries the number in the tree ("million" of "$5 million").
    pub(super) token: usize,
    /// The token that stands as subject, object … : the counted noun, or the number itself.
    pub(super) head: usize,
    /// As the numeric expression has it, or as the tree gives it.
    pub(super) unit: Option<String>,
    pub(super) class: Class,
}

impl Candidate {
    pub(super) fn new(context: &Context<'_>, sentence: Range<usize>, numex: Numex) -> Option<Self> {
        let analysis = context.analysis;
        let start = analysis.token_at(numex.span.start as usize)?;
        let end = (start..sentence.end)
            .take_while(|token| analysis.token(*token).start() < numex.span.end as usize)
            .last()?
            + 1;
        let is_number = |token: &usize| analysis.token(*token).pos() == "NUM";
        let token = (start..end).rev().find(is_number).unwrap_or(start);
        let head = counted(context, token, &sentence);
        let unit = numex
            .unit
            .clone()
            .or_else(|| unit_by_tree(context, token, head));
        let class = match unit.as_deref() {
            None => Class::Bare,
            Some("percent") => Class::Percent,
            Some("people") => Class::People,
            Some(code) if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
                Class::Money
            }
            Some(_) => Class::Things,
        };
        Some(Self {
            numex,
            sentence,
            start,
            token,
            head,
            unit,
            class,
        })
    }

    /// The verb over the number, and the words on the way to it.
    pub(super) fn way_up(&self, context: &Context<'_>) -> Vec<usize> {
        let mut way = vec![self.head];
        let mut node = self.head;
        for _ in 0..12 {
            let above = context.analysis.token(node).head();
            if above == node {
                break;
            }
            way.push(above);
            node = above;
        }
        way
    }

    /// The nearest verb above.
    pub(super) fn verb(&self, context: &Context<'_>) -> Option<usize> {
        self.way_up(context)
            .into_iter()
            .find(|token| matches!(context.analysis.token(*token).pos(), "VERB" | "AUX"))
    }
}

/// Climbs from a number to the noun that it counts.
fn counted(context: &Context<'_>, number: usize, sentence: &Range<usize>) -> usize {
    let analysis = context.analysis;
    let mut node = number;
    for _ in 0..4 {
        let token = analysis.token(node);
        let above = token.head();
        let leads = matches!(
            token.dep(),
            "nummod" | "quantmod" | "compound" | "nmod" | "amod" | "poss"
        );
        if !leads || above == node || !sentence.contains(&above) {
            break;
        }
        node = above;
    }
    node
}

/// Verbs and adjectives said of persons: a bare number that is their subject counts persons.
const PERSONAL: &[&str] = &[
    "die",
    "kill",
    "wound",
    "injure",
    "flee",
    "evacuate",
    "displace",
    "arrest",
    "detain",
    "hospitalize",
    "perish",
    "survive",
    "drown",
    "starve",
    "recover",
    "escape",
    "emigrate",
    "migrate",
    "seek",
    "register",
    "vaccinate",
    "infect",
    "execute",
    "imprison",
    "jail",
    "deport",
    "abduct",
    "kidnap",
    "rescue",
    "enlist",
    "desert",
    "defect",
    "surrender",
    "protest",
    "march",
    "murder",
    "return",
    "resettle",
    "repatriate",
    "shelter",
    "strand",
    "trap",
    "contact",
    "pilgrimage",
    "shoot",
    "number",
];

/// Adjectives after "are" and nouns with "of" or "at" that say persons.
const STATES: &[&str] = &[
    "missing",
    "homeless",
    "dead",
    "wounded",
    "injured",
    "alive",
    "unemployed",
    "hospitalized",
    "ill",
    "sick",
    "unaccounted",
];
const POPULATIONS: &[&str] = &[
    "toll",
    "population",
    "contingent",
    "crowd",
    "workforce",
    "garrison",
    "membership",
    "casualty",
    "force",
    "strength",
];

fn unit_by_tree(context: &Context<'_>, number: usize, head: usize) -> Option<String> {
    let analysis = context.analysis;
    let noun = analysis.token(head);
    // A name before its number ("Cessna 206") is not counted by it.
    if head < number {
        return None;
    }
    if head != number
        && matches!(noun.pos(), "NOUN" | "PROPN")
        && (noun.tag() == "NNS" || noun.tag() == "NNPS")
    {
        return Some(unit_of_noun(noun.text()));
    }
    if head != number && unit_of_noun(noun.text()) == "people" {
        return Some("people".to_owned());
    }
    let people = || Some("people".to_owned());
    let above = analysis.token(noun.head());
    let subject = matches!(noun.dep(), "nsubj" | "nsubjpass" | "dobj");
    if subject && PERSONAL.contains(&above.lemma()) {
        return people();
    }
    let below = |of: usize| analysis.children(of).map(|child| analysis.token(child));
    let called = below(above.index())
        .any(|t| matches!(t.dep(), "acomp" | "attr" | "oprd") && STATES.contains(&t.lemma()))
        || below(head).any(|t| {
            matches!(t.dep(), "amod" | "acl" | "acomp")
                && (STATES.contains(&t.lemma()) || PERSONAL.contains(&t.lemma()))
        });
    if called {
        return people();
    }
    // "a population of 1.5 million", "the toll rose to 1,000".
    let mut node = head;
    for _ in 0..4 {
        let token = analysis.token(node);
        if POPULATIONS.contains(&token.lemma())
            || (matches!(token.pos(), "VERB" | "AUX")
                && below(node)
                    .any(|t| t.dep().starts_with("nsubj") && POPULATIONS.contains(&t.lemma())))
        {
            return people();
        }
        if token.head() == node {
            break;
        }
        node = token.head();
    }
    None
}
