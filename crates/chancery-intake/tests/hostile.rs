//! Hostile input: whatever the bytes, a document or a reason, in linear time and bounded memory.

use std::time::{Duration, Instant};

use chancery_intake::{Defaults, Format, MAX_DOCUMENT, Reason, documents};
use chancery_model::Document;

/// Far beyond what the largest allowed text takes, also on a slow machine without optimisation; anything
/// quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

fn read(bytes: &[u8]) -> Vec<Result<Document, chancery_intake::Diagnostic>> {
    let began = Instant::now();
    let found: Vec<_> = documents(bytes, "in", Format::Auto, &Defaults::default()).collect();
    assert!(
        began.elapsed() < PATIENCE,
        "{:?} for {} bytes",
        began.elapsed(),
        bytes.len()
    );
    found.iter().flatten().for_each(sound);
    found
}

/// What every document promises.
fn sound(document: &Document) {
    let mut at = 0;
    for block in &document.blocks {
        let gap = document.text.get(at..block.span.start as usize);
        assert!(
            gap.is_some_and(|gap| gap.trim().is_empty()),
            "{gap:?} is in no block"
        );
        assert!(!block.span.is_empty());
        at = block.span.end as usize;
    }
    assert!(
        document
            .text
            .get(at..)
            .is_some_and(|rest| rest.trim().is_empty())
    );
    if let Some(dateline) = &document.dateline {
        for part in [dateline.place, dateline.agency, dateline.date]
            .into_iter()
            .flatten()
        {
            assert!(dateline.span.contains(part));
            assert!(document.text.get(part.range()).is_some());
        }
    }
}

fn one(bytes: &[u8]) -> Document {
    let mut found = read(bytes);
    assert_eq!(found.len(), 1);
    found.remove(0).expect("a document")
}

