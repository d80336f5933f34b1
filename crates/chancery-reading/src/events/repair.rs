//! Parties that the tree hides: where the parser went wrong in a way that the words themselves put right.

use chancery_actors::{ActorId, ActorKind, Mention, MentionForm};
use chancery_model::{Role, Side};

use super::frame::Frame;
use super::modality::{self, Class, node_is_infinitive};
use super::parties::{self, Party};
use super::tree::{Arguments, is_verb};
use crate::Context;

/// How far left of its verb a lost subject may stand, in tokens. A guess: dates stand in between.
const REACH: usize = 8;

/// A finite verb without any subject in its tree: the person named last before it, after a comma or at the start
/// of the sentence ("Authorised by the President, Roe on May 2 presented …"), titles and a day before the name apart
/// ("On Monday Roe will meet", "Under Secretary Roe will meet").
pub(super) fn subject(
    context: &Context<'_>,
    verb: usize,
    frame: &Frame,
    arguments: &Arguments,
    filled: &mut Vec<(Role, Party)>,
) {
    let analysis = context.analysis;
    let modal = analysis
        .children(verb)
        .any(|c| analysis.token(c).tag() == "MD");
    let finite = modal || matches!(analysis.token(verb).tag(), "VBD" | "VBZ");
    let Some((role, _)) = frame
        .roles
        .iter()
        .find(|(_, slots)| slots.iter().any(|s| s == "subject"))
    else {
        return;
    };
    // Those who meet have one role: that the other is there says nothing of the subject.
    let shared = frame.roles.iter().filter(|(r, _)| r == role).count() > 1;
    let taken = !shared && filled.iter().any(|(r, _)| r == role);
    if !finite || arguments.has("subject") || taken {
        return;
    }
    let sentence = analysis.sentence_of(verb);
    let person = context
        .cast
        .within(sentence.start..verb)
        .filter(|m| m.tokens.end + REACH >= verb)
        .filter(|m| m.form == MentionForm::Name && m.actors.len() == 1)
        .filter(|m| context.cast.actor(m.actors[0]).kind == ActorKind::Person)
        .filter(|m| {
            let start = (sentence.start..m.tokens.start)
                .rev()
                .find(|&t| analysis.token(t).text() == ",")
                .map_or(sentence.start, |comma| comma + 1);
            (start..m.tokens.start).all(|t| {
                let token = analysis.token(t);
                let capital = token.text().starts_with(char::is_uppercase);
                token.pos() != "VERB" && (capital || matches!(token.text(), "of" | "for" | "and"))
            })
        })
        .last();
    if let Some(mention) = person {
        for party in parties::at(context, mention.head) {
            if filled.iter().all(|(_, p)| p.head != party.head) {
                filled.insert(0, (*role, party));
            }
        }
    }
}

/// "It was my pleasure to welcome her": whoever's pleasure it is does it.
pub(super) fn pleased(
    context: &Context<'_>,
    verb: usize,
    frame: &Frame,
    filled: &mut Vec<(Role, Party)>,
) {
    let analysis = context.analysis;
    let token = analysis.token(verb);
    let Some((role, _)) = frame
        .roles
        .iter()
        .find(|(_, slots)| slots.iter().any(|s| s == "subject"))
    else {
        return;
    };
    let of_pleasure = !is_verb(analysis.token(token.head()));
    let above = if of_pleasure {
        analysis.token(token.head()).head()
    } else {
        token.head()
    };
    if !node_is_infinitive(analysis, verb) || filled.iter().any(|(r, _)| r == role) {
        return;
    }
    let owner = analysis
        .children_by(above, "attr")
        .filter(|&noun| modality::is(analysis, noun, Class::Implicative))
        .flat_map(|noun| analysis.children_by(noun, "poss"))
        .flat_map(|owner| parties::at(context, owner))
        .next();
    filled.extend(owner.map(|party| (*role, party)));
}

/// Who is honoured or put on a list need not be of any state: a company, a bank, a memorial's keeper counts by its name.
pub(super) fn named_only(
    context: &Context<'_>,
    frame: &Frame,
    arguments: &Arguments,
    filled: &mut Vec<(Role, Party)>,
) {
    let wanted = frame
        .roles
        .iter()
        .find(|(role, _)| matches!(role, Role::Recipient | Role::Target));
    let Some((role, slots)) = wanted.filter(|(role, _)| !filled.iter().any(|(r, _)| r == role))
    else {
        return;
    };
    let head = slots
        .iter()
        .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>())
        .find(|&h| {
            context.analysis.token(h).pos() == "PROPN" && context.cast.at(h).next().is_none()
        });
    if let Some(head) = head {
        let left = context
            .analysis
            .children_by(head, "compound")
            .min()
            .unwrap_or(head)
            .min(head);
        let name = context.analysis.words(left..head + 1).to_owned();
        let side = Some(Side::org(&name));
        filled.push((
            *role,
            Party {
                actor: None,
                kind: Some(ActorKind::Body),
                name: Some(name),
                office: None,
                side,
                head,
            },
        ));
    }
}

/// "The army says that it shot it down", "its war on its neighbour": nobody strikes himself, so what the pronoun stands for
/// is somebody or something else.
pub(super) fn not_oneself(context: &Context<'_>, trigger: usize, filled: &mut Vec<(Role, Party)>) {
    let analysis = context.analysis;
    let actors: Vec<_> = filled
        .iter()
        .filter(|(role, _)| *role == Role::Actor)
        .filter_map(|(_, party)| party.side.clone())
        .collect();
    if actors.is_empty() {
        return;
    }
    let phrase = analysis.subtree(trigger);
    let third = |at: usize| matches!(analysis.token(at).lemma(), "its" | "their" | "his" | "her");
    filled.retain(|(role, party)| {
        let own = party
            .side
            .as_ref()
            .is_some_and(|side| actors.contains(side));
        let pronoun = analysis.token(party.head).pos() == "PRON";
        let owned = analysis.children_by(party.head, "poss").any(third);
        let within = phrase.contains(&party.head) && analysis.token(trigger).pos() != "VERB";
        *role != Role::Target || !(pronoun && own || owned && (own || within))
    });
}

