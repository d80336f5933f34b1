//! Content that stands as an object: "condemned the attack", "called for talks", "described it as a mistake".

use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Analysis;

use super::clause::{infinitive_after, is_passive, own_subject};
use super::extent::says_meanwhile;
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
        let token = analysis.token(c);
        // "denies arming the rebels": what is done stands as the object.
        let gerund = token.dep() == "xcomp" && token.tag() == "VBG";
        ((token.dep() == "dobj" || gerund) && c > verb) || (passive && token.dep() == "nsubjpass")
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
    tokens.end = follow(analysis, verb, tokens.start, tokens.end);
    Some((object, tokens))
}

/// The end of the phrases that follow the object of a verb without a break.
fn follow(analysis: &Analysis, verb: usize, start: usize, mut end: usize) -> usize {
    let root = analysis.subtree(verb).end;
    while end < root {
        // A possessive that the tree cut off ("the ministry’s" + "plans").
        if matches!(analysis.token(end).text(), "’s" | "'s" | "’" | "'") {
            return root;
        }
        // The child of the verb that begins here, if one does.
        let Some(next) = child_from(analysis, verb, end) else {
            return end;
        };
        let token = analysis.token(next.0);
        let goes_on = match token.dep() {
            // "their pleasure at the result", "alarm at the news".
            "prep" if token.text() == "at" && voices(analysis, verb) => true,
            "prep" | "agent" => !is_circumstance(analysis, next.0),
            "advcl" if says_meanwhile(analysis, next.0) => false,
            "oprd" | "acl" | "relcl" | "appos" | "xcomp" | "dative" | "dobj" | "advcl"
            | "ccomp" | "pobj" => true,
            _ => false,
        };
        if !goes_on {
            return match after_comma(analysis, verb, start, end) {
                Some(further) => further,
                None => end,
            };
        }
        end = next.1.end;
    }
    end
}

/// The child of a verb whose words begin at a token, with their range.
fn child_from(analysis: &Analysis, verb: usize, start: usize) -> Option<(usize, Range<usize>)> {
    analysis
        .children(verb)
        .filter(|&c| c > verb)
        .map(|c| (c, analysis.subtree(c)))
        .find(|(_, reach)| reach.start == start)
}

/// The end of an object that goes on behind a comma though the tree gives the rest to the verb: an enumeration
/// in the form of its last member ("to end the siege, open the road and free the men"), or an infinitive after
/// something inserted ("the readiness, with its allies, to act").
pub(super) fn after_comma(
    analysis: &Analysis,
    verb: usize,
    start: usize,
    comma: usize,
) -> Option<usize> {
    if comma >= analysis.len() || analysis.token(comma).text() != "," {
        return None;
    }
    let (next, reach) = child_from(analysis, verb, comma + 1)?;
    let word = analysis.token(next);
    let before = |wanted: &dyn Fn(usize) -> bool| (start..comma).any(wanted);
    let enumerates = analysis.children_by(next, "conj").next().is_some();
    let goes_on = match word.tag() {
        "VB" => {
            word.dep() == "conj"
                && own_subject(analysis, next).is_none()
                && before(&|t| analysis.token(t).tag() == "TO")
        }
        "VBG" => {
            enumerates
                && before(&|t| {
                    analysis.token(t).tag() == "VBG" && analysis.token(t).dep() == "pcomp"
                })
                && lexicon::verb(&word.lemma().to_lowercase()).is_none()
        }
        "IN" => {
            enumerates && before(&|t| analysis.token(t).text().eq_ignore_ascii_case(word.text()))
        }
        _ => false,
    };
    if goes_on {
        return Some(reach.end);
    }
    let inserted = word.dep() == "prep"
        && reach.end < analysis.len()
        && analysis.token(reach.end).text() == ",";
    let (infinitive, rest) = child_from(analysis, verb, reach.end + 1).filter(|_| inserted)?;
    let to = analysis.token(rest.start).tag() == "TO" && analysis.token(infinitive).tag() == "VB";
    to.then_some(rest.end)
}

/// Whether the object of a verb names an attitude.
fn voices(analysis: &Analysis, verb: usize) -> bool {
    analysis
        .children_by(verb, "dobj")
        .any(|object| lexicon::attitude(&analysis.token(object).lemma().to_lowercase()).is_some())
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

/// The that-clause behind a noun that the tree gives to a noun nearer to it: "a warning to all ships that the port
/// would close".
pub(super) fn clause_behind(analysis: &Analysis, noun: usize) -> Option<Range<usize>> {
    let reach = analysis.subtree(noun);
    let that = (noun + 1..reach.end).find(|&t| analysis.token(t).text() == "that")?;
    let verb = analysis.token(that).head();
    let complete = own_subject(analysis, verb).is_some_and(|subject| subject > that);
    complete.then(|| that + 1..analysis.subtree(verb).end)
}

/// The object of a preposition of the verb.
pub(super) fn after_preposition(
    analysis: &Analysis,
    verb: usize,
    preposition: &str,
) -> Option<Range<usize>> {
    let wanted = preposition.trim_start_matches('<').trim_end_matches('+');
    let addressed = preposition.starts_with('<');
    if let Some(infinitive) = infinitive_after(analysis, verb, wanted) {
        return Some(verb + 2..analysis.subtree(infinitive).end);
    }
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
    let end = follow(analysis, verb, at + 1, analysis.subtree(at).end);
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
    let is_person = |o: usize| {
        let person = |id| context.cast.actor(id).kind == ActorKind::Person;
        let mut mentions = context.cast.at(o);
        mentions.any(|m| m.head == o && person(m.actors[0]))
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
            let at = reach.clone().find(|&t| is_as(t))?;
            let name = called_in_marks(analysis, at + 1..reach.end);
            Some(name.filter(|_| is_person(object)).unwrap_or(reach))
        }
        (object, Some(predicate)) => {
            let tokens = analysis.subtree(predicate);
            let start = tokens.start + usize::from(is_as(predicate));
            if object.is_none_or(is_person)
                && let Some(name) = called_in_marks(analysis, start..tokens.end)
            {
                return Some(name);
            }
            match object.filter(|&o| analysis.token(o).pos() != "PRON" && o < predicate) {
                Some(object) => Some(analysis.subtree(object).start..tokens.end),
                None => Some(start..tokens.end),
            }
        }
        (None, None) => None,
    }
}

/// What somebody is called in quotation marks: the marked words alone are what was said of them.
fn called_in_marks(analysis: &Analysis, tokens: Range<usize>) -> Option<Range<usize>> {
    let first = tokens.clone().find(|&t| analysis.token(t).pos() != "DET")?;
    matches!(analysis.token(first).text(), "\"" | "“" | "‘" | "'").then_some(first..tokens.end)
}
