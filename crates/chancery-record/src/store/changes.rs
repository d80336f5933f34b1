//! What changed of a record between two moments, and because of which documents and decisions.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Fact, Id, Stance};
use jiff::Timestamp;

use super::as_of::{past_claims, time};
use super::{Filter, Record, decide, read};
use crate::decisions::Decision;
use crate::diff::{self, Change};
use crate::error::Result;
use crate::merge::sketch;

/// A document that something changed because of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recorded {
    /// The document.
    pub id: Id,
    /// Its name in the input.
    pub name: String,
    /// Its outlet, if known.
    pub outlet: Option<String>,
    /// Whether it came, or was read anew.
    pub how: How,
}

/// What happened to a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was added.
    Added,
    /// It was there, and was read otherwise.
    Reread,
    /// Another version of the article took its place.
    Replaced,
}

/// A change and what brought it about.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasoned {
    /// What changed.
    pub change: Change,
    /// Documents that brought it about.
    pub documents: Vec<Recorded>,
    /// Decisions that brought it about.
    pub decisions: Vec<Decision>,
}

/// All that changed between two moments.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// Documents that came or were read anew, by id.
    pub documents: Vec<Recorded>,
    /// Decisions that were taken, in order.
    pub decisions: Vec<Decision>,
    /// Facts that are not as they were, by kind of change, then id.
    pub facts: Vec<Reasoned>,
}

/// What was recorded between two moments.
struct Meantime {
    added: BTreeSet<Id>,
    /// Claims that were read otherwise or left out, by document.
    reread: BTreeMap<Id, BTreeSet<Id>>,
    decisions: Vec<(Decision, BTreeSet<Id>)>,
}

impl Record {
    /// What changed after one moment and up to another (now, if none is given). The same moments give the
    /// same answer whatever is recorded later.
    pub fn diff(&self, since: Timestamp, until: Option<Timestamp>) -> Result<Changes> {
        let Some(before) = self.past(since)? else {
            return Ok(Changes::default());
        };
        let later = match until {
            Some(until) => self.past(until)?,
            None => None,
        };
        let after = later.as_ref().unwrap_or(self);
        let meantime = self.meantime(since, until)?;
        let (old, new) = differing(&before, after)?;
        let stances: BTreeMap<&Id, Stance> = stances(&old);
        let mut facts = Vec::new();
        for change in diff::diff(&old, &new) {
            let mut causes = after.causes(&change, &meantime, &stances)?;
            if causes.0.is_empty()
                && causes.1.is_empty()
                && let Some(owner) = &change.fact.linked
                && let Some(owner) = after.fact(owner)?
            {
                // It belongs to another now: because of what that one rests on.
                causes.0 = after.added_sources(&owner, &meantime)?;
            }
            facts.push(Reasoned {
                change,
                documents: causes.0,
                decisions: causes.1,
            });
        }
        let mut documents = Vec::new();
        for id in &meantime.added {
            documents.push(after.recorded(id, How::Added)?);
        }
        for id in meantime.reread.keys() {
            documents.push(after.recorded(id, How::Reread)?);
        }
        documents.sort();
        Ok(Changes {
            documents,
            decisions: meantime.decisions.into_iter().map(|(d, _)| d).collect(),
            facts,
        })
    }

