//! The lives of agreements: the stages that the sources tell of, what renews what, how each stands on a day.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Agreement, Claim, ClaimBody, Edtf, Fact, Id, Side, Stage};
use jiff::civil::Date;

use crate::facts;
use crate::notes::published;

/// A stage that an agreement has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// The day of it, the narrowest that a source gives.
    pub date: Option<Edtf>,
    /// First report of it.
    pub reported: Option<Edtf>,
    /// Claims that tell of it, the first reported first.
    pub claims: Vec<Id>,
}

/// How an agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It has come to this stage, and nothing is known that ended it.
    At(Stage),
    /// Signed, and within its stated term.
    InForce,
    /// Another agreement has taken its place.
    Renewed,
    /// Its stated term has run out.
    Expired,
    /// A source says that it has ended.
    Ended,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::At(stage) => stage.as_str(),
            Self::InForce => Stage::InForce.as_str(),
            Self::Renewed => "renewed",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }

    /// Whether it binds nobody any longer.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Renewed | Self::Expired | Self::Ended)
    }
}

/// An agreement from first to last.
#[derive(Debug, Clone)]
pub struct Life<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// What it says.
    pub agreement: &'a Agreement,
    /// What is known of its way, in order of time.
    pub steps: Vec<Step>,
    /// The agreement that it takes the place of.
    pub renews: Option<Id>,
    /// The agreement that takes its place.
    pub renewed_by: Option<Id>,
    /// Last day of its stated term.
    pub expires: Option<Date>,
    /// How it stands on the day.
    pub state: State,
}

/// The lives of the agreements among facts on a day, by day of first step, then id. `claims` are those of the
/// facts, as they are to be understood. What had not come to any stage by the day is left out.
pub fn lives<'a>(facts: &'a [Fact], claims: &[Claim], on: Option<Date>) -> Vec<Life<'a>> {
    let by_id: BTreeMap<&Id, &Claim> = claims.iter().map(|claim| (&claim.id, claim)).collect();
    let all: Vec<(&Fact, &Agreement)> = (facts.iter())
        .filter_map(|fact| facts::agreement(fact).map(|agreement| (fact, agreement)))
        .collect();
    let mut lives: Vec<Life<'a>> = Vec::with_capacity(all.len());
    for &(fact, agreement) in &all {
        let mut steps = steps(fact, agreement, &by_id);
        if let Some(on) = on {
            steps.retain(|step| step.day().is_none_or(|day| day <= on));
            if steps.is_empty() {
                continue;
            }
        }
        let successor = all
            .iter()
            .find(|(other, _)| other.linked.as_ref() == Some(&fact.id) && has_begun(other, on));
        let expires = agreement.term_end.and_then(Edtf::latest);
        lives.push(Life {
            fact,
            agreement,
            state: state(agreement, &steps, successor.map(|(_, a)| *a), expires, on),
            steps,
            renews: fact.linked.clone(),
            renewed_by: successor.map(|(other, _)| other.id.clone()),
            expires,
        });
    }
    lives.sort_by(|a, b| (a.begins(), &a.fact.id).cmp(&(b.begins(), &b.fact.id)));
    lives
}

impl Step {
    /// The day from which it is known to have been reached.
    fn day(&self) -> Option<Date> {
        (self.date.and_then(facts::first_day)).or(self.reported.and_then(facts::first_day))
    }
}

impl Life<'_> {
    fn begins(&self) -> Option<Date> {
        self.steps.first().and_then(Step::day)
    }

    /// Whether its term ends within days, both counted.
    pub fn ends_within(&self, first: Option<Date>, last: Date) -> bool {
        self.expires
            .is_some_and(|end| end <= last && first.is_none_or(|first| end >= first))
    }

    /// Whether these are among its parties; a state that is no more counts as its successor.
    pub fn is_between(&self, sides: &[Side]) -> bool {
        let parties: BTreeSet<Side> = (self.agreement.parties.iter())
            .flat_map(|side| [Some(side.clone()), crate::countries::successor(side)])
            .flatten()
            .collect();
        sides.iter().all(|side| parties.contains(side))
    }
}

/// Whether an agreement has been concluded by a day.
fn has_begun(fact: &Fact, on: Option<Date>) -> bool {
    let Some(agreement) = facts::agreement(fact) else {
        return false;
    };
    let day = (agreement.date.and_then(facts::first_day))
        .or_else(|| facts::reported(fact).and_then(facts::first_day));
    let open = matches!(
        agreement.stage,
        Stage::Studied | Stage::Proposed | Stage::Negotiated
    );
    !open && on.is_none_or(|on| day.is_none_or(|day| day <= on))
}

