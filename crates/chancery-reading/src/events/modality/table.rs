//! The words of `data/modality.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_language::Analysis;
use chancery_model::Status;

/// What a word of the table does to the event that it governs or modifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::events) enum Class {
    Governor,
    Modifier,
    Modal,
    Carrier,
    Implicative,
    Ordinal,
    Performance,
    /// Talk of a thing that is there or not by its own article: "discussed the visit", "discussed a visit".
    Topic,
    /// What its object with "to" or "for" has called forth: "response to an attack".
    Reply,
    /// What is done against force that is used: "defend", "resistance".
    Defence,
    /// Whoever does this to a fight need not be fighting: "ended the war".
    Ender,
}

static TABLE: LazyLock<BTreeMap<(&'static str, Class), Option<Status>>> = LazyLock::new(|| {
    chancery_tables::MODALITY
        .text()
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (word, class, status) = (cells.next()?, cells.next()?, cells.next().unwrap_or(""));
            let class = match class {
                "governor" => Class::Governor,
                "modifier" => Class::Modifier,
                "modal" => Class::Modal,
                "carrier" => Class::Carrier,
                "implicative" => Class::Implicative,
                "ordinal" => Class::Ordinal,
                "performance" => Class::Performance,
                "topic" => Class::Topic,
                "reply" => Class::Reply,
                "ender" => Class::Ender,
                "defence" => Class::Defence,
                _ => return None,
            };
            Some(((word, class), status.parse().ok()))
        })
        .collect()
});

pub(super) fn look_up(word: &str, class: Class) -> Option<Status> {
    TABLE.get(&(word, class)).copied().flatten()
}

/// What becomes of what a verb governs, by the verb with its particle where that has a row ("called off") or without.
pub(super) fn governor(analysis: &Analysis, verb: usize) -> Option<Status> {
    let lemma = analysis.token(verb).lemma();
    let with_particle = analysis.children_by(verb, "prt").find_map(|particle| {
        let phrase = format!("{lemma} {}", analysis.token(particle).lemma());
        look_up(&phrase, Class::Governor)
    });
    with_particle.or_else(|| look_up(lemma, Class::Governor))
}

pub(in crate::events) fn is(analysis: &Analysis, token: usize, class: Class) -> bool {
    TABLE.contains_key(&(analysis.token(token).lemma(), class))
}

/// Whether the verb only carries a noun that names the event ("pay a visit", "hold talks").
pub(crate) fn is_carrier(analysis: &Analysis, verb: usize) -> bool {
    is(analysis, verb, Class::Carrier)
}

/// Whether the verb tells what becomes of what it governs ("cancelled a visit") and carries nothing.
pub(in crate::events) fn governs(analysis: &Analysis, verb: usize) -> bool {
    is(analysis, verb, Class::Governor) && !is_carrier(analysis, verb)
}

/// Whether the verb ends what its object names, whoever began it; "bring to an end" does.
pub(in crate::events) fn is_ender(analysis: &Analysis, verb: usize) -> bool {
    let mut to = analysis
        .children_by(verb, "prep")
        .filter(|&p| analysis.token(p).lemma() == "to")
        .flat_map(|p| analysis.children_by(p, "pobj"));
    is(analysis, verb, Class::Ender)
        || is_carrier(analysis, verb) && to.any(|end| is(analysis, end, Class::Ender))
}

/// Whether the word tells of holding out against force.
pub(in crate::events) fn is_defence(analysis: &Analysis, word: usize) -> bool {
    is(analysis, word, Class::Defence)
}

/// Whether what the verb governs is planned by its subject ("expects a summit").
pub(in crate::events) fn is_plan(analysis: &Analysis, verb: usize) -> bool {
    look_up(analysis.token(verb).lemma(), Class::Governor) == Some(Status::Planned)
}
