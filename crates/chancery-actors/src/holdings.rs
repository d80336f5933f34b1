//! Which office is said of whom: before a name, behind it, by a verb.

use chancery_model::TenureStatus;

use crate::gazetteer::Sort;
use crate::lexicon;
use crate::people::Names;
use crate::scene::Scene;
use crate::titles::{Determiner, Title};
use crate::verbs;

/// An office that the text gives to a name.
#[derive(Debug, Clone)]
pub(crate) struct Holding {
    /// Number of the title.
    pub(crate) title: usize,
    /// Number of the name.
    pub(crate) name: usize,
    /// Status by the construction, where it says one.
    pub(crate) status: Option<TenureStatus>,
    /// The construction.
    pub(crate) how: &'static str,
    /// Side that stands behind the name ("Prime Minister … of Russia").
    pub(crate) side: Option<String>,
}

/// Finds all, each title with at most one name unless it is a plural.
pub(crate) fn find(scene: &Scene<'_>, titles: &[Title], names: &Names) -> Vec<Holding> {
    let mut found: Vec<Holding> = Vec::new();
    for (number, title) in titles.iter().enumerate() {
        if title.plural {
            found.extend(list_after(scene, names, number, title));
            continue;
        }
        let one = before_name(scene, names, number, title)
            .or_else(|| verbs::by_succession(scene, names, number, title))
            .or_else(|| behind_name(scene, names, titles, number, &found))
            .or_else(|| before_name_and_comma(scene, names, number, title))
            .or_else(|| verbs::by_verb(scene, names, number, title))
            .or_else(|| verbs::further(scene, titles, number, &found));
        found.extend(one);
    }
    stacked(scene, titles, names, &mut found);
    before_titled_name(scene, titles, names, &mut found);
    verbs::predecessors(scene, titles, names, &mut found);
    found
}

/// "the president of the Council, Ambassador X, told": an office before a comma, whose holder has a title beside.
fn before_titled_name(
    scene: &Scene<'_>,
    titles: &[Title],
    names: &Names,
    found: &mut Vec<Holding>,
) {
    for number in 0..titles.len().saturating_sub(1) {
        let (title, next) = (&titles[number], &titles[number + 1]);
        let royal = next.office.level == "royal";
        let beside = (title.full.end > title.head.end || title.side.is_some())
            && !title.plural
            && !next.plural
            && scene.word(title.full.end) == ","
            && next.full.start == title.full.end + 1
            && matches!(next.determiner, Determiner::None)
            && scene.same_block(title.head.start, next.full.start);
        if !beside || found.iter().any(|h| h.title == number) {
            continue;
        }
        let Some(holder) = found
            .iter()
            .find(|h| h.title == number + 1 && h.how == "title before the name")
        else {
            continue;
        };
        let end = names.list[holder.name].tokens.end;
        let verb = end + usize::from(scene.word(end) == ",");
        let formal = title.determiner == Determiner::None && scene.capital(title.head.start);
        if matches!(scene.tag(verb), "VBD" | "VBZ" | "MD")
            || formal && (royal || next.office.level == "legislator")
        {
            let name = holder.name;
            found.push(holding(number, name, "title and comma before the name"));
        }
    }
}

pub(crate) fn holding(title: usize, name: usize, how: &'static str) -> Holding {
    Holding {
        title,
        name,
        status: None,
        how,
        side: None,
    }
}

/// "of Russia", "(Colombia)" behind the name at `end`.
fn side_behind(scene: &Scene<'_>, end: usize) -> Option<String> {
    if !matches!(scene.word(end), "of" | "(") || !scene.same_block(end - 1, end) {
        return None;
    }
    let bracket = scene.word(end) == "(";
    let start = if scene.word(end + 1) == "the" {
        end + 2
    } else {
        end + 1
    };
    scene
        .hits_at(start)
        .find(|h| {
            h.tokens.start == start
                && matches!(h.entry.sort, Sort::State | Sort::Organisation)
                && (!bracket || scene.word(h.tokens.end) == ")")
        })
        .map(|h| h.entry.side.to_owned())
}

/// "Foreign Minister Mara Quell", ranks and honorifics between.
fn before_name(scene: &Scene<'_>, names: &Names, number: usize, title: &Title) -> Option<Holding> {
    let at = crate::names::skip_ranks(scene, title.full.end);
    let name = names.starting(at)?;
    if !scene.same_block(title.head.start, at) {
        return None;
    }
    let mut found = holding(number, name, "title before the name");
    found.side = side_behind(scene, names.list[name].tokens.end);
    Some(found)
}

