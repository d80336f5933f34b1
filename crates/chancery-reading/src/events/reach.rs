//! Where the words of a slot stand when they do not stand at the trigger itself: at the verb that carries it, the
//! deed somebody suffers in, the journey made for it.

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::EventType;

use super::frame::Class;
use super::kind;
use super::parties::{self, Party};
use super::slots;
use super::tree::{self, Arguments};
use super::words;
use crate::{Context, speech};

/// The places of "while in" under a verb.
pub(super) fn while_in(analysis: &Analysis, verb: usize) -> impl Iterator<Item = usize> + '_ {
    analysis
        .children(verb)
        .filter(|&c| {
            matches!(analysis.token(c).dep(), "advcl" | "prep")
                && analysis.token(c).lemma() == "in"
                && analysis
                    .children(c)
                    .any(|m| analysis.token(m).lemma() == "while")
        })
        .flat_map(|c| analysis.children_by(c, "pobj"))
}

/// The object of a "with" soon after a verb that has none, past days and places only.
pub(super) fn with_beside(analysis: &Analysis, verb: usize) -> Vec<usize> {
    if analysis.token(verb).pos() != "VERB" {
        return Vec::new();
    }
    let end = analysis.sentence_of(verb).end.min(verb + 10);
    let with = (verb + 1..end)
        .take_while(|&t| {
            let token = analysis.token(t);
            !tree::is_verb(token) && !matches!(token.text(), "and" | "," | ";" | "who" | "that")
        })
        .find(|&t| analysis.token(t).text() == "with");
    with.into_iter()
        .flat_map(|w| analysis.children_by(w, "pobj").collect::<Vec<_>>())
        .flat_map(|head| tree::coordinated(analysis, head))
        .collect()
}

/// Whether somebody is or comes somewhere by that verb: it can tell of a visit.
pub(super) fn goes(analysis: &Analysis, verb: usize) -> bool {
    let token = analysis.token(verb);
    let lemma = token.lemma().to_lowercase();
    let form = token.text().to_lowercase();
    lemma == "be"
        || kind::TABLE
            .frames(&lemma, &form, Class::Verb)
            .any(|(kind, _)| kind.kind == EventType::Visit)
}

/// Who stands behind the deed in which somebody suffers.
pub(super) fn means(analysis: &Analysis, arguments: &Arguments) -> Vec<usize> {
    let deeds = ["in", "by", "during", "after"]
        .into_iter()
        .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>());
    deeds
        .filter(|&deed| analysis.token(deed).pos() == "NOUN")
        .find_map(|deed| {
            let around = tree::of_noun(analysis, deed, |_| false);
            let found: Vec<usize> = ["by", "possessor", "with", "against", "between", "modifier"]
                .into_iter()
                .flat_map(|slot| around.of(slot).collect::<Vec<_>>())
                .collect();
            (!found.is_empty()).then_some(found)
        })
        .unwrap_or_default()
}

/// The verb by which something is said in a call or letter: "told him in a call", "wrote in a letter to him".
pub(super) fn told_in(analysis: &Analysis, noun: usize) -> Option<usize> {
    let token = analysis.token(noun);
    let preposition = analysis.token(token.head());
    let verb = analysis.token(preposition.head());
    let within = token.dep() == "pobj"
        && matches!(
            preposition.lemma(),
            "in" | "during" | "over" | "by" | "via" | "on"
        );
    (within && tree::is_verb(verb)).then(|| verb.index())
}

/// To whom something is said by a verb: "told him", "promised them support", "spoke to her".
pub(super) fn addressed(analysis: &Analysis, verb: usize) -> Vec<usize> {
    let around = tree::of_verb(analysis, verb);
    let hears = speech::addresses(analysis.token(verb).lemma());
    let object = around.of("object").filter(|_| hears);
    object
        .chain(around.of("to"))
        .chain(around.of("with"))
        .collect()
}

