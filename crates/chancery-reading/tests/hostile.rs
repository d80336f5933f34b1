//! Hostile articles: reading ends, in time that grows with the text, and what it finds stands in the text.

use std::time::{Duration, Instant};

use chancery_language::Pipeline;
use chancery_model::{Reading, Span};

/// For the texts below on a slow and busy machine without optimisation. What is quadratic takes minutes for the
/// larger ones.
const PATIENCE: Duration = Duration::from_secs(60);

fn read(pipeline: &Pipeline, text: &str) -> Reading {
    let began = Instant::now();
    let document = chancery_intake::document("a", None, None, Some("2021-03-10"), None, text);
    let reading = chancery_reading::read(&document, pipeline);
    let start: String = text.chars().take(40).collect();
    println!("{:?} {} bytes {start:?}", began.elapsed(), text.len());
    assert!(
        began.elapsed() < PATIENCE,
        "{start:?}: {:?}",
        began.elapsed()
    );
    let sound = |span: &Span| {
        assert!(
            text.get(span.range())
                .is_some_and(|words| !words.trim().is_empty()),
            "{start:?}: {span:?}"
        );
    };
    reading
        .events
        .iter()
        .flat_map(|x| &x.evidence)
        .for_each(sound);
    reading
        .agreements
        .iter()
        .flat_map(|x| &x.evidence)
        .for_each(sound);
    reading
        .relations
        .iter()
        .flat_map(|x| &x.evidence)
        .for_each(sound);
    reading
        .figures
        .iter()
        .flat_map(|x| &x.evidence)
        .for_each(sound);
    reading
        .tenures
        .iter()
        .flat_map(|x| &x.evidence)
        .for_each(sound);
    reading
        .statements
        .iter()
        .flat_map(|x| x.span.iter().chain(&x.evidence))
        .for_each(sound);
    assert_eq!(
        serde_json::to_string(&reading.in_code_points(text))
            .map(|_| ())
            .ok(),
        Some(())
    );
    reading
}

#[test]
fn h36_articles_of_one_kind_of_word() {
    long_articles(8_000);
}

#[test]
#[ignore = "minutes on a busy machine; run after changes that walk sentences"]
fn h36_long_articles_of_one_kind_of_word() {
    long_articles(100_000);
}

fn long_articles(size: usize) {
    let pipeline = Pipeline::english();
    for piece in [
        "a",
        "a ",
        "and ",
        "Ruiz ",
        "\"",
        "“he said ",
        "He said ",
        "(",
        "Prime Minister ",
        "said that Ruiz said that ",
        "Ana Ruiz, Juan Soto, ",
        "Peru and Chile ",
        "Peru met Chile. ",
        "Peru met Chile.\n\n",
        "$5 million ",
        "from 2014 to 2018 ",
        "Peruvian President Ana Ruiz met Chilean President Luis Vega on Monday. ",
        "“We trust them,” Ana Ruiz said. ",
        "1",
        "1,",
        "é",
        "\u{301}",
        "👩‍👩‍👧",
        "កម្ពុជា",
    ] {
        read(&pipeline, &piece.repeat(size / piece.len()));
    }
}

#[test]
fn h05_odd_articles() {
    let pipeline = Pipeline::english();
    for text in [
        "",
        " ",
        "\0",
        "\u{202e}",
        "./.",
        "“",
        "”",
        "” said “",
        "said",
        "“ ” ‘ ’ \" '",
        "A\u{a0}said\u{2009}B\u{200b}.",
        "The\nminister\nsaid\n\"yes\"\n.",
        "President , of - the ( said",
        "visited visited visited",
        "Mr. Mrs. Dr. Gen. Lt. Col. No.",
        "signed 99999999999999999999999 agreements worth $1e400 in 99999",
        "from 31 to 30 February 0000",
        "\u{feff}\u{feff}Peru\u{ad} visited Chile",
    ] {
        read(&pipeline, text);
    }
}

/// The same facts whatever the line ends and the blanks at them, and with an unrelated paragraph after.
#[test]
fn form_of_the_text_changes_no_facts() {
    let pipeline = Pipeline::english();
    let text = "LIMA – Chilean President Luis Vega visited Peru on Monday.\n\n\
                He met Peruvian President Ana Ruiz. “We are friends,” Vega said.\n";
    let plain = |reading: &Reading| {
        let events: Vec<_> = reading
            .events
            .iter()
            .map(|e| (e.kind, e.start, e.participants.clone()))
            .collect();
        let said: Vec<_> = reading
            .statements
            .iter()
            .map(|s| (s.speaker.clone(), s.text.clone()))
            .collect();
        (events, said)
    };
    let expected = plain(&read(&pipeline, text));
    assert!(!expected.0.is_empty() && !expected.1.is_empty());
    for other in [
        text.replace('\n', "\r\n"),
        text.replace("\n\n", "  \n\t\n"),
        format!("{text}\nscroll to top\n"),
        format!("{text}\nThe weather was mild and the streets were dry.\n"),
    ] {
        assert_eq!(plain(&read(&pipeline, &other)), expected, "{other:?}");
    }
}
