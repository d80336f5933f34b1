//! State of relations: milestones, missions, anniversaries ahead.

use chancery_model::{Edtf, EventType, Fact, Kind, Milestone, Relation};

use super::{Desk, group};
use crate::document::{Group, Line};
use crate::history::{self, Anniversary, in_order};
use crate::wording::dates;
use crate::{countries, facts, wording};

/// Days ahead within which an anniversary is of use to whoever prepares a meeting: ten years.
const AHEAD: i32 = 3653;

/// Milestones in order of time, then embassies and ambassadors.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let milestones = in_order(
        desk.selection
            .of_kind(Kind::Relation)
            .filter_map(|fact| facts::relation(fact).map(|relation| (fact, relation)))
            .collect(),
    );
    let mut lines: Vec<Line> = milestones
        .iter()
        .map(|(fact, relation)| milestone(desk, fact, relation))
        .collect();
    for (fact, relation) in &milestones {
        let check = anniversary_check(desk, fact, relation, &milestones);
        lines.extend(check.filter(|check| lines.iter().all(|line| line.text != check.text)));
    }
    let next = (desk.selection.as_of)
        .map(|day| {
            let mut next = history::anniversaries(&milestones, day);
            next.retain(|one| one.days_from(day).is_some_and(|days| days < AHEAD));
            next
        })
        .unwrap_or_default();
    let ahead: Vec<Line> = (next.iter())
        .filter_map(|next| anniversary(desk, &milestones, next))
        .collect();
    let missions: Vec<Line> = desk
        .selection
        .events()
        .filter(|(fact, event)| {
            event.kind == EventType::MissionChange && !desk.selection.lies_ahead(fact, event)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(fact, event)| desk.event_line(fact, event, None))
        .collect();
    vec![
        group(None, lines, usize::MAX),
        group(Some("Missions".to_owned()), missions, 6),
        group(Some("Anniversaries ahead".to_owned()), ahead, usize::MAX),
    ]
}

/// The next round anniversary, and the next great one.
fn anniversary(
    desk: &mut Desk<'_>,
    all: &[(&Fact, &Relation)],
    next: &Anniversary,
) -> Option<Line> {
    let (fact, _) = all.iter().find(|(fact, _)| fact.id == next.of)?;
    let text = format!("{} years of relations", next.years);
    let mut line = Line::new(dates::within(next.date), text, desk.notes.cite(fact));
    line.fact = Some(fact.id.clone());
    if next.disputed {
        line.marks.push("founding date disputed".to_owned());
    }
    Some(line)
}

fn milestone(desk: &mut Desk<'_>, fact: &Fact, relation: &Relation) -> Line {
    let what = wording::facts::milestone(relation.milestone);
    let former = relation
        .dyad
        .iter()
        .find(|side| !desk.selection.pair.contains(side));
    let text = match former {
        Some(side) => format!("{what} (then with {})", countries::in_sentence(side)),
        None => what.to_owned(),
    };
    let when = relation
        .date
        .map_or_else(|| "date not stated".to_owned(), dates::within);
    let mut line = Line::new(when, text, desk.notes.cite(fact));
    line.fact = Some(fact.id.clone());
    line.marks = desk
        .marks(fact)
        .into_iter()
        .filter(|m| !m.starts_with("multilateral"))
        .collect();
    line
}

/// "1967 + 60 = 2027": the founding year, the number that the source gives, the year it was marked.
fn anniversary_check(
    desk: &mut Desk<'_>,
    fact: &Fact,
    relation: &Relation,
    all: &[(&Fact, &Relation)],
) -> Option<Line> {
    if relation.milestone != Milestone::Anniversary {
        return None;
    }
    let marked = relation.date?.earliest()?.year();
    let number = fact
        .sources
        .iter()
        .flat_map(|source| &source.quotes)
        .find_map(|quote| ordinal(&quote.exact))?;
    let (founding, founded) = all.iter().find_map(|(fact, relation)| {
        let year = relation.date.and_then(Edtf::earliest).map(|day| day.year());
        let named = relation.milestone == Milestone::Established;
        year.filter(|_| named).map(|year| (*fact, year))
    })?;
    let holds = if founded + number == marked {
        "agrees"
    } else {
        "does not agree"
    };
    let text = format!(
        "{founded} + {number} = {}: {holds} with the year marked, {marked}",
        founded + number
    );
    let mut notes = desk.notes.cite(fact);
    notes.extend(desk.notes.cite(founding));
    notes.sort_unstable();
    notes.dedup();
    Some(Line::new("Check", text, notes))
}

/// The number of the first ordinal before "anniversary", or of "N years of".
fn ordinal(sentence: &str) -> Option<i16> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let [number, next] = pair else { return None };
        let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = number.get(digits.len()..)?;
        let ordinal =
            matches!(suffix, "st" | "nd" | "rd" | "th") && next.starts_with("anniversary");
        let years = suffix.is_empty() && *next == "years";
        (ordinal || years).then(|| digits.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_anniversary_is_read_from_its_words() {
        assert_eq!(
            ordinal("They marked the 60th anniversary of ties."),
            Some(60)
        );
        assert_eq!(ordinal("They mark 65 years of ties."), Some(65));
        assert_eq!(ordinal("They met on the 9th floor."), None);
    }
}