/// The stages that the claims of a fact tell of, each once.
fn steps(fact: &Fact, agreement: &Agreement, claims: &BTreeMap<&Id, &Claim>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for source in &fact.sources {
        let said = claims.get(&source.claim).map(|claim| &claim.body);
        let Some(ClaimBody::Agreement(said)) = said else {
            continue;
        };
        let reported = published(source);
        match steps.iter_mut().find(|step| step.stage == said.stage) {
            Some(step) => {
                step.claims.push(source.claim.clone());
                step.date = narrower(step.date, said.date);
                step.reported = step.reported.or(reported);
            }
            None => steps.push(Step {
                stage: said.stage,
                date: said.date,
                reported,
                claims: vec![source.claim.clone()],
            }),
        }
    }
    if steps.is_empty() {
        steps.push(Step {
            stage: agreement.stage,
            date: agreement.date,
            reported: facts::reported(fact),
            claims: Vec::new(),
        });
    }
    steps.sort_by_key(|step| (step.day(), step.stage));
    steps
}

/// The narrower of two dates, the first where neither is.
fn narrower(a: Option<Edtf>, b: Option<Edtf>) -> Option<Edtf> {
    let length = |date: Edtf| date.length_in_days().unwrap_or(i64::MAX);
    match (a, b) {
        (Some(a), Some(b)) if length(b) < length(a) => Some(b),
        (a, b) => a.or(b),
    }
}

fn state(
    agreement: &Agreement,
    steps: &[Step],
    successor: Option<&Agreement>,
    expires: Option<Date>,
    on: Option<Date>,
) -> State {
    let reached = |stage: Stage| steps.iter().any(|step| step.stage == stage);
    if reached(Stage::Ended) {
        return State::Ended;
    }
    let over = matches!((expires, on), (Some(end), Some(on)) if end < on);
    if let Some(next) = successor {
        // What follows it may have been signed before it began.
        let begun = match (next.term_start.and_then(Edtf::earliest), on) {
            (Some(start), Some(on)) => start <= on,
            _ => true,
        };
        if over || begun {
            return State::Renewed;
        }
    }
    if over {
        return State::Expired;
    }
    let last = (steps.iter().map(|step| step.stage).max()).unwrap_or(agreement.stage);
    let began = match (agreement.term_start.and_then(Edtf::earliest), on) {
        (Some(start), Some(on)) => start <= on,
        _ => false,
    };
    match last {
        Stage::Signed | Stage::Ratified if began => State::InForce,
        other => State::At(other),
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::{AgreementKind, Why};

    use super::*;
    use crate::testing::Made;

    fn protocol(name: &str, stage: Stage, date: &str, term: Option<(&str, &str)>) -> Fact {
        Made::of(ClaimBody::Agreement(Agreement {
            title: "protocol on ports".to_owned(),
            kind: AgreementKind::Protocol,
            parties: vec!["PER".into(), "VNM".into()],
            stage,
            date: date.parse().ok(),
            term_start: term.map(|t| t.0.parse().unwrap()),
            term_end: term.map(|t| t.1.parse().unwrap()),
            renews: None,
            evidence: Vec::new(),
            why: Why::default(),
        }))
        .named(name)
        .fact()
    }

    fn on(text: &str) -> Option<Date> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_term_begins_and_runs_out_and_is_renewed() {
        let first = protocol(
            "agr_first",
            Stage::Signed,
            "2019-11-02",
            Some(("2020", "2024")),
        );
        let mut second = protocol(
            "agr_next",
            Stage::Signed,
            "2024-11-26",
            Some(("2025", "2029")),
        );
        second.linked = Some(first.id.clone());
        let facts = [first, second];
        let states = |day: &str| -> Vec<&str> {
            let lives = lives(&facts, &[], on(day));
            lives.iter().map(|life| life.state.as_str()).collect()
        };
        assert!(states("2019-01-01").is_empty());
        assert_eq!(states("2019-12-01"), ["signed"]);
        assert_eq!(states("2021-12-01"), ["in_force"]);
        assert_eq!(states("2024-12-01"), ["in_force", "signed"]);
        assert_eq!(states("2025-02-01"), ["renewed", "in_force"]);
        assert_eq!(states("2030-02-01"), ["renewed", "expired"]);
        let all = lives(&facts, &[], on("2025-02-01"));
        assert_eq!(all[0].renewed_by, Some(facts[1].id.clone()));
        assert!(all[1].ends_within(on("2025-02-01"), Date::constant(2029, 12, 31)));
        assert!(!all[1].ends_within(on("2025-02-01"), Date::constant(2029, 12, 30)));
        assert!(all[0].is_between(&["VNM".into()]) && !all[0].is_between(&["KHM".into()]));
    }
}
