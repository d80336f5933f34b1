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

/// A sum of parts, as doubles until it is known to be whole.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    days: f64,
    months: f64,
    seconds: f64,
}

/// "four-day", "two weeks", "a year and a half", "1 year 2 months", "half an hour"; ages are no lengths.
fn duration(scan: &Scan<'_>, index: usize) -> Option<(TimeValue, usize)> {
    let mut sum = Sum::default();
    let mut end = index;
    // Years, months, weeks, days, hours, minutes: no length has more parts.
    for _ in 0..6 {
        let at = if end > index && scan.is(end, &["and", ","]) {
            end + 1
        } else {
            end
        };
        match part(scan, at, &mut sum) {
            Some(stop) => end = stop,
            None => break,
        }
    }
    let old = scan.at(scan.skip(end, "-")) == "old" || scan.follows(end, &["of", "age"]);
    if end == index || old {
        return None;
    }
    let value = whole(sum)?;
    Some((value, end))
}

/// One number with its unit, or "all day", "half an hour", "another week"; adds it and gives its end.
fn part(scan: &Scan<'_>, index: usize, sum: &mut Sum) -> Option<usize> {
    let (mut value, at) = count(scan, index)?;
    let at = scan.skip(at, "-");
    const BETWEEN: &[&str] = &[
        "full",
        "consecutive",
        "straight",
        "working",
        "whole",
        "more",
        "business",
        "solid",
    ];
    let at = if scan.is(at, BETWEEN) { at + 1 } else { at };
    let mut end = at + 1;
    let unit = scan.at(at);
    if scan.follows(end, &["and", "a", "half"]) {
        value += 0.5;
        end += 3;
    }
    if !(0.0..1e5).contains(&value) {
        return None;
    }
    let short = scan.glued(at) || scan.kind(at.wrapping_sub(1)) == Some(crate::scan::Kind::Number);
    match unit {
        "fortnight" | "fortnights" => sum.days += value * 14.0,
        "second" | "seconds" if !scan.capital(at) => sum.seconds += value,
        "minute" | "minutes" => sum.seconds += value * 60.0,
        "sec" | "secs" if short => sum.seconds += value,
        "min" | "mins" if short || scan.at(at - 1) == "-" => sum.seconds += value * 60.0,
        "h" | "hr" | "hrs" if short => sum.seconds += value * 3600.0,
        _ => match calendar::unit(unit)? {
            Unit::Hour => sum.seconds += value * 3600.0,
            Unit::Day => sum.days += value,
            Unit::Week => sum.days += value * 7.0,
            Unit::Month => sum.months += value,
            Unit::Quarter => sum.months += value * 3.0,
            Unit::Year => sum.months += value * 12.0,
            Unit::Decade => sum.months += value * 120.0,
            Unit::Century => sum.months += value * 1200.0,
            Unit::Weekend => return None,
        },
    }
    Some(end)
}

/// The number before a unit and where the unit stands.
fn count(scan: &Scan<'_>, index: usize) -> Option<(f64, usize)> {
    let unit_at =
        |at: usize| calendar::unit(scan.at(at)).is_some() || scan.is(at, &["minute", "fortnight"]);
    match scan.at(index) {
        "a" | "an" if unit_at(index + 1) => return Some((1.0, index + 1)),
        "a" if scan.follows(index, &["a", "couple", "of"]) => return Some((2.0, index + 3)),
        "couple" if scan.at(index + 1) == "of" => return Some((2.0, index + 2)),
        "another" if unit_at(index + 1) || scan.at(index + 1) == "business" => {
            return Some((1.0, index + 1));
        }
        "all" | "full" | "whole" if unit_at(scan.skip(index + 1, "-")) => {
            let at = scan.skip(index + 1, "-");
            return (!scan.at(at).ends_with('s')).then_some((1.0, at));
        }
        "half" => {
            let at = scan.skip(index + 1, "-");
            let at = if scan.is(at, &["a", "an"]) {
                at + 1
            } else {
                at
            };
            return unit_at(at).then_some((0.5, at));
        }
        _ => {}
    }
    // "twenty and four hours" is no newswire, but costs nothing.
    let found = cardinal(scan, index).filter(|found| !found.vague)?;
    let more = (scan.at(found.end) == "and" && found.value >= 20.0 && !found.digits)
        .then(|| cardinal(scan, found.end + 1))
        .flatten()
        .filter(|more| more.value < 10.0 && calendar::unit(scan.at(more.end)).is_some());
    match more {
        Some(more) => Some((found.value + more.value, more.end)),
        None => Some((found.value, found.end)),
    }
}

/// The sum in whole days, months, years and seconds; nothing where it is not whole.
fn whole(sum: Sum) -> Option<TimeValue> {
    let mut seconds = (sum.seconds + (sum.days.fract() * 86_400.0)).round() as u64;
    let days = sum.days.trunc() as u64 + seconds / 86_400;
    seconds %= 86_400;
    let months = sum.months.round();
    if (sum.months - months).abs() > 1e-6 || days > u64::from(u32::MAX) {
        return None;
    }
    let months = months as u32;
    let (years, months) = if months.is_multiple_of(12) {
        (months / 12, 0)
    } else if sum.days > 0.0 || months > 36 {
        (months / 12, months % 12)
    } else {
        (0, months)
    };
    let value = TimeValue::Length {
        days: days as u32,
        months,
        years,
        seconds: seconds as u32,
    };
    (days + u64::from(months + years) + seconds > 0).then_some(value)
}
