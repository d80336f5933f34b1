//! The places around a noun, and the verb that it depends on.

use chancery_language::Analysis;

use super::modality;
use super::tree::{Arguments, add_prepositions, coordinated, is_verb, of_verb};
use super::words;

/// How a noun hangs on a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Governor {
    /// The verb.
    pub(crate) verb: usize,
    /// Whether the noun is its (logical) object rather than its subject or in a prepositional phrase.
    pub(crate) link: Link,
}

/// In what way a noun depends on a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// The noun is the object ("paid a visit") or passive subject ("talks were held").
    Object,
    /// The noun is the subject ("the visit began").
    Subject,
    /// The noun stands in a prepositional phrase ("during his visit").
    Preposition,
}

/// The noun that stands in the clause for another: of "a round of sanctions", "$5 million in aid" the round, the
/// million; else the noun itself.
pub(crate) fn bundle(analysis: &Analysis, noun: usize) -> usize {
    let mut node = noun;
    for _ in 0..3 {
        let token = analysis.token(node);
        let preposition = analysis.token(token.head());
        let outer = analysis.token(preposition.head());
        let bundles = token.dep() == "pobj"
            && matches!(preposition.lemma(), "of" | "in")
            && words::is("bundle", &outer.lemma().to_lowercase());
        if !bundles {
            break;
        }
        node = outer.index();
    }
    node
}

/// The noun that does something with what another names: of "the lifting of sanctions" the lifting.
pub(crate) fn performance(analysis: &Analysis, noun: usize) -> Option<usize> {
    // "the adoption of a sanctions regime"
    let noun = match analysis.token(noun).dep() {
        "compound" => analysis.token(noun).head(),
        _ => noun,
    };
    let token = analysis.token(bundle(analysis, noun));
    let preposition = analysis.token(token.head());
    let above = preposition.head();
    // "the adoption today of a resolution": the day may hang the rest on the verb.
    let deed = match is_verb(analysis.token(above)) {
        true => analysis
            .children_by(above, "dobj")
            .find(|&object| object < preposition.index())?,
        false => above,
    };
    let performs = token.dep() == "pobj"
        && preposition.lemma() == "of"
        && analysis.token(deed).pos() == "NOUN"
        && modality::is(analysis, deed, modality::Class::Performance);
    performs.then_some(deed)
}

/// The verb that a noun depends on, through coordination and prepositions.
pub(crate) fn governor(analysis: &Analysis, noun: usize) -> Option<Governor> {
    let mut node = bundle(analysis, noun);
    let mut link = None;
    let mut included = false;
    for _ in 0..8 {
        let token = analysis.token(node);
        let head = token.head();
        if head == node {
            return None;
        }
        // "signed documents, including a memorandum": the memorandum is signed as well.
        let among = (token.dep() == "pobj" && analysis.token(head).text() == "including")
            || (token.dep() == "prep" && token.text() == "including");
        included |= among;
        let step = match token.dep() {
            _ if among => None,
            "dobj" | "nsubjpass" | "oprd" | "attr" => Some(Link::Object),
            "nsubj" => Some(Link::Subject),
            "pobj" | "prep" | "npadvmod" | "pcomp" | "appos" | "nmod" | "compound" | "poss" => {
                Some(Link::Preposition)
            }
            // The parser may hang "and a plan" on the verb rather than on the object before it.
            "conj" if is_verb(analysis.token(head)) => Some(Link::Object),
            "conj" => None,
            _ => Some(Link::Preposition),
        };
        link = link.or(step);
        if is_verb(analysis.token(head)) {
            return Some(Governor {
                verb: head,
                link: link.unwrap_or(if included {
                    Link::Object
                } else {
                    Link::Preposition
                }),
            });
        }
        node = head;
    }
    None
}

