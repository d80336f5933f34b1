//! Paths to articles as bytes, one at a time: directories walked in order, JSONL read line by line, sizes
//! bounded.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::arguments::From;

/// Longest article, and longest JSONL line, that is read. Longer ones are rejected, not cut: the longest
/// article in any collection we know is below a megabyte.
pub(crate) const MAX_BYTES: usize = 2 << 20;

/// One article, not yet understood.
#[derive(Debug)]
pub(crate) struct Raw {
    /// Where it came from, for messages: path, or path and line.
    pub(crate) place: String,
    /// The name that it gets if it has no id of its own.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Whether the bytes are a JSON object rather than the text itself.
    pub(crate) json: bool,
}

/// An input that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rejected {
    /// Path, or path and line.
    pub(crate) place: String,
    /// Why, and what to do.
    pub(crate) reason: String,
}

impl Rejected {
    /// An input at that place, rejected for that reason.
    pub(crate) fn new(place: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self {
            place: place.into(),
            reason: reason.to_string(),
        }
    }
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// The files that the paths name: directories are walked, names sorted, hidden ones left out; `-` stands for
/// standard input. A path that cannot be looked at is rejected in its place.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Rejected>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(path.clone()));
        } else {
            walk(path, true, 0, &mut found);
        }
    }
    found
}

/// Deepest nesting of directories that is walked; a guess far above any real one.
const MAX_DEPTH: usize = 64;

fn walk(path: &Path, named: bool, depth: usize, found: &mut Vec<Result<PathBuf, Rejected>>) {
    let place = path.display().to_string();
    let kind = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return found.push(Err(Rejected::new(place, error))),
    };
    if !kind.is_dir() {
        // In a directory only files that look like articles are taken; a file named by the user always is.
        if named || has_article_name(path) {
            found.push(Ok(path.to_owned()));
        }
        return;
    }
    if depth == MAX_DEPTH {
        return found.push(Err(Rejected::new(place, "directories are nested too deep")));
    }
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(Rejected::new(place, error))),
    };
    let mut inner: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inner.retain(|path| !is_hidden(path) && !(path.is_symlink() && path.is_dir()));
    inner.sort();
    for path in inner {
        walk(&path, false, depth + 1, found);
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn has_article_name(path: &Path) -> bool {
    has_extension(path, &["txt", "text", "jsonl", "ndjson"])
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    path.extension()
        .is_some_and(|e| known.iter().any(|k| e.eq_ignore_ascii_case(k)))
}

/// The articles of one file, in order.
pub(crate) fn articles(path: &Path, from: From) -> Articles {
    let stdin = path.as_os_str() == "-";
    let place = if stdin {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let reader: Box<dyn BufRead> = if stdin {
        Box::new(std::io::stdin().lock())
    } else {
        match File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            Err(error) => return Articles::rejected(Rejected::new(place, error)),
        }
    };
    let name = path
        .file_name()
        .map_or_else(|| place.clone(), |n| n.to_string_lossy().into_owned());
    Articles::new(reader, path, from, place, if stdin { "-" } else { &name })
}

/// Iterator over the articles of one file.
pub(crate) struct Articles {
    state: State,
    place: String,
    name: String,
}

enum State {
    Lines(Box<dyn BufRead>, usize),
    Whole(Box<dyn BufRead>),
    Failed(Rejected),
    Done,
}

impl Articles {
    /// An article that could not be had.
    pub(crate) fn rejected(rejected: Rejected) -> Self {
        Self {
            state: State::Failed(rejected),
            place: String::new(),
            name: String::new(),
        }
    }

    fn new(
        mut reader: Box<dyn BufRead>,
        path: &Path,
        from: From,
        place: String,
        name: &str,
    ) -> Self {
        let lines = match from {
            From::Jsonl => Ok(true),
            From::Text => Ok(false),
            From::Auto if has_extension(path, &["jsonl", "ndjson"]) => Ok(true),
            From::Auto if path.as_os_str() == "-" => first_byte_opens_object(&mut reader),
            From::Auto => Ok(false),
        };
        let state = match lines {
            Ok(true) => State::Lines(reader, 0),
            Ok(false) => State::Whole(reader),
            Err(error) => State::Failed(Rejected::new(place.clone(), error)),
        };
        Self {
            state,
            place,
            name: name.to_owned(),
        }
    }

    fn whole(&self, reader: Box<dyn BufRead>) -> Result<Raw, Rejected> {
        let mut bytes = Vec::new();
        reader
            .take(MAX_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Rejected::new(self.place.clone(), error))?;
        if bytes.len() > MAX_BYTES {
            return Err(too_long(self.place.clone()));
        }
        Ok(Raw {
            place: self.place.clone(),
            name: self.name.clone(),
            bytes,
            json: false,
        })
    }
}

impl Iterator for Articles {
    type Item = Result<Raw, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => None,
            State::Failed(rejected) => Some(Err(rejected)),
            State::Whole(reader) => Some(self.whole(reader)),
            State::Lines(mut reader, mut number) => loop {
                number += 1;
                let place = format!("{}:{number}", self.place);
                let line = match bounded_line(&mut reader) {
                    Ok(Some(line)) => line,
                    Ok(None) => return None,
                    Err(error) => return Some(Err(Rejected::new(place, error))),
                };
                let line = match line {
                    Line::Whole(bytes) if bytes.trim_ascii().is_empty() => continue,
                    Line::Whole(bytes) => Ok(Raw {
                        name: format!("{}:{number}", self.name),
                        place,
                        bytes,
                        json: true,
                    }),
                    Line::TooLong => Err(too_long(place)),
                };
                self.state = State::Lines(reader, number);
                return Some(line);
            },
        }
    }
}

