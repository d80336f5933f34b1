//! How real an event is: from tense, modals, negation and the verbs that govern it (`data/modality.tsv`).

mod table;

use chancery_expressions::Tense;
use chancery_language::Analysis;
use chancery_model::Status;

use super::tree::{Governor, Link, governor, is_verb};
use super::within;
use super::words;
pub(crate) use table::is_carrier;
use table::look_up;
pub(super) use table::{Class, governs, is, is_defence, is_ender, is_plan};

/// What a clause says of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Modality {
    /// How real.
    pub(crate) status: Status,
    /// In what time the clause stands, for dates without year.
    pub(crate) tense: Tense,
}

impl Modality {
    /// Of what a clause of the past tells as done.
    pub(crate) const PAST: Self = Self {
        status: Status::Occurred,
        tense: Tense::Past,
    };
}

/// Modality of an event that a verb names.
pub(crate) fn of_verb(analysis: &Analysis, verb: usize) -> Modality {
    let own = within::time_clause(analysis, verb).or_else(|| finite(analysis, verb));
    let own = own.map(|status| within::backshifted(analysis, verb, status));
    let mut status = own.unwrap_or(Status::Occurred);
    let mut tense = tense(analysis, verb, own);
    // Whether the event is as real as the next clause above.
    let mut inherits = own.is_none() && within::is_gerund_of_clause(analysis, verb);
    // What stands above: "plans to visit", "is expected to meet", "denied that it had attacked".
    let mut node = verb;
    let mut settled = own.is_some_and(|s| s != Status::Occurred);
    for _ in 0..5 {
        let token = analysis.token(node);
        let above = token.head();
        if above == node {
            break;
        }
        let head = analysis.token(above);
        let infinitive = own.is_none() && node_is_infinitive(analysis, node);
        if inherits
            && is_verb(head)
            && let Some(found) = finite(analysis, above)
        {
            status = found;
            if found == Status::Planned {
                tense = Tense::Future;
            }
            settled = found != Status::Occurred;
            inherits = false;
        }
        match token.dep() {
            // "left without meeting him"
            "pcomp" if head.lemma() == "without" => {
                status = Status::Denied;
                break;
            }
            "relcl" if !infinitive => break,
            // "a mission fighting rebels", "migrants deported last week": it is done, whatever is planned with them.
            "acl"
                if node == verb
                    && own.is_none()
                    && (token.tag() == "VBG" || words::is("custody", token.lemma())) =>
            {
                break;
            }
            // "refused to answer when the premier visited": a clause of time or cause stands for itself.
            "advcl" if finite(analysis, node).is_some() => break,
            "xcomp" | "ccomp" | "pcomp" | "acl" | "relcl" | "advcl" | "prep" | "attr" | "dobj"
            | "pobj" | "oprd" | "advmod" | "acomp" => {
                let word = head.lemma();
                // "no intention of invading", "prevented them from leaving", "decided against sending"
                // and not "announced it after hosting them".
                let gerund = token.dep() == "prep"
                    && below_is_gerund(analysis, node)
                    && !words::is("occasion", token.lemma())
                    && !words::is("manner", token.lemma());
                let complement = gerund
                    || matches!(
                        token.dep(),
                        "xcomp" | "ccomp" | "pcomp" | "acl" | "relcl" | "oprd"
                    );
                if complement {
                    if let Some(found) = look_up(word, Class::Governor) {
                        let clause = token.dep() == "ccomp" && own.is_some();
                        if !clause || matches!(found, Status::Denied) {
                            // "decided against sending", "a decision not to send"
                            let against = gerund && token.lemma() == "against"
                                || own == Some(Status::Denied)
                                    && node == verb
                                    && node_is_infinitive(analysis, node);
                            status = match negate_if(analysis, above, found) {
                                Status::Planned | Status::Proposed if against => Status::Denied,
                                status => status,
                            };
                            settled = true;
                            inherits = false;
                            tense = if status == Status::Planned {
                                Tense::Future
                            } else {
                                tense
                            };
                            // What is to be continued is going on, whatever else is wanted of it.
                            if status == Status::Ongoing {
                                break;
                            }
                        }
                    } else if !settled && own.is_none() && within::lends(analysis, node) {
                        match finite(analysis, above) {
                            Some(found) => {
                                status = found;
                                settled = found != Status::Occurred;
                            }
                            None => inherits = true,
                        }
                    } else if infinitive
                        && !settled
                        && !inherits
                        && matches!(token.dep(), "xcomp" | "acl" | "relcl")
                    {
                        // A bare infinitive under another verb is not yet done.
                        status = match word {
                            "be" | "have" | "get" => Status::Planned,
                            _ => Status::Proposed,
                        };
                    }
                } else if token.dep() == "advcl" && infinitive && !settled {
                    // Purpose: "arrived to meet" has happened as much as what it serves, "will travel to meet" will.
                    let governing = of_finite_above(analysis, above);
                    let begun = matches!(governing, Status::Occurred | Status::Ongoing);
                    return Modality {
                        status: if begun { Status::Planned } else { governing },
                        tense: if begun { Tense::Past } else { Tense::Future },
                    };
                }
                node = above;
            }
            "conj" => {
                if node != verb {
                    break;
                }
                if own.is_none() || shares_auxiliary(analysis, node) {
                    let first = of_verb_at(analysis, above);
                    if let Some(first) = first {
                        return first;
                    }
                }
                break;
            }
            _ => break,
        }
    }
    if conditional(analysis, verb) && status != Status::Denied {
        status = Status::Hypothetical;
    }
    if status == Status::Planned && given_up(analysis, verb) {
        status = Status::Cancelled;
    }
    Modality { status, tense }
}

