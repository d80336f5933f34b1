//! What stands before the head of a title: nationality, status, article, possessor, and the words that are part
//! of the title itself.

use std::ops::Range;

use chancery_model::TenureStatus;

use crate::gazetteer::Sort;
use crate::lexicon::{self, OfficeHead, is_portfolio};
use crate::names;
use crate::scene::Scene;
use crate::table::fold;
use crate::titles::Determiner;

/// The front of a title.
pub(crate) struct Left {
    pub(crate) full: usize,
    pub(crate) title: usize,
    pub(crate) status: Option<TenureStatus>,
    pub(crate) determiner: Determiner,
    pub(crate) side: Option<(String, &'static str)>,
    /// Nationality in the middle of the title ("lead Iranian negotiator").
    pub(crate) drop: Option<Range<usize>>,
    /// Whether further words to the left can be part of the title.
    open: bool,
}

/// Most tokens before a head that are looked at.
const LONGEST: usize = 100;

/// Words that belong to a title though they are adjectives in small letters.
fn title_adjective(word: &str) -> bool {
    lexicon::is_of_class("title_adjective", word)
}
/// Reads leftwards from the head of a title.
pub(crate) fn left_of(
    scene: &Scene<'_>,
    head: Range<usize>,
    office: OfficeHead,
    floor: usize,
) -> Left {
    let mut left = Left {
        full: head.start,
        title: head.start,
        status: None,
        determiner: Determiner::None,
        side: None,
        drop: None,
        open: true,
    };
    let mut at = head.start;
    while at > floor && at + LONGEST > head.start && scene.same_block(at - 1, head.start) {
        match step(scene, &mut left, at, office) {
            Some(next) => {
                at = next;
                left.full = at;
            }
            None => break,
        }
    }
    trim_left(scene, &mut left, head.start);
    while left.full < left.title && matches!(scene.word(left.full), "and" | "&") {
        left.full += 1;
    }
    left
}

/// One step to the left: the next token that belongs to the phrase, or nothing at its front.
fn step(scene: &Scene<'_>, left: &mut Left, at: usize, office: OfficeHead) -> Option<usize> {
    let before = at - 1;
    let word = scene.word(before);
    if matches!(word, "-" | "–") {
        if before > 0 && scene.word(before - 1) == "ex" {
            left.status = Some(TenureStatus::Former);
            return Some(before - 1);
        }
        let joins = scene.glued(before) && scene.glued(at) && before > 0;
        // "brother-in-law Senator X": kinship, no part of the office.
        let kin = scene.word(before - usize::from(before > 0)) == "in" && scene.word(at) == "law";
        if kin {
            left.title = left.title.max(at + 1);
            left.open = false;
            return None;
        }
        return joins.then_some(before);
    }
    // "(NASA) Deputy Administrator".
    if word == ")"
        && before >= 2
        && scene.word(before - 2) == "("
        && scene.raw(before - 1).chars().all(char::is_uppercase)
    {
        return Some(before - 2);
    }
    if let Some(status) = lexicon::status_word(word) {
        if status != TenureStatus::Current {
            left.status = Some(left.status.unwrap_or(status));
        }
        // "Acting" belongs to the title as written.
        if status == TenureStatus::Acting && left.title == at {
            left.title = before;
        }
        return Some(before);
    }
    if ends_place(scene, at) {
        return None;
    }
    if let Some(next) = hit_before(scene, left, at, office.level == "expert") {
        return Some(next);
    }
    if matches!(word, "'s" | "'") && scene.glued(before) {
        left.full = possessor(scene, left, before, at);
        return None;
    }
    // "His Holiness Pope Ana": the words before a title, whoever "his" would be.
    let style = (2..=3).any(|words| {
        (before + 1)
            .checked_sub(words)
            .is_some_and(|start| lexicon::name_prefix(scene.text(start..before + 1)).is_some())
    });
    if style {
        return None;
    }
    if crosses_name(scene, before) || !modifier(scene, before, at) {
        determiner(scene, left, before);
        return None;
    }
    join(scene, left, before);
    Some(before)
}

/// Takes a modifier into the title, unless something that is no part of it stands between.
fn join(scene: &Scene<'_>, left: &mut Left, token: usize) {
    let word = scene.word(token);
    let stray = !scene.capital(token)
        && !title_adjective(word)
        && !is_portfolio(word)
        && lexicon::institution(word).is_none()
        && !scene.tag(token).starts_with("NN")
        && !matches!(word, "&" | "of" | "the" | "at")
        && !(word == "and" && left.open);
    if stray {
        left.open = false;
        return;
    }
    if left.side.is_some()
        && left.drop.is_none()
        && !left.open
        && title_adjective(word)
        && !matches!(word, "first" | "second" | "third")
    {
        // "lead Iranian negotiator": the nationality falls out of the wording.
        let width = nationality_width(scene, token + 1);
        if width > 0 && token + 1 + width == left.title {
            left.drop = Some(token + 1..left.title);
            left.title = token;
        }
        return;
    }
    if left.open {
        left.title = token;
    }
}

fn nationality_width(scene: &Scene<'_>, at: usize) -> usize {
    scene
        .hits_at(at)
        .find(|h| h.tokens.start == at)
        .map_or(0, |h| h.tokens.len())
}

/// "in Washington, D.C. Secretary X": a place that ends what went before.
fn ends_place(scene: &Scene<'_>, at: usize) -> bool {
    scene.hits_at(at - 1).any(|h| {
        let start = h.tokens.start;
        matches!(h.entry.sort, Sort::City | Sort::Region | Sort::Capital)
            && h.tokens.end == at
            && (scene.raw(at - 1).ends_with('.')
                || start > 0 && matches!(scene.word(start - 1), "in" | "at" | "to" | "from" | ","))
    })
}

/// Takes a name of the gazetteer before the title; gives its first token.
fn hit_before(scene: &Scene<'_>, left: &mut Left, at: usize, expert: bool) -> Option<usize> {
    let hit = scene.hits_at(at - 1).find(|h| h.tokens.end == at)?;
    let start = hit.tokens.start;
    if hit.compound {
        left.open = false;
        return Some(start);
    }
    let (side, basis) = match hit.entry.sort {
        Sort::State | Sort::Nationality | Sort::Epithet => {
            let topic = expert
                && hit.entry.sort == Sort::State
                && !matches!(scene.word(start), "us" | "u.s." | "uk" | "u.k.");
            if !topic {
                left.open = false;
                (hit.entry.side.to_owned(), "nationality before the title")
            } else {
                (String::new(), "")
            }
        }
        Sort::Organisation | Sort::Body | Sort::Seat => {
            (hit.entry.side.to_owned(), "body before the title")
        }
        Sort::Group => (format!("org:{}", hit.entry.name), "group before the title"),
        Sort::Region | Sort::City | Sort::Capital => {
            (hit.entry.side.to_owned(), "place before the title")
        }
        Sort::World | Sort::Outlet => (String::new(), ""),
    };
    if left.open {
        left.title = start;
    }
    if left.side.is_none() && !side.is_empty() {
        left.side = Some((side, basis));
    }
    Some(start)
}

/// "Britain's", "Mr. Moon's", "Fatah's" before a title; gives the first token of the whole.
fn possessor(scene: &Scene<'_>, left: &mut Left, mark: usize, at: usize) -> usize {
    let Some(last) = mark.checked_sub(1) else {
        return at;
    };
    if let Some(hit) = scene.hits_at(last).find(|h| h.tokens.end == mark) {
        let start = hit.tokens.start;
        let side = match hit.entry.sort {
            Sort::Group => format!("org:{}", hit.entry.name),
            _ => hit.entry.side.to_owned(),
        };
        if matches!(hit.entry.sort, Sort::Body) && left.title == at {
            left.title = start;
        }
        if left.side.is_none() && !side.is_empty() {
            left.side = Some((side, "possessor of the title"));
        }
        let article = start > 0 && scene.word(start - 1) == "the";
        return if article { start - 1 } else { start };
    }
    let mut start = last;
    while start > 0
        && scene.same_block(start - 1, last)
        && (scene.capital(start - 1) || scene.glued(start) || scene.word(start - 1) == "the")
        && scene.raw(start - 1).chars().any(char::is_alphanumeric)
    {
        start -= 1;
    }
    left.determiner = Determiner::Possessor(start..mark);
    start
}

fn determiner(scene: &Scene<'_>, left: &mut Left, before: usize) {
    let which = match scene.word(before) {
        "the" | "this" | "that" | "these" | "those" => Determiner::The,
        "a" | "an" | "another" | "any" | "some" => Determiner::A,
        "his" | "her" | "their" | "its" | "our" | "my" | "your" => Determiner::Pronoun(before),
        "whose" => Determiner::Pronoun(before),
        _ => return,
    };
    left.determiner = which;
    left.full = before;
}

/// Whether a recognised name of a person stands there: another noun phrase.
fn crosses_name(scene: &Scene<'_>, token: usize) -> bool {
    scene.ner[token].is_some_and(|n| n.2 == "PERSON")
        && names::name_word(scene, token)
        && !scene.firmly_known(token)
}

/// Whether the token before a title is a modifier of it.
fn modifier(scene: &Scene<'_>, token: usize, next: usize) -> bool {
    let (word, tag) = (scene.word(token), scene.tag(token));
    let organ = |t: usize| {
        is_portfolio(scene.word(t))
            || lexicon::institution(scene.word(t)).is_some()
            || scene.hits_at(t).any(|h| h.entry.sort != Sort::World)
    };
    match word {
        "and"
            if scene.tag(token.saturating_sub(1)) == "JJ"
                && matches!(scene.tag(next), "JJ" | "RB")
                && !scene.capital(next) =>
        {
            true
        }
        "and" | "&" => {
            token > 0
                && organ(token - 1)
                && (organ(next)
                    || lexicon::office_head(scene.word(next)).is_some()
                        && scene.capital(token - 1)
                        && is_portfolio(scene.word(token - 1))
                        && !matches!(scene.word(token - 1), "state"))
                && scene.capital(token - 1) == scene.capital(next)
                && !ends_title(scene, token)
        }
        "of" => token > 0 && organ(token - 1) && scene.capital(token - 1) && scene.capital(next),
        "at" | "the" => {
            let (institute, article) = if word == "the" {
                (
                    token.checked_sub(2),
                    token > 0 && matches!(scene.word(token - 1), "at" | "of"),
                )
            } else {
                (token.checked_sub(1), true)
            };
            article
                && institute.is_some_and(|t| scene.capital(t) && organ(t))
                && scene.capital(if word == "the" { next } else { next + 1 })
        }
        // "the 21st ambassador".
        _ if ordinal(word) => true,
        _ => {
            let lowered = scene.capital(token)
                || scene
                    .raw(token)
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '-');
            (tag.starts_with("NN")
                || tag.starts_with("JJ")
                || matches!(tag, "VBN" | "VBG" | "ADD" | "RB")
                    && (title_adjective(word)
                        || word.ends_with("ed")
                        || word == "newly"
                        || tag == "RB" && scene.tag(next) == "JJ"))
                && lowered
                && !of_verb(scene, token)
                && !matches!(word, "percent" | "yesterday" | "today" | "tomorrow")
                && !matches!(tag, "NNS") | is_portfolio(word)
                && !is_weekday(word)
        }
    }
}

