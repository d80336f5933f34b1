//! Words that point back to an event already told and date it: "the talks will begin on Monday".

use chancery_language::Analysis;
use chancery_model::{EventType, Ground};

use super::frame::Class;
use super::modality::{self, Class as Word};
use super::tree::{self, Link};
use super::{Candidate, is_definite, kind, merge, same_life, when};
use crate::Context;

/// Sentences back in which the event may have been told last. A guess: a few paragraphs.
const REACH: usize = 8;

/// "The tariffs take effect on June 1": the day of the last event of that name, where it has none.
pub(super) fn date(context: &Context<'_>, index: usize, candidates: &mut [Candidate]) {
    let analysis = context.analysis;
    let noun = analysis.token(index).pos() == "NOUN";
    if !noun || !is_definite(analysis, index) || is_another(analysis, index) {
        return;
    }
    let token = analysis.token(index);
    let (lemma, form) = (token.lemma().to_lowercase(), token.text().to_lowercase());
    let kinds: Vec<EventType> = kind::TABLE
        .frames(&lemma, &form, Class::Noun)
        .map(|(kind, _)| kind.kind)
        .collect();
    let here = analysis.sentence_number(index);
    let told = candidates
        .iter_mut()
        .rev()
        .take_while(|c| c.sentence + REACH >= here)
        .find(|c| kinds.contains(&c.event.kind) && c.sentence < here);
    let Some(told) = told.filter(|c| c.event.start.is_none()) else {
        return;
    };
    // Whoever else is named in the phrase speaks of another.
    let fits = context
        .cast
        .within(analysis.subtree(index))
        .flat_map(|m| context.cast.sides_of(m))
        .all(|side| told.parties.iter().any(|p| p.side.as_ref() == Some(&side)));
    let modality = modality::of_noun(analysis, index, &|verb| {
        modality::is_carrier(analysis, verb)
    });
    if !fits || !same_life(told.event.status, modality.status) {
        return;
    }
    let when = when::of(context, index, modality, told.event.kind);
    let Some(timex) = &when.timex else { return };
    let inside = analysis
        .token_at(timex.span.start as usize)
        .is_some_and(|at| analysis.subtree(index).contains(&at));
    if !inside && !happens(analysis, index) {
        return;
    }
    told.event.start = when.start;
    told.event.end = when.end;
    told.event.why.grounds.push(Ground {
        field: "start".into(),
        span: Some(timex.span),
        basis: timex.basis.clone(),
    });
    let evidence = context.sentence_span(index);
    if !told.event.evidence.contains(&evidence) {
        told.event.evidence.push(evidence);
    }
}

/// "the last summit", "another meeting": not the one told before.
fn is_another(analysis: &Analysis, noun: usize) -> bool {
    merge::is_further(analysis, noun)
        || analysis
            .children(noun)
            .any(|c| modality::is(analysis, c, Word::Ordinal))
}

/// Whether its clause tells that it takes place: the time of the clause is its time.
fn happens(analysis: &Analysis, noun: usize) -> bool {
    tree::governor(analysis, noun).is_some_and(|governor| {
        matches!(governor.link, Link::Subject | Link::Object)
            && modality::is_carrier(analysis, governor.verb)
    })
}
