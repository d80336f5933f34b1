//! Whether two names can be one person's, and two titles one office.

use std::collections::BTreeSet;

use super::text;

/// How far two names speak for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Nothing in common that would identify somebody.
    Other,
    /// Equal but for one letter of one word: one person only where the office is the same.
    Slip,
    /// One is a single word of the other ("Banh", "Blinken"): one person only where side or office is the same.
    Short,
    /// The same name, one perhaps fuller or with an initial more.
    Same,
}

/// Particles that come and go with romanisation.
const PARTICLES: &[&str] = &["al", "bin", "el", "ibn", "jr", "sr", "ul"];

/// The words of a personal name that identify: no initials, no particles.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let all = text::words(name);
    let kept: Vec<String> = (all.iter())
        .filter(|w| w.chars().count() > 1 && PARTICLES.binary_search(&w.as_str()).is_err())
        .cloned()
        .collect();
    if kept.is_empty() { all } else { kept }
}

/// Compares two personal names.
///
/// Order of words does not matter (family names stand first or last). That two names share a family name is
/// no evidence (Tea Banh and Tea Seiha are two persons): of two longer names all words of the shorter one
/// must be words of the other.
pub(crate) fn persons(a: &[String], b: &[String]) -> Likeness {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return Likeness::Other;
    }
    let (x, y): (BTreeSet<&String>, BTreeSet<&String>) =
        (short.iter().collect(), long.iter().collect());
    if x.is_subset(&y) {
        return if x.len() == y.len() || x.len() > 1 {
            Likeness::Same
        } else {
            Likeness::Short
        };
    }
    // Different romanisation of spaces and hyphens: "Yoo Myunghee", "Yoo Myung-hee".
    if short.concat() == long.concat() {
        return Likeness::Same;
    }
    let (only_short, only_long): (Vec<_>, Vec<_>) =
        (x.difference(&y).collect(), y.difference(&x).collect());
    if x.len() == y.len() && one_hand(&only_short, &only_long) {
        Likeness::Slip
    } else {
        Likeness::Other
    }
}

/// Whether two lists of words differ as two clerks would write one name: each word by one letter, or by the
/// letters that romanisation leaves open. Two words at most, none of them short.
fn one_hand(a: &[&&String], b: &[&&String]) -> bool {
    let alike = |x: &str, y: &str| {
        let shorter = x.len().min(y.len());
        let (bones, others) = (skeleton(x), skeleton(y));
        (shorter >= 4 && (text::one_slip_apart(x, y) || bones == others))
            // Two slips in a long name, the second among the letters that romanisation leaves open.
            || (shorter >= 6 && text::one_slip_apart(&bones, &others) && x.get(..2) == y.get(..2))
    };
    match (a, b) {
        ([a], [b]) => alike(a, b),
        ([a, c], [b, d]) => (alike(a, b) && alike(c, d)) || (alike(a, d) && alike(c, b)),
        _ => false,
    }
}

/// A word without what romanisations of one name differ in: doubled letters, y and i, vowels after the first
/// letter, h after a consonant ("Mohammed", "Muhamad"; "Zelenskyy", "Zelensky").
pub(crate) fn skeleton(word: &str) -> String {
    let mut bones = String::new();
    for (at, letter) in word.chars().enumerate() {
        let letter = match letter {
            'y' | 'j' => 'i',
            'q' => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        let soft = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'h');
        if (at > 0 && soft) || bones.ends_with(letter) {
            continue;
        }
        bones.push(letter);
    }
    bones
}

/// Words of titles that mean the same, as (written, meant). Folded, singular.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("chairman", &["chair"]),
    ("chairperson", &["chair"]),
    ("chairwoman", &["chair"]),
    ("defense", &["defence"]),
    ("fm", &["foreign", "minister"]),
    ("ministry", &["minister"]),
    ("pm", &["prime", "minister"]),
    ("premier", &["prime", "minister"]),
    ("spokesman", &["spokesperson"]),
    ("spokeswoman", &["spokesperson"]),
];

/// Words of titles that come and go without changing the office.
const IDLE: &[&str] = &[
    "affair",
    "and",
    "appointed",
    "cooperation",
    "current",
    "department",
    "designate",
    "elect",
    "external",
    "federal",
    "for",
    "general",
    "government",
    "her",
    "his",
    "honourable",
    "incoming",
    "international",
    "majesty",
    "national",
    "newly",
    "nominee",
    "of",
    "office",
    "outgoing",
    "republic",
    "royal",
    "state",
    "the",
    "then",
    "to",
];

