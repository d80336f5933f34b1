//! Reading the tables under `data/`, and the folded form in which names are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The cell of that number, empty where the row is shorter.
pub(crate) fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or("").trim()
}

/// The several values of a cell.
pub(crate) fn several(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|v| !v.is_empty())
}

/// Lower case, without diacritics, plain apostrophes and hyphens, single spaces: "Erdoğan" and "Erdogan" are
/// one name.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.nfkd() {
        if is_combining_mark(c) || c == '\u{ad}' || c == '\u{200e}' {
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' => out.push('\''),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            'ı' => out.push('i'),
            'đ' | 'Đ' => out.push('d'),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether one of the names, which are in order, begins with these words.
pub(crate) fn begins<S: AsRef<str>>(in_order: &[S], words: &str) -> bool {
    let at = in_order.partition_point(|name| name.as_ref() < words);
    in_order
        .get(at)
        .is_some_and(|name| name.as_ref().starts_with(words))
}

/// The same for plain letters, which need no decomposing: most words of most texts.
fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        out.push(if c == '`' {
            '\''
        } else {
            c.to_ascii_lowercase()
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_ascii};

    #[test]
    fn plain_letters_fold_the_same_way() {
        for text in ["", " A  b\tC ", "U.S.-Led `talks'", "x\u{b}y\r\nz\u{1f}"] {
            let longer = format!("{text}\u{ad}");
            assert_eq!(fold_ascii(text), fold(&longer), "{text:?}");
        }
    }

    #[test]
    fn folding_bridges_spellings() {
        assert_eq!(fold("Erdoğan"), "erdogan");
        assert_eq!(fold("Phan  Văn Giang"), "phan van giang");
        assert_eq!(fold("Cote d’Ivoire"), "cote d'ivoire");
        assert_eq!(fold("Đà Nẵng"), "da nang");
    }
}
