//! Who is named within what is given, decided or meant by it, further down than any slot of the clause.

use std::ops::Range;

use chancery_actors::{ActorKind, MentionForm};
use chancery_language::Analysis;

use super::tree::{self, Arguments};
use crate::Context;

/// Who is named first in what is decided, demanded, adopted: below the object of a verb, or below a noun.
pub(super) fn below(context: &Context<'_>, arguments: &Arguments, trigger: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let tops: Vec<usize> = match arguments.has("object") {
        true => arguments.of("object").collect(),
        false => vec![trigger],
    };
    tops.into_iter()
        .filter(|&top| analysis.token(top).pos() == "NOUN" || top == trigger)
        .map(|top| states(context, top + 1..analysis.subtree(top).end))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Whom it is for by its purpose: "gave tents to shelter refugees from Chad", "aid to rebuild Chad". Only purposes told
/// by one of the verbs count, any where there are none.
pub(super) fn in_purpose(
    context: &Context<'_>,
    arguments: &Arguments,
    trigger: usize,
    verbs: &[String],
) -> Vec<usize> {
    let analysis = context.analysis;
    let governor = tree::governor(analysis, trigger)
        .filter(|_| analysis.token(trigger).pos() != "VERB")
        .map(|g| g.verb);
    let mut tops: Vec<usize> = arguments.of("object").collect();
    tops.extend([trigger]);
    tops.extend(governor);
    // "millions in aid to help": the purpose may hang on what the object holds.
    for top in tops.clone() {
        let inside = analysis.children_by(top, "prep");
        tops.extend(inside.flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>()));
    }
    tops.into_iter()
        .flat_map(|top| analysis.children(top).collect::<Vec<_>>())
        .filter(|&verb| verb > trigger && is_purpose(analysis, verb, verbs.is_empty()))
        .filter(|&verb| verbs.is_empty() || verbs.iter().any(|v| v == analysis.token(verb).lemma()))
        .map(|verb| {
            let found = states(context, verb + 1..analysis.subtree(verb).end);
            let doers = found.iter().any(|&at| does(analysis, at));
            if doers && !verbs.is_empty() {
                Vec::new()
            } else {
                found
            }
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// "affected by Chad's war", "threatened by Chad": whoever does it is not helped.
fn does(analysis: &Analysis, state: usize) -> bool {
    let token = analysis.token(state);
    token.dep() == "poss"
        || token.dep() == "pobj" && matches!(analysis.token(token.head()).lemma(), "by" | "against")
}

/// An infinitive, or where it is all the same what is said, what is found or held.
fn is_purpose(analysis: &Analysis, verb: usize, any: bool) -> bool {
    let dep = analysis.token(verb).dep();
    let infinitive = || {
        analysis
            .children(verb)
            .any(|c| analysis.token(c).tag() == "TO")
    };
    any && dep == "ccomp"
        || matches!(dep, "advcl" | "xcomp" | "acl" | "relcl" | "ccomp") && infinitive()
}

/// The body whose office somebody takes: "elected as head of the African Union", "its envoy for the United Nations".
pub(super) fn bodies(context: &Context<'_>, arguments: &Arguments) -> Vec<usize> {
    let analysis = context.analysis;
    let offices = ["attr", "as", "to", "object", "of"]
        .into_iter()
        .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>())
        .filter(|&head| matches!(analysis.token(head).pos(), "NOUN" | "PROPN"));
    offices
        .flat_map(|head| analysis.subtree(head))
        .find(|&at| {
            context.cast.at(at).any(|m| {
                let sides = context.cast.sides_of(m);
                let person = |id| context.cast.actor(id).kind == ActorKind::Person;
                m.head == at
                    && !m.actors.iter().any(|&id| person(id))
                    && !sides.is_empty()
                    && sides
                        .iter()
                        .all(|s| !crate::events::words::is_state(s) && !s.is_org())
            })
        })
        .into_iter()
        .collect()
}

/// Where somebody is sent by his office: "named ambassador to Chad".
pub(super) fn posts(analysis: &Analysis, arguments: &Arguments) -> Vec<usize> {
    ["attr", "as", "object"]
        .into_iter()
        .flat_map(|slot| arguments.of(slot).collect::<Vec<_>>())
        .flat_map(|head| analysis.children_by(head, "prep").collect::<Vec<_>>())
        .filter(|&p| analysis.token(p).lemma() == "to")
        .flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>())
        .collect()
}

/// The first state named among the tokens, and those joined to it.
fn states(context: &Context<'_>, tokens: Range<usize>) -> Vec<usize> {
    let named = |at: usize| {
        context.cast.at(at).any(|m| {
            m.head == at
                && matches!(
                    m.form,
                    MentionForm::Name | MentionForm::Demonym | MentionForm::Metonym
                )
                && m.actors
                    .iter()
                    .all(|&id| context.cast.actor(id).kind == ActorKind::State)
        })
    };
    let Some(first) = tokens.into_iter().find(|&at| named(at)) else {
        return Vec::new();
    };
    tree::coordinated(context.analysis, first)
        .into_iter()
        .filter(|&at| named(at))
        .collect()
}
