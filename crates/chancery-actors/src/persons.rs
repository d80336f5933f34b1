//! Which names mean the same person: full and short forms through one document.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::Sort;
use crate::lexicon;
use crate::people::{NameUse, Names};
use crate::scene::Scene;
use crate::table::fold;

/// Somebody, with the places that name him.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Folded words of the fullest name, initials left out.
    pub(crate) words: Vec<String>,
    /// The fullest name as written.
    pub(crate) name: String,
    /// Names (numbers in [`Names`]) that mean him.
    pub(crate) uses: Vec<usize>,
}

/// Persons and, for each name, whose it is.
#[derive(Debug, Default)]
pub(crate) struct Persons {
    pub(crate) list: Vec<Person>,
    /// For each name the number of its person.
    pub(crate) of_name: Vec<Option<usize>>,
}

/// Words of a name that tell persons apart: folded, without initials, suffixes, "al-".
pub(crate) fn significant(name: &str) -> Vec<String> {
    fold(name)
        .split([' ', '"', ','])
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            ["al-", "el-", "as-", "an-", "ash-"]
                .iter()
                .find_map(|p| bare.strip_prefix(p).filter(|rest| rest.len() > 2))
                .unwrap_or(bare)
                .to_owned()
        })
        .filter(|word| {
            word.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !matches!(
                    word.as_str(),
                    "jr" | "sr"
                        | "ii"
                        | "iii"
                        | "iv"
                        | "al"
                        | "el"
                        | "bin"
                        | "ibn"
                        | "de"
                        | "von"
                        | "van"
                        | "der"
                        | "da"
                        | "di"
                        | "la"
                        | "le"
                )
                || word.chars().count() > 1 && matches!(word.as_str(), "le" | "van" | "la")
        })
        .collect()
}

/// Whether the two differ by at most one letter.
pub(crate) fn one_letter(a: &str, b: &str) -> bool {
    // Most pairs differ at both ends: no need to look further.
    if a.chars().next() != b.chars().next() && a.chars().next_back() != b.chars().next_back() {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 5 || b.len() < 5 || a.len().abs_diff(b.len()) > 1 {
        return a == b;
    }
    let same_front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    same_front + same_back + 1 >= a.len().max(b.len())
}

fn same_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if short.iter().all(|w| long.contains(w)) {
        return true;
    }
    // One typing error in the last word, or a hyphen more ("Jong Un", "Jong-un").
    let joined = |x: &[String]| x.join("").replace('-', "");
    joined(a) == joined(b)
        || a.len() == b.len()
            && a[..a.len() - 1] == b[..b.len() - 1]
            && matches!((a.last(), b.last()), (Some(x), Some(y)) if one_letter(x, y))
}

/// Whether a single word is a short form of a full name, and how usual: 2 the usual short form, 1 possible.
fn short_form(word: &str, full: &[String], side: Option<&str>) -> u8 {
    let Some(at) = full
        .iter()
        .position(|w| w == word || w.len() > 6 && word.len() > 6 && one_letter(w, word))
    else {
        let parts = full
            .iter()
            .any(|w| w.contains('-') && w.split('-').any(|p| p == word && p.len() > 3));
        return u8::from(parts);
    };
    let last = at + 1 == full.len();
    match side {
        Some("KHM" | "VNM") => {
            if last {
                2
            } else {
                0
            }
        }
        Some("LAO" | "MMR" | "THA" | "ETH" | "ERI" | "ISL") => {
            if last || at == 0 {
                2
            } else {
                1
            }
        }
        Some("CHN" | "KOR" | "PRK" | "TWN" | "HKG") => {
            if at == 0 || last && full.len() == 2 {
                2
            } else {
                1
            }
        }
        Some("JPN" | "HUN") => {
            if at == 0 || last {
                2
            } else {
                1
            }
        }
        _ => {
            if last {
                2
            } else {
                1
            }
        }
    }
}