/// Whether a preposition governs a participle: "of invading".
fn below_is_gerund(analysis: &Analysis, preposition: usize) -> bool {
    analysis
        .children_by(preposition, "pcomp")
        .any(|c| analysis.token(c).tag() == "VBG")
}

/// "was to meet the king, but cancelled": what was meant to be is given up in the same breath.
fn given_up(analysis: &Analysis, verb: usize) -> bool {
    let mut node = verb;
    for _ in 0..4 {
        let but = analysis
            .children_by(node, "cc")
            .any(|c| analysis.token(c).lemma() == "but");
        let dropped = analysis.children_by(node, "conj").any(|c| {
            look_up(analysis.token(c).lemma(), Class::Governor) == Some(Status::Cancelled)
                && !analysis
                    .children(c)
                    .any(|below| matches!(analysis.token(below).dep(), "dobj" | "xcomp" | "neg"))
        });
        if but && dropped {
            return true;
        }
        let token = analysis.token(node);
        if token.dep() != "xcomp" || token.head() == node {
            return false;
        }
        node = token.head();
    }
    false
}

fn of_verb_at(analysis: &Analysis, node: usize) -> Option<Modality> {
    is_verb(analysis.token(node)).then(|| of_verb(analysis, node))
}

/// A second verb without subject and auxiliary of its own takes those of the first ("will visit and meet").
fn shares_auxiliary(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).tag() == "VB"
        && !analysis
            .children(verb)
            .any(|c| matches!(analysis.token(c).dep(), "aux" | "nsubj" | "nsubjpass"))
}

fn of_finite_above(analysis: &Analysis, verb: usize) -> Status {
    finite(analysis, verb).unwrap_or(Status::Occurred)
}

pub(super) fn node_is_infinitive(analysis: &Analysis, verb: usize) -> bool {
    analysis
        .children(verb)
        .any(|c| analysis.token(c).tag() == "TO")
}

