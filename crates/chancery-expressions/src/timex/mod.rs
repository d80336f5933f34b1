//! Temporal expressions: a left-to-right reading, the longest expression first.

mod counted;
mod dates;
mod lengths;
mod point;
mod points;
mod ranges;
mod resolve;

use chancery_model::Span;

use crate::scan::Scan;
use crate::{Anchors, Tense, TimeValue, Timex};
use lengths::length;
use points::point;
use ranges::{skip_day_part, stretch};
use resolve::{Resolved, resolve};

/// See [`crate::timexes`].
pub(crate) fn find(text: &str, within: Span, tense: Tense, anchors: &Anchors) -> Vec<Timex> {
    let scan = Scan::new(text, within);
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        match longest(&scan, index, tense, anchors) {
            Some((end, meaning)) => {
                if let Some((value, basis)) = meaning {
                    found.push(Timex {
                        span: scan.span(index, end),
                        value,
                        basis,
                    });
                }
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

/// Token ranges of all temporal expressions, those of impossible days too, in order.
pub(crate) fn taken(scan: &Scan<'_>) -> Vec<std::ops::Range<usize>> {
    let anchors = Anchors::default();
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        match longest(scan, index, Tense::Unknown, &anchors) {
            Some((end, _)) => {
                found.push(index..end);
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

type Meaning = Option<(TimeValue, String)>;

/// The longest expression at a token: one past its end, and what it means, if the calendar has it.
fn longest(
    scan: &Scan<'_>,
    index: usize,
    tense: Tense,
    anchors: &Anchors,
) -> Option<(usize, Meaning)> {
    let stretch = stretch(scan, index);
    let ahead = || {
        (tense == Tense::Future)
            .then(|| points::in_units(scan, index))
            .flatten()
    };
    let point = point(scan, index)
        .or_else(ahead)
        .map(|(point, end)| (point, skip_day_part(scan, end)));
    let length = length(scan, index);
    let ends = [
        stretch.map_or(0, |(_, end)| end),
        point.map_or(0, |(_, end)| end),
        length.as_ref().map_or(0, |(_, end)| *end),
    ];
    let best = ends.into_iter().max().filter(|end| *end > index)?;
    if let Some((found, end)) = stretch
        && end == best
    {
        return Some((end, ranges::meaning(found, tense, anchors)));
    }
    if let Some((found, end)) = point
        && end == best
    {
        let meaning = match resolve(found, tense, anchors) {
            Resolved::Known(edtf, basis) => Some((TimeValue::Date(edtf), basis)),
            Resolved::Unanchored => {
                Some((TimeValue::Unanchored, "nothing to reckon from".to_owned()))
            }
            Resolved::Impossible => None,
        };
        return Some((end, meaning));
    }
    length.map(|(value, end)| (end, Some((value, "explicit".to_owned()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONDAY: &str = "2024-03-25";

    fn read(text: &str, published: &str, tense: Tense) -> Vec<String> {
        let anchors = Anchors {
            published: published.parse().ok(),
            reference: "2024-03-20".parse().ok(),
        };
        find(text, Span::new(0, text.len()), tense, &anchors)
            .into_iter()
            .map(|timex| {
                let words = timex.span.of(text);
                match timex.value {
                    TimeValue::Date(edtf) => format!("{words} = {edtf}"),
                    TimeValue::Range(edtf) => format!("{words} = [{edtf}]"),
                    TimeValue::Length {
                        days,
                        months,
                        years,
                        seconds: 0,
                    } => {
                        format!("{words} = {days}d{months}m{years}y")
                    }
                    TimeValue::Length { seconds, .. } => format!("{words} = {seconds}s"),
                    TimeValue::Anniversary(number) => format!("{words} = #{number}"),
                    TimeValue::Unanchored => format!("{words} = ?"),
                }
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, tense: Tense, expected: &[&str]) {
        assert_eq!(read(text, MONDAY, tense), expected, "{text}");
    }

    #[test]
    fn absolute_dates_in_all_orders() {
        for (text, expected) in [
            ("They met on March 25, 2024.", "March 25, 2024 = 2024-03-25"),
            ("They met on 25 March 2024.", "25 March 2024 = 2024-03-25"),
            (
                "They met on the 8th of May 2023.",
                "the 8th of May 2023 = 2023-05-08",
            ),
            (
                "They met on Tuesday, Oct. 3, 2023.",
                "Tuesday, Oct. 3, 2023 = 2023-10-03",
            ),
            ("They met in May 2016.", "May 2016 = 2016-05"),
            ("They met on 2024-03-05.", "2024-03-05 = 2024-03-05"),
            ("They met on 05.03.2024.", "05.03.2024 = 2024-03-05"),
            ("Ties date from 1956.", "1956 = 1956"),
            ("Trade grew in the 1990s.", "the 1990s = 1990/1999"),
            (
                "Trade grew in the 19th century.",
                "the 19th century = 1801/1900",
            ),
            ("It opened in mid-2022.", "mid-2022 = 2022"),
            ("It opened in fiscal year 2021.", "fiscal year 2021 = 2021"),
            (
                "It fell in the second quarter of 2022.",
                "the second quarter of 2022 = 2022-04/2022-06",
            ),
            ("It fell in Q1 2022.", "Q1 2022 = 2022-01/2022-03"),
        ] {
            check(text, Tense::Past, &[expected]);
        }
    }

    #[test]
    fn years_from_the_anchor() {
        check(
            "He arrived on May 13.",
            Tense::Past,
            &["May 13 = 2023-05-13"],
        );
        check(
            "He will arrive on May 13.",
            Tense::Future,
            &["May 13 = 2024-05-13"],
        );
        check(
            "He arrived on March 24.",
            Tense::Past,
            &["March 24 = 2024-03-24"],
        );
        check(
            "It was to start on April 2.",
            Tense::Past,
            &["April 2 = 2024-04-02"],
        );
        check("He came in November.", Tense::Past, &["November = 2023-11"]);
        check(
            "He came last August.",
            Tense::Past,
            &["last August = 2023-08"],
        );
        check(
            "It ended in June this year.",
            Tense::Past,
            &["June this year = 2024-06"],
        );
        check(
            "It began on May 7 last year.",
            Tense::Past,
            &["May 7 last year = 2023-05-07"],
        );
    }

    #[test]
    fn weekdays_by_tense() {
        check("They met on Sunday.", Tense::Past, &["Sunday = 2024-03-24"]);
        check(
            "They will meet on Sunday.",
            Tense::Future,
            &["Sunday = 2024-03-31"],
        );
        check(
            "They met on Monday morning.",
            Tense::Past,
            &["Monday morning = 2024-03-25"],
        );
        check(
            "They met last Monday.",
            Tense::Past,
            &["last Monday = 2024-03-18"],
        );
        check(
            "They meet next Monday.",
            Tense::Future,
            &["next Monday = 2024-04-01"],
        );
        check(
            "They meet on Friday next week.",
            Tense::Future,
            &["Friday next week = 2024-04-05"],
        );
    }

    #[test]
    fn relative_days_and_units() {
        for (text, expected) in [
            ("He said so today.", "today = 2024-03-25"),
            ("He said so yesterday.", "yesterday = 2024-03-24"),
            ("He said so this morning.", "this morning = 2024-03-25"),
            ("He said so last week.", "last week = 2024-03-18/2024-03-24"),
            ("He said so last month.", "last month = 2024-02"),
            (
                "He said so earlier this month.",
                "earlier this month = 2024-03",
            ),
            (
                "He may do so later this year.",
                "later this year = 2024-03-25/2024-12-31",
            ),
            ("He did so 65 years ago.", "65 years ago = 1959"),
            ("He did so three days ago.", "three days ago = 2024-03-22"),
            ("He did so last summer.", "last summer = 2023-06/2023-08"),
            ("He left the next day.", "the next day = 2024-03-21"),
            ("He left two days later.", "two days later = 2024-03-22"),
            (
                "Earlier on November 24 afternoon he left.",
                "Earlier on November 24 afternoon = 2023-11-24",
            ),
        ] {
            check(text, Tense::Past, &[expected]);
        }
    }

    #[test]
    fn ranges() {
        for (text, expected) in [
            (
                "a visit from March 25 to 29",
                "from March 25 to 29 = [2024-03-25/2024-03-29]",
            ),
            (
                "the March 25-29 visit",
                "March 25-29 = [2024-03-25/2024-03-29]",
            ),
            (
                "a visit from 3 to 6 June 2021",
                "from 3 to 6 June 2021 = [2021-06-03/2021-06-06]",
            ),
            (
                "from June 29 to July 2",
                "from June 29 to July 2 = [2024-06-29/2024-07-02]",
            ),
            (
                "from December 28, 2021 to January 3",
                "from December 28, 2021 to January 3 = [2021-12-28/2022-01-03]",
            ),
            (
                "trade between 2014 and 2018",
                "between 2014 and 2018 = [2014/2018]",
            ),
            ("the 2020-2024 period", "2020-2024 = [2020/2024]"),
            ("from 2004 to 2008", "from 2004 to 2008 = [2004/2008]"),
            ("relations since 1970", "since 1970 = [1970/..]"),
            ("valid until 2025", "until 2025 = [../2025]"),
            (
                "over the past 15 years",
                "over the past 15 years = [2009/2024]",
            ),
            (
                "in the next two years",
                "in the next two years = [2024/2026]",
            ),
            (
                "over the next year",
                "over the next year = [2024-03-25/2025-03-25]",
            ),
            (
                "from March to May 2021",
                "from March to May 2021 = [2021-03/2021-05]",
            ),
        ] {
            check(text, Tense::Unknown, &[expected]);
        }
    }

    #[test]
    fn lengths_and_anniversaries() {
        check("a four-day visit", Tense::Past, &["four-day = 4d0m0y"]);
        check(
            "a two-week trip of two and a half years",
            Tense::Past,
            &["two-week = 14d0m0y", "two and a half years = 0d30m0y"],
        );
        check(
            "the 65th anniversary",
            Tense::Past,
            &["65th anniversary = #65"],
        );
        check(
            "the 30-year anniversary",
            Tense::Past,
            &["30-year anniversary = #30"],
        );
        check("a 63-year-old man", Tense::Past, &[]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "They may 5 times march on.",
            "Thousands march for peace.",
            "The Sunday Times wrote of it.",
            "It cost 2,024 dollars and 1,200 yen.",
            "They sent 2000 troops.",
            "The F-16 and COVID-19 stayed.",
            "Resolution 1718 and the Good Friday Agreement hold.",
            "It is open 24/7.",
            "Version 2.1.2024a is out.",
            "On February 30 and on April 31, 2023 nothing happened.",
        ] {
            check(text, Tense::Past, &[]);
        }
    }

    #[test]
    fn without_an_anchor_nothing_is_invented() {
        let none = Anchors::default();
        let text = "He came on Sunday, in May 2016, on May 13, for the 65th anniversary.";
        let found = find(text, Span::new(0, text.len()), Tense::Past, &none);
        let values: Vec<_> = found.iter().map(|timex| &timex.value).collect();
        assert!(matches!(
            values[..],
            [
                TimeValue::Unanchored,
                TimeValue::Date(_),
                TimeValue::Unanchored,
                TimeValue::Anniversary(65)
            ]
        ));
    }

    #[test]
    fn an_inferred_interval_anchors_what_it_decides() {
        assert_eq!(
            read("It grew last year.", "2019", Tense::Past),
            ["last year = 2018"]
        );
        assert_eq!(
            read("He came on Sunday.", "2019", Tense::Past),
            ["Sunday = ?"]
        );
        assert_eq!(
            read(
                "He came from November 23 to 26.",
                "2024-11-26/..",
                Tense::Past
            ),
            ["from November 23 to 26 = [2024-11-23/2024-11-26]"]
        );
    }
}
