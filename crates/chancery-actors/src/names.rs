//! Where names of persons stand: runs of capitalised words, and what the recogniser calls a person, repaired.

use std::ops::Range;

use crate::gazetteer::Sort;
use crate::lexicon::{self, is_particle, is_portfolio};
use crate::scene::Scene;

/// Longest name in tokens, hyphens included.
const LONGEST: usize = 9;

/// Whether a word begins sentences or stands in headlines with a capital, and is in no name.
pub(crate) fn is_small(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    // The family name He: with its capital within a sentence, and a given name behind it.
    let family = word == "he"
        && scene.capital(token)
        && scene.capital(token + 1)
        && scene.tag(token + 1).starts_with("NNP")
        && !scene.analysis.token(token).is_sentence_start()
        && token > 0
        && scene.word(token - 1).chars().all(char::is_alphanumeric);
    !family && lexicon::is_of_class("no_name", word)
}

/// Whether the token is of the shape of a part of a name: capitalised letters, no known word of departments.
pub(crate) fn name_word(scene: &Scene<'_>, token: usize) -> bool {
    let (raw, word) = (scene.raw(token), scene.word(token));
    // "R-Tenn." behind the name of a member of Congress.
    if (word.starts_with("r-") || word.starts_with("d-")) && word.ends_with('.') {
        return false;
    }
    scene.capital(token)
        && raw
            .trim_end_matches([':', '\u{200e}', '\u{200f}'])
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
        && !is_small(scene, token)
        && !is_portfolio(word)
        && !scene.firmly_known(token)
        && lexicon::office_head(word).is_none()
}

/// Like [`name_word`], but the recogniser's word that a person stands there makes good for doubtful words
/// ("Kevin Young", "Oliver North", "Stephen King", "Ali Kurdish").
fn name_word_by(scene: &Scene<'_>, token: usize, start: usize) -> bool {
    if name_word(scene, token) {
        return true;
    }
    // "Samantha Power": a department's word behind a given name.
    if token == start + 1
        && (is_portfolio(scene.word(token)) || lexicon::name_prefix(scene.raw(token)).is_some())
        && scene.capital(token)
        && scene.tag(token) == "NNP"
        && crate::gender::of_name(scene.word(start)).is_some()
        && !scene.capital(token + 1)
    {
        return true;
    }
    let person = scene
        .ner
        .get(token)
        .copied()
        .flatten()
        .is_some_and(|(first, end, label)| {
            label == "PERSON" && first <= start && first < token && token < end
        });
    person
        && token > start
        && scene.capital(token)
        && !is_small(scene, token)
        // "discussed with Secretary Delattre France's plans".
        && !(scene.word(token + 1) == "'s"
            && scene.hits_at(token).any(|h| h.entry.sort == Sort::State))
        && !scene.hits_at(token).any(|h| {
            matches!(
                h.entry.sort,
                Sort::State | Sort::Organisation | Sort::Body | Sort::Outlet
            ) && h.tokens.len() > 1
        })
}

fn suffix(word: &str) -> bool {
    matches!(
        word,
        "jr."
            | "jr"
            | "sr."
            | "sr"
            | "ii"
            | "iii"
            | "iv"
            | "v"
            | "vi"
            | "xvi"
            | "xiv"
            | "xii"
            | "viii"
            | "x"
            | "xiii"
            | "xxiii"
    )
}

/// End of the name that begins at the token, if one does.
pub(crate) fn name_run(scene: &Scene<'_>, start: usize) -> Option<usize> {
    // "R-Tenn.": the party mark of a member of Congress.
    if matches!(scene.word(start), "r" | "d" | "i") && glued_hyphen(scene, start + 1) {
        return None;
    }
    // "Democrats", "Yankees": plurals begin no name, though they may end one ("Makunts").
    let plural = scene.tag(start) == "NNPS" && scene.word(start).ends_with('s');
    let begins = name_word(scene, start) && !plural
        || scene.ner.get(start).copied().flatten().is_some_and(|n| {
            n.2 == "PERSON"
                && n.0 == start
                && scene.capital(start)
                && !is_small(scene, start)
                && !scene.hits_at(start).any(|h| h.entry.sort < Sort::Capital)
                && lexicon::name_prefix(scene.raw(start)).is_none()
                && !is_portfolio(scene.word(start))
                && lexicon::office_head(scene.word(start)).is_none()
        })
        || (is_particle(scene.word(start))
            && glued_hyphen(scene, start + 1)
            && scene.capital(start + 2));
    if !begins || suffix(scene.word(start)) {
        return None;
    }
    let mut end = start + 1;
    while end < scene.len() && end - start < LONGEST && scene.same_block(start, end) {
        match step(scene, start, end) {
            0 => break,
            more => end += more,
        }
    }
    // A name that another recognised name follows at once ends where that begins.
    let cut = (start + 1..end).find(|&token| {
        let begins =
            scene.ner[token].is_some_and(|n| n.2 == "PERSON" && n.0 == token && n.1 - n.0 > 1);
        let before = scene.ner[token - 1]
            .is_some_and(|n| n.2 == "PERSON" && n.1 == token && n.0 <= start && n.1 - n.0 > 1);
        begins && before
    });
    Some(cut.unwrap_or(end))
}

