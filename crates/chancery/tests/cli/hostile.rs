//! Bytes that nobody meant well: nothing panics, nothing hangs, the rest is read, the code is 3.

use crate::common::{articles, chancery, folder, stderr, stdout};

const GOOD: &str = "Foreign Minister Ana Orlo of Peru visited Chile on 3 March 2024.";

#[test]
fn bad_lines_are_reported_with_their_number_and_the_rest_is_read() {
    let input = format!(
        "{{\"id\":\"one\",\"text\":\"{GOOD}\"}}\n{{\"id\":\n\n{{\"id\":\"four\"}}\n[]\n{{\"id\":\"six\",\"text\":\"{GOOD}\"}}\n"
    );
    let run = chancery()
        .args(["read", "--from", "jsonl", "--to", "jsonl", "-"])
        .write_stdin(input)
        .assert()
        .code(3);
    assert_eq!(stdout(&run).lines().count(), 2);
    let complaints = stderr(&run);
    for line in ["input:2:", "input:4:", "input:5:"] {
        assert!(complaints.contains(line), "{line} in {complaints}");
    }
}

#[test]
fn one_bad_file_does_not_spoil_the_others() {
    let place = folder("bad-files");
    let path = articles(&place, &[("a.txt", GOOD), ("b.txt", ""), ("d.txt", GOOD)]);
    std::fs::write(
        path.join("c.txt"),
        [0x7f, b'E', b'L', b'F', 0, 0, 1, 2, 0xff],
    )
    .unwrap();
    let run = chancery()
        .args(["read", "--to", "jsonl"])
        .arg(&path)
        .assert()
        .code(3);
    assert_eq!(stdout(&run).lines().count(), 2);
    assert!(stderr(&run).contains("b.txt") && stderr(&run).contains("c.txt"));
}

#[test]
fn a_missing_file_among_others_is_partial() {
    let place = folder("missing");
    let path = articles(&place, &[("a.txt", GOOD)]);
    chancery()
        .arg("read")
        .arg(path.join("a.txt"))
        .arg(path.join("none.txt"))
        .assert()
        .code(3);
}

#[test]
fn bytes_that_are_no_text_never_panic() {
    let cases: [&[u8]; 8] = [
        b"",
        b"\0\0\0\0",
        b"\xff\xfe\xfd",
        b"Talks \xe2\x80 were held in \xc3\x28 Lima.",
        "\u{202e}Peru\u{200d}\u{301}\u{301}\u{301} visited Chile.".as_bytes(),
        b"{\"text\": \"\\ud800\"}",
        b"\xef\xbb\xbf{}",
        b"\"\"\"\"\"''''((((((((((((((",
    ];
    for case in cases {
        for from in ["auto", "text", "jsonl"] {
            let run = chancery()
                .args(["read", "--from", from, "-"])
                .write_stdin(case)
                .assert();
            let code = run.get_output().status.code();
            assert!(
                matches!(code, Some(0 | 1 | 3)),
                "{code:?} for {case:?} as {from}"
            );
            assert!(!stderr(&run).contains("panicked"), "{}", stderr(&run));
        }
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_at_once() {
    let mut line = b"{\"text\":\"".to_vec();
    line.resize(50 << 20, b'a');
    line.extend_from_slice(
        b"\"}\n{\"id\":\"next\",\"text\":\"Peru and Chile held talks in Lima.\"}\n",
    );
    let run = chancery()
        .args(["read", "--from", "jsonl", "--to", "jsonl", "-"])
        .write_stdin(line)
        .timeout(std::time::Duration::from_secs(60))
        .assert()
        .code(3);
    assert!(stdout(&run).contains("\"next\""));
}

#[test]
fn sources_cannot_steer_the_terminal_or_the_page() {
    let place = folder("markup");
    let text = "Peru's Foreign Minister Ana Orlo visited Chile on 3 March 2024.\n\n\
                \"Chile <script>alert(1)</script> \u{1b}[31m is a [friend](javascript:x) of Peru,\" Orlo said.";
    let path = articles(&place, &[("<b>a.txt", text)]);
    for (format, forbidden) in [
        ("html", "<script>"),
        ("html", "<b>a"),
        ("md", "<script>"),
        ("md", "friend]("),
    ] {
        let run = chancery()
            .args(["brief", "Peru", "Chile", "--to", format])
            .arg(&path)
            .assert();
        assert!(!stdout(&run).contains(forbidden), "{forbidden} in {format}");
    }
    let table = chancery()
        .args(["read", "--to", "table"])
        .arg(&path)
        .assert();
    assert!(!stdout(&table).contains('\u{1b}'));
}
