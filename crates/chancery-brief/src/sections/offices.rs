//! Who holds which office on both sides, as the sources say it.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Edtf, Fact, Kind, Source, Tenure, TenureStatus};

use super::{Desk, group};
use crate::countries;
use crate::document::{Group, Line};
use crate::facts;
use crate::wording::ranks::{UNRANKED, rank};
use crate::wording::{capital, dates, on_one_line};

/// Offices, each with the fact that tells it.
type Held<'f> = Vec<(&'f Fact, &'f Tenure)>;

/// Most persons of one side.
const OF_SIDE: usize = 10;

/// One group a side, one line a person, the highest office first.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let pair = desk.selection.pair.clone();
    pair.iter()
        .enumerate()
        .map(|(n, side)| {
            let held: Vec<(&Fact, &Tenure)> = desk
                .selection
                .of_kind(Kind::Tenure)
                .filter_map(|fact| facts::tenure(fact).map(|tenure| (fact, tenure)))
                .filter(|(_, tenure)| desk.place_in_pair(tenure.side.as_ref()) == n)
                .collect();
            let mut people: BTreeMap<&str, Held<'_>> = BTreeMap::new();
            for (fact, tenure) in held {
                people
                    .entry(&tenure.person)
                    .or_default()
                    .push((fact, tenure));
            }
            let mut ranked: Vec<(u8, &str, Held<'_>)> = people
                .into_iter()
                .map(|(person, mut offices)| {
                    offices
                        .sort_by_key(|(_, t)| (t.status == TenureStatus::Former, rank(&t.office)));
                    let best = offices.first().map_or(UNRANKED, |(_, t)| rank(&t.office));
                    (best, person, offices)
                })
                .collect();
            ranked.sort_by_key(|(rank, person, _)| (*rank, *person));
            let more = ranked.len().saturating_sub(OF_SIDE);
            ranked.truncate(OF_SIDE);
            let lines = ranked
                .into_iter()
                .map(|(_, person, offices)| line(desk, person, &offices))
                .collect();
            let mut group = group(Some(countries::name(side)), lines, OF_SIDE);
            group.more = more;
            group
        })
        .collect()
}

fn line(desk: &mut Desk<'_>, person: &str, offices: &[(&Fact, &Tenure)]) -> Line {
    let documents = desk.selection.documents.clone();
    let here = |source: &Source| documents.contains(&source.document);
    let mut notes = Vec::new();
    let mut said = Vec::new();
    let mut marks = BTreeSet::new();
    let mut days = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for (fact, tenure) in offices {
        let office = capital(&on_one_line(&tenure.office));
        // The same office in other words ("defence minister") is told once.
        if known.iter().any(|k| same_office(k, &office)) && tenure.status == TenureStatus::Current {
            continue;
        }
        known.push(office.clone());
        said.push(match tenure.status {
            TenureStatus::Current => office,
            status => format!("{status} {office}"),
        });
        notes.extend(desk.notes.cite_ends(fact, here));
        marks.extend(desk.marks(fact).into_iter().filter(|m| m == "disputed"));
        days.extend(
            fact.sources
                .iter()
                .filter(|s| here(s))
                .filter_map(|s| s.published),
        );
    }
    notes.sort_unstable();
    notes.dedup();
    let mut line = Line::new(seen(&days), format!("{person}: {}", said.join("; ")), notes);
    line.marks = marks.into_iter().collect();
    line.fact = offices.first().map(|(fact, _)| fact.id.clone());
    line
}

/// First and last report: an office is known for the days it was reported, and no more is claimed.
fn seen(days: &[Edtf]) -> String {
    let first = days.iter().filter_map(|d| d.earliest()).min();
    let last = days
        .iter()
        .filter_map(|d| d.latest().or(d.earliest()))
        .max();
    match (first, last) {
        (Some(a), Some(b)) => dates::period(Edtf::days(a, b.max(a))),
        _ => "undated".to_owned(),
    }
}

fn words(office: &str) -> BTreeSet<String> {
    const SMALL: [&str; 5] = ["of", "the", "and", "for", "national"];
    office
        .to_lowercase()
        .replace("defense", "defence")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Whether two titles of one person have the same words but for small ones, or one the other's and more.
fn same_office(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    a.is_subset(&b) || b.is_subset(&a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_in_other_words_is_one() {
        assert!(same_office(
            "Minister of National Defence",
            "Defense Minister"
        ));
        assert!(!same_office(
            "President of the Senate",
            "President of the Party"
        ));
    }

    #[test]
    fn an_office_is_claimed_for_the_days_it_was_reported() {
        let days = ["2027-03-09".parse().unwrap(), "2027-03-12".parse().unwrap()];
        assert_eq!(seen(&days), "9–12 Mar 2027");
        assert_eq!(seen(&[]), "undated");
    }
}
