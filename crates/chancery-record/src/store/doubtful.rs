//! Merges that a person should look at: reports joined on thin grounds, and alike ones that were kept apart.

use std::collections::BTreeMap;

use chancery_model::Id;
use rusqlite::params;

use super::{Record, decide, read};
use crate::decisions::Rulings;
use crate::error::Result;

/// Likeness under which what joins two reports is thin: a slip of spelling, two values of one total, days
/// without a name.
const THIN: i64 = 100;

/// A merge that may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Some report of this fact is only little like the others.
    Joined(Id),
    /// These two facts have reports that are alike, and something else kept them apart.
    Apart(Id, Id),
}

impl Record {
    /// The doubtful merges that no decision has settled: joined ones first, then those apart, each the more
    /// doubtful first.
    pub fn doubtful_merges(&self) -> Result<Vec<Doubt>> {
        let rulings = Rulings::of(&decide::all(&self.connection)?);
        let mut doubts = Vec::new();
        for (fact, nodes) in self.thinly_joined()? {
            let mut merged = false;
            for node in nodes {
                merged |= self
                    .claims_of_node(node)?
                    .iter()
                    .any(|id| rulings.binds(id));
            }
            if !merged {
                doubts.push(Doubt::Joined(fact));
            }
        }
        for (a, b, [of_a, of_b]) in self.alike_but_apart()? {
            let (of_a, of_b) = (self.claims_of_node(of_a)?, self.claims_of_node(of_b)?);
            let told = (of_a.iter()).any(|x| of_b.iter().any(|y| rulings.apart(x, y)));
            if !told {
                doubts.push(Doubt::Apart(a, b));
            }
        }
        Ok(doubts)
    }

    /// Facts of which a node is joined to the others by thin likeness, with those nodes.
    fn thinly_joined(&self) -> Result<Vec<(Id, Vec<i64>)>> {
        let mut find = self.connection.prepare_cached(
            "SELECT f.id, a.n, max(e.score) AS best
             FROM edge e JOIN node a ON a.n = e.a JOIN node b ON b.n = e.b AND b.fact = a.fact
             JOIN fact f ON f.n = a.fact WHERE e.score >= 0 AND a.live AND b.live AND f.live
             GROUP BY a.n HAVING best < ?1 ORDER BY best, f.id, a.n",
        )?;
        let mut order: Vec<Id> = Vec::new();
        let mut nodes: BTreeMap<Id, Vec<i64>> = BTreeMap::new();
        let mut rows = find.query([THIN])?;
        while let Some(row) = rows.next()? {
            let fact = read::id(&row.get::<_, String>(0)?)?;
            if !nodes.contains_key(&fact) {
                order.push(fact.clone());
            }
            nodes.entry(fact).or_default().push(row.get(1)?);
        }
        Ok((order.into_iter())
            .filter_map(|fact| nodes.remove(&fact).map(|own| (fact, own)))
            .collect())
    }

    /// Pairs of facts with nodes that are alike and not of one document, which would tell each thing once; with
    /// those nodes; of each pair the likest.
    fn alike_but_apart(&self) -> Result<Vec<(Id, Id, [i64; 2])>> {
        let mut find = self.connection.prepare_cached(
            "SELECT f.id, g.id, a.n, b.n, max(e.score) AS best
             FROM edge e JOIN node a ON a.n = e.a JOIN node b ON b.n = e.b
             JOIN fact f ON f.n = a.fact JOIN fact g ON g.n = b.fact
             WHERE e.score >= ?1 AND f.id < g.id AND a.live AND b.live AND f.live AND g.live AND NOT EXISTS
               (SELECT 1 FROM claim x JOIN claim y ON y.document = x.document WHERE x.node = a.n AND y.node = b.n)
             GROUP BY f.n, g.n ORDER BY best DESC, f.id, g.id",
        )?;
        let mut pairs = Vec::new();
        let mut rows = find.query(params![THIN])?;
        while let Some(row) = rows.next()? {
            pairs.push((
                read::id(&row.get::<_, String>(0)?)?,
                read::id(&row.get::<_, String>(1)?)?,
                [row.get(2)?, row.get(3)?],
            ));
        }
        Ok(pairs)
    }

    fn claims_of_node(&self, node: i64) -> Result<Vec<Id>> {
        let mut find = (self.connection).prepare_cached("SELECT id FROM claim WHERE node = ?1")?;
        let mut rows = find.query([node])?;
        let mut claims = Vec::new();
        while let Some(row) = rows.next()? {
            claims.push(read::id(&row.get::<_, String>(0)?)?);
        }
        Ok(claims)
    }
}
