//! Facts into the record, and the ties between them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chancery_model::{ClaimBody, Id};
use rusqlite::{OptionalExtension, params};

use super::read;
use super::write::{Writer, body_json, sides};
use crate::decisions::Link;
use crate::error::Result;
use crate::merge::assemble::Core;
use crate::merge::events;
use crate::merge::links::{self, Tie};
use crate::merge::names;
use crate::merge::node::Node;
use crate::merge::when::Window;

/// Facts that were looked at, with what ties them to others.
type Ties = BTreeMap<i64, Option<Rc<(Id, Tie)>>>;

/// First and last day of what a body tells.
fn bounds(body: &ClaimBody) -> Option<Window> {
    match body {
        ClaimBody::Event(x) => Window::stated(x.start, x.end),
        ClaimBody::Agreement(x) => Window::stated(x.date.or(x.term_start), x.date.or(x.term_end)),
        ClaimBody::Relation(x) => Window::stated(x.date, None),
        ClaimBody::Figure(x) => Window::stated(x.period, None),
        ClaimBody::Tenure(_) | ClaimBody::Statement(_) => None,
    }
}

/// Last day of what a fact tells, else of its reports; empty where neither is known.
fn last_day(body: &ClaimBody, members: &[(&Node, i64)]) -> String {
    let told = bounds(body).map(|window| window.last);
    let reported = || members.iter().filter_map(|(node, _)| node.last).max();
    told.or_else(reported)
        .map_or_else(String::new, |day| day.to_string())
}

