//! How the sides and people of two events agree.

use chancery_model::{EventType, Role, Side};

use super::events::{EventProfile, Part};
use super::names::{self, Likeness};
use super::offices::Office;

/// Sides in common from which on the list of them tells which event it is. A guess.
const ROUND: usize = 4;

/// How the named people of a side agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnSide {
    Agree,
    Differ,
    /// Two names for one office that only one person can hold.
    Rivals,
}

/// How the sides of two reports and their people agree.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) same_sides: bool,
    /// Sides for which two names stand for one office.
    pub(super) rivals: u32,
    /// Sides whose people agree.
    pub(super) matched: u32,
    /// Sides whose people differ, where that is no proof.
    pub(super) differ: u32,
}

impl EventProfile {
    /// How the sides and people of two events agree; nothing where they exclude each other.
    pub(super) fn people(&self, other: &Self) -> Option<People> {
        let common = self.sides.intersection(&other.sides).count();
        let (small, large) = (
            self.sides.len().min(other.sides.len()),
            self.sides.len().max(other.sides.len()),
        );
        if common == 0 || (common < small && common < 2) || (small <= 2 && large >= 4) {
            return None;
        }
        let many = small > 2;
        if many && (common as f64) < 0.5 * large as f64 {
            return None;
        }
        // So many sides together are named like a person: no other such round sits in the same days.
        let all = self.sides.len() + other.sides.len() - common;
        let round = common >= ROUND && 3 * common >= 2 * all;
        let mut people = People {
            same_sides: small == large && common == small,
            matched: u32::from(round),
            ..People::default()
        };
        // Of a gathering one report lists these ministers of a side, another those.
        let gathered = self.is_gathering() && other.is_gathering();
        let excludes = !many && !gathered;
        for side in self.sides.intersection(&other.sides) {
            match self.on_side(other, side) {
                Some(OnSide::Agree) => people.matched += 1,
                Some(OnSide::Rivals) if !many => people.rivals += 1,
                Some(_) if self.decides(side, other) && excludes => return None,
                Some(_) => people.differ += 1,
                None => {}
            }
        }
        Some(people)
    }

    /// Whether the named people of a side agree; nothing where one names none.
    fn on_side(&self, other: &Self, side: &Side) -> Option<OnSide> {
        let of = |x: &'_ Self| -> Vec<Part> {
            x.parts
                .iter()
                .filter(|p| p.side.as_ref() == Some(side))
                .cloned()
                .collect()
        };
        let (mine, theirs) = (of(self), of(other));
        let named = |parts: &[Part]| parts.iter().any(|p| !p.name.is_empty());
        if named(&mine) && named(&theirs) {
            let agree = |a: &Part, b: &Part| match names::persons(&a.name, &b.name) {
                Likeness::Same | Likeness::Short => true,
                // Side, kind and days agree already: an office not told does not speak against it.
                Likeness::Slip => match (&a.office, &b.office) {
                    (Some(x), Some(y)) => {
                        x.same(y) || (a.name.len() > 1 && !(x.is_single() && y.is_single()))
                    }
                    _ => true,
                },
                Likeness::Other => false,
            };
            if mine.iter().any(|a| theirs.iter().any(|b| agree(a, b))) {
                return Some(OnSide::Agree);
            }
            let rivals = |a: &Part, b: &Part| {
                matches!((&a.office, &b.office), (Some(x), Some(y)) if x.is_single() && y.is_single() && x.same(y))
                    && a.name.len() > 1
                    && b.name.len() > 1
            };
            let both = mine.iter().any(|a| theirs.iter().any(|b| rivals(a, b)));
            return Some(if both { OnSide::Rivals } else { OnSide::Differ });
        }
        // The same office without a name supports; another office is no proof against ("a delegation").
        let offices =
            |a: &Part, b: &Part| matches!((&a.office, &b.office), (Some(x), Some(y)) if x.same(y));
        if mine.iter().any(|a| theirs.iter().any(|b| offices(a, b))) {
            return Some(OnSide::Agree);
        }
        // Who met the foreign minister did not thereby meet the president.
        let single = |parts: &[Part]| {
            let mut offices = parts.iter().map(|p| p.office.as_ref());
            !parts.is_empty() && offices.all(|o| o.is_some_and(Office::is_single))
        };
        let two_sided =
            self.kind == other.kind && matches!(self.kind, EventType::Meeting | EventType::Call);
        (two_sided && single(&mine) && single(&theirs)).then_some(OnSide::Differ)
    }

    /// Whether the people of this side decide which event it is: of a visit only the visitors do.
    fn decides(&self, side: &Side, other: &Self) -> bool {
        let visits = |x: &Self| {
            x.parts
                .iter()
                .any(|p| p.role == Role::Visitor && p.side.as_ref() == Some(side))
        };
        self.kind != EventType::Visit || (visits(self) && visits(other))
    }
}
