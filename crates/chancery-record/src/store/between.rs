//! The facts that may bear on the relations of two sides: a bounded number, however large the record.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ClaimBody, Fact, Kind, Side, Statement};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::Record;
use super::filter::period;
use super::read::{body, fact_numbered, fact_of_claims};
use crate::error::Result;

/// What is asked about two sides. A side may go by several codes (a state and the one it succeeded).
pub struct Between<'a> {
    /// Codes of the one side.
    pub a: &'a [Side],
    /// Codes of the other.
    pub b: &'a [Side],
    /// First day that counts.
    pub since: Option<Date>,
    /// Last day that counts.
    pub until: Option<Date>,
    /// How many facts of a kind are looked at, the latest first.
    pub most: usize,
    /// Whether a statement of either side bears on the two although nothing else in its document does.
    pub about: &'a dyn Fn(&Statement) -> bool,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bearing {
    /// Facts in order of their ids. One that many documents tell has the sources of the documents at hand, and the
    /// first of each way in which it is told.
    pub facts: Vec<Fact>,
    /// Whether there are more of some kind than were looked at.
    pub more: bool,
}

/// Where facts stand by day: those of a side and kind, or those at a place.
#[derive(Clone, Copy)]
enum Shelf {
    Sides,
    Places,
}

impl Shelf {
    fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Sides => ("fact_side", "side"),
            Self::Places => ("fact_place", "place"),
        }
    }
}

/// Documents by day and id, with their numbers.
type Documents = BTreeSet<(String, String, i64)>;

/// Documents looked at for what else they tell, for each fact of a kind wanted: the latest facts stand in the latest.
const DOCUMENTS_LOOKED_AT: usize = 1;
/// Statements of a side whose words are looked at for each one wanted.
const WORDS_LOOKED_AT: usize = 8;
/// Claims beyond which a fact is given with those of as many of the latest documents at hand, and the first of each
/// way of telling.
const MANY: usize = 20;
/// Rows counted to see which of two sides has fewer.
const COUNTED: usize = 5_000;

