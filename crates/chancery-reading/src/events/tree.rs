//! The places around a verb or noun in the tree, and the words that stand in them.
//!
//! A slot is `subject`, `object`, `possessor`, `modifier` (nationality or name before a noun), or a preposition
//! (`to`, `with`, `between` …). Passives, relative clauses, control, coordination and light verbs are undone
//! here, so that frames need not know them: in "the minister, who is expected to be received by the king" the
//! minister is the object of *receive* and the king its subject.

use chancery_language::{Analysis, Token};

pub(crate) use super::nouns::{Governor, Link, bundle, governor, is_listed, is_row, of_noun};

/// A word in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argument {
    /// The slot's name.
    pub(crate) slot: String,
    /// Number of the token that heads the filler.
    pub(crate) head: usize,
}

/// The slots of a verb or noun, nearest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    pub(super) list: Vec<Argument>,
}

impl Arguments {
    /// Heads of the fillers of a slot, in order; coordinated ones each.
    pub(crate) fn of<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.list
            .iter()
            .filter(move |a| a.slot == slot)
            .map(|a| a.head)
    }

    /// Whether something stands in the slot.
    pub(crate) fn has(&self, slot: &str) -> bool {
        self.of(slot).next().is_some()
    }

    pub(super) fn add(&mut self, analysis: &Analysis, slot: &str, head: usize) {
        for filler in coordinated(analysis, head) {
            if !self
                .list
                .iter()
                .any(|a| a.head == filler && (a.slot == slot || slot == "of"))
            {
                self.list.push(Argument {
                    slot: slot.to_owned(),
                    head: filler,
                });
            }
        }
    }
}

/// A noun and what is joined to it by "and", "or" or commas; "as well as" too.
pub(crate) fn coordinated(analysis: &Analysis, head: usize) -> Vec<usize> {
    let mut found = vec![head];
    let mut next = 0;
    while next < found.len() {
        let node = found[next];
        next += 1;
        for child in analysis.children(node) {
            let token = analysis.token(child);
            if token.dep() == "appos" && token.pos() == "PROPN" {
                found.extend(beyond_name(analysis, child));
                found.extend(is_listed(analysis, node, child).then_some(child));
            }
            if token.dep() == "conj"
                && matches!(token.pos(), "NOUN" | "PROPN" | "PRON" | "ADJ" | "NUM")
                && deserted_verb(analysis, child).is_none()
            {
                found.push(child);
            }
        }
    }
    found.sort_unstable();
    found
}

/// "The Peruvian minister, Ana Roe, and the Chilean minister": what the parser joins to the name between commas.
fn beyond_name(analysis: &Analysis, name: usize) -> impl Iterator<Item = usize> + '_ {
    let joins = |and: usize| and > 0 && analysis.token(and - 1).text() == ",";
    let joined = analysis.children_by(name, "cc").any(joins);
    analysis.children_by(name, "conj").filter(move |&other| {
        joined
            && matches!(analysis.token(other).pos(), "NOUN" | "PROPN")
            && deserted_verb(analysis, other).is_none()
    })
}

pub(crate) fn is_verb(token: Token<'_>) -> bool {
    matches!(token.pos(), "VERB")
        || (token.pos() == "AUX"
            && matches!(token.dep(), "ROOT" | "ccomp" | "conj" | "advcl" | "relcl"))
}

fn is_relative(token: Token<'_>) -> bool {
    matches!(token.tag(), "WDT" | "WP" | "WP$") || (token.lemma() == "that" && token.tag() == "WDT")
}

/// The subject of a verb as its own clause gives it.
fn own_subject(analysis: &Analysis, verb: usize) -> Option<(usize, bool)> {
    let own = analysis
        .children(verb)
        .filter_map(|child| match analysis.token(child).dep() {
            "nsubj" | "csubj" if is_bound_for(analysis, verb) => None,
            "nsubj" | "csubj" => Some((child, false)),
            "nsubjpass" => Some((child, true)),
            _ => None,
        })
        .reduce(|a, b| if is_row(analysis, a.0, b.0) { b } else { a });
    own.or_else(|| stray_subject(analysis, verb).map(|s| (s, is_passive(analysis, verb))))
}

/// "On a visit to Peru, President Roe said": the parser may join the president to Peru and leave the verb deserted.
fn stray_subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let start = analysis.sentence_of(verb).start;
    (start..verb)
        .rev()
        .take(STRAY)
        .find(|&t| deserted_verb(analysis, t) == Some(verb))
}

