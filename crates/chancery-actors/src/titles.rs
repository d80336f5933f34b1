//! Offices in the text: the noun phrase around a head of offices, cut into nationality, status, title and tail.

use std::ops::Range;

use chancery_model::TenureStatus;

use crate::gazetteer::Sort;
use crate::lexicon::{self, OfficeHead, is_portfolio};
use crate::names;
use crate::scene::Scene;
use crate::table::fold;

/// What stands before a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// Nothing.
    None,
    /// the, this, that.
    The,
    /// a, an, one of.
    A,
    /// his, her, their: the token.
    Pronoun(usize),
    /// "Mr. Moon's": tokens of a possessor that is no known side.
    Possessor(Range<usize>),
}

/// A noun phrase that names an office.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// Words of the head ("Prime Minister").
    pub(crate) head: Range<usize>,
    /// From article or nationality to the end of what belongs to the title.
    pub(crate) full: Range<usize>,
    /// The title proper.
    pub(crate) tokens: Range<usize>,
    /// Its wording without nationality and status.
    pub(crate) text: String,
    /// What the table says of the head.
    pub(crate) office: OfficeHead,
    /// Several holders.
    pub(crate) plural: bool,
    /// Former, acting …
    pub(crate) status: Option<TenureStatus>,
    /// What stands before it.
    pub(crate) determiner: Determiner,
    /// Code of the side that the phrase names, and how.
    pub(crate) side: Option<(String, &'static str)>,
    /// Whether it is "counterpart": an office by reference.
    pub(crate) counterpart: bool,
}

/// Finds all titles, in order of their heads.
pub(crate) fn find(scene: &Scene<'_>, starts: &[bool]) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < scene.len() {
        match head_at(scene, at) {
            Some((end, office, plural)) => {
                let title = phrase(scene, at..end, office, plural, starts);
                at = title.as_ref().map_or(end, |t| t.head.end);
                found.extend(title);
            }
            None => at += 1,
        }
    }
    drop_contained(&mut found);
    found
}

/// A title that lies in the tail of another ("adviser to Prime Minister …") stays where a name of its own
/// follows; one that is only a modifier of the next head goes.
fn drop_contained(titles: &mut Vec<Title>) {
    let mut n = 1;
    while n < titles.len() {
        let (before, here) = (titles[n - 1].clone(), titles[n].clone());
        if here.full.start <= before.head.start && before.head.end <= here.head.start {
            titles.remove(n - 1);
        } else {
            n += 1;
        }
    }
}

fn head_at(scene: &Scene<'_>, at: usize) -> Option<(usize, OfficeHead, bool)> {
    let known = scene.hits_at(at).any(|h| {
        !matches!(h.entry.sort, Sort::State | Sort::Nationality | Sort::World)
            && h.tokens.start <= at
            && h.tokens.len() > 1
    });
    if known {
        return None;
    }
    let (mut end, mut office, mut plural) = longest_head(scene, at)?;
    // "Deputy Prime Minister", "Chief Prosecutor": the last of heads that touch is the head.
    while let Some((next, last, many)) = longest_head(scene, end) {
        if !scene.same_block(at, end) {
            break;
        }
        (end, office, plural) = (next, last, many);
    }
    Some((end, office, plural))
}

fn longest_head(scene: &Scene<'_>, at: usize) -> Option<(usize, OfficeHead, bool)> {
    if scene.word(at) == "counterpart" || scene.word(at) == "counterparts" {
        let office = OfficeHead {
            level: "counterpart",
            sector: "GOV",
            side: "",
        };
        return Some((at + 1, office, scene.word(at) == "counterparts"));
    }
    for length in (1..=5).rev() {
        let end = at + length;
        if end > scene.len() || !scene.same_block(at, end - 1) {
            continue;
        }
        let Some((office, plural)) = lexicon::office_head(&fold(scene.text(at..end))) else {
            continue;
        };
        if length == 1 && !is_noun(scene, at) {
            return None;
        }
        let generic = matches!(
            scene.word(end),
            "state" | "states" | "country" | "countries" | "nation" | "nations"
        ) && scene.word(at).starts_with("member");
        if generic {
            return None;
        }
        return Some((end, office, plural));
    }
    None
}

/// Heads that are as often verbs, adjectives or plain nouns: they must be tagged as nouns and not modify one.
fn is_noun(scene: &Scene<'_>, at: usize) -> bool {
    let tag = scene.tag(at);
    if tag.starts_with("NNP") || scene.raw(at).ends_with('.') {
        return true;
    }
    if !tag.starts_with("NN") {
        // A capitalised title before a name is one, whatever the tagger says.
        return scene.capital(at) && scene.capital(at + 1) && !tag.starts_with('V');
    }
    let next = scene.tag(at + 1);
    let modifies = (next == "NN" || next == "NNS")
        && !scene.capital(at + 1)
        && longest_word_head(scene, at + 1).is_none()
        && scene.analysis.token(at).dep() == "compound";
    !modifies
}

