//! Numeric expressions: a left-to-right reading of amounts that are no dates, lengths, names or ordinals.

mod amount;
mod bound;
mod guards;
mod tables;
mod unit;

use chancery_model::{Bound, Span};

use crate::Numex;
use crate::scan::Scan;
use amount::{Amount, amount};
pub(crate) use unit::unit_of_noun;

/// See [`crate::numexes`].
pub(crate) fn find(text: &str, within: Span) -> Vec<Numex> {
    let scan = Scan::new(text, within);
    let mut taken = crate::timex::taken(&scan).into_iter().peekable();
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        while taken.next_if(|range| range.end <= index).is_some() {}
        if let Some(range) = taken.peek().filter(|range| range.contains(&index)) {
            index = range.end;
            continue;
        }
        let Some(first) = amount(&scan, index) else {
            index += 1;
            continue;
        };
        let end = first.end.max(index + 1);
        if guards::is_no_amount(&scan, &first) {
            index = end;
            continue;
        }
        index = push(&scan, first, &mut found).max(end);
    }
    share_units(text, &mut found);
    found
}

/// See [`crate::cardinals`].
pub(crate) fn cardinals(text: &str, within: Span) -> Vec<(Span, f64)> {
    let scan = Scan::new(text, within);
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        match crate::fraction::number(&scan, index) {
            Some((value, end)) => {
                found.push((scan.span(index, end), value));
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

/// Numbers in a row share the last one's noun: "32 Norwegian, 16 Finnish and three Latvian peacekeepers".
fn share_units(text: &str, found: &mut [Numex]) {
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (Some(before), Some(after)) = (left.last_mut(), right.first()) else {
            continue;
        };
        if before.unit.is_some() || after.unit.is_none() {
            continue;
        }
        let gap = text
            .get(before.span.end as usize..after.span.start as usize)
            .unwrap_or("");
        let mut words = gap
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let names = |word: &str| word.starts_with(char::is_uppercase);
        let listed =
            gap.len() < 40 && words.all(|word| names(word) || matches!(word, "and" | "or" | "to"));
        let from_to = matches!(gap.trim(), "to" | "and" | "or");
        if (listed && gap.contains([',', 'a'])) || from_to {
            before.unit.clone_from(&after.unit);
        }
    }
}

/// Reads range, unit and bound around an amount; gives one past all that was used.
fn push(scan: &Scan<'_>, first: Amount, found: &mut Vec<Numex>) -> usize {
    let last = upper_end(scan, &first);
    let (mut value, mut high) = (first.number.value, None);
    let mut unit = first.unit;
    let mut end = first.end;
    if let Some(last) = &last {
        if first.number.scale == 1.0 && first.number.value < last.number.value / last.number.scale {
            value *= last.number.scale;
        }
        high = Some(last.number.value);
        unit = last.unit.or(unit);
        end = last.end;
    }
    if let Some(high) = high
        && high <= value
    {
        // Not a range after all: two numbers beside each other.
        return push_one(scan, first, found);
    }
    let (name, stop) = match unit {
        Some(code) => (Some(code.to_owned()), end),
        None => match unit::unit_after(scan, end) {
            Some((noun, stop)) => (Some(noun), stop),
            None => (None, end),
        },
    };
    if name
        .as_deref()
        .is_some_and(|noun| crate::calendar::unit(noun).is_some() || is_time(noun))
    {
        return end;
    }
    let bound = if first.number.vague {
        Some(Bound::Min)
    } else {
        bound::bound(scan, first.start, end)
    };
    found.push(Numex {
        span: scan.span(first.start, stop),
        value,
        unit: name,
        bound,
        high,
    });
    // Other numbers may stand before the noun ("25 Ukrainian and 3 Russian soldiers"); the whole of which a
    // part is counted ("ten of the fifteen members") is no number of its own.
    unit::whole_after(scan, end)
}

fn is_time(noun: &str) -> bool {
    matches!(noun, "minutes" | "seconds" | "hours" | "minute" | "second")
}

fn push_one(scan: &Scan<'_>, first: Amount, found: &mut Vec<Numex>) -> usize {
    let unit = first.unit.map(str::to_owned);
    let bound = bound::bound(scan, first.start, first.end);
    let (value, end) = (first.number.value, first.end);
    found.push(Numex {
        span: scan.span(first.start, end),
        value,
        unit,
        bound,
        high: None,
    });
    end
}

/// The second amount of a range: "two to three million", "$5-6 billion", "between 5,000 and 6,000".
fn upper_end(scan: &Scan<'_>, first: &Amount) -> Option<Amount> {
    let join = scan.at(first.end);
    let between = scan.before(first.start, 1) == "between";
    let from = scan.before(first.start, 1) == "from"
        && !matches!(
            scan.before(first.start, 2),
            "ranging" | "ranges" | "range" | "anywhere"
        );
    let joins = match join {
        "to" | "or" => !from,
        "-" => true,
        "and" => between,
        _ => false,
    };
    if !joins {
        return None;
    }
    let last = amount(scan, first.end + 1)?;
    // "two or more", "5 to US officials" never come here; "two to Washington" neither.
    let same = first.unit.is_none() || last.unit.is_none() || first.unit == last.unit;
    let one_number = join == "-" && !first.number.digits;
    (same && !one_number && !(join == "or" && first.number.value + 2.0 < last.number.value))
        .then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        find(text, Span::new(0, text.len()))
            .into_iter()
            .map(|numex| {
                let bound = numex.bound.map_or("", |bound| bound.as_str());
                let high = numex.high.map_or(String::new(), |high| format!("..{high}"));
                format!(
                    "{}{high} {} {bound}",
                    numex.value,
                    numex.unit.as_deref().unwrap_or("-")
                )
                .trim()
                .to_owned()
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn money() {
        check(
            "It gave US$756 million (RM3.15 billion).",
            &["756000000 USD", "3150000000 MYR"],
        );
        check(
            "It gave $1.5bn, €20m and A$30,000.",
            &["1500000000 USD", "20000000 EUR", "30000 AUD"],
        );
        check("It gave 5 million U.S. dollars.", &["5000000 USD"]);
        check(
            "It gave Rs 500 crore and 20 billion yuan.",
            &["5000000000 INR", "20000000000 CNY"],
        );
        check("It gave half a million euros.", &["500000 EUR"]);
        check(
            "It gave C$66 million and 3.2 billion baht.",
            &["66000000 CAD", "3200000000 THB"],
        );
        check("It gave more than $40 billion.", &["40000000000 USD min"]);
        check(
            "It gave an estimated $110 million.",
            &["110000000 USD about"],
        );
        check("It gave $5-6 billion.", &["5000000000..6000000000 USD"]);
        check(
            "It gave $15 billion to $20 billion.",
            &["15000000000..20000000000 USD"],
        );
    }

    #[test]
    fn shares() {
        check("It rose by 14.7 per cent.", &["14.7 percent"]);
        check(
            "It fell by nearly 3%, or two percentage points.",
            &["3 percent about", "2 percent"],
        );
        check(
            "A 25-percent tariff met a 10% one.",
            &["25 percent", "10 percent"],
        );
    }

    #[test]
    fn things_and_persons() {
        check("It sent 300 armored vehicles.", &["300 vehicles"]);
        check("It sent 70 million vaccine doses.", &["70000000 doses"]);
        check(
            "At least 1,000 Russian troops stayed.",
            &["1000 people min"],
        );
        check(
            "As many as 100 soldiers and up to 20 tanks.",
            &["100 people max", "20 tanks max"],
        );
        check(
            "Nine dead and 12 wounded were found.",
            &["9 people", "12 people"],
        );
        check("It killed 19 Palestinians.", &["19 people"]);
        check(
            "Two to three million refugees fled.",
            &["2000000..3000000 people"],
        );
        check(
            "Between 5,000 and 6,000 troops stayed.",
            &["5000..6000 people"],
        );
        check("It flew 16 nautical miles off.", &["16 nautical miles"]);
        check(
            "The 12-mile limit and the 53-member body.",
            &["12 miles", "53 members"],
        );
        check("Dozens of villagers died.", &["24 people min"]);
        check("Ten of the fifteen members agreed.", &["10 members"]);
    }

    #[test]
    fn what_is_no_quantity() {
        for text in [
            "Resolution 1718, Article 5 and Order No. 13224 hold.",
            "An F-16 and a COVID-19 test came in 2014.",
            "The 65th anniversary fell on March 25, 2024.",
            "He stayed three days at 10:30 a.m.",
            "The 63-year-old met Mr Brown, 58, at 3 p.m.",
            "It is open 24/7.",
            "One of them, no one knows which, came.",
            "Two-thirds agreed.",
        ] {
            check(text, &[]);
        }
    }
}