/// Joins names to persons. `side_of` may tell the side of a name, for the custom of short forms.
pub(crate) fn link(
    scene: &Scene<'_>,
    names: &Names,
    side_of: &dyn Fn(&NameUse) -> Option<String>,
) -> Persons {
    let mut persons = Persons {
        of_name: vec![None; names.list.len()],
        ..Persons::default()
    };
    let mut sides: Vec<Option<String>> = Vec::new();
    let mut by_key: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let words: Vec<Vec<String>> = names
        .list
        .iter()
        .map(|name| significant(scene.text(name.tokens.clone())))
        .collect();
    for (number, name) in names.list.iter().enumerate() {
        if words[number].len() < 2 {
            continue;
        }
        let text = scene.text(name.tokens.clone());
        let candidates: BTreeSet<usize> = keys(&words[number])
            .filter_map(|key| by_key.get(&key))
            .flatten()
            .copied()
            .collect();
        let known = candidates
            .into_iter()
            .find(|&p| same_person(&persons.list[p].words, &words[number]));
        let side = side_of(name);
        match known {
            Some(p) => {
                let person = &mut persons.list[p];
                person.uses.push(number);
                let longer = words[number].len() > person.words.len()
                    || words[number].len() == person.words.len()
                        && text.len() > person.name.len()
                        && !text.contains('\n');
                if longer {
                    for key in keys(&words[number]) {
                        by_key.entry(key).or_default().insert(p);
                    }
                    person.words.clone_from(&words[number]);
                    person.name = text.to_owned();
                }
                if sides[p].is_none() {
                    sides[p] = side;
                }
                persons.of_name[number] = Some(p);
            }
            None => {
                persons.of_name[number] = Some(persons.list.len());
                for key in keys(&words[number]) {
                    by_key.entry(key).or_default().insert(persons.list.len());
                }
                sides.push(side);
                persons.list.push(Person {
                    words: words[number].clone(),
                    name: text.to_owned(),
                    uses: vec![number],
                });
            }
        }
    }
    let mut short = ShortForms::new(names, &persons);
    for (number, words) in words.iter().enumerate() {
        if persons.of_name[number].is_some() {
            continue;
        }
        let Some(word) = words.first().cloned() else {
            continue;
        };
        let at = names.list[number].tokens.start;
        let found = short.owner(&persons, &sides, at, &word);
        let p = found.unwrap_or_else(|| {
            short.add(&word, persons.list.len());
            persons.list.push(Person {
                words: vec![word],
                name: scene.text(names.list[number].tokens.clone()).to_owned(),
                uses: Vec::new(),
            });
            sides.push(side_of(&names.list[number]));
            persons.list.len() - 1
        });
        persons.list[p].uses.push(number);
        short.places[p].insert(at);
        persons.of_name[number] = Some(p);
    }
    persons
}

/// What two names of one person have in common: a word, or all words written together.
fn keys(words: &[String]) -> impl Iterator<Item = String> + '_ {
    let joined = words.join("").replace('-', "");
    words.iter().cloned().chain([format!("={joined}")])
}

/// Who may be meant by single words, and where everybody is named.
struct ShortForms {
    /// Persons whom a word may mean and how usual that is, in order, worked out when the word first comes up.
    by_word: BTreeMap<String, Vec<(usize, u8)>>,
    /// Persons of full names.
    full: usize,
    /// First tokens of the names of each person.
    places: Vec<BTreeSet<usize>>,
}

impl ShortForms {
    fn new(names: &Names, persons: &Persons) -> Self {
        let start = |&n: &usize| names.list[n].tokens.start;
        let places = persons
            .list
            .iter()
            .map(|p| p.uses.iter().map(start).collect());
        Self {
            by_word: BTreeMap::new(),
            full: persons.list.len(),
            places: places.collect(),
        }
    }

    /// Adds somebody known by one word only.
    fn add(&mut self, word: &str, person: usize) {
        self.places.push(BTreeSet::new());
        self.by_word
            .entry(word.to_owned())
            .or_default()
            .push((person, 2));
    }

    /// Whose short form it is: the usual form before the merely possible, then the person named last before,
    /// then the first named after.
    fn owner(
        &mut self,
        persons: &Persons,
        sides: &[Option<String>],
        at: usize,
        word: &str,
    ) -> Option<usize> {
        if !self.by_word.contains_key(word) {
            let full = persons.list.iter().enumerate().take(self.full);
            let ranks = full.filter_map(|(p, person)| {
                let rank = short_form(word, &person.words, sides[p].as_deref());
                (rank > 0).then_some((p, rank))
            });
            self.by_word.insert(word.to_owned(), ranks.collect());
        }
        let mut best: Option<((u8, bool, usize), usize)> = None;
        for &(p, rank) in self.by_word.get(word)? {
            let places = &self.places[p];
            let before = places.range(..at).next_back();
            let after = || places.range(at + 1..).next();
            let key = match before {
                Some(&start) => (rank, true, start),
                None => (rank, false, after().map_or(0, |&start| usize::MAX - start)),
            };
            if best.is_none_or(|best| key > best.0) {
                best = Some((key, p));
            }
        }
        best.map(|best| best.1)
    }
}

/// Words of known persons: what a name that the recogniser passed over may be.
struct Known<'p> {
    full: BTreeSet<&'p [String]>,
    /// Last words of full names, first words, and those first words that may be family names.
    last: BTreeSet<&'p str>,
    first: BTreeSet<&'p str>,
    family: BTreeSet<&'p str>,
}