/// The first "to" with somebody after a noun and before the next verb.
pub(super) fn onward(context: &Context<'_>, noun: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let end = analysis.sentence_of(noun).end;
    (noun + 1..end)
        .take_while(|&t| {
            let token = analysis.token(t);
            !tree::is_verb(token) || token.dep() == "conj"
        })
        .filter(|&t| analysis.token(t).text() == "to")
        .flat_map(|to| analysis.children_by(to, "pobj").collect::<Vec<_>>())
        .find(|&head| !parties::at(context, head).is_empty())
        .map(|head| tree::coordinated(analysis, head))
        .unwrap_or_default()
}

/// Whether a participle tells of somebody that he has come: "the visiting minister".
fn tells_of_guest(analysis: &Analysis, word: usize) -> bool {
    let token = analysis.token(word);
    let lemma = token.lemma().to_lowercase();
    token.tag() == "VBG"
        && kind::TABLE
            .frames(&lemma, &lemma, Class::Verb)
            .any(|(_, frame)| frame.fills("described"))
}

/// Whom somebody sees who has come: "met visiting Minister Roe", "told the visiting minister".
pub(super) fn guests(context: &Context<'_>, verb: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let around = tree::of_verb(analysis, verb);
    let is_guest = |head: &usize| {
        let mut words = analysis.children_by(*head, "amod");
        words.any(|word| tells_of_guest(analysis, word))
    };
    let named: Vec<usize> = around
        .of("object")
        .chain(around.of("with"))
        .filter(is_guest)
        .collect();
    // The parser takes the participle for what the subject does.
    let sentence = analysis.sentence_of(verb);
    let taken = (verb + 1..sentence.end.min(verb + 5))
        .take_while(|&t| !matches!(analysis.token(t).text(), "," | "and" | ";"))
        .filter(|&t| tells_of_guest(analysis, t) && slots::describes(context, t))
        .flat_map(|t| analysis.children_by(t, "dobj").collect::<Vec<_>>())
        .flat_map(|head| tree::coordinated(analysis, head));
    named.iter().copied().chain(taken).collect()
}

/// Who comes to what a verb's object names: "hosted a conference attended by", "a summit of", "a dinner for".
pub(super) fn attending(analysis: &Analysis, verb: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for object in analysis.children_by(verb, "dobj") {
        let clauses = analysis
            .children(object)
            .filter(|&c| matches!(analysis.token(c).dep(), "acl" | "relcl"))
            .filter(|&c| tree::is_passive(analysis, c));
        for clause in clauses {
            found.extend(tree::of_verb(analysis, clause).of("subject"));
        }
        let around = tree::of_noun(analysis, object, |_| false);
        for slot in ["of", "with", "between", "among"] {
            found.extend(around.of(slot));
        }
    }
    found.retain(|&head| analysis.token(head).dep() != "dobj");
    found
}

/// The body whose it is that a verb's object names: "hosts the OPEC summit".
pub(super) fn whose(context: &Context<'_>, verb: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let is_body = |head: &usize| {
        let mut sides = parties::at(context, *head)
            .into_iter()
            .filter_map(|p| p.side);
        sides.any(|side| !side.is_org() && !crate::events::words::is_state(&side))
    };
    analysis
        .children_by(verb, "dobj")
        .flat_map(|object| {
            let around = tree::of_noun(analysis, object, |_| false);
            around.of("modifier").collect::<Vec<_>>()
        })
        .filter(is_body)
        .collect()
}

/// "The ministers, meeting in Rome, agreed": whom a noun after a comma describes.
pub(super) fn apposed(analysis: &Analysis, noun: usize) -> Vec<usize> {
    let token = analysis.token(noun);
    let comma = noun
        .checked_sub(1)
        .is_some_and(|before| analysis.token(before).text() == ",");
    match comma && token.dep() == "acl" {
        true => tree::coordinated(analysis, token.head()),
        false => Vec::new(),
    }
}

/// A delegation without a side of its own is of whoever sends it.
pub(super) fn sent(context: &Context<'_>, arguments: &Arguments) -> Vec<Party> {
    let sender = arguments
        .of("subject")
        .flat_map(|head| parties::at(context, head))
        .find_map(|party| party.side);
    let group = arguments.of("object").find(|&head| {
        let token = context.analysis.token(head);
        token.pos() == "NOUN" && words::is("official", token.lemma())
    });
    sender
        .zip(group)
        .map(|(side, head)| Party {
            actor: None,
            kind: None,
            name: None,
            office: None,
            side: Some(side),
            head,
        })
        .into_iter()
        .collect()
}

