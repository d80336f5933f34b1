//! What happened between two sides, in order of time.

use chancery_model::{ClaimBody, Fact, Id, Status};

use crate::notes;
use crate::question::Question;
use crate::select::Selection;
use crate::wording::people::Introduced;
use crate::wording::{self, events};

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Date for people.
    pub when: String,
    /// The sentence.
    pub text: String,
    /// Words that qualify it.
    pub marks: Vec<String>,
    /// Number of sources, copies counted.
    pub sources: usize,
    /// The fact.
    pub id: Id,
}

/// Events, agreements and milestones of a pair in order of time; what has no date of its own stands at its
/// first report.
pub fn timeline(question: &Question, all: &[Fact]) -> Vec<Entry> {
    let selection = Selection::of(question, all);
    selection
        .chosen
        .iter()
        .filter_map(|fact| entry(fact, &selection))
        .collect()
}

fn entry(fact: &Fact, selection: &Selection<'_>) -> Option<Entry> {
    let mut marks = Vec::new();
    let text = match &fact.body {
        ClaimBody::Event(event) => {
            if event.status != Status::Occurred {
                marks.push(event.status.to_string());
            }
            events::sentence(event, &selection.pair, None, &mut Introduced::default())
        }
        ClaimBody::Agreement(agreement) => {
            let title = wording::facts::agreement(agreement);
            format!("{title}: {}", agreement.stage.as_str().replace('_', " "))
        }
        ClaimBody::Relation(relation) => wording::facts::milestone(relation.milestone).to_owned(),
        ClaimBody::Figure(_) | ClaimBody::Tenure(_) | ClaimBody::Statement(_) => return None,
    };
    if !fact.conflicts.is_empty() {
        marks.push("disputed".to_owned());
    }
    let when = wording::facts::when(fact);
    Some(Entry {
        when: if when.is_empty() {
            notes::reported(fact)
        } else {
            when
        },
        text,
        marks,
        sources: fact.sources.len(),
        id: fact.id.clone(),
    })
}
