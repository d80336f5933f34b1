//! Finding one's way about a clause: whose verb it is, whether it is denied, what stands where.

use std::ops::Range;

use chancery_language::Analysis;

use super::lexicon::{self, Frame, Verb};

/// The verb of the table that a token is, with its particle if it is a phrasal one.
pub(super) fn speech_verb(analysis: &Analysis, token: usize) -> Option<&'static Verb> {
    let word = analysis.token(token);
    if !matches!(word.pos(), "VERB" | "AUX") {
        return None;
    }
    let lemma = word.lemma().to_lowercase();
    let phrasal = analysis
        .children(token)
        .filter(|&child| {
            // "made clear that": the adjective makes it speech.
            let dep = analysis.token(child).dep();
            matches!(dep, "prt" | "prep" | "advmod" | "acomp" | "oprd" | "ccomp")
                || is_filler(analysis, child)
        })
        .filter(|&child| !has_day(analysis, child))
        .find_map(|child| {
            let particle = analysis.token(child).text().to_lowercase();
            lexicon::verb(&format!("{lemma} {particle}"))
        });
    phrasal
        .or_else(|| {
            infinitive_after(analysis, token, "for").and(lexicon::verb(&format!("{lemma} for")))
        })
        .or_else(|| lexicon::verb(&lemma))
}

/// "as Lund put it": the object is only the shadow of what was said.
fn is_filler(analysis: &Analysis, child: usize) -> bool {
    let token = analysis.token(child);
    token.dep() == "dobj" && token.text().eq_ignore_ascii_case("it")
}

/// Whether a day is the object of a preposition: "called the minister on Monday" calls on nobody.
pub(super) fn has_day(analysis: &Analysis, preposition: usize) -> bool {
    analysis.children_by(preposition, "pobj").any(|object| {
        analysis
            .entity_at(object)
            .is_some_and(|e| matches!(e.label, "DATE" | "TIME"))
    })
}

/// "calling for both to stop": the infinitive that a preposition right after the verb introduces.
pub(super) fn infinitive_after(
    analysis: &Analysis,
    verb: usize,
    preposition: &str,
) -> Option<usize> {
    let next = verb + 1;
    if next >= analysis.len() || analysis.token(next).dep() != "mark" {
        return None;
    }
    let infinitive = analysis.token(next).head();
    (analysis
        .token(next)
        .text()
        .eq_ignore_ascii_case(preposition)
        && analysis.token(infinitive).head() == verb
        && has_to(analysis, infinitive))
    .then_some(infinitive)
}

/// The token that stands as subject of a verb, through coordination, participles and relative clauses; for
/// passives the agent. The result may be a pronoun.
pub(super) fn subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let mut node = verb;
    // Trees are finite, but a bound costs nothing.
    for _ in 0..8 {
        if is_passive(analysis, node) {
            // "is reported to have said": the subject of the passive is the speaker of what hangs on it.
            return if node == verb {
                agent(analysis, node)
            } else {
                analysis.children_by(node, "nsubjpass").next()
            };
        }
        if let Some(own) = own_subject(analysis, node) {
            return Some(antecedent(analysis, node, own));
        }
        let token = analysis.token(node);
        let head = token.head();
        if head == node {
            return first_name(analysis, node).or_else(|| behind_lead(analysis, node));
        }
        match token.dep() {
            "conj" | "xcomp" | "advcl" | "pcomp" | "prep" | "dep" | "aux" => {
                // "quoted an official as saying": the official says it.
                if let Some(quoted) = quoted_person(analysis, head).filter(|&q| q < verb) {
                    return Some(quoted);
                }
                node = head;
            }
            "ccomp" if matches!(token.tag(), "VBG" | "VB") => node = head,
            // "was the first to answer by saying", "was loud in claiming": whoever was.
            "attr" | "acomp" if analysis.token(verb).dep() == "pcomp" => node = head,
            // "The envoy, Ana Roe, called on Peru": no finite verb hangs on a noun without a pronoun.
            "acl" if token.tag() == "VBD" && head < node => return Some(head),
            "acl" | "relcl" => {
                let noun = analysis.token(head);
                let document = lexicon::is_document(&noun.lemma().to_lowercase());
                if matches!(noun.pos(), "VERB" | "AUX") || (noun.dep() == "attr" && node != verb) {
                    node = head;
                } else if document || (token.tag() == "VBG" && !is_overheard(analysis, head, node))
                {
                    return Some(head);
                } else if node == head + 1 && calls_for(analysis, node) {
                    // "protests calling for his removal": whoever is meant, it is not the subject above.
                    return Some(head);
                } else if token.tag() == "VBG" {
                    node = verb_above(analysis, head)?;
                } else {
                    // "X of the council, its chairman, announced": no verb but this in the sentence.
                    let apart = verb > 0 && analysis.token(verb - 1).text() == ",";
                    return (noun.is_root() && noun.pos() == "PROPN" && apart).then_some(head);
                }
            }
            _ => return None,
        }
    }
    None
}