/// "was appointed ambassador": the participle belongs to the verb before it.
fn of_verb(scene: &Scene<'_>, token: usize) -> bool {
    scene.tag(token) == "VBN"
        && token > 0
        && matches!(
            scene.analysis.token(token - 1).lemma(),
            "be" | "have" | "get"
        )
}

fn ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
}

/// Whether a title ends directly before the token ("Secretary of State and …").
fn ends_title(scene: &Scene<'_>, token: usize) -> bool {
    (1..=4).any(|length| {
        token >= length
            && scene.same_block(token - length, token)
            && lexicon::office_head(&fold(scene.text(token - length..token))).is_some()
    })
}

fn is_weekday(word: &str) -> bool {
    lexicon::is_of_class("time", word)
}

/// Drops articles and stray adjectives at the front of the title.
fn trim_left(scene: &Scene<'_>, left: &mut Left, head: usize) {
    while left.title < head {
        let word = scene.word(left.title);
        let stray = lexicon::name_prefix(scene.raw(left.title)).is_some()
            || matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "and"
                    | "of"
                    | "at"
                    | "&"
                    | "-"
                    | "'s"
                    | "then"
                    | "fellow"
                    | "visiting"
                    | "embattled"
            )
            || ordinal(word)
            || (!scene.capital(left.title)
                && scene.tag(left.title).starts_with("JJ")
                && !title_adjective(word)
                && !is_portfolio(word)
                && scene.hit(left.title).is_none());
        if !stray {
            break;
        }
        left.title += 1;
    }
}
