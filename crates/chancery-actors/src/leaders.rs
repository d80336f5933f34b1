//! Known leaders: only to find the side of a person whose state the text leaves out.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::persons::significant;
use crate::table::cell;

struct Leader {
    words: Vec<String>,
    side: &'static str,
    from: i16,
    to: i16,
    /// Whether the years span all offices.
    firm: bool,
}

static ALL: LazyLock<Vec<Leader>> = LazyLock::new(|| {
    chancery_tables::LEADERS
        .rows()
        .map(|row| Leader {
            words: significant(cell(&row, 0)),
            side: cell(&row, 1),
            from: cell(&row, 2).parse().unwrap_or(0),
            to: cell(&row, 3).parse().unwrap_or(9999),
            firm: cell(&row, 4) == "firm",
        })
        .collect()
});

/// Weight of a leader of public life over others of the name.
const FIRM: usize = 10_000;

/// Leaders by each word of their names.
static BY_WORD: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut map: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (n, leader) in ALL.iter().enumerate() {
        for word in &leader.words {
            map.entry(word).or_default().push(n);
        }
    }
    map
});

/// Whether the words stand in the name in this order.
fn in_order(words: &[String], name: &[String]) -> bool {
    let mut rest = name.iter();
    words.iter().all(|w| rest.any(|n| n == w))
}

/// Whether a known leader of that full name had left office before that year.
pub(crate) fn had_left(words: &[String], side: &str, year: i16) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    let Some(numbers) = BY_WORD.get(first.as_str()) else {
        return false;
    };
    let mut theirs = numbers
        .iter()
        .map(|&n| &ALL[n])
        .filter(|leader| {
            leader.side == side
                && (words.len() >= 2 && in_order(words, &leader.words)
                    || words.len() == 1 && leader.words.last() == Some(first))
        })
        .peekable();
    theirs.peek().is_some() && theirs.all(|leader| leader.firm && leader.to < year)
}

/// Whether these are the words of a known leader's full name.
pub(crate) fn is_known(words: &[String]) -> bool {
    words.len() >= 2
        && words
            .first()
            .and_then(|first| BY_WORD.get(first.as_str()))
            .is_some_and(|numbers| numbers.iter().any(|&n| in_order(words, &ALL[n].words)))
}

/// Side of a leader of that name. A single word must be the short form of somebody in office around that year;
/// of several sides the one that weighs most in the document is taken, none where that leaves a tie.
pub(crate) fn side_of(
    words: &[String],
    year: Option<i16>,
    weight: &dyn Fn(&str) -> usize,
) -> Option<&'static str> {
    let first = words.first()?;
    let mut sides: Vec<(usize, &'static str)> = Vec::new();
    let mut numbers = BY_WORD.get(first.as_str())?.clone();
    numbers.sort_by_key(|&n| !ALL[n].firm);
    for n in numbers {
        let leader = &ALL[n];
        // "George Herbert Walker Bush": a middle name more than the table has.
        let longer = words.len() > 2
            && leader.words.len() > 1
            && leader.words.first() == Some(first)
            && leader.words.last() == words.last();
        let full = words.len() >= 2 && in_order(words, &leader.words) || longer;
        let family_first = matches!(leader.side, "CHN" | "KOR" | "PRK" | "TWN" | "JPN");
        let given_last = matches!(leader.side, "KHM" | "VNM" | "LAO");
        let short = words.len() == 1
            && (leader.words.last() == Some(first)
                || family_first && leader.words.first() == Some(first)
                || leader.words.len() > 2
                    && !given_last
                    && leader.words.get(1) == Some(first)
                    && first.len() > 4)
            && year.is_none_or(|y| leader.from - 1 <= y && y <= leader.to.saturating_add(1));
        if (full || short) && !sides.iter().any(|s| s.1 == leader.side) {
            // Leaders of public life before holders of some office once.
            let firm = if leader.firm { FIRM } else { 0 };
            sides.push((weight(leader.side) + firm, leader.side));
        }
    }
    sides.sort_by_key(|&(weight, side)| (std::cmp::Reverse(weight), side));
    match sides.as_slice() {
        [only] if words.len() >= 2 || only.0 > 0 => Some(only.1),
        [best, next, ..] if best.0 > next.0 => Some(best.1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_by_full_and_short_name() {
        let side = |name: &str, year, heavy: &'static str| {
            side_of(&significant(name), Some(year), &|s| usize::from(s == heavy))
        };
        assert_eq!(side("Vladimir Putin", 2015, ""), Some("RUS"));
        assert_eq!(side("Obama", 2014, "USA"), Some("USA"));
        assert_eq!(side("Barack Hussein Obama", 2014, ""), Some("USA"));
        assert_eq!(side("Obama", 1950, "USA"), None);
        assert_eq!(side("Xi", 2019, "CHN"), Some("CHN"));
    }
}
