//! Words of offices: heads, ranks, honorifics, portfolios, heads of bodies.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::table::{begins, cell, fold};

/// A head of offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OfficeHead {
    /// `foreign_minister`, `head_of_state` …
    pub(crate) level: &'static str,
    /// `GOV`, `MIL`, `LEG` …
    pub(crate) sector: &'static str,
    /// The side it belongs to where none is named, else empty.
    pub(crate) side: &'static str,
}

/// What a word before a name is, if no office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prefix {
    /// General, Lt. Col.
    Rank,
    /// Mr., Samdech.
    Honorific,
    /// Ayatollah, Cardinal.
    Clergy,
}

static HEADS: LazyLock<HashMap<&'static str, OfficeHead>> = LazyLock::new(|| {
    chancery_tables::OFFICES
        .rows()
        .map(|row| {
            let head = OfficeHead {
                level: cell(&row, 1),
                sector: cell(&row, 2),
                side: cell(&row, 3),
            };
            (cell(&row, 0), head)
        })
        .collect()
});

static PREFIXES: LazyLock<HashMap<String, Prefix>> = LazyLock::new(|| {
    chancery_tables::RANKS
        .rows()
        .map(|row| {
            let kind = match cell(&row, 1) {
                "rank" => Prefix::Rank,
                "clergy" => Prefix::Clergy,
                _ => Prefix::Honorific,
            };
            (fold(cell(&row, 0)), kind)
        })
        .collect()
});

static PORTFOLIO: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    chancery_tables::PORTFOLIOS
        .rows()
        .map(|row| cell(&row, 0))
        .collect()
});

/// A head noun of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Institution {
    /// `GOV`, `MIL` …
    pub(crate) sector: &'static str,
    /// Whether it is an organ of a state as a rule.
    pub(crate) of_state: bool,
}

static INSTITUTION: LazyLock<HashMap<&'static str, Institution>> = LazyLock::new(|| {
    chancery_tables::INSTITUTIONS
        .rows()
        .map(|row| {
            let what = Institution {
                sector: cell(&row, 1),
                of_state: cell(&row, 2) == "state",
            };
            (cell(&row, 0), what)
        })
        .collect()
});

/// The singular of the words of an office, and whether they were a plural ("secretaries of state").
pub(crate) fn singular(words: &str) -> Option<String> {
    let (first, rest) = match words.find(" of ").or_else(|| words.find(" in ")) {
        Some(at) => words.split_at(at),
        None => (words, ""),
    };
    if matches!(first, "sens." | "reps.") {
        return Some(first.replace("s.", "."));
    }
    let stem = if let Some(stem) = first.strip_suffix("women") {
        format!("{stem}woman")
    } else if let Some(stem) = first.strip_suffix("men") {
        format!("{stem}man")
    } else if let Some(stem) = first.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = first.strip_suffix('s') {
        stem.to_owned()
    } else {
        return None;
    };
    Some(format!("{stem}{rest}"))
}

/// The head of offices that these folded words are, and whether in the plural.
pub(crate) fn office_head(words: &str) -> Option<(OfficeHead, bool)> {
    if let Some(&head) = HEADS.get(words) {
        return Some((head, matches!(words, "sens." | "reps.")));
    }
    let one = singular(words)?;
    HEADS.get(one.as_str()).map(|&head| (head, true))
}

/// Whether a head of offices, in either number, begins with these folded words.
pub(crate) fn begins_office(folded: &str) -> bool {
    begins(&HEADS_IN_ORDER, folded)
}

/// The heads of offices with their plurals, in order.
static HEADS_IN_ORDER: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut all: Vec<String> = vec!["sens.".to_owned(), "reps.".to_owned()];
    let mut heads: Vec<&'static str> = HEADS.keys().copied().collect();
    heads.sort_unstable();
    for words in heads {
        let at = words.find(" of ").or_else(|| words.find(" in "));
        let (first, rest) = words.split_at(at.unwrap_or(words.len()));
        all.push(words.to_owned());
        all.push(format!("{first}s{rest}"));
        if let Some(stem) = first.strip_suffix("man") {
            all.push(format!("{stem}men{rest}"));
        }
        if let Some(stem) = first.strip_suffix('y') {
            all.push(format!("{stem}ies{rest}"));
        }
    }
    all.sort_unstable();
    all
});

/// The level and sector of a whole title: those of the longest table row that stands in it, words side by side.
pub(crate) fn level_of(title: &str) -> Option<OfficeHead> {
    let title = fold(title);
    let words: Vec<&str> = title.split(' ').collect();
    for length in (1..=words.len().min(6)).rev() {
        for window in words.windows(length) {
            if let Some((head, _)) = office_head(&window.join(" ")) {
                return Some(of_body(head, &words));
            }
        }
    }
    None
}

