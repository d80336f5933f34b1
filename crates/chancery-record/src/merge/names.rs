//! Whether two names can be one person's.

use std::collections::BTreeSet;

use super::{tables, text};

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

/// The words of a personal name that identify: no initials, no particles.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let all = text::words(name);
    let kept: Vec<String> = (all.iter())
        .filter(|w| w.chars().count() > 1 && !tables::has("name_particle", w))
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
    let one_short =
        short.len() == 1 && only_long.iter().any(|word| one_hand(&only_short, &[*word]));
    if one_short || (x.len() == y.len() && one_hand(&only_short, &only_long)) {
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
            'x' => {
                bones.push('k');
                's'
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Likeness {
        persons(&name_words(a), &name_words(b))
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
        assert_eq!(likeness("Sokhonn", "Prak Sokhon"), Likeness::Slip);
        assert_eq!(likeness("Mohammed Karim", "Muhamad Karim"), Likeness::Slip);
        assert_eq!(likeness("Banh", "Tea Banh"), Likeness::Short);
    }

    #[test]
    fn a_common_family_name_is_no_evidence() {
        assert_eq!(likeness("Tea Banh", "Tea Seiha"), Likeness::Other);
        assert_eq!(likeness("Hun Sen", "Hun Manet"), Likeness::Other);
        assert_eq!(likeness("", "Hun Manet"), Likeness::Other);
    }
}
