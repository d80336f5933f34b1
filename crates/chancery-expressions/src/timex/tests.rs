//! Sentences and what their temporal expressions mean.

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

#[test]
fn counted_within_months_and_years() {
    for (text, expected) in [
        (
            "the first Friday of July 2021",
            "the first Friday of July 2021 = 2021-07-02",
        ),
        (
            "the last Monday of May 2023",
            "the last Monday of May 2023 = 2023-05-29",
        ),
        (
            "the third week of 2027",
            "the third week of 2027 = 2027-01-18/2027-01-24",
        ),
        (
            "the 20th of next month",
            "the 20th of next month = 2024-04-20",
        ),
        (
            "the week of September 16, 2024",
            "the week of September 16, 2024 = 2024-09-16/2024-09-22",
        ),
        ("Friday the 22nd", "Friday the 22nd = 2024-03-22"),
        (
            "from 4 to 22 this month",
            "from 4 to 22 this month = [2024-03-04/2024-03-22]",
        ),
        ("the year before last", "the year before last = 2022"),
        ("in the 70s", "the 70s = 1970/1979"),
        ("in the nineties", "the nineties = 1990/1999"),
        ("during H1 2016", "H1 2016 = 2016-01/2016-06"),
        (
            "the rest of the year",
            "the rest of the year = 2024-03-25/2024-12-31",
        ),
        (
            "the first nine months of 2019",
            "the first nine months of 2019 = 2019-01/2019-09",
        ),
        ("in Fiscal Year (FY) 2021", "Fiscal Year (FY) 2021 = 2021"),
    ] {
        check(text, Tense::Unknown, &[expected]);
    }
    check(
        "It fell on the fifth Monday of June 2024.",
        Tense::Past,
        &[],
    );
    check(
        "on the 31st of this month",
        Tense::Past,
        &["the 31st of this month = 2024-03-31"],
    );
}

#[test]
fn tense_decides_weekends_and_terms() {
    check(
        "over the weekend",
        Tense::Past,
        &["the weekend = 2024-03-23/2024-03-24"],
    );
    check(
        "on the weekend",
        Tense::Future,
        &["the weekend = 2024-03-30/2024-03-31"],
    );
    check(
        "It will open in two weeks.",
        Tense::Future,
        &["in two weeks = 2024-04-08/2024-04-14"],
    );
    check(
        "It was built in two weeks.",
        Tense::Past,
        &["two weeks = 14d0m0y"],
    );
    check(
        "It will open within 5 days.",
        Tense::Future,
        &["within 5 days = [2024-03-25/2024-03-30]"],
    );
    check(
        "in the past few days",
        Tense::Past,
        &["in the past few days = [2024-03-22/2024-03-25]"],
    );
}

#[test]
fn lengths_below_a_day() {
    check(
        "a three-hour meeting of 90 minutes",
        Tense::Past,
        &["three-hour = 10800s", "90 minutes = 5400s"],
    );
    check(
        "1 year 2 months",
        Tense::Past,
        &["1 year 2 months = 0d14m0y"],
    );
}

#[test]
fn short_months_and_verbs() {
    check(
        "signed Sept. 5 in Minsk",
        Tense::Past,
        &["Sept. 5 = 2023-09-05"],
    );
    check(
        "the upcoming June 23 Second Conference",
        Tense::Past,
        &["the upcoming June 23 = 2024-06-23"],
    );
    check(
        "The visit is expected to last four days.",
        Tense::Unknown,
        &["four days = 4d0m0y"],
    );
}
