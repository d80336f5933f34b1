//! What follows from the claims: nodes, edges, facts, ties. Only what a change touches is found anew; the
//! result is the same as if all had been merged at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chancery_model::{Claim, Id};
use rusqlite::{OptionalExtension, params};

use super::read;
use super::write::Writer;
use crate::Witness;
use crate::error::Result;
use crate::merge::node::Node;
use crate::merge::profile::{Profile, Verdict};

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
    fn move_day(&self, n: i64) -> Result<()> {
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
    fn profile(&mut self, n: i64) -> Result<Option<Arc<Profile>>> {
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

    fn neighbours(&self, n: i64) -> Result<Vec<(i64, i64)>> {
        let mut find = self
            .tx
            .prepare_cached("SELECT b, score FROM edge WHERE a = ?1")?;
        let rows = find.query_map([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Draws the edges of new nodes, then finds the facts of all that was touched.
    pub(super) fn settle(&mut self) -> Result<()> {
        for n in std::mem::take(&mut self.fresh) {
            self.connect(n)?;
        }
        self.join_bound()?;
        let mut changed = BTreeSet::new();
        let mut seen: BTreeSet<i64> = BTreeSet::new();
        for start in std::mem::take(&mut self.dirty) {
            if seen.contains(&start) {
                continue;
            }
            let component = self.component(start)?;
            seen.extend(component.keys());
            changed.extend(self.recluster(&component)?);
        }
        for n in std::mem::take(&mut self.later) {
            if !seen.contains(&n) {
                self.move_day(n)?;
            }
        }
        self.tie(&changed)
    }

    fn connect(&mut self, n: i64) -> Result<()> {
        let Some(profile) = self.profile(n)? else {
            return Ok(());
        };
        let mut candidates = BTreeSet::new();
        {
            let mut find = self
                .tx
                .prepare_cached("SELECT node FROM node_key WHERE key = ?1 AND first BETWEEN ?2 AND ?3 AND last >= ?4")?;
            for look in profile.keys().looks() {
                let place = params![look.key, look.from, look.to, look.until];
                let rows = find.query_map(place, |row| row.get::<_, i64>(0))?;
                for row in rows {
                    candidates.insert(row?);
                }
            }
        }
        candidates.remove(&n);
        for candidate in candidates {
            let Some(other) = self.profile(candidate)? else {
                continue;
            };
            if let Verdict::Same(score) = profile.compare(&other) {
                let mut insert = self
                    .tx
                    .prepare_cached("INSERT OR REPLACE INTO edge VALUES (?1, ?2, ?3)")?;
                insert.execute(params![n, candidate, score])?;
                insert.execute(params![candidate, n, score])?;
            }
        }
        Ok(())
    }

    /// All nodes that can be reached from one, with their edges.
    fn component(&self, start: i64) -> Result<BTreeMap<i64, Vec<(i64, i64)>>> {
        let mut component = BTreeMap::new();
        let mut open = vec![start];
        while let Some(n) = open.pop() {
            if component.contains_key(&n) {
                continue;
            }
            let neighbours = self.neighbours(n)?;
            open.extend(neighbours.iter().map(|(other, _)| *other));
            component.insert(n, neighbours);
        }
        Ok(component)
    }

    /// Finds the facts of a component anew. Gives the facts that are new or other than before.
    fn recluster(&mut self, component: &BTreeMap<i64, Vec<(i64, i64)>>) -> Result<BTreeSet<i64>> {
        let mut nodes: Vec<(Node, i64)> = Vec::new();
        let mut before: BTreeSet<i64> = BTreeSet::new();
        let mut shared = self.shared_documents(component)?;
        for n in component.keys() {
            let Some((mut node, fact)) = self.node(*n)? else {
                continue;
            };
            node.documents = shared.remove(n).unwrap_or_default();
            nodes.push((node, *n));
            before.extend(fact);
        }
        // Numbered by what they are, not by when they came.
        nodes.sort_by(|a, b| a.0.name.cmp(&b.0.name));
        let place: BTreeMap<i64, usize> = nodes
            .iter()
            .enumerate()
            .map(|(at, (_, n))| (*n, at))
            .collect();
        let mut edges = Vec::new();
        for (n, neighbours) in component {
            for (other, score) in neighbours {
                // What joins by a decision alone has no score.
                if let (Some(a), Some(b), Ok(score)) =
                    (place.get(n), place.get(other), u32::try_from(*score))
                    && a < b
                {
                    edges.push((score, *a, *b));
                }
            }
        }
        let numbers: Vec<i64> = nodes.iter().map(|(_, n)| *n).collect();
        let nodes: Vec<Node> = nodes.into_iter().map(|(node, _)| node).collect();
        let all: Vec<usize> = (0..nodes.len()).collect();
        let mut changed = BTreeSet::new();
        let mut kept = BTreeSet::new();
        for (core, members) in crate::merge::facts_of(&nodes, &all, edges, &self.rulings) {
            let members: Vec<(&Node, i64)> = members
                .iter()
                .filter_map(|at| Some((nodes.get(*at)?, *numbers.get(*at)?)))
                .collect();
            let (fact, differs) = self.put_fact(&core, &members)?;
            kept.insert(fact);
            if differs {
                changed.insert(fact);
            }
        }
        for gone in before.difference(&kept) {
            self.remove_fact(*gone)?;
        }
        Ok(changed)
    }

    /// A node with all that the merge needs but its documents, and the fact it belongs to.
    fn node(&mut self, n: i64) -> Result<Option<(Node, Option<i64>)>> {
        type Row = (
            String,
            String,
            String,
            String,
            bool,
            Option<String>,
            Option<i64>,
        );
        let row: Option<Row> = (self.tx)
            .prepare_cached("SELECT name, anchor_day, anchor, face_day, live, last_day, fact FROM node WHERE n = ?1")?
            .query_row([n], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
            })
            .optional()?;
        let (Some(row), Some(face), Some(profile)) =
            (row, read::face(self.tx, n)?, self.profile(n)?)
        else {
            return Ok(None);
        };
        let (name, anchor_day, anchor, face_day, live, last, fact) = row;
        let bound = self.bound_claims(n)?;
        let face = self.rulings.lay_over(&face).into_owned();
        let node = Node {
            name,
            profile: Profile::clone(&profile),
            anchor: (read::day(&anchor_day)?, read::id(&anchor)?),
            face_order: (read::day(&face_day)?, face.id.clone()),
            face,
            live,
            last: last.as_deref().map(read::day).transpose()?,
            documents: BTreeSet::new(),
            bound,
        };
        Ok(Some((node, fact)))
    }

    /// For each node of a component the documents that count and that tell another of them too: only they can keep
    /// two nodes apart.
    fn shared_documents(
        &mut self,
        component: &BTreeMap<i64, Vec<(i64, i64)>>,
    ) -> Result<BTreeMap<i64, BTreeSet<Id>>> {
        let mut shared: BTreeMap<i64, BTreeSet<Id>> = BTreeMap::new();
        if component.len() < 2 {
            return Ok(shared);
        }
        let mut by_document: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let mut find = (self.tx)
            .prepare_cached("SELECT document FROM claim WHERE node = ?1 AND NOT rejected")?;
        for n in component.keys() {
            for document in find.query_map([n], |row| row.get(0))? {
                by_document.entry(document?).or_default().insert(*n);
            }
        }
        let mut find = (self.tx)
            .prepare_cached("SELECT id FROM document WHERE n = ?1 AND replaced_by IS NULL")?;
        for (document, nodes) in by_document.iter().filter(|(_, nodes)| nodes.len() > 1) {
            let id: Option<String> = find.query_row([document], |row| row.get(0)).optional()?;
            let Some(id) = id else {
                continue;
            };
            let id = read::id(&id)?;
            for n in nodes {
                shared.entry(*n).or_default().insert(id.clone());
            }
        }
        Ok(shared)
    }

    /// Forgets all that is derived and finds it anew from the claims.
    pub(super) fn rebuild(&mut self) -> Result<()> {
        for table in [
            "node_key",
            "edge",
            "tie_key",
            "fact_side",
            "fact_place",
            "fact_person",
            "conflict",
            "fact",
            "node",
            "within_conflict",
        ] {
            self.tx.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.profiles.clear();
        let documents: Vec<i64> = {
            let mut all = self.tx.prepare("SELECT n FROM document ORDER BY n")?;
            let rows = all.query_map([], |row| row.get(0))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for n in documents {
            let witness = read::witness(self.tx, n)?;
            let mut claims = Vec::new();
            for (number, claim) in read::claims_of_document(self.tx, n)? {
                let node = self.gather(&witness, &claim)?;
                let rejected = self.rulings.is_rejected(&claim.id);
                self.tx
                    .prepare_cached("UPDATE claim SET node = ?2, rejected = ?3 WHERE n = ?1")?
                    .execute(params![number, node, rejected])?;
                claims.push(claim);
            }
            self.tell_apart()?;
            self.insert_within(&claims)?;
        }
        self.tx.execute(
            "INSERT OR REPLACE INTO setting VALUES ('rules', ?1)",
            [crate::merge::RULES.to_string()],
        )?;
        Ok(())
    }
}