/// Words that make another office of the same title.
const RANKS: &[&str] = &[
    "acting",
    "assistant",
    "associate",
    "deputy",
    "first",
    "former",
    "junior",
    "permanent",
    "principal",
    "second",
    "senior",
    "under",
    "vice",
];

/// Heads that say nothing without the body they belong to.
const BODIES: &[&str] = &[
    "academy",
    "assembly",
    "association",
    "bank",
    "board",
    "bundestag",
    "bureau",
    "chamber",
    "commission",
    "committee",
    "company",
    "congress",
    "council",
    "court",
    "duma",
    "federation",
    "foundation",
    "house",
    "institute",
    "knesset",
    "legislature",
    "parliament",
    "party",
    "senate",
    "union",
    "university",
];

/// A title made comparable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Office {
    ranks: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Office {
    /// Takes a title apart.
    pub(crate) fn new(title: &str) -> Self {
        let mut office = Self::default();
        let all = text::words(title);
        let secretary_of_state = all.windows(3).any(|w| w == ["secretary", "of", "state"]);
        for word in all {
            let word = text::singular(word);
            if RANKS.binary_search(&word.as_str()).is_ok() {
                office.ranks.insert(word);
            } else if let Some((_, meant)) = SYNONYMS.iter().find(|(written, _)| *written == word) {
                office.words.extend(meant.iter().map(|w| (*w).to_owned()));
            } else if IDLE.binary_search(&word.as_str()).is_err()
                || (secretary_of_state && word == "state")
            {
                office.words.insert(word);
            }
        }
        office
    }

    /// How much it says.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the two titles can be one office of one person: the words of one are words of the other, the
    /// ranks are equal, and a bare "president" is not that of a parliament, party or institute.
    pub(crate) fn same(&self, other: &Self) -> bool {
        if self.ranks != other.ranks {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        if short.is_empty() {
            return long.is_empty();
        }
        if short.is_subset(long) {
            return short.len() > 1
                || !(long.difference(short)).any(|w| BODIES.binary_search(&w.as_str()).is_ok());
        }
        text::jaccard(short, long) >= 0.6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Likeness {
        persons(&name_words(a), &name_words(b))
    }

    #[test]
    fn tables_are_sorted() {
        assert!(
            IDLE.is_sorted() && RANKS.is_sorted() && BODIES.is_sorted() && PARTICLES.is_sorted()
        );
    }

    #[test]
    fn names_of_one_person() {
        for (a, b) in [
            ("Prak Sokhonn", "PRAK Sokhonn"),
            ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
            ("Antony J. Blinken", "Antony Blinken"),
            ("Hayashi Yoshimasa", "Yoshimasa Hayashi"),
            ("Yoo Myung-hee", "Yoo Myunghee"),
            ("Phan Văn Giang", "Phan Van Giang"),
            ("Abdel Fattah el-Sisi", "Abdel Fattah Al Sisi"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Same, "{a} / {b}");
        }
    }

    #[test]
    fn slips_and_short_forms_need_more() {
        assert_eq!(likeness("Sergey Larov", "Sergey Lavrov"), Likeness::Slip);
        assert_eq!(likeness("Prak Sokhon", "Prak Sokhonn"), Likeness::Slip);
        assert_eq!(likeness("Sergei Lavrov", "Sergey Larov"), Likeness::Slip);
        assert_eq!(likeness("Mohammed Karim", "Muhamad Karim"), Likeness::Slip);
        assert_eq!(likeness("Banh", "Tea Banh"), Likeness::Short);
    }

    #[test]
    fn a_common_family_name_is_no_evidence() {
        assert_eq!(likeness("Tea Banh", "Tea Seiha"), Likeness::Other);
        assert_eq!(likeness("Hun Sen", "Hun Manet"), Likeness::Other);
        assert_eq!(likeness("", "Hun Manet"), Likeness::Other);
    }

    fn same(a: &str, b: &str) -> bool {
        Office::new(a).same(&Office::new(b)) && Office::new(b).same(&Office::new(a))
    }

    #[test]
    fn titles_of_one_office() {
        for (a, b) in [
            ("Minister of National Defence", "defense minister"),
            (
                "Minister of Foreign Affairs and International Cooperation",
                "foreign affairs minister",
            ),
            ("PM", "Prime Minister"),
            (
                "director of the Harbour Institute",
                "director general of the Harbour Institute",
            ),
            ("Secretary", "Secretary of State"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn titles_of_two_offices() {
        for (a, b) in [
            ("deputy foreign minister", "foreign minister"),
            ("President", "President of the Senate"),
            ("President of the Senate", "President of the Unity Party"),
            ("Prime Minister", "Minister of Commerce"),
            ("vice president", "president"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }
}
