//! Offices in the text: the noun phrase around a head of offices, cut into nationality, status, title and tail.

use std::ops::Range;

use chancery_model::TenureStatus;

use crate::fronts;
use crate::gazetteer::Sort;
use crate::lexicon::{self, OfficeHead};
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
    /// State to which an envoy is sent: never his own.
    pub(crate) receiver: Option<&'static str>,
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
                // A title does not reach back over one before it.
                let floor = found
                    .last()
                    .filter(|t| t.full.end > t.head.end && t.full.end <= at)
                    .map_or(0, |t| t.full.end);
                let title = phrase(scene, at..end, office, plural, starts, floor);
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
        if here.tokens.start <= before.head.start && before.head.end <= here.head.start {
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
    for length in (1..=scene.reach_by(at, 5, lexicon::begins_office)).rev() {
        let end = at + length;
        if end > scene.len() || !scene.same_block(at, end - 1) {
            continue;
        }
        let Some((office, plural)) = lexicon::office_head(&fold(scene.text(at..end))) else {
            continue;
        };
        // "Minister of Foreign Affairs" is in the table for its level; its tail is read as any other.
        let department = length > 2
            && matches!(
                scene.word(at),
                "minister" | "secretary" | "president" | "director" | "chairman"
            )
            && matches!(scene.word(at + 1), "of" | "for")
            && !(scene.word(at + 1) == "of" && scene.word(at + 2) == "state");
        if department {
            continue;
        }
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

fn phrase(
    scene: &Scene<'_>,
    head: Range<usize>,
    office: OfficeHead,
    plural: bool,
    starts: &[bool],
    floor: usize,
) -> Option<Title> {
    let left = fronts::left_of(scene, head.clone(), office, floor);
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
    let tail = crate::tails::tail_of(scene, head_end, office, starts);
    if scene.word(tail.end) == "at"
        && scene.word(tail.end + 1) == "the"
        && scene.word(tail.end + 2) == "time"
    {
        status = Some(TenureStatus::Former);
    }
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
        receiver: tail.receiver,
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