/// The president of a party or a bank is no head of state.
fn of_body(head: OfficeHead, words: &[&str]) -> OfficeHead {
    if !matches!(
        head.level,
        "head_of_state" | "leader" | "chair" | "minister"
    ) {
        return head;
    }
    let has = |wanted: &[&str]| words.iter().any(|w| wanted.contains(&w.trim_matches(',')));
    if has(&["party", "opposition", "likud", "movement"]) {
        return OfficeHead {
            level: "party_leader",
            sector: "PTY",
            ..head
        };
    }
    if head.level == "head_of_state"
        && has(&[
            "senate",
            "assembly",
            "parliament",
            "chamber",
            "duma",
            "bundestag",
        ])
    {
        return OfficeHead {
            level: "speaker_of_chamber",
            sector: "LEG",
            ..head
        };
    }
    let body = [
        "commission",
        "council",
        "university",
        "bank",
        "court",
        "committee",
        "association",
        "institute",
        "federation",
        "company",
        "club",
        "foundation",
        "college",
        "union",
        "group",
        "society",
        "board",
    ];
    if head.level == "head_of_state" && has(&body) {
        return OfficeHead {
            level: "chair",
            sector: "NGO",
            ..head
        };
    }
    head
}

static CLASSES: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    chancery_tables::CAST_WORDS
        .rows()
        .map(|row| (cell(&row, 0), cell(&row, 1)))
        .collect()
});

/// Whether a folded word is of a class of `cast_words.tsv`.
pub(crate) fn is_of_class(class: &'static str, word: &str) -> bool {
    CLASSES.contains(&(class, word))
}

/// Whether a folded word may stand between a name and an office that is said of it.
pub(crate) fn is_link(word: &str) -> bool {
    [
        "link_verb",
        "link_past",
        "link_future",
        "link_taken",
        "link_chosen",
        "link_left",
        "link_filler",
    ]
    .iter()
    .any(|class| is_of_class(class, word))
}

/// Rank, honorific or clerical style.
pub(crate) fn name_prefix(words: &str) -> Option<Prefix> {
    PREFIXES.get(&fold(words)).copied()
}

/// Whether a rank, honorific or clerical style begins with these folded words.
pub(crate) fn begins_prefix(folded: &str) -> bool {
    begins(&PREFIXES_IN_ORDER, folded)
}

static PREFIXES_IN_ORDER: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut all: Vec<&'static str> = PREFIXES.keys().map(String::as_str).collect();
    all.sort_unstable();
    all
});

/// Whether a word belongs to departments and tasks.
pub(crate) fn is_portfolio(folded: &str) -> bool {
    PORTFOLIO.contains(folded)
}

/// The head noun of bodies that these folded words are.
pub(crate) fn institution(words: &str) -> Option<Institution> {
    INSTITUTION.get(words).copied()
}

/// Parts of names that stand in lower case inside them.
pub(crate) fn is_particle(word: &str) -> bool {
    is_of_class("particle", word)
}

/// How somebody stands to an office, by a word before it.
pub(crate) fn status_word(word: &str) -> Option<chancery_model::TenureStatus> {
    use chancery_model::TenureStatus as S;
    Some(match word {
        "former" | "ex" | "then" | "late" | "ousted" | "deposed" | "previous" | "onetime"
        | "erstwhile" | "assassinated" | "slain" | "retired" | "ex-president" => S::Former,
        "acting" | "interim" | "caretaker" => S::Acting,
        "incoming" | "elect" | "designate" | "nominee" => S::Incoming,
        "current" | "outgoing" | "retiring" | "departing" | "incumbent" | "sitting" | "new"
        | "newly" => S::Current,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_both_numbers() {
        assert_eq!(
            office_head("prime minister").map(|h| (h.0.level, h.1)),
            Some(("head_of_government", false))
        );
        assert_eq!(
            office_head("ministers").map(|h| (h.0.level, h.1)),
            Some(("minister", true))
        );
        assert_eq!(office_head("secretaries of state").map(|h| h.1), Some(true));
        assert_eq!(office_head("spokesmen").map(|h| h.1), Some(true));
        assert_eq!(office_head("defence"), None);
    }

    #[test]
    fn levels_of_whole_titles() {
        assert_eq!(
            level_of("Minister of Foreign Affairs and International Cooperation").map(|h| h.level),
            Some("foreign_minister")
        );
        assert_eq!(
            level_of("Deputy PM").map(|h| h.level),
            Some("deputy_head_of_government")
        );
        assert_eq!(
            level_of("director of International Relations Institute").map(|h| h.level),
            Some("director")
        );
    }

    #[test]
    fn ranks_and_honorifics() {
        assert_eq!(name_prefix("Samdech Techo"), Some(Prefix::Honorific));
        assert_eq!(name_prefix("Lt. Gen."), Some(Prefix::Rank));
        assert_eq!(name_prefix("Minister"), None);
    }
}
