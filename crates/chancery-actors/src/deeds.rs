//! What the words around a title say is done, and to whom: whoever does it is seldom of the state it is done to.

use std::ops::Range;

use crate::lexicon;
use crate::scene::Scene;
use crate::titles::Title;

/// "Peru imposed sanctions on its prosecutor, X": whoever punishes or praises somebody speaks of another's.
pub(crate) fn is_judged_by(scene: &Scene<'_>, title: &Title, side: &str) -> bool {
    let analysis = scene.analysis;
    let mut node = title.head.start;
    for _ in 0..6 {
        let token = analysis.token(node);
        if token.pos() == "VERB" {
            break;
        }
        if matches!(token.dep(), "nsubj" | "nsubjpass") || token.head() == node {
            return false;
        }
        node = token.head();
    }
    let judges = lexicon::is_of_class("credits", analysis.token(node).lemma());
    let subjects = analysis.children_by(node, "nsubj");
    judges
        && subjects
            .flat_map(|subject| scene.hits_at(subject))
            .any(|h| h.entry.side == side)
}

/// "The government expelled two Cuban diplomats, Minister X said", "The president will travel to Cuba": where the sentence
/// names a state only as the one to which something is done, its speaker is of another.
pub(crate) fn is_foreign(scene: &Scene<'_>, title: &Title, side: &str) -> bool {
    let analysis = scene.analysis;
    let at = title.full.start;
    let sentence = analysis.sentence_of(at.min(scene.len().saturating_sub(1)));
    let own = |subject: usize| {
        let token = analysis.token(subject);
        let phrase = analysis.subtree(subject);
        matches!(token.dep(), "nsubj" | "nsubjpass")
            && token.pos() == "NOUN"
            && scene.hits_within(phrase).next().is_none()
            && lexicon::is_of_class("abroad_verb", analysis.token(token.head()).lemma())
    };
    let Some(subject) = (sentence.start..at).find(|&t| own(t)) else {
        return false;
    };
    let verb = analysis.token(subject).head();
    let below = |token: usize| {
        let mut node = token;
        for _ in 0..6 {
            if node == verb {
                return true;
            }
            node = analysis.token(node).head();
        }
        false
    };
    let mut hits = scene
        .hits_within(sentence.start..at)
        .filter(|h| h.entry.side == side)
        .peekable();
    hits.peek().is_some() && hits.all(|h| h.tokens.start > verb && below(h.tokens.end - 1))
}

/// "who arrived from Tashkent": of a place behind a verb of going and "from".
pub(crate) fn left(scene: &Scene<'_>, place: usize) -> bool {
    let Some(from) = place.checked_sub(1).filter(|&t| scene.word(t) == "from") else {
        return false;
    };
    let verb = scene.analysis.token(scene.analysis.token(from).head());
    lexicon::is_of_class("journey", verb.lemma())
}

/// The words of the subject of the sentence that holds a token, before the verb; none where it has no subject.
pub(crate) fn doer_of(scene: &Scene<'_>, token: usize) -> Range<usize> {
    let analysis = scene.analysis;
    let sentence = analysis.sentence_of(token);
    // Those who are blamed, thanked or punished come next.
    let root = sentence
        .clone()
        .find(|&t| analysis.token(t).head() == t)
        .filter(|&t| !lexicon::is_of_class("credits", analysis.token(t).lemma()));
    root.and_then(|root| analysis.children_by(root, "nsubj").next())
        .map(|subject| analysis.subtree(subject))
        .unwrap_or_default()
}
