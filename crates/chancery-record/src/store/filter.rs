//! Which facts are wanted.

use chancery_model::{Kind, Side};
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::merge::names;

/// That sources of a fact `f` disagree, or one contradicts itself.
pub(super) const DISPUTED: &str = "(EXISTS (SELECT 1 FROM conflict x WHERE x.fact = f.n) OR EXISTS
    (SELECT 1 FROM node m JOIN claim c ON c.node = m.n JOIN within_conflict w ON w.claim = c.n
     JOIN document d ON d.n = c.document WHERE m.fact = f.n AND d.replaced_by IS NULL))";

/// Which facts are wanted; the default is all. Conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Facts between these two sides. What is of one side only (offices, statements) counts where its
    /// document also tells of something between the two.
    pub pair: Option<(Side, Side)>,
    /// Facts that this side takes part in.
    pub side: Option<Side>,
    /// These kinds; empty means all.
    pub kinds: Vec<Kind>,
    /// Not wholly before this day. A fact without days of its own is judged by the days of its reports; one
    /// of which nothing is known is kept.
    pub since: Option<Date>,
    /// Not wholly after this day; likewise.
    pub until: Option<Date>,
    /// Facts with a participant, office holder or speaker whose name has all these words.
    pub person: Option<String>,
    /// Only facts with conflicts.
    pub disputed: bool,
    /// Also facts that only replaced versions of documents tell.
    pub superseded: bool,
}

impl Filter {
    /// All facts between two sides.
    pub fn pair(a: impl Into<String>, b: impl Into<String>) -> Self {
        Self {
            pair: Some((Side::new(a), Side::new(b))),
            ..Self::default()
        }
    }

    /// A filter as SQL: the text is made of fixed parts, all values are bound.
    pub(super) fn condition(&self) -> (String, Vec<Value>) {
        let filter = self;
        let mut parts: Vec<String> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        if !filter.superseded {
            parts.push("f.live".to_owned());
        }
        let mut bind = |text: &str| {
            values.push(Value::Text(text.to_owned()));
            format!("?{}", values.len())
        };
        if !filter.kinds.is_empty() {
            let kinds: Vec<String> = filter
                .kinds
                .iter()
                .map(|kind| bind(kind.as_str()))
                .collect();
            parts.push(format!("f.kind IN ({})", kinds.join(", ")));
        }
        if let Some((a, b)) = &filter.pair {
            let (a, b) = (bind(a.as_str()), bind(b.as_str()));
            let both = format!(
                "SELECT x.fact FROM fact_side x JOIN fact_side y ON y.fact = x.fact WHERE x.side = {a} AND y.side = {b}"
            );
            parts.push(format!(
            "(f.n IN ({both}) OR (f.kind IN ('tenure', 'statement')
              AND f.n IN (SELECT fact FROM fact_side WHERE side IN ({a}, {b}))
              AND EXISTS (SELECT 1 FROM node m JOIN claim c ON c.node = m.n WHERE m.fact = f.n AND c.document IN
                (SELECT c2.document FROM node m2 JOIN claim c2 ON c2.node = m2.n WHERE m2.fact IN ({both})))))"
        ));
        }
        if let Some(side) = &filter.side {
            let side = bind(side.as_str());
            parts.push(format!(
                "f.n IN (SELECT fact FROM fact_side WHERE side = {side})"
            ));
        }
        if let Some(person) = &filter.person {
            for word in names::name_words(person) {
                let word = bind(&word);
                parts.push(format!(
                    "f.n IN (SELECT fact FROM fact_person WHERE word = {word})"
                ));
            }
        }
        parts.extend(period(filter.since, filter.until, &mut bind));
        if filter.disputed {
            parts.push(DISPUTED.to_owned());
        }
        if parts.is_empty() {
            parts.push("1".to_owned());
        }
        (parts.join(" AND "), values)
    }
}

/// Conditions on the days of a fact `f`, or of its reports where it has none.
pub(super) fn period(
    since: Option<Date>,
    until: Option<Date>,
    bind: &mut impl FnMut(&str) -> String,
) -> Vec<String> {
    let since = since.map(|since| {
        let since = bind(&since.to_string());
        format!(
            "coalesce(f.latest, CASE WHEN f.earliest IS NULL THEN (SELECT max(last_day) FROM node m WHERE m.fact = f.n) END, '9999') >= {since}"
        )
    });
    let until = until.map(|until| {
        let until = bind(&until.to_string());
        format!(
            "coalesce(f.earliest, CASE WHEN f.latest IS NULL THEN (SELECT nullif(min(anchor_day), '9999-12-31') FROM node m WHERE m.fact = f.n) END, '') <= {until}"
        )
    });
    since.into_iter().chain(until).collect()
}
