//! Which office is the higher one.

use std::sync::OnceLock;

use crate::countries;

/// Rank of an office that the table does not know.
pub(crate) const UNRANKED: u8 = 10;

/// Rank of an office by the level of the longest row whose words it contains: 1 for heads of state, higher
/// numbers for lower offices.
pub(crate) fn rank(title: &str) -> u8 {
    let office = format!(" {} ", title.to_lowercase());
    let level = rows()
        .iter()
        .find(|(words, _)| office.contains(words.as_str()))
        .map_or("", |(_, level)| *level);
    match level {
        // "President of the Chamber of Commerce" is no head of state.
        "head_of_state"
            if office.contains("president of") && countries::mentioned(title).is_empty() =>
        {
            9
        }
        level => of_level(level),
    }
}

/// Words between blanks and their level, the longest first.
fn rows() -> &'static [(String, &'static str)] {
    static TABLE: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut rows: Vec<(String, &str)> = chancery_tables::OFFICES
            .text()
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut cells = line.split('\t');
                Some((format!(" {} ", cells.next()?), cells.next()?))
            })
            .collect();
        rows.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        rows
    })
}

fn of_level(level: &str) -> u8 {
    match level {
        "head_of_state" => 1,
        "head_of_government" | "head_of_state_heir" | "secretary_general" => 2,
        "foreign_minister" => 3,
        "defence_minister" => 4,
        "minister" | "finance_minister" | "deputy_head_of_government" | "deputy_head_of_state" => 5,
        "speaker_of_chamber" | "royal" | "commissioner" => 6,
        "party_leader" | "service_chief" | "special_envoy" | "deputy_minister" => 7,
        "ambassador" | "governor" | "chair" => 8,
        "spokesperson" | "diplomat" | "official" | "director" | "judge" => 9,
        "legislator" | "officer" => 10,
        "expert" | "executive" | "adviser" | "member" | "religious_leader" => 11,
        _ => UNRANKED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_ranked_by_their_words() {
        assert!(rank("Prime Minister") < rank("Minister of Foreign Affairs"));
        assert!(rank("Minister of Foreign Affairs") < rank("Minister of Culture"));
        assert!(rank("Deputy Prime Minister") > rank("Prime Minister"));
        assert!(rank("King") < rank("President of the Senate"));
        assert!(rank("President") < rank("President of the Chamber of Commerce"));
        assert_eq!(rank("harbour pilot"), UNRANKED);
    }
}
