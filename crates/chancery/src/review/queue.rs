//! What deserves a look, in order: disputed facts, doubtful ones by what they weigh, doubtful merges.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ClaimBody, Fact, Id, Stance};
use chancery_record::{Deserving, Doubt, Record};

use crate::arguments::Queue;

/// Confidence under which a fact is looked at: no source of it was read better.
const LOW: f32 = 0.5;

/// Most facts in the queue: nobody goes through more at a time, and what is left comes up when these are judged.
const MOST: usize = 2000;

/// A fact and why it deserves a look.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// The fact.
    pub(crate) fact: Fact,
    /// Of another fact that may be the same.
    pub(crate) twin: Option<Id>,
    /// Why, the weightiest reason first.
    pub(crate) reasons: Vec<Reason>,
}

/// Why a fact deserves a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// Sources disagree, or one contradicts itself.
    Disputed,
    /// No source was read with confidence.
    Unsure,
    /// Its reports were joined on thin grounds.
    Joined,
    /// It is much like another fact.
    Twin,
}

impl Reason {
    /// A word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Unsure => "unsure",
            Self::Joined => "one?",
            Self::Twin => "two?",
        }
    }
}

/// The facts that deserve a look and that no person has judged, in the order in which they do.
pub(crate) fn queue(record: &Record, wanted: Option<Queue>) -> anyhow::Result<Vec<Item>> {
    let any = |queue| wanted.is_none_or(|wanted| wanted == queue);
    let doubts = match wanted {
        None | Some(Queue::Merges) => record.doubtful_merges()?,
        _ => Vec::new(),
    };
    let doubtful: BTreeSet<Id> = (doubts.iter())
        .map(|doubt| match doubt {
            Doubt::Joined(fact) | Doubt::Apart(fact, _) => fact.clone(),
        })
        .collect();
    let deserving = Deserving {
        disputed: any(Queue::Conflicts),
        unsure_below: any(Queue::LowConfidence).then_some(LOW),
        these: &doubtful,
    };
    let mut facts: Vec<Fact> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    record.each_unreviewed(&deserving, |fact| {
        facts.push(fact);
        if facts.len() == MOST {
            items.extend(of_facts(std::mem::take(&mut facts), &doubts, wanted));
            in_order(&mut items);
            items.truncate(MOST);
        }
        Ok(())
    })?;
    items.extend(of_facts(facts, &doubts, wanted));
    in_order(&mut items);
    items.truncate(MOST);
    Ok(items)
}

/// Why each fact deserves a look. What deserves none is left out.
fn of_facts(facts: Vec<Fact>, doubts: &[Doubt], wanted: Option<Queue>) -> Vec<Item> {
    let joined: BTreeSet<&Id> = (doubts.iter())
        .filter_map(|doubt| match doubt {
            Doubt::Joined(fact) => Some(fact),
            Doubt::Apart(..) => None,
        })
        .collect();
    // The likest pair of each fact, under the first of the two.
    let mut twins: BTreeMap<&Id, &Id> = BTreeMap::new();
    for doubt in doubts.iter().rev() {
        if let Doubt::Apart(a, b) = doubt {
            twins.insert(a, b);
        }
    }
    let any = |queue| wanted.is_none_or(|wanted| wanted == queue);
    let mut items: Vec<Item> = Vec::new();
    for fact in facts {
        let twin = twins.get(&fact.id).map(|id| (*id).clone());
        let reasons = [
            (
                Reason::Disputed,
                any(Queue::Conflicts) && !fact.conflicts.is_empty(),
            ),
            (
                Reason::Unsure,
                any(Queue::LowConfidence) && confidence(&fact) < LOW,
            ),
            (
                Reason::Joined,
                any(Queue::Merges) && joined.contains(&fact.id),
            ),
            (Reason::Twin, twin.is_some()),
        ];
        let reasons: Vec<Reason> = (reasons.into_iter())
            .filter_map(|(reason, holds)| holds.then_some(reason))
            .collect();
        if !reasons.is_empty() {
            items.push(Item {
                fact,
                twin,
                reasons,
            });
        }
    }
    items
}

/// Which comes first.
fn in_order(items: &mut [Item]) {
    let weights = weights();
    items.sort_by(|a, b| {
        let urgency = |item: &Item| doubt(&item.fact) * weight(&weights, &item.fact);
        let disputed = |item: &Item| item.reasons.contains(&Reason::Disputed);
        let reported = |item: &Item| {
            if disputed(item) {
                witnesses(&item.fact)
            } else {
                0
            }
        };
        (disputed(b), reported(b))
            .cmp(&(disputed(a), reported(a)))
            .then_with(|| urgency(b).total_cmp(&urgency(a)))
            .then_with(|| witnesses(&b.fact).cmp(&witnesses(&a.fact)))
            .then_with(|| a.fact.id.cmp(&b.fact.id))
    });
}