/// The person or body whose name begins the sentence of a verb without subject: "Anh Tran, a lecturer, described …",
/// where the tree takes the name for something else.
fn first_name(analysis: &Analysis, verb: usize) -> Option<usize> {
    let start = analysis.sentence_of(verb).start;
    let name = analysis.entity_at(start)?;
    let last = name.tokens.end - 1;
    let finite = matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP");
    let named = matches!(name.label, "PERSON" | "ORG") && name.tokens.start == start;
    let set_off = last + 1 < verb && matches!(analysis.token(last + 1).text(), "," | "(");
    (finite && named && set_off).then_some(last)
}

/// The noun phrase between a lead and a finite verb without subject, where the tree joins it to the lead: "In a speech
/// before the council, Jean Duval said", with the name hung on the council.
fn behind_lead(analysis: &Analysis, verb: usize) -> Option<usize> {
    if !matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP") {
        return None;
    }
    let sentence = analysis.sentence_of(verb);
    let comma = |t: usize| analysis.token(t).text() == ",";
    (sentence.start + 2..verb).find(|&t| {
        let token = analysis.token(t);
        let reach = analysis.subtree(t);
        let closes = reach.end == verb || (reach.end + 1 == verb && comma(reach.end));
        let joined = analysis
            .children_by(token.head(), "cc")
            .any(|and| and > token.head() && and < t);
        matches!(token.dep(), "conj" | "appos")
            && matches!(token.pos(), "PROPN" | "NOUN")
            && token.head() < t
            && reach.start > 0
            && comma(reach.start - 1)
            && closes
            && !joined
    })
}

/// Whether a noun that a participle of speech hangs on is only what the speaker's verb is about: "condemned the raid
/// on the port saying", where the tree takes the port for the speaker.
fn is_overheard(analysis: &Analysis, noun: usize, participle: usize) -> bool {
    let word = analysis.token(noun);
    let set_off = participle > 0 && analysis.token(participle - 1).text() == ",";
    if set_off && word.dep() == "dobj" {
        return true;
    }
    matches!(word.dep(), "dobj" | "pobj" | "conj")
        && !lexicon::is_speaker(&word.lemma().to_lowercase())
        && analysis
            .entity_at(noun)
            .is_none_or(|entity| !matches!(entity.label, "PERSON" | "ORG" | "NORP"))
}

/// Whether a participle has its content behind its preposition: "calling for".
fn calls_for(analysis: &Analysis, participle: usize) -> bool {
    let next = (participle + 1).min(analysis.len() - 1);
    let preposition = analysis.token(next).text();
    let takes = |row: &Verb| {
        let frames = row.frames.iter();
        frames
            .filter_map(|frame| match frame {
                Frame::Preposition(word) => Some(*word),
                _ => None,
            })
            .any(|word| word == preposition)
    };
    analysis.token(participle).tag() == "VBG"
        && speech_verb(analysis, participle).is_some_and(takes)
}

