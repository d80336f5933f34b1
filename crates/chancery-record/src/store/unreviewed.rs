//! What a person should look at: found by conditions in the file, not by going through all facts.

use std::collections::BTreeSet;

use chancery_model::{Fact, Id};

use super::filter::DISPUTED;
use super::read::fact_numbered;
use super::{Record, decide};
use crate::decisions::Rulings;
use crate::error::Result;

/// What makes a fact deserve a look; any of it does.
#[derive(Debug, Clone, Copy)]
pub struct Deserving<'a> {
    /// Whether sources that disagree do.
    pub disputed: bool,
    /// Confidence below which a fact does that no source of was read better.
    pub unsure_below: Option<f32>,
    /// Facts that do for some other reason.
    pub these: &'a BTreeSet<Id>,
}

impl Record {
    /// Hands the facts that deserve a look and that no person has found right, claim by claim, to a function: in order of
    /// their ids, those that deserve it for another reason last. Only one is in memory.
    pub fn each_unreviewed(
        &self,
        wanted: &Deserving<'_>,
        mut with: impl FnMut(Fact) -> Result<()>,
    ) -> Result<()> {
        let _held = self.held()?;
        let rulings = Rulings::of(&decide::all(&self.connection)?);
        let mut open = |fact: Fact| {
            let mut claims = fact.sources.iter().map(|source| &source.claim);
            let judged =
                claims.all(|claim| rulings.is_accepted(claim) || rulings.is_rejected(claim));
            if judged { Ok(()) } else { with(fact) }
        };
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        for n in self.disputed_or_unsure(wanted)? {
            if let Some(fact) = fact_numbered(&self.connection, n)? {
                if wanted.these.contains(&fact.id) {
                    seen.insert(fact.id.clone());
                }
                open(fact)?;
            }
        }
        for id in wanted.these.difference(&seen) {
            if let Some(fact) = self.fact(id)? {
                open(fact)?;
            }
        }
        Ok(())
    }

    /// Numbers of the facts on which sources disagree or of which none was read with confidence, in order of the facts' ids.
    fn disputed_or_unsure(&self, wanted: &Deserving<'_>) -> Result<Vec<i64>> {
        let mut parts: Vec<&str> = Vec::new();
        if wanted.disputed {
            parts.push(DISPUTED);
        }
        if wanted.unsure_below.is_some() {
            parts.push(
                "NOT EXISTS (SELECT 1 FROM node m JOIN claim c ON c.node = m.n JOIN document d ON d.n = c.document
                 WHERE m.fact = f.n AND NOT c.rejected AND d.replaced_by IS NULL AND c.confidence >= ?1)",
            );
        }
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let mut find = self.connection.prepare_cached(&format!(
            "SELECT f.n FROM fact f WHERE f.live AND ?1 = ?1 AND ({}) ORDER BY f.id",
            parts.join(" OR ")
        ))?;
        let below = f64::from(wanted.unsure_below.unwrap_or(0.0));
        let rows = find.query_map([below], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
