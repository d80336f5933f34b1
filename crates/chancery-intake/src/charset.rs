//! Bytes to text: byte order marks, UTF-8, UTF-16, and the older charsets by their statistics.

use chancery_model::Diagnostic as Note;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::Reason;

/// Share of control characters above which bytes are taken for binary: text has next to none, compressed
/// data about one in ten. A guess between the two.
const CONTROLS_PER_THOUSAND: usize = 20;

/// Decodes one text. The text is never normalised; a byte order mark is no part of it. What had to be guessed
/// is noted with the offset of the byte that forced the guess.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Vec<Note>), (usize, Reason)> {
    if let Some(what) = signature(bytes) {
        return Err((0, Reason::Binary(what)));
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err((0, Reason::Binary("UTF-32")));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_8 {
            return unmarked(rest).map_err(|(at, reason)| (at + mark, reason));
        }
        return Ok(with(encoding, rest, Vec::new()));
    }
    if let Some(encoding) = sixteen_bits(bytes) {
        let note = format!("no byte order mark: read as {}", encoding.name());
        return Ok(with(encoding, bytes, vec![noted(note)]));
    }
    unmarked(bytes)
}

/// Text without a byte order mark.
fn unmarked(bytes: &[u8]) -> Result<(String, Vec<Note>), (usize, Reason)> {
    if let Some(at) = binary(bytes) {
        return Err((at, Reason::Binary("binary data")));
    }
    let mut notes = Vec::new();
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        notes.push(noted(format!("byte {at}: zero byte kept as a character")));
    }
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), notes)),
        Err(error) => error.valid_up_to(),
    };
    if mostly_utf8(bytes) {
        notes.push(noted(format!(
            "byte {at}: no valid UTF-8; shown as the replacement character"
        )));
        return Ok((String::from_utf8_lossy(bytes).into_owned(), notes));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    notes.push(noted(format!(
        "byte {at}: no valid UTF-8; the text was read as {}",
        encoding.name()
    )));
    Ok(with(encoding, bytes, notes))
}

fn noted(message: String) -> Note {
    Note {
        span: None,
        message,
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8], mut notes: Vec<Note>) -> (String, Vec<Note>) {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    if failed {
        notes.push(noted(format!(
            "some bytes are no {}; shown as the replacement character",
            encoding.name()
        )));
    }
    (text.into_owned(), notes)
}

/// What the first bytes say the file is, if it is no text.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    chancery_tables::BINARY_SIGNATURES.rows().find_map(|row| {
        let [hex, what] = row.as_slice() else {
            return None;
        };
        let starts = hex.len() / 2 <= bytes.len()
            && (0..hex.len() / 2).all(|n| {
                let byte = hex
                    .get(2 * n..2 * n + 2)
                    .and_then(|pair| u8::from_str_radix(pair, 16).ok());
                byte.is_some() && byte == bytes.get(n).copied()
            });
        starts.then_some(*what)
    })
}

/// The first control character, if there are too many of them for a text.
fn binary(bytes: &[u8]) -> Option<usize> {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C);
    let count = bytes.iter().filter(|byte| control(byte)).count();
    if count < 4 || count * 1000 <= bytes.len() * CONTROLS_PER_THOUSAND {
        return None;
    }
    bytes.iter().position(control)
}

/// UTF-16 without a mark: in English every other byte is zero.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(1024) & !1)?;
    let zeros = |odd: usize| {
        let side = sample.iter().skip(odd).step_by(2);
        side.filter(|&&byte| byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half < 4 {
        return None;
    }
    if odd * 10 >= half * 7 && even * 10 <= half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a text that is no valid UTF-8 has more sequences that are than bytes that are not: a damaged
/// UTF-8 text rather than another charset.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().0
    }

    #[test]
    fn marks_are_no_part_of_the_text() {
        assert_eq!(text(b"\xEF\xBB\xBFTr\xC3\xA8s"), "Très");
        assert_eq!(text(b"\xFF\xFEa\0\xE9\0"), "aé");
        assert_eq!(text(b"\xFE\xFF\0a\0\xE9"), "aé");
        assert_eq!(text(b"T\0a\0l\0k\0s\0.\0"), "Talks.");
        assert_eq!(text(b"\0T\0a\0l\0k\0s\0."), "Talks.");
    }

    #[test]
    fn older_charsets_are_guessed_and_noted() {
        let (text, notes) = decode(b"The caf\xE9 of S\xE3o Paulo \x96 \x93quiet\x94.").unwrap();
        assert_eq!(text, "The café of São Paulo – “quiet”.");
        assert!(notes[0].message.starts_with("byte 7: "), "{notes:?}");
    }

    #[test]
    fn one_broken_sequence_does_not_spoil_a_text() {
        let (text, notes) = decode("Erdoğan’s visit to São Tomé".as_bytes()).unwrap();
        assert!(notes.is_empty());
        let mut bytes = text.into_bytes();
        bytes.extend(b" and \xED\xA0\x80 more");
        let (text, notes) = decode(&bytes).unwrap();
        assert!(text.starts_with("Erdoğan’s visit to São Tomé and \u{FFFD}"));
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn binary_is_refused_with_its_name() {
        assert_eq!(
            decode(b"%PDF-1.7 ..."),
            Err((0, Reason::Binary("a PDF file")))
        );
        assert_eq!(
            decode(b"PK\x03\x04abc"),
            Err((0, Reason::Binary("a ZIP archive")))
        );
        let noise: Vec<u8> = (0..=255_u8).cycle().skip(100).take(2000).collect();
        assert!(matches!(decode(&noise), Err((_, Reason::Binary(_)))));
    }

    #[test]
    fn a_zero_byte_is_kept_and_noted() {
        let long = format!("{}\0{}", "word ".repeat(20), "word ".repeat(20));
        let (text, notes) = decode(long.as_bytes()).unwrap();
        assert_eq!(text, long);
        assert_eq!(notes[0].message, "byte 100: zero byte kept as a character");
    }
}
