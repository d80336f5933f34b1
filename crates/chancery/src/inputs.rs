//! Paths to articles as bytes: directories walked in order, each file opened when its turn comes.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use chancery_intake::{Format, Record};

/// The files that the paths name: directories are walked, names sorted, hidden ones left out; `-` stands for
/// standard input. A path that cannot be looked at is rejected in its place.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, String>> {
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

fn walk(path: &Path, named: bool, depth: usize, found: &mut Vec<Result<PathBuf, String>>) {
    let place = path.display().to_string();
    let kind = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return found.push(Err(format!("{place}: {error}"))),
    };
    if !kind.is_dir() {
        // In a directory only files that look like articles are taken; a file named by the user always is.
        if named || has_article_name(path) {
            found.push(Ok(path.to_owned()));
        }
        return;
    }
    if depth == MAX_DEPTH {
        return found.push(Err(format!("{place}: directories are nested too deep")));
    }
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(format!("{place}: {error}"))),
    };
    let mut inner: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inner.retain(|path| !is_hidden(path) && (!path.is_symlink() || !path.is_dir()));
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

/// The articles of one file, in order; what cannot be read is a message in its place.
pub(crate) fn articles(
    path: &Path,
    format: Format,
) -> Box<dyn Iterator<Item = Result<Record, String>>> {
    let place = path.display().to_string();
    let lines = format == Format::Auto && has_extension(path, &["jsonl", "ndjson"]);
    let format = if lines { Format::Jsonl } else { format };
    let reader: Box<dyn BufRead> = if is_stdin(path) {
        Box::new(std::io::stdin().lock())
    } else {
        match File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            Err(error) => return Box::new(std::iter::once(Err(format!("{place}: {error}")))),
        }
    };
    let name = if is_stdin(path) {
        "standard input"
    } else {
        &place
    };
    let records = chancery_intake::records(reader, name, format);
    Box::new(records.map(|record| record.map_err(|complaint| complaint.to_string())))
}

/// Whether the path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether the file holds one article, so that files can be counted for articles.
pub(crate) fn is_one_article(path: &Path, format: Format) -> bool {
    let lines = has_extension(path, &["jsonl", "ndjson"]);
    !is_stdin(path) && format != Format::Jsonl && (format == Format::Text || !lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_path_is_rejected_in_its_place() {
        let found = files(&[PathBuf::from("/nonexistent/chancery")]);
        let reason = found[0].as_ref().unwrap_err();
        assert!(reason.contains("/nonexistent/chancery: "), "{reason}");
    }

    #[test]
    fn in_a_directory_only_articles_are_taken() {
        assert!(has_article_name(Path::new("a/B.TXT")));
        assert!(has_article_name(Path::new("a/wire.jsonl")));
        assert!(!has_article_name(Path::new("a/README.md")));
        assert!(is_hidden(Path::new("a/.git")));
    }
}
