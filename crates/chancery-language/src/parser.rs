//! The dependency parser: spaCy's arc-eager transition system, greedy.
//!
//! Actions: shift, reduce, left arc, right arc, break (the next word begins a sentence). A word reduced without
//! a head goes back to the buffer. Ties go to the action listed first. Features of a state are the words at
//! the front of the buffer and on top of the stack and their outermost children found so far.

use crate::error::Error;
use crate::head::{self, Head, SlotSource};
use crate::symbols::{Symbol, Symbols};
use crate::weights::{MovesHeader, Weights};

const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

/// The trained parser.
pub(crate) struct Parser {
    head: Head,
    moves: Vec<(Kind, Symbol)>,
    /// Runs of actions of one kind: they are valid or not together.
    runs: Vec<(Kind, usize, usize)>,
    /// The relation that joins parts of a word; only between neighbours.
    subtoken: Symbol,
    /// The relation of roots.
    pub(crate) root: Symbol,
}

impl Parser {
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
                "S" => Kind::Shift,
                "D" => Kind::Reduce,
                "L" => Kind::Left,
                "R" => Kind::Right,
                "B" => Kind::Break,
                _ => return Err(Error::unsupported(format!("parser action {name}"))),
            };
            moves.push((kind, symbols.add(label)?));
        }
        let subtoken = symbols.add("subtok")?;
        let mut runs: Vec<(Kind, usize, usize)> = Vec::new();
        for (number, &(kind, label)) in moves.iter().enumerate() {
            let joins = label != subtoken && number > 0 && moves[number - 1].1 != subtoken;
            match runs.last_mut() {
                Some(run) if run.0 == kind && joins => run.2 = number + 1,
                _ => runs.push((kind, number, number + 1)),
            }
        }
        let head = Head::open(
            weights,
            "parser",
            width,
            (moves.len(), header.linear, header.upper),
        )?;
        if ![1, 2, 8, 13].contains(&head.features()) {
            return Err(Error::unsupported(format!(
                "parser with {} features",
                head.features()
            )));
        }
        Ok(Self {
            head,
            moves,
            runs,
            subtoken,
            root: symbols.add("ROOT")?,
        })
    }

    /// The scorer, to compute slot vectors with.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// Parses `count` tokens: heads (of headless tokens the token itself)
    /// and relations are left in the state.
    pub(crate) fn parse(&self, source: &mut impl SlotSource, count: usize, state: &mut State) {
        state.begin(count);
        state.scores.resize(self.head.scores(), 0.0);
        state.hidden.resize(self.head.hidden(), 0.0);
        let mut features = [-1; head::MOST_FEATURES];
        while !(state.stack.is_empty() && state.buffered() == 0) {
            state.features(self.head.features(), &mut features);
            self.head
                .score(source, &features, &mut state.scores, &mut state.hidden);
            match head::best(&state.scores, self.valid(state)) {
                Some(class) => self.apply(class, state),
                // No action is valid; spaCy ends there too.
                None => break,
            }
        }
        state.finish(self.root);
    }

    fn valid<'a>(&'a self, state: &State) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let (depth, buffered) = (state.stack.len(), state.buffered());
        let (front, second) = (state.buffer(0), state.buffer(1));
        let starts = state.starts_sentence(front);
        let arc = depth > 0 && buffered > 0 && !starts;
        let shift = depth == 0 || (buffered >= 2 && !starts && !state.is_unshiftable(front));
        let broken =
            buffered >= 2 && second == front.wrapping_add(1) && !state.starts_sentence(second);
        let neighbours = state.stacked(0) == front.wrapping_sub(1);
        self.runs.iter().filter_map(move |&(kind, start, end)| {
            let valid = match kind {
                Kind::Shift => shift,
                Kind::Reduce => depth > 0,
                Kind::Left | Kind::Right => {
                    arc && (neighbours || self.moves[start].1 != self.subtoken)
                }
                Kind::Break => broken,
            };
            valid.then_some((start, end))
        })
    }

    fn apply(&self, class: usize, state: &mut State) {
        let (kind, label) = self.moves[class];
        let (top, front) = (state.stacked(0), state.buffer(0));
        match kind {
            Kind::Shift => state.push(),
            Kind::Reduce => {
                state.stack.pop();
                if state.heads[top as usize] == NONE && !state.stack.is_empty() {
                    state.unshiftable[top as usize] = true;
                    state.returned.push(top);
                }
            }
            Kind::Left => {
                state.attach(top, front, label);
                state.unshiftable[front as usize] = false;
                state.stack.pop();
            }
            Kind::Right => {
                state.attach(front, top, label);
                state.push();
            }
            Kind::Break => {
                let second = state.buffer(1);
                state.sentence_start[second as usize] = true;
            }
        }
    }
}

/// One attachment; `before` is the one that its head got before on that side.
#[derive(Clone, Copy)]
struct Arc {
    child: u32,
    label: Symbol,
    before: u32,
}

