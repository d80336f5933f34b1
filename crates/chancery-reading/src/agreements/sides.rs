//! Between whom an agreement is.

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::Side;

use super::names;
use super::stages::Doer;
use crate::Context;
use crate::events::tree;
use crate::events::{Party, parties};

/// How the parties were found; later ones are surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// By what the passage speaks of.
    Passage,
    /// By who does what the clause tells, beside the phrase.
    Clause,
    /// By the phrase itself.
    Phrase,
    /// By the table of well-known agreements.
    Known,
}

impl Basis {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Clause => "clause",
            Self::Phrase => "phrase",
            Self::Known => "well-known agreement",
        }
    }
}

/// The parties that one mention gives.
pub(super) struct Parties {
    /// Sorted.
    pub(super) sides: Vec<Side>,
    /// Those who do the act.
    pub(super) signatories: Vec<Party>,
    pub(super) basis: Basis,
    /// How many of the sides the phrase itself names.
    pub(super) own: usize,
}

/// The act around a mention: the word that tells the stage and what its doer is.
#[derive(Clone, Copy)]
pub(super) struct Act {
    pub(super) at: usize,
    pub(super) doer: Doer,
}

#[derive(Default)]
struct Gathered {
    sides: Vec<Side>,
    signatories: Vec<Party>,
}

impl Gathered {
    fn side(&mut self, side: Side) {
        if !self.sides.contains(&side) {
            self.sides.push(side);
        }
    }

    /// "The treaty between the two countries was signed by Roe of Peru and Rey of Chile": the two are those who sign it,
    /// not the two spoken of before.
    fn forget_set(&mut self, context: &Context<'_>, title: &std::ops::Range<usize>, own: usize) {
        let signs = |side: &Side| {
            self.signatories
                .iter()
                .any(|s| s.side.as_ref() == Some(side))
        };
        let signing = self.sides.iter().filter(|side| signs(side)).count();
        let mut named = context.cast.within(title.clone());
        let set = named.any(|m| m.form == MentionForm::Set);
        if set && signing >= 2 && !self.sides.iter().take(own).any(signs) {
            self.sides.drain(..own);
        }
    }

    fn note(&mut self, found: Vec<Party>, signs: bool) {
        for party in found {
            let Some(side) = party.side.clone() else {
                continue;
            };
            self.side(side);
            let known = |s: &Party| s.side == party.side && s.name == party.name;
            if signs && !self.signatories.iter().any(known) {
                self.signatories.push(party);
            }
        }
    }
}

/// Sides of the agreement and those who do the act; `name` holds the words of a well-known name; `guess` allows to
/// take them from the passage.
pub(super) fn parties_of(
    context: &Context<'_>,
    head: usize,
    title: &std::ops::Range<usize>,
    name: &std::ops::Range<usize>,
    act: Option<Act>,
    guess: bool,
) -> Parties {
    let mut found = Gathered::default();
    of_phrase(context, head, title, name, &mut found);
    let own = found.sides.len();
    let mut basis = Basis::Phrase;
    if let Some(act) = act.filter(|act| act.doer != Doer::Third) {
        of_act(context, head, act.at, &mut found);
        if found.sides.len() > own && own < 2 {
            basis = Basis::Clause;
        }
        found.forget_set(context, title, own);
    }
    if found.sides.len() < 2 && guess && of_passage(context, head, &mut found.sides) {
        basis = Basis::Passage;
    }
    found.sides.sort();
    Parties {
        sides: found.sides,
        signatories: found.signatories,
        basis,
        own,
    }
}

fn of_phrase(
    context: &Context<'_>,
    head: usize,
    title: &std::ops::Range<usize>,
    name: &std::ops::Range<usize>,
    found: &mut Gathered,
) {
    let analysis = context.analysis;
    let own = tree::of_noun(analysis, head, |_| false);
    for slot in ["between", "with", "among", "possessor", "modifier", "of"] {
        for filler in own.of(slot) {
            if is_sponsor(context, filler) || name.contains(&filler) {
                continue;
            }
            // The Vienna Convention is not Austria's.
            let parties = parties::at(context, filler)
                .into_iter()
                .filter(|p| p.kind != Some(ActorKind::Place) || slot == "between")
                .collect();
            found.note(parties, false);
        }
    }
    for mention in context.cast.within(title.clone()) {
        let form = matches!(
            mention.form,
            MentionForm::Demonym | MentionForm::Name | MentionForm::Set
        );
        // "signed in Minsk": where, not with whom.
        let place = mention
            .actors
            .iter()
            .all(|&id| context.cast.actor(id).kind == ActorKind::Place)
            || mention.tokens.start > 0
                && matches!(
                    analysis.token(mention.tokens.start - 1).text(),
                    "in" | "at" | "over"
                );
        // Paris is no party of the agreement that is named after it.
        let named_after = name.contains(&mention.head);
        if form && !place && !named_after && !is_sponsor(context, mention.head) {
            for side in context.cast.sides_of(mention) {
                found.side(side);
            }
        }
    }
}

