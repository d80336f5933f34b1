//! One record to one document: its text, and what is said of it beside the text.

use chancery_model::{Diagnostic as Note, Document, Edtf};
use serde::{Deserialize, Deserializer, de};

use crate::diagnostic::{Diagnostic, Reason};
use crate::records::{Format, MAX_DOCUMENT, Record, Records, records, trimmed};
use crate::{Metadata, charset, make};

/// What is known of articles that do not say it themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Who published them.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Edtf>,
}

/// The documents of an input, in order. See [`documents`].
#[derive(Debug)]
pub struct Documents<R> {
    records: Records<R>,
    defaults: Defaults,
}

/// Reads the articles of an input: one document for a text, one a line for JSONL.
///
/// What cannot be read is an error in its place; the rest is read. Memory is bounded whatever the input.
///
/// ```
/// use chancery_intake::{Defaults, Format, documents};
/// let input = "{\"id\":\"a\",\"text\":\"Talks were held.\"}\nno JSON\n".as_bytes();
/// let found: Vec<_> = documents(input, "news.jsonl", Format::Auto, &Defaults::default()).collect();
/// assert_eq!(found[0].as_ref().unwrap().name, "a");
/// assert!(found[1].as_ref().unwrap_err().to_string().starts_with("news.jsonl:2: byte "));
/// ```
pub fn documents<R: std::io::BufRead>(
    reader: R,
    input: &str,
    format: Format,
    defaults: &Defaults,
) -> Documents<R> {
    Documents {
        records: records(reader, input, format),
        defaults: defaults.clone(),
    }
}

impl<R: std::io::BufRead> Iterator for Documents<R> {
    type Item = Result<Document, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.and_then(|record| record.into_document(&self.defaults)))
    }
}

impl Record {
    /// Decodes and cuts up one article. Pure: may run on any thread, in any order.
    pub fn into_document(self, defaults: &Defaults) -> Result<Document, Diagnostic> {
        if self.json {
            self.json_document(defaults)
        } else {
            self.text_document(defaults)
        }
    }

    fn text_document(self, defaults: &Defaults) -> Result<Document, Diagnostic> {
        let (text, notes) =
            charset::decode(&self.bytes).map_err(|(at, reason)| self.complain(at, reason))?;
        if text.trim().is_empty() {
            return Err(self.complain(0, Reason::Empty));
        }
        let metadata = Metadata {
            name: file_name(&self.input).to_owned(),
            ..Metadata::default()
        };
        Ok(make(metadata, defaults, text, notes))
    }

    fn json_document(self, defaults: &Defaults) -> Result<Document, Diagnostic> {
        let (line, mut notes) = self.parse()?;
        let text = line.text.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(self.complain(0, Reason::NoText));
        }
        if text.len() > MAX_DOCUMENT {
            return Err(self.complain(0, Reason::TooLong(MAX_DOCUMENT as u64)));
        }
        let unnamed = || match self.line {
            Some(line) => format!("{}:{line}", file_name(&self.input)),
            None => file_name(&self.input).to_owned(),
        };
        if text.contains('\0') {
            notes.push(note("the text has zero characters; they are kept"));
        }
        let metadata = Metadata {
            name: line.id.unwrap_or_else(unnamed),
            title: line.title,
            outlet: line.source.or(line.outlet),
            published: line.published.or(line.date),
            url: line.url,
        };
        Ok(make(metadata, defaults, text, notes))
    }

    fn parse(&self) -> Result<(Line, Vec<Note>), Diagnostic> {
        let mut notes = Vec::new();
        let bytes = trimmed(&self.bytes);
        let decoded = match std::str::from_utf8(bytes) {
            Ok(line) => std::borrow::Cow::Borrowed(line),
            Err(_) => {
                let (line, guesses) =
                    charset::decode(bytes).map_err(|(at, reason)| self.complain(at, reason))?;
                notes.extend(guesses);
                std::borrow::Cow::Owned(line)
            }
        };
        let parsed = serde_json::from_str::<Line>(&decoded).or_else(|error| {
            let mended = mend_surrogates(&decoded).ok_or(error)?;
            notes.push(note(
                "half a surrogate pair is shown as the replacement character",
            ));
            serde_json::from_str::<Line>(&mended)
        });
        match parsed {
            Ok(line) => Ok((line, notes)),
            Err(error) => {
                // The parser counts bytes of what it was given: of another charset that is another count.
                let same = matches!(decoded, std::borrow::Cow::Borrowed(_)) && error.line() <= 1;
                let before = self.bytes.len() - self.bytes.trim_ascii_start().len();
                let at = if same { before + error.column() } else { 0 };
                Err(self.complain(at, Reason::NoJson(cause(&error))))
            }
        }
    }
}

fn note(message: &str) -> Note {
    Note {
        span: None,
        message: message.to_owned(),
    }
}

/// The parser's words without its own count of lines.
fn cause(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line ") {
        Some(at) => words.get(..at).unwrap_or(&words).to_owned(),
        None => words,
    }
}

