//! Which facts answer the question: those of the pair and the period, and nothing of a third pair.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Edtf, Event, EventType, Fact, Id, Kind, Side, Status};
use jiff::civil::Date;

use crate::facts;
use crate::wording::events::place_side;
use crate::{Question, countries};

/// The facts that answer a question, sorted by day, then id.
pub(crate) struct Selection<'a> {
    pub(crate) pair: [Side; 2],
    /// The day up to which the record goes: what was planned for a later day lies ahead.
    pub(crate) as_of: Option<Date>,
    pub(crate) chosen: Vec<&'a Fact>,
    /// Documents that say something of the pair.
    pub(crate) documents: BTreeSet<Id>,
}

impl<'a> Selection<'a> {
    /// Selects.
    pub(crate) fn of(question: &Question, all: &'a [Fact]) -> Self {
        let pair = &question.pair;
        let mut chosen: Vec<&Fact> = all.iter().filter(|f| is_of_pair(f, pair)).collect();
        let parents: BTreeSet<&Id> = chosen.iter().map(|f| &f.id).collect();
        chosen.extend(all.iter().filter(|f| {
            let inside = f.linked.as_ref().is_some_and(|id| parents.contains(id));
            inside && !parents.contains(&f.id) && is_within_pair(f, pair)
        }));
        let scenes = Scenes::of(all);
        chosen.extend(
            all.iter()
                .filter(|f| f.kind == Kind::Statement && is_said_of_pair(f, pair, &scenes)),
        );
        chosen.retain(|f| question.admits(f));
        let documents: BTreeSet<Id> = chosen
            .iter()
            .flat_map(|f| f.sources.iter().map(|s| s.document.clone()))
            .collect();
        chosen.extend(all.iter().filter(|f| {
            let of_side = facts::tenure(f).and_then(|t| t.side.as_ref());
            let here = f.sources.iter().any(|s| documents.contains(&s.document));
            here && of_side.is_some_and(|side| pair.contains(side))
        }));
        chosen.retain(|f| question.admits(f));
        chosen.sort_by_key(|f| (facts::sort_day(f), f.id.clone()));
        let as_of = question.as_of.or_else(|| last_report(&chosen, &documents));
        Self {
            pair: pair.clone(),
            as_of,
            chosen,
            documents,
        }
    }

    /// Chosen facts of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &'a Fact> {
        self.chosen.iter().copied().filter(move |f| f.kind == kind)
    }

    /// Chosen events.
    pub(crate) fn events(&self) -> impl Iterator<Item = (&'a Fact, &'a Event)> {
        self.chosen
            .iter()
            .filter_map(|&f| facts::event(f).map(|e| (f, e)))
    }

    /// Sides other than the pair that take part.
    pub(crate) fn others(&self, fact: &Fact) -> Vec<Side> {
        normalised(fact, &self.pair)
            .into_iter()
            .filter(|side| !self.pair.contains(side) && !side.is_org())
            .collect()
    }

    /// Whether an event lies ahead of the record: planned or proposed, and not for a day that has passed.
    pub(crate) fn lies_ahead(&self, fact: &Fact, event: &Event) -> bool {
        let open = matches!(event.status, Status::Planned | Status::Proposed);
        let last_day = event.end.or(event.start).and_then(Edtf::latest);
        let passed = match (last_day, self.as_of) {
            (Some(last), Some(today)) => last < today,
            // Without a date: a plan told within the last year is still open.
            (None, Some(today)) => facts::reported(fact)
                .and_then(Edtf::latest)
                .is_some_and(|told| (today - told).get_days() > 366),
            _ => false,
        };
        open && !passed
    }
}

/// The last day on which a document of the pair was published; of one that does not state its day, the first
/// on which it can have been.
fn last_report(chosen: &[&Fact], documents: &BTreeSet<Id>) -> Option<Date> {
    chosen
        .iter()
        .flat_map(|fact| &fact.sources)
        .filter(|source| documents.contains(&source.document))
        .filter_map(|source| match source.published {
            Some(stated) => stated.latest(),
            None => source.published_inferred.and_then(facts::first_day),
        })
        .max()
}

/// The sides of a fact; a state that is no more counts as its successor, unless it is asked for itself.
fn normalised(fact: &Fact, pair: &[Side; 2]) -> BTreeSet<Side> {
    facts::sides(fact)
        .into_iter()
        .map(|side| match countries::successor(&side) {
            Some(successor) if !pair.contains(&side) => successor,
            _ => side,
        })
        .collect()
}

fn is_of_pair(fact: &Fact, pair: &[Side; 2]) -> bool {
    if matches!(fact.kind, Kind::Tenure | Kind::Statement) {
        return false;
    }
    let sides = normalised(fact, pair);
    pair.iter().all(|side| sides.contains(side)) || is_at_the_other(fact, pair)
}

/// An act of one side alone on the other's territory: a wreath laid in its capital, a visit without a host.
fn is_at_the_other(fact: &Fact, pair: &[Side; 2]) -> bool {
    let Some(event) = facts::event(fact) else {
        return false;
    };
    let place = event.place.as_deref().map(place_side);
    let sides = normalised(fact, pair);
    let [a, b] = pair;
    let one_at = |here: &Side, there: &Side| sides.contains(here) && place.as_ref() == Some(there);
    event.kind != EventType::Appointment
        && is_within_pair(fact, pair)
        && (one_at(a, b) || one_at(b, a))
}

