//! Knowledge tables: lines of tab-separated cells under a header of comments.

/// Lower case with single spaces and typewriter marks: how lines of pages are compared.
pub(crate) fn flat(line: &str) -> String {
    let mut flat = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.extend(word.chars().map(plain).flat_map(char::to_lowercase));
    }
    flat
}

/// A flat line without marks at its borders.
pub(crate) fn fold(line: &str) -> String {
    flat(line)
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// Typewriter forms of the marks that pages set in several ways.
fn plain(mark: char) -> char {
    match mark {
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '−' => '-',
        other => other,
    }
}
