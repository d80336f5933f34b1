//! Kinds of events: one file each under `data/events/`, which describes itself and holds its frames.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::{EventType, Role};
use serde::Deserialize;

use super::frame::{Class, Frame};

/// One kind of event as its file describes it.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// Its type in the reading format.
    pub kind: EventType,
    /// What counts, in one sentence.
    pub meaning: String,
    /// Finer kinds and what they mean.
    pub subtypes: BTreeMap<String, String>,
    /// Roles that its participants may have.
    pub roles: Vec<Role>,
    /// Rules for codes of other schemes, first match first.
    pub codes: Vec<CodeRule>,
    /// Words in context that tell the subtype.
    pub(crate) subtype_words: BTreeMap<String, Vec<String>>,
    /// Verbs whose object suffers what the noun names ("the raid killed two soldiers").
    pub(crate) harm_verbs: Vec<String>,
    /// Verbs of purpose that name whom it is done for ("sent tents to shelter"); any where there is none.
    pub(crate) purpose_verbs: Vec<String>,
    /// Frames in the order of the file.
    pub(crate) frames: Vec<Frame>,
}

/// Codes for events of a kind, by subtype and status (`data/event_codes.tsv`).
#[derive(Debug, Clone, Default)]
pub struct CodeRule {
    /// Only for these subtypes; any if empty.
    pub subtypes: Vec<String>,
    /// Only for these statuses; any if empty.
    pub statuses: Vec<String>,
    /// PLOVER category, empty for none.
    pub plover: String,
    /// PLOVER mode.
    pub mode: String,
    /// CAMEO code, empty for none.
    pub cameo: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    r#type: EventType,
    meaning: String,
    #[serde(default)]
    subtypes: BTreeMap<String, String>,
    roles: Vec<Role>,
    #[serde(default)]
    subtype_words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    harm_verbs: Vec<String>,
    #[serde(default)]
    purpose_verbs: Vec<String>,
    frames: String,
}

/// Every kind of event, in the order of their names.
pub fn event_kinds() -> &'static [EventKind] {
    &TABLE.kinds
}

/// What is wrong with the files of event kinds, a line a fault; empty in a sound build.
pub fn faults() -> &'static [String] {
    &TABLE.faults
}

/// The rows of the table of codes for a type, in their order.
fn codes_of(kind: EventType) -> Vec<CodeRule> {
    let list = |cell: &str| -> Vec<String> {
        if cell == "*" {
            Vec::new()
        } else {
            cell.split('|').map(str::to_owned).collect()
        }
    };
    let code = |cell: &str| {
        if cell == "-" {
            String::new()
        } else {
            cell.to_owned()
        }
    };
    chancery_tables::EVENT_CODES
        .rows()
        .filter_map(|row| {
            let [type_, _, subtypes, statuses, plover, mode, cameo] = row[..] else {
                return None;
            };
            (type_ == kind.as_str()).then(|| CodeRule {
                subtypes: list(subtypes),
                statuses: list(statuses),
                plover: code(plover),
                mode: code(mode),
                cameo: code(cameo),
            })
        })
        .collect()
}

pub(crate) struct Table {
    pub(crate) kinds: Vec<EventKind>,
    pub(crate) faults: Vec<String>,
    /// Kind and frame numbers by trigger word.
    triggers: BTreeMap<String, Vec<(usize, usize)>>,
}

pub(crate) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        kinds: Vec::new(),
        faults: Vec::new(),
        triggers: BTreeMap::new(),
    };
    for source in chancery_tables::EVENTS {
        let name = source.name;
        let file: File = match toml::from_str(source.text()) {
            Ok(file) => file,
            Err(error) => {
                table.faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        let mut frames = Vec::new();
        for line in file.frames.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            match Frame::parse(line) {
                Ok(frame) => frames.push(frame),
                Err(problem) => table.faults.push(format!("{name}: {problem}")),
            }
        }
        let number = table.kinds.len();
        for (at, frame) in frames.iter().enumerate() {
            for word in frame.trigger().split('|') {
                table
                    .triggers
                    .entry(word.to_owned())
                    .or_default()
                    .push((number, at));
            }
        }
        table.kinds.push(EventKind {
            kind: file.r#type,
            meaning: file.meaning,
            subtypes: file.subtypes,
            roles: file.roles,
            codes: codes_of(file.r#type),
            subtype_words: file.subtype_words,
            harm_verbs: file.harm_verbs,
            purpose_verbs: file.purpose_verbs,
            frames,
        });
    }
    table
});

impl Table {
    /// Frames whose trigger is that lemma or form, of that class.
    pub(crate) fn frames(
        &self,
        lemma: &str,
        form: &str,
        class: Class,
    ) -> impl Iterator<Item = (&EventKind, &Frame)> {
        let by = |word: &str| self.triggers.get(word).map_or(&[][..], Vec::as_slice);
        let second = if form == lemma { &[][..] } else { by(form) };
        by(lemma)
            .iter()
            .chain(second)
            .map(|&(kind, frame)| (&self.kinds[kind], &self.kinds[kind].frames[frame]))
            .filter(move |(_, frame)| frame.class == class)
    }
}