/// Status by the verb's own auxiliaries; `None` if it has no finite form of its own.
pub(super) fn finite(analysis: &Analysis, verb: usize) -> Option<Status> {
    let mut modal = None;
    let mut negated = false;
    let mut finite = false;
    let mut present_be = false;
    for child in analysis.children(verb) {
        let token = analysis.token(child);
        match token.dep() {
            "aux" | "auxpass" => {
                if token.tag() == "MD" {
                    let lemma = modal_lemma(token.text());
                    modal = look_up(lemma, Class::Modal);
                    finite = true;
                }
                finite |= matches!(token.tag(), "VBD" | "VBZ" | "VBP");
                present_be |= token.lemma() == "be" && matches!(token.tag(), "VBZ" | "VBP");
                if token.lemma() == "be" && node_is_infinitive(analysis, verb) && finite {
                    modal = Some(Status::Planned);
                }
            }
            "neg" => negated = true,
            "advmod" if matches!(token.lemma(), "never") => negated = true,
            _ => {}
        }
    }
    let tag = analysis.token(verb).tag();
    finite |= matches!(tag, "VBD" | "VBZ" | "VBP");
    if !finite {
        return negated.then_some(Status::Denied);
    }
    let status = match (modal, negated) {
        (Some(Status::Planned), true) => Status::Cancelled,
        (_, true) => Status::Denied,
        (Some(status), false) => status,
        (None, false) if tag == "VBG" && present_be => Status::Ongoing,
        (None, false) => Status::Occurred,
    };
    Some(status)
}

pub(super) fn modal_lemma(form: &str) -> &str {
    match form {
        "'ll" | "’ll" | "wo" | "Will" => "will",
        "ca" => "can",
        "'d" | "’d" | "Would" => "would",
        other => other,
    }
}

