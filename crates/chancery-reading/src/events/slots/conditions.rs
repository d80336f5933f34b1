//! What a frame asks of its clause besides those who stand in its slots.

use chancery_expressions::Tense;
use chancery_language::Analysis;

use super::super::frame::{Condition, Frame};
use super::super::reach;
use super::super::tree::{self, Arguments};
use super::{is_person, is_place, modifies};
use crate::Context;

/// The first of the frame's further conditions that does not hold.
pub(in crate::events) fn failing_condition<'f>(
    context: &Context<'_>,
    trigger: usize,
    frame: &'f Frame,
    arguments: &Arguments,
) -> Option<&'f Condition> {
    let analysis = context.analysis;
    frame.conditions.iter().find(|condition| {
        let fits = |at: usize| {
            let token = analysis.token(at);
            condition.words.iter().any(|word| {
                word == "*"
                    || word == "@number" && token.pos() == "NUM"
                    || word == "@money" && is_money(analysis, at)
                    || word == "@place" && !modifies(token) && is_place(context, at)
                    || word == "@person" && !modifies(token) && is_person(context, at)
                    || token.lemma().eq_ignore_ascii_case(word)
                    || token.text().eq_ignore_ascii_case(word)
            })
        };
        let holds = match condition.slot.as_str() {
            "near" => analysis.sentence_of(trigger).any(&fits),
            "governor" => tree::governor(analysis, trigger).is_some_and(|g| fits(g.verb)),
            // Of "walked out of the hall" the parser takes "out" for an adverb or preposition.
            "prt" if !condition.negated => ["prt", "advmod", "prep"]
                .into_iter()
                .any(|dep| analysis.children_by(trigger, dep).any(&fits)),
            "prt" => analysis.children_by(trigger, "prt").any(&fits),
            "aux" => analysis.children_by(trigger, "aux").any(&fits),
            // "Resolution 242"
            "numbered" => {
                trigger + 1 < analysis.len() && analysis.token(trigger + 1).pos() == "NUM"
            }
            "guest" => reach::guests(context, trigger).into_iter().any(&fits),
            "dated" => {
                let token = analysis.token(trigger);
                let told = matches!(token.dep(), "nsubj" | "nsubjpass").then_some(token.head());
                analysis
                    .children(trigger)
                    .chain(told.into_iter().flat_map(|verb| analysis.children(verb)))
                    .any(|c| c != trigger && is_date(context, c))
            }
            // What it is done for: "called him to express".
            "purpose" => reach::purposes(analysis, trigger).into_iter().any(&fits),
            // The head itself or a word of its phrase before it ("ballistic missile tests").
            slot => arguments.of(slot).any(|head| {
                (analysis.subtree(head).start.max(head.saturating_sub(6))..=head).any(&fits)
                    || analysis.children_by(head, "appos").any(&fits)
                    || analysis
                        .children_by(head, "prep")
                        .any(|p| analysis.children_by(p, "pobj").any(&fits))
            }),
        };
        holds == condition.negated
    })
}

/// Whether the token is of a sum of money: "$500,000", and the letter that "£40m" is cut off.
fn is_money(analysis: &Analysis, at: usize) -> bool {
    let sum = |at: usize| analysis.entity_at(at).is_some_and(|e| e.label == "MONEY");
    sum(at) || at > 0 && sum(at - 1) && analysis.token(at - 1).end() == analysis.token(at).start()
}

/// Whether what hangs on a noun is a day, month or year: "an April 8 meeting", "the summit in 2003".
fn is_date(context: &Context<'_>, child: usize) -> bool {
    let analysis = context.analysis;
    let dated = |at: usize| {
        analysis.entity_at(at).is_some_and(|e| e.label == "DATE")
            || context
                .timexes(analysis.subtree(at), Tense::Unknown)
                .iter()
                .any(|t| {
                    t.span.start as usize <= analysis.token(at).start()
                        && analysis.token(at).end() <= t.span.end as usize
                })
    };
    match analysis.token(child).dep() {
        "compound" | "nmod" | "npadvmod" | "nummod" | "poss" => dated(child),
        "prep" => analysis.children_by(child, "pobj").any(dated),
        _ => false,
    }
}
