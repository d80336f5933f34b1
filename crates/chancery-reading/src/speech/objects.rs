//! Content that stands as an object: "condemned the attack", "called for talks", "described it as a mistake".

use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Analysis;

use super::clause::is_passive;
use super::lexicon;
use crate::Context;

/// The direct object with all below it and the phrases of the verb that follow it closely.
pub(super) fn object(analysis: &Analysis, verb: usize) -> Option<(usize, Range<usize>)> {
    // "While noting some criticism, she said …": what is conceded is not what is said.
    let concedes = analysis.token(verb).tag() == "VBG"
        && analysis.children(verb).any(|c| {
            let token = analysis.token(c);
            token.dep() == "mark"
                && matches!(
                    token.lemma().to_lowercase().as_str(),
                    "while" | "although" | "though"
                )
        });
    if concedes {
        return None;
    }
    let passive = is_passive(analysis, verb);
    let object = analysis.children(verb).find(|&c| {
        let dep = analysis.token(c).dep();
        (dep == "dobj" && c > verb) || (passive && dep == "nsubjpass")
    })?;
    if analysis.token(object).pos() == "PRON" {
        return None;
    }
    let mut tokens = analysis.subtree(object);
    if passive {
        return Some((object, tokens));
    }
    tokens.start = tokens.start.max(verb + 1);
    // A possessor that the tree cut off at a curly apostrophe.
    if matches!(analysis.token(tokens.start).text(), "’" | "'" | "’s" | "'s") {
        tokens.start = verb + 1;
    }
    tokens.end = follow(analysis, verb, tokens.end);
    Some((object, tokens))
}

/// The end of the phrases that follow the object of a verb without a break.
fn follow(analysis: &Analysis, verb: usize, mut end: usize) -> usize {
    let root = analysis.subtree(verb).end;
    while end < root {
        // The child of the verb that begins here, if one does.
        let Some(next) = analysis
            .children(verb)
            .filter(|&c| c > verb)
            .map(|c| (c, analysis.subtree(c)))
            .find(|(_, reach)| reach.start == end)
        else {
            // A possessive that the tree cut off ("the ministry’s" + "plans").
            return if matches!(analysis.token(end).text(), "’s" | "'s" | "’" | "'") {
                root
            } else {
                end
            };
        };
        let token = analysis.token(next.0);
        let goes_on = match token.dep() {
            "prep" | "agent" => !is_circumstance(analysis, next.0),
            "oprd" | "acl" | "relcl" | "appos" | "xcomp" | "dative" | "dobj" | "advcl"
            | "ccomp" | "pobj" => true,
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end = next.1.end;
    }
    end
}

/// Whether a prepositional phrase tells when or on what occasion something was said.
fn is_circumstance(analysis: &Analysis, preposition: usize) -> bool {
    let word = analysis.token(preposition).text().to_lowercase();
    let object = analysis.children_by(preposition, "pobj").next();
    matches!(
        word.as_str(),
        "during"
            | "after"
            | "before"
            | "at"
            | "since"
            | "via"
            | "following"
            | "amid"
            | "until"
            | "by"
    ) || object.is_some_and(|o| {
        analysis
            .entities()
            .any(|e| matches!(e.label, "DATE" | "TIME") && e.tokens.contains(&o))
            || lexicon::is_document(&analysis.token(o).lemma().to_lowercase())
    })
}

/// The that-clause of a noun.
pub(super) fn noun_clause(analysis: &Analysis, noun: usize) -> Option<Range<usize>> {
    let clause = analysis.children(noun).find(|&c| {
        c > noun
            && matches!(analysis.token(c).dep(), "acl" | "ccomp" | "relcl")
            && analysis
                .children_by(c, "mark")
                .any(|m| analysis.token(m).text().eq_ignore_ascii_case("that"))
    })?;
    let that = analysis.children_by(clause, "mark").next()?;
    Some(that + 1..analysis.subtree(clause).end)
}

/// The object of a preposition of the verb.
pub(super) fn after_preposition(
    analysis: &Analysis,
    verb: usize,
    preposition: &str,
) -> Option<Range<usize>> {
    let wanted = preposition.trim_start_matches('<').trim_end_matches('+');
    let addressed = preposition.starts_with('<');
    let own = analysis.children(verb);
    let objects = analysis
        .children_by(verb, "dobj")
        .flat_map(|object| analysis.children(object));
    let at = own.chain(objects.filter(|_| addressed)).find(|&c| {
        let token = analysis.token(c);
        c > verb
            && matches!(token.dep(), "prep" | "prt" | "mark")
            && token.text().eq_ignore_ascii_case(wanted)
    })?;
    let end = follow(analysis, verb, analysis.subtree(at).end);
    (at + 1 < end).then_some(at + 1..end)
}

/// "described the visit as important", "called it a mistake": the object and what it is called, or the
/// predicate alone where the object is a pronoun or somebody's name.
pub(super) fn described_as(context: &Context<'_>, verb: usize) -> Option<Range<usize>> {
    let analysis = context.analysis;
    let is_as = |c: usize| {
        let token = analysis.token(c);
        matches!(token.dep(), "prep" | "mark" | "advmod") && token.text().eq_ignore_ascii_case("as")
    };
    let object = analysis
        .children(verb)
        .find(|&c| c > verb && matches!(analysis.token(c).dep(), "dobj" | "nsubj"));
    let predicate = analysis.children(verb).find(|&c| {
        c > verb
            && Some(c) != object
            && (is_as(c) || matches!(analysis.token(c).dep(), "oprd" | "ccomp"))
    });
    match (object, predicate) {
        (Some(object), None) => {
            let reach = analysis.subtree(object);
            reach.clone().any(is_as).then_some(reach)
        }
        (object, Some(predicate)) => {
            let tokens = analysis.subtree(predicate);
            let start = tokens.start + usize::from(is_as(predicate));
            let quoted = (start..tokens.end)
                .find(|&t| analysis.token(t).pos() != "DET")
                .is_some_and(|t| matches!(analysis.token(t).text(), "\"" | "“" | "‘" | "'"));
            let is_person = |o: usize| {
                context.cast.at(o).any(|m| {
                    m.head == o && context.cast.actor(m.actors[0]).kind == ActorKind::Person
                })
            };
            // Called names in quotation marks: the names are the words.
            if quoted && object.is_none_or(is_person) {
                let first = (start..tokens.end).find(|&t| analysis.token(t).pos() != "DET")?;
                return Some(first..tokens.end);
            }
            match object.filter(|&o| analysis.token(o).pos() != "PRON" && o < predicate) {
                Some(object) => Some(analysis.subtree(object).start..tokens.end),
                None => Some(start..tokens.end),
            }
        }
        (None, None) => None,
    }
}
