//! Named entities: spaCy's BILUO transition system, greedy, after the parser.
//!
//! Each token gets one action: begin, in, last, unit, out. An entity does not reach over a sentence start and
//! does not begin with white space. Features are the token, the first token of the open entity, and the token
//! before while an entity is open.

use std::ops::Range;

use crate::error::Error;
use crate::head::{self, Head, SlotSource};
use crate::symbols::{Symbol, Symbols};
use crate::weights::{MovesHeader, Weights};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Missing,
    Begin,
    In,
    Last,
    Unit,
    Out,
}

/// The trained entity recogniser.
pub(crate) struct Ner {
    head: Head,
    moves: Vec<(Kind, Symbol)>,
    /// Runs of actions of one kind.
    runs: Vec<(Kind, usize, usize)>,
}

/// Reused memory.
#[derive(Default)]
pub(crate) struct State {
    scores: Vec<f32>,
    hidden: Vec<f32>,
}

/// What the rules ask of a token.
#[derive(Clone, Copy, Default)]
pub(crate) struct Facts {
    /// Whether it is white space.
    pub(crate) is_space: bool,
    /// Whether a sentence starts here.
    pub(crate) starts_sentence: bool,
    /// Whether nothing is sought here: the token is in no entity.
    pub(crate) passed_over: bool,
}

impl Ner {
    pub(crate) fn open(
        weights: &Weights<'_>,
        header: &MovesHeader,
        width: usize,
        symbols: &mut Symbols,
    ) -> Result<Self, Error> {
        let mut moves = Vec::new();
        for name in &header.moves {
            let (kind, label) = name.split_once('-').unwrap_or((name, ""));
            let kind = match kind {
                "M" => Kind::Missing,
                "B" => Kind::Begin,
                "I" => Kind::In,
                "L" => Kind::Last,
                // The unit without a label serves to mark blocked tokens; no text has any.
                "U" if label.is_empty() => Kind::Missing,
                "U" => Kind::Unit,
                "O" => Kind::Out,
                _ => return Err(Error::unsupported(format!("entity action {name}"))),
            };
            moves.push((kind, symbols.add(label)?));
        }
        let mut runs: Vec<(Kind, usize, usize)> = Vec::new();
        for (number, &(kind, _)) in moves.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if run.0 == kind => run.2 = number + 1,
                _ => runs.push((kind, number, number + 1)),
            }
        }
        let head = Head::open(
            weights,
            "ner",
            width,
            (moves.len(), header.linear, header.upper),
        )?;
        if ![1, 3, 6].contains(&head.features()) {
            return Err(Error::unsupported(format!(
                "entity recogniser with {} features",
                head.features()
            )));
        }
        Ok(Self { head, moves, runs })
    }

    /// The scorer, to compute slot vectors with.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// Finds the entities among tokens and hands each to `found`.
    pub(crate) fn find(
        &self,
        source: &mut impl SlotSource,
        facts: &[Facts],
        state: &mut State,
        mut found: impl FnMut(Range<usize>, Symbol),
    ) {
        state.scores.resize(self.head.scores(), 0.0);
        state.hidden.resize(self.head.hidden(), 0.0);
        let mut open: Option<(usize, Symbol)> = None;
        for (at, fact) in facts.iter().enumerate() {
            if fact.passed_over {
                continue;
            }
            let features = self.features(at, open.map(|(start, _)| start));
            self.head
                .score(source, &features, &mut state.scores, &mut state.hidden);
            let next = facts.get(at + 1);
            let goes_on = next.is_some_and(|next| !next.starts_sentence && !next.passed_over);
            let ranges = self.runs.iter().filter_map(|&(kind, start, end)| {
                let valid = match (kind, open) {
                    (Kind::Begin, None) => goes_on && !fact.is_space,
                    (Kind::Unit, None) => !fact.is_space,
                    (Kind::Out, None) => true,
                    // Inside, the label must be the open one: a single action of the run.
                    (Kind::In, Some((_, label))) if goes_on => {
                        return self.action(start, end, label);
                    }
                    (Kind::Last, Some((_, label))) => return self.action(start, end, label),
                    _ => false,
                };
                valid.then_some((start, end))
            });
            let Some(class) = head::best(&state.scores, ranges) else {
                return;
            };
            let (kind, label) = self.moves[class];
            match kind {
                Kind::Begin => open = Some((at, label)),
                Kind::Last => {
                    if let Some((start, label)) = open.take() {
                        found(start..at + 1, label);
                    }
                }
                Kind::Unit => found(at..at + 1, label),
                Kind::In | Kind::Out | Kind::Missing => {}
            }
        }
    }

    fn action(&self, start: usize, end: usize, label: Symbol) -> Option<(usize, usize)> {
        (start..end)
            .find(|&n| self.moves[n].1 == label)
            .map(|n| (n, n + 1))
    }

    fn features(&self, at: usize, open: Option<usize>) -> [i32; head::MOST_FEATURES] {
        let mut out = [-1; head::MOST_FEATURES];
        out[0] = at as i32;
        match (self.head.features(), open) {
            (3, Some(start)) => {
                out[1] = start as i32;
                out[2] = at as i32 - 1;
            }
            (6, Some(start)) => {
                for (slot, token) in out[1..6].iter_mut().zip(start..at) {
                    *slot = token as i32;
                }
            }
            _ => {}
        }
        out
    }
}