/// The last part of a path, whatever system it comes from. A name is data, never followed.
fn file_name(input: &str) -> &str {
    let last = input.rsplit(['/', '\\']).next().unwrap_or(input);
    if last.is_empty() { input } else { last }
}

/// A line of JSONL. Unknown keys are passed over without being kept; values of another type count as missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    #[serde(deserialize_with = "loose")]
    id: Option<String>,
    #[serde(deserialize_with = "loose")]
    title: Option<String>,
    #[serde(deserialize_with = "loose")]
    source: Option<String>,
    #[serde(deserialize_with = "loose")]
    outlet: Option<String>,
    #[serde(deserialize_with = "loose")]
    published: Option<String>,
    #[serde(deserialize_with = "loose")]
    date: Option<String>,
    #[serde(deserialize_with = "loose")]
    url: Option<String>,
    #[serde(deserialize_with = "loose")]
    text: Option<String>,
}

/// A string, or a number as a string; nothing for any other value.
fn loose<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    struct Loose;
    impl<'de> de::Visitor<'de> for Loose {
        type Value = Option<String>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a value")
        }
        fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
            Ok((!value.trim().is_empty()).then(|| value.to_owned()))
        }
        fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
            Ok((!value.trim().is_empty()).then_some(value))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_seq<A: de::SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
            while values.next_element::<de::IgnoredAny>()?.is_some() {}
            Ok(None)
        }
        fn visit_map<A: de::MapAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
            while values
                .next_entry::<de::IgnoredAny, de::IgnoredAny>()?
                .is_some()
            {}
            Ok(None)
        }
    }
    deserializer.deserialize_any(Loose)
}

/// Replaces escapes of half surrogate pairs, which no Unicode text can hold; nothing if there are none.
fn mend_surrogates(line: &str) -> Option<String> {
    let bytes = line.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        let escape = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut mended = String::with_capacity(line.len());
    let (mut at, mut kept, mut changed) = (0, 0, false);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str(line.get(kept..at)?);
                mended.push_str("\\uFFFD");
                at += 6;
                kept = at;
                changed = true;
            }
            _ => at += 2,
        }
    }
    mended.push_str(line.get(kept..)?);
    changed.then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Vec<Result<Document, Diagnostic>> {
        documents(
            input.as_bytes(),
            "dir/news.jsonl",
            Format::Auto,
            &Defaults::default(),
        )
        .collect()
    }

    #[test]
    fn keys_may_be_missing_unknown_or_odd() {
        let found = read(concat!(
            r#"{"id":7,"html":["<p>"],"published":null,"title":{"a":1},"text":"Talks were held."}"#,
            "\n",
            r#"{"text":"More talks.","source":"The Post","outlet":"Post","published":"soon"}"#,
        ));
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.name.as_str(), first.title.as_deref()), ("7", None));
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.name, "news.jsonl:2");
        assert_eq!(second.outlet.as_deref(), Some("The Post"));
        assert!(
            second.notes[0].message.contains("soon"),
            "{:?}",
            second.notes
        );
    }

    #[test]
    fn bad_lines_are_reported_with_line_and_byte() {
        let found = read("{\"text\":\"a b\"}\n{\"text\":}\n{\"text\":\" \"}\n{\"text\":\"c\"}");
        let complaint = |n: usize| found[n].as_ref().unwrap_err().to_string();
        assert!(complaint(1).starts_with("dir/news.jsonl:2: byte 24: is no JSON object"));
        assert_eq!(
            complaint(2),
            "dir/news.jsonl:3: byte 25: has no \"text\" with words in it"
        );
        assert_eq!(found[3].as_ref().unwrap().text, "c");
    }

    /// Found by fuzzing: the parser's column in a line that was decoded lay beyond the line's end.
    #[test]
    fn complaints_point_into_the_line() {
        let bytes = b"{\"text\": \xE9\xE9\xE9\xE9\xE9\xE9";
        let defaults = Defaults::default();
        let found: Vec<_> = documents(&bytes[..], "a", Format::Jsonl, &defaults).collect();
        assert_eq!(found[0].as_ref().unwrap_err().offset, 0);
        let found: Vec<_> = documents(&b"  {]"[..], "a", Format::Jsonl, &defaults).collect();
        assert_eq!(found[0].as_ref().unwrap_err().offset, 4);
    }

    #[test]
    fn half_surrogates_are_replaced() {
        let found = read(r#"{"text":"a \ud83d\ude00 b \ud83d c \\ud83d \ude00"}"#);
        let document = found[0].as_ref().unwrap();
        assert_eq!(document.text, "a 😀 b \u{FFFD} c \\ud83d \u{FFFD}");
        assert_eq!(document.notes.len(), 1);
    }

    #[test]
    fn a_text_is_named_after_its_file() {
        let found: Vec<_> = documents(
            "Talks were held.".as_bytes(),
            "C:\\news\\talks.txt",
            Format::Auto,
            &Defaults::default(),
        )
        .collect();
        assert_eq!(found[0].as_ref().unwrap().name, "talks.txt");
        assert!(matches!(
            read(" \n\n ")[0].as_ref().unwrap_err().reason,
            Reason::Empty
        ));
    }
}
