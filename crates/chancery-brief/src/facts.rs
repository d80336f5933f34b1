//! Short ways to the parts of facts.

use std::collections::BTreeSet;

use chancery_model::{
    Agreement, ClaimBody, Edtf, Event, Fact, Figure, Relation, Side, Statement, Status, Tenure,
};
use jiff::civil::Date;

use crate::notes::published;

macro_rules! accessor {
    ($name:ident, $variant:ident, $type:ty) => {
        pub(crate) fn $name(fact: &Fact) -> Option<&$type> {
            match &fact.body {
                ClaimBody::$variant(body) => Some(body),
                _ => None,
            }
        }
    };
}

accessor!(event, Event, Event);
accessor!(agreement, Agreement, Agreement);
accessor!(relation, Relation, Relation);
accessor!(figure, Figure, Figure);
accessor!(tenure, Tenure, Tenure);
accessor!(statement, Statement, Statement);

/// Sides that take part in a fact, as the text has them.
pub(crate) fn sides(fact: &Fact) -> BTreeSet<Side> {
    match &fact.body {
        ClaimBody::Event(x) => x
            .participants
            .iter()
            .filter_map(|p| p.side.clone())
            .collect(),
        ClaimBody::Agreement(x) => x.parties.iter().cloned().collect(),
        ClaimBody::Relation(x) => x.dyad.iter().cloned().collect(),
        ClaimBody::Figure(x) => x.parties.iter().cloned().collect(),
        ClaimBody::Tenure(x) => x.side.iter().cloned().collect(),
        ClaimBody::Statement(x) => x.side.iter().cloned().collect(),
    }
}

/// When it holds, by its own fields.
pub(crate) fn date(fact: &Fact) -> Option<Edtf> {
    match &fact.body {
        ClaimBody::Event(x) if is_told_before(fact, x) => None,
        ClaimBody::Event(x) => x.start.or(x.end),
        ClaimBody::Agreement(x) => x.date.or(x.term_start),
        ClaimBody::Relation(x) => x.date,
        ClaimBody::Figure(x) => x.period,
        ClaimBody::Tenure(_) | ClaimBody::Statement(_) => None,
    }
}

/// Whether an event is said to have taken place by reports that are all older than its date: then the date is
/// that of what it is about (an invitation for September), not its own.
pub(crate) fn is_told_before(fact: &Fact, event: &Event) -> bool {
    let first_day = event.start.or(event.end).and_then(Edtf::earliest);
    let mut reports = fact
        .sources
        .iter()
        .map(|source| source.published.and_then(Edtf::latest));
    let older = |day: Date| reports.all(|report| report.is_some_and(|told| told < day));
    event.status == Status::Occurred && first_day.is_some_and(older)
}

/// First report of it.
pub(crate) fn reported(fact: &Fact) -> Option<Edtf> {
    fact.sources
        .iter()
        .filter_map(published)
        .min_by_key(|d| d.earliest())
}

/// First known day of a date, for sorting; what is open towards the past sorts by its end.
pub(crate) fn first_day(date: Edtf) -> Option<Date> {
    date.earliest().or(date.latest())
}

/// The day by which a fact is sorted: its own, else that of its first report.
pub(crate) fn sort_day(fact: &Fact) -> Option<Date> {
    date(fact).or_else(|| reported(fact)).and_then(first_day)
}
