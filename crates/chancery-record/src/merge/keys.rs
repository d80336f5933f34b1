//! Where profiles are kept and looked for: under a key, and by their days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::sketch;
use super::when::{self, Window};

/// Longest stretch of days in each class. What is long is kept apart from what is short, so that who looks for
/// what was on some days passes over little else.
const CLASSES: [i32; 4] = [8, 32, 128, 512];

/// Blocking keys of a profile and, where its days matter, those.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    texts: Vec<String>,
    days: Option<(i32, i32)>,
}

/// A place that a profile is kept at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) key: i64,
    /// First and last day, counted from 1970; 0 where days do not matter.
    pub(crate) first: i32,
    pub(crate) last: i32,
}

/// Where those are kept that a profile is to be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look {
    pub(crate) key: i64,
    /// Their first day lies from here …
    pub(crate) from: i32,
    /// … to here,
    pub(crate) to: i32,
    /// and their last day is not before this one.
    pub(crate) until: i32,
}

/// Days from the beginning of 1970.
pub(crate) fn number(day: Date) -> i32 {
    when::days(Date::constant(1970, 1, 1), day)
}

impl Keys {
    /// Keys of what is looked for whatever its days.
    pub(crate) fn undated(texts: Vec<String>) -> Self {
        Self { texts, days: None }
    }

    /// Keys of what is looked for on its days and those beside them; none where they are more than `most`.
    pub(crate) fn dated(texts: Vec<String>, window: Option<Window>, most: i32) -> Self {
        match window.filter(|w| w.length() <= most) {
            Some(w) => Self {
                texts,
                days: Some((number(w.first), number(w.last))),
            },
            None => Self::default(),
        }
    }

    /// Where the profile is kept. Sorted, each once.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = match self.days {
            None => (self.texts.iter())
                .map(|text| Place {
                    key: sketch::key(text),
                    first: 0,
                    last: 0,
                })
                .collect(),
            Some((first, last)) => {
                let fits = CLASSES.iter().find(|most| last - first < **most);
                (self.texts.iter())
                    .flat_map(|text| fits.map(|most| class_key(text, *most)))
                    .map(|key| Place { key, first, last })
                    .collect()
            }
        };
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Where to look for others. Two profiles of one key find each other, or neither finds the other.
    pub(crate) fn looks(&self) -> Vec<Look> {
        let mut looks: Vec<Look> = match self.days {
            None => (self.texts.iter())
                .map(|text| Look {
                    key: sketch::key(text),
                    from: 0,
                    to: 0,
                    until: 0,
                })
                .collect(),
            Some((first, last)) => (self.texts.iter())
                .flat_map(|text| {
                    CLASSES.iter().map(move |most| Look {
                        key: class_key(text, *most),
                        from: first - most,
                        to: last + 1,
                        until: first - 1,
                    })
                })
                .collect(),
        };
        looks.sort_unstable();
        looks.dedup();
        looks
    }
}

fn class_key(text: &str, most: i32) -> i64 {
    sketch::key(&format!("{text}|{most}"))
}

/// Things kept at places.
#[derive(Debug, Default)]
pub(crate) struct Shelves {
    by_key: BTreeMap<i64, Vec<(i32, i32, usize)>>,
}

impl Shelves {
    /// Puts all things on their shelves.
    pub(crate) fn of(things: impl Iterator<Item = (usize, Vec<Place>)>) -> Self {
        let mut shelves = Self::default();
        for (thing, places) in things {
            for place in places {
                let shelf = shelves.by_key.entry(place.key).or_default();
                shelf.push((place.first, place.last, thing));
            }
        }
        for shelf in shelves.by_key.values_mut() {
            shelf.sort_unstable();
        }
        shelves
    }

    /// What is found where one looks.
    pub(crate) fn at(&self, look: Look) -> impl Iterator<Item = usize> {
        let shelf = self.by_key.get(&look.key).map_or(&[][..], Vec::as_slice);
        let start = shelf.partition_point(|(first, ..)| *first < look.from);
        (shelf.iter().skip(start))
            .take_while(move |(first, ..)| *first <= look.to)
            .filter(move |(_, last, _)| *last >= look.until)
            .map(|(_, _, thing)| *thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(days: &str) -> Keys {
        let window = Window::stated(days.parse().ok(), None);
        Keys::dated(vec!["visit|KHM|VNM".to_owned()], window, 400)
    }

    /// Whether each finds the other.
    fn meet(a: &str, b: &str) -> bool {
        let finds = |a: &Keys, b: &Keys| {
            let shelves = Shelves::of([(0, b.places())].into_iter());
            a.looks()
                .into_iter()
                .any(|look| shelves.at(look).count() > 0)
        };
        let (a, b) = (keys(a), keys(b));
        assert_eq!(finds(&a, &b), finds(&b, &a));
        finds(&a, &b)
    }

    #[test]
    fn days_that_touch_meet() {
        assert!(meet("2024-05-03", "2024-05-03"));
        assert!(meet("2024-05-03", "2024-05-04"));
        assert!(!meet("2024-05-03", "2024-05-05"));
        assert!(meet("2024-05-03", "2024-05"));
        assert!(meet("2024-04-30", "2024-05"));
        assert!(!meet("2024-04-29", "2024-05"));
        assert!(meet("2024", "2024-12-31"));
        assert!(meet("2024", "2024-07"));
        assert!(!meet("2024", "2025-02"));
        // Longer than allowed: found by nobody.
        assert!(!meet("2020/2024", "2022-05-03"));
        assert!(meet("1969-12-31", "1970-01-01"));
    }
}