impl Record {
    /// Facts that may bear on the relations of two sides: what is between them or of one on the other's
    /// territory, what else the same documents tell of either, statements of either about the other. Of each
    /// kind the latest; milestones of their relations all.
    pub fn between(&self, wanted: &Between<'_>) -> Result<Bearing> {
        let _held = self.held()?;
        let mut found = Found::default();
        for kind in [Kind::Event, Kind::Agreement, Kind::Figure, Kind::Relation] {
            found.add(self.meeting_of(
                wanted,
                kind,
                (Shelf::Sides, wanted.a),
                (Shelf::Sides, wanted.b),
            )?);
        }
        for (own, other) in [(wanted.a, wanted.b), (wanted.b, wanted.a)] {
            found.add(self.meeting_of(
                wanted,
                Kind::Event,
                (Shelf::Sides, own),
                (Shelf::Places, other),
            )?);
        }
        let mut documents = self.documents_of(&found.numbers)?;
        while documents.len() > wanted.most * DOCUMENTS_LOOKED_AT {
            documents.pop_first();
            found.more = true;
        }
        let claims = self.claims_of(&documents)?;
        for latest in self.told_of_either(wanted, claims.keys())? {
            found.add(latest);
        }
        for side in wanted.a.iter().chain(wanted.b) {
            found.add(self.said_about(wanted, side)?);
        }
        let mut facts = Vec::with_capacity(found.numbers.len());
        for n in found.numbers {
            let fact = if self.is_told_by_many(n)? {
                let mut numbers = self.first_claims(n)?;
                let latest = claims.get(&n).into_iter().flatten().rev();
                numbers.extend(latest.take(MANY));
                fact_of_claims(&self.connection, n, &numbers)?
            } else {
                fact_numbered(&self.connection, n)?
            };
            facts.extend(fact);
        }
        facts.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Bearing {
            facts,
            more: found.more,
        })
    }

    /// Facts of a kind that stand on both shelves. The smaller one is gone through.
    fn meeting_of(
        &self,
        wanted: &Between<'_>,
        kind: Kind,
        one: (Shelf, &[Side]),
        other: (Shelf, &[Side]),
    ) -> Result<Latest> {
        let (through, beside) = if self.size(one, kind)? <= self.size(other, kind)? {
            (one, other)
        } else {
            (other, one)
        };
        let mut latest = Latest::new(wanted.most);
        for side in through.1 {
            let mut values = vec![Value::Text(side.to_string())];
            let mut bind = binder(&mut values);
            let (table, column) = through.0.table();
            let mut parts = vec![format!("x.{column} = ?1"), "f.live".to_owned()];
            parts.push(format!("f.kind = {}", bind(kind.as_str())));
            if matches!(through.0, Shelf::Sides) {
                parts.push(format!("x.kind = {}", bind(kind.as_str())));
            }
            let (table_beside, column_beside) = beside.0.table();
            let sides: Vec<String> = beside.1.iter().map(|s| bind(s.as_str())).collect();
            parts.push(format!(
                "EXISTS (SELECT 1 FROM {table_beside} y WHERE y.fact = x.fact AND y.{column_beside} IN ({}))",
                sides.join(", ")
            ));
            if kind != Kind::Relation {
                parts.extend(period(wanted.since, wanted.until, &mut bind));
            }
            drop(bind);
            latest.fill(
                self,
                &format!(
                    "FROM {table} x CROSS JOIN fact f ON f.n = x.fact WHERE {}",
                    parts.join(" AND ")
                ),
                &values,
            )?;
        }
        Ok(latest)
    }

    fn size(&self, (shelf, sides): (Shelf, &[Side]), kind: Kind) -> Result<i64> {
        let (table, column) = shelf.table();
        let of_kind = match shelf {
            Shelf::Sides => " AND kind = ?2",
            Shelf::Places => " AND ?2 = ?2",
        };
        let mut count = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} = ?1{of_kind} LIMIT {COUNTED})"
        ))?;
        let mut size = 0;
        for side in sides {
            size += count.query_row([side.as_str(), kind.as_str()], |row| row.get::<_, i64>(0))?;
        }
        Ok(size)
    }

    /// Numbers of the documents that tell these facts; of one that many tell, those that said it first in each of
    /// its ways.
    fn documents_of(&self, facts: &BTreeSet<i64>) -> Result<Documents> {
        let mut all = self.connection.prepare_cached(
            "SELECT d.first_day, d.id, d.n FROM node m JOIN claim c ON c.node = m.n JOIN document d ON d.n = c.document
             WHERE m.fact = ?1",
        )?;
        let mut first = self.connection.prepare_cached(
            "SELECT d.first_day, d.id, d.n FROM node m JOIN claim c ON c.id = m.face JOIN document d ON d.n = c.document
             WHERE m.fact = ?1",
        )?;
        let mut documents = BTreeSet::new();
        for fact in facts {
            let find = if self.is_told_by_many(*fact)? {
                &mut first
            } else {
                &mut all
            };
            let rows = find.query_map([fact], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            for row in rows {
                documents.insert(row?);
            }
        }
        Ok(documents)
    }

    fn is_told_by_many(&self, fact: i64) -> Result<bool> {
        let mut count = self.connection.prepare_cached(&format!(
            "SELECT count(*) > {MANY} FROM (SELECT 1 FROM node m JOIN claim c ON c.node = m.n
             WHERE m.fact = ?1 LIMIT {MANY} + 1)"
        ))?;
        Ok(count.query_row([fact], |row| row.get(0))?)
    }

    /// Numbers of the first claim of each way in which a fact is told.
    fn first_claims(&self, fact: i64) -> Result<BTreeSet<i64>> {
        let mut find = self.connection.prepare_cached(
            "SELECT c.n FROM node m JOIN claim c ON c.id = m.face WHERE m.fact = ?1",
        )?;
        let rows = find.query_map([fact], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The claims of documents by their facts, those of the latest documents last.
    fn claims_of(&self, documents: &Documents) -> Result<BTreeMap<i64, Vec<i64>>> {
        let mut find = self.connection.prepare_cached(
            "SELECT m.fact, c.n FROM claim c JOIN node m ON m.n = c.node WHERE c.document = ?1 AND m.fact IS NOT NULL",
        )?;
        let mut claims: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (_, _, document) in documents {
            for row in find.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (fact, claim) = row?;
                claims.entry(fact).or_default().push(claim);
            }
        }
        Ok(claims)
    }

    /// Events, statements and offices of either side among these facts.
    fn told_of_either<'f>(
        &self,
        wanted: &Between<'_>,
        facts: impl Iterator<Item = &'f i64>,
    ) -> Result<Vec<Latest>> {
        // Read from an index alone; the facts themselves only of those that may be among the latest.
        let mut shelves = (self.connection)
            .prepare_cached("SELECT side, kind, day FROM fact_side WHERE fact = ?1")?;
        let mut named =
            (self.connection).prepare_cached("SELECT id FROM fact WHERE n = ?1 AND live")?;
        let mut latest: BTreeMap<String, Latest> = BTreeMap::new();
        for fact in facts {
            let mut rows = shelves.query([fact])?;
            while let Some(row) = rows.next()? {
                let (side, kind): (String, String) = (row.get(0)?, row.get(1)?);
                let is_of_either = wanted.a.iter().chain(wanted.b).any(|s| s.as_str() == side);
                if !is_of_either || !matches!(kind.as_str(), "event" | "statement" | "tenure") {
                    continue;
                }
                let of_kind = (latest.entry(kind)).or_insert_with(|| Latest::new(wanted.most));
                let day: String = row.get(2)?;
                if !of_kind.passes_over(&day) {
                    let id = named.query_row([fact], |row| row.get(0)).optional()?;
                    if let Some(id) = id {
                        of_kind.add(day, id, *fact);
                    }
                }
                break;
            }
        }
        Ok(latest.into_values().collect())
    }

    /// Statements of a side, among its latest, that are about the two by their words.
    fn said_about(&self, wanted: &Between<'_>, side: &Side) -> Result<Latest> {
        let mut values = vec![Value::Text(side.to_string())];
        let mut bind = binder(&mut values);
        let mut condition = String::new();
        for part in period(wanted.since, wanted.until, &mut bind) {
            condition.push_str(" AND ");
            condition.push_str(&part);
        }
        drop(bind);
        let looked_at = wanted.most * WORDS_LOOKED_AT;
        let mut find = self.connection.prepare_cached(&format!(
            "SELECT x.day, f.id, f.n, f.body FROM fact_side x CROSS JOIN fact f ON f.n = x.fact
             WHERE x.side = ?1 AND x.kind = 'statement' AND f.live{condition} ORDER BY x.day DESC, f.id DESC LIMIT {looked_at}"
        ))?;
        let mut latest = Latest::new(wanted.most);
        let mut rows = find.query(params_from_iter(values))?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            if let ClaimBody::Statement(statement) = body("statement", &row.get::<_, String>(3)?)?
                && (wanted.about)(&statement)
            {
                latest.add(row.get(0)?, row.get(1)?, row.get(2)?);
            }
        }
        latest.more |= seen == looked_at;
        Ok(latest)
    }
}

