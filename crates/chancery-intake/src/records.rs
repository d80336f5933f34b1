//! A stream of bytes cut into articles: one text, or one JSON object a line.

use std::io::{BufRead, Read};

use crate::diagnostic::{Diagnostic, Reason};

/// Longest text that is read as one article, in bytes. The longest press briefing that we know has a quarter
/// of a megabyte. Text of this length is read within seconds and well under a gigabyte of memory on one core
/// (`docs/benchmarks.md` has the figures by shape, and the one that takes longer).
pub const MAX_DOCUMENT: usize = 1 << 20;

/// Longest line of JSONL: a text of the longest kind, escaped, and many times as much markup beside it.
pub const MAX_LINE: usize = 16 * MAX_DOCUMENT;

/// How the bytes of an input are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// JSONL where the first line is a JSON object, else text.
    #[default]
    Auto,
    /// The whole input is one article.
    Text,
    /// Each line is a JSON object with `text` and perhaps `id`, `title`, `source`, `published`, `url`.
    Jsonl,
}

/// The bytes of one article, not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Name of the input, as given.
    pub input: String,
    /// Its line, from 1, where the input is read line by line.
    pub line: Option<u64>,
    /// Bytes of the input before it.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether they are a JSON object rather than the text itself.
    pub json: bool,
}

impl Record {
    /// A complaint about this record, that many bytes from its start.
    pub(crate) fn complain(&self, at: usize, reason: Reason) -> Diagnostic {
        Diagnostic {
            input: self.input.clone(),
            line: self.line,
            offset: self.offset + at as u64,
            reason,
        }
    }
}

/// The articles of one input, in order; memory is bounded by the longest article allowed.
///
/// A line that cannot be used is one error; the lines after it are read. After an error of the device, and
/// after a text that is too long, nothing follows.
#[derive(Debug)]
pub struct Records<R> {
    reader: R,
    input: String,
    format: Format,
    /// Lines and bytes consumed so far.
    line: u64,
    offset: u64,
    /// Lines read ahead to learn the format.
    ahead: std::collections::VecDeque<Line>,
    done: bool,
}

/// A line of the input with its line break, or the fact that it was too long.
#[derive(Debug)]
struct Line {
    number: u64,
    offset: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

/// The articles of `reader`. `input` is its name in messages and, for a text, the source of its name.
pub fn records<R: BufRead>(reader: R, input: &str, format: Format) -> Records<R> {
    Records {
        reader,
        input: input.to_owned(),
        format,
        line: 0,
        offset: 0,
        ahead: std::collections::VecDeque::new(),
        done: false,
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.format == Format::Auto {
            match self.detect() {
                Ok(format) => self.format = format,
                Err(complaint) => return Some(Err(complaint)),
            }
        }
        match self.format {
            Format::Jsonl => self.next_line(),
            Format::Auto | Format::Text => Some(self.whole()),
        }
    }
}

impl<R: BufRead> Records<R> {
    /// Looks at the first lines.
    fn detect(&mut self) -> Result<Format, Diagnostic> {
        let Some(first) = self.read_line()? else {
            return Ok(Format::Text);
        };
        let shape = trimmed(&first.bytes);
        let object = shape.starts_with(b"{");
        let complete = object && serde_json::from_slice::<serde::de::IgnoredAny>(shape).is_ok();
        let too_long = first.too_long;
        self.ahead.push_back(first);
        if complete || (object && too_long) {
            return Ok(Format::Jsonl);
        }
        if !object {
            return Ok(Format::Text);
        }
        // A broken first line is followed by other objects; a text that starts with a brace is not.
        let Some(second) = self.read_line()? else {
            return Ok(Format::Text);
        };
        let another = trimmed(&second.bytes).starts_with(b"{\"");
        self.ahead.push_back(second);
        Ok(if another { Format::Jsonl } else { Format::Text })
    }

    /// The next line that is not blank, as a record.
    fn next_line(&mut self) -> Option<Result<Record, Diagnostic>> {
        loop {
            let line = match self.take_line() {
                Ok(line) => line?,
                Err(complaint) => return Some(Err(complaint)),
            };
            if trimmed(&line.bytes).is_empty() && !line.too_long {
                continue;
            }
            let record = Record {
                input: self.input.clone(),
                line: Some(line.number),
                offset: line.offset,
                bytes: line.bytes,
                json: true,
            };
            return Some(if line.too_long {
                Err(record.complain(0, Reason::TooLong(MAX_LINE as u64)))
            } else {
                Ok(record)
            });
        }
    }