/// A parse in the making; reused from text to text.
#[derive(Default)]
pub(crate) struct State {
    count: u32,
    stack: Vec<u32>,
    /// Words that came back to the buffer; the last is in front.
    returned: Vec<u32>,
    next: u32,
    heads: Vec<u32>,
    arcs: Vec<Arc>,
    /// The latest arc to the left and to the right of each word.
    left: Vec<u32>,
    right: Vec<u32>,
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
    scores: Vec<f32>,
    hidden: Vec<f32>,
    /// Result: the head of each token.
    pub(crate) head: Vec<u32>,
    /// Result: its relation.
    pub(crate) label: Vec<Symbol>,
}

fn reset<T: Clone>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}

impl State {
    fn begin(&mut self, count: usize) {
        self.count = count as u32;
        self.next = 0;
        self.stack.clear();
        self.returned.clear();
        self.arcs.clear();
        for list in [&mut self.heads, &mut self.left, &mut self.right] {
            reset(list, count, NONE);
        }
        reset(&mut self.unshiftable, count, false);
        reset(&mut self.sentence_start, count, false);
    }

    fn buffered(&self) -> usize {
        (self.count - self.next) as usize + self.returned.len()
    }

    fn stacked(&self, depth: usize) -> u32 {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |at| self.stack[at])
    }

    fn buffer(&self, place: usize) -> u32 {
        match self.returned.len().checked_sub(place + 1) {
            Some(at) => self.returned[at],
            None => {
                let word = self.next + (place - self.returned.len()) as u32;
                if word < self.count { word } else { NONE }
            }
        }
    }

    fn starts_sentence(&self, word: u32) -> bool {
        self.sentence_start.get(word as usize).is_some_and(|&s| s)
    }

    fn is_unshiftable(&self, word: u32) -> bool {
        self.unshiftable.get(word as usize).is_some_and(|&u| u)
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    /// Hangs `child` under `head`. Its old arc disappears only if it is the last of its old head on that side;
    /// otherwise it stays visible to features and to the result, as in spaCy.
    fn attach(&mut self, child: u32, head: u32, label: Symbol) {
        let old = self.heads[child as usize];
        if old != NONE {
            let list = if old > child {
                &mut self.left
            } else {
                &mut self.right
            };
            let last = list[old as usize];
            if last != NONE && self.arcs[last as usize].child == child {
                list[old as usize] = self.arcs[last as usize].before;
            }
        }
        let list = if head > child {
            &mut self.left
        } else {
            &mut self.right
        };
        self.arcs.push(Arc {
            child,
            label,
            before: list[head as usize],
        });
        list[head as usize] = self.arcs.len() as u32 - 1;
        self.heads[child as usize] = head;
    }

    /// The child that the word got last but `skip` on that side.
    fn child(&self, list: &[u32], word: u32, skip: usize) -> i32 {
        let mut arc = list.get(word as usize).copied().unwrap_or(NONE);
        for _ in 0..skip {
            arc = self.arcs.get(arc as usize).map_or(NONE, |a| a.before);
        }
        self.arcs.get(arc as usize).map_or(-1, |a| a.child as i32)
    }

    fn features(&self, count: usize, out: &mut [i32; head::MOST_FEATURES]) {
        let number = |word: u32| if word == NONE { -1 } else { word as i32 };
        let (b0, s0, s1) = (self.buffer(0), self.stacked(0), self.stacked(1));
        out[0] = number(b0);
        match count {
            2 => out[1] = number(s0),
            8 | 13 => {
                out[1] = number(self.buffer(1));
                out[2] = number(s0);
                out[3] = number(s1);
                out[4] = number(self.stacked(2));
            }
            _ => {}
        }
        if count == 8 {
            out[5] = self.child(&self.left, b0, 0);
            out[6] = self.child(&self.left, s0, 0);
            out[7] = self.child(&self.right, s0, 0);
        } else if count == 13 {
            out[5] = self.child(&self.left, s0, 0);
            // spaCy sets the sixth slot twice; the second left child of the top is never seen.
            out[6] = self.child(&self.right, s0, 0);
            out[7] = self.child(&self.left, b0, 0);
            out[8] = self.child(&self.right, s0, 1);
            out[9] = self.child(&self.left, s1, 0);
            out[10] = self.child(&self.left, s1, 1);
            out[11] = self.child(&self.right, s1, 0);
            out[12] = self.child(&self.right, s1, 1);
        }
    }

    /// Reads heads and relations off the arcs: those to the right of their head after those to the left.
    fn finish(&mut self, root: Symbol) {
        let count = self.count as usize;
        self.head.clear();
        self.head.extend(0..self.count);
        reset(&mut self.label, count, root);
        for list in [&self.left, &self.right] {
            for (word, &last) in list.iter().enumerate() {
                let mut at = last;
                while let Some(arc) = self.arcs.get(at as usize) {
                    self.head[arc.child as usize] = word as u32;
                    self.label[arc.child as usize] = arc.label;
                    at = arc.before;
                }
            }
        }
    }
}
