//! Nodes kept up as claims come and go: what each is compared by, its first claim, when it was told last.

use std::collections::BTreeMap;
use std::sync::Arc;

use chancery_model::Claim;
use rusqlite::{OptionalExtension, params};

use super::write::Writer;
use crate::Witness;
use crate::error::Result;
use crate::merge::profile::Profile;

/// Last day on which a report can have been published, as it is written.
fn last_day(witness: &Witness) -> Option<String> {
    let day = witness.day().and_then(chancery_model::Edtf::latest);
    day.map(|day| day.to_string())
}

impl Writer<'_> {
    /// The node of a claim that is about to be inserted.
    pub(super) fn gather(&mut self, witness: &Witness, claim: &Claim) -> Result<i64> {
        let profile = Profile::of(&self.rulings.lay_over(claim), witness);
        let name = self.rulings.node_name(&claim.id, profile.name());
        let known: Option<i64> = (self
            .tx
            .prepare_cached("SELECT n FROM node WHERE name = ?1")?)
        .query_row([&name], |row| row.get(0))
        .optional()?;
        let Some(n) = known else {
            self.bind(claim);
            return self.new_node(&name, profile, witness, claim);
        };
        let live = self.counts(witness, claim);
        let day = witness.order().to_string();
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE node SET
                   anchor = CASE WHEN (?2, ?3) < (anchor_day, anchor) THEN ?3 ELSE anchor END,
                   anchor_day = CASE WHEN (?2, ?3) < (anchor_day, anchor) THEN ?2 ELSE anchor_day END,
                   face = CASE WHEN ?4 > live OR (?4 = live AND (?2, ?3) < (face_day, face)) THEN ?3 ELSE face END,
                   face_day = CASE WHEN ?4 > live OR (?4 = live AND (?2, ?3) < (face_day, face)) THEN ?2 ELSE face_day END,
                   live = max(live, ?4)
                 WHERE n = ?1 AND ((?2, ?3) < (anchor_day, anchor) OR ?4 > live OR (?4 = live AND (?2, ?3) < (face_day, face)))",
            )?
            .execute(params![n, day, claim.id.as_str(), live])?;
        if self.bind(claim) || changed > 0 {
            self.dirty.insert(n);
        }
        if live {
            self.told_last(n, witness, &profile)?;
        }
        // Offices may be told twice in one document: which documents tell them does not matter.
        if !matches!(profile, Profile::Tenure(_) | Profile::Relation(_)) {
            self.touched.insert(n);
        }
        Ok(n)
    }

    /// Notes the day of a report that counts. What an event or office is said to be may rest on who told it last;
    /// of all others only where they stand by day.
    fn told_last(&mut self, n: i64, witness: &Witness, profile: &Profile) -> Result<()> {
        let Some(day) = last_day(witness) else {
            return Ok(());
        };
        let later = (self.tx)
            .prepare_cached(
                "UPDATE node SET last_day = ?2 WHERE n = ?1 AND ?2 > coalesce(last_day, '')",
            )?
            .execute(params![n, day])?;
        if later > 0 {
            let set = match profile {
                Profile::Event(_) | Profile::Tenure(_) => &mut self.dirty,
                _ => &mut self.later,
            };
            set.insert(n);
        }
        Ok(())
    }

    /// Moves the fact of a node that was told later than before, where it stands by the day of its reports.
    pub(super) fn move_day(&self, n: i64) -> Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE fact_side SET day = m.last_day FROM node m JOIN fact f ON f.n = m.fact
                 WHERE m.n = ?1 AND f.latest IS NULL AND fact_side.fact = f.n AND fact_side.day < m.last_day",
            )?
            .execute([n])?;
        Ok(())
    }

    /// Whether a claim bears on what facts say.
    fn counts(&self, witness: &Witness, claim: &Claim) -> bool {
        !witness.is_replaced() && !self.rulings.is_rejected(&claim.id)
    }

    /// After all claims of one document: two nodes of one fact that it tells apart must be found anew. Nodes of
    /// different facts are apart already, so that a thousandth copy of an article costs no more than the first.
    pub(super) fn tell_apart(&mut self) -> Result<()> {
        let mut by_fact: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for n in std::mem::take(&mut self.touched) {
            let fact: Option<i64> = (self
                .tx
                .prepare_cached("SELECT fact FROM node WHERE n = ?1")?)
            .query_row([n], |row| row.get(0))?;
            by_fact.entry(fact.unwrap_or_default()).or_default().push(n);
        }
        let several = by_fact.into_values().filter(|nodes| nodes.len() > 1);
        self.dirty.extend(several.flatten());
        Ok(())
    }

    fn new_node(
        &mut self,
        name: &str,
        profile: Profile,
        witness: &Witness,
        claim: &Claim,
    ) -> Result<i64> {
        let live = self.counts(witness, claim);
        let day = witness.order().to_string();
        self.tx
            .prepare_cached(
                "INSERT INTO node (name, kind, anchor_day, anchor, face_day, face, live, last_day, profile)
                 VALUES (?1, ?2, ?3, ?4, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                name,
                profile.kind().as_str(),
                day,
                claim.id.as_str(),
                live,
                last_day(witness).filter(|_| live),
                serde_json::to_string(&profile)?,
            ])?;
        let n = self.tx.last_insert_rowid();
        let mut insert = self
            .tx
            .prepare_cached("INSERT INTO node_key VALUES (?1, ?2, ?3, ?4)")?;
        for place in profile.keys().places() {
            insert.execute(params![place.key, place.first, n, place.last])?;
        }
        self.profiles.insert(n, Arc::new(profile));
        self.fresh.insert(n);
        self.dirty.insert(n);
        Ok(n)
    }

    /// Finds anew what a node knows of its claims, after some left it or ceased to count. A node without
    /// claims goes.
    pub(super) fn regather(&mut self, n: i64) -> Result<()> {
        let first = |live: bool| -> Result<Option<(String, String)>> {
            let sql = if live {
                "SELECT d.first_day, c.id FROM claim c JOIN document d ON d.n = c.document
                 WHERE c.node = ?1 AND d.replaced_by IS NULL AND NOT c.rejected ORDER BY d.first_day, c.id LIMIT 1"
            } else {
                "SELECT d.first_day, c.id FROM claim c JOIN document d ON d.n = c.document
                 WHERE c.node = ?1 ORDER BY d.first_day, c.id LIMIT 1"
            };
            let mut find = self.tx.prepare_cached(sql)?;
            Ok(find
                .query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?)
        };
        let Some(anchor) = first(false)? else {
            return self.remove_node(n);
        };
        let living = first(true)?;
        let live = living.is_some();
        let face = living.unwrap_or_else(|| anchor.clone());
        self.tx
            .prepare_cached(
                "UPDATE node SET anchor_day = ?2, anchor = ?3, face_day = ?4, face = ?5, live = ?6, last_day =
                   (SELECT max(d.last_day) FROM claim c JOIN document d ON d.n = c.document
                    WHERE c.node = ?1 AND d.replaced_by IS NULL AND NOT c.rejected) WHERE n = ?1",
            )?
            .execute(params![n, anchor.0, anchor.1, face.0, face.1, live])?;
        self.dirty.insert(n);
        Ok(())
    }

    fn remove_node(&mut self, n: i64) -> Result<()> {
        let neighbours = self.neighbours(n)?;
        self.dirty
            .extend(neighbours.into_iter().map(|(node, _)| node));
        self.dirty.remove(&n);
        self.fresh.remove(&n);
        if let Some(profile) = self.profile(n)? {
            for place in profile.keys().places() {
                self.tx
                    .prepare_cached(
                        "DELETE FROM node_key WHERE key = ?1 AND first = ?2 AND node = ?3",
                    )?
                    .execute(params![place.key, place.first, n])?;
            }
        }
        let fact: Option<i64> =
            self.tx
                .query_row("SELECT fact FROM node WHERE n = ?1", [n], |row| row.get(0))?;
        self.tx.execute(
            "DELETE FROM edge WHERE b = ?1 AND a IN (SELECT b FROM edge WHERE a = ?1)",
            [n],
        )?;
        self.tx.execute("DELETE FROM edge WHERE a = ?1", [n])?;
        self.tx.execute("DELETE FROM node WHERE n = ?1", [n])?;
        self.profiles.remove(&n);
        if let Some(fact) = fact {
            // A fact of which this was the only node has no other that would find it anew.
            let others: i64 =
                self.tx
                    .query_row("SELECT count(*) FROM node WHERE fact = ?1", [fact], |row| {
                        row.get(0)
                    })?;
            if others == 0 {
                self.remove_fact(fact)?;
            }
        }
        Ok(())
    }

    /// The profile of a node; nothing where it is gone.
    pub(super) fn profile(&mut self, n: i64) -> Result<Option<Arc<Profile>>> {
        if let Some(profile) = self.profiles.get(&n) {
            return Ok(Some(Arc::clone(profile)));
        }
        let written: Option<String> = (self.tx)
            .prepare_cached("SELECT profile FROM node WHERE n = ?1")?
            .query_row([n], |row| row.get(0))
            .optional()?;
        let Some(written) = written else {
            return Ok(None);
        };
        let profile = Arc::new(serde_json::from_str(&written)?);
        self.profiles.insert(n, Arc::clone(&profile));
        Ok(Some(profile))
    }
}
