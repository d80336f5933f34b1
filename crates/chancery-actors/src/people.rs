//! Every place where a person is named: recognised, after a title or rank, or repaired.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::gazetteer::Sort;
use crate::leaders;
use crate::lexicon::{self, Prefix};
use crate::names::{self, name_run, name_word, ranks_before, skip_ranks};
use crate::persons::significant;
use crate::scene::Scene;
use crate::titles::Title;

/// A person named at one place.
#[derive(Debug, Clone)]
pub(crate) struct NameUse {
    /// The name alone.
    pub(crate) tokens: Range<usize>,
    /// Ranks and honorifics before it, empty if none.
    pub(crate) prefix: Range<usize>,
    /// Whether anything but the recogniser's guess says that this is a person.
    pub(crate) sure: bool,
}

/// All names of persons, by their first token.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<NameUse>,
    starting: BTreeMap<usize, usize>,
    ending: BTreeMap<usize, usize>,
}

impl Names {
    /// The name that begins at the token.
    pub(crate) fn starting(&self, token: usize) -> Option<usize> {
        self.starting.get(&token).copied()
    }

    /// The name that ends before the token.
    pub(crate) fn ending(&self, token: usize) -> Option<usize> {
        self.ending.get(&token).copied()
    }

    /// The name that covers the token.
    pub(crate) fn covering(&self, token: usize) -> Option<usize> {
        let (_, &n) = self.starting.range(..=token).next_back()?;
        self.list[n].tokens.contains(&token).then_some(n)
    }

    /// The last name that begins before the token, within the same sentence or paragraph as told.
    pub(crate) fn last_before(&self, token: usize) -> Option<usize> {
        self.starting.range(..token).next_back().map(|(_, &n)| n)
    }

    fn from_list(mut list: Vec<NameUse>) -> Self {
        list.sort_by_key(|n| (n.tokens.start, std::cmp::Reverse(n.tokens.end)));
        let mut kept: Vec<NameUse> = Vec::new();
        for name in list {
            match kept.last_mut() {
                Some(last) if name.tokens.start < last.tokens.end => {
                    // The surer of two that overlap; the first where both are alike.
                    if name.sure && !last.sure {
                        *last = name;
                    } else if last.tokens == name.tokens {
                        last.sure |= name.sure;
                    }
                }
                _ => kept.push(name),
            }
        }
        let mut names = Self {
            list: kept,
            ..Self::default()
        };
        for (n, name) in names.list.iter().enumerate() {
            names.starting.insert(name.tokens.start, n);
            names.ending.insert(name.tokens.end, n);
        }
        names
    }

    /// With further names added, where they overlap none.
    pub(crate) fn with(self, more: Vec<NameUse>) -> Self {
        let mut list = self.list;
        list.extend(more);
        Self::from_list(list)
    }
}

/// Verbs whose subject is somebody: a capitalised run before them is a person where nothing else is known of it.
fn speaks(lemma: &str) -> bool {
    lexicon::is_of_class("verb_of_persons", lemma)
}

/// Finds all names of persons.
pub(crate) fn find(scene: &Scene<'_>, titles: &[Title]) -> Names {
    let mut list: Vec<NameUse> = Vec::new();
    for tokens in names::recognised(scene) {
        let prefix = ranks_before(scene, tokens.start)..tokens.start;
        let whole_hit = scene
            .hits_at(tokens.start)
            .any(|h| h.tokens == tokens && h.entry.sort != Sort::City);
        let sure = !prefix.is_empty();
        if whole_hit && !sure {
            continue;
        }
        list.push(NameUse {
            tokens,
            prefix,
            sure,
        });
    }
    for title in titles {
        if title.determiner == crate::titles::Determiner::A
            && !scene.capital(title.head.start)
            && title.office.level != "expert"
        {
            continue;
        }
        let first = after(scene, title.full.end, title);
        if title.plural
            && let Some(first) = &first
        {
            list.extend(row(scene, first.tokens.end));
        }
        if first.is_none() {
            list.extend(behind_comma(scene, title));
        }
        list.extend(first);
    }
    for at in 0..scene.len() {
        let end = skip_ranks(scene, at);
        if end > at && (at == 0 || skip_ranks(scene, at - 1) < at) {
            let only_rank = lexicon::name_prefix(scene.text(at..end)) == Some(Prefix::Rank);
            if let Some(stop) = name_run(scene, end) {
                let proper = scene.tag(end).starts_with("NNP") || stop - end > 1;
                if proper || !only_rank {
                    list.push(NameUse {
                        tokens: end..stop,
                        prefix: at..end,
                        sure: true,
                    });
                }
            }
        }
    }
    list.extend(repaired(scene, titles));
    list.extend((0..scene.len()).filter_map(|at| {
        let tokens = odd_name(scene, at)?;
        Some(NameUse {
            prefix: at..at,
            tokens,
            sure: true,
        })
    }));
    list.extend((1..scene.len()).filter_map(|at| leader_alone(scene, at)));
    // What stands inside a title is a department, not a person.
    list.retain(|name| {
        name.sure
            || !titles.iter().any(|t| {
                t.tokens.start <= name.tokens.start
                    && name.tokens.end <= t.tokens.end
                    && t.head.end != t.tokens.end
                    && name.tokens.len() == 1
            })
    });
    Names::from_list(list)
}