fn longest_word_head(scene: &Scene<'_>, at: usize) -> Option<OfficeHead> {
    lexicon::office_head(scene.word(at)).map(|h| h.0)
}

/// Words that belong to a title though they are adjectives in small letters.
fn title_adjective(word: &str) -> bool {
    matches!(
        word,
        "deputy"
            | "vice"
            | "assistant"
            | "associate"
            | "chief"
            | "senior"
            | "lead"
            | "leading"
            | "special"
            | "permanent"
            | "principal"
            | "supreme"
            | "first"
            | "second"
            | "third"
            | "joint"
            | "general"
            | "national"
            | "presidential"
            | "parliamentary"
            | "military"
            | "foreign"
            | "top"
            | "honorary"
            | "executive"
            | "ranking"
            | "prime"
            | "financial"
            | "political"
            | "economic"
            | "legal"
            | "nuclear"
            | "diplomatic"
            | "religious"
            | "spiritual"
            | "regional"
            | "federal"
            | "royal"
            | "alternate"
            | "de-facto"
            | "independent"
            | "congressional"
            | "cultural"
            | "interim"
            | "acting"
            | "provincial"
            | "municipal"
            | "overall"
            | "high"
            | "international"
            | "managing"
            | "visiting"
            | "adjunct"
            | "nonresident"
            | "non-resident"
            | "junior"
            | "personal"
            | "private"
            | "public"
            | "social"
            | "liberal"
            | "conservative"
            | "socialist"
            | "communist"
            | "republican"
            | "democratic"
            | "opposition"
            | "rebel"
            | "separatist"
    )
}

