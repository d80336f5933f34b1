//! "A four-day visit": lengths of events in words and in days.

use chancery_model::{Claim, Event, EventType, Point};

use super::{tables, text, when};

/// Days that the words of a claim give to its event ("a four-day official visit"); nothing where they give
/// none or several.
pub(crate) fn stated(claim: &Claim, kind: EventType) -> Option<i32> {
    let mut found = None;
    for evidence in &claim.evidence {
        let words = text::words(&evidence.exact);
        for (at, pair) in words.windows(2).enumerate() {
            let [number, day] = pair else { continue };
            if day != "day" {
                continue;
            }
            let Some(count) = parse(number) else { continue };
            let named = words.iter().skip(at + 2).take(5).any(|word| {
                tables::meaning("event_noun", &text::singular(word.clone())) == Some(kind.as_str())
            });
            if named {
                if found.is_some_and(|earlier| earlier != count) {
                    return None;
                }
                found = Some(count);
            }
        }
    }
    found
}

fn parse(word: &str) -> Option<i32> {
    tables::meaning("number", word)
        .unwrap_or(word)
        .parse()
        .ok()
        .filter(|number| (1..=60).contains(number))
}

/// Days from first to last, both counted, where both are known to the day.
pub(crate) fn of_days(event: &Event) -> Option<i32> {
    let day = |date: Option<chancery_model::Edtf>| match date? {
        chancery_model::Edtf::Point(Point::Day(day)) => Some(day),
        _ => None,
    };
    let (first, last) = (day(event.start)?, day(event.end)?);
    (first <= last).then(|| when::days(first, last) + 1)
}