/// "sent condolences to his family and the people of Peru", "invited him and his wife": who gives or sends is not among those
/// who receive, where another is.
pub(super) fn not_the_giver(filled: &mut Vec<(Role, Party)>) {
    let of = |wanted: &[Role]| -> Vec<Side> {
        let those = filled.iter().filter(|(role, _)| wanted.contains(role));
        those.filter_map(|(_, p)| p.side.clone()).collect()
    };
    let givers = of(&[Role::Sender, Role::Donor, Role::Imposer]);
    let takers = of(&[Role::Recipient, Role::Target]);
    if takers.iter().all(|side| givers.contains(side)) {
        return;
    }
    filled.retain(|(role, party)| {
        let takes = matches!(role, Role::Recipient | Role::Target);
        !takes || party.side.as_ref().is_none_or(|s| !givers.contains(s))
    });
}

/// Persons joined to one by "and" that the tree hangs elsewhere: "Jane Roe, speaker of the house, and foreign
/// minister John Doe". Each mention must follow the last without any verb in between.
pub(super) fn joined(context: &Context<'_>, head: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let person = |at: usize| {
        context.cast.at(at).find(|m| {
            m.form == MentionForm::Name
                && m.actors.len() == 1
                && context.cast.actor(m.actors[0]).kind == ActorKind::Person
        })
    };
    let mut found = Vec::new();
    let Some(mut mention) = person(head) else {
        return found;
    };
    let sentence = analysis.sentence_of(head);
    for _ in 0..4 {
        let Some(and) = next_and(context, mention.tokens.end, sentence.end) else {
            break;
        };
        let Some(next) = person(and + 1).filter(|m| m.tokens.start == and + 1) else {
            break;
        };
        found.push(next.head);
        mention = next;
    }
    found.extend(joined_before(context, head));
    found
}

/// The same before the person, where the tree takes them for words that describe the last of the row: "Foreign Minister
/// Jane Roe and Defence Minister John Doe".
fn joined_before(context: &Context<'_>, head: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let is_person = |m: &&Mention| {
        m.form == MentionForm::Name
            && m.actors.len() == 1
            && context.cast.actor(m.actors[0]).kind == ActorKind::Person
    };
    let mut found = Vec::new();
    let Some(mut last) = context.cast.at(head).find(is_person) else {
        return found;
    };
    for _ in 0..4 {
        let Some(sign) = last.tokens.start.checked_sub(1) else {
            break;
        };
        // A comma joins only what an "and" ends.
        let joins = match analysis.token(sign).text() {
            "and" => true,
            "," => !found.is_empty(),
            _ => false,
        };
        let before = sign.checked_sub(1).filter(|_| joins);
        let Some(mention) = before.and_then(|at| context.cast.at(at).find(is_person)) else {
            break;
        };
        let described = analysis.subtree(head).contains(&mention.head);
        if mention.tokens.end != sign || !described {
            break;
        }
        found.push(mention.head);
        last = mention;
    }
    found
}

/// Places joined to one that the tree hangs elsewhere: "flew to Jordan and then Saudi Arabia to confer". None where
/// the last is the subject of what follows.
pub(super) fn places_joined(context: &Context<'_>, head: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let place = |at: usize| {
        context.cast.at(at).find(|m| {
            let kind = |&id: &ActorId| context.cast.actor(id).kind;
            m.form == MentionForm::Name
                && m.tokens.start == at
                && m.actors.len() == 1
                && m.actors
                    .iter()
                    .all(|id| matches!(kind(id), ActorKind::State | ActorKind::Place))
        })
    };
    let Some(first) = context.cast.headed_by(head) else {
        return Vec::new();
    };
    let end = analysis.sentence_of(head).end;
    let is = |at: usize, words: &[&str]| at < end && words.contains(&analysis.token(at).text());
    let mut found = Vec::new();
    let mut at = first.tokens.end;
    for _ in 0..8 {
        let from = at;
        let comma = is(at, &[","]);
        at += usize::from(comma);
        let and = is(at, &["and"]);
        at += usize::from(and);
        at += usize::from(and && is(at, &["then", "later", "finally"]));
        if at == from || at >= end {
            break;
        }
        let Some(next) = place(at) else { break };
        found.push((next.head, and));
        at = next.tokens.end;
        if and {
            break;
        }
    }
    let closed = at >= end
        || analysis.token(at).pos() == "PUNCT"
        || analysis.token(at).tag() == "TO"
        || analysis.token(at).pos() == "ADP";
    match found.last() {
        // A list ends with "and"; "Bonn, Germany" is none.
        Some((_, true)) if closed => found.into_iter().map(|(head, _)| head).collect(),
        _ => Vec::new(),
    }
}

/// The "and" after a name, past one description between commas.
fn next_and(context: &Context<'_>, from: usize, end: usize) -> Option<usize> {
    let analysis = context.analysis;
    let is = |at: usize, word: &str| at < end && analysis.token(at).text() == word;
    if is(from, "and") {
        return Some(from);
    }
    if !is(from, ",") {
        return None;
    }
    if is(from + 1, "and") {
        return Some(from + 1);
    }
    let close = (from + 1..end.min(from + 12)).find(|&at| is(at, ","))?;
    let verbless = (from + 1..close).all(|at| analysis.token(at).pos() != "VERB");
    (verbless && is(close + 1, "and")).then_some(close + 1)
}