/// What is done for: the infinitives below a verb, below a noun, and below the verb that a noun stands with.
pub(super) fn purposes(analysis: &Analysis, trigger: usize) -> Vec<usize> {
    let above = (analysis.token(trigger).pos() != "VERB")
        .then(|| tree::governor(analysis, trigger))
        .flatten()
        .map(|g| g.verb);
    std::iter::once(trigger)
        .chain(above)
        .flat_map(|top| analysis.children(top).collect::<Vec<_>>())
        .filter(|&c| {
            let mut below = analysis.children(c);
            matches!(analysis.token(c).dep(), "advcl" | "xcomp" | "ccomp" | "acl")
                && below.any(|t| analysis.token(t).tag() == "TO")
        })
        .collect()
}

/// "urged Peru on a visit to Chile to stop", "said that Peru would stop": whoever speaks is under way, no state.
pub(super) fn who_acts(context: &Context<'_>, verb: usize) -> usize {
    let analysis = context.analysis;
    let kinds = |verb: usize| -> Vec<ActorKind> {
        tree::subject(analysis, verb)
            .map(|(head, _)| parties::at(context, head))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|party| party.kind)
            .collect()
    };
    let state = |kinds: &[ActorKind]| {
        !kinds.is_empty() && kinds.iter().all(|k| matches!(k, ActorKind::State))
    };
    let person = |kinds: &[ActorKind]| {
        kinds
            .iter()
            .any(|k| matches!(k, ActorKind::Person | ActorKind::OfficeHolder))
    };
    let token = analysis.token(verb);
    let above = token.head();
    let inside = matches!(token.dep(), "xcomp" | "ccomp") && tree::is_verb(analysis.token(above));
    match inside && state(&kinds(verb)) && person(&kinds(above)) {
        true => above,
        false => verb,
    }
}

/// Who is under way by that verb: its subject, and its object where the subject is the host.
pub(super) fn travellers(analysis: &Analysis, verb: usize) -> Vec<usize> {
    if words::is("hosts", analysis.token(verb).lemma()) {
        let around = tree::of_verb(analysis, verb);
        return around.of("subject").chain(around.of("object")).collect();
    }
    tree::subject(analysis, verb)
        .map(|(head, _)| tree::coordinated(analysis, head))
        .unwrap_or_default()
}

/// The verb of "departed on a visit", "flew in for talks", "is in Rome for the summit".
pub(super) fn on_the_way(analysis: &Analysis, noun: usize) -> Option<usize> {
    let token = analysis.token(noun);
    let mut preposition = analysis.token(token.head());
    // "at the end of the summit", "on the margins of the conference", "attended the opening of the summit"
    let part = analysis.token(preposition.head());
    if preposition.lemma() == "of" && part.pos() == "NOUN" {
        let of_it = words::is("part", part.lemma());
        let attended = words::is("attends", analysis.token(part.head()).lemma());
        if of_it && part.dep() == "dobj" {
            return attended.then(|| part.head());
        }
        if of_it && part.dep() == "pobj" {
            preposition = analysis.token(part.head());
        }
    }
    // "will lead the delegation to the conference", "travelled to the summit"
    if preposition.lemma() == "to" && token.dep() == "pobj" {
        let above = analysis.token(preposition.head());
        let led = above.dep() == "dobj" && words::is("delegation", above.lemma());
        return match led {
            true => Some(above.head()),
            false => (tree::is_verb(above) && goes(analysis, above.index())).then(|| above.index()),
        };
    }
    let takes_part = words::is("takes_part", analysis.token(preposition.head()).lemma());
    let leads = matches!(
        preposition.lemma(),
        "on" | "for" | "from" | "during" | "after" | "at"
    ) || (preposition.lemma() == "in" && takes_part)
        || (preposition.lemma() == "of" && analysis.token(preposition.head()).lemma() == "ahead");
    (token.dep() == "pobj" && leads)
        .then(|| tree::governor(analysis, noun))
        .flatten()
        .map(|g| g.verb)
}
