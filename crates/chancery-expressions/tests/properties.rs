//! What holds for every text: spans on borders and inside, no panic, linear time.

use std::time::{Duration, Instant};

use chancery_expressions::{Anchors, Tense, cardinals, numexes, timexes};
use chancery_model::{Edtf, Span};
use proptest::prelude::*;

fn anchors() -> Anchors {
    Anchors {
        published: "2024-03-25".parse().ok(),
        reference: "2024-03-20".parse().ok(),
    }
}

/// Pieces that the grammars look for, so that random texts reach deep into them.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "from",
        "March",
        "25",
        "to",
        "29",
        ",",
        "2024",
        "-",
        "Monday",
        "last",
        "week",
        "the",
        "65",
        "th",
        "million",
        "$",
        "US",
        "per",
        "cent",
        "and",
        "a",
        "half",
        "two",
        "hundred",
        "since",
        "until",
        "years",
        "ago",
        "of",
        "99999999999999999999",
        "1,200",
        "0",
        "30",
        "February",
        "–",
        "’s",
        "é",
        "percent",
        "people",
        "between",
        "first",
        "Friday",
        "month",
        "Q",
        "4",
        "H",
        "9999",
        "century",
        "1990s",
        "more",
        "than",
        "in",
        "decades",
        "quarter",
        "(",
        ")",
        "/",
        "over",
        "next",
        "within",
        "rest",
        "year",
        "RM",
        "31",
        "day",
        "next",
    ]);
    (words, prop::bool::weighted(0.8)).prop_map(|(word, space)| {
        if space {
            format!("{word} ")
        } else {
            word.to_owned()
        }
    })
}

fn check(text: &str, within: Span) {
    let spans: Vec<Span> = [Tense::Past, Tense::Future, Tense::Unknown]
        .into_iter()
        .flat_map(|tense| timexes(text, within, tense, &anchors()))
        .map(|timex| timex.span)
        .chain(numexes(text, within).into_iter().map(|numex| numex.span))
        .chain(cardinals(text, within).into_iter().map(|(span, _)| span))
        .collect();
    for span in spans {
        assert!(span.start <= span.end, "{span:?} in {text:?}");
        assert!(
            within.contains(span),
            "{span:?} outside {within:?} in {text:?}"
        );
        assert!(
            text.get(span.range()).is_some(),
            "{span:?} cuts a character of {text:?}"
        );
        assert!(!span.of(text).is_empty(), "{span:?} is empty in {text:?}");
    }
    let found = timexes(text, within, Tense::Past, &anchors());
    assert!(
        found
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start),
        "{text:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text(text in ".{0,120}", from in 0usize..40, length in 0usize..160) {
        let end = (from + length).min(text.len());
        check(&text, Span::new(from.min(end), end));
    }

    #[test]
    fn texts_of_the_grammar(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        check(&text, Span::new(0, text.len()));
    }

    #[test]
    fn any_day_of_publication(year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28, pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let published = Edtf::Point(chancery_model::Point::Month(year, month));
        let day = jiff::civil::Date::new(year, month, day).map(Edtf::day).ok();
        for published in [Some(published), day, None] {
            let anchors = Anchors { published, reference: published };
            for tense in [Tense::Past, Tense::Future, Tense::Unknown] {
                let _ = timexes(&text, Span::new(0, text.len()), tense, &anchors);
            }
        }
    }
}

#[test]
fn time_grows_with_the_text() {
    for unit in [
        "1 ",
        "one ",
        "March ",
        "1.5 months ",
        "$5-",
        "two hundred and ",
        "from May to ",
        "the ",
        "in 2014 ",
        "25 March - ",
        "million ",
        "5 Dutch, ",
        "and a half ",
        "tens of thousands of ",
    ] {
        let took = |count: usize| {
            let text = unit.repeat(count);
            // The quickest of three: other work on the machine only slows.
            let once = || {
                let start = Instant::now();
                check(&text, Span::new(0, text.len()));
                start.elapsed()
            };
            once().min(once()).min(once())
        };
        let (short, long) = (took(2_000).max(Duration::from_millis(2)), took(16_000));
        assert!(
            long < short * 40,
            "{unit:?}: {short:?} for 2,000, {long:?} for 16,000"
        );
    }
}
