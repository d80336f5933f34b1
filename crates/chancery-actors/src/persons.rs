//! Which names mean the same person: full and short forms through one document.

use crate::gazetteer::Sort;
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
        .position(|w| w == word || one_letter(w, word) && w.len() > 6 && word.len() > 6)
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
        let known = persons
            .list
            .iter()
            .position(|p| same_person(&p.words, &words[number]));
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
                sides.push(side);
                persons.list.push(Person {
                    words: words[number].clone(),
                    name: text.to_owned(),
                    uses: vec![number],
                });
            }
        }
    }
    for (number, words) in words.iter().enumerate() {
        if persons.of_name[number].is_some() {
            continue;
        }
        let Some(word) = words.first().cloned() else {
            continue;
        };
        let found = short_owner(names, &persons, &sides, number, &word);
        let p = found.unwrap_or_else(|| {
            persons.list.push(Person {
                words: vec![word],
                name: scene.text(names.list[number].tokens.clone()).to_owned(),
                uses: Vec::new(),
            });
            sides.push(side_of(&names.list[number]));
            persons.list.len() - 1
        });
        persons.list[p].uses.push(number);
        persons.of_name[number] = Some(p);
    }
    persons
}

/// Whose short form it is: the usual form before the merely possible, then the person named last before, then
/// the first named after.
fn short_owner(
    names: &Names,
    persons: &Persons,
    sides: &[Option<String>],
    number: usize,
    word: &str,
) -> Option<usize> {
    let at = names.list[number].tokens.start;
    let mut best: Option<(u8, bool, usize, usize)> = None;
    for (p, person) in persons.list.iter().enumerate() {
        let rank = if person.words.len() == 1 {
            if person.words[0] == word { 2 } else { 0 }
        } else {
            short_form(word, &person.words, sides[p].as_deref())
        };
        if rank == 0 {
            continue;
        }
        let before = person
            .uses
            .iter()
            .map(|&n| names.list[n].tokens.start)
            .filter(|&s| s < at)
            .max();
        let after = person
            .uses
            .iter()
            .map(|&n| names.list[n].tokens.start)
            .filter(|&s| s > at)
            .min();
        let key = match (before, after) {
            (Some(s), _) => (rank, true, s, p),
            (None, Some(s)) => (rank, false, usize::MAX - s, p),
            (None, None) => (rank, false, 0, p),
        };
        if best.is_none_or(|b| (key.0, key.1, key.2) > (b.0, b.1, b.2)) {
            best = Some(key);
        }
    }
    best.map(|b| b.3)
}

/// Places that the recogniser passed over, where a known person's short or full name stands.
pub(crate) fn overlooked(scene: &Scene<'_>, names: &Names, persons: &Persons) -> Vec<NameUse> {
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
                let many = words.len() >= 2;
                persons.list.iter().any(|p| {
                    if many {
                        p.words == words
                    } else {
                        !taken
                            && end == at + 1
                            && p.words.len() >= 2
                            && words.len() == 1
                            && words[0].len() > 1
                            && (p.words.last() == words.first()
                                || p.words.first() == words.first()
                                    && (words[0].len() > 2 && scene.ner[at].is_some()
                                        || family_first(p)))
                            && scene.word(end) != "-"
                            && !(at > 0 && scene.word(at - 1) == "-" && scene.glued(at))
                    }
                })
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
