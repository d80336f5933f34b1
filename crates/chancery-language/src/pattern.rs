//! A small backtracking matcher for the regular expressions of tokenizer and ruler.
//!
//! `scripts/patterns.py` compiles them from Python's own parse; the instructions are those below. A pattern is
//! kept as its top-level alternatives, each with the characters it may begin with, so that most are never
//! tried. Work is bounded: a match that takes more than [`MOST_STEPS`] steps counts as none.

use serde::Deserialize;

use crate::chars::CharSet;
use crate::error::Error;

/// Steps of one match attempt beside [`STEPS_PER_BYTE`], far beyond what any text but a hostile one takes.
const MOST_STEPS: usize = 200_000;
/// What a run of one character may take.
const STEPS_PER_BYTE: usize = 8;
/// Nesting of look-around.
const DEEPEST: u32 = 16;

#[derive(Debug, Clone, Copy)]
enum Op {
    Char(char),
    Set(u32),
    Any,
    /// Go on at the first, and if that fails at the second.
    Split(u32, u32),
    Jump(u32),
    Begin,
    /// The end of the text; if true also before a last newline.
    End(bool),
    Match,
    /// What follows up to its `Match` must (or, if true, must not) match here; go on at the number.
    Ahead(bool, u32),
    /// The same for the given number of characters before.
    Behind(bool, u32, u32),
}

/// Character sets shared by the patterns of a pipeline.
pub(crate) struct Sets(Vec<CharSet>);

