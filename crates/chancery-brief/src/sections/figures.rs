//! Figures by measure, each with its sense, and the checks that their arithmetic allows.

use chancery_model::{Fact, Figure, FigureKind, Kind, Measure};

use super::{Desk, LINES_OF_GROUP, checks, group};

use crate::document::{Group, Line};
use crate::wording::{amounts, capital, dates};
use crate::{facts, wording};

/// One group: figures by measure, the latest period first, each check under the figure that it tests.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let mut all: Vec<(&Fact, &Figure)> = desk
        .selection
        .of_kind(Kind::Figure)
        .filter_map(|fact| facts::figure(fact).map(|figure| (fact, figure)))
        .collect();
    all.reverse();
    all.sort_by_key(|(_, figure)| order(figure.measure));
    let checks = checks::of(&all);
    let mut lines = Vec::new();
    for (n, (fact, figure)) in all.iter().enumerate() {
        let mut line = line(desk, fact, figure);
        for check in checks.iter().filter(|check| check.about == n) {
            let mut notes: Vec<usize> = check
                .rests_on
                .iter()
                .filter_map(|&n| all.get(n))
                .flat_map(|(fact, _)| desk.notes.cite(fact))
                .collect();
            notes.sort_unstable();
            notes.dedup();
            line.under
                .push(Line::new("Check", check.text.clone(), notes));
        }
        lines.push(line);
    }
    vec![group(None, lines, LINES_OF_GROUP + 4)]
}

/// Trade and what it is made of first.
fn order(measure: Measure) -> usize {
    Measure::ALL
        .iter()
        .position(|m| *m == measure)
        .unwrap_or(usize::MAX)
}

fn line(desk: &mut Desk<'_>, fact: &Fact, figure: &Figure) -> Line {
    let when = figure
        .period
        .map_or_else(|| "no period".to_owned(), dates::period);
    let what = wording::facts::figure(figure);
    let mut line = Line::new(
        when,
        format!("{}: {}", capital(&what), amounts::of(figure)),
        desk.notes.cite(fact),
    );
    line.marks = desk.marks(fact);
    if figure.kind != FigureKind::Reported {
        line.marks.insert(0, figure.kind.to_string());
    }
    line.fact = Some(fact.id.clone());
    line
}