    fn meantime(&self, since: Timestamp, until: Option<Timestamp>) -> Result<Meantime> {
        let inside = |text: &str| -> Result<bool> {
            let at = time(text)?;
            Ok(at > since && until.is_none_or(|until| at <= until))
        };
        let mut meantime = Meantime {
            added: BTreeSet::new(),
            reread: BTreeMap::new(),
            decisions: Vec::new(),
        };
        let mut all = (self.connection).prepare("SELECT n, id, recorded_at FROM document")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let (n, id) = (row.get::<_, i64>(0)?, read::id(&row.get::<_, String>(1)?)?);
            if inside(&row.get::<_, String>(2)?)? {
                meantime.added.insert(id);
                continue;
            }
            for past in past_claims(&self.connection, n)? {
                if past.superseded_at > since && until.is_none_or(|u| past.superseded_at <= u) {
                    let claims = meantime.reread.entry(id.clone()).or_default();
                    claims.insert(past.claim.id);
                }
            }
        }
        let mut later = (self.connection).prepare(
            "SELECT d.id, c.id, t.recorded_at FROM claim_time t JOIN claim c ON c.n = t.claim JOIN document d ON d.n = c.document",
        )?;
        let mut rows = later.query([])?;
        while let Some(row) = rows.next()? {
            let document = read::id(&row.get::<_, String>(0)?)?;
            if !meantime.added.contains(&document) && inside(&row.get::<_, String>(2)?)? {
                let claims = meantime.reread.entry(document).or_default();
                claims.insert(read::id(&row.get::<_, String>(1)?)?);
            }
        }
        let decisions = decide::all(&self.connection)?;
        for decision in &decisions {
            if inside(&decision.at)? {
                let claims = decide::affected(&decisions, decision);
                let claims = claims.into_iter().collect();
                meantime.decisions.push((decision.clone(), claims));
            }
        }
        Ok(meantime)
    }

    fn causes(
        &self,
        change: &Change,
        meantime: &Meantime,
        before: &BTreeMap<&Id, Stance>,
    ) -> Result<(Vec<Recorded>, Vec<Decision>)> {
        let own = change.fact.sources.iter().map(|source| &source.claim);
        let claims: BTreeSet<&Id> = own.chain(&change.untold).collect();
        let mut documents = self.added_sources(&change.fact, meantime)?;
        for (document, reread) in &meantime.reread {
            if claims.iter().any(|claim| reread.contains(*claim)) {
                documents.push(self.recorded(document, How::Reread)?);
            }
        }
        for source in &change.fact.sources {
            let was = before.get(&source.claim);
            let now_replaced = match self.witness(&source.document)? {
                Some(witness) => witness.is_replaced(),
                None => false,
            };
            if now_replaced && was.is_some_and(|stance| *stance != Stance::Superseded) {
                documents.push(self.recorded(&source.document, How::Replaced)?);
            }
        }
        documents.sort();
        documents.dedup();
        let decisions = (meantime.decisions.iter())
            .filter(|(_, about)| claims.iter().any(|claim| about.contains(*claim)))
            .map(|(decision, _)| decision.clone())
            .collect();
        Ok((documents, decisions))
    }

    /// The documents among a fact's sources that came in the meantime.
    fn added_sources(&self, fact: &Fact, meantime: &Meantime) -> Result<Vec<Recorded>> {
        let sources: BTreeSet<&Id> = fact.sources.iter().map(|s| &s.document).collect();
        (sources.into_iter())
            .filter(|document| meantime.added.contains(*document))
            .map(|document| self.recorded(document, How::Added))
            .collect()
    }

    fn recorded(&self, id: &Id, how: How) -> Result<Recorded> {
        let witness = self.witness(id)?;
        let (name, outlet) = witness.map(|w| (w.name, w.outlet)).unwrap_or_default();
        Ok(Recorded {
            id: id.clone(),
            name,
            outlet,
            how,
        })
    }
}

/// The facts of two moments without those that are the same in both: what is held in memory grows with what changed.
fn differing(before: &Record, after: &Record) -> Result<(Vec<Fact>, Vec<Fact>)> {
    let mut known: BTreeMap<Id, u64> = BTreeMap::new();
    before.each_fact(&Filter::default(), |fact| {
        known.insert(fact.id.clone(), print_of(&fact)?);
        Ok(())
    })?;
    let mut new = Vec::new();
    after.each_fact(&Filter::default(), |fact| {
        if known.get(&fact.id) == Some(&print_of(&fact)?) {
            known.remove(&fact.id);
        } else {
            new.push(fact);
        }
        Ok(())
    })?;
    let mut old = Vec::new();
    for id in known.keys() {
        old.extend(before.fact(id)?);
    }
    Ok((old, new))
}

/// A number that is the same for facts that are the same.
fn print_of(fact: &Fact) -> Result<u64> {
    Ok(sketch::hash(&serde_json::to_vec(fact)?))
}

/// How each claim stood to its fact.
fn stances(facts: &[Fact]) -> BTreeMap<&Id, Stance> {
    (facts.iter().flat_map(|fact| &fact.sources))
        .map(|source| (&source.claim, source.stance))
        .collect()
}