/// The verb of the clause that a noun stands in.
fn verb_above(analysis: &Analysis, noun: usize) -> Option<usize> {
    let mut node = noun;
    // Trees are finite, but a bound costs nothing.
    for _ in 0..12 {
        let head = analysis.token(node).head();
        if head == node {
            return None;
        }
        if matches!(analysis.token(head).pos(), "VERB" | "AUX") {
            return Some(head);
        }
        node = head;
    }
    None
}

/// The direct object of a verb like "quote", which speaks by what depends on the verb.
pub(super) fn quoted_person(analysis: &Analysis, verb: usize) -> Option<usize> {
    let row = speech_verb(analysis, verb)?;
    row.takes(Frame::Quoted)
        .then(|| analysis.children_by(verb, "dobj").next())
        .flatten()
}

/// The subject that hangs on the verb itself.
pub(super) fn own_subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let subjects = || {
        analysis
            .children(verb)
            .filter(|&child| matches!(analysis.token(child).dep(), "nsubj" | "csubj"))
    };
    let nearest =
        subjects().min_by_key(|&child| usize::from(child > verb) + (verb.abs_diff(child) << 1))?;
    // "Mr Lund’s camp and some analysts say", both hung on the verb: the first speaks for both.
    let start = analysis.subtree(nearest).start;
    let joined = analysis.token(start).tag() == "CC"
        || start > 0 && analysis.token(start - 1).tag() == "CC"
        || (start + 1..nearest).any(|t| analysis.token(t).dep() == "cc");
    let first = subjects().next().filter(|&first| first < nearest && joined);
    Some(first.unwrap_or(nearest))
}

/// What a relative pronoun stands for; any other subject stands for itself.
fn antecedent(analysis: &Analysis, verb: usize, subject: usize) -> usize {
    let relative = matches!(analysis.token(subject).tag(), "WP" | "WDT");
    let mut node = verb;
    for _ in 0..4 {
        let token = analysis.token(node);
        if relative && matches!(token.dep(), "relcl" | "acl") {
            return token.head();
        }
        if token.dep() != "conj" {
            break;
        }
        node = token.head();
    }
    subject
}

/// The noun before a verb that ends its sentence, and all that stands before the last comma: "…, the palace said",
/// where the tree took the palace for a part of what was said.
pub(super) fn trailing_speaker(analysis: &Analysis, verb: usize) -> Option<(usize, Range<usize>)> {
    /// No speaker takes more words.
    const LONGEST: usize = 15;
    let sentence = analysis.sentence_of(verb);
    let is_word = |t: usize| analysis.token(t).text().chars().any(char::is_alphanumeric);
    let comma = (sentence.start + 1..verb)
        .rev()
        .take(LONGEST)
        .find(|&t| analysis.token(t).text() == ",")?;
    let phrase = comma + 1..verb;
    let plain = phrase.clone().all(|t| {
        let word = analysis.token(t);
        !matches!(word.pos(), "VERB" | "AUX" | "SCONJ" | "CCONJ") && !word.tag().starts_with('W')
    });
    let ends = !(verb + 1..sentence.end).any(is_word);
    let head = phrase.clone().find(|&t| {
        matches!(analysis.token(t).pos(), "NOUN" | "PROPN")
            && !phrase.contains(&analysis.token(t).head())
    })?;
    (plain && ends).then_some((head, sentence.start..comma))
}

/// Whether the verb is in the passive voice.
pub(super) fn is_passive(analysis: &Analysis, verb: usize) -> bool {
    analysis.children(verb).any(|child| {
        matches!(
            analysis.token(child).dep(),
            "nsubjpass" | "auxpass" | "agent"
        )
    })
}

/// The object of "by" at a passive.
pub(super) fn agent(analysis: &Analysis, verb: usize) -> Option<usize> {
    let by = analysis.children_by(verb, "agent").next()?;
    analysis.children_by(by, "pobj").next()
}

