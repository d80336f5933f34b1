//! Offices that a verb gives: "X became prime minister", "when he was president", "succeeded as president by Y".

use chancery_model::TenureStatus;

use crate::gazetteer::Sort;
use crate::holdings::{Holding, holding};
use crate::lexicon;
use crate::people::Names;
use crate::scene::Scene;
use crate::titles::Title;

/// "succeeded as President by Ma": the name behind "by" holds it now.
pub(crate) fn by_succession(
    scene: &Scene<'_>,
    names: &Names,
    number: usize,
    title: &Title,
) -> Option<Holding> {
    if scene.word(title.full.end) != "by" {
        return None;
    }
    let verb = (1..=3).any(|back| {
        title.full.start >= back
            && matches!(
                scene.word(title.full.start - back),
                "succeeded" | "replaced" | "followed"
            )
    });
    let at = crate::names::skip_ranks(scene, title.full.end + 1);
    let name = names.starting(at)?;
    verb.then(|| {
        let mut found = holding(number, name, "succession");
        found.status = Some(TenureStatus::Current);
        found
    })
}

/// Words between a name and an office that say it of him, and what they say of its time.
fn link_status(words: &[&str]) -> Option<Option<TenureStatus>> {
    let mut verb = false;
    let mut left = false;
    let mut status = None;
    for word in words {
        let is = |class| lexicon::is_of_class(class, word);
        if is("link_verb") {
            verb = true;
        } else if is("link_past") {
            verb = true;
            status = Some(TenureStatus::Former);
        } else if is("link_future") {
            status = Some(TenureStatus::Incoming);
        } else if is("link_taken") {
            verb = true;
            // "will be named".
            if status != Some(TenureStatus::Incoming) {
                status = Some(TenureStatus::Current);
            }
        } else if is("link_chosen") {
            verb = true;
            status = Some(TenureStatus::Incoming);
        } else if is("link_left") {
            left = true;
        } else if !is("link_filler") {
            return None;
        }
    }
    if left {
        status = Some(TenureStatus::Former);
    }
    verb.then_some(status)
}

/// "Ivo Daalder, who was U.S. ambassador to NATO"; "X became prime minister"; "when he was president".
pub(crate) fn by_verb(
    scene: &Scene<'_>,
    names: &Names,
    number: usize,
    title: &Title,
) -> Option<Holding> {
    let end = title.full.start;
    let (name, from) = subject_of(scene, names, end)?;
    let words: Vec<&str> = (from..end)
        .filter(|&t| !place_aside(scene, t))
        .map(|t| scene.word(t))
        .collect();
    let mut status = link_status(&words)?;
    // "as" alone says nothing of time, unless somebody makes him that ("named X as the new minister").
    let next = title
        .full
        .clone()
        .any(|t| matches!(scene.word(t), "next" | "new"));
    let chosen = words.first() == Some(&"as") && chosen_before(scene, names, name);
    if (next && status != Some(TenureStatus::Former)) || (chosen && status.is_none()) {
        status = Some(TenureStatus::Incoming);
    }
    // "is" said of the past tense of the report: keep.
    if title.status.is_some() {
        status = None;
    }
    let mut found = holding(number, name, "title by a verb");
    found.status = status;
    found.side = None;
    Some(found)
}

/// "X resigned as minister and was appointed ambassador": the second office by its own verb, of the same person.
pub(crate) fn further(
    scene: &Scene<'_>,
    titles: &[Title],
    number: usize,
    found: &[Holding],
) -> Option<Holding> {
    let last = found.last()?;
    let before = &titles[last.title];
    let title = &titles[number];
    let gap = before.full.end..title.full.start;
    let near = gap.len() >= 2
        && gap.len() < 10
        && matches!(last.how, "title behind the name" | "title by a verb")
        && scene.same_block(before.full.end, title.full.start)
        && scene.analysis.sentence_of(before.full.start) == scene.analysis.sentence_of(gap.end);
    if !near {
        return None;
    }
    let words: Vec<&str> = gap
        .skip_while(|&t| matches!(scene.word(t), "," | "and" | "but"))
        .map(|t| scene.word(t))
        .collect();
    let status = link_status(&words)?;
    let mut more = holding(number, last.name, "title by a verb");
    more.status = status.filter(|_| title.status.is_none());
    Some(more)
}

/// The name that a row of words before an office is about, and where those words begin: the name itself, or him
/// whom "he" and "his" mean in the sentence.
fn subject_of(scene: &Scene<'_>, names: &Names, end: usize) -> Option<(usize, usize)> {
    let mut pronoun = None;
    let mut start = end;
    while start > 0 && end - start < 13 && scene.same_block(start - 1, end) {
        if let Some(name) = names.ending(start) {
            // "X retired from his post as": the whole row is about X, whoever "his" may mean in others.
            let from = pronoun.filter(|_| (start..end).any(|t| !lexicon::is_link(scene.word(t))));
            return Some((name, from.unwrap_or(start)));
        }
        if matches!(scene.word(start - 1), "he" | "she" | "his" | "her")
            && start < end
            && pronoun.is_none()
        {
            pronoun = Some(start);
        }
        start -= 1;
    }
    let from = pronoun?;
    let sentence = scene.analysis.sentence_of(end - 1);
    let name = names.last_before(from)?;
    (names.list[name].tokens.start >= sentence.start).then_some((name, from))
}

/// "was appointed in Brussels, Belgium, as".
fn place_aside(scene: &Scene<'_>, token: usize) -> bool {
    scene.hits_at(token).any(|h| {
        let start = h.tokens.start;
        start > 0
            && matches!(scene.word(start - 1), "in" | ",")
            && matches!(
                h.entry.sort,
                Sort::City | Sort::Capital | Sort::Region | Sort::State
            )
    })
}

/// Whether somebody chooses the person named: "they had chosen X", "the party named X".
fn chosen_before(scene: &Scene<'_>, names: &Names, name: usize) -> bool {
    let start = names.list[name].tokens.start;
    let sentence = scene.analysis.sentence_of(start);
    (sentence.start.max(start.saturating_sub(8))..start).any(|t| {
        lexicon::is_of_class("link_chosen", scene.word(t))
            || lexicon::is_of_class("link_taken", scene.word(t))
    })
}

/// "his first as army commander since his predecessor X": X held that office.
pub(crate) fn predecessors(
    scene: &Scene<'_>,
    titles: &[Title],
    names: &Names,
    found: &mut Vec<Holding>,
) {
    for at in 0..scene.len() {
        if scene.word(at) != "predecessor" {
            continue;
        }
        let from = at + 1 + usize::from(scene.word(at + 1) == ",");
        let Some(name) = names.starting(crate::names::skip_ranks(scene, from)) else {
            continue;
        };
        let sentence = scene.analysis.sentence_of(at);
        let title = titles.iter().rposition(|t| {
            t.full.end <= at
                && t.full.start >= sentence.start
                && (t.full.start > 0 && scene.word(t.full.start - 1) == "as")
        });
        if let Some(title) = title {
            let mut more = holding(title, name, "predecessor");
            more.status = Some(TenureStatus::Former);
            found.push(more);
        }
    }
}
