//! Sets of characters, as the Unicode tables that the pipeline was trained with have them.

use std::cmp::Ordering;

use crate::error::Error;

/// A set of characters: sorted ranges, and a table for ASCII.
#[derive(Debug, Clone, Default)]
pub(crate) struct CharSet {
    ranges: Vec<(u32, u32)>,
    ascii: u128,
}

impl CharSet {
    /// From a flat list of inclusive, sorted ranges.
    pub(crate) fn new(flat: &[u32]) -> Result<Self, Error> {
        let (pairs, rest) = flat.as_chunks::<2>();
        let ranges: Vec<_> = pairs.iter().map(|p| (p[0], p[1])).collect();
        if !rest.is_empty()
            || ranges.iter().any(|r| r.0 > r.1)
            || !ranges.is_sorted_by(|a, b| a.1 < b.0)
        {
            return Err(Error::damaged("a set of characters is not sorted"));
        }
        let mut set = Self { ranges, ascii: 0 };
        for code in 0..128 {
            set.ascii |= u128::from(set.search(code)) << code;
        }
        Ok(set)
    }

    fn search(&self, code: u32) -> bool {
        let order = |&(low, high): &(u32, u32)| {
            if high < code {
                Ordering::Less
            } else if low > code {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        };
        self.ranges.binary_search_by(order).is_ok()
    }

    /// Whether the character is in the set.
    #[inline]
    pub(crate) fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        if code < 128 {
            self.ascii >> code & 1 == 1
        } else {
            self.search(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn borders_belong_to_ranges() {
        let set = CharSet::new(&[65, 70, 0x600, 0x6ff]).expect("sorted");
        for (c, expected) in [
            ('A', true),
            ('F', true),
            ('G', false),
            ('\u{600}', true),
            ('\u{700}', false),
        ] {
            assert_eq!(set.contains(c), expected, "{c:?}");
        }
        assert!(CharSet::new(&[5, 4]).is_err() && CharSet::new(&[1]).is_err());
    }
}
