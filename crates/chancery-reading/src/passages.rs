//! Which stretches of a document are analysed, and as what text.

use std::borrow::Cow;
use std::ops::Range;

use chancery_model::Document;

/// The stretches that can hold facts, in order: every block that is evidence, the first without its dateline
/// ("PHNOM PENH, March 3 (Agency) –"), which is no part of its sentence: read as one, its place becomes the
/// subject.
pub(crate) fn passages(document: &Document) -> Vec<Range<usize>> {
    let dateline = document.dateline.as_ref().map(|d| d.span);
    document
        .blocks
        .iter()
        .filter(|block| block.kind.is_evidence())
        .filter_map(|block| {
            let mut range = block.span.range();
            if let Some(dateline) = dateline.filter(|d| block.span.contains(*d)) {
                let rest = document.text.get(dateline.range().end..range.end)?;
                range.start = range.end - rest.trim_start().len();
            }
            (!range.is_empty()).then_some(range)
        })
        .collect()
}

/// The text with the line breaks within passages as blanks, so that hard-wrapped paragraphs are read as one
/// line. Every byte keeps its place.
pub(crate) fn unwrapped<'a>(text: &'a str, passages: &[Range<usize>]) -> Cow<'a, str> {
    let broken = |range: &Range<usize>| {
        text.get(range.clone())
            .is_some_and(|words| words.contains(['\n', '\r', '\u{0B}', '\u{0C}']))
    };
    if !passages.iter().any(broken) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for range in passages {
        plain.push_str(text.get(at..range.start).unwrap_or_default());
        let words = text.get(range.clone()).unwrap_or_default();
        plain.extend(words.chars().map(|c| match c {
            '\n' | '\r' | '\u{0B}' | '\u{0C}' => ' ',
            other => other,
        }));
        at = range.end;
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_is_no_part_of_the_first_sentence() {
        let text = "Port Vila (VBN) – The minister left.\n\nscroll to top\n\nHe came back.";
        let document = chancery_intake::document("a", None, None, None, None, text);
        let found: Vec<_> = passages(&document)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["The minister left.", "He came back."]);
    }

    #[test]
    fn wrapped_lines_are_joined_in_place() {
        let text = "One\ntwo.\r\n\r\nThree\u{a0}é\r\nfour.";
        let passages = [0..8, 12..text.len()];
        let plain = unwrapped(text, &passages);
        assert_eq!(plain, "One two.\r\n\r\nThree\u{a0}é  four.");
        assert_eq!(plain.len(), text.len());
        let one = [Range { start: 0, end: 3 }];
        assert!(matches!(unwrapped("One", &one), Cow::Borrowed(_)));
    }
}
