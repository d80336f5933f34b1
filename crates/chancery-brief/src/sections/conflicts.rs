//! Where the sources disagree: every value with who says it. Nothing is settled by counting.

use std::collections::BTreeMap;

use chancery_model::{Conflict, ConflictKind, Fact, Id, Scope};

use super::{Desk, LINES_OF_GROUP, group};
use crate::document::{Group, Line};
use crate::wording::{amounts, dates};
use crate::{facts, notes, wording};

/// One field of one fact for which different values are given.
pub(crate) struct Dispute<'a> {
    fact: &'a Fact,
    kind: ConflictKind,
    scope: Scope,
    field: &'a str,
    /// Claims by value, values in order of first report.
    values: Vec<(&'a str, Vec<&'a Id>)>,
}

/// One line a dispute, the gravest first, each value under it.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let disputes = disputes(desk);
    let lines: Vec<Line> = disputes.iter().map(|dispute| line(desk, dispute)).collect();
    vec![group(None, lines, LINES_OF_GROUP)]
}

/// Disputes about the chosen facts, the gravest first.
pub(crate) fn disputes<'a>(desk: &Desk<'a>) -> Vec<Dispute<'a>> {
    let mut found: Vec<Dispute<'a>> = (desk.selection.chosen.iter())
        .flat_map(|fact| of_fact(fact))
        .collect();
    found.sort_by_key(|d| {
        let day = facts::sort_day(d.fact);
        // A total before its parts.
        let measure = facts::figure(d.fact).map(|figure| figure.measure);
        (
            weight(d.kind),
            d.scope,
            measure,
            std::cmp::Reverse(day),
            d.fact.id.clone(),
        )
    });
    found
}

/// The disputes about one fact, by kind and field.
fn of_fact(fact: &Fact) -> impl Iterator<Item = Dispute<'_>> {
    let mut by_field: BTreeMap<(ConflictKind, &str), Vec<&Conflict>> = BTreeMap::new();
    for conflict in &fact.conflicts {
        let of_field = by_field
            .entry((conflict.kind, &conflict.field))
            .or_default();
        of_field.push(conflict);
    }
    (by_field.into_iter()).map(|((kind, field), conflicts)| dispute(fact, kind, field, &conflicts))
}

/// Something on which the sources of a fact disagree, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What is in question ("Date", "Amount").
    pub what: String,
    /// Whether one document contradicts itself.
    pub within: bool,
    /// The values, the one that was reported first first.
    pub values: Vec<Said>,
}

/// A value and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The value, made readable.
    pub value: String,
    /// Outlets that give it, with commas.
    pub outlets: String,
    /// Claims that give it.
    pub claims: Vec<Id>,
}

/// On what the sources of a fact disagree, the gravest first.
pub fn disagreements(fact: &Fact) -> Vec<Disagreement> {
    let mut disputes: Vec<Dispute<'_>> = of_fact(fact).collect();
    disputes.sort_by_key(|dispute| weight(dispute.kind));
    let told = |dispute: &Dispute<'_>| Disagreement {
        what: asked(dispute),
        within: dispute.scope == Scope::Within,
        values: (dispute.values.iter())
            .map(|(value, claims)| Said {
                value: shown(value),
                outlets: outlets(fact, claims),
                claims: claims.iter().map(|claim| (*claim).clone()).collect(),
            })
            .collect(),
    };
    disputes.iter().map(told).collect()
}

/// What a desk officer must know first: whether it happened, how much, when, who, how long.
fn weight(kind: ConflictKind) -> u8 {
    match kind {
        ConflictKind::Existence | ConflictKind::Status => 0,
        ConflictKind::Number => 1,
        ConflictKind::Date => 2,
        ConflictKind::Participants => 3,
        ConflictKind::Attribution => 4,
        ConflictKind::Duration => 5,
    }
}

