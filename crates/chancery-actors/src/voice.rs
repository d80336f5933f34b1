//! Whether the whole text is one speaker's own statement, and whose.

use crate::people::Names;
use crate::scene::Scene;
use crate::titles::Title;

/// The name (number in [`Names`]) of the speaker whose own statement the document is.
///
/// Two forms are known: "The below is attributable to Spokesperson …" at the head, and a by-line "…, Secretary of
/// State" that opens a release. Interviews and transcripts with several speakers have no single voice.
pub(crate) fn of(scene: &Scene<'_>, titles: &[Title], names: &Names) -> Option<usize> {
    attributable(scene, names).or_else(|| by_line(scene, titles, names))
}

fn attributable(scene: &Scene<'_>, names: &Names) -> Option<usize> {
    let head = scene.len().min(scene.begins + 60);
    let at = (scene.begins..head).find(|&t| {
        scene.word(t) == "attributable" && scene.word(t + 1) == "to"
            || scene.word(t) == "attributed" && scene.word(t + 1) == "to"
    })?;
    let number = names
        .list
        .iter()
        .position(|n| n.tokens.start > at && n.tokens.end <= at + 16)?;
    let end = names.list[number].tokens.end;
    matches!(scene.word(end), ":" | "." | "" | ",")
        .then_some(number)
        .or((!scene.same_block(end - 1, end)).then_some(number))
}

fn by_line(scene: &Scene<'_>, titles: &[Title], names: &Names) -> Option<usize> {
    let number = (names.list.iter()).position(|n| n.tokens.start >= scene.begins)?;
    let first = names.list.get(number)?;
    let official = scene
        .document
        .url
        .as_deref()
        .or(scene.document.outlet.as_deref())
        .is_some_and(|place| {
            place.contains(".gov")
                || place.contains(".mil")
                || place.contains("mfa")
                || place.contains("europa.eu")
        });
    if !official || first.tokens.start > scene.begins + 2 || dialogue(scene) {
        return None;
    }
    let title = titles
        .iter()
        .find(|t| t.full.start == first.tokens.end + 1 && scene.word(first.tokens.end) == ",")?;
    // Nothing else stands in that paragraph.
    let alone = !scene.same_block(first.tokens.start, title.full.end);
    let body = scene.len() > title.full.end + 20;
    (alone && body).then_some(number)
}

/// Whether questions are put and answered.
fn dialogue(scene: &Scene<'_>) -> bool {
    (0..scene.len()).any(|t| {
        matches!(
            scene.raw(t),
            "QUESTION" | "MODERATOR" | "INTERVIEWER" | "Q" | "OPERATOR" | "REPORTER"
        ) && matches!(scene.word(t + 1), ":")
    })
}