struct Left {
    full: usize,
    title: usize,
    status: Option<TenureStatus>,
    determiner: Determiner,
    side: Option<(String, &'static str)>,
    /// Nationality in the middle of the title ("lead Iranian negotiator").
    drop: Option<Range<usize>>,
}

fn phrase(
    scene: &Scene<'_>,
    head: Range<usize>,
    office: OfficeHead,
    plural: bool,
    starts: &[bool],
) -> Option<Title> {
    let left = left_of(scene, head.clone(), office, starts);
    let mut status = left.status;
    let mut head_end = head.end;
    // "-elect", "designate": status behind the head.
    let mut after = head.end;
    if scene.word(after) == "-" && scene.glued(after) {
        after += 1;
    }
    if let "elect" | "designate" | "nominee" | "apparent" = scene.word(after) {
        status = Some(TenureStatus::Incoming);
        head_end = after + 1;
    } else if scene.word(head.end) == "emeritus" {
        status = Some(TenureStatus::Former);
        head_end = head.end + 1;
    }
    let tail = crate::tails::tail_of(scene, head_end, office, left.side.is_some(), starts);
    let side = left.side.or(tail.side);
    let title = left.title..tail.title_end.max(head.end);
    let text = wording(scene, title.clone(), left.drop.as_ref(), head.end..head_end);
    Some(Title {
        full: left.full..tail.end.max(head_end),
        tokens: title,
        text,
        office,
        plural,
        status,
        determiner: left.determiner,
        side,
        counterpart: office.level == "counterpart",
        head: head.start..head_end,
    })
}

/// The words without the nationality in their middle and "-elect" behind the head.
fn wording(
    scene: &Scene<'_>,
    title: Range<usize>,
    drop: Option<&Range<usize>>,
    suffix: Range<usize>,
) -> String {
    let mut out = String::new();
    for token in title {
        if drop.is_some_and(|d| d.contains(&token)) || suffix.contains(&token) {
            continue;
        }
        if !out.is_empty() && !scene.glued(token) {
            out.push(' ');
        }
        out.push_str(scene.raw(token));
    }
    let spaced = out.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced
        .trim_matches(|c: char| matches!(c, ',' | '-' | ' ' | '"' | '“' | '”'))
        .to_owned()
}

fn left_of(scene: &Scene<'_>, head: Range<usize>, office: OfficeHead, starts: &[bool]) -> Left {
    let mut left = Left {
        full: head.start,
        title: head.start,
        status: None,
        determiner: Determiner::None,
        side: None,
        drop: None,
    };
    let expert = office.level == "expert";
    let mut at = head.start;
    while at > 0 && scene.same_block(at - 1, head.start) {
        let before = at - 1;
        let word = scene.word(before);
        if word == "-" || word == "–" {
            let ex = before > 0 && scene.word(before - 1) == "ex";
            if ex {
                left.status = Some(TenureStatus::Former);
                at = before - 1;
                left.full = at;
                continue;
            }
            if scene.glued(before) && scene.glued(at) && before > 0 {
                at = before;
                continue;
            }
            break;
        }
        if let Some(status) = lexicon::status_word(word) {
            if status != TenureStatus::Current {
                left.status = Some(left.status.unwrap_or(status));
            }
            // "Acting" belongs to the title as written.
            if status == TenureStatus::Acting && left.title == at {
                left.title = before;
            }
            at = before;
            left.full = at;
            continue;
        }
        if let Some(next) = hit_before(scene, &mut left, at, expert) {
            at = next;
            left.full = at;
            continue;
        }
        if matches!(word, "'s" | "'") && scene.glued(before) {
            left.full = possessor(scene, &mut left, before, at);
            break;
        }
        if crosses_name(scene, before, starts) || !modifier(scene, before, at) {
            determiner(scene, &mut left, before);
            break;
        }
        let lower_adjective = !scene.capital(before)
            && !title_adjective(word)
            && !is_portfolio(word)
            && lexicon::institution(word).is_none()
            && !scene.tag(before).starts_with("NN")
            && !matches!(word, "and" | "&" | "of" | "the" | "at");
        at = before;
        left.full = at;
        if lower_adjective {
            // What stands before a plain adjective is no part of the title any more, except nationality.
            continue;
        }
        if left.side.is_some()
            && left.drop.is_none()
            && left.title == at + 1 + nationality_width(scene, at + 1)
        {
            left.drop = Some(at + 1..left.title);
        }
        left.title = at;
    }
    trim_left(scene, &mut left, head.start);
    left
}

fn nationality_width(scene: &Scene<'_>, at: usize) -> usize {
    scene
        .hits_at(at)
        .find(|h| h.tokens.start == at)
        .map_or(0, |h| h.tokens.len())
}

/// Takes a name of the gazetteer before the title; gives its first token.
fn hit_before(scene: &Scene<'_>, left: &mut Left, at: usize, expert: bool) -> Option<usize> {
    let hit = scene.hits_at(at - 1).find(|h| h.tokens.end == at)?;
    let (start, code) = (hit.tokens.start, hit.entry.side);
    match hit.entry.sort {
        Sort::State | Sort::Nationality | Sort::Epithet => {
            if hit.compound {
                return Some(start);
            }
            let topic = expert
                && hit.entry.sort == Sort::State
                && !matches!(scene.word(start), "us" | "u.s." | "uk" | "u.k.");
            if topic {
                left.title = start;
            } else if left.side.is_none() {
                left.side = Some((code.to_owned(), "nationality before the title"));
            }
        }
        Sort::Organisation | Sort::Body | Sort::Seat => {
            left.title = start;
            if left.side.is_none() {
                left.side = Some((code.to_owned(), "body before the title"));
            }
        }
        Sort::Group => {
            left.title = start;
            if left.side.is_none() {
                left.side = Some((format!("org:{}", hit.entry.name), "group before the title"));
            }
        }
        Sort::Region | Sort::City | Sort::Capital => {
            left.title = start;
            if left.side.is_none() {
                left.side = Some((code.to_owned(), "place before the title"));
            }
        }
        Sort::World | Sort::Outlet => left.title = start,
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

fn crosses_name(scene: &Scene<'_>, token: usize, starts: &[bool]) -> bool {
    // A recognised name directly before is another noun phrase ("told Banh Minister X" does not occur).
    let _ = starts;
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
        _ => {
            let lowered = scene.capital(token)
                || scene
                    .raw(token)
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '-');
            (tag.starts_with("NN")
                || tag.starts_with("JJ")
                || matches!(tag, "VBN" | "VBG" | "ADD" | "RB")
                    && (title_adjective(word) || word.ends_with("ed") || word == "newly"))
                && lowered
                && !matches!(word, "percent" | "yesterday" | "today" | "tomorrow")
                && !matches!(tag, "NNS") | is_portfolio(word)
                && !is_weekday(word)
        }
    }
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
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "week"
            | "month"
            | "year"
    )
}

/// Drops articles and stray adjectives at the front of the title.
fn trim_left(scene: &Scene<'_>, left: &mut Left, head: usize) {
    while left.title < head {
        let word = scene.word(left.title);
        let stray = matches!(
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
        ) || (!scene.capital(left.title)
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
