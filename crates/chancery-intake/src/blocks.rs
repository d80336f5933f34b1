//! What each paragraph of a page is for: headline, report, caption, furniture.

use std::ops::Range;

use chancery_model::{Block, BlockKind, Dateline, Span};

use crate::dateline::dateline;
use crate::head;
use crate::lines::{ends_sentence, paragraphs, starts_item};
use crate::outlet;
use crate::page_lines::{Class, PageLines};
use crate::shapes::Shape;
use crate::table::fold;

/// A page cut up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its blocks, in order; together all that is not white space.
    pub(crate) blocks: Vec<Block>,
    /// The dateline of the first paragraph of the report.
    pub(crate) dateline: Option<Dateline>,
}

/// A paragraph on its way to a block.
pub(crate) struct Paragraph<'a> {
    pub(crate) words: &'a str,
    pub(crate) span: Range<usize>,
    pub(crate) shape: Shape,
    pub(crate) kind: Option<BlockKind>,
}

/// Cuts a text into blocks and says what each is. `title` is the headline that metadata gives.
pub(crate) fn page(text: &str, title: Option<&str>) -> Page {
    let mut paragraphs: Vec<Paragraph> = paragraphs(text)
        .into_iter()
        .flat_map(|span| without_end_mark(text, span))
        .map(|span| {
            let words = text.get(span.clone()).unwrap_or_default();
            let shape = Shape::of(words);
            Paragraph {
                words,
                span,
                kind: shape.kind(words),
                shape,
            }
        })
        .collect();
    repeated_bylines(&mut paragraphs);
    head::mark(&mut paragraphs, title);
    middle(&mut paragraphs);
    let dateline = first_dateline(&paragraphs);
    let blocks = paragraphs
        .into_iter()
        .map(|p| Block {
            kind: p.kind.unwrap_or(BlockKind::Body),
            span: Span::from(p.span),
        })
        .collect();
    Page { blocks, dateline }
}

/// Cuts the "./." off that some agencies end a report with: the first full stop is the sentence's own.
fn without_end_mark(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(span.clone()).unwrap_or_default();
    match words.strip_suffix("/.").map(str::trim_end) {
        Some(rest) if ends_sentence(rest) => {
            let end = span.start + rest.len();
            vec![span.start..end, span.end - 2..span.end]
        }
        _ => vec![span],
    }
}

/// A line with a name only that stands twice, one after the other, is a byline on pages that show it for two
/// widths of screen.
fn repeated_bylines(paragraphs: &mut [Paragraph]) {
    for n in 1..paragraphs.len() {
        let twice = paragraphs[n].words == paragraphs[n - 1].words;
        if twice && paragraphs[n].shape.name && paragraphs[n].kind.is_none() {
            paragraphs[n].kind = Some(BlockKind::Byline);
            paragraphs[n - 1].kind = Some(BlockKind::Byline);
        }
    }
}

/// Headings, items and running text after the head.
fn middle(paragraphs: &mut [Paragraph]) {
    // Whether the line before is an item of a list, and whether the text before ends with a colon.
    let (mut listing, mut open) = (false, false);
    let last = paragraphs.iter().rposition(|p| p.kind.is_none());
    for (n, paragraph) in paragraphs.iter_mut().enumerate() {
        if let Some(kind) = paragraph.kind {
            if kind.is_evidence() {
                (listing, open) = (false, paragraph.shape.colon);
            }
            continue;
        }
        let shape = &paragraph.shape;
        let short = !shape.sentence && shape.characters <= 200;
        let kind = if starts_item(paragraph.words) && shape.words <= 60 {
            BlockKind::ListItem
        } else if shape.turn || paragraph.words.ends_with([',', ';', ':']) {
            BlockKind::Body
        } else if short && (open || listing) {
            BlockKind::ListItem
        } else if short && shape.words <= 14 && last > Some(n) && shape.capital {
            BlockKind::Heading
        } else {
            BlockKind::Body
        };
        listing = kind == BlockKind::ListItem && !starts_item(paragraph.words);
        open = shape.colon;
        paragraph.kind = Some(kind);
    }
}

/// The dateline of the first paragraph of the report, or of the second where an editor's note comes first.
fn first_dateline(paragraphs: &[Paragraph]) -> Option<Dateline> {
    let body = || {
        paragraphs
            .iter()
            .filter(|p| p.kind == Some(BlockKind::Body))
    };
    let found = body()
        .take(2)
        .find_map(|p| dateline(p.words, p.span.start))?;
    // In a transcript every turn starts with capitals and a colon.
    let turns = body().filter(|p| p.shape.turn).take(3).count();
    let colon = paragraphs.iter().any(|p| {
        p.span.start == found.span.start as usize
            && p.words
                .get(..found.span.len())
                .is_some_and(|w| w.ends_with(':'))
    });
    (!colon || found.agency.is_some() || turns < 3).then_some(found)
}

/// Whether two lines say the same, apart from marks, case and the outlet's name at one's end.
pub(crate) fn same_line(line: &str, title: &str) -> bool {
    let (line, title) = (fold(line), fold(title));
    if line.is_empty() || title.is_empty() {
        return false;
    }
    let longer = if line.len() > title.len() {
        &line
    } else {
        &title
    };
    let shorter = if line.len() > title.len() {
        &title
    } else {
        &line
    };
    let rest = longer.strip_prefix(shorter.as_str());
    rest.is_some_and(|rest| {
        rest.is_empty()
            || (shorter.len() >= 12
                && rest.len() <= 40
                && rest.trim_start().starts_with(['-', '|', ':', '»', '·']))
    })
}

/// Whether a line is the name of an outlet and nothing else.
pub(crate) fn is_outlet_line(words: &str) -> bool {
    if words.len() <= 60 && outlet::is_known(words) {
        return true;
    }
    let pages = PageLines::get();
    let count = words.split_whitespace().count();
    let capitals = words.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || matches!(
                word,
                "the" | "of" | "and" | "for" | "&" | "de" | "la" | "en"
            )
    });
    (1..=6).contains(&count)
        && words.len() <= 60
        && capitals
        && !ends_sentence(words)
        && pages.has_word(Class::Outlet, words)
}