/// "China's president, Hu Jintao, held": only with an article or possessor, and something behind the name.
fn before_name_and_comma(
    scene: &Scene<'_>,
    names: &Names,
    number: usize,
    title: &Title,
) -> Option<Holding> {
    let end = title.full.end;
    let parenthesis = scene.word(end) == ",";
    let definite = title.determiner != Determiner::A
        && (title.determiner != Determiner::None || title.side.is_some());
    // "Deputy Secretary for Energy, X, said": capitalised, with a tail.
    let formal = title.determiner == Determiner::None
        && scene.capital(title.head.start)
        && title.full.end > title.head.end;
    // "a Russian lawmaker, Ivan Petrov, said": a full name only.
    let one_of_many = title.determiner == Determiner::A && !title.plural;
    if !parenthesis || !(definite || formal || one_of_many) {
        return None;
    }
    let mut at = end + 1;
    if let Some(hit) = scene.hits_at(at).find(|h| {
        h.tokens.start == end + 1 && matches!(h.entry.sort, Sort::State | Sort::Nationality)
    }) && crate::names::skip_ranks(scene, hit.tokens.end) > hit.tokens.end
    {
        // "the alliance's commander, U.S. Gen. X".
        at = hit.tokens.end;
    }
    let at = crate::names::skip_ranks(scene, at);
    let name = names.starting(at)?;
    if !scene.same_block(title.head.start, at) {
        return None;
    }
    let stop = names.list[name].tokens.end;
    if one_of_many && !definite && names.list[name].tokens.len() < 2 {
        return None;
    }
    let closes = matches!(
        scene.word(stop),
        "," | "." | ";" | ":" | "-" | "—" | ")" | "'s" | "and" | "of" | "(" | ""
    ) || scene.tag(stop).starts_with('V')
        || scene.tag(stop) == "MD";
    if !closes {
        return None;
    }
    let mut found = holding(number, name, "title and comma before the name");
    found.side = side_behind(scene, stop);
    Some(found)
}

/// The name that ends right before the phrase, over commas, dashes, ages, party marks, brackets.
fn name_before(scene: &Scene<'_>, names: &Names, from: usize) -> Option<usize> {
    let mut at = from;
    let mut marks = 0;
    while at > 0 && from - at < 14 && scene.same_block(at - 1, from) {
        if marks > 0
            && let Some(name) = names.ending(at)
        {
            return Some(name);
        }
        let word = scene.word(at - 1);
        let mark = matches!(
            word,
            "," | "—" | "–" | "-" | "(" | ")" | ";" | "&mdash" | "mdash" | "--" | ":"
        );
        if mark {
            marks += 1;
            at -= 1;
            continue;
        }
        // "X, currently ambassador to Y", "X, then an officer".
        if marks == 0 && lexicon::is_of_class("adverb_of_time", word) {
            at -= 1;
            continue;
        }
        let aside = marks > 0
            && (word.chars().all(|c| c.is_ascii_digit())
                || matches!(
                    word,
                    "right"
                        | "left"
                        | "r"
                        | "d"
                        | "who"
                        | "by"
                        | "the"
                        | "way"
                        | "center"
                        | "pictured"
                        | "&"
                        | "now"
                        | "currently"
                        | "himself"
                        | "herself"
                        | "then"
                        | "also"
                )
                || word.starts_with("r-")
                || word.starts_with("d-")
                || scene.hits_at(at - 1).any(|h| h.entry.sort == Sort::Region));
        if !aside {
            return None;
        }
        at -= 1;
    }
    None
}

/// "Kin Phea, director of …", and further titles of the same row.
fn behind_name(
    scene: &Scene<'_>,
    names: &Names,
    titles: &[Title],
    number: usize,
    found: &[Holding],
) -> Option<Holding> {
    let title = &titles[number];
    if let Some(name) = name_before(scene, names, title.full.start) {
        // "Receiving Giang, the king smiled": a clause, no apposition.
        let clause = title.determiner == Determiner::The
            && title.full.end == title.head.end
            && matches!(scene.tag(title.full.end), "VBD" | "VBZ" | "MD");
        if clause || listed(scene, titles, number, name, found) {
            return None;
        }
        // "Akar, Defence Minister X" never comes here; "Quell, the foreign minister, Y" does and is right.
        return Some(holding(number, name, "title behind the name"));
    }
    // ", member of …, and former minister": the row goes on.
    let last = found.last()?;
    let row = last.title + 1 == number
        && matches!(last.how, "title behind the name" | "title by a verb")
        && title.determiner != Determiner::The;
    let gap = titles[last.title].full.end..title.full.start;
    let joined = !gap.is_empty()
        && gap
            .clone()
            .all(|t| matches!(scene.word(t), "," | "and" | "&") || in_a_year(scene, t));
    if !row || !joined {
        return None;
    }
    let mut more = holding(number, last.name, "title behind the name");
    more.status = last.status;
    Some(more)
}

