//! When two reports give one number, and when two numbers for one thing.

use std::collections::BTreeSet;

use chancery_model::{Bound, Claim, Edtf, Figure, FigureKind, Measure, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::profile::Verdict;
use super::stored;
use super::text;
use super::when::{self, Window};
use crate::Witness;

/// What is compared of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FigureProfile {
    /// Exports and imports with a direction are one measure, seen from two sides.
    measure: String,
    pub(crate) kind: FigureKind,
    #[serde(with = "stored::bits")]
    pub(crate) value: f64,
    unit: Option<String>,
    pub(crate) bound: Option<Bound>,
    period: Option<Edtf>,
    parties: BTreeSet<Side>,
    flow: Option<String>,
    words: BTreeSet<String>,
    /// Publication, where the figure has no period.
    #[serde(with = "stored::some_day")]
    published: Option<Date>,
}

impl FigureProfile {
    pub(crate) fn new(figure: &Figure, claim: &Claim, witness: &Witness) -> Self {
        let series = is_series(figure.measure.as_str()) && figure.period.is_some();
        let directed =
            figure.flow.is_some() && matches!(figure.measure, Measure::Exports | Measure::Imports);
        Self {
            measure: match directed {
                true => "flow",
                false => figure.measure.as_str(),
            }
            .to_owned(),
            kind: figure.kind,
            value: figure.value,
            unit: figure.unit.as_deref().map(text::fold),
            bound: figure.bound,
            period: figure.period,
            parties: figure.parties.iter().cloned().collect(),
            flow: figure.flow.clone(),
            // What is measured when between whom says enough: reports of one total are one node, however many.
            words: match series {
                true => BTreeSet::new(),
                false => (claim.evidence.iter())
                    .flat_map(|e| text::content(&e.exact))
                    .collect(),
            },
            published: figure.period.is_none().then(|| witness.order()),
        }
    }

    fn slot(&self) -> String {
        let parties: Vec<&str> = self.parties.iter().map(Side::as_str).collect();
        let unit = self.unit.as_deref().unwrap_or("-");
        format!(
            "figure|{}|{}|{}|{unit}",
            self.measure,
            self.kind,
            parties.join(" ")
        )
    }

    /// Keys by what is measured with the value, and of series also with the years.
    pub(crate) fn keys(&self) -> Keys {
        let slot = self.slot();
        let digits = format!("{:.1e}", self.value.abs());
        let mut keys = vec![format!("{slot}|{digits}")];
        if let Some(window) = self.window().filter(|_| self.is_series()) {
            keys.push(format!(
                "{slot}|{}-{}",
                window.first.year(),
                window.last.year()
            ));
        }
        Keys::undated(keys)
    }

    fn window(&self) -> Option<Window> {
        Window::stated(self.period, None)
    }

    /// Whether there is one true value for each period: two different values are a contradiction. Gifts,
    /// loans and orders of one year may be several.
    pub(crate) fn is_series(&self) -> bool {
        is_series(&self.measure) && !self.parties.is_empty()
    }

    /// Whether the value is told to three digits or more: two such values do not agree by chance.
    fn is_telling(&self) -> bool {
        self.bound.is_none() && rounding(self.value) < 0.005 * self.value.abs()
    }

    pub(crate) fn compare(&self, other: &Self) -> Verdict {
        let same_slot = self.measure == other.measure
            && self.kind == other.kind
            && self.unit == other.unit
            && self.parties == other.parties
            && (self.flow == other.flow || self.flow.is_none() || other.flow.is_none());
        if !same_slot {
            return Verdict::Apart;
        }
        let words = text::jaccard(&self.words, &other.words);
        let agree = self.agrees(other);
        let (same_period, known) = match (self.window(), other.window()) {
            (Some(a), Some(b)) if a == b => (true, true),
            (Some(a), Some(b)) => {
                // "2018" and "the first half of 2018" are two periods.
                let _ = (a, b);
                return Verdict::Apart;
            }
            (None, None) => (true, false),
            _ => (false, false),
        };
        let near = match (self.published, other.published) {
            (Some(a), Some(b)) => when::days(a.min(b), a.max(b)) <= 60,
            _ => false,
        };
        let likeness = 100 + (words * 100.0) as u32;
        match (agree, known, same_period) {
            (true, true, _) if self.is_series() || words >= 0.2 => Verdict::Same(likeness + 100),
            (true, false, true) if words >= 0.3 || (near && self.is_series()) => {
                Verdict::Same(likeness)
            }
            (true, false, false) if self.is_series() && self.is_news_of(other) => {
                Verdict::Same(likeness)
            }
            (true, false, false)
                if words >= 0.3
                    || (self.is_series() && self.is_telling() && other.is_telling()) =>
            {
                Verdict::Same(likeness)
            }
            (false, true, true) if self.is_series() => Verdict::Same(likeness - 50),
            (false, ..) => Verdict::Apart,
            _ => Verdict::Unknown,
        }
    }

    /// Whether one has no period but was published within the year after the other's: news gives the latest total.
    fn is_news_of(&self, other: &Self) -> bool {
        let (Some(period), Some(published)) = (
            self.window().or(other.window()),
            self.published.or(other.published),
        ) else {
            return false;
        };
        (0..=400).contains(&when::days(period.last, published))
    }

    /// Whether the two values can both be right, given how they are rounded and bounded.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let (a, b) = (self.value, other.value);
        let (gap, larger) = ((a - b).abs(), a.abs().max(b.abs()));
        let loose = |x: &Self| matches!(x.bound, Some(Bound::About));
        let tolerance = if loose(self) || loose(other) {
            0.05
        } else {
            0.005
        } * larger;
        // The digits are looked at only where they can decide: most pairs of one year's values are far apart.
        if gap <= tolerance || (gap <= ROUNDED * larger && gap <= rounding(a).max(rounding(b))) {
            return true;
        }
        let within = |bound: Option<Bound>, limit: f64, value: f64| match bound {
            Some(Bound::Min) => value >= limit && value <= limit * 1.25,
            Some(Bound::Max) => value <= limit && value >= limit * 0.8,
            _ => false,
        };
        within(self.bound, a, b) || within(other.bound, b, a)
    }
}

/// Measures of which there is one total for each period.
pub(crate) fn is_series(measure: &str) -> bool {
    matches!(
        measure,
        "trade" | "exports" | "imports" | "flow" | "tourists"
    )
}

/// Share of a value that its rounding is at most, so that "one billion" is not half a billion.
const ROUNDED: f64 = 0.025;

/// Half a unit of the last digit that is not zero: 756 000 000 is right to half a million.
pub(crate) fn rounding(value: f64) -> f64 {
    let text = format!("{:e}", value.abs());
    let Some((digits, power)) = text.split_once('e') else {
        return 0.0;
    };
    let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len() as i32);
    let power: i32 = power.parse().unwrap_or(0);
    (0.5 * 10_f64.powi(power - decimals)).min(ROUNDED * value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_follows_the_digits() {
        assert!((rounding(756_000_000.0) - 500_000.0).abs() < 1.0);
        assert!((rounding(437_840_000.0) - 5_000.0).abs() < 1.0);
        assert!((rounding(14.7) - 0.05).abs() < 1e-9);
        assert!((rounding(1_000_000_000.0) - 25_000_000.0).abs() < 1.0);
        assert_eq!(rounding(0.0), 0.0);
    }
}
