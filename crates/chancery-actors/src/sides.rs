//! For whom persons and offices act, and what state a story is at home in.

use std::collections::BTreeMap;

use chancery_model::TenureStatus;

use crate::deeds;
use crate::gazetteer::{self, Sort};
use crate::holdings::Holding;
use crate::leaders;
use crate::lexicon;
use crate::people::Names;
use crate::persons::Persons;
use crate::scene::Scene;
use crate::surroundings;
use crate::titles::{Determiner, Title};
use crate::visited;

/// Basis of a home that only the frequency of names gives away.
const FOREMOST: &str = "foremost state of the document";

/// How often each state is spoken of, and where the story is at home.
#[derive(Debug, Default)]
pub(crate) struct Setting {
    /// Mentions of each state.
    pub(crate) weights: BTreeMap<String, usize>,
    /// Where each state is spoken of first: of two as prominent the one named first goes before.
    first: BTreeMap<String, usize>,
    /// State in which the outlet or the dateline stands.
    pub(crate) home: Option<(String, &'static str)>,
    /// State in which the outlet stands, whether or not the text speaks of it.
    pub(crate) outlet: Option<&'static str>,
    /// Year of publication, if known.
    pub(crate) year: Option<i16>,
    /// Whether a government published it.
    pub(crate) official: bool,
}

impl Setting {
    /// Looks the document over.
    pub(crate) fn of(scene: &Scene<'_>) -> Self {
        let mut weights: BTreeMap<String, usize> = BTreeMap::new();
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for hit in &scene.hits {
            let weight = match hit.entry.sort {
                Sort::State
                | Sort::Nationality
                | Sort::Capital
                | Sort::Seat
                | Sort::Organisation => 2,
                Sort::Body | Sort::City | Sort::Region => 1,
                _ => 0,
            };
            if weight > 0 && !hit.entry.side.is_empty() {
                *weights.entry(hit.entry.side.to_owned()).or_default() += weight;
                first
                    .entry(hit.entry.side.to_owned())
                    .or_insert(hit.tokens.start);
            }
        }
        let year = scene
            .document
            .published_or_inferred()
            .and_then(|d| d.latest().or_else(|| d.earliest()))
            .map(|day| day.year());
        let mut setting = Self {
            weights,
            first,
            home: None,
            outlet: outlet_of(scene),
            year,
            official: scene
                .document
                .url
                .as_deref()
                .or(scene.document.outlet.as_deref())
                .is_some_and(|u| u.contains(".gov")),
        };
        setting.home = setting.find_home(scene);
        setting
    }

    /// Weight of a side in this document.
    pub(crate) fn weight(&self, side: &str) -> usize {
        self.weights.get(side).copied().unwrap_or(0)
    }

    /// First token that speaks of a side, and its code for those that none does.
    fn first_named(&self, side: &str) -> (usize, String) {
        let at = self.first.get(side).copied().unwrap_or(usize::MAX);
        (at, side.to_owned())
    }

    /// The most prominent state.
    pub(crate) fn foremost(&self) -> Option<&str> {
        self.weights
            .iter()
            .filter(|(side, _)| gazetteer::is_state(side))
            .max_by_key(|&(side, weight)| (weight, std::cmp::Reverse(self.first_named(side))))
            .map(|(side, _)| side.as_str())
    }

    /// The most prominent state beside the home of the story.
    pub(crate) fn second(&self) -> Option<&str> {
        let home = self.home.as_ref().map(|h| h.0.as_str());
        self.weights
            .iter()
            .filter(|(side, _)| gazetteer::is_state(side) && Some(side.as_str()) != home)
            .max_by_key(|&(side, weight)| (weight, std::cmp::Reverse(self.first_named(side))))
            .map(|(side, _)| side.as_str())
    }

