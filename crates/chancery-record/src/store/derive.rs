//! What follows from the claims: nodes, edges, facts, ties. Only what a change touches is found anew; the
//! result is the same as if all had been merged at once.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::Id;
use rusqlite::{OptionalExtension, params};

use super::read;
use super::write::Writer;
use crate::error::Result;
use crate::merge::node::Node;
use crate::merge::profile::{Profile, Verdict};

/// Facts of all components that are found anew together. A claim that goes from one component to another takes the
/// name of its fact along, so that which facts are gone is known only after the last.
#[derive(Default)]
struct Found {
    before: BTreeSet<i64>,
    kept: BTreeSet<i64>,
    /// New, or other than before.
    changed: BTreeSet<i64>,
}

impl Writer<'_> {
    pub(super) fn neighbours(&self, n: i64) -> Result<Vec<(i64, i64)>> {
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
        let mut found = Found::default();
        let mut seen: BTreeSet<i64> = BTreeSet::new();
        for start in std::mem::take(&mut self.dirty) {
            if seen.contains(&start) {
                continue;
            }
            let component = self.component(start)?;
            seen.extend(component.keys());
            self.recluster(&component, &mut found)?;
        }
        for gone in found.before.difference(&found.kept) {
            self.remove_fact(*gone)?;
        }
        for n in std::mem::take(&mut self.later) {
            if !seen.contains(&n) {
                self.move_day(n)?;
            }
        }
        self.tie(&found.changed)
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

    /// Finds the facts of a component anew.
    fn recluster(
        &mut self,
        component: &BTreeMap<i64, Vec<(i64, i64)>>,
        found: &mut Found,
    ) -> Result<()> {
        let mut nodes: Vec<(Node, i64)> = Vec::new();
        let mut shared = self.shared_documents(component)?;
        for n in component.keys() {
            let Some((mut node, fact)) = self.node(*n)? else {
                continue;
            };
            node.documents = shared.remove(n).unwrap_or_default();
            nodes.push((node, *n));
            found.before.extend(fact);
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
        for (core, members) in crate::merge::facts_of(&nodes, &all, edges, &self.rulings) {
            let members: Vec<(&Node, i64)> = members
                .iter()
                .filter_map(|at| Some((nodes.get(*at)?, *numbers.get(*at)?)))
                .collect();
            let (fact, differs) = self.put_fact(&core, &members)?;
            found.kept.insert(fact);
            if differs {
                found.changed.insert(fact);
            }
        }
        Ok(())
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