/// How far before its verb a stray subject may stand, in tokens. A guess: a name and a day.
const STRAY: usize = 8;

/// The finite verb without any subject that follows a phrase which a comma sets off from the preposition before the verb
/// that it hangs in.
fn deserted_verb(analysis: &Analysis, head: usize) -> Option<usize> {
    let token = analysis.token(head);
    if !matches!(token.dep(), "conj" | "appos") || !matches!(token.pos(), "NOUN" | "PROPN" | "PRON")
    {
        return None;
    }
    let phrase = analysis.subtree(head);
    let comma = phrase.start.checked_sub(1)?;
    if analysis.token(comma).text() != "," {
        return None;
    }
    let mut node = token.head();
    for _ in 0..6 {
        let above = analysis.token(node);
        let verb = above.head();
        if above.dep() == "prep" && is_verb(analysis.token(verb)) {
            let fronted =
                phrase.end <= verb && (phrase.end..verb).all(|t| analysis.token(t).head() == verb);
            let finite = matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP")
                || analysis.children(verb).any(|c| {
                    matches!(analysis.token(c).dep(), "aux" | "auxpass")
                        && matches!(analysis.token(c).tag(), "MD" | "VBD" | "VBZ" | "VBP")
                });
            let deserted = !analysis.children(verb).any(|c| {
                matches!(
                    analysis.token(c).dep(),
                    "nsubj" | "csubj" | "nsubjpass" | "expl"
                )
            });
            return (fronted && finite && deserted).then_some(verb);
        }
        if verb == node {
            return None;
        }
        node = verb;
    }
    None
}

/// Whether the verb is in the passive voice.
pub(crate) fn is_passive(analysis: &Analysis, verb: usize) -> bool {
    analysis
        .children(verb)
        .any(|child| matches!(analysis.token(child).dep(), "nsubjpass" | "auxpass"))
        || (analysis.token(verb).tag() == "VBN"
            && (analysis.token(verb).dep() == "acl"
                || analysis.token(verb).dep() == "advcl"
                    && analysis.children_by(verb, "agent").next().is_some())
            && !analysis
                .children(verb)
                .any(|child| analysis.token(child).dep() == "aux"))
}

/// Verbs that hand their object on as the subject of the infinitive: "urged Iran to return".
fn hands_on_object(analysis: &Analysis, verb: usize) -> Option<usize> {
    analysis
        .children(verb)
        .find(|&child| matches!(analysis.token(child).dep(), "dobj" | "dative"))
}

/// Verbs whose object does what follows with "of", "from" or "for".
pub(super) fn blames(lemma: &str) -> bool {
    matches!(
        lemma,
        "accuse"
            | "suspect"
            | "convict"
            | "prevent"
            | "stop"
            | "dissuade"
            | "deter"
            | "blame"
            | "criticise"
            | "criticize"
            | "condemn"
            | "thank"
            | "congratulate"
            | "discourage"
            | "punish"
    )
}

/// Whom a penalty falls on that is a verb's object: "sanctions on the bank".
fn punished(analysis: &Analysis, verb: usize) -> Option<usize> {
    let object = analysis.children_by(verb, "dobj").next()?;
    let penalty = super::kind::TABLE
        .frames(
            &analysis.token(object).lemma().to_lowercase(),
            &analysis.token(object).text().to_lowercase(),
            super::frame::Class::Noun,
        )
        .any(|(kind, _)| kind.kind == chancery_model::EventType::Sanction);
    let below = |node: usize| {
        analysis
            .children_by(node, "prep")
            .filter(|&p| matches!(analysis.token(p).lemma(), "on" | "against"))
            .flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>())
            .next()
    };
    penalty
        .then(|| below(object).or_else(|| below(verb)))
        .flatten()
}