    /// Finds the home of a story that no outlet and no dateline gives away: the state whose officers go without a
    /// nationality, whose bodies are named bare, which is "the Kingdom".
    pub(crate) fn settle(
        &mut self,
        scene: &Scene<'_>,
        titles: &[Title],
        persons: &Persons,
        holdings: &[Holding],
    ) {
        if self.home.as_ref().is_some_and(|h| h.1 != FOREMOST) {
            return;
        }
        let mut scores = self.weights.clone();
        for hit in scene
            .hits
            .iter()
            .filter(|h| matches!(h.entry.sort, Sort::Body | Sort::Outlet))
        {
            *scores.entry(hit.entry.side.to_owned()).or_default() += 3;
        }
        for holding in holdings {
            let title = &titles[holding.title];
            let unsaid = title.side.is_none() && holding.side.is_none();
            if let Some(p) = persons.of_name[holding.name]
                && unsaid
                && let Some(side) =
                    leaders::side_of(&persons.list[p].words, self.year, &|s| self.weight(s))
            {
                *scores.entry(side.to_owned()).or_default() += 8;
            }
        }
        self.home = scores
            .into_iter()
            .filter(|(side, _)| gazetteer::is_state(side))
            .max_by_key(|(side, score)| (*score, std::cmp::Reverse(self.first_named(side))))
            .map(|(side, _)| (side, FOREMOST));
    }

