//! Which of many things that may be one are one.

/// Groups of `count` items joined by edges, best edges first, never across two items that are apart.
///
/// `edges` are `(score, a, b)`; ties go to the lower numbers, so the caller numbers the items by what they are
/// and not by when they came. Groups and their members are in order of number.
pub(crate) fn cluster(
    count: usize,
    mut edges: Vec<(u32, usize, usize)>,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    edges.sort_unstable_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut group_of: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|n| vec![n]).collect();
    for (_, a, b) in edges {
        let (Some(&x), Some(&y)) = (group_of.get(a), group_of.get(b)) else {
            continue;
        };
        if x == y {
            continue;
        }
        let barred = (members[x].iter()).any(|&m| members[y].iter().any(|&n| apart(m, n)));
        if barred {
            continue;
        }
        let (into, from) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut members[from]);
        for &item in &moved {
            group_of[item] = into;
        }
        members[into].extend(moved);
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().filter(|m| !m.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// Connected parts of a graph, each in order of number.
pub(crate) fn components(count: usize, edges: &[(u32, usize, usize)]) -> Vec<Vec<usize>> {
    cluster(count, edges.to_vec(), |_, _| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_edges_first_and_never_across() {
        // 1 could go with 0 or 2, which are apart: it goes with the likelier.
        let groups = cluster(3, vec![(10, 0, 1), (20, 1, 2)], |a, b| {
            (a, b) == (0, 2) || (a, b) == (2, 0)
        });
        assert_eq!(groups, [vec![0], vec![1, 2]]);
    }

    #[test]
    fn order_of_edges_does_not_matter() {
        let edges = vec![(10, 0, 1), (10, 2, 3), (10, 1, 2)];
        let mut turned = edges.clone();
        turned.reverse();
        assert_eq!(
            cluster(4, edges, |_, _| false),
            cluster(4, turned, |_, _| false)
        );
        assert_eq!(components(3, &[(1, 0, 2)]), [vec![0, 2], vec![1]]);
    }
}
