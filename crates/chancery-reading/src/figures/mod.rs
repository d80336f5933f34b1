//! Figures of a document: numbers that say something of sides, each once.
//!
//! A numeric expression becomes a [`Candidate`] with its place in the tree; `choice` says whether it counts,
//! `measure` what it measures, `kind` in what sense, `period` when, `parties` of whom.

mod candidate;
mod choice;
mod kind;
mod measure;
mod parties;
mod period;
mod scene;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_expressions::Numex;
use chancery_model::{Bound, Edtf, Figure, Ground, Span, Why};

use crate::Context;
use candidate::Candidate;

/// All figures of a document, each once, in the order of their first mention.
pub(crate) fn read(context: &Context<'_>) -> Vec<Figure> {
    let mut figures = Figures::default();
    let ranking = scene::Ranking::new(context);
    let times = period::Times::new(context);
    let sentences = context.analysis.sentences().flat_map(pieces);
    for sentence in sentences {
        let span = context.span(sentence.clone());
        for numex in chancery_expressions::numexes(&context.document.text, span) {
            let Some(candidate) = Candidate::new(context, sentence.clone(), numex) else {
                continue;
            };
            if choice::is_conversion(context, &candidate) {
                figures.convert(&candidate);
                continue;
            }
            let measured = measure::of(context, &candidate);
            if !choice::counts(context, &candidate, measured) {
                continue;
            }
            let measured = measured.map(|found| measure::inbound(context, found));
            let measure =
                measured.map_or(measure::default_of(candidate.class), |found| found.measure);
            let when = period::of(context, &times, &candidate, measure);
            let whose = parties::of(context, &ranking, &candidate, measure, measured);
            for figure in figures_of(context, &candidate, measured, when, &whose) {
                figures.add(figure);
            }
        }
    }
    figures.list
}

/// Longest sentence that is looked at as a whole, in tokens: what is said of a number is sought all over its
/// sentence, and a text without full stops must not cost the square of its length. No sentence of a report has
/// a third of it.
const LONGEST: usize = 600;

/// A sentence, or the pieces of one that is no sentence any more.
fn pieces(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence
        .step_by(LONGEST)
        .map(move |start| start..end.min(start + LONGEST))
}

/// One figure, or two for a range: its lower and its upper end.
fn figures_of(
    context: &Context<'_>,
    candidate: &Candidate,
    measured: Option<measure::Measured>,
    when: Option<(Edtf, Ground)>,
    whose: &parties::Whose,
) -> Vec<Figure> {
    let Numex {
        value,
        high,
        bound,
        span,
        ..
    } = candidate.numex;
    let ends: Vec<(f64, Option<Bound>)> = match high {
        Some(high) => vec![(value, Some(Bound::Min)), (high, Some(Bound::Max))],
        None => vec![(value, bound)],
    };
    let measure = measured.map_or(measure::default_of(candidate.class), |found| found.measure);
    let (kind, kind_basis) = kind::of(context, candidate, measure);
    let mut grounds = vec![Ground {
        field: "kind".into(),
        span: None,
        basis: kind_basis.into(),
    }];
    if let Some(found) = measured {
        let word = context.analysis.token(found.word);
        grounds.push(Ground {
            field: "measure".into(),
            span: Some(Span::new(word.start(), word.end())),
            basis: format!("'{}' near the number", word.lemma()),
        });
    }
    if let Some((_, ground)) = &when {
        grounds.push(ground.clone());
    }
    grounds.push(Ground {
        field: "parties".into(),
        span: None,
        basis: whose.basis.into(),
    });
    ends.into_iter()
        .map(|(value, bound)| Figure {
            measure,
            kind,
            value,
            unit: candidate.unit.clone(),
            bound,
            period: when.as_ref().map(|(period, _)| *period),
            parties: whose.sides.clone(),
            flow: whose.flow.clone(),
            evidence: vec![context.sentence_span(candidate.token)],
            why: Why {
                anchor: Some(span),
                rule: format!("figure/{measure}"),
                confidence: 0.0,
                grounds: grounds.clone(),
            },
        })
        .collect()
}

/// The figures of a document, each once.
#[derive(Debug, Default)]
struct Figures {
    list: Vec<Figure>,
    /// Where the figures of a value and unit stand in the list.
    by_value: BTreeMap<(u64, Option<String>), Vec<usize>>,
    /// The figure told last, and where its number ends.
    last: Option<(usize, u32)>,
}

/// Bytes between a sum and its conversion in brackets at most.
const BESIDE: u32 = 4;

impl Figures {
    /// Adds a figure, or only its evidence where the same figure stands already.
    fn add(&mut self, figure: Figure) {
        let end = figure.why.anchor.map_or(0, |anchor| anchor.end);
        self.last = Some((self.place(figure), end));
    }

    /// Notes the same sum in another currency with the figure that stands before it.
    fn convert(&mut self, candidate: &Candidate) {
        let Numex { value, span, .. } = &candidate.numex;
        let Some((place, end)) = self.last else {
            return;
        };
        if span.start < end || span.start > end + BESIDE {
            return;
        }
        if let (Some(figure), Some(unit)) = (self.list.get_mut(place), &candidate.unit) {
            figure.why.grounds.push(Ground {
                field: "value.converted".into(),
                span: Some(*span),
                basis: format!("{value} {unit}"),
            });
        }
    }

    /// Where the figure stands in the list.
    fn place(&mut self, figure: Figure) -> usize {
        let places = self
            .by_value
            .entry((figure.value.to_bits(), figure.unit.clone()))
            .or_default();
        let same = places.iter().copied().find(|place| {
            let known = &self.list[*place];
            known.kind == figure.kind || known.measure == figure.measure
        });
        let Some(place) = same else {
            let place = self.list.len();
            places.push(place);
            self.list.push(figure);
            return place;
        };
        let known = &mut self.list[place];
        for span in figure.evidence {
            if known.evidence.last() != Some(&span) {
                known.evidence.push(span);
            }
        }
        known.period = known.period.or(figure.period);
        known.bound = known.bound.or(figure.bound);
        place
    }
}