impl<'p> Known<'p> {
    fn new(persons: &'p Persons) -> Self {
        let several = || persons.list.iter().filter(|p| p.words.len() >= 2);
        let first = |p: &'p Person| p.words.first().map(String::as_str);
        Self {
            full: persons.list.iter().map(|p| p.words.as_slice()).collect(),
            last: several()
                .filter_map(|p| p.words.last().map(String::as_str))
                .collect(),
            first: several().filter_map(first).collect(),
            family: several()
                .filter(|p| family_first(p))
                .filter_map(first)
                .collect(),
        }
    }
}

/// "Thongloun said": whoever is the subject of a verb of speech.
fn speaks(scene: &Scene<'_>, at: usize) -> bool {
    let token = scene.analysis.token(at);
    let verb = scene.analysis.token(token.head());
    token.dep() == "nsubj" && lexicon::is_of_class("says", verb.lemma())
}

/// Places that the recogniser passed over, where a known person's short or full name stands.
pub(crate) fn overlooked(scene: &Scene<'_>, names: &Names, persons: &Persons) -> Vec<NameUse> {
    let known = Known::new(persons);
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.len() {
        if names.covering(at).is_some() || !scene.capital(at) {
            at += 1;
            continue;
        }
        let taken = scene.firmly_known(at)
            || scene
                .hits_at(at)
                .any(|h| h.entry.sort == Sort::Capital || h.tokens.len() > 1)
            || scene.ner[at].is_some_and(|n| matches!(n.2, "DATE" | "TIME" | "EVENT" | "LAW"))
            || !(scene.tag(at).starts_with("NN") || mistagged(scene, at));
        let end = (at + 1..=at + 6)
            .rev()
            .filter(|&end| {
                end <= scene.len()
                    && scene.same_block(at, end - 1)
                    && (at..end).all(|t| names.covering(t).is_none())
            })
            .find(|&end| {
                let words = significant(scene.text(at..end));
                let [word] = words.as_slice() else {
                    return words.len() >= 2 && known.full.contains(words.as_slice());
                };
                let word = word.as_str();
                !taken
                    && end == at + 1
                    && word.len() > 1
                    && (known.last.contains(word)
                        || known.first.contains(word)
                            && word.len() > 2
                            && (scene.ner[at].is_some() || speaks(scene, at))
                        || known.family.contains(word))
                    && scene.word(end) != "-"
                    && !(at > 0 && scene.word(at - 1) == "-" && scene.glued(at))
            });
        match end {
            Some(end) => {
                found.push(NameUse {
                    tokens: at..end,
                    prefix: crate::names::ranks_before(scene, at)..at,
                    sure: true,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A short name that the tagger took for another word ("Vanly added"): in the place of a subject.
fn mistagged(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.tag(at),
        "RB" | "JJ" | "FW" | "UH" | "VB" | "VBN" | "VBD" | "VBG"
    ) && scene.word(at).len() >= 4
        && (scene.tag(at + 1).starts_with("VB")
            || scene.tag(at + 1) == "MD"
            || scene.word(at + 1) == "'s"
            || at >= 2 && scene.word(at - 1) == "to" && scene.word(at - 2) == "according")
}

/// Whether the family name seems to stand first, as a short word before given names ("Ri Kil Song").
fn family_first(person: &Person) -> bool {
    person.words.first().is_some_and(|w| {
        w.len() <= 5 && crate::gender::of_name(w).is_none() && person.name.is_ascii()
    }) && person.words.len() >= 2
        && person.words.iter().all(|w| w.len() <= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        significant(name)
    }

    #[test]
    fn fuller_and_initialled_names_agree() {
        assert!(same_person(
            &words("Rex W. Tillerson"),
            &words("Rex Tillerson")
        ));
        assert!(same_person(
            &words("Bashar Assad"),
            &words("Bashar al-Assad")
        ));
        assert!(same_person(&words("Kim Jong Un"), &words("Kim Jong-un")));
        assert!(!same_person(&words("Tea Banh"), &words("Tea Seiha")));
        assert!(!same_person(
            &words("Bill Clinton"),
            &words("Hillary Clinton")
        ));
    }

    #[test]
    fn short_forms_by_custom() {
        let giang = words("Phan Van Giang");
        assert_eq!(short_form("giang", &giang, Some("VNM")), 2);
        assert_eq!(short_form("phan", &giang, Some("VNM")), 0);
        assert_eq!(short_form("tea", &words("Tea Banh"), Some("KHM")), 0);
        assert_eq!(short_form("li", &words("Li Qiaoming"), Some("CHN")), 2);
        assert_eq!(
            short_form("putin", &words("Vladimir Putin"), Some("RUS")),
            2
        );
    }
}
