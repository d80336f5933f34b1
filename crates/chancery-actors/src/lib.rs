//! Who is named in a document: states, bodies, offices, persons, and every mention of them.

mod bare;
mod bodies;
mod build;
mod cast;
mod collectives;
mod deeds;
mod entries;
mod fronts;
mod gazetteer;
mod gender;
mod holdings;
mod leaders;
mod lexicon;
mod names;
mod office_rules;
mod people;
mod persons;
mod pronouns;
mod recent;
mod refer;
mod scene;
mod sets;
mod sides;
mod surroundings;
mod table;
mod tails;
mod titles;
mod verbs;
mod visited;
mod voice;

pub use cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionForm, Office};

use chancery_language::Analysis;
use chancery_model::{Document, Side};

/// The state or intergovernmental body that these words name by themselves ("Peru", "U.S.", "EU"), whatever the
/// document: for halves of compounds such as "Chile-Peru". None for bodies, places, people.
pub fn side_named(name: &str) -> Option<Side> {
    let entries = gazetteer::named(name);
    let group = entries.iter().find(|e| e.sort == gazetteer::Sort::Group);
    if let Some(group) = group {
        return Some(Side::org(group.name));
    }
    entries
        .into_iter()
        .find(|e| {
            matches!(
                e.sort,
                gazetteer::Sort::State | gazetteer::Sort::Organisation
            )
        })
        .filter(|e| !e.side.is_empty())
        .map(|e| Side::from(e.side))
}

/// The state whose nationality these words are ("Peruvian", "U.S."), whatever the document: for compounds such as
/// "anti-Peruvian". None for anything else.
pub fn state_of_nationality(name: &str) -> Option<Side> {
    gazetteer::named(name)
        .into_iter()
        .find(|e| {
            matches!(
                e.sort,
                gazetteer::Sort::State | gazetteer::Sort::Nationality
            )
        })
        .map(|e| Side::from(e.side))
}

/// Finds everyone named in a document.
pub fn cast(document: &Document, analysis: &Analysis) -> Cast {
    build::cast(document, analysis)
}
