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
mod timeline;

use std::collections::BTreeMap;

use chancery_model::{Event, Fact, Id, Kind, Side, Tenure, TenureStatus};

use crate::document::{Brief, Group, Line, Section};
use crate::notes::Notes;
use crate::question::Question;
use crate::select::Selection;
use crate::wording::own_words::own_words;
use crate::wording::people::Introduced;
use crate::wording::ranks::rank;
use crate::wording::{dates, events, list};
use crate::{countries, facts};

/// Most lines of one group: a brief is two pages; `timeline` and `export` have the rest.
const LINES_OF_GROUP: usize = 10;

/// What the sections share.
pub(crate) struct Desk<'a> {
    pub(crate) selection: Selection<'a>,
    pub(crate) notes: Notes,
    pub(crate) introduced: Introduced,
    /// Offices that a document gives a person, the highest current one first.
    offices: BTreeMap<(&'a Id, &'a str), Vec<&'a Tenure>>,
}

/// Writes the brief that answers a question from the facts of a record.
pub fn brief(question: &Question, all: &[Fact]) -> Brief {
    let selection = Selection::of(question, all);
    let [a, b] = &selection.pair;
    let title = format!("{} – {}", countries::name(a), countries::name(b));
    let scope = scope(question, &selection);
    let mut desk = Desk {
        offices: offices_by_document(&selection),
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

pub use conflicts::{Disagreement, Said, disagreements};
pub use timeline::{Entry, timeline};

impl Desk<'_> {
    /// An event as a line: date, sentence, marks, notes. `here` is the country of the visit it is part of.
    pub(crate) fn event_line(&mut self, fact: &Fact, event: &Event, here: Option<&Side>) -> Line {
        let event = self.with_offices(fact, event);
        let mut text = events::sentence(&event, &self.selection.pair, here, &mut self.introduced);
        if event.topic.is_none()
            && let Some(words) = own_words(fact, &event)
        {
            text.push_str(&format!(" (“{words}”)"));
        }
        let told_before = facts::is_told_before(fact, &event);
        let when = dates::event(event.start, event.end);
        let mut line = Line::new("", text, self.notes.cite(fact));
        line.fact = Some(fact.id.clone());
        line.marks = self.marks(fact);
        if told_before {
            line.marks.insert(0, format!("for {when}"));
        } else {
            line.when = when;
        }
        line
    }

    /// The event with the offices that its documents give to participants who are named without one.
    pub(crate) fn with_offices(&self, fact: &Fact, event: &Event) -> Event {
        let mut event = event.clone();
        for who in event.participants.iter_mut().filter(|p| p.office.is_none()) {
            who.office = who.name.as_deref().and_then(|name| self.office(fact, name));
        }
        event
    }

    /// The highest office that a document of this fact gives to a person, current before former.
    pub(crate) fn office(&self, fact: &Fact, person: &str) -> Option<String> {
        let tenure = fact
            .sources
            .iter()
            .find_map(|source| self.offices.get(&(&source.document, person))?.first())?;
        Some(match tenure.status {
            TenureStatus::Current => tenure.office.clone(),
            other => format!("{other} {}", tenure.office),
        })
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

fn offices_by_document<'a>(
    selection: &Selection<'a>,
) -> BTreeMap<(&'a Id, &'a str), Vec<&'a Tenure>> {
    let mut offices: BTreeMap<_, Vec<&Tenure>> = BTreeMap::new();
    for fact in selection.of_kind(Kind::Tenure) {
        let Some(tenure) = facts::tenure(fact) else {
            continue;
        };
        for source in &fact.sources {
            let key = (&source.document, tenure.person.as_str());
            offices.entry(key).or_default().push(tenure);
        }
    }
    for held in offices.values_mut() {
        held.sort_by_key(|t| (t.status == TenureStatus::Former, rank(&t.office)));
    }
    offices
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
