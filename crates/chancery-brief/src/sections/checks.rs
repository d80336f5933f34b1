//! Arithmetic that the figures of a pair must pass.
//!
//! Exports and imports make up trade; a growth rate leads back to the year before; one value in two currencies
//! gives the rate. A check is printed whether it holds or not: it shows the reader what fits what.

use chancery_model::{Bound, Edtf, Fact, Figure, FigureKind, Id, Measure, Source};

use crate::wording::amounts::{amount, number, scale};

/// How far a sum may be from the total that it should give, where neither is said to be rough: half a unit of
/// the last digit printed is a matter of rounding, and so is one part in two hundred.
const ROUNDING: f64 = 0.005;
/// The same where a value is said to be "about" so much. Chosen, not measured.
const ROUGHLY: f64 = 0.03;

/// A check of one figure against others.
pub(crate) struct Check {
    /// The figure checked, by its place in the list.
    pub(crate) about: usize,
    /// The figures it rests on.
    pub(crate) rests_on: Vec<usize>,
    /// Whether the numbers fit.
    fits: bool,
    /// "437.84 + 72 = 509.84 million ≈ about US$510 million".
    pub(crate) text: String,
}

type Listed<'a> = (&'a Fact, &'a Figure);

/// All checks that the figures allow.
pub(crate) fn of(all: &[Listed<'_>]) -> Vec<Check> {
    let mut checks = Vec::new();
    for (n, (fact, figure)) in all.iter().enumerate() {
        if figure.kind != FigureKind::Reported {
            continue;
        }
        checks.extend(sums(n, fact, figure, all));
        checks.extend(growth(n, fact, figure, all));
        checks.extend(rate(n, fact, figure, all));
    }
    without_rivals(checks)
}

fn share_document(a: &Fact, b: &Fact) -> bool {
    let documents =
        |f: &Fact| -> Vec<Id> { f.sources.iter().map(|s| s.document.clone()).collect() };
    let of_b = documents(b);
    documents(a).iter().any(|id| of_b.contains(id))
}

fn share_sentence(a: &Fact, b: &Fact) -> bool {
    a.sources.iter().any(|s| {
        b.sources.iter().any(|t| {
            s.document == t.document
                && s.quotes
                    .iter()
                    .any(|q| t.quotes.iter().any(|r| q.span == r.span))
        })
    })
}

fn same_period(a: &Figure, b: &Figure) -> bool {
    // A part without a period of its own shares that of the total it is told with.
    a.period == b.period || b.period.is_none()
}

/// A value that sources give for one total, and the documents that give it.
struct Variant {
    value: f64,
    documents: Vec<Id>,
}

/// The fact's own value and those that other sources give instead.
fn variants(fact: &Fact, total: &Figure) -> Vec<Variant> {
    let value_of = |source: &Source| -> f64 {
        let disputed = fact.conflicts.iter().flat_map(|c| [&c.a, &c.b]);
        disputed
            .filter(|(claim, _)| *claim == source.claim)
            .find_map(|(_, value)| value.split(' ').next()?.parse().ok())
            .unwrap_or(total.value)
    };
    let mut found: Vec<Variant> = Vec::new();
    for source in &fact.sources {
        let value = value_of(source);
        match found.iter_mut().find(|v| v.value.total_cmp(&value).is_eq()) {
            Some(variant) => variant.documents.push(source.document.clone()),
            None => found.push(Variant {
                value,
                documents: vec![source.document.clone()],
            }),
        }
    }
    found
}

/// Trade = exports + imports, or the flows both ways, told in one document: for each value that is given.
fn sums(n: usize, fact: &Fact, total: &Figure, all: &[Listed<'_>]) -> Vec<Check> {
    if total.measure != Measure::Trade || total.flow.is_some() {
        return Vec::new();
    }
    variants(fact, total)
        .iter()
        .filter_map(|variant| sum(n, total, variant, all))
        .collect()
}

fn sum(n: usize, total: &Figure, variant: &Variant, all: &[Listed<'_>]) -> Option<Check> {
    let told_there = |fact: &Fact| {
        fact.sources
            .iter()
            .any(|source| variant.documents.contains(&source.document))
    };
    let part = |wanted: Measure| {
        all.iter().position(|(other, figure)| {
            figure.measure == wanted
                && figure.kind == FigureKind::Reported
                && figure.unit == total.unit
                && same_period(total, figure)
                && told_there(other)
        })
    };
    let (exports, imports) = match (part(Measure::Exports), part(Measure::Imports)) {
        (Some(a), Some(b)) => (a, b),
        (Some(a), None) => (a, opposite_flow(a, all)?),
        (None, Some(b)) => (opposite_flow(b, all)?, b),
        (None, None) => return None,
    };
    let (a, b) = (all.get(exports)?.1, all.get(imports)?.1);
    let found = a.value + b.value;
    // Parts larger than the whole are not its parts.
    if a.value > variant.value || b.value > variant.value {
        return None;
    }
    let rough = [total, a, b].iter().any(|f| f.bound == Some(Bound::About));
    let tolerance = if rough { ROUGHLY } else { ROUNDING };
    let difference = (found - variant.value).abs() / variant.value.abs();
    let sign = match difference {
        d if d < 1e-6 => "=",
        d if d <= tolerance => "≈",
        _ => "≠",
    };
    let (factor, word) = scale(variant.value);
    let parts = format!(
        "{} + {}",
        number(a.value / factor),
        number(b.value / factor)
    );
    let total_said = amount(variant.value, total.unit.as_deref());
    let text = match sign {
        "=" => format!("{parts} = {total_said}"),
        sign => format!(
            "{parts} = {}{word} {sign} {}{total_said}",
            number(found / factor),
            if total.bound == Some(Bound::About) {
                "about "
            } else {
                ""
            },
        ),
    };
    Some(Check {
        about: n,
        rests_on: vec![n, exports, imports],
        fits: sign != "≠",
        text,
    })
}

/// Parts that make up one total need not make up another told beside it.
fn without_rivals(checks: Vec<Check>) -> Vec<Check> {
    let parts = |check: &Check| check.rests_on.get(1..).map(<[usize]>::to_vec);
    let fitting: Vec<_> = checks.iter().filter(|c| c.fits).map(parts).collect();
    checks
        .into_iter()
        .filter(|check| check.fits || !fitting.contains(&parts(check)))
        .collect()
}

/// The other flow between the same two sides, told in the same document for the same period.
fn opposite_flow(n: usize, all: &[Listed<'_>]) -> Option<usize> {
    let (fact, figure) = all.get(n)?;
    let (from, to) = figure.flow.as_deref()?.split_once("->")?;
    let back = format!("{to}->{from}");
    all.iter().position(|(other, f)| {
        f.flow.as_deref() == Some(back.as_str())
            && f.unit == figure.unit
            && f.kind == FigureKind::Reported
            && f.period == figure.period
            && share_document(fact, other)
    })
}

/// The value of the year before, by a growth rate told in the same sentence.
fn growth(n: usize, fact: &Fact, figure: &Figure, all: &[Listed<'_>]) -> Option<Check> {
    let is_amount = figure.unit.as_deref() != Some("percent");
    let year = figure.period.and_then(whole_year)?;
    let rate_at = all.iter().position(|(other, rate)| {
        let of_this = rate.measure == figure.measure || rate.measure == Measure::Growth;
        rate.kind == FigureKind::Growth
            && rate.unit.as_deref() == Some("percent")
            && of_this
            && share_sentence(fact, other)
    })?;
    let rate = all.get(rate_at)?.1.value;
    if !is_amount || rate <= -100.0 {
        return None;
    }
    let before = figure.value / (1.0 + rate / 100.0);
    let (factor, _) = scale(figure.value);
    let rounded = (before / factor * 100.0).round() / 100.0 * factor;
    let text = format!(
        "{} / {} = {} for {}, the year before",
        number(figure.value / factor),
        number(1.0 + rate / 100.0),
        amount(rounded, figure.unit.as_deref()),
        year - 1
    );
    Some(Check {
        about: n,
        rests_on: vec![n, rate_at],
        fits: true,
        text,
    })
}

fn whole_year(period: Edtf) -> Option<i16> {
    let (first, last) = (period.earliest()?, period.latest()?);
    (first.year() == last.year()).then_some(first.year())
}

/// One value in two currencies, told in one sentence.
fn rate(n: usize, fact: &Fact, figure: &Figure, all: &[Listed<'_>]) -> Option<Check> {
    let unit = figure
        .unit
        .as_deref()
        .filter(|unit| *unit == "USD" || *unit == "EUR")?;
    let other_at = all.iter().position(|(other, f)| {
        let currency = f
            .unit
            .as_deref()
            .is_some_and(|u| u.len() == 3 && u != unit && u != "USD");
        currency
            && f.measure == figure.measure
            && f.kind == figure.kind
            && f.period == figure.period
            && share_sentence(fact, other)
    })?;
    let other = all.get(other_at)?.1;
    if figure.value <= 0.0 {
        return None;
    }
    let rate = (other.value / figure.value * 1000.0).round() / 1000.0;
    let text = format!(
        "{} / {} = {} {} for one {unit}",
        amount(other.value, other.unit.as_deref()),
        amount(figure.value, Some(unit)),
        number(rate),
        other.unit.as_deref().unwrap_or(""),
    );
    Some(Check {
        about: n,
        rests_on: vec![n, other_at],
        fits: true,
        text,
    })
}

#[cfg(test)]
mod tests {
    use chancery_model::{ClaimBody, Why};

    use super::*;
    use crate::facts;
    use crate::testing::Made;

    fn figure(measure: Measure, value: f64, unit: &str, bound: Option<Bound>) -> Fact {
        Made::of(ClaimBody::Figure(Figure {
            measure,
            kind: if unit == "percent" {
                FigureKind::Growth
            } else {
                FigureKind::Reported
            },
            value,
            unit: Some(unit.to_owned()),
            bound,
            period: Some("2018".parse().unwrap()),
            parties: vec!["KHM".into(), "TUR".into()],
            flow: None,
            evidence: Vec::new(),
            why: Why::default(),
        }))
        .fact()
    }

    fn texts(facts: &[Fact]) -> Vec<String> {
        let all: Vec<_> = facts
            .iter()
            .filter_map(|f| facts::figure(f).map(|g| (f, g)))
            .collect();
        of(&all).into_iter().map(|check| check.text).collect()
    }

    #[test]
    fn exports_and_imports_make_up_trade() {
        let facts = [
            figure(Measure::Trade, 510e6, "USD", Some(Bound::About)),
            figure(Measure::Exports, 437.84e6, "USD", None),
            figure(Measure::Imports, 72e6, "USD", Some(Bound::About)),
        ];
        assert_eq!(
            texts(&facts),
            ["437.84 + 72 = 509.84 million ≈ about US$510 million"]
        );
    }

    #[test]
    fn a_sum_that_fails_is_printed_as_failing() {
        let facts = [
            figure(Measure::Trade, 11.2e9, "USD", None),
            figure(Measure::Exports, 4.6e9, "USD", None),
            figure(Measure::Imports, 5.6e9, "USD", None),
        ];
        assert_eq!(
            texts(&facts),
            ["4.6 + 5.6 = 10.2 billion ≠ US$11.2 billion"]
        );
    }

    #[test]
    fn growth_leads_back_a_year_and_two_currencies_give_a_rate() {
        let facts = [
            figure(Measure::Trade, 756e6, "USD", Some(Bound::About)),
            figure(Measure::Trade, 3.15e9, "MYR", None),
            figure(Measure::Trade, 14.7, "percent", None),
        ];
        let texts = texts(&facts);
        assert!(
            texts.contains(&"756 / 1.147 = US$659.11 million for 2017, the year before".to_owned())
        );
        assert!(
            texts.contains(&"MYR 3.15 billion / US$756 million = 4.167 MYR for one USD".to_owned()),
            "{texts:?}"
        );
    }
}
