//! Decisions into the record, and how they stand.

use std::collections::BTreeSet;

use chancery_model::{Claim, Fact, Id, Prefix};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::write::Writer;
use super::{Record, as_of, read};
use crate::decisions::{
    Action, Correction, Decision, Held, Link, Request, Rulings, link_field, standing,
};
use crate::error::{Error, Result};

/// All decisions in the order of (time, id).
pub(super) fn all(connection: &Connection) -> Result<Vec<Decision>> {
    let mut find = connection.prepare_cached(
        "SELECT id, at, who, action, targets, payload, reason FROM decision ORDER BY at, id",
    )?;
    let mut rows = find.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let own = read::id(&row.get::<_, String>(0)?)?;
        let word: String = row.get(3)?;
        let targets = serde_json::from_str(&row.get::<_, String>(4)?)?;
        let payload = serde_json::from_str(&row.get::<_, String>(5)?)?;
        let action = Action::from_parts(&word, targets, payload).ok_or_else(|| Error::Damaged {
            what: format!("decision {own} is no '{word}'"),
        })?;
        decisions.push(Decision {
            id: own,
            at: row.get(1)?,
            who: row.get(2)?,
            action,
            reason: row.get(6)?,
        });
    }
    Ok(decisions)
}

impl Record {
    /// Decides something, and finds the facts anew that depend on it, in one transaction. What cannot be
    /// decided changes nothing.
    ///
    /// `at` is the time that the caller gives it; where the record has a decision that is not earlier, the time
    /// just after that one is taken: a clock that was put back puts no decision before one that it builds on.
    pub fn decide(
        &mut self,
        at: Timestamp,
        who: &str,
        reason: Option<&str>,
        request: &Request,
    ) -> Result<Decision> {
        if who.trim().is_empty() {
            return Err(refused("somebody must decide; the name is empty"));
        }
        let action = self.action(request)?;
        let before = all(&self.connection)?;
        let moment = after(at, before.last())?;
        let at = as_of::stamp(moment);
        let decision = Decision::new(at, who, action, reason);
        let mut decisions = before;
        decisions.push(decision.clone());
        let claims = affected(&decisions, &decision);
        let rulings = Rulings::of(&decisions);
        self.write(moment, |writer| {
            writer.insert_decision(&decision)?;
            writer.decide(rulings, &claims)
        })?;
        Ok(decision)
    }

    /// All decisions in the order in which they were taken, and how each stands.
    pub fn decisions(&self) -> Result<Vec<(Decision, Held)>> {
        let decisions = all(&self.connection)?;
        let holding: BTreeSet<Id> = standing(&decisions).iter().map(|d| d.id.clone()).collect();
        let rulings = Rulings::of(&decisions);
        (decisions.into_iter())
            .map(|decision| {
                let held = if !holding.contains(&decision.id) {
                    Held::Undone
                } else if self.applies(&decision, &rulings)? {
                    Held::Active
                } else {
                    Held::Waiting
                };
                Ok((decision, held))
            })
            .collect()
    }

