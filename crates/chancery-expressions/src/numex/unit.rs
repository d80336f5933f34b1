//! What a number counts: the head noun after it, as a plain plural; persons are `people`.

use super::tables::{PERSONS, PersonWord};
use crate::quantity::cardinal;
use crate::scan::{Kind, Scan};

/// How many words may stand between a number and its noun ("two large Russian Black Sea naval bases").
const REACH: usize = 9;

/// Words that end a noun phrase before its noun was found.
const STOPS: &[&str] = &[
    "a",
    "about",
    "after",
    "against",
    "also",
    "among",
    "an",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "during",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "how",
    "i",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "last",
    "may",
    "more",
    "next",
    "not",
    "on",
    "or",
    "out",
    "over",
    "said",
    "she",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "there",
    "they",
    "this",
    "through",
    "to",
    "under",
    "until",
    "up",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
    "your",
    "our",
    "us",
    "each",
    "per",
    "then",
    "against",
    "between",
    "will",
];

/// Units of measure and the spelling that figures use.
const MEASURES: &[(&str, &str)] = &[
    ("km", "kilometers"),
    ("kms", "kilometers"),
    ("kilometer", "kilometers"),
    ("kilometre", "kilometers"),
    ("kilometres", "kilometers"),
    ("kg", "kilograms"),
    ("mile", "miles"),
    ("m", "meters"),
    ("meter", "meters"),
    ("metre", "meters"),
    ("metres", "meters"),
    ("foot", "feet"),
    ("ft", "feet"),
    ("feet", "feet"),
    ("ton", "tons"),
    ("tonne", "tonnes"),
    ("mw", "megawatts"),
    ("gw", "gigawatts"),
    ("acre", "acres"),
    ("hectare", "hectares"),
    ("barrel", "barrels"),
    ("bpd", "barrels"),
    ("litre", "liters"),
    ("litres", "liters"),
];

/// Plurals that do not end in "s".
const ODD_PLURALS: &[&str] = &[
    "aircraft",
    "spacecraft",
    "cattle",
    "livestock",
    "sheep",
    "fish",
    "data",
    "media",
    "criteria",
    "phenomena",
    "headquarters",
    "feet",
    "series",
    "species",
    "hovercraft",
    "pence",
];

/// The unit of a number that ends before a token: the noun and one past it.
pub(crate) fn unit_after(scan: &Scan<'_>, index: usize) -> Option<(String, usize)> {
    if scan.at(index) == "-" && scan.glued(index) && scan.glued(index + 1) {
        return hyphened(scan, index + 1);
    }
    let mut at = index;
    if scan.at(at) == "of" {
        at = partitive(scan, at + 1);
    }
    if let Some(measure) = measure(scan, at) {
        return Some(measure);
    }
    let mut person: Option<usize> = None;
    for at in at..at + REACH {
        let word = scan.at(at);
        match scan.kind(at) {
            // "2,000 more soldiers"
            Some(Kind::Word) if word == "more" && scan.at(at + 1) != "than" => continue,
            Some(Kind::Word) if STOPS.contains(&word) && !is_us(scan, at) => break,
            Some(Kind::Word) => {}
            Some(Kind::Mark) if matches!(word, "-" | "." | "'" | "/") && inside_word(scan, at) => {
                continue;
            }
            _ => break,
        }
        match PERSONS.get(word) {
            Some(PersonWord::Plural | PersonWord::State) => {
                return Some(("people".to_owned(), at + 1));
            }
            Some(PersonWord::One) => person = Some(at),
            None => {}
        }
        if scan.capital(at) {
            if is_people_name(word) && !noun_follows(scan, at + 1) {
                return Some(("people".to_owned(), at + 1));
            }
            continue;
        }
        if scan.at(at + 1) == "'" && scan.at(at + 2) == "s" {
            continue;
        }
        if looks_plural(word) {
            let unit = if word == "nations" { "countries" } else { word };
            return Some((unit.to_owned(), at + 1));
        }
    }
    // "one soldier", "a British soldier": the singular counts only right where it stands.
    person.map(|at| ("people".to_owned(), at + 1))
}

/// "of the 15 members", "of its soldiers": over the words that lead to the noun.
fn partitive(scan: &Scan<'_>, index: usize) -> usize {
    let at = if scan.is(
        index,
        &["the", "its", "their", "his", "our", "these", "those"],
    ) {
        index + 1
    } else {
        index
    };
    cardinal(scan, at).map_or(at, |number| number.end)
}

/// One past the number of the whole in "ten of the fifteen members", else the token itself.
pub(crate) fn whole_after(scan: &Scan<'_>, end: usize) -> usize {
    let determined =
        scan.at(end) == "of" && scan.is(end + 1, &["the", "its", "their", "our", "these", "those"]);
    if determined {
        partitive(scan, end + 1)
    } else {
        end
    }
}

fn is_us(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == "us" && scan.capital(at)
}

