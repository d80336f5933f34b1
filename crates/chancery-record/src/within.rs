//! Where one document contradicts itself.

use chancery_model::{
    Claim, ClaimBody, Conflict, ConflictKind, Figure, FigureKind, Measure, Scope,
};

use crate::merge::assemble::amount;
use crate::merge::{duration, figures, text};

/// The contradictions within one document, each beside the claim that it belongs to (`a`). Sorted.
///
/// - the length of an event in words against its days ("a four-day visit … March 25–29");
/// - one opinion given to two speakers ("experts" in the standfirst, one analyst in the article);
/// - exports and imports against the total of the same pair and period;
/// - growth against the values of the two periods;
/// - two currencies said to be equal against another mention of the same sum or the same two currencies.
pub fn conflicts_within(claims: &[Claim]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = claims.iter().filter_map(length).collect();
    conflicts.extend(claims.iter().filter_map(attribution));
    let figures: Vec<(&Claim, &Figure)> = (claims.iter())
        .filter_map(|claim| match &claim.body {
            ClaimBody::Figure(figure) => Some((claim, figure)),
            _ => None,
        })
        .collect();
    for (claim, total) in &figures {
        conflicts.extend(parts_against_total(claim, total, &figures));
        conflicts.extend(growth_against_values(claim, total, &figures));
    }
    conflicts.extend(conversions(&figures));
    conflicts.sort();
    conflicts.dedup();
    conflicts
}

/// How far the rates of two conversions in one text may differ, as a share: rates of one day, sums rounded. A guess.
const RATE: f64 = 0.1;

/// A sum and, as the reader of the words kept it, the same in another currency.
struct Conversion<'a> {
    claim: &'a Claim,
    figure: &'a Figure,
    other: f64,
    unit: &'a str,
}

impl<'a> Conversion<'a> {
    fn of(claim: &'a Claim, figure: &'a Figure) -> Option<Self> {
        let grounds = figure.why.grounds.iter();
        let mut told = grounds.filter(|ground| ground.field == "value.converted");
        let (value, unit) = told.next()?.basis.split_once(' ')?;
        let other: f64 = value.parse().ok()?;
        let sound = other > 0.0 && figure.value > 0.0 && figure.unit.is_some();
        // One sum told twice with two conversions says itself that they differ in nothing or are of two days.
        (sound && told.next().is_none()).then_some(Self {
            claim,
            figure,
            other,
            unit,
        })
    }

    /// How many of the other currency one of the first is.
    fn rate(&self) -> f64 {
        self.other / self.figure.value
    }

    fn told(&self) -> String {
        let (a, b) = (
            amount(self.figure.value, self.figure.unit.as_deref()),
            amount(self.other, Some(self.unit)),
        );
        format!("{a} = {b}")
    }
}

/// "$10 million (€9 million)" against "$20 million (€25 million)" of the same period, and against another value in euros of
/// the same total.
fn conversions(figures: &[(&Claim, &Figure)]) -> Vec<Conflict> {
    let all: Vec<Conversion<'_>> = (figures.iter())
        .filter_map(|(claim, figure)| Conversion::of(claim, figure))
        .collect();
    let mut conflicts = Vec::new();
    for (at, first) in all.iter().enumerate() {
        for second in all.iter().skip(at + 1) {
            let rate = match (&first.figure.unit, second.figure.unit.as_deref()) {
                (a, b) if a.as_deref() == b && first.unit == second.unit => second.rate(),
                (Some(a), Some(b)) if a == second.unit && b == first.unit => 1.0 / second.rate(),
                _ => continue,
            };
            let differ = (first.rate() / rate - 1.0).abs() > RATE;
            if differ && first.figure.period == second.figure.period {
                let values = (first.told(), second.told());
                conflicts.push(conflict(
                    ConflictKind::Number,
                    "value",
                    (first.claim, values.0),
                    (second.claim, values.1),
                ));
            }
        }
        conflicts.extend(
            figures
                .iter()
                .filter_map(|other| total_elsewhere(first, other)),
        );
    }
    conflicts
}

/// The same total told elsewhere in the other currency, where it is another sum.
fn total_elsewhere(sum: &Conversion<'_>, (claim, other): &(&Claim, &Figure)) -> Option<Conflict> {
    let a = sum.figure;
    let same = other.measure == a.measure
        && figures::is_series(a.measure.as_str())
        && a.period.is_some()
        && a.period == other.period
        && a.parties == other.parties
        && a.flow == other.flow
        && is_reported(a)
        && is_reported(other)
        && other.unit.as_deref() == Some(sum.unit);
    let differ = (other.value / sum.other - 1.0).abs() > RATE;
    (same && differ).then(|| {
        let value = amount(other.value, other.unit.as_deref());
        conflict(
            ConflictKind::Number,
            "value",
            (sum.claim, sum.told()),
            (claim, value),
        )
    })
}