/// The slots of a noun: its own, and those of the verb where `shares` says that the verb only carries it
/// ("paid a visit to").
pub(crate) fn of_noun(
    analysis: &Analysis,
    noun: usize,
    shares: impl Fn(Governor) -> bool,
) -> Arguments {
    let mut out = Arguments::default();
    for child in analysis.children(noun) {
        let token = analysis.token(child);
        match token.dep() {
            "poss" => out.add(analysis, "possessor", child),
            "compound" | "amod" | "nmod" | "nummod" => {
                out.add(analysis, "modifier", child);
                if is_opposed(analysis, child) {
                    out.add(analysis, "anti", child);
                }
                // "the ASEAN-Russia summit": names joined by a hyphen hang on one another.
                for inner in analysis.children(child) {
                    if matches!(
                        analysis.token(inner).dep(),
                        "compound" | "amod" | "nmod" | "punct"
                    ) {
                        out.add(analysis, "modifier", inner);
                    }
                    // "a UN-brokered truce": who does it stands before its participle.
                    if token.tag() == "VBN" && analysis.token(inner).dep() == "npadvmod" {
                        out.add(analysis, &token.text().to_lowercase(), inner);
                    }
                }
            }
            "relcl" | "acl" => {
                // "a trip to Lima, where she will lead": what is done there is no part of it.
                let there = |c: usize| matches!(analysis.token(c).lemma(), "when" | "where");
                if analysis.children_by(child, "advmod").any(there) {
                    continue;
                }
                // "the visit that X paid", "an agreement signed by X", "sanctions imposed on X".
                let inner = of_verb(analysis, child);
                // "talks mediated by Peru": whoever brings others together is not one of them.
                let mediated = words::is("mediates", token.lemma());
                for argument in inner.list {
                    let mediator = mediated && argument.slot == "subject";
                    if argument.head != noun && !mediator {
                        out.add(analysis, &argument.slot, argument.head);
                    }
                }
            }
            _ => {}
        }
    }
    // "the Peru-Chile Trade Dialogue": what a hyphen joins stands before the noun wherever the parser hangs it.
    for at in analysis.subtree(noun).start..noun {
        let token = analysis.token(at);
        if token.pos() == "PROPN" && token.text().contains(['-', '–']) {
            out.add(analysis, "modifier", at);
        }
    }
    add_prepositions(analysis, noun, noun, &mut out);
    if let Some(content) = content(analysis, noun) {
        add_prepositions(analysis, content, noun, &mut out);
    }
    let outer = bundle(analysis, noun);
    if outer != noun {
        add_prepositions(analysis, outer, outer, &mut out);
        out.list.retain(|a| a.head != noun);
    }
    let deed = performance(analysis, noun);
    if let Some(deed) = deed {
        for child in analysis.children(deed) {
            match analysis.token(child).dep() {
                "poss" => out.add(analysis, "possessor", child),
                "compound" | "amod" | "nmod" => out.add(analysis, "modifier", child),
                _ => {}
            }
        }
        add_prepositions(analysis, deed, deed, &mut out);
        out.list.retain(|a| a.head != noun && a.head != outer);
    }
    if let Some(governor) = governor(analysis, deed.unwrap_or(noun)) {
        if governor.link == Link::Subject {
            lend_prepositions(analysis, governor.verb, &mut out);
            // "the troops are on its soil"
            if analysis.token(governor.verb).lemma() == "be" {
                add_prepositions(analysis, governor.verb, governor.verb, &mut out);
            }
        }
        if shares(governor) {
            for argument in of_verb(analysis, governor.verb).list {
                if argument.head != noun && !coordinated(analysis, noun).contains(&argument.head) {
                    out.add(analysis, &argument.slot, argument.head);
                }
            }
        }
    }
    out
}

/// What a noun is one of: of "a message of greeting to the president" the greeting, on which the parser hangs whom it
/// is for.
fn content(analysis: &Analysis, noun: usize) -> Option<usize> {
    let of = analysis
        .children_by(noun, "prep")
        .find(|&child| analysis.token(child).text() == "of")?;
    let content = analysis.children_by(of, "pobj").next()?;
    let bare = analysis.token(content).pos() == "NOUN"
        && analysis
            .children(content)
            .all(|child| !matches!(analysis.token(child).dep(), "det" | "poss" | "nummod"));
    bare.then_some(content)
}

/// Of "anti-Peruvian protests" the nationality.
fn is_opposed(analysis: &Analysis, word: usize) -> bool {
    word > 1
        && analysis.token(word - 1).text() == "-"
        && analysis.token(word - 2).text().eq_ignore_ascii_case("anti")
        && chancery_actors::state_of_nationality(analysis.token(word).text()).is_some()
}

