//! States, bodies, seats, cities, outlets by name: words in, what they name out.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::{cell, fold, several};

/// What a name of the gazetteer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// A state by name.
    State,
    /// A state by an adjective or by its people.
    Nationality,
    /// An intergovernmental body or an organ of it.
    Organisation,
    /// A ministry, army, party, institute known by name.
    Body,
    /// A seat that stands for its government.
    Seat,
    /// A description that stands for its state.
    Epithet,
    /// A regime, rebel group, movement.
    Group,
    /// A newspaper, agency, broadcaster.
    Outlet,
    /// A capital.
    Capital,
    /// Another city.
    City,
    /// A part of a state.
    Region,
    /// A continent or other part of the world: no side.
    World,
}

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What sort of thing.
    pub(crate) sort: Sort,
    /// Code of the side, empty for groups and parts of the world.
    pub(crate) side: &'static str,
    /// Plain name of the thing.
    pub(crate) name: &'static str,
    /// The name as the table writes it: decides on capitals.
    pub(crate) written: &'static str,
    /// Whether other states have a body of that name too ("Labour Party").
    pub(crate) common: bool,
}

static BY_NAME: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(build);

/// The folded names in order, to tell whether any begins with some words.
static IN_ORDER: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&'static str> = BY_NAME.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
});

/// Whether a name of the gazetteer begins with these folded words.
pub(crate) fn begins(folded: &str) -> bool {
    crate::table::begins(&IN_ORDER, folded)
}

fn put(
    map: &mut HashMap<String, Vec<Entry>>,
    written: &'static str,
    sort: Sort,
    side: &'static str,
    name: &'static str,
) {
    let entry = Entry {
        sort,
        side,
        name,
        written,
        common: false,
    };
    let entries = map.entry(fold(written)).or_default();
    let at = entries.partition_point(|other| other.sort <= sort);
    entries.insert(at, entry);
}

fn build() -> HashMap<String, Vec<Entry>> {
    let mut map = HashMap::new();
    for row in chancery_tables::STATES.rows() {
        let (code, name) = (cell(&row, 0), cell(&row, 1));
        for noun in several(cell(&row, 3)) {
            put(&mut map, noun, Sort::State, code, name);
        }
        for word in several(cell(&row, 4)).chain(several(cell(&row, 5))) {
            if !several(cell(&row, 3)).any(|noun| noun == word) {
                put(&mut map, word, Sort::Nationality, code, name);
            }
        }
        for seat in several(cell(&row, 6)) {
            put(&mut map, seat, Sort::Capital, code, seat);
        }
    }
    for row in chancery_tables::ORGANISATIONS.rows() {
        for name in several(cell(&row, 2)) {
            put(
                &mut map,
                name,
                Sort::Organisation,
                cell(&row, 0),
                cell(&row, 1),
            );
        }
        for organ in several(cell(&row, 3)) {
            put(&mut map, organ, Sort::Organisation, cell(&row, 0), organ);
        }
    }
    for row in chancery_tables::BODIES.rows() {
        let sort = match cell(&row, 1) {
            "seat" => Sort::Seat,
            "epithet" => Sort::Epithet,
            _ => Sort::Body,
        };
        for name in several(cell(&row, 2)) {
            put(&mut map, name, sort, cell(&row, 0), name);
            if cell(&row, 1) == "common" {
                let entries = map.entry(fold(name)).or_default();
                for entry in entries.iter_mut().filter(|e| e.written == name) {
                    entry.common = true;
                }
            }
        }
    }
    for row in chancery_tables::GROUPS.rows() {
        for name in several(cell(&row, 2)) {
            put(&mut map, name, Sort::Group, "", cell(&row, 0));
        }
    }
    for row in chancery_tables::OUTLETS.rows() {
        for name in several(cell(&row, 1)) {
            put(&mut map, name, Sort::Outlet, cell(&row, 0), name);
        }
    }
    for row in chancery_tables::CITIES.rows() {
        let sort = if cell(&row, 3).is_empty() {
            Sort::City
        } else {
            Sort::Capital
        };
        put(&mut map, cell(&row, 0), sort, cell(&row, 1), cell(&row, 0));
    }
    for row in chancery_tables::REGIONS.rows() {
        put(
            &mut map,
            cell(&row, 0),
            Sort::Region,
            cell(&row, 1),
            cell(&row, 0),
        );
    }
    for row in chancery_tables::WORLD.rows() {
        put(&mut map, cell(&row, 0), Sort::World, "", cell(&row, 0));
    }
    map
}

/// Whether the words of the text are capitalised where the table is. Acronyms must agree letter by letter;
/// a leading "The" may be small.
fn capitals_agree(written: &str, text: &str, loose: bool) -> bool {
    let acronym = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() <= 6
            && word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    };
    let (mut theirs, mut ours) = (written.split_whitespace(), text.split_whitespace());
    let mut first = true;
    loop {
        match (theirs.next(), ours.next()) {
            (Some(t), Some(o)) => {
                let upper = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
                let article = first && t == "The";
                if acronym(t)
                    && !o
                        .chars()
                        .filter(|c| c.is_alphabetic())
                        .all(char::is_uppercase)
                {
                    return false;
                }
                let inner = loose && !first;
                if upper(t) && !upper(o) && !article && !inner {
                    return false;
                }
                first = false;
            }
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// What these words name, best first. Empty where they name nothing known.
pub(crate) fn named(text: &str) -> Vec<Entry> {
    let Some(entries) = BY_NAME.get(&fold(text)) else {
        return Vec::new();
    };
    entries
        .iter()
        .filter(|entry| {
            // "State department": the second word of a body is often small.
            let loose = matches!(entry.sort, Sort::Body | Sort::Organisation);
            capitals_agree(entry.written, text, loose)
        })
        .copied()
        .collect()
}

/// A prefix of compounds: the state of "Sino-", `-` for an attitude ("pro-", "anti-").
pub(crate) fn prefix(word: &str) -> Option<&'static str> {
    COMPOUNDING.get(word).copied()
}

static COMPOUNDING: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut first = HashMap::new();
    for row in chancery_tables::PREFIXES.rows() {
        first.entry(cell(&row, 0)).or_insert(cell(&row, 1));
    }
    first
});

