//! How relations of two sides came and went, and which round anniversaries are next.

use std::collections::BTreeMap;

use chancery_model::{Edtf, Fact, Id, Milestone, Point, Relation, Side};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::{countries, facts};

/// Round numbers of years: every fifth is marked, every twenty-fifth is a great one.
const ROUND: i16 = 5;
const GREAT: i16 = 25;

/// A day to come on which relations will be so many years old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anniversary {
    /// How many years.
    pub years: i16,
    /// When: as precise as the founding date.
    pub date: Edtf,
    /// The founding date.
    pub founded: Edtf,
    /// The fact of the founding.
    pub of: Id,
    /// Whether sources give other founding dates.
    pub disputed: bool,
}

impl Anniversary {
    /// Days from a day to it, where the day of the founding is known: of a year alone no day may be said.
    pub fn days_to(&self, from: Date) -> Option<i32> {
        matches!(self.date, Edtf::Point(Point::Day(_)))
            .then(|| self.days_from(from))
            .flatten()
    }

    /// Days from a day to the first on which it can be.
    pub fn days_from(&self, day: Date) -> Option<i32> {
        let first = self.date.earliest()?.max(day);
        Some((first - day).get_days())
    }
}

/// The milestones of a pair, in order of time.
#[derive(Debug, Clone)]
pub struct History<'a> {
    /// The two sides as they are asked for.
    pub pair: [Side; 2],
    /// The milestones.
    pub milestones: Vec<(&'a Fact, &'a Relation)>,
}

/// The histories of a side with all others, by the code of the other; of one other only, if one is given.
pub fn histories<'a>(a: &Side, b: Option<&Side>, all: &'a [Fact]) -> Vec<History<'a>> {
    let asked = |side: &Side| side == a || Some(side) == b;
    // The relations of a state that is no more are carried on by another.
    let as_asked = |side: &Side| match countries::successor(side) {
        Some(successor) if !asked(side) => successor,
        _ => side.clone(),
    };
    let mut found: BTreeMap<Side, Vec<(&Fact, &Relation)>> = BTreeMap::new();
    for fact in all {
        let Some(relation) = facts::relation(fact) else {
            continue;
        };
        let [x, y] = relation.dyad.each_ref().map(as_asked);
        let other = match (x == *a, y == *a) {
            (true, false) => y,
            (false, true) => x,
            _ => continue,
        };
        if b.is_none_or(|b| *b == other) {
            found.entry(other).or_default().push((fact, relation));
        }
    }
    (found.into_iter())
        .map(|(other, milestones)| History {
            pair: [a.clone(), other],
            milestones: in_order(milestones),
        })
        .collect()
}

/// By date. A cut without a date stands before the first renewal: what is renewed was cut.
pub(crate) fn in_order<'a>(
    mut all: Vec<(&'a Fact, &'a Relation)>,
) -> Vec<(&'a Fact, &'a Relation)> {
    all.sort_by_key(|(fact, relation)| (relation.date.is_none(), facts::sort_day(fact), &fact.id));
    let is_undated_cut = |r: &Relation| r.milestone == Milestone::Severed && r.date.is_none();
    let cut = all.iter().position(|(_, r)| is_undated_cut(r));
    let renewal = all
        .iter()
        .position(|(_, r)| r.milestone == Milestone::Resumed);
    if let (Some(cut), Some(renewal)) = (cut, renewal)
        && renewal < cut
    {
        let moved = all.remove(cut);
        all.insert(renewal, moved);
    }
    all
}

impl<'a> History<'a> {
    /// The last step up to a day that says whether there are relations: established, severed, resumed.
    pub fn standing(&self, on: Option<Date>) -> Option<(&'a Fact, &'a Relation)> {
        use Milestone::{Established, Resumed, Severed};
        let decides = |r: &Relation| matches!(r.milestone, Established | Resumed | Severed);
        let passed = |r: &Relation| match (r.date.and_then(facts::first_day), on) {
            (Some(day), Some(on)) => day <= on,
            _ => true,
        };
        let mut last = (self.milestones.iter().copied()).filter(|(_, r)| decides(r) && passed(r));
        last.next_back()
    }

    /// The next round anniversary of the founding from a day on, and the next great one if it is another; of
    /// each founding date that is told.
    pub fn anniversaries(&self, on: Date) -> Vec<Anniversary> {
        anniversaries(&self.milestones, on)
    }
}

