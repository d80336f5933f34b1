//! Bodies and groups of people by description: "the Turkish foreign ministry", "Ministry of Commerce",
//! "Russian troops", "U.S. officials".

use std::ops::Range;

use crate::gazetteer::Sort;
use crate::lexicon::{self, is_portfolio};
use crate::people::Names;
use crate::scene::Scene;
use crate::titles::Title;

/// A body named by its head noun.
#[derive(Debug, Clone)]
pub(crate) struct BodyPhrase {
    /// Whole noun phrase with article.
    pub(crate) full: Range<usize>,
    /// The name: without article and possessor.
    pub(crate) name: Range<usize>,
    /// Folded head noun ("ministry").
    pub(crate) kind: String,
    /// Side that the phrase names.
    pub(crate) side: Option<String>,
    /// Whether it stands with a definite article and nothing that names it ("the ministry").
    pub(crate) bare: bool,
    /// Whether a body of that kind belongs to a state as a rule.
    pub(crate) of_state: bool,
    /// Number of the name in it ("the Trump administration").
    pub(crate) of_person: Option<usize>,
    /// "(RCAF)" behind it.
    pub(crate) acronym: Option<usize>,
}

/// People of a side without names.
#[derive(Debug, Clone)]
pub(crate) struct PeoplePhrase {
    /// Whole noun phrase.
    pub(crate) full: Range<usize>,
    /// Their sides ("Cambodian and Lao officials": two).
    pub(crate) sides: Vec<String>,
}

/// Finds bodies by description, left to right, none inside another.
pub(crate) fn find(scene: &Scene<'_>, titles: &[Title], names: &Names) -> Vec<BodyPhrase> {
    let mut found: Vec<BodyPhrase> = Vec::new();
    let mut at = 0;
    while at < scene.len() {
        let inside = names.covering(at).is_some()
            || scene.hits_at(at).any(|h| {
                // The federation of "Russian Federation" is no body of it.
                !matches!(h.entry.sort, Sort::Nationality | Sort::World) && h.tokens.len() > 1
            });
        let head = if inside { None } else { head_at(scene, at) };
        match head {
            Some((end, kind, of_state)) => {
                if let Some(body) = phrase(scene, names, at..end, kind, of_state)
                    && found.last().is_none_or(|b| b.full.end <= body.full.start)
                    && !titles
                        .iter()
                        .any(|t| t.head.start >= body.full.start && t.head.end <= body.full.end)
                {
                    at = body.full.end.max(end);
                    found.push(body);
                } else {
                    at = end;
                }
            }
            None => at += 1,
        }
    }
    found
}

fn head_at(scene: &Scene<'_>, at: usize) -> Option<(usize, String, bool)> {
    for length in (1..=2).rev() {
        let end = at + length;
        if end > scene.len() {
            continue;
        }
        let words = (at..end)
            .map(|t| scene.word(t))
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(what) = lexicon::institution(&words) {
            let noun = scene.tag(end - 1).starts_with("NN");
            // "army chief", "Ministry spokesman": the body only modifies the next noun.
            let modifies = scene.tag(end).starts_with("NN")
                && !scene.capital(end)
                && scene.analysis.token(end - 1).dep() == "compound";
            return (noun && !modifies).then_some((end, words, what.of_state));
        }
    }
    None
}