/// "Senators A and B": full names joined to the first.
fn row(scene: &Scene<'_>, mut end: usize) -> Vec<NameUse> {
    let mut found = Vec::new();
    while matches!(scene.word(end), "and" | ",") {
        let start = end + 1 + usize::from(scene.word(end + 1) == "and");
        let Some(stop) = name_run(scene, start).filter(|&stop| stop > start + 1) else {
            break;
        };
        found.push(NameUse {
            tokens: start..stop,
            prefix: start..start,
            sure: true,
        });
        end = stop;
    }
    found
}

/// The name right behind a title.
fn after(scene: &Scene<'_>, end: usize, title: &Title) -> Option<NameUse> {
    let mut start = end;
    if !scene.same_block(title.head.start, start) {
        return None;
    }
    if matches!(scene.word(start), "\"" | "“") {
        return None;
    }
    start = skip_ranks(scene, start);
    if let Some(tokens) = odd_name(scene, start) {
        return Some(NameUse {
            tokens,
            prefix: end..start,
            sure: true,
        });
    }
    let stop = name_run(scene, start)?;
    let single = stop - start == 1;
    // "Foreign Ministers Meeting", "President Day": a lone capital word must look like a name.
    let hit = scene
        .hits_at(start)
        .any(|h| h.tokens.end >= stop && h.entry.sort != Sort::City);
    let named = scene.ner[start].is_some_and(|n| n.2 == "PERSON");
    let capital_title = scene.capital(title.head.end - 1) || title.side.is_some();
    if (hit && !named)
        || (single && !named && !(capital_title && scene.tag(start).starts_with("NNP")))
    {
        return None;
    }
    if title.plural && single && !named {
        return None;
    }
    Some(NameUse {
        tokens: start..stop,
        prefix: end..start,
        sure: true,
    })
}

/// A known leader whose first name is a state's or a small word: "Israel Katz", "To Lam".
fn odd_name(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let full = start..start + 2;
    let odd = full.end <= scene.len()
        && scene.capital(start)
        && scene.capital(start + 1)
        && scene.same_block(start, start + 1)
        && (names::is_small(scene, start) || scene.hits_at(start).any(|h| h.tokens.len() == 1));
    (odd && leaders::is_known(&significant(scene.text(full.clone())))).then_some(full)
}

/// "the leader of the Ivory Coast, Laurent Kouame, said": a full name between commas, whatever the recogniser
/// made of it.
fn behind_comma(scene: &Scene<'_>, title: &Title) -> Option<NameUse> {
    let comma = title.full.end;
    if title.plural
        || title.determiner == crate::titles::Determiner::None && title.side.is_none()
        || scene.word(comma) != ","
        || !scene.same_block(title.head.start, comma + 1)
    {
        return None;
    }
    let start = skip_ranks(scene, comma + 1);
    let stop = name_run(scene, start)?;
    let words = (start..stop).filter(|&t| scene.raw(t).len() > 1).count();
    let place = scene
        .hits_at(start)
        .any(|h| h.tokens.end >= stop || h.tokens.len() > 1);
    let apposition = scene.analysis.token(stop - 1).dep() == "appos";
    let thing = scene.ner[start].is_some_and(|n| {
        (n.2 == "ORG" && !apposition || matches!(n.2, "FAC" | "EVENT" | "LAW" | "DATE" | "LOC"))
            && n.1 >= stop
    });
    let closes = matches!(scene.word(stop), "," | "." | ")");
    ((2..=4).contains(&words) && closes && !place && !thing).then(|| NameUse {
        tokens: start..stop,
        prefix: comma + 1..start,
        sure: true,
    })
}