    fn find_home(&self, scene: &Scene<'_>) -> Option<(String, &'static str)> {
        let outlet = self
            .outlet
            .filter(|state| self.official || self.weight(state) > 0)
            .map(|state| (state.to_owned(), "state of the outlet"));
        let dateline = dateline(scene).map(|state| (state.to_owned(), "dateline"));
        // An agency that serves papers everywhere writes from where it is.
        let name = scene.document.outlet.as_deref().unwrap_or_default();
        let wire = lexicon::is_of_class("wire", &name.to_lowercase());
        let found = match wire {
            true => dateline.or(outlet),
            false => outlet.or(dateline),
        };
        if found.is_some() {
            return found;
        }
        self.foremost().map(|state| (state.to_owned(), FOREMOST))
    }
}

/// State of the outlet by its name or its address.
fn outlet_of(scene: &Scene<'_>) -> Option<&'static str> {
    scene
        .document
        .outlet
        .as_deref()
        .and_then(gazetteer::outlet_state)
        .or_else(|| {
            scene
                .document
                .url
                .as_deref()
                .filter(|u| {
                    u.contains("state.gov")
                        || u.contains("whitehouse.gov")
                        || u.contains("defense.gov")
                })
                .map(|_| "USA")
        })
}

/// State of the place in the dateline ("PHNOM PENH, March 3 (Agency) –").
fn dateline(scene: &Scene<'_>) -> Option<&'static str> {
    let place = scene.document.dateline.as_ref()?.place?;
    let words = place.of(&scene.document.text);
    // "KYIV, Ukraine": the last part that names something decides.
    words
        .split(',')
        .rev()
        .chain([words])
        .map(|part| title_case(part.trim()))
        .find_map(|part| {
            gazetteer::named(&part)
                .into_iter()
                .find(|entry| !entry.side.is_empty())
                .map(|entry| entry.side)
        })
}

/// "PHNOM PENH" as "Phnom Penh"; other words as they are.
fn title_case(words: &str) -> String {
    if words.chars().any(char::is_lowercase) {
        return words.to_owned();
    }
    words
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_string() + &letters.as_str().to_lowercase()
            })
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Sides of holdings and persons.
#[derive(Debug, Default)]
pub(crate) struct Sides {
    /// Side and basis of each holding.
    pub(crate) holdings: Vec<Option<(String, &'static str)>>,
    /// Side and basis of each person.
    pub(crate) persons: Vec<Option<(String, &'static str)>>,
}

/// Finds the sides of all holdings and persons.
pub(crate) fn assign(
    scene: &Scene<'_>,
    setting: &Setting,
    titles: &[Title],
    names: &Names,
    persons: &Persons,
    holdings: &[Holding],
) -> Sides {
    let mut sides = Sides {
        holdings: holdings
            .iter()
            .map(|h| explicit(&titles[h.title], h))
            .collect(),
        persons: vec![None; persons.list.len()],
    };
    // What the titles say outright; present offices before former ones, a minister's before what he does beside it.
    let political = |title: &Title| {
        title.office.level.contains("minister") || title.office.level.contains("head_of_")
    };
    for (current, minister) in [(true, true), (true, false), (false, false)] {
        for (number, holding) in holdings.iter().enumerate() {
            let title = &titles[holding.title];
            let former = title.status == Some(TenureStatus::Former);
            let Some(p) = persons.of_name[holding.name] else {
                continue;
            };
            let fits = former != current && (political(title) || !minister);
            if fits && sides.persons[p].is_none() {
                sides.persons[p].clone_from(&sides.holdings[number]);
            }
        }
    }
    for (p, person) in persons.list.iter().enumerate() {
        // "Under Secretary Fernandez" is no president of Argentina.
        let by_office = sides.persons[p].is_none()
            && person.words.len() == 1
            && holdings.iter().any(|h| {
                persons.of_name[h.name] == Some(p)
                    && surroundings::by_table(scene, setting, &titles[h.title]).is_some()
            });
        if sides.persons[p].is_none() && !by_office {
            let known = |words: &[String]| {
                leaders::side_of(words, setting.year, &|s| setting.weight(s))
                    .map(|side| (side.to_owned(), "known leader"))
            };
            // "King Charles" is known by his title; any Charles is not he.
            let titled = (person.words.len() == 1).then(|| {
                let own = |h: &&Holding| persons.of_name[h.name] == Some(p);
                let title = &titles[holdings.iter().find(own)?.title];
                let word = scene.word(title.head.end.checked_sub(1)?).to_owned();
                known(&[word, person.words[0].clone()])
            });
            sides.persons[p] = titled.flatten().or_else(|| known(&person.words));
        }
    }
    for (p, _) in persons.list.iter().enumerate() {
        if sides.persons[p].is_none() {
            sides.persons[p] = behind(scene, names, persons, p);
        }
    }
    inherit(scene, setting, titles, names, persons, holdings, &mut sides);
    officers(scene, setting, names, persons, &mut sides);
    sides
}

/// "Sorasak of Cambodia", "the Dane X", "Cambodia's X".
fn behind(
    scene: &Scene<'_>,
    names: &Names,
    persons: &Persons,
    p: usize,
) -> Option<(String, &'static str)> {
    for &n in &persons.list[p].uses {
        let name = &names.list[n];
        let end = name.tokens.end;
        if scene.word(end) == "of"
            && let Some(hit) = scene
                .hits_at(end + 1 + usize::from(scene.word(end + 1) == "the"))
                .find(|h| h.entry.sort == Sort::State)
        {
            return Some((hit.entry.side.to_owned(), "state behind the name"));
        }
        let start = name.prefix.start.min(name.tokens.start);
        let mut before = start;
        if before > 0 && scene.word(before - 1) == "'s" {
            before -= 1;
        }
        if before > 0
            && scene.same_block(before - 1, start)
            && let Some(hit) = scene.hits_at(before - 1).find(|h| {
                h.tokens.end == before
                    && !h.compound
                    && matches!(
                        h.entry.sort,
                        Sort::Nationality | Sort::State | Sort::Organisation
                    )
            })
            && (before < start || hit.entry.sort == Sort::Nationality)
        {
            return Some((hit.entry.side.to_owned(), "nationality before the name"));
        }
        // ", R-Tenn.", ", California Democrat".
        if scene.word(end) == ","
            && (scene.word(end + 1).starts_with("r-")
                || scene.word(end + 1).starts_with("d-")
                || matches!(scene.word(end + 1), "r" | "d") && scene.word(end + 2) == "-")
        {
            return Some(("USA".to_owned(), "party mark of Congress"));
        }
    }
    None
}

fn explicit(title: &Title, holding: &Holding) -> Option<(String, &'static str)> {
    title
        .side
        .clone()
        .or_else(|| holding.side.clone().map(|side| (side, "behind the name")))
}

/// Officers of whom only the rank is said: the state last spoken of in the sentence, else the story's home.
fn officers(
    scene: &Scene<'_>,
    setting: &Setting,
    names: &Names,
    persons: &Persons,
    sides: &mut Sides,
) {
    for (p, person) in persons.list.iter().enumerate() {
        let rank = person.uses.iter().map(|&n| &names.list[n]).find(|n| {
            lexicon::name_prefix(scene.text(n.prefix.clone())) == Some(lexicon::Prefix::Rank)
        });
        let Some(name) = rank.filter(|_| sides.persons[p].is_none()) else {
            continue;
        };
        let at = name.prefix.start;
        let sentence = scene.analysis.sentence_of(at);
        let near = scene
            .hits_within(sentence.start..at)
            .filter(|h| {
                let beside = at - h.tokens.end < 3
                    && matches!(h.entry.sort, Sort::State | Sort::Nationality | Sort::Body);
                // "A bomber of the Zembian Air Force flown by Colonel X".
                beside
                    || (h.tokens.end..(h.tokens.end + 3).min(at))
                        .any(|t| lexicon::is_of_class("forces", scene.word(t)))
            })
            .last();
        sides.persons[p] = near
            .map(|h| (h.entry.side.to_owned(), "before the rank"))
            .or_else(|| setting.home.clone());
    }
}

/// Titles without a side of their own: from their holder, from the holder's possessor, from the table, from
/// what was spoken of before, from the story's home.
fn inherit(
    scene: &Scene<'_>,
    setting: &Setting,
    titles: &[Title],
    names: &Names,
    persons: &Persons,
    holdings: &[Holding],
    sides: &mut Sides,
) {
    for (number, holding) in holdings.iter().enumerate() {
        if sides.holdings[number].is_some() {
            continue;
        }
        let title = &titles[holding.title];
        let Some(p) = persons.of_name[holding.name] else {
            continue;
        };
        if title.counterpart {
            continue;
        }
        let side = sides.persons[p]
            .clone()
            .map(|(side, _)| (side, "other mention of the person"))
            .or_else(|| surroundings::of_state_before(scene, title))
            .or_else(|| possessed(scene, title, names, persons, sides))
            .or_else(|| {
                let own = surroundings::by_table(scene, setting, title);
                own.filter(|_| title.office.sector != "LEG")
            })
            .or_else(|| {
                surroundings::beside(scene, titles, names, holdings, number, &sides.holdings)
            })
            .or_else(|| surroundings::by_table(scene, setting, title))
            .or_else(|| surroundings::of_named_body(scene, title))
            .or_else(|| surroundings::of_body_before(scene, title))
            .or_else(|| {
                visited::host(scene, title, names, holding.name, &|n| {
                    let p = persons.of_name.get(n).copied().flatten()?;
                    sides.persons[p].clone().map(|s| s.0)
                })
            })
            .or_else(|| surroundings::home(scene, setting, title).filter(|_| setting.official))
            .or_else(|| surroundings::named_by(scene, titles, holding))
            .or_else(|| surroundings::opening(scene, title))
            .or_else(|| surroundings::speaker_before(scene, title))
            .or_else(|| {
                // "its prosecutor", and nothing says whose.
                if matches!(title.determiner, Determiner::Pronoun(t) if scene.word(t) == "its") {
                    return None;
                }
                // A paper that writes for its own readers leaves their nationality out.
                let home = surroundings::home(scene, setting, title);
                let foremost = home.as_ref().is_some_and(|(_, basis)| *basis == FOREMOST);
                let foreign = |side: &str| {
                    deeds::is_foreign(scene, title, side)
                        || deeds::is_judged_by(scene, title, side)
                        || visited::goes_to(scene, names, holding.name, side)
                };
                if !foremost {
                    let around = surroundings::around(scene, title);
                    return around.filter(|(side, _)| !foreign(side)).or(home);
                }
                let abroad = home.as_ref().is_some_and(|(side, _)| foreign(side));
                match abroad || surroundings::is_of_another(scene, setting, titles, holding.title) {
                    true => surroundings::other_of_pair(setting, title),
                    false => home,
                }
            });
        if sides.persons[p].is_none() {
            sides.persons[p].clone_from(&side);
        }
        sides.holdings[number] = side;
    }
}

/// "Mr. Moon's national security adviser": the side of Mr. Moon.
fn possessed(
    scene: &Scene<'_>,
    title: &Title,
    names: &Names,
    persons: &Persons,
    sides: &Sides,
) -> Option<(String, &'static str)> {
    let at = match &title.determiner {
        Determiner::Possessor(tokens) => tokens.end.checked_sub(1)?,
        Determiner::Pronoun(token) if scene.word(*token) != "its" => {
            let n = names.last_before(*token)?;
            let near = names.list[n].tokens.end + 25 > *token;
            near.then(|| names.list[n].tokens.start)?
        }
        // "a senior adviser to President X"
        _ if scene.word(title.full.end) == "to" => {
            let first = title.full.end + 1;
            let name = (first..first + 5).find(|&t| names.covering(t).is_some())?;
            (first..name).all(|t| scene.capital(t)).then_some(name)?
        }
        _ => return None,
    };
    let n = names.covering(at)?;
    let p = persons.of_name[n]?;
    sides.persons[p]
        .clone()
        .map(|(side, _)| (side, "possessor of the title"))
}