    /// All of the input as one record. A single JSON object over several lines counts as one, too.
    fn whole(&mut self) -> Result<Record, Diagnostic> {
        self.done = true;
        let mut record = Record {
            input: self.input.clone(),
            line: None,
            offset: 0,
            bytes: Vec::new(),
            json: false,
        };
        let mut too_long = false;
        for line in self.ahead.drain(..) {
            too_long |= line.too_long;
            record.bytes.extend(line.bytes);
        }
        let room = (MAX_LINE + 1).saturating_sub(record.bytes.len()) as u64;
        let rest = (&mut self.reader).take(room).read_to_end(&mut record.bytes);
        if let Err(error) = rest {
            let at = record.bytes.len();
            return Err(record.complain(at, Reason::Unreadable(error.to_string())));
        }
        let shape = trimmed(&record.bytes);
        record.json = !too_long
            && record.bytes.len() <= MAX_LINE
            && shape.starts_with(b"{")
            && serde_json::from_slice::<serde::de::IgnoredAny>(shape).is_ok();
        if record.json || (record.bytes.len() <= MAX_DOCUMENT && !too_long) {
            Ok(record)
        } else {
            Err(record.complain(0, Reason::TooLong(MAX_DOCUMENT as u64)))
        }
    }

    fn take_line(&mut self) -> Result<Option<Line>, Diagnostic> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read_line(),
        }
    }

    /// Reads to the end of a line; of a line that is too long only the start is kept.
    fn read_line(&mut self) -> Result<Option<Line>, Diagnostic> {
        let mut line = Line {
            number: self.line + 1,
            offset: self.offset,
            bytes: Vec::new(),
            too_long: false,
        };
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.done = true;
                    return Err(Diagnostic {
                        input: self.input.clone(),
                        line: Some(line.number),
                        offset: self.offset,
                        reason: Reason::Unreadable(error.to_string()),
                    });
                }
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            let piece = buffer.get(..used).unwrap_or_default();
            if !line.too_long && line.bytes.len() + used > MAX_LINE {
                line.too_long = true;
                // The start tells the format.
                line.bytes.extend(piece.iter().take(16));
                line.bytes.truncate(16);
                line.bytes.shrink_to_fit();
            }
            if !line.too_long {
                line.bytes.extend_from_slice(piece);
            }
            self.reader.consume(used);
            self.offset += used as u64;
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.line += 1;
        Ok(Some(line))
    }
}

/// Without a byte order mark and white space around.
pub(crate) fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], format: Format) -> Vec<Result<Record, Diagnostic>> {
        records(bytes, "in", format).collect()
    }

    #[test]
    fn the_format_shows_in_the_first_line() {
        let found = read(b"{\"text\":\"a\"}\n\n{\"text\":\"b\"}\n", Format::Auto);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].as_ref().unwrap().line, Some(3));
        assert_eq!(found[1].as_ref().unwrap().offset, 14);
        assert!(
            !read(b"Talks were held.\n", Format::Auto)[0]
                .as_ref()
                .unwrap()
                .json
        );
        let pretty = read(b"{\n  \"text\": \"a\"\n}\n", Format::Auto);
        assert!(pretty.len() == 1 && pretty[0].as_ref().unwrap().json);
        let brace = read(b"{Update} Talks were held.\nMore follows.", Format::Auto);
        assert!(brace.len() == 1 && !brace[0].as_ref().unwrap().json);
        let broken = read(b"{\"text\":\n{\"text\":\"b\"}\n", Format::Auto);
        assert_eq!(broken.len(), 2);
        assert!(read(b"", Format::Jsonl).is_empty());
    }

    #[test]
    fn a_line_beyond_the_limit_is_refused_and_the_next_is_read() {
        let mut bytes = b"{\"text\":\"".to_vec();
        bytes.resize(MAX_LINE + 10, b'a');
        bytes.extend(b"\"}\n{\"text\":\"b\"}\n");
        let found = read(&bytes, Format::Auto);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].as_ref().unwrap_err().reason,
            Reason::TooLong(MAX_LINE as u64)
        );
        assert_eq!(found[1].as_ref().unwrap().line, Some(2));
    }

    #[test]
    fn a_text_beyond_the_limit_is_refused() {
        let found = read(&vec![b'a'; MAX_DOCUMENT + 1], Format::Auto);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].as_ref().unwrap_err().reason,
            Reason::TooLong(MAX_DOCUMENT as u64)
        );
    }

    #[test]
    fn an_error_of_the_device_ends_the_input() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("gone"))
            }
        }
        let found: Vec<_> = records(std::io::BufReader::new(Broken), "in", Format::Auto).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].as_ref().unwrap_err().to_string(),
            "in:1: byte 0: cannot be read: gone"
        );
    }
}