fn conflict(kind: ConflictKind, field: &str, a: (&Claim, String), b: (&Claim, String)) -> Conflict {
    Conflict {
        kind,
        scope: Scope::Within,
        field: field.to_owned(),
        a: (a.0.id.clone(), a.1),
        b: (b.0.id.clone(), b.1),
    }
}

/// "Four-day" against 25 to 29 March.
fn length(claim: &Claim) -> Option<Conflict> {
    let ClaimBody::Event(event) = &claim.body else {
        return None;
    };
    let said = duration::stated(claim, event.kind)?;
    let counted = duration::of_days(event)?;
    (said != counted).then(|| {
        let (said, counted) = (format!("{said} days"), format!("{counted} days"));
        conflict(
            ConflictKind::Duration,
            "length",
            (claim, said),
            (claim, counted),
        )
    })
}

/// "Experts say" above, one analyst below: the reader of the words keeps the other speaker as a ground.
fn attribution(claim: &Claim) -> Option<Conflict> {
    let ClaimBody::Statement(statement) = &claim.body else {
        return None;
    };
    let other = statement
        .why
        .grounds
        .iter()
        .find(|ground| ground.field == "speaker.other")?;
    let pair = (statement.speaker.clone(), other.basis.clone());
    Some(conflict(
        ConflictKind::Attribution,
        "speaker",
        (claim, pair.0),
        (claim, pair.1),
    ))
}

fn is_reported(figure: &Figure) -> bool {
    figure.kind == FigureKind::Reported
}

/// Whether two figures are of the same pair, period and unit.
fn same_frame(a: &Figure, b: &Figure) -> bool {
    a.parties == b.parties
        && a.period == b.period
        && a.unit.as_deref().map(text::fold) == b.unit.as_deref().map(text::fold)
}

/// How far two values may differ: what rounding and "about" allow.
fn slack(figures: &[&Figure]) -> f64 {
    figures
        .iter()
        .map(|f| {
            figures::rounding(f.value).max(if f.bound.is_some() {
                0.05 * f.value.abs()
            } else {
                0.005 * f.value.abs()
            })
        })
        .sum()
}

fn parts_against_total(
    claim: &Claim,
    total: &Figure,
    figures: &[(&Claim, &Figure)],
) -> Option<Conflict> {
    if total.measure != Measure::Trade || !is_reported(total) || total.period.is_none() {
        return None;
    }
    let one = |measure: Measure| {
        let mut of = figures
            .iter()
            .filter(|(_, f)| f.measure == measure && is_reported(f) && same_frame(f, total));
        let only = of.next()?;
        of.next().is_none().then_some(*only)
    };
    let ((part, exports), (_, imports)) = (one(Measure::Exports)?, one(Measure::Imports)?);
    let sum = exports.value + imports.value;
    let differs = (sum - total.value).abs() > slack(&[exports, imports, total]);
    differs.then(|| {
        let unit = total.unit.as_deref();
        let parts = format!("exports + imports = {}", amount(sum, unit));
        conflict(
            ConflictKind::Number,
            "value",
            (claim, amount(total.value, unit)),
            (part, parts),
        )
    })
}

fn growth_against_values(
    claim: &Claim,
    growth: &Figure,
    figures: &[(&Claim, &Figure)],
) -> Option<Conflict> {
    if growth.kind != FigureKind::Growth || growth.unit.as_deref() != Some("percent") {
        return None;
    }
    let year = growth.period?.latest()?.year();
    let of_year = |wanted: i16| {
        let mut of = figures.iter().filter(|(_, f)| {
            f.measure == growth.measure
                && is_reported(f)
                && f.parties == growth.parties
                && f.unit.as_deref() != Some("percent")
                && f.period
                    .and_then(|p| Some((p.earliest()?.year(), p.latest()?.year())))
                    == Some((wanted, wanted))
        });
        let only = of.next()?;
        of.next().is_none().then_some(*only)
    };
    let ((later_claim, later), (_, earlier)) = (of_year(year)?, of_year(year - 1)?);
    if earlier.value <= 0.0 || later.unit != earlier.unit {
        return None;
    }
    let counted = (later.value / earlier.value - 1.0) * 100.0;
    let relative =
        (slack(&[later]) / later.value.abs() + slack(&[earlier]) / earlier.value.abs()) * 100.0;
    let allowed = figures::rounding(growth.value) + relative * (1.0 + counted.abs() / 100.0);
    let opposite = counted * growth.value < 0.0;
    // "A fall of 5 per cent" is read as 5 or -5.
    let difference = if opposite {
        (counted + growth.value).abs()
    } else {
        (counted - growth.value).abs()
    };
    (difference > allowed.max(0.5)).then(|| {
        let values = format!(
            "{} to {} = {counted:.1} percent",
            amount(earlier.value, earlier.unit.as_deref()),
            amount(later.value, later.unit.as_deref())
        );
        conflict(
            ConflictKind::Number,
            "value",
            (claim, amount(growth.value, Some("percent"))),
            (later_claim, values),
        )
    })
}
