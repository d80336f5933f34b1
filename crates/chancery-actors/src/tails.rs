//! What follows the head of a title: "of National Defence", "to Armenia", "at the Royal Academy of Cambodia" –
//! and where it ends and a name begins.

use crate::gazetteer::Sort;
use crate::lexicon::{self, OfficeHead, is_portfolio};
use crate::office_rules;
use crate::scene::Scene;
use crate::table::fold;

/// Most tokens of a tail and of a noun phrase within it: words that go on and on are no title, and each title
/// within them would be read to their end.
const LONGEST: usize = 100;

/// The end of a title.
pub(crate) struct Tail {
    /// One past all words that belong to the phrase.
    pub(crate) end: usize,
    /// One past the words that belong to the title as it is recorded (without "of Cambodia").
    pub(crate) title_end: usize,
    /// Side that the tail names.
    pub(crate) side: Option<(String, &'static str)>,
    /// State to which an envoy is sent: never his own.
    pub(crate) receiver: Option<&'static str>,
}

/// Reads the tail of a title whose head ends at `from`.
pub(crate) fn tail_of(scene: &Scene<'_>, from: usize, office: OfficeHead, starts: &[bool]) -> Tail {
    let mut tail = Tail {
        end: from,
        title_end: from,
        side: None,
        receiver: None,
    };
    loop {
        let at = tail.end;
        let preposition = scene.word(at).to_owned();
        if at == 0
            || at > from + LONGEST
            || !scene.same_block(at - 1, at)
            || !takes(office, &preposition, scene, at + 1)
        {
            break;
        }
        let end = served(scene, office, &preposition, at + 1)
            .unwrap_or_else(|| noun_phrase(scene, at + 1, starts));
        if end <= at + 1 {
            break;
        }
        let bare_state = state_alone(scene, at + 1, end);
        // "of the House of Representatives of Cyprus": whoever else has such a house.
        let owned = bare_state && preposition == "of" && tail.end > from;
        if tail.side.is_none() || owned {
            tail.side = side_in(scene, office, &preposition, at + 1, end)
                .map(|code| (code, "after the title"));
        }
        if preposition == "to" && tail.receiver.is_none() {
            tail.receiver = scene
                .hits_within(at + 1..end)
                .find(|h| h.entry.sort == Sort::State)
                .map(|h| h.entry.side);
        }
        tail.end = end;
        // "of Cambodia" is the side, no part of the title – unless more of the title follows.
        if !(bare_state && preposition == "of") {
            tail.title_end = end;
        }
    }
    tail
}

/// "adviser to Prime Minister Lund", "spokesman for President Ruiz": the end of the title and name of him whom it serves.
fn served(scene: &Scene<'_>, office: OfficeHead, preposition: &str, from: usize) -> Option<usize> {
    if !matches!(preposition, "to" | "for")
        || !matches!(office.level, "adviser" | "spokesperson" | "deputy")
    {
        return None;
    }
    let head = (1..=4).rev().find(|&length| {
        from + length <= scene.len()
            && scene.capital(from)
            && lexicon::office_head(&fold(scene.text(from..from + length))).is_some()
    })?;
    crate::names::name_run(scene, from + head)
}

/// Whether a title of this sort goes on with this preposition.
fn takes(office: OfficeHead, preposition: &str, scene: &Scene<'_>, next: usize) -> bool {
    let diplomat = matches!(
        office.level,
        "ambassador"
            | "special_envoy"
            | "representative"
            | "diplomat"
            | "adviser"
            | "official"
            | "deputy"
            | "liaison"
    );
    let scholar = matches!(
        office.level,
        "expert"
            | "adviser"
            | "director"
            | "diplomat"
            | "chair"
            | "official"
            | "executive"
            | "member"
            | "officer"
            | "spokesperson"
    );
    match preposition {
        "of" => {
            !matches!(
                scene.word(next),
                "his" | "her" | "its" | "a" | "this" | "that" | "those" | "these"
            ) || scene.capital(next)
        }
        "for" => {
            !matches!(
                scene.word(next),
                "his"
                    | "her"
                    | "its"
                    | "a"
                    | "this"
                    | "that"
                    | "years"
                    | "talks"
                    | "comment"
                    | "the"
            ) || scene.word(next) == "the"
                && matches!(
                    office.level,
                    "minister"
                        | "deputy_minister"
                        | "spokesperson"
                        | "special_envoy"
                        | "commissioner"
                        | "official"
                        | "adviser"
                        | "director"
                        | "commander"
                        | "expert"
                        | "executive"
                        | "representative"
                        | "secretary_general"
                        | "service_chief"
                )
        }
        "to" => {
            diplomat
                && (scene.capital(next) || scene.word(next) == "the" && scene.capital(next + 1))
        }
        "at" | "with" => {
            scholar
                && (scene.capital(next)
                    || scene.word(next) == "the"
                        && (scene.capital(next + 1) || scene.tag(next + 1).starts_with("NN"))
                    || matches!(scene.word(next), "a" | "an") && preposition == "at")
        }
        "on" => office.level == "special_envoy" || office.level == "adviser",
        "from" => {
            // "Ministers from the Council"; an ambassador is called back from where he was.
            let name = next + usize::from(scene.word(next) == "the");
            let several = next > 1 && scene.tag(next - 2).ends_with('S');
            let theirs = several
                && !office_rules::is(office.level, "posted")
                && scene.hits_at(name).any(|h| {
                    h.tokens.start == name
                        && matches!(h.entry.sort, Sort::State | Sort::Organisation)
                });
            theirs
                || office.level == "legislator"
                    && (scene.capital(next) || scene.word(next) == "the")
        }
        "in" => {
            // "in the Ministry of …", "at the embassy in …" only.
            scene.word(next) == "the" && scene.hits_at(next + 1).any(|h| h.entry.sort == Sort::Body)
                || next >= 2 && matches!(scene.word(next - 2), "embassy" | "consulate" | "mission")
        }
        _ => false,
    }
}

/// End of the noun phrase that begins here; stops before names of persons, other offices, verbs.
pub(crate) fn noun_phrase(scene: &Scene<'_>, from: usize, starts: &[bool]) -> usize {
    let mut at = from;
    if matches!(
        scene.word(at),
        "the" | "a" | "an" | "its" | "their" | "his" | "her"
    ) {
        at += 1;
    }
    let first = at;
    while at < scene.len().min(from + LONGEST) && scene.same_block(from, at) {
        let word = scene.word(at);
        if at > first && begins_name(scene, at, starts)
            || at == first && firm_name(scene, at, starts)
        {
            break;
        }
        if let Some(hit) = scene
            .hits_at(at)
            .find(|h| h.tokens.start == at && h.entry.sort != Sort::World)
        {
            at = hit.tokens.end;
            continue;
        }
        if is_portfolio(word) {
            at += 1;
            continue;
        }
        let next_ok = |t: usize| {
            (is_portfolio(scene.word(t))
                || scene.hit(t).is_some()
                || lexicon::institution(scene.word(t)).is_some()
                || scene.capital(t) && scene.capital(at - 1)
                || scene.tag(t).starts_with("NN") && !scene.capital(at - 1))
                && !office_starts(scene, t)
                && !begins_name(scene, t, starts)
        };
        match word {
            "and" | "&" if at > first && next_ok(at + 1) && !another_office(scene, at + 1) => {
                at += 1
            }
            // "Security, Democracy, and Human Rights".
            "," if at > first
                && scene.capital(at - 1)
                && matches!(scene.word(at + 1), "and" | "&")
                && scene.capital(at + 2)
                && is_portfolio(scene.word(at + 2))
                && !office_starts(scene, at + 2) =>
            {
                at += 2
            }
            "," if at > first
                && scene.capital(at - 1)
                && is_portfolio(scene.word(at + 1))
                && list_goes_on(scene, at + 1) =>
            {
                at += 1
            }
            "," if at > first
                && scene
                    .hit(at + 1)
                    .is_some_and(|h| h.entry.sort == Sort::Region)
                && scene.capital(at - 1)
                && scene
                    .hit(at - 1)
                    .is_none_or(|h| h.entry.sort != Sort::State) =>
            {
                at += 1
            }
            "(" if acronym(scene, at + 1) => at += 3,
            "'s" | "'"
                if at > first
                    && scene.glued(at)
                    && (scene.capital(at + 1)
                        || scene.tag(at + 1).starts_with("NN")
                        || scene.tag(at + 1) == "JJ") =>
            {
                at += 1
            }
            "-" | "–" if at > first && scene.glued(at) && scene.glued(at + 1) => at += 2,
            _ => {
                let tag = scene.tag(at);
                let noun = tag.starts_with("NN")
                    || tag.starts_with("JJ")
                    || tag == "CD" && at > first && scene.capital(at - 1);
                if !noun
                    || is_time(word)
                    || office_starts(scene, at) && at > first && scene.capital(at)
                {
                    break;
                }
                // A small noun after a capitalised institute starts something new unless it is its head.
                at += 1;
            }
        }
    }
    // Trailing joints do not belong to it.
    while at > first && matches!(scene.word(at - 1), "and" | "&" | "," | "'s" | "-") {
        at -= 1;
    }
    if at == first { from } else { at }
}

/// "Democracy, and Human Rights": the list of a department ends in "and".
fn list_goes_on(scene: &Scene<'_>, at: usize) -> bool {
    (at..at + 8).any(|t| matches!(scene.word(t), "and" | "&")) && scene.capital(at)
}

/// "Humanitarian Affairs and Emergency Relief Coordinator": what follows "and" is an office of its own.
fn another_office(scene: &Scene<'_>, from: usize) -> bool {
    (from..from + 4)
        .take_while(|&t| scene.capital(t) && scene.tag(t).starts_with("NN") || t == from)
        .any(|t| t > from && scene.capital(t) && office_starts(scene, t))
}

fn is_time(word: &str) -> bool {
    lexicon::is_of_class("time", word)
}

/// "(RCAF)" behind a body.
fn acronym(scene: &Scene<'_>, at: usize) -> bool {
    let raw = scene.raw(at);
    scene.word(at + 1) == ")"
        && raw.len() >= 2
        && raw.len() <= 8
        && raw.chars().filter(|c| c.is_uppercase()).count() >= 2
}

fn office_starts(scene: &Scene<'_>, at: usize) -> bool {
    let longest = scene.reach_by(at, 4, lexicon::begins_office);
    (1..=longest).rev().any(|length| {
        at + length <= scene.len()
            && scene.same_block(at, at + length - 1)
            && lexicon::office_head(&fold(scene.text(at..at + length))).is_some()
    })
}

/// Whether a name of a person begins here: the recogniser says so, or a rank or honorific stands here, or the
/// words before belong to departments and these do not.
fn begins_name(scene: &Scene<'_>, at: usize, starts: &[bool]) -> bool {
    if crate::names::skip_ranks(scene, at) > at {
        return true;
    }
    if firm_name(scene, at, starts) {
        return true;
    }
    let Some(end) = crate::names::name_run(scene, at) else {
        return false;
    };
    let words = (at..end)
        .filter(|&t| scene.raw(t).chars().any(char::is_alphabetic))
        .count();
    let department = at > 0
        && (is_portfolio(scene.word(at - 1))
            || scene
                .hits_at(at - 1)
                .any(|h| h.tokens.end == at && h.entry.sort != Sort::World)
            || scene.word(at - 1) == ")");
    department
        && scene.capital(at - 1) | (words >= 2)
        && scene.hit(at).is_none()
        && (words >= 2 || scene.tag(end).starts_with('V'))
}

fn firm_name(scene: &Scene<'_>, at: usize, starts: &[bool]) -> bool {
    starts.get(at).copied().unwrap_or(false)
        && (at == 0 || scene.word(at - 1) != "the")
        && crate::names::name_run(scene, at).is_some_and(|end| {
            // A single recognised word before "Institute", "Foundation" … is part of a body.
            lexicon::institution(scene.word(end)).is_none()
                && !(is_portfolio(scene.word(end)) && scene.capital(end))
        })
}

fn state_alone(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    let start = if scene.word(from) == "the" {
        from + 1
    } else {
        from
    };
    scene.hits_at(start).any(|h| {
        h.tokens == (start..end)
            && h.entry.sort == Sort::State
            && scene.word(end - 1) != "authority"
    })
}

/// Side that a phrase after a title gives it: "of Cambodia", "for the Russian Defense Ministry", "at the Brookings
/// Institution"; never the receiving state of an ambassador or the topic of an envoy.
fn side_in(
    scene: &Scene<'_>,
    office: OfficeHead,
    preposition: &str,
    from: usize,
    end: usize,
) -> Option<String> {
    let envoy = matches!(
        office.level,
        "ambassador"
            | "special_envoy"
            | "deputy_minister"
            | "adviser"
            | "representative"
            | "diplomat"
    );
    // "Special Representative for the European Union": whose he is, where it is a body; else his task.
    if envoy && preposition == "for" {
        return scene
            .hits_within(from..end)
            .find(|h| h.tokens.end == end && h.entry.sort == Sort::Organisation)
            .map(|h| h.entry.side.to_owned());
    }
    if preposition == "to" || preposition == "on" {
        return None;
    }
    let expert = office.level == "expert";
    let hit = scene
        .hits_within(from..end)
        .filter(|h| !h.compound)
        .find(|h| match h.entry.sort {
            Sort::State => !expert || preposition == "at" || preposition == "from",
            Sort::Nationality => !expert || preposition != "of",
            Sort::World | Sort::Outlet => false,
            Sort::City | Sort::Capital => {
                preposition == "of" || preposition == "at" || preposition == "from"
            }
            _ => true,
        })?;
    Some(match hit.entry.sort {
        Sort::Group => format!("org:{}", hit.entry.name),
        _ => hit.entry.side.to_owned(),
    })
}
