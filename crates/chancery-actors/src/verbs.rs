//! Offices that a verb gives: "X became prime minister", "when he was president", "succeeded as president by Y".

use chancery_model::TenureStatus;

use crate::holdings::{Holding, holding};
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
    let mut status = None;
    for word in words {
        match *word {
            "is" | "are" | "serves" | "remains" | "works" | "am" | "'s" => verb = true,
            "as" => verb = true,
            "was" | "were" | "served" | "worked" | "had" | "been" => {
                verb = true;
                status = Some(TenureStatus::Former);
            }
            "will" => status = Some(TenureStatus::Incoming),
            "became" | "become" | "becomes" | "appointed" | "named" | "elected" | "re-elected"
            | "reelected" | "sworn" | "installed" | "inaugurated" | "took" | "confirmed" => {
                verb = true;
                status = Some(TenureStatus::Current);
            }
            "nominated" | "tapped" | "picked" | "designated" | "chosen" => {
                verb = true;
                status = Some(TenureStatus::Incoming);
            }
            "has" | "," | "who" | "which" | "also" | "now" | "currently" | "then" | "once"
            | "previously" | "formerly" | "in" | "over" | "office" | "by" | "the" | "way" | "—"
            | "–" | "when" | "he" | "she" | "today" | "recently" | "just" | "newly" | "still"
            | "appointment" | "election" | "to" | "be" | "himself" => {}
            _ => return None,
        }
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
    let mut start = end;
    let mut pronoun = false;
    while start > 0 && end - start < 9 && scene.same_block(start - 1, end) {
        if names.ending(start).is_some() {
            break;
        }
        if matches!(scene.word(start - 1), "he" | "she" | "his" | "her") && start < end {
            pronoun = true;
            if matches!(scene.word(start - 1), "his" | "her") {
                start -= 1;
            }
            break;
        }
        start -= 1;
    }
    let (name, from) = match names.ending(start) {
        Some(name) => (name, start),
        None if pronoun => {
            let sentence = scene.analysis.sentence_of(end - 1);
            let name = names.last_before(start)?;
            if names.list[name].tokens.start < sentence.start {
                return None;
            }
            (
                name,
                start + usize::from(matches!(scene.word(start), "his" | "her")),
            )
        }
        None => return None,
    };
    let words: Vec<&str> = (from..end).map(|t| scene.word(t)).collect();
    let mut status = link_status(&words)?;
    // "is" said of the past tense of the report: keep; "as" alone says nothing of time.
    if title.status.is_some() {
        status = None;
    }
    let mut found = holding(number, name, "title by a verb");
    found.status = status;
    found.side = None;
    Some(found)
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