/// Who suffers by what a noun names: the object of a verb of harm whose subject it is or in which it happened ("a raid
/// killed two soldiers", "two soldiers were killed in a raid").
pub(super) fn add_victims(
    analysis: &Analysis,
    noun: usize,
    harm_verbs: &[String],
    out: &mut Arguments,
) {
    let Some(governor) = governor(analysis, noun) else {
        return;
    };
    let lemma = analysis.token(governor.verb).lemma();
    if governor.link == Link::Object || !harm_verbs.iter().any(|verb| verb == lemma) {
        return;
    }
    let around = of_verb(analysis, governor.verb);
    let own = coordinated(analysis, noun);
    for head in around.of("object").filter(|head| !own.contains(head)) {
        out.add(analysis, "victim", head);
    }
}

/// Whoever acts or suffers further down the phrase, where the noun itself has nobody: "violence along the border between
/// A and B", "the shooting this week of two reporters by police".
pub(super) fn add_loose(analysis: &Analysis, noun: usize, out: &mut Arguments) {
    let phrase = analysis.subtree(noun);
    for slot in ["between", "by", "against"] {
        if out.has(slot) {
            continue;
        }
        let preposition = (noun + 1..phrase.end)
            .take_while(|&t| !is_verb(analysis.token(t)))
            .find(|&t| analysis.token(t).text() == slot);
        let objects = preposition
            .into_iter()
            .flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>());
        for head in objects.collect::<Vec<_>>() {
            out.add(analysis, slot, head);
        }
    }
}

/// "Fighting broke out between A and B": what the parser hangs on the verb belongs to its subject.
fn lend_prepositions(analysis: &Analysis, verb: usize, out: &mut Arguments) {
    let mut of_verb = Arguments::default();
    add_prepositions(analysis, verb, verb, &mut of_verb);
    // "Talks took place between A and B": the parser may hang it on "place".
    for object in analysis.children_by(verb, "dobj") {
        let mut below = analysis.children(object);
        if below.all(|c| analysis.token(c).dep() == "prep") {
            add_prepositions(analysis, object, verb, &mut of_verb);
        }
    }
    for slot in ["between", "with", "among", "against"] {
        if out.has(slot) {
            continue;
        }
        for head in of_verb.of(slot) {
            out.add(analysis, slot, head);
        }
    }
}

/// "Dutch, Danish ministers": a row of nationalities, of which the parser makes two subjects.
pub(crate) fn is_row(analysis: &Analysis, first: usize, last: usize) -> bool {
    analysis.token(last).tag() == "NNS" && analysis.subtree(last).start == first + 2
}

/// "Peru, Chile and Brazil said": of a list of states the parser may put the second in apposition to the first, and join
/// the last to either.
pub(crate) fn is_listed(analysis: &Analysis, first: usize, second: usize) -> bool {
    let name = |t: usize| analysis.token(t).pos() == "PROPN";
    let state = |t: usize| name(t) && analysis.entity_at(t).is_some_and(|e| e.label == "GPE");
    // One of the three may not be known for a state.
    let last = |node: usize| {
        analysis
            .children_by(node, "conj")
            .find(|&t| t > second && name(t))
    };
    let rows = [last(second), last(first)].into_iter().flatten();
    state(first) && name(second) && rows.into_iter().any(|last| state(second) || state(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_language::Pipeline;

    #[test]
    fn what_bundles_stands_for_what_it_holds() {
        let pipeline = Pipeline::english();
        for (sentence, word, verb) in [
            (
                "They imposed a package of sanctions.",
                "sanctions",
                "imposed",
            ),
            ("They gave $5 million in aid.", "aid", "gave"),
            ("They signed a treaty.", "treaty", "signed"),
        ] {
            let analysis = pipeline.analyse(sentence);
            let at = |w: &str| analysis.tokens().find(|t| t.text() == w).map(|t| t.index());
            let found = at(word).and_then(|noun| governor(&analysis, noun));
            assert_eq!(found.map(|g| g.verb), at(verb), "{sentence}");
            assert_eq!(found.map(|g| g.link), Some(Link::Object), "{sentence}");
        }
    }
}