fn too_long(place: String) -> Rejected {
    Rejected::new(
        place,
        format!(
            "longer than {} MiB, the most that one article may have; cut it into articles",
            MAX_BYTES >> 20
        ),
    )
}

fn first_byte_opens_object(reader: &mut impl BufRead) -> std::io::Result<bool> {
    let seen = reader.fill_buf()?;
    let seen = seen.strip_prefix("\u{feff}".as_bytes()).unwrap_or(seen);
    Ok(seen.trim_ascii_start().first() == Some(&b'{'))
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line without its end, never holding more than the longest allowed.
fn bounded_line(reader: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut started = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        started = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + piece.len() > MAX_BYTES {
            too_long = true;
        } else {
            line.extend_from_slice(piece);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (started, too_long) {
        (false, _) => None,
        (true, true) => Some(Line::TooLong),
        (true, false) => Some(Line::Whole(line)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &'static [u8]) -> Vec<Result<Raw, Rejected>> {
        Articles::new(
            Box::new(bytes),
            Path::new("a.jsonl"),
            From::Auto,
            "a.jsonl".into(),
            "a.jsonl",
        )
        .collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let found = lines(b"{}\n\n{}\r\n{}");
        let places: Vec<_> = found
            .iter()
            .map(|r| r.as_ref().unwrap().place.as_str())
            .collect();
        assert_eq!(places, ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"]);
    }

    #[test]
    fn a_line_too_long_is_rejected_and_the_next_is_read() {
        let bytes: &'static [u8] =
            Vec::leak([vec![b'x'; MAX_BYTES + 1], b"\n{}".to_vec()].concat());
        let found = lines(bytes);
        assert_eq!(found.len(), 2);
        assert!(
            found[0]
                .as_ref()
                .unwrap_err()
                .reason
                .contains("longer than")
        );
        assert_eq!(found[1].as_ref().unwrap().place, "a.jsonl:2");
    }

    #[test]
    fn standard_input_is_jsonl_if_it_opens_an_object() {
        let object: &[u8] = b" \n{\"id\":1}";
        let text: &[u8] = b"Phnom Penh - The minister";
        assert!(first_byte_opens_object(&mut { object }).unwrap());
        assert!(!first_byte_opens_object(&mut { text }).unwrap());
    }

    #[test]
    fn a_missing_path_is_rejected_in_its_place() {
        let found = files(&[PathBuf::from("/nonexistent/chancery")]);
        assert!(found[0].as_ref().unwrap_err().place.contains("nonexistent"));
    }
}
