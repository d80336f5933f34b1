//! Agreements by the headline. Statements that it names with those who give them: "U.S.-Peru Joint Statement", "Joint
//! Declaration by the Presidents of Peru and Chile on …"; the text below it is the statement. And those who sign.

use chancery_actors::{ActorKind, side_named, state_of_nationality};
use chancery_model::{Agreement, AgreementKind, Side, Stage, Why};

use super::names;
use crate::Context;

/// Most words of a state's name in a headline.
const LONGEST: usize = 5;

/// The statement, where the headline gives two sides or more.
pub(super) fn statement(context: &Context<'_>) -> Option<Agreement> {
    let title = context.document.title.as_deref()?;
    let words: Vec<&str> = title.split_whitespace().collect();
    let at = words.windows(2).position(|pair| {
        names::kind_of(&pair.join(" ").to_lowercase()) == Some(AgreementKind::JointStatement)
    })?;
    let joined = words[..at].iter().filter(|w| w.contains(['-', '–']));
    let mut parties: Vec<Side> = joined
        .flat_map(|word| word.split(['-', '–']))
        .filter_map(side_named)
        .collect();
    let givers: Vec<&str> = words[at + 2..]
        .iter()
        .copied()
        .skip_while(|word| !matches!(*word, "by" | "of" | "between" | "Between" | "from"))
        .skip(1)
        .take_while(|word| !ends_list(word))
        .collect();
    parties.extend(sides_in(&givers));
    parties.extend(persons_in(context, &givers.join(" ")));
    parties.sort();
    parties.dedup();
    if parties.len() < 2 {
        return None;
    }
    let first = context.tokens().next()?;
    Some(Agreement {
        title: title.to_owned(),
        kind: AgreementKind::JointStatement,
        parties,
        stage: Stage::Signed,
        date: context.document.published,
        term_start: None,
        term_end: None,
        renews: None,
        evidence: vec![context.sentence_span(first)],
        why: Why {
            anchor: None,
            rule: "agreement/joint_statement of the headline".to_owned(),
            confidence: 0.0,
            grounds: Vec::new(),
        },
    })
}

/// "Peru, Chile and Cuba Sign a Memorandum": those who sign by the headline, where the text's own list is cut short by
/// its titles and offices.
pub(super) fn complete(context: &Context<'_>, agreements: &mut [Agreement]) {
    let Some(title) = context.document.title.as_deref() else {
        return;
    };
    let words: Vec<&str> = title.split_whitespace().collect();
    let signs = |word: &&str| names::is("signs", &word.to_lowercase());
    let Some(at) = words.iter().position(signs) else {
        return;
    };
    let mut parties: Vec<Side> = sides_in(&words[..at]);
    parties.sort();
    parties.dedup();
    let kind = words[at + 1..]
        .iter()
        .find_map(|word| names::kind_of(&word.to_lowercase()));
    for agreement in agreements {
        let shorter = agreement.parties.len() < parties.len()
            && agreement.parties.iter().all(|side| parties.contains(side));
        if Some(agreement.kind) == kind && agreement.stage == Stage::Signed && shorter {
            agreement.parties.clone_from(&parties);
        }
    }
}

/// What it is about begins: "on …", "following …", "Welcoming …".
fn ends_list(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with("ing")
        || matches!(
            word.as_str(),
            "about" | "after" | "at" | "for" | "in" | "on" | "to" | "through"
        )
}

/// The states and bodies that the words name, longest names first.
fn sides_in(words: &[&str]) -> Vec<Side> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = (1..=LONGEST.min(words.len() - at))
            .rev()
            .find_map(|length| {
                let phrase = words[at..at + length].join(" ");
                let phrase = phrase.trim_matches([',', ';', ':']);
                let phrase = phrase.strip_suffix("’s").unwrap_or(phrase);
                let phrase = phrase.strip_suffix("'s").unwrap_or(phrase);
                let side = side_named(phrase).or_else(|| state_of_nationality(phrase))?;
                Some((side, length))
            });
        let length = named.as_ref().map_or(1, |(_, length)| *length);
        found.extend(named.map(|(side, _)| side));
        at += length;
    }
    found
}

/// The sides of the persons of the text whose names stand there.
fn persons_in(context: &Context<'_>, words: &str) -> Vec<Side> {
    let persons = context.cast.actors().iter();
    persons
        .filter(|a| a.kind == ActorKind::Person && a.name.contains(' ') && words.contains(&a.name))
        .filter_map(|a| a.side.clone())
        .collect()
}
