//! What the public interface promises, checked from outside.

use chancery_language::{Analysis, Error, Pipeline, render};

const TEXTS: [&str; 5] = [
    "The two ministers met in Hanoi on Tuesday. They signed nothing.",
    "",
    "  \n\t ",
    "“We can’t wait,” she said; U.S. officials (14 of them) didn't.",
    "ភ្នំពេញ 🇰🇭 http://example.org/a?b=c…",
];

fn lines(analyses: &[Analysis]) -> Vec<String> {
    analyses
        .iter()
        .map(|analysis| render::jsonl("x", analysis))
        .collect()
}

#[test]
fn threads_and_order_do_not_matter() {
    let pipeline = Pipeline::english();
    let expected = lines(&TEXTS.map(|text| pipeline.analyse(text)));
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let (pipeline, expected) = (&pipeline, &expected);
            scope.spawn(move || {
                for round in 0..20 {
                    let at = (turn + round * 3) % TEXTS.len();
                    let line = render::jsonl("x", &pipeline.analyse(TEXTS[at]));
                    assert_eq!(line, expected[at]);
                }
            });
        }
    });
}

/// Vectors of words are kept between calls, and forgotten when there are too many: more words than are kept come by.
#[test]
fn what_was_read_before_does_not_matter() {
    let pipeline = Pipeline::english();
    let expected = lines(&TEXTS.map(|text| pipeline.analyse(text)));
    let flood = |round: usize| -> String {
        let words = round * 500..(round + 1) * 500;
        words.map(|n| format!("Minister{n} met. ")).collect()
    };
    let first = render::jsonl("x", &pipeline.analyse(&flood(0)));
    for round in 0..40 {
        pipeline.analyse(&flood(round));
        if round % 8 == 7 {
            assert_eq!(lines(&TEXTS.map(|text| pipeline.analyse(text))), expected);
        }
    }
    assert_eq!(render::jsonl("x", &pipeline.analyse(&flood(0))), first);
}

fn check_promises(text: &str, analysis: &Analysis) {
    assert_eq!(analysis.text(), text);
    let mut end = 0;
    for token in analysis.tokens() {
        let gap = &text[end..token.start()];
        assert!(
            gap.is_empty() || gap == " ",
            "{gap:?} before {token:?} in {text:?}"
        );
        assert!(token.end() > token.start());
        assert_eq!(token.is_root(), token.head() == token.index());
        let sentence = analysis.sentence_of(token.index());
        assert!(
            sentence.contains(&token.head()),
            "{token:?} hangs outside of its sentence: {text:?}"
        );
        end = token.end();
    }
    assert!(matches!(&text[end..], "" | " "));
    let covered: usize = analysis.sentences().map(|s| s.len()).sum();
    assert_eq!(covered, analysis.len());
    let mut end = 0;
    for entity in analysis.entities() {
        assert!(entity.tokens.start >= end && entity.tokens.end > entity.tokens.start);
        end = entity.tokens.end;
    }
}

#[test]
fn tokens_tile_the_text_and_trees_hold() {
    let pipeline = Pipeline::english();
    for text in TEXTS {
        check_promises(text, &pipeline.analyse(text));
    }
}

/// Texts of random pieces: words, marks, numbers, white space, scripts.
#[test]
fn promises_hold_for_any_text() {
    const PIECES: [&str; 40] = [
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\t",
        "\u{a0}",
        "\u{2028}",
        ".",
        ",",
        "(",
        ")",
        "“",
        "”",
        "’s",
        "n't",
        "-",
        "—",
        "…",
        "$",
        "%",
        "U.S.",
        "Gen.",
        "12",
        "3.4",
        "km",
        "the",
        "minister",
        "Hanoi",
        "said",
        "was",
        "visit",
        "http://a.b/c",
        "x@y.org",
        "😀",
        "\u{200d}",
        "漢",
        "ង",
        "İ",
        "\0",
    ];
    let pipeline = Pipeline::english();
    let mut state = 11_u64;
    let mut below = |limit: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % limit
    };
    for _ in 0..2000 {
        let text: String = (0..below(40))
            .map(|_| PIECES[below(PIECES.len())])
            .collect();
        let analysis = pipeline.analyse(&text);
        check_promises(&text, &analysis);
        render::table(&analysis);
        render::conllu("x", &analysis);
    }
}

#[test]
fn empty_text_has_no_tokens() {
    let analysis = Pipeline::english().analyse("");
    assert!(
        analysis.is_empty() && analysis.sentences().len() == 0 && analysis.entities().len() == 0
    );
    assert_eq!(Pipeline::english().analyse_spans("abc", &[]).len(), 0);
}

fn model() -> Vec<u8> {
    std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../models/en_core_web_sm.chancery"
    ))
    .expect("model")
}

#[test]
fn foreign_and_damaged_files_are_named_as_such() {
    let check = |bytes: &[u8], expected: &str| {
        let error = Pipeline::from_bytes(bytes).expect_err("must be refused");
        assert!(error.to_string().contains(expected), "{error}");
    };
    let whole = model();
    check(b"", "not a pipeline file");
    check(
        b"PK\x03\x04 a zip archive, for instance, of some length",
        "not a pipeline file",
    );
    check(&whole[..20], "cut short");
    check(&whole[..whole.len() - 1], "checksum");
    let mut altered = whole.clone();
    altered[1_000_000] ^= 1;
    check(&altered, "checksum");
    let mut newer = whole;
    newer[8] = 99;
    check(&newer, "format 99");
    assert!(matches!(
        Pipeline::load("no/such/file"),
        Err(Error::Read { .. })
    ));
}

#[test]
fn code_points_count_in_json_not_bytes() {
    let line = render::jsonl("k", &Pipeline::english().analyse("Café 🇰🇭 is open."));
    let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(value["id"], "k");
    assert_eq!(
        (&value["tokens"][0]["start"], &value["tokens"][0]["end"]),
        (&0.into(), &4.into())
    );
    assert_eq!(value["tokens"][1]["start"], 5);
}

#[test]
fn conllu_has_ten_columns_and_no_blank_words() {
    let text = render::conllu(
        "doc",
        &Pipeline::english().analyse("Rain  fell.\n\nIt stopped in Rome."),
    );
    let rows = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut roots = 0;
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        assert_eq!(columns.len(), 10, "{row}");
        assert!(!columns[1].trim().is_empty());
        roots += usize::from(columns[6] == "0");
    }
    assert_eq!(roots, text.matches("# sent_id").count());
    assert!(text.contains("NE=B-GPE"), "{text}");
}
