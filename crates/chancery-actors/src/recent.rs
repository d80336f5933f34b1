//! The mentions of a cast in the making by where they stand: what references are resolved from, without looking
//! through all that went before.

use std::collections::BTreeSet;

use crate::cast::{ActorId, Mention};

/// Mentions in the order in which they were made, found by place and by actor.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    list: Vec<Mention>,
    /// Numbers of the mentions that end before a token.
    ending: Vec<Vec<u32>>,
    /// Numbers of the mentions that cover a token.
    covering: Vec<Vec<u32>>,
    /// End and number of the mentions of one actor alone, by actor.
    single: Vec<BTreeSet<(usize, u32)>>,
}

/// Most tokens that a look back takes in: five sentences of fair length. Longer ones are lists and noise, in
/// which each reference would look through all of them.
const REACH: usize = 1_000;

impl Recent {
    /// No mentions yet, of a text of that many tokens.
    pub(crate) fn new(tokens: usize) -> Self {
        Self {
            ending: vec![Vec::new(); tokens + 1],
            covering: vec![Vec::new(); tokens],
            ..Self::default()
        }
    }

    /// Takes one more.
    pub(crate) fn push(&mut self, mention: Mention) {
        let number = self.list.len() as u32;
        if let Some(slot) = self.ending.get_mut(mention.tokens.end) {
            slot.push(number);
        }
        for slot in self
            .covering
            .get_mut(mention.tokens.clone())
            .unwrap_or_default()
        {
            slot.push(number);
        }
        if let [id] = mention.actors[..] {
            if self.single.len() <= id {
                self.single.resize_with(id + 1, BTreeSet::new);
            }
            self.single[id].insert((mention.tokens.end, number));
        }
        self.list.push(mention);
    }

    /// Those that begin at or after `from` or within so many tokens of `to`, and end at or before `to`, in the
    /// order in which they were made.
    pub(crate) fn between(&self, from: usize, to: usize) -> impl Iterator<Item = &Mention> {
        let to = to.min(self.ending.len().saturating_sub(1));
        let from = (from + 1).max(to.saturating_sub(REACH)).min(to + 1);
        let mut numbers: Vec<u32> = self.ending[from..=to].iter().flatten().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|n| &self.list[n as usize])
    }

    /// Those that cover the token, in the order in which they were made.
    pub(crate) fn covering(&self, token: usize) -> impl Iterator<Item = &Mention> {
        let numbers = self.covering.get(token).into_iter().flatten();
        numbers.map(|&n| &self.list[n as usize])
    }

    /// Those that mean this actor alone and end at or before `to`, the last first.
    pub(crate) fn of_actor(&self, id: ActorId, to: usize) -> impl Iterator<Item = &Mention> {
        let of_actor = self.single.get(id).into_iter();
        of_actor
            .flat_map(move |set| set.range(..=(to, u32::MAX)).rev())
            .map(|&(_, n)| &self.list[n as usize])
    }

    /// All of them.
    pub(crate) fn into_list(self) -> Vec<Mention> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::MentionForm;

    #[test]
    fn found_by_place_and_by_actor() {
        let mut recent = Recent::new(2_000);
        for (start, id) in [(1_500, 0), (3, 1), (7, 0), (9, 0)] {
            recent.push(Mention {
                tokens: start..start + 2,
                head: start,
                form: MentionForm::Name,
                actors: vec![id],
            });
        }
        let starts = |found: &mut dyn Iterator<Item = &Mention>| -> Vec<usize> {
            found.map(|m| m.tokens.start).collect()
        };
        assert_eq!(starts(&mut recent.between(0, 9)), [3, 7]);
        assert_eq!(starts(&mut recent.between(5, 11)), [7, 9]);
        assert_eq!(starts(&mut recent.between(0, 1_999)), [1_500]);
        assert_eq!(starts(&mut recent.between(5, 5)), [0_usize; 0]);
        assert_eq!(starts(&mut recent.covering(8)), [7]);
        assert_eq!(starts(&mut recent.of_actor(0, 20)), [9, 7]);
        assert_eq!(recent.into_list().len(), 4);
    }
}