#[test]
fn h05_charsets() {
    // UTF-16 with and without mark, GB18030, Windows-1258 and -874 said to be nothing.
    let english = "Ministers of both countries met in Hanoi on Monday to talk.";
    for (label, text) in [
        ("utf-16le", english),
        (
            "gb18030",
            "外交部长星期一在河内会见了他的同行。两国签署了协议。",
        ),
        (
            "windows-1252",
            "Le ministre des Affaires étrangères a été reçu à l’Élysée.",
        ),
        ("windows-874", "รัฐมนตรีต่างประเทศพบกันที่กรุงเทพ"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let bytes = if label == "utf-16le" {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            encoding.encode(text).0.into_owned()
        };
        let document = one(&bytes);
        assert_eq!(document.text, text, "{label}: {:?}", document.notes);
        assert!(!document.notes.is_empty(), "{label}");
    }
}

#[test]
fn h05_odd_characters() {
    for text in [
        "a\0b",
        "\u{202e}sretsiniM met\u{202c}.",
        "Zero\u{200b}width\u{feff} and \u{2060}joiners.",
        "e\u{301}e\u{301} against éé",
        "រដ្ឋមន្ត្រីក្រសួងការបរទេសបានជួប",
        "👩‍👩‍👧‍👦 met 🇰🇭🇻🇳.",
        "\u{10ffff}\u{fdd0}",
        "./.",
        "/.",
        "–",
        "A: ",
        "+AGEAYgBj-",
    ] {
        let document = one(text.as_bytes());
        assert_eq!(document.text, text);
    }
    let storm = format!("a{}", "\u{301}".repeat(200_000));
    assert_eq!(one(storm.as_bytes()).text, storm);
    // Overlong, surrogate and truncated sequences are no UTF-8.
    for bytes in [
        &b"ok \xC0\xAF"[..],
        b"ok \xED\xA0\x80",
        b"ok \xF0\x9F\x98",
        b"ok \xFF",
    ] {
        let document = one(bytes);
        assert!(document.text.starts_with("ok "));
        assert!(
            document.notes[0].message.starts_with("byte 3: "),
            "{:?}",
            document.notes
        );
    }
}

#[test]
fn h36_long_lines_and_many_lines() {
    let size = MAX_DOCUMENT / 4;
    for text in [
        "a".repeat(size),
        "a ".repeat(size / 2),
        "a\n".repeat(size / 2),
        "\n".repeat(size - 1) + "a",
        "A met B. ".repeat(size / 9),
        "A met B.\n\n".repeat(size / 10),
        "– ".repeat(size / 4),
        "(A) /B/ : - ".repeat(size / 12),
        "May 3, 2020 ".repeat(size / 12),
        "2020-2024 ".repeat(size / 10),
        "\"".repeat(size),
        "Mr. ".repeat(size / 4),
        "Ana Ruiz\n".repeat(size / 9),
        "A:\n".repeat(size / 3),
        "- x\n".repeat(size / 4),
        "é".repeat(size / 2),
    ] {
        assert_eq!(one(text.as_bytes()).text.len(), text.len());
    }
}

#[test]
fn h36_more_than_the_limit_is_refused_before_it_is_read() {
    let began = Instant::now();
    let endless = std::io::BufReader::new(std::io::repeat(b'a'));
    let found: Vec<_> = documents(endless, "endless", Format::Text, &Defaults::default()).collect();
    assert_eq!(found.len(), 1);
    let complaint = found[0].as_ref().unwrap_err();
    assert_eq!(complaint.reason, Reason::TooLong(MAX_DOCUMENT as u64));
    assert!(
        complaint
            .to_string()
            .starts_with("endless: byte 0: is longer than 1048576 bytes")
    );
    assert!(began.elapsed() < PATIENCE);
}

#[test]
fn jsonl_that_is_none() {
    let deep = format!(
        "{{\"text\":{}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let many = format!("{{\"text\":\"A.\",\"x\":[{}0]}}", "0,".repeat(500_000));
    let lines = [
        deep.as_str(),
        many.as_str(),
        "{\"text\":\"A.\",\"text\":\"B.\"}",
        "{\"text\":1e999}",
        "{\"text\":\"\\ud800\"}",
        "{\"text\":\"A.\",\"published\":\"9999-99-99\"}",
        "{\"text\":\"A.\",\"url\":\"javascript:alert(1)\"}",
        "null",
        "[]",
        "{}",
        "{\"text\":\"last\"}",
    ];
    let found: Vec<_> = documents(
        lines.join("\n").as_bytes(),
        "in.jsonl",
        Format::Jsonl,
        &Defaults::default(),
    )
    .collect();
    assert_eq!(found.len(), lines.len());
    for (n, item) in found.iter().enumerate() {
        if let Err(complaint) = item {
            assert_eq!(complaint.line, Some(n as u64 + 1));
        }
    }
    assert_eq!(found.last().unwrap().as_ref().unwrap().text, "last");
}

/// A small xorshift, so that each run tries the same bytes.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn pieces_of_pages_in_any_order() {
    let pieces: [&[u8]; 36] = [
        b"\n",
        b"\n\n",
        b"\r\n",
        b" ",
        b"\t",
        b"\xC2\xA0",
        b"\xE2\x80\xA8",
        b"A",
        b"Ana Ruiz",
        b"By ",
        b"LIMA",
        b"Lima",
        b" \xE2\x80\x93 ",
        b" - ",
        b"\xE2\x80\x94",
        b": ",
        b"(VNA)",
        b"/TASS/. ",
        b", ",
        b". ",
        b"./.",
        b"March 25",
        b", 2024",
        b"2020-2024",
        b"25_3_2024.jpg",
        b"PHOTO: ",
        b"(left)",
        b"AFP",
        b"said the minister",
        b"\xE2\x80\x9C",
        b"\"",
        b"65th anniversary of ties",
        b"{",
        b"}",
        b"\xFF",
        b"\0",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3_000 {
        let mut bytes = Vec::new();
        for _ in 0..random.next(24) {
            bytes.extend_from_slice(pieces[random.next(pieces.len())]);
        }
        read(&bytes);
    }
}