/// Whether no third state or body takes part.
fn is_within_pair(fact: &Fact, pair: &[Side; 2]) -> bool {
    let sides = normalised(fact, pair);
    !sides.is_empty()
        && sides
            .iter()
            .all(|side| pair.contains(side) || side.is_org())
}

/// Where in its document each fact between sides stands: a statement that names no country is about those
/// that are spoken of around it.
struct Scenes<'a>(BTreeMap<&'a Id, Vec<(u32, BTreeSet<Side>)>>);

impl<'a> Scenes<'a> {
    fn of(all: &'a [Fact]) -> Self {
        let mut scenes: BTreeMap<&Id, Vec<_>> = BTreeMap::new();
        for fact in all
            .iter()
            .filter(|f| !matches!(f.kind, Kind::Tenure | Kind::Statement))
        {
            let sides = facts::sides(fact);
            let place = facts::event(fact)
                .and_then(|e| e.place.as_deref())
                .map(place_side);
            let sides: BTreeSet<Side> = sides.into_iter().chain(place).collect();
            if sides.iter().filter(|side| !side.is_org()).count() < 2 {
                continue;
            }
            for source in &fact.sources {
                for quote in &source.quotes {
                    let scene = (quote.span.start, sides.clone());
                    scenes.entry(&source.document).or_default().push(scene);
                }
            }
        }
        for scene in scenes.values_mut() {
            scene.sort();
        }
        Self(scenes)
    }

    /// The sides spoken of at a place: those of the last facts before or at it, else of the first after.
    fn around(&self, document: &Id, at: u32) -> BTreeSet<Side> {
        let Some(scene) = self.0.get(document) else {
            return BTreeSet::new();
        };
        let next = scene.partition_point(|(start, _)| *start <= at);
        let anchor = match next.checked_sub(1).and_then(|n| scene.get(n)) {
            Some((start, _)) => *start,
            None => scene.first().map_or(0, |(start, _)| *start),
        };
        scene
            .iter()
            .filter(|(start, _)| *start == anchor)
            .flat_map(|(_, sides)| sides.clone())
            .collect()
    }
}

/// Whether a statement is about the pair: its words name the other side, or name no third one and stand where
/// the pair is spoken of.
fn is_said_of_pair(fact: &Fact, pair: &[Side; 2], scenes: &Scenes<'_>) -> bool {
    let Some(statement) = facts::statement(fact) else {
        return false;
    };
    let own = statement.side.as_ref();
    let named = countries::mentioned(&statement.text);
    let others: Vec<&Side> = named.iter().filter(|side| Some(*side) != own).collect();
    if !own.is_some_and(|side| pair.contains(side)) {
        return pair.iter().all(|side| named.contains(side));
    }
    if !others.is_empty() {
        return others.iter().any(|side| pair.contains(side));
    }
    fact.sources.iter().any(|source| {
        let at = source.quotes.first().map_or(0, |quote| quote.span.start);
        let around = scenes.around(&source.document, at);
        pair.iter().all(|side| around.contains(side))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Made};

    fn selected(facts: &[Fact]) -> Vec<String> {
        let question = Question::new("KHM".into(), "VNM".into());
        let selection = Selection::of(&question, facts);
        selection.chosen.iter().map(|f| f.id.to_string()).collect()
    }

    #[test]
    fn nothing_of_a_third_pair_leaks_in() {
        let facts = [
            testing::meeting(&["KHM", "VNM"]).named("evt_pair").fact(),
            testing::meeting(&["KHM", "THA"]).named("evt_third").fact(),
            testing::meeting(&["KHM", "LAO", "VNM"])
                .named("evt_three")
                .fact(),
        ];
        assert_eq!(selected(&facts), ["evt_pair", "evt_three"]);
    }

    #[test]
    fn an_act_on_the_others_soil_counts() {
        let mut wreath = testing::meeting(&["VNM"]);
        wreath.event().place = Some("Phnom Penh, KHM".to_owned());
        let mut third = testing::meeting(&["LAO", "KHM"]);
        third.event().place = Some("VNM".to_owned());
        let facts = [
            wreath.named("evt_wreath").fact(),
            third.named("evt_third").fact(),
        ];
        assert_eq!(selected(&facts), ["evt_wreath"]);
    }

    #[test]
    fn a_statement_belongs_to_the_pair_spoken_of() {
        let say =
            |text: &str, at: u32, id: &str| Made::statement("KHM", text).at(at).named(id).fact();
        let facts = [
            testing::meeting(&["KHM", "VNM"])
                .at(100)
                .named("evt_a")
                .fact(),
            testing::meeting(&["KHM", "THA"])
                .at(500)
                .named("evt_b")
                .fact(),
            say("trade with Vietnam grows", 600, "stm_named"),
            say("ties with Thailand grow", 150, "stm_third"),
            say("we sign gladly", 150, "stm_near"),
            say("we sign gladly", 600, "stm_far"),
        ];
        let found = selected(&facts);
        assert_eq!(
            found.iter().filter(|id| id.starts_with("stm")).count(),
            2,
            "{found:?}"
        );
        assert!(found.contains(&"stm_named".to_owned()) && found.contains(&"stm_near".to_owned()));
    }

    #[test]
    fn what_the_soviet_union_did_is_russias_past() {
        let facts = [testing::meeting(&["KHM", "SUN"]).named("evt_old").fact()];
        let question = Question::new("KHM".into(), "RUS".into());
        assert_eq!(Selection::of(&question, &facts).chosen.len(), 1);
    }
}