fn tense(analysis: &Analysis, verb: usize, own: Option<Status>) -> Tense {
    if matches!(own, Some(Status::Planned | Status::Cancelled)) {
        return Tense::Future;
    }
    let past = |t: usize| matches!(analysis.token(t).tag(), "VBD" | "VBN");
    let auxiliary = analysis.children(verb).find(|&c| {
        matches!(analysis.token(c).dep(), "aux" | "auxpass") && analysis.token(c).tag() != "TO"
    });
    match auxiliary {
        Some(word) if analysis.token(word).tag() == "VBD" => Tense::Past,
        Some(word) if analysis.token(word).lemma() == "have" => Tense::Past,
        Some(word) if analysis.token(word).tag() == "MD" => Tense::Future,
        Some(_) if analysis.token(verb).tag() == "VBG" => Tense::Unknown,
        // "is held on Wednesday": of what is arranged.
        Some(word)
            if analysis.token(word).lemma() == "be"
                && matches!(analysis.token(word).tag(), "VBZ" | "VBP") =>
        {
            Tense::Future
        }
        _ if past(verb) => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// Whether the clause hangs under "if" or "unless".
fn conditional(analysis: &Analysis, verb: usize) -> bool {
    let marked = |node: usize| {
        analysis.children(node).any(|c| {
            analysis.token(c).dep() == "mark"
                && matches!(analysis.token(c).lemma(), "if" | "unless" | "whether")
        })
    };
    let mut node = verb;
    for _ in 0..3 {
        if marked(node) {
            return true;
        }
        let token = analysis.token(node);
        if !matches!(token.dep(), "xcomp" | "ccomp" | "conj") || token.head() == node {
            return false;
        }
        node = token.head();
    }
    false
}

fn negate_if(analysis: &Analysis, governor: usize, status: Status) -> Status {
    let negated = analysis.children(governor).any(|c| {
        let token = analysis.token(c);
        token.dep() == "neg" || token.dep() == "det" && token.lemma() == "no"
    });
    if !negated {
        return status;
    }
    match status {
        Status::Planned | Status::Proposed | Status::Hypothetical => Status::Denied,
        Status::Denied | Status::Cancelled => Status::Occurred,
        other => other,
    }
}

/// Modality of an event that a noun names.
pub(crate) fn of_noun(
    analysis: &Analysis,
    noun: usize,
    carried: &impl Fn(usize) -> bool,
) -> Modality {
    let mut modifier = None;
    for child in analysis.children(noun) {
        let token = analysis.token(child);
        // "the planned visit", "a visit planned for May"
        if matches!(token.dep(), "amod" | "compound" | "nmod" | "acl") {
            modifier = modifier.or_else(|| look_up(&token.text().to_lowercase(), Class::Modifier));
        }
        if token.dep() == "det" && token.lemma() == "no" {
            modifier = Some(Status::Denied);
        }
    }
    let Some(Governor { verb, link }) = governor(analysis, noun) else {
        return Modality {
            status: modifier.unwrap_or(Status::Occurred),
            tense: Tense::Unknown,
        };
    };
    let clause = of_verb(analysis, verb);
    let status = match link {
        _ if modifier == Some(Status::Denied) => Status::Denied,
        Link::Object | Link::Subject if carried(verb) => modifier.unwrap_or(clause.status),
        Link::Object
            if is(analysis, verb, Class::Topic)
                && clause.status == Status::Occurred
                && super::is_definite(analysis, noun) =>
        {
            modifier.unwrap_or(Status::Occurred)
        }
        Link::Object | Link::Subject => match table::governor(analysis, verb)
            .or_else(|| predicate(analysis, verb).filter(|_| link == Link::Subject))
        {
            Some(found)
                if clause.status == Status::Occurred || clause.status == Status::Ongoing =>
            {
                negate_if(analysis, verb, found)
            }
            Some(Status::Cancelled | Status::Denied) => Status::Proposed,
            Some(found) => found,
            None => modifier.unwrap_or(match clause.status {
                Status::Planned | Status::Hypothetical | Status::Proposed
                    if link == Link::Subject =>
                {
                    clause.status
                }
                _ => Status::Occurred,
            }),
        },
        Link::Preposition => {
            modifier.unwrap_or_else(|| by_preposition(analysis, noun, verb, clause.status))
        }
    };
    let tense = match status {
        Status::Planned | Status::Proposed | Status::Cancelled if clause.tense != Tense::Past => {
            Tense::Future
        }
        _ => clause.tense,
    };
    Modality { status, tense }
}

/// "talks are likely to start", "the drill is due to end": what the adjective says of its subject.
fn predicate(analysis: &Analysis, verb: usize) -> Option<Status> {
    let adjective = analysis.children_by(verb, "acomp").next()?;
    analysis.children_by(adjective, "xcomp").next()?;
    look_up(analysis.token(adjective).lemma(), Class::Governor)
}

/// "before the talks", "ahead of a trip": to come when its clause was, whenever that was.
pub(super) fn is_ahead(analysis: &Analysis, noun: usize) -> bool {
    let token = analysis.token(noun);
    let word = analysis.token(token.head());
    let outer = analysis.token(word.head());
    token.dep() == "pobj"
        && (matches!(word.lemma(), "ahead" | "before")
            || word.lemma() == "of" && outer.lemma() == "ahead")
}

/// "during his visit" is as real as its clause; "ahead of the summit" is still to come; "for talks" after a
/// verb of going is as planned as the going.
fn by_preposition(analysis: &Analysis, noun: usize, verb: usize, clause: Status) -> Status {
    let token = analysis.token(noun);
    let above = analysis.token(token.head());
    let word = if token.dep() == "pobj" {
        above.text().to_lowercase()
    } else {
        String::new()
    };
    let bearer = above.head();
    if matches!(word.as_str(), "to" | "for") && is(analysis, bearer, Class::Reply) {
        return Status::Occurred;
    }
    // "fears of an attack", "calls for a truce", "no need for sanctions"
    if matches!(word.as_str(), "of" | "for" | "to") && analysis.token(bearer).pos() == "NOUN" {
        let found = look_up(analysis.token(bearer).lemma(), Class::Governor);
        if let Some(found) = found.filter(|&s| s != Status::Planned) {
            return negate_if(analysis, bearer, found);
        }
    }
    match word.as_str() {
        "ahead" | "before" => Status::Planned,
        "of" => {
            let outer = analysis.token(analysis.token(token.head()).head());
            if outer.lemma() == "ahead" {
                Status::Planned
            } else {
                Status::Occurred
            }
        }
        // What is blamed, feared or answered is there already.
        "after" | "since" | "following" | "from" | "against" | "by" | "amid" | "despite"
        | "because" | "over" => Status::Occurred,
        "for" if look_up(analysis.token(verb).lemma(), Class::Governor).is_some() => {
            Status::Proposed
        }
        _ => match clause {
            Status::Planned => Status::Planned,
            Status::Ongoing => Status::Ongoing,
            _ => Status::Occurred,
        },
    }
}

#[cfg(test)]
mod tests;