/// Words of the names of people in a body.
fn people(body: &ClaimBody) -> BTreeSet<String> {
    match body {
        ClaimBody::Event(x) => x
            .participants
            .iter()
            .filter_map(|p| p.name.as_deref())
            .flat_map(names::name_words)
            .collect(),
        ClaimBody::Tenure(x) => names::name_words(&x.person).into_iter().collect(),
        ClaimBody::Statement(x) => names::name_words(&x.speaker).into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

impl Writer<'_> {
    /// Writes a fact and whose nodes it is. Gives its number and whether anything of it is new.
    pub(super) fn put_fact(
        &mut self,
        core: &Core,
        members: &[(&Node, i64)],
    ) -> Result<(i64, bool)> {
        let body = body_json(&core.body)?;
        let linked = core.linked.as_stored();
        let live = members.iter().any(|(node, _)| node.live);
        let day = last_day(&core.body, members);
        let known: Option<(i64, String, Option<String>, bool, bool)> = (self.tx)
            .prepare_cached(
                "SELECT n, body, linked_claim, live, NOT EXISTS (SELECT 1 FROM fact_side WHERE fact = n AND day <> ?2)
                 FROM fact WHERE id = ?1",
            )?
            .query_row([core.id.as_str(), &day], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .optional()?;
        let same = known.as_ref().is_some_and(|(_, b, l, v, d)| {
            *b == body && l.as_deref() == linked && *v == live && *d
        });
        let fact = match known {
            Some((n, ..)) => n,
            None => {
                self.tx
                    .prepare_cached(
                        "INSERT INTO fact (id, kind, body, live) VALUES (?1, ?2, '', 0)",
                    )?
                    .execute(params![core.id.as_str(), core.kind.as_str()])?;
                self.tx.last_insert_rowid()
            }
        };
        for (node, n) in members {
            let against = core.against.binary_search(&node.name).is_ok();
            self.tx
                .prepare_cached("UPDATE node SET fact = ?2, against = ?3 WHERE n = ?1 AND (fact IS NOT ?2 OR against <> ?3)")?
                .execute(params![n, fact, against])?;
        }
        self.put_conflicts(fact, core)?;
        if !same {
            self.put_fields(fact, core, &body, live, &day)?;
        }
        Ok((fact, !same))
    }

    fn put_conflicts(&self, fact: i64, core: &Core) -> Result<()> {
        if read::conflicts_between(self.tx, fact)? == core.conflicts {
            return Ok(());
        }
        self.tx
            .prepare_cached("DELETE FROM conflict WHERE fact = ?1")?
            .execute([fact])?;
        let mut insert = self
            .tx
            .prepare_cached("INSERT INTO conflict VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for c in &core.conflicts {
            let (kind, scope) = (
                serde_json::to_value(c.kind)?,
                serde_json::to_value(c.scope)?,
            );
            insert.execute(params![
                fact,
                kind.as_str(),
                scope.as_str(),
                c.field,
                c.a.0.as_str(),
                c.a.1,
                c.b.0.as_str(),
                c.b.1
            ])?;
        }
        Ok(())
    }

    fn put_fields(&self, fact: i64, core: &Core, body: &str, live: bool, day: &str) -> Result<()> {
        let window = bounds(&core.body);
        self.tx
            .prepare_cached("UPDATE fact SET body = ?2, linked_claim = ?3, earliest = ?4, latest = ?5, live = ?6 WHERE n = ?1")?
            .execute(params![
                fact,
                body,
                core.linked.as_stored(),
                window.map(|w| w.first.to_string()),
                window.map(|w| w.last.to_string()),
                live,
            ])?;
        self.tx
            .prepare_cached("DELETE FROM fact_side WHERE fact = ?1")?
            .execute([fact])?;
        for side in sides(&core.body) {
            self.tx
                .prepare_cached(
                    "INSERT INTO fact_side (side, kind, day, fact) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![side.as_str(), core.kind.as_str(), day, fact])?;
        }
        self.tx
            .prepare_cached("DELETE FROM fact_place WHERE fact = ?1")?
            .execute([fact])?;
        if let ClaimBody::Event(event) = &core.body
            && let (Some(country), _) = events::place(event.place.as_deref())
        {
            self.tx
                .prepare_cached("INSERT INTO fact_place (place, day, fact) VALUES (?1, ?2, ?3)")?
                .execute(params![country.as_str(), day, fact])?;
        }
        self.tx
            .prepare_cached("DELETE FROM fact_person WHERE fact = ?1")?
            .execute([fact])?;
        for word in people(&core.body) {
            self.tx
                .prepare_cached("INSERT INTO fact_person VALUES (?1, ?2)")?
                .execute(params![word, fact])?;
        }
        Ok(())
    }

    pub(super) fn remove_fact(&mut self, fact: i64) -> Result<()> {
        let owned = self.parts_near(fact)?;
        for sql in [
            "UPDATE node SET fact = NULL WHERE fact = ?1",
            "DELETE FROM conflict WHERE fact = ?1",
            "DELETE FROM fact_side WHERE fact = ?1",
            "DELETE FROM fact_place WHERE fact = ?1",
            "DELETE FROM fact_person WHERE fact = ?1",
            "DELETE FROM tie_key WHERE fact = ?1",
            "DELETE FROM fact WHERE n = ?1",
        ] {
            self.tx.prepare_cached(sql)?.execute([fact])?;
        }
        self.untied.extend(owned);
        self.untied.remove(&fact);
        Ok(())
    }

    /// Facts that may belong to this one as it is stored.
    fn parts_near(&self, fact: i64) -> Result<BTreeSet<i64>> {
        let mut find = self.tx.prepare_cached(
            "SELECT DISTINCT p.fact FROM tie_key o JOIN tie_key p ON p.key = o.key AND p.role = 1
               AND p.first BETWEEN o.first AND o.last AND p.last <= o.last
             WHERE o.fact = ?1 AND o.role = 0 AND p.fact <> ?1",
        )?;
        let rows = find.query_map([fact], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Finds anew to which facts the changed ones belong, and which belong to them.
    pub(super) fn tie(&mut self, changed: &BTreeSet<i64>) -> Result<()> {
        let mut affected = std::mem::take(&mut self.untied);
        let mut ties = Ties::default();
        for &fact in changed {
            affected.extend(self.parts_near(fact)?);
            self.tx
                .prepare_cached("DELETE FROM tie_key WHERE fact = ?1")?
                .execute([fact])?;
            if let Some((_, tie)) = self.tie_of(fact, &mut ties)?.as_deref() {
                let (owner, part) = tie.roles();
                let mut insert = self
                    .tx
                    .prepare_cached("INSERT INTO tie_key VALUES (?1, ?2, ?3, ?4, ?5)")?;
                for (role, has) in [(0, owner), (1, part)] {
                    for place in tie.places(role == 0).into_iter().filter(|_| has) {
                        insert.execute(params![place.key, role, place.first, fact, place.last])?;
                    }
                }
            }
        }
        for &fact in changed {
            affected.insert(fact);
            affected.extend(self.parts_near(fact)?);
        }
        for fact in affected {
            self.find_owner(fact, &mut ties)?;
        }
        Ok(())
    }

    fn find_owner(&self, fact: i64, ties: &mut Ties) -> Result<()> {
        let mut owner = None;
        let decided: bool = (self.tx)
            .prepare_cached("SELECT coalesce(linked_claim = ?2, 0) FROM fact WHERE n = ?1")?
            .query_row(params![fact, Link::NOWHERE], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        if let Some(tied) = self.tie_of(fact, ties)?.filter(|_| !decided) {
            let mut find = self.tx.prepare_cached(
                "SELECT o.fact FROM tie_key o WHERE o.key = ?1 AND o.role = 0 AND o.first BETWEEN ?2 AND ?3
                   AND o.last >= ?4 AND o.fact <> ?5",
            )?;
            let (id, tie) = tied.as_ref();
            let mut near: BTreeSet<i64> = BTreeSet::new();
            for place in tie.places(false).into_iter().filter(|_| tie.roles().1) {
                let look = Tie::owners(place);
                let rows = find.query_map(
                    params![look.key, look.from, look.to, look.until, fact],
                    |row| row.get::<_, i64>(0),
                )?;
                for row in rows {
                    near.insert(row?);
                }
            }
            let mut candidates = Vec::new();
            for other in near {
                candidates.extend(self.tie_of(other, ties)?);
            }
            let candidates = candidates.iter().map(|tied| (&tied.0, &tied.1));
            owner = links::best(id, tie, candidates).cloned();
        }
        self.tx
            .prepare_cached(
                "UPDATE fact SET linked_fact = ?2 WHERE n = ?1 AND linked_fact IS NOT ?2",
            )?
            .execute(params![fact, owner.as_ref().map(Id::as_str)])?;
        Ok(())
    }

    /// What ties a fact to others. One that many look at is read once.
    fn tie_of(&self, fact: i64, ties: &mut Ties) -> Result<Option<Rc<(Id, Tie)>>> {
        if let Some(known) = ties.get(&fact) {
            return Ok(known.clone());
        }
        let read = self.read_tie(fact)?.map(Rc::new);
        ties.insert(fact, read.clone());
        Ok(read)
    }

    fn read_tie(&self, fact: i64) -> Result<Option<(Id, Tie)>> {
        let row: Option<(String, String, String)> = (self
            .tx
            .prepare_cached("SELECT id, kind, body FROM fact WHERE n = ?1 AND live")?)
        .query_row([fact], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
        let Some((id, kind, body)) = row else {
            return Ok(None);
        };
        if kind != "event" && kind != "agreement" {
            return Ok(None);
        }
        let body = read::body(&kind, &body)?;
        Tie::of(&body)
            .map(|tie| Ok((read::id(&id)?, tie)))
            .transpose()
    }
}
