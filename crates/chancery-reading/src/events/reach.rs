//! Where the words of a slot stand when they do not stand at the trigger itself: at the verb that carries it, the
//! deed somebody suffers in, the journey made for it.

use chancery_language::Analysis;
use chancery_model::EventType;

use super::frame::Class;
use super::kind;
use super::parties;
use super::tree::{self, Arguments};
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

/// Who is under way by that verb: its subject, and its object where the subject is the host.
pub(super) fn travellers(analysis: &Analysis, verb: usize) -> Vec<usize> {
    let hosts = matches!(
        analysis.token(verb).lemma(),
        "host" | "welcome" | "receive" | "invite" | "join"
    );
    if hosts {
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
        let of_it = matches!(
            part.lemma(),
            "close" | "conclusion" | "end" | "margin" | "opening" | "sideline" | "start"
        );
        let attended = matches!(
            analysis.token(part.head()).lemma(),
            "address" | "attend" | "join" | "open" | "watch" | "witness"
        );
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
        let led = above.dep() == "dobj" && matches!(above.lemma(), "delegation" | "team");
        return match led {
            true => Some(above.head()),
            false => (tree::is_verb(above) && goes(analysis, above.index())).then(|| above.index()),
        };
    }
    let takes_part = matches!(
        analysis.token(preposition.head()).lemma(),
        "participate" | "part" | "engage" | "represent"
    );
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