/// See [`History::anniversaries`]. By date.
pub(crate) fn anniversaries(milestones: &[(&Fact, &Relation)], on: Date) -> Vec<Anniversary> {
    let foundings: Vec<(&Fact, Edtf)> = (milestones.iter())
        .filter(|(_, relation)| relation.milestone == Milestone::Established)
        .filter_map(|(fact, relation)| Some((*fact, relation.date?)))
        .collect();
    let mut found: Vec<Anniversary> = Vec::new();
    for (fact, date) in &foundings {
        let year = |date: Edtf| facts::first_day(date).map(|day| day.year());
        let others = foundings
            .iter()
            .any(|(_, other)| year(*other) != year(*date));
        let disputed = others || !fact.conflicts.is_empty();
        let founded = *date;
        for step in [ROUND, GREAT] {
            let Some((years, date)) = next(founded, step, on) else {
                continue;
            };
            if !found.iter().any(|a| (a.years, a.date) == (years, date)) {
                found.push(Anniversary {
                    years,
                    date,
                    founded,
                    of: fact.id.clone(),
                    disputed,
                });
            }
        }
    }
    found.sort_by(|a, b| {
        (a.date.earliest(), a.years, &a.of).cmp(&(b.date.earliest(), b.years, &b.of))
    });
    found
}

/// The first multiple of so many years that is not past on a day.
fn next(founded: Edtf, step: i16, on: Date) -> Option<(i16, Edtf)> {
    let Edtf::Point(point) = founded else {
        return None;
    };
    let passed = on.year() - point.year();
    let first = (passed.max(1) - 1) / step * step + step;
    [first, first + step].into_iter().find_map(|years| {
        let date = later(point, years)?;
        (date.latest() >= on).then_some((years, Edtf::Point(date)))
    })
}

/// A date so many years later; the 29th of February falls on the 28th.
fn later(point: Point, years: i16) -> Option<Point> {
    Some(match point {
        Point::Year(year) => Point::Year(year.checked_add(years)?),
        Point::Month(year, month) => Point::Month(year.checked_add(years)?, month),
        Point::Day(day) => Point::Day(day.checked_add(i32::from(years).years()).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use chancery_model::{ClaimBody, Why};

    use super::*;
    use crate::testing::Made;

    fn milestone(name: &str, pair: [&str; 2], milestone: Milestone, date: Option<&str>) -> Fact {
        Made::of(ClaimBody::Relation(Relation {
            dyad: pair.map(Side::new),
            milestone,
            date: date.map(|date| date.parse().unwrap()),
            evidence: Vec::new(),
            why: Why::default(),
        }))
        .named(name)
        .fact()
    }

    #[test]
    fn round_years_are_counted_from_the_founding() {
        let on = Date::constant(2026, 11, 25);
        let check = |founded: &str, step: i16, years: i16, date: &str| {
            let expected = Some((years, date.parse().unwrap()));
            assert_eq!(
                next(founded.parse().unwrap(), step, on),
                expected,
                "{founded}"
            );
        };
        check("1967-06-24", 5, 60, "2027-06-24");
        check("1967-06-24", 25, 75, "2042-06-24");
        check("2021-11-25", 5, 5, "2026-11-25");
        check("2021-11-24", 5, 10, "2031-11-24");
        check("1976", 5, 50, "2026");
        check("1976-10", 25, 75, "2051-10");
        check("1996-02-29", 5, 35, "2031-02-28");
        assert_eq!(next("1960/1965".parse().unwrap(), 5, on), None);
    }

    #[test]
    fn relations_stand_as_their_last_step_says() {
        let facts = [
            milestone(
                "rel_a",
                ["KHM", "SUN"],
                Milestone::Established,
                Some("1956-05-13"),
            ),
            milestone("rel_b", ["KHM", "RUS"], Milestone::Severed, Some("1975")),
            milestone(
                "rel_c",
                ["KHM", "RUS"],
                Milestone::Resumed,
                Some("1979-02-01"),
            ),
            milestone(
                "rel_d",
                ["KHM", "VNM"],
                Milestone::Established,
                Some("1967-06-24"),
            ),
        ];
        let russia = histories(&"KHM".into(), Some(&"RUS".into()), &facts);
        let [history] = russia.as_slice() else {
            panic!("one pair");
        };
        assert_eq!(history.milestones.len(), 3);
        let stands = |day: Date| history.standing(Some(day)).map(|(_, r)| r.milestone);
        assert_eq!(stands(Date::constant(1950, 1, 1)), None);
        assert_eq!(stands(Date::constant(1976, 1, 1)), Some(Milestone::Severed));
        assert_eq!(stands(Date::constant(2026, 1, 1)), Some(Milestone::Resumed));
        let next = history.anniversaries(Date::constant(2026, 11, 25));
        let years: Vec<i16> = next.iter().map(|a| a.years).collect();
        assert_eq!(years, [75]);
        // Of a year alone no day is said.
        let by_year = [milestone(
            "rel_y",
            ["KHM", "PER"],
            Milestone::Established,
            Some("1967"),
        )];
        let on = Date::constant(2026, 11, 25);
        let days = |facts: &[Fact]| {
            histories(&"KHM".into(), None, facts)[0].anniversaries(on)[0].days_to(on)
        };
        assert_eq!(days(&by_year), None);
        assert_eq!(days(&facts[3..4]), Some(211));
        assert_eq!(histories(&"KHM".into(), None, &facts).len(), 2);
    }
}