fn dispute<'a>(
    fact: &'a Fact,
    kind: ConflictKind,
    field: &'a str,
    conflicts: &[&'a Conflict],
) -> Dispute<'a> {
    let mut values: Vec<(&str, Vec<&Id>)> = Vec::new();
    for (claim, value) in conflicts.iter().flat_map(|c| [&c.a, &c.b]) {
        match values.iter_mut().find(|(known, _)| known == value) {
            Some((_, claims)) if claims.contains(&claim) => {}
            Some((_, claims)) => claims.push(claim),
            None => values.push((value, vec![claim])),
        }
    }
    let order = |claims: &[&Id]| {
        let place = |claim: &Id| fact.sources.iter().position(|s| s.claim == *claim);
        claims.iter().filter_map(|claim| place(claim)).min()
    };
    values.sort_by_key(|(value, claims)| (order(claims), *value));
    let within = conflicts.iter().all(|c| c.scope == Scope::Within);
    Dispute {
        fact,
        kind,
        scope: if within {
            Scope::Within
        } else {
            Scope::Between
        },
        field,
        values,
    }
}

fn line(desk: &mut Desk<'_>, dispute: &Dispute<'_>) -> Line {
    let under: Vec<Line> = dispute
        .values
        .iter()
        .map(|(value, claims)| {
            let outlets = outlets(dispute.fact, claims);
            let text = format!("{}: {}", shown(value), outlets);
            let mut numbers: Vec<usize> = claims
                .iter()
                .flat_map(|claim| desk.notes.cite_claim(dispute.fact, claim))
                .collect();
            numbers.sort_unstable();
            numbers.dedup();
            Line::new("", text, numbers)
        })
        .collect();
    let mut notes: Vec<usize> = under.iter().flat_map(|line| line.notes.clone()).collect();
    notes.sort_unstable();
    notes.dedup();
    let mut line = Line::new(asked(dispute), wording::facts::named(dispute.fact), notes);
    line.fact = Some(dispute.fact.id.clone());
    if dispute.scope == Scope::Within {
        line.marks.push("within one source".to_owned());
    }
    line.under = under;
    line
}

/// The dispute as one line, for the top of the brief.
pub(crate) fn in_one_line(desk: &mut Desk<'_>, dispute: &Dispute<'_>) -> Line {
    let full = line(desk, dispute);
    let values: Vec<&str> = full.under.iter().map(|line| line.text.as_str()).collect();
    let text = format!(
        "{}: {} — {}",
        full.text,
        full.when.to_lowercase(),
        values.join("; ")
    );
    let mut line = Line::new("Sources disagree", text, full.notes);
    line.fact = full.fact;
    line
}

/// What is in question.
fn asked(dispute: &Dispute<'_>) -> String {
    let word = match dispute.kind {
        ConflictKind::Date => "Date",
        ConflictKind::Duration => "Length",
        ConflictKind::Number => "Amount",
        ConflictKind::Participants => "Participants",
        ConflictKind::Status => "Whether it took place",
        ConflictKind::Attribution => "Who said it",
        ConflictKind::Existence => "Whether it exists",
    };
    match dispute.field {
        "place" => "Place".to_owned(),
        "stage" => "Stage".to_owned(),
        _ => word.to_owned(),
    }
}

/// A value as the record writes it, made readable where it is a bare date or number.
fn shown(value: &str) -> String {
    if let Ok(date) = value.parse() {
        return dates::period(date);
    }
    let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
    match number.parse::<f64>() {
        Ok(number) if number.abs() >= 1000.0 => {
            amounts::amount(number, Some(unit).filter(|unit| !unit.is_empty()))
        }
        _ => value.to_owned(),
    }
}

fn outlets(fact: &Fact, claims: &[&Id]) -> String {
    let mut names: Vec<String> = Vec::new();
    for source in fact.sources.iter().filter(|s| claims.contains(&&s.claim)) {
        let name = notes::outlet(source);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_values_are_made_readable() {
        assert_eq!(shown("11200000000 USD"), "US$11.2 billion");
        assert_eq!(shown("2027-03-09"), "9 Mar 2027");
        assert_eq!(shown("three-day"), "three-day");
        assert_eq!(shown("4 days"), "4 days");
    }
}
