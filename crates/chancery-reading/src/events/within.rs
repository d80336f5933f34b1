//! Clauses within clauses: when an event is as real as the clause that its own stands in.

use chancery_language::Analysis;
use chancery_model::Status;

use super::modality::{Class, finite, is, modal_lemma, node_is_infinitive};
use super::tree::is_verb;

/// Whether the clause above makes what its complement tells as real as itself: "led them to impose", "was pleased
/// to meet", "became the first leader to visit".
pub(super) fn lends(analysis: &Analysis, node: usize) -> bool {
    let token = analysis.token(node);
    let above = token.head();
    if is(analysis, above, Class::Implicative) {
        return true;
    }
    let is_called = |of: usize, deps: &[&str], class: Class| {
        analysis
            .children(of)
            .any(|c| deps.contains(&analysis.token(c).dep()) && is(analysis, c, class))
    };
    match token.dep() {
        // "It was my pleasure to welcome".
        "xcomp" | "ccomp" => {
            analysis.token(above).lemma() == "be"
                && is_called(above, &["attr", "acomp"], Class::Implicative)
        }
        "acl" | "relcl" => {
            let passive = analysis
                .children(node)
                .any(|c| analysis.token(c).dep() == "auxpass");
            !passive
                && node_is_infinitive(analysis, node)
                && is_called(above, &["amod"], Class::Ordinal)
        }
        _ => false,
    }
}

/// "In addition to meeting the king, she will …": a participle without a time of its own.
pub(super) fn is_gerund_of_clause(analysis: &Analysis, verb: usize) -> bool {
    let token = analysis.token(verb);
    if token.tag() != "VBG" {
        return false;
    }
    let above = analysis.token(token.head());
    match token.dep() {
        "advcl" => true,
        "pcomp" => {
            let after = matches!(above.lemma(), "after" | "since" | "following");
            // "in addition to meeting"
            let outer = analysis.token(above.head());
            let phrase = outer.dep() == "pobj"
                && is_verb(analysis.token(analysis.token(outer.head()).head()));
            !after && (is_verb(outer) || phrase)
        }
        _ => false,
    }
}

/// The present tense of a clause of time is as much to come as the clause it belongs to: "before the leaders meet,
/// both sides will …".
pub(super) fn time_clause(analysis: &Analysis, verb: usize) -> Option<Status> {
    let token = analysis.token(verb);
    let present = matches!(token.tag(), "VBZ" | "VBP" | "VB")
        && !analysis
            .children(verb)
            .any(|c| matches!(analysis.token(c).dep(), "aux" | "auxpass"));
    if !present || token.dep() != "advcl" {
        return None;
    }
    let word = analysis.children(verb).find_map(|c| {
        let child = analysis.token(c);
        let opens = matches!(child.dep(), "mark" | "advmod") && c < verb;
        let word = child.lemma();
        (opens && matches!(word, "before" | "until" | "when" | "once" | "after")).then_some(word)
    })?;
    let negated = analysis
        .children(verb)
        .any(|c| analysis.token(c).dep() == "neg");
    let main = finite(analysis, token.head());
    let ahead = matches!(
        main,
        Some(Status::Planned | Status::Cancelled | Status::Proposed | Status::Hypothetical)
    );
    (!negated && (ahead || matches!(word, "before" | "until"))).then_some(Status::Planned)
}

/// "She said she would visit" is a plan: "would" is the past of "will" there, unless a condition follows.
pub(super) fn backshifted(analysis: &Analysis, verb: usize, status: Status) -> Status {
    let would = analysis.children(verb).any(|c| {
        let child = analysis.token(c);
        child.tag() == "MD" && modal_lemma(child.text()) == "would"
    });
    if status != Status::Hypothetical || !would {
        return status;
    }
    let conditional = |node: usize| {
        analysis.children(node).any(|c| {
            analysis.token(c).dep() == "advcl"
                && analysis.children(c).any(|m| {
                    analysis.token(m).dep() == "mark"
                        && matches!(analysis.token(m).lemma(), "if" | "unless")
                })
        })
    };
    let mut node = verb;
    for _ in 0..3 {
        let token = analysis.token(node);
        if conditional(node) || token.head() == node {
            return status;
        }
        match token.dep() {
            "ccomp" => {
                let said = matches!(analysis.token(token.head()).tag(), "VBD" | "VBN");
                return if said { Status::Planned } else { status };
            }
            "conj" => node = token.head(),
            _ => return status,
        }
    }
    status
}
