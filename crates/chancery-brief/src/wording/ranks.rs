//! Which office is the higher one.

use std::sync::OnceLock;

/// rank, words.
const RANKS: &str = include_str!("../../../../data/office_ranks.tsv");
/// Rank of an office that the table does not know.
pub(crate) const UNRANKED: u8 = 10;

/// Rank of an office by its words: 1 for heads of state, higher numbers for lower offices.
pub(crate) fn rank(office: &str) -> u8 {
    static TABLE: OnceLock<Vec<(u8, &'static str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        RANKS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(rank, words)| Some((rank.parse().ok()?, words)))
            .collect()
    });
    let office = format!(" {} ", office.to_lowercase());
    let holds = |words: &str| {
        office
            .find(words)
            .and_then(|at| office.get(..at))
            .is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric()))
    };
    table
        .iter()
        .find(|(_, words)| holds(words))
        .map_or(UNRANKED, |(rank, _)| *rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_ranked_by_their_words() {
        assert!(rank("Prime Minister") < rank("Minister of Foreign Affairs"));
        assert!(rank("Minister of Foreign Affairs") < rank("Minister of Culture"));
        assert!(rank("Deputy Prime Minister") > rank("Prime Minister"));
        assert_eq!(rank("harbour pilot"), UNRANKED);
        assert!(rank("King") < rank("President of the Senate"));
    }
}