/// "talks with Boluarte", "Peru's Boluarte": the short name of a leader that the recogniser takes for something else, or
/// for one name with the state before it.
fn leader_alone(scene: &Scene<'_>, at: usize) -> Option<NameUse> {
    let label = scene.ner[at].map_or("", |n| n.2);
    if label == "PERSON" || scene.hit(at).is_some() || !scene.tag(at).starts_with("NNP") {
        return None;
    }
    let end = name_run(scene, at)?;
    let before = at.checked_sub(1)?;
    let state = matches!(scene.word(before), "'s" | "’s" | "'" | "’")
        .then(|| {
            let hits = scene.hits_at(before.checked_sub(1)?);
            hits.filter(|h| h.entry.sort == Sort::State && h.tokens.end == before)
                .map(|h| h.entry.side)
                .next()
        })
        .flatten();
    let alone = end == at + 1 && !scene.capital(before) && !scene.capital(end);
    let token = scene.analysis.token(at);
    let with = alone && token.dep() == "pobj" && matches!(scene.word(before), "with" | "by");
    if state.is_none() && !with {
        return None;
    }
    // "Peru's Vega said": somebody of that state, known or not.
    let verb = scene.analysis.token(token.head()).lemma();
    if state.is_some() && alone && token.dep() == "nsubj" && speaks(verb) {
        return Some(NameUse {
            tokens: at..end,
            prefix: at..at,
            sure: false,
        });
    }
    let year = scene
        .document
        .published_or_inferred()
        .and_then(|date| date.latest().or_else(|| date.earliest()))
        .map(|day| day.year());
    let words = significant(scene.text(at..end));
    let theirs = |side: &str| usize::from(state == Some(side));
    let side = leaders::side_of(&words, year, &theirs)?;
    state.is_none_or(|state| state == side).then_some(NameUse {
        tokens: at..end,
        prefix: at..at,
        sure: true,
    })
}

/// Runs that the recogniser typed otherwise or not at all, where the sentence treats them as somebody: subject
/// of a verb of speech, or followed by an office in apposition.
fn repaired(scene: &Scene<'_>, titles: &[Title]) -> Vec<NameUse> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.len() {
        // "Maj. Gen. X": the name begins behind the ranks.
        at = skip_ranks(scene, at).max(at);
        let ranked = at > 0 && crate::names::ranks_before(scene, at) < at;
        let before_capital = at > 0
            && !ranked
            && scene.same_block(at - 1, at)
            && (name_word(scene, at - 1)
                || matches!(scene.word(at - 1), "the" | "a" | "an")
                || scene.firmly_known(at - 1)
                    && scene
                        .hit(at - 1)
                        .is_some_and(|h| h.entry.sort != Sort::Nationality));
        let run = if before_capital || names::opens_with_verb(scene, at) {
            None
        } else {
            name_run(scene, at)
        };
        let Some(end) = run else {
            at += 1;
            continue;
        };
        let words = (at..end).filter(|&t| scene.raw(t).len() > 1).count();
        if (2..=5).contains(&words) && !scene.hits_at(at).any(|h| h.tokens.end >= end) {
            let token = scene.analysis.token(end - 1);
            let subject = matches!(token.dep(), "nsubj" | "nsubjpass")
                && speaks(scene.analysis.token(token.head()).lemma())
                || ((at..end).any(|t| {
                    scene.analysis.token(t).dep() == "nsubj"
                        && speaks(scene.analysis.token(scene.analysis.token(t).head()).lemma())
                }));
            let apposition = scene.word(end) == ","
                && titles
                    .iter()
                    .any(|t| t.full.start == end + 1 && t.full.end > end + 1)
                && name_run(
                    scene,
                    titles
                        .iter()
                        .find(|t| t.full.start == end + 1)
                        .map_or(end, |t| t.full.end),
                )
                .is_none();
            let leader = leaders::is_known(&significant(scene.text(at..end)));
            let label = scene.ner[at].map_or("", |n| n.2);
            let given = label.is_empty()
                && words <= 3
                && crate::gender::of_name(scene.word(at)).is_some()
                && (at..end).all(|t| scene.tag(t) == "NNP" && scene.ner[t].is_none())
                && (at + 1..end).all(|t| scene.hit(t).is_none());
            let other_thing = matches!(label, "DATE" | "LAW" | "EVENT" | "MONEY" | "LANGUAGE")
                || subject && matches!(label, "ORG" | "FAC") && !apposition && words > 3;
            if (subject || apposition || leader || given) && !other_thing {
                found.push(NameUse {
                    tokens: at..end,
                    prefix: at..at,
                    sure: apposition || leader,
                });
            }
        }
        at = end;
    }
    found
}