/// "signed a truce at talks in Peru": where it was done.
fn is_where(context: &Context<'_>, at: usize) -> bool {
    let analysis = context.analysis;
    let token = analysis.token(at);
    let above = analysis.token(token.head());
    token.dep() == "pobj"
        && matches!(above.lemma(), "in" | "at" | "near")
        && analysis.token(above.head()).pos() == "NOUN"
}

/// "the UN-brokered truce": who stands before that word is no party.
fn is_sponsor(context: &Context<'_>, at: usize) -> bool {
    let analysis = context.analysis;
    // In one word with it.
    let whole = analysis.token(at).text().to_lowercase();
    if whole
        .rsplit_once('-')
        .is_some_and(|(_, word)| names::is("sponsor", word))
    {
        return true;
    }
    let end = (at + 3).min(analysis.len());
    (at + 1..end)
        .find(|&t| analysis.token(t).text() != "-")
        .is_some_and(|t| names::is("sponsor", &analysis.token(t).text().to_lowercase()))
}

/// Who does the act, and with whom.
fn of_act(context: &Context<'_>, head: usize, act: usize, found: &mut Gathered) {
    let analysis = context.analysis;
    if !tree::is_verb(analysis.token(act)) {
        let around = tree::of_noun(analysis, act, |_| false);
        for slot in ["possessor", "by", "between", "with"] {
            for filler in around.of(slot).filter(|&f| f != head) {
                found.note(parties::at(context, filler), false);
            }
        }
        for filler in described(context, act) {
            found.note(parties::at(context, filler), false);
        }
        return;
    }
    let around = tree::of_verb(analysis, act);
    let called = called_upon(context, act);
    for slot in ["subject", "with", "between"] {
        if slot == "subject" && !called.is_empty() {
            continue;
        }
        for filler in around.of(slot).filter(|&f| f != head) {
            found.note(parties::at(context, filler), true);
        }
    }
    for filler in called {
        found.note(parties::at(context, filler), false);
    }
}

/// "Peru is party to", "Peru, a signatory of": whom the noun describes.
fn described(context: &Context<'_>, noun: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let token = analysis.token(noun);
    match token.dep() {
        "attr" => tree::of_verb(analysis, token.head())
            .of("subject")
            .collect(),
        "appos" => vec![token.head()],
        _ => Vec::new(),
    }
}

/// "called on A and B to uphold": who is called on does it, not who calls.
fn called_upon(context: &Context<'_>, act: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let token = analysis.token(act);
    let above = token.head();
    let infinitive = analysis
        .children(act)
        .any(|c| analysis.token(c).tag() == "TO");
    if !infinitive || !matches!(token.dep(), "xcomp" | "advcl" | "ccomp") {
        return Vec::new();
    }
    let around = tree::of_verb(analysis, above);
    let upon = ["on", "upon"].into_iter();
    upon.flat_map(|slot| around.of(slot).collect::<Vec<_>>())
        .filter(|&at| at < act)
        .collect()
}

/// The sides that the passage leaves no doubt about, where the phrase and its clause give only one or none: the
/// two that the sentence names, else the pair that the story is about.
fn of_passage(context: &Context<'_>, head: usize, sides: &mut Vec<Side>) -> bool {
    let sentence = context.analysis.sentence_of(head);
    let mut named: Vec<Side> = context
        .cast
        .within(sentence)
        .filter(|m| !is_sponsor(context, m.head) && !is_where(context, m.head))
        .flat_map(|m| context.cast.sides_of(m))
        .collect();
    named.sort();
    named.dedup();
    let pair = match <[Side; 2]>::try_from(named) {
        Ok(pair) if sides.iter().all(|side| pair.contains(side)) => Some(pair),
        _ => context.pair_spoken_of(head),
    };
    let Some(pair) = pair.filter(|pair| sides.iter().all(|side| pair.contains(side))) else {
        return false;
    };
    sides.clear();
    sides.extend(pair);
    true
}