static PLAIN: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    chancery_tables::STATES
        .rows()
        .filter(|row| cell(row, 2) == "state" || cell(row, 0) != "VNM")
        .map(|row| (cell(&row, 0), cell(&row, 1)))
        .chain(
            chancery_tables::ORGANISATIONS
                .rows()
                .map(|row| (cell(&row, 0), cell(&row, 1))),
        )
        .collect()
});

/// Plain English name of a side's code.
pub(crate) fn plain_name(code: &str) -> Option<&'static str> {
    PLAIN.get(code).copied()
}

static STATE_CODES: LazyLock<HashMap<&'static str, ()>> = LazyLock::new(|| {
    chancery_tables::STATES
        .rows()
        .map(|row| (cell(&row, 0), ()))
        .collect()
});

/// Whether the code is a state's (and not that of an intergovernmental body).
pub(crate) fn is_state(code: &str) -> bool {
    STATE_CODES.contains_key(code)
}

/// State of an outlet by its name ("New York Times - News", "en.wikinews.org" gives none).
pub(crate) fn outlet_state(outlet: &str) -> Option<&'static str> {
    let direct = |name: &str| {
        named(name)
            .into_iter()
            .find(|entry| entry.sort == Sort::Outlet)
            .map(|entry| entry.side)
    };
    direct(outlet)
        .or_else(|| direct(outlet.split(" - ").next().unwrap_or(outlet)))
        .or_else(|| direct(outlet.split(" (").next().unwrap_or(outlet)))
        .or_else(|| direct(&format!("The {outlet}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(Sort, &'static str)> {
        named(text).first().map(|e| (e.sort, e.side))
    }

    #[test]
    fn states_by_every_form() {
        assert_eq!(first("Cambodia"), Some((Sort::State, "KHM")));
        assert_eq!(first("Cambodian"), Some((Sort::Nationality, "KHM")));
        assert_eq!(first("U.S."), Some((Sort::State, "USA")));
        assert_eq!(first("us"), None);
        assert_eq!(first("Türkiye"), Some((Sort::State, "TUR")));
        assert_eq!(first("turkey"), None);
        assert_eq!(first("Soviet Union"), Some((Sort::State, "SUN")));
        assert_eq!(first("NORTH Korea"), Some((Sort::State, "PRK")));
        assert_eq!(first("Kosovo"), Some((Sort::State, "XKX")));
    }

    #[test]
    fn no_states() {
        assert_eq!(first("Khmer Times"), Some((Sort::Outlet, "KHM")));
        assert_eq!(first("Khmer Rouge"), Some((Sort::Group, "")));
        assert_eq!(first("Africa").map(|e| e.0), Some(Sort::World));
        assert_eq!(first("Maine"), Some((Sort::Region, "USA")));
    }

    #[test]
    fn tables_are_sorted_and_every_side_is_known() {
        let tables = [
            ("states", chancery_tables::STATES.text()),
            ("organisations", chancery_tables::ORGANISATIONS.text()),
            ("bodies", chancery_tables::BODIES.text()),
            ("groups", chancery_tables::GROUPS.text()),
            ("outlets", chancery_tables::OUTLETS.text()),
            ("cities", chancery_tables::CITIES.text()),
            ("regions", chancery_tables::REGIONS.text()),
            ("prefixes", chancery_tables::PREFIXES.text()),
            ("world", chancery_tables::WORLD.text()),
        ];
        for (name, table) in tables {
            let lines: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).collect();
            for pair in lines.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{name}: {:?} before {:?}",
                    pair[0],
                    pair[1]
                );
            }
        }
        let places = [
            (chancery_tables::BODIES.text(), 0),
            (chancery_tables::OUTLETS.text(), 0),
            (chancery_tables::CITIES.text(), 1),
            (chancery_tables::REGIONS.text(), 1),
        ];
        for (table, column) in places {
            for row in chancery_tables::rows(table) {
                let side = cell(&row, column);
                assert!(
                    plain_name(side).is_some() || is_territory(side),
                    "no side {side}: {row:?}"
                );
            }
        }
    }

    /// Dependent territories, which are no rows of their own.
    fn is_territory(code: &str) -> bool {
        [
            "GUM", "FLK", "FRO", "GRL", "REU", "MTQ", "GLP", "NCL", "PYF", "GUF", "MYT", "CUW",
            "ASM", "MNP", "VIR", "JEY", "GGY", "IMN", "BES", "ALA", "ABW", "SXM", "CYM", "BMU",
            "TCA", "GIB", "SHN", "VGB", "AIA", "MSR", "MAF", "BLM", "SPM", "WLF", "CXR", "CCK",
            "NFK", "SJM", "SGS", "PCN", "TKL",
        ]
        .contains(&code)
    }

    #[test]
    fn bodies_and_seats() {
        assert_eq!(
            first("European Commission"),
            Some((Sort::Organisation, "EU"))
        );
        assert_eq!(first("Security Council"), Some((Sort::Organisation, "UN")));
        assert_eq!(first("Kremlin"), Some((Sort::Seat, "RUS")));
        assert_eq!(first("State Department"), Some((Sort::Body, "USA")));
        assert_eq!(first("state department"), None);
        assert_eq!(outlet_state("New York Times - News"), Some("USA"));
    }
}
