//! The brief, section by section.

mod agreements;
mod bottom_line;
mod checks;
mod conflicts;
mod contacts;
mod figures;
mod offices;
mod relations;
mod statements;

use chancery_model::{Event, Fact, Side};

use crate::document::{Brief, Group, Line, Section};
use crate::notes::Notes;
use crate::question::Question;
use crate::select::Selection;
use crate::wording::people::Introduced;
use crate::wording::{dates, events, list};
use crate::{countries, facts};

/// Most lines of one group: a brief is two pages; `timeline` and `export` have the rest.
const LINES_OF_GROUP: usize = 10;

/// What the sections share.
pub(crate) struct Desk<'a> {
    pub(crate) selection: Selection<'a>,
    pub(crate) notes: Notes,
    pub(crate) introduced: Introduced,
}

/// Writes the brief that answers a question from the facts of a record.
pub fn brief(question: &Question, all: &[Fact]) -> Brief {
    let selection = Selection::of(question, all);
    let [a, b] = &selection.pair;
    let title = format!("{} – {}", countries::name(a), countries::name(b));
    let scope = scope(question, &selection);
    let mut desk = Desk {
        selection,
        notes: Notes::default(),
        introduced: Introduced::default(),
    };
    let bottom_line = bottom_line::lines(&mut desk);
    let sections = [
        (
            "relations",
            "State of relations",
            relations::groups as Write,
        ),
        ("contacts", "Visits, meetings, contacts", contacts::past),
        ("upcoming", "Upcoming", contacts::upcoming),
        ("agreements", "Agreements", agreements::groups),
        ("figures", "Figures", figures::groups),
        ("statements", "What was said", statements::groups),
        ("offices", "Who holds which office", offices::groups),
        ("conflicts", "Where the sources disagree", conflicts::groups),
    ];
    let sections = sections
        .into_iter()
        .filter_map(|(key, heading, write)| {
            desk.introduced = Introduced::default();
            let mut groups = write(&mut desk);
            groups.retain(|group| !group.lines.is_empty());
            (!groups.is_empty()).then_some(Section {
                key,
                heading,
                groups,
            })
        })
        .collect();
    let (notes, sources) = desk.notes.finish();
    Brief {
        title,
        scope,
        bottom_line,
        sections,
        notes,
        sources,
    }
}

type Write = fn(&mut Desk<'_>) -> Vec<Group>;

fn scope(question: &Question, selection: &Selection<'_>) -> String {
    let mut parts = Vec::new();
    match (question.since, question.until) {
        (Some(since), Some(until)) => {
            parts.push(format!("{} to {}", dates::day(since), dates::day(until)));
        }
        (Some(since), None) => parts.push(format!("since {}", dates::day(since))),
        (None, Some(until)) => parts.push(format!("until {}", dates::day(until))),
        (None, None) => {}
    }
    if let Some(day) = selection.as_of {
        parts.push(format!("as of {}", dates::day(day)));
    }
    let plural = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    parts.push(format!(
        "{} from {}",
        plural(selection.chosen.len(), "fact"),
        plural(selection.documents.len(), "document")
    ));
    parts.join(" · ")
}

impl<'a> Desk<'a> {
    /// An event as a line: date, sentence, marks, notes.
    pub(crate) fn event_line(&mut self, fact: &'a Fact, event: &Event) -> Line {
        let text = events::sentence(event, &self.selection.pair, &mut self.introduced);
        let when = dates::event(event.start, event.end);
        let mut line = Line::new(when, text, self.notes.cite(fact));
        line.fact = Some(fact.id.clone());
        line.marks = self.marks(fact);
        line
    }

    /// What qualifies a fact, whatever its kind: third parties, inferred dates, disagreements.
    pub(crate) fn marks(&self, fact: &Fact) -> Vec<String> {
        let mut marks = Vec::new();
        let others = self.selection.others(fact);
        if !others.is_empty() {
            let names: Vec<String> = others.iter().map(countries::in_sentence).collect();
            let with = if names.len() > 4 {
                format!("{} and {} more", names[..4].join(", "), names.len() - 4)
            } else {
                list(&names)
            };
            marks.push(format!("multilateral: with {with}"));
        }
        if is_date_inferred(fact) {
            marks.push("date inferred".to_owned());
        }
        if !fact.conflicts.is_empty() {
            marks.push("disputed".to_owned());
        }
        marks
    }

    /// Whether the side is the first of the pair, the second, or none.
    pub(crate) fn place_in_pair(&self, side: Option<&Side>) -> usize {
        self.selection
            .pair
            .iter()
            .position(|own| Some(own) == side)
            .unwrap_or(2)
    }
}

/// Whether the year of a fact is neither in its words nor reckoned from a stated publication day.
fn is_date_inferred(fact: &Fact) -> bool {
    let Some(day) = facts::date(fact).and_then(facts::first_day) else {
        return false;
    };
    let year = day.year().to_string();
    let stated = |source: &chancery_model::Source| {
        source.published.is_some() || source.quotes.iter().any(|q| q.exact.contains(&year))
    };
    !fact.sources.iter().any(stated)
}

/// A group with the first lines, and how many more there are.
pub(crate) fn group(heading: Option<String>, mut lines: Vec<Line>, most: usize) -> Group {
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    Group {
        heading,
        lines,
        more,
    }
}