    /// Whether the claims that a decision is about are in the record, and as it needs them.
    fn applies(&self, decision: &Decision, rulings: &Rulings) -> Result<bool> {
        let is_there = |id: &Id| Ok::<bool, Error>(self.claim(id)?.is_some());
        match &decision.action {
            Action::Merge(claims) | Action::Split(claims) => {
                let mut there = 0;
                for claim in claims {
                    there += usize::from(is_there(claim)?);
                }
                let first = claims.first().map(is_there).transpose()?.unwrap_or(false);
                Ok(there > 1 && (first || matches!(decision.action, Action::Merge(_))))
            }
            Action::Reject(claims) | Action::Accept(claims) => {
                for claim in claims {
                    if is_there(claim)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Action::Correct(claim, correction) | Action::Name(claim, correction) => {
                if let Some(link) = correction.link() {
                    let target = match &link {
                        Link::To(target) => is_there(target)?,
                        Link::Untold | Link::Nowhere => true,
                    };
                    return Ok(target && is_there(claim)?);
                }
                let claim = self.claim(claim)?;
                // As it is after all decisions: the ones before it may be what it builds on.
                Ok(claim.is_some_and(|claim| {
                    correction.applied(&claim.body).is_some()
                        || correction.applied(&rulings.lay_over(&claim).body).is_some()
                }))
            }
            Action::Undo(_) => Ok(true),
        }
    }

    fn claim(&self, id: &Id) -> Result<Option<Claim>> {
        let found = read::claims(&self.connection, "c.id = ?1", id.as_str())?;
        Ok(found.into_iter().next().map(|(_, _, claim)| claim))
    }

    /// What is asked for as an action on claims, or why it cannot be.
    fn action(&self, request: &Request) -> Result<Action> {
        Ok(match request {
            Request::Merge(a, b) => self.merging(a, b)?,
            Request::Split(id) => {
                let (claim, fact) = self.one_claim(id)?;
                let mut claims = vec![claim.id.clone()];
                let others = fact.sources.iter().map(|source| source.claim.clone());
                claims.extend(others.filter(|other| *other != claim.id));
                if claims.len() < 2 {
                    return Err(refused(&format!(
                        "{} is the only claim of {}",
                        claim.id, fact.id
                    )));
                }
                Action::Split(claims)
            }
            Request::Reject(id) => Action::Reject(self.claims_meant(id)?),
            Request::Accept(id) => Action::Accept(self.claims_meant(id)?),
            Request::Correct {
                claim,
                field,
                value,
            } => {
                if let Some(action) = self.belonging(claim, field, value)? {
                    return Ok(action);
                }
                let claim = self.as_understood(claim)?;
                let correction = Correction::new(&claim.body, field, value);
                Action::Correct(claim.id, correction.map_err(|why| refused(&why))?)
            }
            Request::Name { claim, whom, name } => {
                let claim = self.as_understood(claim)?;
                let correction = Correction::field_of(&claim.body, whom)
                    .and_then(|field| Correction::new(&claim.body, &field, name));
                Action::Name(claim.id, correction.map_err(|why| refused(&why))?)
            }
            Request::Undo(id) => {
                let decisions = all(&self.connection)?;
                if !decisions.iter().any(|d| d.id == *id) {
                    return Err(unknown(id, "a decision"));
                }
                if !standing(&decisions).iter().any(|d| d.id == *id) {
                    return Err(refused(&format!("{id} is undone already")));
                }
                Action::Undo(id.clone())
            }
        })
    }

    fn merging(&self, a: &Id, b: &Id) -> Result<Action> {
        let (one, other) = (self.known_fact(a)?, self.known_fact(b)?);
        if one.id == other.id {
            return Err(refused(&format!("{a} and {b} are one fact already")));
        }
        if one.kind != other.kind {
            let (one, other) = (one.kind.as_str(), other.kind.as_str());
            return Err(refused(&format!(
                "{a} is of kind {one} and {b} of kind {other}; only facts of one kind can be one"
            )));
        }
        let mut claims = vec![named(a), named(b)];
        let all = one.sources.iter().chain(&other.sources);
        let mut rest: Vec<Id> = all.map(|source| source.claim.clone()).collect();
        rest.sort_unstable();
        claims.extend(
            rest.into_iter()
                .filter(|id| *id != named(a) && *id != named(b)),
        );
        Ok(Action::Merge(claims))
    }

    /// What a fact belongs to, where that is what is to be corrected.
    fn belonging(&self, id: &Id, field: &str, typed: &str) -> Result<Option<Action>> {
        let fact = self.known_fact(id)?;
        if link_field(fact.kind) != Some(field) {
            return Ok(None);
        }
        let target = match typed.trim() {
            "" => None,
            typed => Some(Id::parse(typed).ok_or_else(|| {
                refused(&format!(
                    "'{typed}' is no id; {field} takes the id of the other fact, or nothing for none"
                ))
            })?),
        };
        let owner = target.as_ref().map(|id| self.known_fact(id)).transpose()?;
        if owner.as_ref().map(|owner| &owner.id) == fact.linked.as_ref() {
            return Err(refused(&format!("{field} says so already")));
        }
        if let Some(owner) = &owner {
            self.may_own(owner, &fact, field)?;
        }
        let target = target.as_ref().map(named);
        let correction = Correction::of_link(fact.kind, target.as_ref(), fact.linked.as_ref());
        Ok(Some(Action::Correct(named(id), correction)))
    }

    /// Whether one fact can own another: of one kind, and not itself within it.
    fn may_own(&self, owner: &Fact, part: &Fact, field: &str) -> Result<()> {
        if owner.kind != part.kind {
            let (a, b) = (part.kind.as_str(), owner.kind.as_str());
            return Err(refused(&format!(
                "{} is of kind {a} and {} of kind {b}; {field} ties two of one kind",
                part.id, owner.id
            )));
        }
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        let mut above = Some(owner.id.clone());
        while let Some(id) = above {
            if id == part.id {
                return Err(refused(&format!(
                    "{} would belong to itself by way of {}",
                    part.id, owner.id
                )));
            }
            above = match self.fact(&id)? {
                Some(fact) if seen.insert(id) => fact.linked,
                _ => None,
            };
        }
        Ok(())
    }

    fn known_fact(&self, id: &Id) -> Result<Fact> {
        self.fact(id)?.ok_or_else(|| unknown(id, "a claim or fact"))
    }

    /// The claims that an id stands for: one, or all of a fact.
    fn claims_meant(&self, id: &Id) -> Result<Vec<Id>> {
        let fact = self.known_fact(id)?;
        if *id == named(id) {
            return Ok(vec![id.clone()]);
        }
        let mut claims: Vec<Id> = fact.sources.into_iter().map(|s| s.claim).collect();
        claims.sort_unstable();
        Ok(claims)
    }

    /// The one claim that an id stands for, and its fact.
    fn one_claim(&self, id: &Id) -> Result<(Claim, Fact)> {
        let fact = self.known_fact(id)?;
        if *id != named(id) && fact.sources.len() > 1 {
            return Err(refused(&format!(
                "{id} has {} claims; give the id of the one that is meant (clm_…)",
                fact.sources.len()
            )));
        }
        let claim = self.claim(&named(id))?;
        Ok((claim.ok_or_else(|| unknown(id, "a claim"))?, fact))
    }

    /// A claim with earlier corrections laid over it.
    fn as_understood(&self, id: &Id) -> Result<Claim> {
        let (claim, _) = self.one_claim(id)?;
        let rulings = Rulings::of(&all(&self.connection)?);
        Ok(rulings.lay_over(&claim).into_owned())
    }
}

/// The claim under the name of which an id goes.
fn named(id: &Id) -> Id {
    id.with_prefix(Prefix::Claim)
}

fn refused(why: &str) -> Error {
    Error::Refused {
        why: why.to_owned(),
    }
}

fn unknown(id: &Id, what: &'static str) -> Error {
    Error::Unknown {
        id: id.clone(),
        what,
    }
}

/// The time of a decision: after that of the last one.
fn after(at: Timestamp, last: Option<&Decision>) -> Result<Timestamp> {
    let Some(last) = last.filter(|last| last.at >= as_of::stamp(at)) else {
        return Ok(at);
    };
    as_of::time(&last.at)?
        .checked_add(SignedDuration::from_micros(1))
        .map_err(|_| refused(&format!("nothing can be decided after '{}'", last.at)))
}

/// The claims whose facts a decision can change: those that it is about or, through decisions that it undoes,
/// those that they are about.
pub(super) fn affected(decisions: &[Decision], decision: &Decision) -> Vec<Id> {
    let mut last = decision;
    while let Action::Undo(other) = &last.action {
        match decisions.iter().find(|d| d.id == *other) {
            Some(found) if found.at < last.at => last = found,
            _ => break,
        }
    }
    last.action.targets().to_vec()
}

impl Writer<'_> {
    pub(super) fn insert_decision(&self, decision: &Decision) -> Result<()> {
        self.tx.execute(
            "INSERT INTO decision (id, at, who, action, targets, payload, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                decision.id.as_str(),
                decision.at,
                decision.who,
                decision.action.as_str(),
                serde_json::to_string(decision.action.targets())?,
                decision.action.payload().to_string(),
                decision.reason,
            ],
        )?;
        Ok(())
    }
}