impl Sets {
    pub(crate) fn new(flat: &[Vec<u32>]) -> Result<Self, Error> {
        flat.iter()
            .map(|set| CharSet::new(set))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// One alternative, as the pipeline file has it.
#[derive(Deserialize)]
pub(crate) struct Source {
    code: Vec<Vec<u32>>,
    anchored: bool,
    first: i32,
    longest: usize,
    used: i32,
    at_end: bool,
}

/// A compiled pattern.
pub(crate) struct Pattern {
    alternatives: Vec<Alternative>,
    /// For each ASCII character the alternatives that can begin with it, in order.
    ascii: Vec<Vec<u16>>,
    /// Those that can begin with another character or with none.
    others: Vec<u16>,
    anchored: bool,
    at_end: bool,
    longest: usize,
}

struct Alternative {
    code: Vec<Op>,
    first: Option<u32>,
    /// Characters of an unbounded match.
    used: Option<u32>,
}

/// Reused memory of the matcher.
#[derive(Default)]
pub(crate) struct Stack(Vec<(u32, usize)>);

impl Pattern {
    pub(crate) fn new(sources: Vec<Source>, sets: &Sets) -> Result<Self, Error> {
        if sources.len() > usize::from(u16::MAX) {
            return Err(Error::damaged("a pattern has too many alternatives"));
        }
        let set = |n: i32| match u32::try_from(n) {
            Ok(n) if (n as usize) < sets.0.len() => Ok(Some(n)),
            Ok(_) => Err(Error::damaged("a pattern names a set that is not there")),
            Err(_) => Ok(None),
        };
        let (mut anchored, mut at_end, mut longest) = (true, true, 0);
        let mut alternatives = Vec::new();
        for source in sources {
            anchored &= source.anchored;
            at_end &= source.at_end && (source.longest > 0 || source.used >= 0);
            longest = longest.max(source.longest);
            let code = code(&source.code, sets.0.len())?;
            alternatives.push(Alternative {
                code,
                first: set(source.first)?,
                used: set(source.used)?,
            });
        }
        let able = |c: char| {
            let fits = |a: &Alternative| a.first.is_none_or(|n| sets.0[n as usize].contains(c));
            alternatives
                .iter()
                .zip(0..)
                .filter(|(a, _)| fits(a))
                .map(|(_, n)| n)
                .collect()
        };
        let ascii = (0..128_u8).map(|b| able(char::from(b))).collect();
        let others = (0..alternatives.len() as u16).collect();
        Ok(Self {
            ascii,
            others,
            alternatives,
            anchored,
            at_end,
            longest,
        })
    }

    /// The first match at or after `from`, like Python's `search`: the leftmost place, there the first
    /// alternative that fits.
    pub(crate) fn search(
        &self,
        sets: &Sets,
        text: &str,
        from: usize,
        stack: &mut Stack,
    ) -> Option<(usize, usize)> {
        if self.anchored {
            return if from == 0 {
                self.at(sets, text, 0, stack).map(|end| (0, end))
            } else {
                None
            };
        }
        let from = if self.at_end {
            from.max(self.earliest(sets, text))
        } else {
            from
        };
        let mut at = from;
        loop {
            if let Some(end) = self.at(sets, text, at, stack) {
                return Some((at, end));
            }
            at += text[at..].chars().next()?.len_utf8();
        }
    }

    /// Before this byte no match can begin, given that every match runs to the end of the text.
    fn earliest(&self, sets: &Sets, text: &str) -> usize {
        let mut earliest = text.len();
        let body = text.strip_suffix('\n').unwrap_or(text);
        let bounded = body.char_indices().rev().take(self.longest + 1).last();
        earliest = earliest.min(bounded.map_or(0, |(at, _)| at));
        for alternative in &self.alternatives {
            if let Some(used) = alternative.used {
                let set = &sets.0[used as usize];
                let run = body
                    .char_indices()
                    .rev()
                    .take_while(|&(_, c)| set.contains(c))
                    .last();
                earliest = earliest.min(run.map_or(earliest, |(at, _)| at));
            }
        }
        earliest
    }

    /// The end of a match that begins at exactly that byte.
    pub(crate) fn at(
        &self,
        sets: &Sets,
        text: &str,
        at: usize,
        stack: &mut Stack,
    ) -> Option<usize> {
        let next = text[at..].chars().next();
        let able = match next {
            Some(c) if c.is_ascii() => &self.ascii[c as usize],
            _ => &self.others,
        };
        for &number in able {
            let alternative = &self.alternatives[usize::from(number)];
            if let (Some(c), Some(first)) = (next, alternative.first)
                && !c.is_ascii()
                && !sets.0[first as usize].contains(c)
            {
                continue;
            }
            let mut run = Run {
                code: &alternative.code,
                sets,
                text,
                steps: MOST_STEPS + STEPS_PER_BYTE * text.len(),
                depth: 0,
                stack: &mut stack.0,
            };
            if let Some(end) = run.matches(0, at) {
                return Some(end);
            }
        }
        None
    }
}

/// Reads and checks a program: every jump and set must exist.
fn code(source: &[Vec<u32>], sets: usize) -> Result<Vec<Op>, Error> {
    let bad = || Error::damaged("a pattern is not a valid program");
    let length = source.len() as u32;
    let place = |n: u32| if n < length { Ok(n) } else { Err(bad()) };
    let code = source.iter().map(|op| {
        Ok(match *op.as_slice() {
            [0, c] => Op::Char(char::from_u32(c).ok_or_else(bad)?),
            [1, set] if (set as usize) < sets => Op::Set(set),
            [2] => Op::Any,
            [3, a, b] => Op::Split(place(a)?, place(b)?),
            [4, a] => Op::Jump(place(a)?),
            [5] => Op::Begin,
            [6, newline] => Op::End(newline == 1),
            [7] => Op::Match,
            [8, negative, next] => Op::Ahead(negative == 1, place(next)?),
            [9, negative, width, next] => Op::Behind(negative == 1, width, place(next)?),
            _ => return Err(bad()),
        })
    });
    let code: Vec<Op> = code.collect::<Result<_, Error>>()?;
    if !matches!(code.last(), Some(Op::Match)) {
        return Err(bad());
    }
    Ok(code)
}

struct Run<'a> {
    code: &'a [Op],
    sets: &'a Sets,
    text: &'a str,
    steps: usize,
    depth: u32,
    stack: &'a mut Vec<(u32, usize)>,
}

impl Run<'_> {
    /// The end of a match from that instruction and byte on.
    fn matches(&mut self, start: u32, from: usize) -> Option<usize> {
        let base = self.stack.len();
        let (mut pc, mut at) = (start, from);
        loop {
            self.steps = match self.steps.checked_sub(1) {
                Some(steps) => steps,
                None => {
                    self.stack.truncate(base);
                    return None;
                }
            };
            let next = match self.code[pc as usize] {
                Op::Char(c) => self.text[at..]
                    .starts_with(c)
                    .then(|| (pc + 1, at + c.len_utf8())),
                Op::Set(set) => self
                    .char_at(at)
                    .filter(|&c| self.sets.0[set as usize].contains(c))
                    .map(|c| (pc + 1, at + c.len_utf8())),
                Op::Any => self
                    .char_at(at)
                    .filter(|&c| c != '\n')
                    .map(|c| (pc + 1, at + c.len_utf8())),
                Op::Split(first, second) => {
                    self.stack.push((second, at));
                    Some((first, at))
                }
                Op::Jump(to) => Some((to, at)),
                Op::Begin => (at == 0).then_some((pc + 1, at)),
                Op::End(newline) => {
                    let end = at == self.text.len() || (newline && &self.text[at..] == "\n");
                    end.then_some((pc + 1, at))
                }
                Op::Match => {
                    self.stack.truncate(base);
                    return Some(at);
                }
                Op::Ahead(negative, to) => (self.look(pc, at, to) != negative).then_some((to, at)),
                Op::Behind(negative, width, to) => {
                    let found = self
                        .back(at, width)
                        .is_some_and(|from| self.look(pc, from, to));
                    (found != negative).then_some((to, at))
                }
            };
            match next {
                Some(state) => (pc, at) = state,
                None if self.stack.len() > base => (pc, at) = self.stack.pop().unwrap_or_default(),
                None => return None,
            }
        }
    }

    fn look(&mut self, pc: u32, at: usize, to: u32) -> bool {
        if to <= pc || self.depth == DEEPEST {
            return false;
        }
        self.depth += 1;
        let found = self.matches(pc + 1, at).is_some();
        self.depth -= 1;
        found
    }

    fn back(&self, at: usize, width: u32) -> Option<usize> {
        if width == 0 {
            return Some(at);
        }
        self.text[..at]
            .char_indices()
            .rev()
            .nth(width as usize - 1)
            .map(|(from, _)| from)
    }

    #[inline]
    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}
