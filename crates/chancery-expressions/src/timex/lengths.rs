//! Lengths of time: "a four-day visit", "for three weeks", "two and a half years", "65th anniversary".

use crate::TimeValue;
use crate::calendar::{self, Unit};
use crate::quantity::{cardinal, ordinal};
use crate::scan::Scan;

/// A length or anniversary that starts at a token, and one past its end.
pub(crate) fn length(scan: &Scan<'_>, index: usize) -> Option<(TimeValue, usize)> {
    anniversary(scan, index).or_else(|| duration(scan, index))
}

/// "the 65th anniversary", "20-year anniversary", "fiftieth founding anniversary".
fn anniversary(scan: &Scan<'_>, index: usize) -> Option<(TimeValue, usize)> {
    if let Some((number, end)) = ordinal(scan, index) {
        // One or two words may stand between: "65th founding anniversary", "70th diplomatic anniversary".
        let at = (end..end + 3).find(|at| scan.is(*at, &["anniversary", "anniversaries"]))?;
        return u32::try_from(number)
            .ok()
            .map(|number| (TimeValue::Anniversary(number), at + 1));
    }
    let found = cardinal(scan, index)?;
    let at = scan.skip(found.end, "-");
    let whole = found.value.fract() == 0.0 && (1.0..5000.0).contains(&found.value);
    (whole && scan.at(at) == "year" && scan.at(at + 1) == "anniversary")
        .then(|| (TimeValue::Anniversary(found.value as u32), at + 2))
}

/// "four-day", "two weeks", "a year and a half", "six months"; ages are no lengths.
fn duration(scan: &Scan<'_>, index: usize) -> Option<(TimeValue, usize)> {
    let (value, at) =
        if scan.is(index, &["a", "an"]) && calendar::unit(scan.at(index + 1)).is_some() {
            (1.0, index + 1)
        } else {
            let found = cardinal(scan, index)?;
            (found.value, scan.skip(found.end, "-"))
        };
    let at = if scan.is(
        at,
        &[
            "full",
            "consecutive",
            "straight",
            "working",
            "whole",
            "more",
        ],
    ) {
        at + 1
    } else {
        at
    };
    let unit = calendar::unit(scan.at(at))?;
    let mut end = at + 1;
    let old = scan.at(scan.skip(end, "-")) == "old" || scan.follows(end, &["of", "age"]);
    if old || !(0.0..1e5).contains(&value) {
        return None;
    }
    let mut value = value;
    if scan.follows(end, &["and", "a", "half"]) {
        value += 0.5;
        end += 3;
    }
    let whole = |value: f64| (value.fract() == 0.0).then_some(value as u32);
    let (days, months, years) = match unit {
        Unit::Day => (whole(value)?, 0, 0),
        Unit::Hour => (whole(value / 24.0)?, 0, 0),
        Unit::Week => (whole(value * 7.0)?, 0, 0),
        Unit::Month => (0, whole(value)?, 0),
        Unit::Quarter => (0, whole(value * 3.0)?, 0),
        Unit::Year => match whole(value) {
            Some(years) => (0, 0, years),
            None => (0, whole(value * 12.0)?, 0),
        },
        Unit::Decade => (0, 0, whole(value * 10.0)?),
        Unit::Century => (0, 0, whole(value * 100.0)?),
        Unit::Weekend => return None,
    };
    (days + months + years > 0).then_some((
        TimeValue::Length {
            days,
            months,
            years,
        },
        end,
    ))
}
