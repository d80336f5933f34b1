//! Of whom somebody is whom a visitor meets: "visited Ecuador and met President X".

use crate::gazetteer::{self, Sort};
use crate::lexicon;
use crate::office_rules::{self, possible};
use crate::people::Names;
use crate::scene::Scene;
use crate::titles::Title;

/// How far back the state visited may have been named, in tokens.
const NEAR: usize = 120;

/// The state last spoken of that is not the side of who meets the person named: hosts go without a nationality.
pub(crate) fn host(
    scene: &Scene<'_>,
    title: &Title,
    names: &Names,
    name: usize,
    side_of: &dyn Fn(usize) -> Option<String>,
) -> Option<(String, &'static str)> {
    // Envoys receive visitors of their own state.
    if office_rules::is(title.office.level, "posted") {
        return None;
    }
    let verb = verb_of(scene, names.list[name].tokens.end - 1)?;
    let subject = subject_of(scene, verb)?;
    let visitor = match names.covering(subject) {
        Some(n) => n,
        // Who goes on is mostly whom the sentence before was about: the first it names.
        None if matches!(scene.word(subject), "he" | "she") => {
            let here = scene.analysis.sentence_number(subject);
            let before = scene.analysis.sentence(here.checked_sub(1)?);
            before.clone().find_map(|t| names.starting(t))?
        }
        None => return None,
    };
    let own = side_of(visitor)?;
    let at = title.full.start;
    scene
        .hits_within(at.saturating_sub(NEAR)..at)
        .filter(|h| matches!(h.entry.sort, Sort::State | Sort::Capital | Sort::City) && !h.compound)
        .filter(|h| h.entry.side != own && gazetteer::is_state(h.entry.side))
        .filter(|h| went_to(scene, h.tokens.start))
        .filter(|h| possible(h.entry.side, title))
        .last()
        .map(|h| (h.entry.side.to_owned(), "state visited"))
}

/// Whether whom a name names goes to a state, and so is not of it: "X's visit to Lima", "X arrived in Lima", "X begins a
/// tour of Peru and Chile".
pub(crate) fn goes_to(scene: &Scene<'_>, names: &Names, name: usize, state: &str) -> bool {
    let analysis = scene.analysis;
    let own = names.list[name].tokens.end - 1;
    let token = analysis.token(own);
    let is_journey = |t: usize| lexicon::is_of_class("journey", analysis.token(t).lemma());
    let journey = match is_journey(token.head()) {
        true => Some(token.head()),
        false => analysis
            .children_by(token.head(), "dobj")
            .find(|&object| is_journey(object)),
    };
    let Some(journey) = journey.filter(|_| matches!(token.dep(), "nsubj" | "poss")) else {
        return false;
    };
    let himself = analysis.subtree(own);
    let led_to = |start: usize| scene.word(start.saturating_sub(1)) != "from";
    scene
        .hits_within(analysis.subtree(journey))
        .filter(|h| matches!(h.entry.sort, Sort::State | Sort::Capital | Sort::City) && !h.compound)
        .filter(|h| !himself.contains(&h.tokens.start))
        .any(|h| h.entry.side == state && led_to(h.tokens.start))
}

/// Whether the state or town is where somebody goes or is: behind "in", "to", or a verb of visiting.
fn went_to(scene: &Scene<'_>, start: usize) -> bool {
    let before = start.saturating_sub(1 + usize::from(start > 1 && scene.word(start - 1) == "the"));
    start > 0
        && (matches!(scene.word(before), "in" | "to")
            || lexicon::is_of_class("visits", scene.analysis.token(before).lemma()))
}

/// The verb of meeting under which a name stands as object or behind "with", "on".
fn verb_of(scene: &Scene<'_>, name: usize) -> Option<usize> {
    let analysis = scene.analysis;
    let mut at = name;
    for _ in 0..6 {
        let token = analysis.token(at);
        let head = token.head();
        if head == at || matches!(token.dep(), "nsubj" | "nsubjpass") {
            return None;
        }
        if analysis.token(head).pos() == "VERB" {
            let meets = lexicon::is_of_class("meets", analysis.token(head).lemma());
            return meets.then_some(head);
        }
        at = head;
    }
    None
}

/// The subject of a verb or of the verb it goes on from.
fn subject_of(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let analysis = scene.analysis;
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = analysis.children_by(at, "nsubj").next() {
            return Some(subject);
        }
        if !matches!(analysis.token(at).dep(), "conj" | "xcomp" | "advcl") {
            return None;
        }
        at = analysis.token(at).head();
    }
    None
}