/// The best confidence among the sources that count.
pub(crate) fn confidence(fact: &Fact) -> f32 {
    let counting = fact.sources.iter().filter(|source| counts(source.stance));
    counting.map(|source| source.confidence).fold(0.0, f32::max)
}

fn doubt(fact: &Fact) -> f32 {
    1.0 - confidence(fact)
}

/// Sources that count and repeat no other.
pub(crate) fn witnesses(fact: &Fact) -> usize {
    let sources = fact.sources.iter();
    let own = sources.filter(|s| counts(s.stance) && s.stance != Stance::Repeats);
    own.count().max(1)
}

fn counts(stance: Stance) -> bool {
    !matches!(stance, Stance::Superseded | Stance::Rejected)
}

type Weights = BTreeMap<(&'static str, &'static str), f32>;

/// How much a wrong fact costs, by kind and sort.
fn weights() -> Weights {
    let rows = chancery_tables::REVIEW_WEIGHTS.rows();
    rows.filter_map(|row| match row.as_slice() {
        [kind, sort, weight] => Some(((*kind, *sort), weight.parse().ok()?)),
        _ => None,
    })
    .collect()
}

fn weight(weights: &Weights, fact: &Fact) -> f32 {
    let sort = match &fact.body {
        ClaimBody::Event(event) => event.kind.as_str(),
        ClaimBody::Figure(figure) => figure.kind.as_str(),
        _ => "-",
    };
    let kind = fact.kind.as_str();
    let found = weights.get(&(kind, sort)).or(weights.get(&(kind, "-")));
    found.copied().unwrap_or(1.0)
}

/// Why a fact deserves a look, in words.
pub(crate) fn why(item: &Item) -> String {
    let fact = &item.fact;
    let mut why: Vec<String> = Vec::new();
    for reason in &item.reasons {
        match reason {
            Reason::Disputed => {
                let fields: BTreeSet<&str> =
                    fact.conflicts.iter().map(|c| c.field.as_str()).collect();
                let fields: Vec<&str> = fields.into_iter().collect();
                why.push(format!("disputed: {}", fields.join(", ")));
            }
            Reason::Unsure => why.push(format!("confidence {:.2}", confidence(fact))),
            Reason::Joined => why.push("its reports may be of two things".to_owned()),
            Reason::Twin => {
                let twin = item
                    .twin
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string);
                why.push(format!("may be one with {twin}"));
            }
        }
    }
    why.push(match witnesses(fact) {
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    });
    why.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::examples::{figure, visit};

    fn order(
        facts: Vec<Fact>,
        doubts: &[Doubt],
        wanted: Option<Queue>,
    ) -> Vec<(String, Vec<Reason>)> {
        let mut items = of_facts(facts, doubts, wanted);
        in_order(&mut items);
        let named = |item: Item| (item.fact.id.to_string(), item.reasons);
        items.into_iter().map(named).collect()
    }

    #[test]
    fn what_is_disputed_comes_first_then_weight_times_doubt() {
        let (trade, weak, sure) = (figure(0.9), visit("weak", 0.3), visit("sure", 0.95));
        let mut sanction = visit("sanction", 0.4);
        if let ClaimBody::Event(event) = &mut sanction.body {
            event.kind = chancery_model::EventType::Sanction;
        }
        let ids = [&trade, &sanction, &weak, &sure].map(|fact| fact.id.to_string());
        let all = vec![weak.clone(), sure.clone(), sanction, trade];
        let listed = order(all.clone(), &[], None);
        let listed: Vec<&String> = listed.iter().map(|(id, _)| id).collect();
        assert_eq!(listed, ids.iter().take(3).collect::<Vec<_>>());

        let doubts = [
            Doubt::Joined(sure.id.clone()),
            Doubt::Apart(weak.id.clone(), sure.id.clone()),
        ];
        assert_eq!(
            order(all.clone(), &doubts, Some(Queue::Merges)),
            [
                (ids[2].clone(), vec![Reason::Twin]),
                (ids[3].clone(), vec![Reason::Joined])
            ]
        );
        assert_eq!(order(all, &[], Some(Queue::Conflicts)).len(), 1);
    }

    #[test]
    fn every_kind_has_a_weight() {
        let weights = weights();
        for kind in chancery_model::Kind::ALL {
            assert!(
                weights.contains_key(&(kind.as_str(), "-")),
                "{}",
                kind.as_str()
            );
        }
        for ((kind, sort), weight) in &weights {
            assert!((1.0..=5.0).contains(weight), "{kind} {sort}");
            let known = *sort == "-" || sort.parse::<chancery_model::EventType>().is_ok();
            assert!(known, "{kind} {sort}");
        }
    }
}