/// Binds values in turn; each gets the next number.
fn binder(values: &mut Vec<Value>) -> impl FnMut(&str) -> String {
    |text| {
        values.push(Value::Text(text.to_owned()));
        format!("?{}", values.len())
    }
}

/// The latest facts of some sort.
struct Latest {
    most: usize,
    /// By day, then id: the same facts whatever the order in which they came.
    by_day: BTreeSet<(String, String, i64)>,
    more: bool,
}

impl Latest {
    fn new(most: usize) -> Self {
        Self {
            most,
            by_day: BTreeSet::new(),
            more: false,
        }
    }

    fn add(&mut self, day: String, id: String, fact: i64) {
        self.by_day.insert((day, id, fact));
        if self.by_day.len() > self.most {
            self.by_day.pop_first();
            self.more = true;
        }
    }

    /// Whether a fact of this day makes no difference: later ones are as many as wanted, and that there are more is known.
    fn passes_over(&self, day: &str) -> bool {
        let first = self.by_day.first();
        self.more && first.is_some_and(|(first, ..)| day < first.as_str())
    }

    /// Adds what a query finds; `rest` is all of it from FROM on, `x.day` the day and `f` the fact. (Its joins
    /// are CROSS joins: SQLite then goes through them in the order written, the day's first, and stops early.)
    fn fill(&mut self, record: &Record, rest: &str, values: &[Value]) -> Result<()> {
        let mut find = record.connection.prepare_cached(&format!(
            "SELECT x.day, f.id, f.n {rest} ORDER BY x.day DESC, f.id DESC LIMIT {}",
            self.most + 1
        ))?;
        let mut rows = find.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            self.add(row.get(0)?, row.get(1)?, row.get(2)?);
        }
        Ok(())
    }
}

#[derive(Default)]
struct Found {
    numbers: BTreeSet<i64>,
    more: bool,
}

impl Found {
    fn add(&mut self, latest: Latest) {
        self.more |= latest.more;
        self.numbers
            .extend(latest.by_day.into_iter().map(|(_, _, fact)| fact));
    }
}