/// Whether a mark belongs to a word or an abbreviation ("U.S.", "anti-tank").
fn inside_word(scan: &Scan<'_>, at: usize) -> bool {
    let short_before = scan
        .token(at.wrapping_sub(1))
        .is_some_and(|token| token.end - token.start <= 2 && token.capital);
    scan.glued(at) && (scan.glued(at + 1) || (scan.at(at) == "." && short_before))
}

/// "12-mile", "53-member", "28-nation", "25-point".
fn hyphened(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    const NO_UNIT: &[&str] = &[
        "way",
        "star",
        "time",
        "fold",
        "sided",
        "party",
        "pronged",
        "thirds",
        "quarters",
        "year",
        "day",
        "strong",
        "plus",
        "odd",
        "old",
        "something",
        "run",
        "to",
        "for",
        "on",
        "and",
        "in",
        "old",
        "month",
        "week",
        "hour",
        "minute",
        "story",
    ];
    let word = scan.at(at);
    if scan.kind(at) != Some(Kind::Word) || NO_UNIT.contains(&word) || scan.capital(at) {
        return None;
    }
    if let Some((_, unit)) = MEASURES.iter().find(|(name, _)| *name == word) {
        return Some(((*unit).to_owned(), at + 1));
    }
    if PERSONS.contains_key(word) {
        return Some(("people".to_owned(), at + 1));
    }
    Some((plural(word), at + 1))
}

fn measure(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let square = scan.is(at, &["square", "cubic", "nautical", "sq"]);
    let noun = if square { scan.skip(at + 1, ".") } else { at };
    let word = scan.at(noun);
    let known = MEASURES
        .iter()
        .find(|(name, unit)| *name == word || *unit == word)?;
    let short = word.len() <= 2 && scan.capital(noun);
    let unit = if square {
        let kind = if scan.at(at) == "sq" {
            "square"
        } else {
            scan.at(at)
        };
        format!("{kind} {}", known.1)
    } else {
        known.1.to_owned()
    };
    (!short || word == "mw").then_some((unit, noun + 1))
}

/// Whether a lower-case word has the look of a plural noun.
pub(crate) fn looks_plural(word: &str) -> bool {
    ODD_PLURALS.contains(&word)
        || (word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("ous")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !matches!(
                word,
                "his"
                    | "has"
                    | "was"
                    | "its"
                    | "overseas"
                    | "always"
                    | "towards"
                    | "besides"
                    | "perhaps"
                    | "afterwards"
                    | "others"
            ))
        || PERSONS.get(word) == Some(&PersonWord::Plural)
}

/// Names of peoples in the plural, by their endings and some short ones.
fn is_people_name(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "turks",
        "kurds",
        "arabs",
        "jews",
        "finns",
        "danes",
        "swedes",
        "poles",
        "serbs",
        "croats",
        "czechs",
        "filipinos",
        "muslims",
        "democrats",
        "greeks",
        "dutch",
        "british",
        "french",
        "chinese",
        "japanese",
        "vietnamese",
        "uighurs",
        "uyghurs",
        "slovaks",
        "thais",
        "spaniards",
        "marines",
        "rohingya",
        "emiratis",
        "swiss",
        "hindus",
        "sikhs",
        "uzbeks",
        "kazakhs",
        "tajiks",
        "scots",
        "irish",
        "allies",
        "houthis",
        "tutsis",
        "hutus",
        "congressmen",
        "senators",
    ];
    SHORT.contains(&word)
        || (word.len() > 5
            && [
                "ans", "ians", "nis", "qis", "lis", "shis", "ptis", "mis", "tis", "iotes",
                "onians", "ers", "ists",
            ]
            .iter()
            .any(|ending| word.ends_with(ending)))
        || word == "britons"
}

/// Whether a plural noun follows after lower-case words: "Chinese companies", "French special forces".
fn noun_follows(scan: &Scan<'_>, index: usize) -> bool {
    (index..index + 3)
        .take_while(|at| scan.kind(*at) == Some(Kind::Word) && !STOPS.contains(&scan.at(*at)))
        .any(|at| looks_plural(scan.at(at)))
}

/// A plain plural.
pub(crate) fn plural(word: &str) -> String {
    match word {
        "nation" | "country" => return "countries".to_owned(),
        "man" => return "men".to_owned(),
        _ => {}
    }
    if word.ends_with('s') || ODD_PLURALS.contains(&word) {
        return word.to_owned();
    }
    let vowel_y = ["ay", "ey", "oy", "uy"]
        .iter()
        .any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if !vowel_y => format!("{stem}ies"),
        _ if word.ends_with('x') || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

/// The unit that a noun gives, as the tree names it: `people` for persons, else the plain plural.
pub(crate) fn unit_of_noun(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if PERSONS.contains_key(lower.as_str()) {
        return "people".to_owned();
    }
    if let Some((_, unit)) = MEASURES.iter().find(|(name, _)| *name == lower) {
        return (*unit).to_owned();
    }
    if lower != noun && is_people_name(&lower) {
        return "people".to_owned();
    }
    if looks_plural(&lower) {
        lower
    } else {
        plural(&lower)
    }
}
