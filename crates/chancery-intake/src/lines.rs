//! A text cut into its lines, and its lines joined into paragraphs.

use std::ops::Range;

/// Widest column of hard-wrapped text. Mail and wire services wrap at 60 to 80; a hundred leaves room.
const WIDEST: usize = 100;
/// Narrowest. Below it lines are lists and headings.
const NARROWEST: usize = 40;

/// A line that is not blank.
#[derive(Debug, Clone)]
struct Line {
    /// Its bytes without white space around.
    span: Range<usize>,
    /// Whether white space only, or nothing, stands between it and the line before.
    follows_blank: bool,
    /// Length in characters.
    width: usize,
    /// Length of its first word in characters.
    first_word: usize,
}

/// The paragraphs of a text: without white space around, in order, together all that is not white space.
///
/// Blank lines separate. A line break separates, too, unless the text is hard-wrapped and the next word would
/// not have fitted the line.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = column(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let joined = n > 0
            && width.is_some_and(|width| continues(&lines[n - 1], line, width))
            && !starts_item(text.get(line.span.clone()).unwrap_or_default());
        match paragraphs.last_mut() {
            Some(last) if joined => last.end = line.span.end,
            _ => paragraphs.push(line.span.clone()),
        }
    }
    paragraphs
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut blank = true;
    let breaks = text
        .char_indices()
        .filter(|(_, c)| is_break(*c))
        .map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in breaks.chain([(text.len(), text.len())]) {
        let whole = text.get(start..end).unwrap_or_default();
        let line = whole.trim();
        if line.is_empty() {
            // Between the two halves of CR LF stands nothing.
            blank |= !text.get(..end).unwrap_or_default().ends_with('\r') || !whole.is_empty();
        } else {
            let from = start + (whole.len() - whole.trim_start().len());
            let first = line.split_whitespace().next().unwrap_or_default();
            lines.push(Line {
                span: from..from + line.len(),
                follows_blank: blank,
                width: line.chars().count(),
                first_word: first.chars().count(),
            });
            blank = false;
        }
        start = next;
    }
    lines
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a line goes on in the next because the next word did not fit any more.
fn continues(line: &Line, next: &Line, width: usize) -> bool {
    !next.follows_blank && line.width + 1 + next.first_word > width
}

/// The column at which a text is hard-wrapped, if it is.
///
/// That is so where no line is long, most line breaks without a blank line stand where the next word would not
/// have fitted, and the other ones end sentences.
fn column(text: &str, lines: &[Line]) -> Option<usize> {
    let long = lines.iter().filter(|line| line.width > WIDEST).count();
    if long * 20 > lines.len() {
        return None;
    }
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut wrapped, mut ended, mut other) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.follows_blank {
            continue;
        }
        let words = text.get(line.span.clone()).unwrap_or_default();
        if !continues(line, next, width) {
            if ends_sentence(words) {
                ended += 1
            } else {
                other += 1
            }
        } else if ends_sentence(words) {
            ended += 1;
        } else {
            wrapped += 1;
        }
    }
    (wrapped >= 2 && wrapped > ended + 2 * other).then_some(width)
}

/// Whether words end as a sentence does: with a full stop or its like, perhaps within quotation marks or
/// brackets.
pub(crate) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']') || c.is_whitespace()
    });
    bare.ends_with(['.', '!', '?', '…', '。', '។'])
}

/// Whether words start as an item of a list does: with a bullet or a number.
pub(crate) fn starts_item(words: &str) -> bool {
    let Some(first) = words.split_whitespace().next() else {
        return false;
    };
    if first.len() < words.len() && matches!(first, "-" | "–" | "—" | "*" | "+" | "o") {
        return true;
    }
    if words.starts_with(['•', '·', '●', '▪', '■', '◦', '‣', '➢', '►', '▶', '✓'])
    {
        return true;
    }
    let label = first
        .strip_suffix('.')
        .or_else(|| first.strip_suffix(')'))
        .map(|label| label.trim_start_matches('('));
    first.len() < words.len()
        && label.is_some_and(|label| {
            (1..=2).contains(&label.len())
                && (label.bytes().all(|b| b.is_ascii_digit())
                    || (first.ends_with(')') && label.bytes().all(|b| b.is_ascii_lowercase())))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text)
            .into_iter()
            .map(|span| &text[span])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn line_ends_and_blank_lines_separate() {
        check(
            "One.\nTwo.\r\nThree.\r\n\r\nFour.\rFive.",
            &["One.", "Two.", "Three.", "Four.", "Five."],
        );
        check(" \n\u{a0}One.\u{2028}Two. \n", &["One.", "Two."]);
        check("", &[]);
    }

    #[test]
    fn hard_wrapped_text_is_joined() {
        let text = "The ministers of trade of the two republics met on Tuesday in\n\
                    the port city to sign a protocol on customs, and agreed that\n\
                    their officials would meet again before the end of the year.\n\
                    They also spoke of fishing.\n\
                    A second paragraph starts here and goes on for a while, until\n\
                    it reaches the margin and has to be broken once more.\n\
                    \n\
                    The last.";
        let found = paragraphs(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(text[found[0].clone()].ends_with("fishing."));
        assert!(text[found[1].clone()].starts_with("A second"));
    }

    #[test]
    fn short_lines_that_are_no_paragraph_stay_apart() {
        check(
            "Ministers of two republics agree on a new customs protocol\nBy Ann Smith\nThe Daily",
            &[
                "Ministers of two republics agree on a new customs protocol",
                "By Ann Smith",
                "The Daily",
            ],
        );
    }

    #[test]
    fn items_are_seen() {
        for words in ["- one", "• one", "1. one", "(a) one", "12) one"] {
            assert!(starts_item(words), "{words}");
        }
        for words in ["-one", "2020. one", "A one", "No. one", "-"] {
            assert!(!starts_item(words), "{words}");
        }
    }
}