/// "became foreign minister in 1998 and prime minister in 2001".
fn in_a_year(scene: &Scene<'_>, t: usize) -> bool {
    let year =
        |t: usize| scene.word(t).len() == 4 && scene.word(t).bytes().all(|b| b.is_ascii_digit());
    year(t) || scene.word(t) == "in" && year(t + 1)
}

/// "Foreign Minister al-Sabah, the prime minister, the speaker": a row of office holders, not of offices.
fn listed(
    scene: &Scene<'_>,
    titles: &[Title],
    number: usize,
    name: usize,
    found: &[Holding],
) -> bool {
    let title = &titles[number];
    let bare = title.determiner == Determiner::The
        && title.side.is_none()
        && title.full.end == title.head.end;
    let titled = found
        .iter()
        .any(|h| h.name == name && h.how != "title behind the name");
    let next = titles.get(number + 1).is_some_and(|next| {
        next.determiner == Determiner::The
            && scene.word(title.full.end) == ","
            && (next.full.start == title.full.end + 1
                || scene.word(title.full.end + 1) == "and" && next.full.start == title.full.end + 2)
    });
    bare && titled && next
}

/// "Ministers X and Y", "Representatives A of New York and B of Massachusetts".
fn list_after(scene: &Scene<'_>, names: &Names, number: usize, title: &Title) -> Vec<Holding> {
    let mut found = Vec::new();
    let mut at = crate::names::skip_ranks(scene, title.full.end);
    while let Some(name) = names.starting(at) {
        found.push(holding(number, name, "titles before names"));
        at = names.list[name].tokens.end;
        // A home or side behind the name.
        if matches!(scene.word(at), "of" | "," | "(") {
            let start = at + 1 + usize::from(scene.word(at + 1) == "the");
            if let Some(hit) = scene.hits_at(start).find(|h| h.tokens.start == start) {
                if scene.word(at) == "of"
                    && matches!(hit.entry.sort, Sort::State)
                    && let Some(last) = found.last_mut()
                {
                    last.side = Some(hit.entry.side.to_owned());
                }
                at = hit.tokens.end;
                if matches!(scene.word(at), ")") {
                    at += 1;
                }
            }
        }
        let mut joined = false;
        while matches!(scene.word(at), "," | "and" | "&") {
            at += 1;
            joined = true;
        }
        if !joined {
            break;
        }
        at = crate::names::skip_ranks(scene, at);
    }
    found
}

/// "President of the Party and President of the Senate X": the first title has X too.
fn stacked(scene: &Scene<'_>, titles: &[Title], names: &Names, found: &mut Vec<Holding>) {
    for number in (0..titles.len()).rev() {
        let title = &titles[number];
        if title.plural || found.iter().any(|h| h.title == number) {
            continue;
        }
        let mut end = title.full.end;
        // "Special Representative for X Ambassador Y": no "and" between.
        let touching = titles
            .get(number + 1)
            .is_some_and(|next| next.full.start == end);
        if !matches!(scene.word(end), "and" | "&" | "/") && !touching {
            continue;
        }
        end = if touching { end.saturating_sub(1) } else { end };
        let bare = title.determiner == Determiner::The
            && title.side.is_none()
            && title.status.is_none()
            && title.tokens == title.head;
        if bare {
            continue;
        }
        let next = titles.get(number + 1).filter(|next| {
            next.full.start == end + 1 && next.determiner == Determiner::None && !next.plural
        });
        if next.is_some() {
            let same = found
                .iter()
                .find(|h| {
                    h.title == number + 1
                        && matches!(h.how, "title before the name" | "stacked titles")
                })
                .cloned();
            if let Some(same) = same {
                found.push(Holding {
                    title: number,
                    how: "stacked titles",
                    ..same
                });
            }
            continue;
        }
        // "president and Nobel laureate X".
        let laureate = (end + 1..end + 6).find(|&t| names.starting(t).is_some());
        if let Some(at) = laureate
            && at > end + 1
            && (end + 1..at)
                .all(|t| scene.tag(t).starts_with("NN") || scene.tag(t).starts_with("JJ"))
            && !scene.capital(at - 1)
            && let Some(name) = names.starting(at)
        {
            found.push(holding(number, name, "stacked titles"));
        }
    }
}