fn phrase(
    scene: &Scene<'_>,
    names: &Names,
    head: Range<usize>,
    kind: String,
    of_state: bool,
) -> Option<BodyPhrase> {
    let mut of_person = None;
    let mut start = head.start;
    let mut side: Option<String> = None;
    let mut definite = false;
    let mut full = head.start;
    let capital_head = scene.capital(head.start);
    while start > 0 && scene.same_block(start - 1, head.start) {
        let before = start - 1;
        let word = scene.word(before);
        if let Some(name) = names.covering(before) {
            // "the Trump administration", "Mr. Trump's government".
            of_person = Some(name);
            start = names.list[name].tokens.start;
            full = start;
            continue;
        }
        if let Some(hit) = scene.hits_at(before).find(|h| h.tokens.end == start) {
            if matches!(
                hit.entry.sort,
                Sort::State
                    | Sort::Nationality
                    | Sort::Body
                    | Sort::Seat
                    | Sort::Organisation
                    | Sort::Region
                    | Sort::City
                    | Sort::Capital
            ) && !hit.compound
                && side.is_none()
                && !hit.entry.side.is_empty()
            {
                side = Some(hit.entry.side.to_owned());
            }
            start = hit.tokens.start;
            full = start;
            continue;
        }
        if matches!(word, "'s" | "'" | "’s" | "’") && scene.glued(before) {
            // "Mr. Trump's government"
            if let Some(name) = before.checked_sub(1).and_then(|t| names.covering(t)) {
                of_person = Some(name);
                full = names.list[name].tokens.start;
                break;
            }
            if let Some(hit) = scene
                .hits_at(before.saturating_sub(1))
                .find(|h| h.tokens.end == before)
            {
                if side.is_none() && !hit.entry.side.is_empty() {
                    side = Some(hit.entry.side.to_owned());
                }
                full = hit.tokens.start;
                if full > 0 && scene.word(full - 1) == "the" {
                    full -= 1;
                }
            }
            break;
        }
        if matches!(
            word,
            "the" | "this" | "that" | "its" | "their" | "his" | "her" | "our"
        ) {
            definite = word == "the";
            full = before;
            break;
        }
        if matches!(word, "a" | "an" | "any" | "no" | "some") {
            return None;
        }
        let tag = scene.tag(before);
        let modifier = is_portfolio(word)
            && (!capital_head || scene.capital(before) || tag.starts_with("JJ"))
            || tag.starts_with("NNP") && capital_head
            || matches!(tag, "JJ" | "NN" | "VBG" | "VBN") && !capital_head
            || matches!(word, "-" | "and")
                && start < head.end
                && is_portfolio(scene.word(before.saturating_sub(1)))
                && is_portfolio(scene.word(start))
                && scene.capital(start) == scene.capital(before.saturating_sub(1));
        if !modifier {
            break;
        }
        start = before;
        full = start;
    }
    let mut end = head.end;
    if matches!(scene.word(end), "of" | "for")
        && (scene.capital(end + 1) || scene.word(end + 1) == "the" && scene.capital(end + 2))
        && (capital_head
            || scene.hits_at(end + 1).next().is_some()
            || scene.hits_at(end + 2).next().is_some())
    {
        let stop = crate::tails::noun_phrase(scene, end + 1, &[]);
        if stop > end + 1 {
            if side.is_none() {
                side = scene
                    .hits_within(end + 1..stop)
                    .find(|h| {
                        matches!(
                            h.entry.sort,
                            Sort::State | Sort::Nationality | Sort::Organisation
                        )
                    })
                    .map(|h| h.entry.side.to_owned())
                    .filter(|s| !s.is_empty());
            }
            end = stop;
        }
    }
    let acronym = (scene.word(end) == "("
        && scene.word(end + 2) == ")"
        && scene.raw(end + 1).len() <= 8
        && scene.raw(end + 1).chars().all(char::is_uppercase))
    .then_some(end + 1);
    let described = start < head.start || end > head.end;
    if side.is_none() && !definite && of_person.is_none() && !(described && capital_head) {
        return None;
    }
    Some(BodyPhrase {
        full: full..end,
        name: start..end,
        kind,
        bare: !described && side.is_none(),
        side,
        of_state,
        acronym,
        of_person,
    })
}

/// Plural nouns behind nationalities, and plural titles without names.
pub(crate) fn people(
    scene: &Scene<'_>,
    names: &Names,
    taken: &[Range<usize>],
) -> Vec<PeoplePhrase> {
    let mut found: Vec<PeoplePhrase> = Vec::new();
    let mut is_taken = vec![false; scene.len()];
    for slot in taken.iter().flat_map(|t| t.start..t.end.min(scene.len())) {
        is_taken[slot] = true;
    }
    for (at, &is_taken) in is_taken.iter().enumerate() {
        let plural = scene.tag(at) == "NNS"
            || matches!(
                scene.word(at),
                "people" | "personnel" | "military" | "delegation" | "side"
            );
        if !plural || scene.capital(at) || names.covering(at).is_some() || is_taken {
            continue;
        }
        let mut start = at;
        let mut sides: Vec<String> = Vec::new();
        while start > 0 && scene.same_block(start - 1, at) && at - start < 8 {
            let before = start - 1;
            if let Some(hit) = scene.hits_at(before).find(|h| h.tokens.end == start) {
                if matches!(
                    hit.entry.sort,
                    Sort::Nationality | Sort::State | Sort::Organisation | Sort::Body | Sort::Seat
                ) && !hit.compound
                    && !hit.entry.side.is_empty()
                {
                    sides.insert(0, hit.entry.side.to_owned());
                }
                start = hit.tokens.start;
                continue;
            }
            let joint = matches!(scene.word(before), "and" | ",")
                && scene
                    .hits_at(before.saturating_sub(1))
                    .any(|h| h.entry.sort == Sort::Nationality)
                && !sides.is_empty();
            let tag = scene.tag(before);
            if joint
                || tag.starts_with("JJ")
                || tag == "NN"
                || tag == "VBN"
                || tag == "CD"
                || scene.word(before) == "-" && scene.glued(before)
            {
                start = before;
                continue;
            }
            if matches!(
                scene.word(before),
                "the" | "these" | "those" | "some" | "many" | "several"
            ) {
                start = before;
            }
            break;
        }
        let human = human(scene.word(at)) || scene.word(at) == "side";
        if sides.is_empty() || !human {
            continue;
        }
        sides.dedup();
        found.push(PeoplePhrase {
            full: start..at + 1,
            sides,
        });
    }
    found
}

/// Plural nouns of people.
fn human(word: &str) -> bool {
    lexicon::is_of_class("people", word)
}
