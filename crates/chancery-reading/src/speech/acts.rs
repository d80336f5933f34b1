//! What is done by saying it: by the verb, else by the words said.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::Act;

/// The act of words reported by a verb that tells nothing of it ("said"), by the cues in them.
///
/// Cues of one act add up; an act must weigh as much as [`ENOUGH`] to be more than an assertion.
pub(super) fn of_words(words: &str, otherwise: Act) -> Act {
    let plain = folded(words);
    let mut weights: Vec<(Act, u32)> = Vec::new();
    for (cue, count) in CUES.iter().zip(counts(&plain)) {
        if count == 0 {
            continue;
        }
        match weights
            .iter_mut()
            .find(|(act, _)| family(*act) == family(cue.act))
        {
            Some((_, weight)) => *weight += count * cue.weight,
            None => weights.push((cue.act, count * cue.weight)),
        }
    }
    // Of acts that weigh the same the sharper one wins: refusals and requests before praise.
    let best = weights.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
    let length = u32::try_from(plain.split(' ').count()).unwrap_or(u32::MAX);
    let decides = best >= ENOUGH && best.saturating_mul(WORDS_PER_WEIGHT) >= length;
    weights
        .iter()
        .find(|(_, weight)| *weight == best && decides)
        .map_or(otherwise, |(act, _)| *act)
}

/// How often each cue stands in folded words, overlaps of a cue with itself counted once.
fn counts(plain: &str) -> Vec<u32> {
    let mut counts = vec![0; CUES.len()];
    let mut free_from = vec![0; CUES.len()];
    // Each cue begins with the blank before its first word.
    for (blank, _) in plain.match_indices(' ') {
        let rest = plain.get(blank..).unwrap_or("");
        for &number in BY_FIRST_WORD.get(first_word(rest)).into_iter().flatten() {
            let cue = &CUES[number];
            if blank >= free_from[number] && rest.starts_with(cue.words.as_str()) {
                counts[number] += 1;
                free_from[number] = blank + cue.words.len();
            }
        }
    }
    counts
}

fn first_word(words: &str) -> &str {
    words.trim_start().split(' ').next().unwrap_or("")
}

static BY_FIRST_WORD: LazyLock<BTreeMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut map: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (number, cue) in CUES.iter().enumerate() {
        map.entry(first_word(&cue.words)).or_default().push(number);
    }
    map
});

/// Weight of one plain cue; chosen by trying 1, 2, 3.
const ENOUGH: u32 = 2;

/// How many words one unit of weight colours: a long account with one sharp word in it stays an account. Chosen by
/// trying 10 to 30.
const WORDS_PER_WEIGHT: u32 = 18;

struct Cue {
    words: String,
    act: Act,
    weight: u32,
}

/// Acts that are hard to tell apart share their cues.
fn family(act: Act) -> u8 {
    match act {
        Act::Assert | Act::Announce => 0,
        Act::Support | Act::Thank | Act::Congratulate => 1,
        Act::Criticize | Act::Reject | Act::Warn | Act::Deny => 2,
        Act::Request => 3,
        Act::Commit => 4,
    }
}

/// Lower case, straight apostrophes, single blanks, one before and one after.
fn folded(words: &str) -> String {
    let mut plain = String::from(" ");
    for word in words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))) {
        if !word.is_empty() {
            plain.push_str(&word.to_lowercase().replace('’', "'"));
            plain.push(' ');
        }
    }
    plain
}

static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    chancery_tables::SPEECH_CUES
        .rows()
        .filter_map(|row| {
            let mut cells = row.into_iter();
            let cue = cells.next()?;
            Some(Cue {
                words: format!(" {cue} "),
                act: cells.next()?.parse().ok()?,
                weight: cells.next()?.parse().ok()?,
            })
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_cues_decide_and_weak_ones_need_company() {
        let act = |words| of_words(words, Act::Assert);
        assert_eq!(act("the raid was unacceptable"), Act::Criticize);
        assert_eq!(act("Norway must open its border"), Act::Request);
        assert_eq!(act("the winter was bad"), Act::Assert);
        assert_eq!(
            act("the winter was bad and the harvest a failure"),
            Act::Criticize
        );
        assert_eq!(act("we look forward to the visit"), Act::Support);
        assert_eq!(act("the train left at noon"), Act::Assert);
        assert_eq!(act(""), Act::Assert);
    }

    #[test]
    fn table_is_sorted_and_read_whole() {
        let table = chancery_tables::SPEECH_CUES.text();
        let names: Vec<_> = chancery_tables::rows(table)
            .filter_map(|row| row.first().copied())
            .collect();
        assert!(names.is_sorted());
        assert_eq!(CUES.len(), names.len());
    }
}
