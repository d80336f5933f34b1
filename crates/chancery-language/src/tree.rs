//! From the parser's arcs to finished trees: moved arcs put back, sentences read off.

use crate::symbols::Symbol;

/// Searches that look at more tokens than this in one text keep their heads; no ordinary text comes near.
const MOST_STEPS: usize = 10_000_000;
/// Passes over the arcs to settle the edges of crossing trees, as many as spaCy makes.
const MOST_PASSES: usize = 12;

/// Edges of each token's subtree, and where sentences start. Reused.
#[derive(Default)]
pub(crate) struct Tree {
    left: Vec<u32>,
    right: Vec<u32>,
    /// Whether a sentence starts at the token.
    pub(crate) starts: Vec<bool>,
    queue: Vec<u32>,
    next_queue: Vec<u32>,
}

/// For relation `x||y`, which says that the arc was moved up: `x`, and the `y` of the true head.
pub(crate) type Moved = Option<(Symbol, Symbol)>;

impl Tree {
    /// Finishes a tree. `moved` tells for each relation whether it marks a moved arc; `space` tells which
    /// tokens are white space.
    pub(crate) fn settle(
        &mut self,
        heads: &mut [u32],
        labels: &mut [Symbol],
        moved: impl Fn(Symbol) -> Moved,
        space: impl Fn(usize) -> bool,
    ) {
        self.edges(heads);
        let mut changed = false;
        let mut steps = 0;
        for token in 0..heads.len() {
            if let Some((label, wanted)) = moved(labels[token]) {
                heads[token] = self.true_head(token, wanted, heads, labels, &space, &mut steps);
                labels[token] = label;
                changed = true;
            }
        }
        if changed {
            self.edges(heads);
        }
    }

    /// The first token below the head, level by level and from left to right, that has the wanted relation.
    fn true_head(
        &mut self,
        token: usize,
        wanted: Symbol,
        heads: &[u32],
        labels: &[Symbol],
        space: impl Fn(usize) -> bool,
        steps: &mut usize,
    ) -> u32 {
        self.queue.clear();
        self.queue.push(heads[token]);
        while !self.queue.is_empty() {
            self.next_queue.clear();
            for &node in &self.queue {
                let range = self.left[node as usize] as usize..=self.right[node as usize] as usize;
                *steps += range.end() - range.start();
                if *steps > MOST_STEPS {
                    return heads[token];
                }
                for child in range {
                    if heads[child] != node
                        || child == node as usize
                        || child == token
                        || space(child)
                    {
                        continue;
                    }
                    if labels[child] == wanted {
                        return child as u32;
                    }
                    self.next_queue.push(child as u32);
                }
            }
            std::mem::swap(&mut self.queue, &mut self.next_queue);
        }
        heads[token]
    }

    /// Edges of all subtrees and the sentence starts: the left edges of roots.
    fn edges(&mut self, heads: &[u32]) {
        let count = heads.len();
        self.left.clear();
        self.left.extend(0..count as u32);
        self.right.clear();
        self.right.extend(0..count as u32);
        for _ in 0..MOST_PASSES {
            for child in (0..count).chain((0..count).rev()) {
                let head = heads[child] as usize;
                self.left[head] = self.left[head].min(self.left[child]);
                self.right[head] = self.right[head].max(self.right[child]);
            }
            self.starts.clear();
            self.starts.resize(count, false);
            for (token, &head) in heads.iter().enumerate() {
                if head as usize == token {
                    self.starts[self.left[token] as usize] = true;
                }
            }
            if self.heads_stay_inside(heads) {
                break;
            }
        }
    }

    fn heads_stay_inside(&self, heads: &[u32]) -> bool {
        let mut start = 0;
        for end in 0..heads.len() {
            if (end > 0 && self.starts[end]) || end + 1 == heads.len() {
                // The token that ends a sentence is let in, as in spaCy's own check.
                if heads[start..end]
                    .iter()
                    .any(|&h| (h as usize) < start || h as usize > end)
                {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_arc_goes_to_the_first_child_with_the_wanted_relation() {
        // 0 is root; 1 and 3 hang from it by relation 5; 2 from 1; 4 is moved: it wants a head of relation 5.
        let mut heads = [0, 0, 1, 0, 0];
        let mut labels = [9, 5, 6, 5, 7];
        let mut tree = Tree::default();
        tree.settle(
            &mut heads,
            &mut labels,
            |l| (l == 7).then_some((8, 5)),
            |_| false,
        );
        assert_eq!((heads[4], labels[4]), (1, 8));
        assert_eq!(tree.starts, [true, false, false, false, false]);
    }
}