/// Whether the clause of the verb says that it is not so, or asks, or only supposes it.
pub(super) fn is_negated(analysis: &Analysis, verb: usize) -> bool {
    let denied = |node: usize| {
        analysis.children(node).any(|child| {
            let token = analysis.token(child);
            token.dep() == "neg"
                || matches!(token.lemma().to_lowercase().as_str(), "never" | "neither")
        })
    };
    let head = analysis.token(verb).head();
    // "Neither side said so."
    let nobody = own_subject(analysis, verb).is_some_and(|subject| {
        analysis.children_by(subject, "det").any(|det| {
            matches!(
                analysis.token(det).text().to_lowercase().as_str(),
                "neither" | "no"
            )
        })
    });
    denied(verb)
        || nobody
        || (analysis.token(verb).dep() == "xcomp"
            && (denied(head)
                || matches!(
                    analysis.token(head).lemma().to_lowercase().as_str(),
                    "decline" | "refuse" | "fail" | "stop"
                )))
}

/// Whether the clause of the verb is a condition: "if the guards suspect".
pub(super) fn is_condition(analysis: &Analysis, verb: usize) -> bool {
    analysis.children_by(verb, "mark").any(|mark| {
        matches!(
            analysis.token(mark).text().to_lowercase().as_str(),
            "if" | "unless"
        )
    })
}

/// Whether the clause of the verb is in the future: "will highlight".
pub(super) fn is_future(analysis: &Analysis, verb: usize) -> bool {
    let will = |node: usize| {
        analysis.children_by(node, "aux").any(|aux| {
            matches!(
                analysis.token(aux).text(),
                "will" | "would" | "shall" | "'ll" | "’ll"
            )
        })
    };
    // "will travel there to reaffirm": what a plan is for is planned too.
    let mut node = verb;
    for _ in 0..4 {
        if will(node) {
            return true;
        }
        let token = analysis.token(node);
        let purpose = matches!(token.dep(), "advcl" | "acl") && has_to(analysis, node);
        if !(matches!(token.dep(), "conj" | "xcomp") || purpose) {
            return false;
        }
        node = token.head();
    }
    false
}

/// Whether a verb is an infinitive with "to".
pub(super) fn has_to(analysis: &Analysis, verb: usize) -> bool {
    analysis
        .children(verb)
        .any(|c| analysis.token(c).tag() == "TO" && c < verb)
}

/// The parts of `range` that lie outside all of `holes`, in order.
pub(super) fn minus(range: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pieces = vec![range];
    for hole in holes {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| {
                let left = piece.start..piece.end.min(hole.start);
                let right = piece.start.max(hole.end)..piece.end;
                if hole.start >= piece.end || hole.end <= piece.start {
                    vec![piece]
                } else {
                    [left, right]
                        .into_iter()
                        .filter(|p| p.start < p.end)
                        .collect()
                }
            })
            .collect();
    }
    pieces
}

/// Tokens without punctuation, quotation marks left in place, and without white space at either end.
pub(super) fn trim(analysis: &Analysis, mut range: Range<usize>) -> Range<usize> {
    let idle_first = |t: usize| {
        let token = analysis.token(t);
        token.text().trim().is_empty()
            || matches!(
                token.text(),
                "," | ":" | ";" | "." | "-" | "–" | "—" | "--" | ")" | "]"
            )
    };
    let idle_last = |t: usize| {
        let token = analysis.token(t);
        token.text().trim().is_empty()
            || matches!(
                token.text(),
                "," | ":" | ";" | "." | "-" | "–" | "—" | "--" | "(" | "[" | "?" | "!"
            )
    };
    while range.start < range.end && idle_first(range.start) {
        range.start += 1;
    }
    // A conjunction at the end joins what comes after.
    let joins = |t: usize| analysis.token(t).dep() == "cc" && analysis.token(t).pos() == "CCONJ";
    while range.start < range.end && (idle_last(range.end - 1) || joins(range.end - 1)) {
        range.end -= 1;
    }
    range
}
