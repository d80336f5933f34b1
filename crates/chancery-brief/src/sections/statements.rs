//! What was said, by whom, in which office; quotation told from paraphrase.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_model::{Act, Fact, Form, Kind, Statement};

use super::{Desk, group};
use crate::document::{Group, Line};
use crate::notes::stated;
use crate::wording::on_one_line;
use crate::{countries, facts};

/// Most statements of one side, and of one speaker: a brief shows who says what, not all of it.
const OF_SIDE: usize = 7;
const OF_SPEAKER: usize = 3;
/// Longest quotation in characters; the footnote has the whole sentence.
const LONGEST: usize = 320;

/// One group a side, then others; the latest first.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let mut all: Vec<(&Fact, &Statement)> = desk
        .selection
        .of_kind(Kind::Statement)
        .filter_map(|fact| facts::statement(fact).map(|statement| (fact, statement)))
        .collect();
    // Newest first; within one document in its own order, words in quotation marks before paraphrase.
    all.sort_by_key(|(fact, statement)| {
        let place = fact
            .sources
            .first()
            .and_then(|s| s.quotes.first())
            .map(|q| q.span.start);
        let day = facts::sort_day(fact);
        (
            Reverse(day),
            statement.form == Form::Indirect,
            place,
            &fact.id,
        )
    });
    let mut lines: [Vec<Line>; 3] = Default::default();
    let mut left_out = [0; 3];
    for (side, lines) in lines.iter_mut().enumerate() {
        let of_side: Vec<(&Fact, &Statement)> = all
            .iter()
            .copied()
            .filter(|(_, statement)| desk.place_in_pair(statement.side.as_ref()) == side)
            .collect();
        let chosen = chosen(&of_side);
        left_out[side] = of_side.len() - chosen.len();
        lines.extend(
            chosen
                .into_iter()
                .map(|(fact, statement)| line(desk, fact, statement)),
        );
    }
    let [a, b] = desk.selection.pair.clone();
    let headings = [
        countries::name(&a),
        countries::name(&b),
        "Others".to_owned(),
    ];
    headings
        .into_iter()
        .zip(lines)
        .zip(left_out)
        .map(|((heading, lines), more)| {
            let mut group = group(Some(heading), lines, OF_SIDE);
            group.more = more;
            group
        })
        .collect()
}

/// Those that there is room for, in the order given: everyone is heard once before anybody is heard twice.
fn chosen<'a>(all: &[(&'a Fact, &'a Statement)]) -> Vec<(&'a Fact, &'a Statement)> {
    let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (n, (_, statement)) in all.iter().enumerate() {
        let turn = spoken.entry(&statement.speaker).or_default();
        turns.push((*turn, n));
        *turn += 1;
    }
    turns.retain(|(turn, _)| *turn < OF_SPEAKER);
    turns.sort_unstable();
    turns.truncate(OF_SIDE);
    let mut kept: Vec<usize> = turns.into_iter().map(|(_, n)| n).collect();
    kept.sort_unstable();
    kept.into_iter()
        .filter_map(|n| all.get(n).copied())
        .collect()
}

fn line(desk: &mut Desk<'_>, fact: &Fact, statement: &Statement) -> Line {
    let when = stated(fact);
    let office = desk.office(fact, &statement.speaker);
    // The heading names the side; the office alone is enough here.
    let outside = desk.place_in_pair(statement.side.as_ref()) == 2;
    let side = statement.side.as_ref().filter(|_| outside);
    let speaker = desk
        .introduced
        .person(&statement.speaker, office.as_deref(), side);
    let words = shorten(&on_one_line(&without_reopened(&statement.text)));
    let verb = verb(statement);
    let mut line = match statement.form {
        Form::Direct => {
            let words = words.trim_matches(['"', '“', '”']);
            Line::new(when, format!("{speaker} {verb}: “{words}”"), Vec::new())
        }
        Form::Indirect | Form::Mixed => {
            let mut line = Line::new(when, format!("{speaker} {verb}: {words}"), Vec::new());
            line.marks.push("paraphrase".to_owned());
            line
        }
    };
    line.notes = desk.notes.cite(fact);
    line.marks
        .extend(desk.marks(fact).into_iter().filter(|m| m == "disputed"));
    line.fact = Some(fact.id.clone());
    line
}

/// The verb of the source where it is a plain past tense ("highlighted"), else one for the act.
fn verb(statement: &Statement) -> &str {
    match statement.verb.as_deref() {
        Some(verb) if verb.ends_with("ed") && !verb.contains(' ') => verb,
        Some(verb @ ("said" | "wrote")) => verb,
        _ => of_act(statement.act),
    }
}

fn of_act(act: Act) -> &'static str {
    match act {
        Act::Assert | Act::Support => "said",
        Act::Criticize => "criticised",
        Act::Request => "asked",
        Act::Commit => "promised",
        Act::Reject => "rejected",
        Act::Warn => "warned",
        Act::Thank => "thanked",
        Act::Congratulate => "congratulated",
        Act::Deny => "denied",
        Act::Announce => "announced",
    }
}

/// Each paragraph of a long quotation opens with a quotation mark; within one quotation they go.
fn without_reopened(text: &str) -> String {
    let mut paragraphs = text.split('\n').map(str::trim).filter(|p| !p.is_empty());
    let first = paragraphs.next().unwrap_or("").to_owned();
    paragraphs.fold(first, |all, next| {
        format!("{all} {}", next.trim_start_matches(['“', '"']))
    })
}

/// Cut at a word, with a sign that it goes on.
fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let cut = head.rfind(' ').unwrap_or(end);
    format!("{} […]", head.get(..cut).unwrap_or(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quotation_is_cut_at_a_word_and_says_so() {
        let long = "wörter ".repeat(100);
        let short = shorten(long.trim());
        assert!(short.ends_with("wörter […]") && short.chars().count() <= LONGEST + 4);
        assert_eq!(shorten("brief"), "brief");
    }
}