/// Whether a hyphen without spaces stands there.
fn glued_hyphen(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.word(token), "-" | "–") && scene.glued(token) && scene.glued(token + 1)
}

/// By how many tokens the name that began at `start` goes on at `end`.
fn step(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let letters = |t: usize| scene.raw(t).chars().next().is_some_and(char::is_alphabetic);
    if glued_hyphen(scene, end) && letters(end + 1) {
        return 2;
    }
    // "Lee In-young".
    let hyphened = scene.capital(end)
        && glued_hyphen(scene, end + 1)
        && letters(end + 2)
        && !scene.capital(end + 2)
        && scene.raw(end).len() <= 7;
    if hyphened {
        return 3;
    }
    let particle = is_particle(scene.word(end))
        && !scene.capital(end)
        && (name_word(scene, end + 1)
            || (glued_hyphen(scene, end + 1) && scene.capital(end + 2))
            || (is_particle(scene.word(end + 1)) && name_word(scene, end + 2)))
        && !matches!(
            scene.word(end),
            "an" | "at" | "as" | "e" | "y" | "ad" | "ar"
        );
    let word = name_word_by(scene, end, start)
        && (lexicon::name_prefix(scene.raw(end)).is_none()
            || end > start + 1
            || crate::gender::of_name(scene.word(start)).is_some());
    if particle || word || suffix(scene.word(end)) && scene.capital(end) {
        return 1;
    }
    let junior =
        scene.word(end) == "," && matches!(scene.word(end + 1), "jr." | "jr" | "sr." | "sr");
    if junior { 2 } else { 0 }
}

/// "Receiving Giang": a verb with a capital at the head of the sentence.
pub(crate) fn opens_with_verb(scene: &Scene<'_>, token: usize) -> bool {
    let verb = matches!(scene.tag(token), "VBG" | "VB" | "IN" | "RB" | "VBN")
        || scene.word(token).len() > 6 && scene.word(token).ends_with("ing");
    verb && token < scene.len() && scene.analysis.token(token).is_sentence_start()
}

/// What the recogniser calls a person, without titles, ranks, honorifics, possessive marks.
pub(crate) fn recognised(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for entity in scene.analysis.entities() {
        if entity.label != "PERSON" {
            continue;
        }
        let first = entity.tokens.start
            + usize::from(entity.tokens.len() > 1 && opens_with_verb(scene, entity.tokens.start));
        let start = after_prefixes(scene, first, entity.tokens.end);
        if start >= entity.tokens.end {
            continue;
        }
        if let Some(end) = name_run(scene, start) {
            found.push(start..end);
        }
    }
    found
}

/// The first token at or after `from` that is no office, rank, honorific, nationality or small word.
fn after_prefixes(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    'next: while at < to {
        for length in (1..=4.min(to - at)).rev() {
            let words = scene.text(at..at + length);
            if lexicon::name_prefix(words).is_some()
                || (at + length < to && lexicon::office_head(&crate::table::fold(words)).is_some())
            {
                at += length;
                continue 'next;
            }
        }
        let skip = is_portfolio(scene.word(at))
            || lexicon::status_word(scene.word(at)).is_some()
            || !scene
                .raw(at)
                .chars()
                .next()
                .is_some_and(char::is_alphabetic)
            || scene.hits_at(at).any(|h| {
                matches!(h.entry.sort, Sort::Nationality | Sort::State)
                    && at + 1 < to
                    && h.tokens.end < to
            });
        if skip || (is_small(scene, at) && at + 1 < to) {
            at += 1;
            continue;
        }
        break;
    }
    at
}

/// End of ranks and honorifics that begin at the token; the token itself where there are none.
pub(crate) fn skip_ranks(scene: &Scene<'_>, mut at: usize) -> usize {
    'next: while at < scene.len() && scene.capital(at) {
        for length in (1..=scene.reach_by(at, 5, lexicon::begins_prefix)).rev() {
            if at + length <= scene.len()
                && scene.same_block(at, at + length - 1)
                && scene.capital(at)
                && lexicon::name_prefix(scene.text(at..at + length)).is_some()
            {
                at += length;
                if scene.word(at) == "." && scene.glued(at) {
                    at += 1;
                }
                continue 'next;
            }
        }
        break;
    }
    at
}

/// Start of ranks and honorifics that end at the token.
pub(crate) fn ranks_before(scene: &Scene<'_>, mut at: usize) -> usize {
    'next: while at > 0 {
        for length in (1..=5).rev() {
            if length <= at
                && scene.same_block(at - length, at - 1)
                && scene.capital(at - length)
                && lexicon::name_prefix(scene.text(at - length..at)).is_some()
            {
                at -= length;
                continue 'next;
            }
        }
        break;
    }
    at
}
