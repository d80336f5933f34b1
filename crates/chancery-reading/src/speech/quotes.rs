//! Quotation marks of a document: which words stand within them.

use std::ops::Range;

use chancery_model::{Document, Span};

/// A stretch of words within quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// The words, without the marks and without white space at the ends. May cross paragraphs where each
    /// paragraph opens anew and only the last one closes.
    pub(super) inner: Span,
    /// The words with their marks.
    pub(super) outer: Span,
    /// Number of the block where it opens.
    pub(super) first_block: usize,
    /// Number of the block where it closes, or ends without a closing mark.
    pub(super) last_block: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
}

/// All quotations of the evidence blocks, in order. Quotations within quotations are part of the outer one.
pub(super) fn quotes(document: &Document) -> Vec<Quote> {
    let text = document.text.as_str();
    let mut found: Vec<Quote> = Vec::new();
    // A quotation that its paragraph has not closed: it goes on if the next paragraph opens anew.
    let mut carried = false;
    for (number, block) in document.blocks.iter().enumerate() {
        if !block.kind.is_evidence() {
            continue;
        }
        let (pieces, unclosed) = within(text, block.span.range());
        let mut pieces = pieces.into_iter().peekable();
        let opens_anew = pieces
            .peek()
            .is_some_and(|piece| piece.start == block.span.start as usize);
        if carried
            && opens_anew
            && let (Some(last), Some(piece)) = (found.last_mut(), pieces.next())
        {
            let piece = quote(text, piece, number);
            last.inner = last.inner.join(piece.inner);
            last.outer = last.outer.join(piece.outer);
            last.last_block = number;
        }
        found.extend(pieces.map(|piece| quote(text, piece, number)));
        carried = unclosed;
    }
    found.retain(|quote| !quote.inner.is_empty());
    found
}

fn quote(text: &str, outer: Range<usize>, block: usize) -> Quote {
    let words = text.get(outer.clone()).unwrap_or("");
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let single = words.starts_with(['\'', '‘']);
    let strip =
        |c: char| c.is_whitespace() || is_mark(c) || (single && matches!(c, '\'' | '‘' | '’'));
    let start = outer.start + (words.len() - words.trim_start_matches(strip).len());
    let end = (outer.start + words.trim_end_matches(strip).len()).max(start);
    Quote {
        inner: Span::new(start, end),
        outer: Span::from(outer),
        first_block: block,
        last_block: block,
    }
}

/// The quotations of one paragraph with their marks, and whether the last lacks its closing mark.
fn within(text: &str, block: Range<usize>) -> (Vec<Range<usize>>, bool) {
    let Some(paragraph) = text.get(block.clone()) else {
        return (Vec::new(), false);
    };
    let mut pieces = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let end = at + c.len_utf8();
        match (mark(previous, c, next), open) {
            (Some((Mark::Open, kind)), None) => open = Some((at, kind)),
            // A second opening mark without a closing one: paragraphs of a quotation run together.
            (Some((Mark::Open, kind)), Some((start, outer)))
                if kind == outer && kind == '"' && matches!(previous, ' ' | '\n') =>
            {
                pieces.push(block.start + start..block.start + at);
                open = Some((at, kind));
            }
            (Some((Mark::Close, kind)), Some((start, outer)))
                if kind == outer && (kind == '"' || closes_single(paragraph, start, at)) =>
            {
                pieces.push(block.start + start..block.start + end);
                open = None;
            }
            _ => {}
        }
        previous = c;
    }
    match open {
        // A single mark that nothing closes was an apostrophe.
        Some((start, '"')) => {
            pieces.push(block.start + start..block.end);
            (pieces, true)
        }
        _ => (pieces, false),
    }
}

/// What a character between its neighbours opens or closes; the kind is `"` for double, `'` for single.
fn mark(previous: char, c: char, next: char) -> Option<(Mark, char)> {
    let before_word =
        previous.is_whitespace() || matches!(previous, '(' | '[' | '—' | '–' | '-' | ':');
    let open_or_close = |kind| {
        if before_word && !next.is_whitespace() {
            Some((Mark::Open, kind))
        } else {
            Some((Mark::Close, kind))
        }
    };
    match c {
        '“' | '„' | '«' => Some((Mark::Open, '"')),
        '”' | '»' => Some((Mark::Close, '"')),
        '"' if matches!(previous, '“' | '"') => None,
        '"' => open_or_close('"'),
        '‘' if !next.is_numeric() => Some((Mark::Open, '\'')),
        '\'' if previous == '\'' || next == '\'' => None,
        '\'' if before_word && next.is_alphabetic() => Some((Mark::Open, '\'')),
        '\'' | '’' if !next.is_alphanumeric() => Some((Mark::Close, '\'')),
        _ => None,
    }
}

/// Whether a single mark closes a quotation: after punctuation always, after a letter unless it may be the
/// apostrophe of a plural and a better closing mark follows.
fn closes_single(paragraph: &str, start: usize, at: usize) -> bool {
    let words = paragraph.get(start..at).unwrap_or("");
    if !words.ends_with('s') {
        return true;
    }
    let rest = paragraph.get(at..).unwrap_or("");
    // Only up to the next opening mark or full stop.
    let stop = rest.find(['‘', '.']).unwrap_or(rest.len());
    let mut later = rest
        .char_indices()
        .skip(1)
        .take_while(|(offset, _)| *offset <= stop);
    !later.any(|(offset, c)| {
        matches!(c, '\'' | '’')
            && rest
                .get(offset + c.len_utf8()..)
                .is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let document = chancery_intake::document("t", None, None, None, None, text);
        let found = quotes(&document);
        let words: Vec<_> = found.iter().map(|quote| quote.inner.of(text)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn straight_curly_and_single_marks() {
        check("He called it \"a bad day\" for both.", &["a bad day"]);
        check("“We agree,” she said. “Fully.”", &["We agree,", "Fully."]);
        check(
            "The minister's aide said 'we shall see' on Monday.",
            &["we shall see"],
        );
        check(
            "The ministers' aides didn't meet at their leaders' homes.",
            &[],
        );
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check(
            "“Trade grows. It is good.\n\n“We want more of it,” he said.",
            &["Trade grows. It is good.\n\n“We want more of it,"],
        );
    }

    #[test]
    fn a_mark_left_open_ends_with_its_paragraph() {
        check("He said: “We stay.\n\nThe talks went on.", &["We stay."]);
    }

    #[test]
    fn odd_text_does_no_harm() {
        for text in [
            "\"",
            "“",
            "'",
            "”“\"'",
            "a\u{301}”\u{200b}“",
            "''''",
            "\"\"\"\"",
        ] {
            quotes(&chancery_intake::document(
                "t", None, None, None, None, text,
            ));
        }
    }
}