/// Who is the subject of a verb: in its own clause, or handed down by the clause above.
pub(crate) fn subject(analysis: &Analysis, verb: usize) -> Option<(usize, bool)> {
    let mut node = verb;
    for _ in 0..6 {
        if let Some((subject, passive)) = own_subject(analysis, node) {
            let token = analysis.token(subject);
            if is_relative(token)
                && let Some(noun) = relative_head(analysis, node)
            {
                return Some((noun, passive));
            }
            return Some((
                subject,
                passive || (node == verb && is_passive(analysis, verb)),
            ));
        }
        let token = analysis.token(node);
        let above = token.head();
        if above == node {
            return None;
        }
        let head = analysis.token(above);
        match token.dep() {
            "relcl" | "acl" if !is_verb(head) => {
                let infinitive = analysis
                    .children(node)
                    .any(|c| analysis.token(c).tag() == "TO");
                if infinitive {
                    // "a decision to visit", "Oman's plan to visit": the subject is whoever decides.
                    if let Some(owner) = analysis.children_by(above, "poss").next() {
                        return Some((owner, is_passive(analysis, node)));
                    }
                    node = above;
                    continue;
                }
                return Some((above, is_passive(analysis, node)));
            }
            // "accused him of arming", "prevented them from visiting"
            // "imposed sanctions on him for arming": done by whoever suffers it.
            "prep"
                if token.lemma() == "for"
                    && is_verb(head)
                    && punished(analysis, above).is_some() =>
            {
                return punished(analysis, above).map(|who| (who, is_passive(analysis, verb)));
            }
            "prep" if is_verb(head) && blames(head.lemma()) => {
                match hands_on_object(analysis, above) {
                    Some(object) => return Some((object, is_passive(analysis, verb))),
                    None => node = above,
                }
            }
            "xcomp" | "ccomp" => {
                if let Some(object) = hands_on_object(analysis, above) {
                    return Some((object, is_passive(analysis, verb)));
                }
                node = above;
            }
            // "Peru's success in mediating": done by whoever succeeds.
            "pcomp" if !is_verb(analysis.token(head.head())) && head.dep() == "prep" => {
                match analysis.children_by(head.head(), "poss").next() {
                    Some(owner) => return Some((owner, is_passive(analysis, verb))),
                    None => node = above,
                }
            }
            "conj" | "advcl" | "pcomp" | "prep" | "dobj" | "pobj" | "acl" | "nsubj" | "attr"
            | "acomp" | "dep" | "prt" | "aux" | "auxpass" | "oprd" => node = above,
            _ => return None,
        }
    }
    None
}

/// The noun that a relative clause belongs to.
fn relative_head(analysis: &Analysis, verb: usize) -> Option<usize> {
    let mut node = verb;
    for _ in 0..4 {
        let token = analysis.token(node);
        match token.dep() {
            "relcl" => return Some(token.head()),
            "conj" | "xcomp" | "ccomp" | "pcomp" | "advcl" => node = token.head(),
            _ => return None,
        }
    }
    None
}

/// Puts the noun in place of a relative pronoun.
fn resolve_relative(analysis: &Analysis, verb: usize, head: usize) -> usize {
    if is_relative(analysis.token(head)) {
        relative_head(analysis, verb).unwrap_or(head)
    } else {
        head
    }
}

pub(super) fn add_prepositions(analysis: &Analysis, node: usize, verb: usize, out: &mut Arguments) {
    for child in analysis.children(node) {
        let token = analysis.token(child);
        if !matches!(token.dep(), "prep" | "agent" | "dative" | "prt" | "pcomp") {
            continue;
        }
        let mut name = token.text().to_lowercase();
        // "according to an agency" names who tells, nobody who takes part.
        if name == "according" {
            continue;
        }
        if token.dep() == "agent" {
            name = "by".to_owned();
        }
        for below in analysis.children(child) {
            let dep = analysis.token(below).dep();
            if matches!(dep, "pobj" | "pcomp") {
                out.add(analysis, &name, resolve_relative(analysis, verb, below));
                if name == "in" && dep == "pobj" {
                    add_company_of_place(analysis, below, verb, out);
                }
            } else if dep == "prep" {
                // "along with", "ahead of", "in front of": the inner preposition counts.
                let inner = analysis.token(below).text().to_lowercase();
                for object in analysis.children_by(below, "pobj") {
                    out.add(analysis, &inner, resolve_relative(analysis, verb, object));
                }
            }
        }
        if token.dep() == "dative" && !matches!(token.pos(), "ADP") {
            out.add(analysis, "to", child);
        }
    }
}

/// The slots of a verb.
pub(crate) fn of_verb(analysis: &Analysis, verb: usize) -> Arguments {
    let mut out = Arguments::default();
    let passive = is_passive(analysis, verb);
    if let Some((subject, _)) = subject(analysis, verb) {
        out.add(
            analysis,
            if passive { "object" } else { "subject" },
            subject,
        );
    }
    for child in analysis.children(verb) {
        let token = analysis.token(child);
        match token.dep() {
            "dobj" => {
                let object = resolve_relative(analysis, verb, child);
                out.add(analysis, "object", object);
            }
            // "called the president to discuss": the parser makes him the subject of what follows.
            "ccomp"
                if analysis
                    .children(child)
                    .any(|c| analysis.token(c).tag() == "TO") =>
            {
                for object in analysis.children_by(child, "nsubj") {
                    out.add(analysis, "object", object);
                }
            }
            // "became prime minister", "was named ambassador".
            "attr" | "oprd" => out.add(analysis, "attr", child),
            // "met with the premier to affirm …": the same mistake after "with".
            "advcl" if is_with_infinitive(analysis, child, "with") => {
                for object in analysis.children_by(child, "nsubj") {
                    out.add(analysis, "with", object);
                }
            }
            // "left for Rome to attend …", and after "for".
            "advcl" if is_bound_for(analysis, child) => {
                for object in analysis.children_by(child, "nsubj") {
                    out.add(analysis, "for", object);
                }
            }
            "agent" => {
                for object in analysis.children_by(child, "pobj") {
                    out.add(analysis, "subject", object);
                }
            }
            _ => {}
        }
    }
    // "the man whom he met", "the deal they signed": a relative clause without object takes its noun.
    let token = analysis.token(verb);
    if token.dep() == "relcl" && !out.has("object") && !passive {
        let noun = token.head();
        if !out.of("subject").any(|subject| subject == noun) {
            out.add(analysis, "object", noun);
        }
    }
    add_prepositions(analysis, verb, verb, &mut out);
    let objects: Vec<usize> = analysis.children_by(verb, "dobj").collect();
    for object in objects {
        add_prepositions(analysis, object, verb, &mut out);
        for modifier in analysis.children(object) {
            if analysis.token(modifier).dep() == "acl" {
                add_prepositions(analysis, modifier, verb, &mut out);
            }
        }
    }
    inherit_from_coordination(analysis, verb, &mut out);
    out
}

/// Whether the parser took the "for" of somebody's way and what he does there for a clause of its own.
fn is_bound_for(analysis: &Analysis, verb: usize) -> bool {
    let above = analysis.token(analysis.token(verb).head());
    let lemma = above.lemma().to_lowercase();
    let class = super::frame::Class::Verb;
    is_with_infinitive(analysis, verb, "for")
        && super::kind::TABLE
            .frames(&lemma, &lemma, class)
            .any(|(kind, frame)| {
                kind.kind == chancery_model::EventType::Visit && frame.fills("for")
            })
}

/// Whether the parser took "with … to" for a clause of its own.
fn is_with_infinitive(analysis: &Analysis, verb: usize, word: &str) -> bool {
    let has = |dep: &str, lemma: &str| {
        analysis
            .children_by(verb, dep)
            .any(|c| analysis.token(c).lemma() == lemma)
    };
    has("mark", word) && has("aux", "to")
}

/// "met in Riga, Latvia with the premier": a town has nobody with it, the verb has.
fn add_company_of_place(analysis: &Analysis, place: usize, verb: usize, out: &mut Arguments) {
    for name in coordinated(analysis, place) {
        if analysis.token(name).pos() != "PROPN" {
            continue;
        }
        for with in analysis.children_by(name, "prep") {
            if analysis.token(with).lemma() != "with" {
                continue;
            }
            for object in analysis.children_by(with, "pobj") {
                out.add(analysis, "with", resolve_relative(analysis, verb, object));
            }
        }
    }
}

/// "met and signed agreements with X": what the second verb has after it may belong to the first as well, and
/// the other way round for what stands in front. Only prepositions of the last conjunct are shared.
fn inherit_from_coordination(analysis: &Analysis, verb: usize, out: &mut Arguments) {
    if out.has("object") || out.has("with") {
        return;
    }
    for conjunct in analysis.children_by(verb, "conj") {
        let objects: Vec<usize> = analysis.children_by(conjunct, "dobj").collect();
        for node in std::iter::once(conjunct).chain(objects) {
            for child in analysis.children(node) {
                if analysis.token(child).dep() == "prep" && analysis.token(child).lemma() == "with"
                {
                    for object in analysis.children_by(child, "pobj") {
                        out.add(analysis, "with", object);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
