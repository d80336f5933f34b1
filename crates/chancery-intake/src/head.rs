//! The head of a page: everything before the first paragraph of the report.

use chancery_model::BlockKind;

use crate::blocks::{Paragraph, is_outlet_line, same_line};
use crate::dateline::dateline;
use crate::page_lines::{Class, PageLines};

/// Most blocks that a head can have. The longest seen, with pictures and share buttons, has a dozen.
const LONGEST_HEAD: usize = 16;

/// Names the blocks of the head that their words alone do not name. `title` is the headline that metadata
/// gives.
pub(crate) fn mark(paragraphs: &mut [Paragraph], title: Option<&str>) {
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    let end = report_start(paragraphs, title);
    let mut has_title = false;
    for n in 0..end {
        let Some(paragraph) = paragraphs.get(n) else {
            break;
        };
        let kind = kind_in_head(paragraphs, n, title, has_title);
        has_title |= kind == Some(BlockKind::Title);
        if (paragraph.kind.is_none() || kind == Some(BlockKind::Title))
            && let Some(paragraph) = paragraphs.get_mut(n)
        {
            paragraph.kind = kind.or(paragraph.kind);
        }
    }
    foot(paragraphs);
}

/// Number of the first paragraph of the report.
///
/// It is the first running text, unless a headline stands before it and a byline, an outlet or a date right
/// after it: then it is the standfirst.
fn report_start(paragraphs: &[Paragraph], title: Option<&str>) -> usize {
    let Some(first) = next_prose(paragraphs, 0, title) else {
        return paragraphs.len().min(LONGEST_HEAD);
    };
    if first > LONGEST_HEAD {
        return LONGEST_HEAD;
    }
    let headed = paragraphs
        .iter()
        .take(first)
        .any(|p| p.kind.is_none() && !p.shape.name && p.shape.words >= 3);
    let dated = paragraphs
        .get(first)
        .is_some_and(|p| dateline(p.words, 0).is_some());
    if !headed || dated {
        return first;
    }
    let signed = paragraphs
        .iter()
        .skip(first + 1)
        .take(2)
        .take_while(|p| !p.shape.prose() || p.kind.is_some())
        .any(|p| {
            matches!(p.kind, Some(BlockKind::Byline | BlockKind::Dateline))
                || (p.kind.is_none() && (p.shape.name || is_outlet_line(p.words) || is_by(p.words)))
        });
    if !signed {
        return first;
    }
    match next_prose(paragraphs, first + 1, title) {
        Some(second) if second <= LONGEST_HEAD => second,
        _ => first,
    }
}

fn next_prose(paragraphs: &[Paragraph], from: usize, title: Option<&str>) -> Option<usize> {
    (from..paragraphs.len()).find(|&n| {
        paragraphs.get(n).is_some_and(|p| {
            let headline = title.is_some_and(|title| same_line(p.words, title));
            p.kind.is_none() && p.shape.prose() && !headline
        })
    })
}

/// What a block of the head is; nothing where that is not plain.
fn kind_in_head(
    paragraphs: &[Paragraph],
    n: usize,
    title: Option<&str>,
    has_title: bool,
) -> Option<BlockKind> {
    let paragraph = paragraphs.get(n)?;
    let (words, shape) = (paragraph.words, &paragraph.shape);
    if title.is_some_and(|title| same_line(words, title)) {
        return Some(BlockKind::Title);
    }
    if paragraph.kind.is_some() {
        return paragraph.kind;
    }
    if is_by(words) && shape.words <= 20 {
        return Some(BlockKind::Byline);
    }
    if is_speaker(words) {
        return Some(BlockKind::Speaker);
    }
    let known = has_title || title.is_some();
    // Under the speaker of a release stand places and halls.
    let spoken = paragraphs
        .iter()
        .take(n)
        .any(|p| p.kind == Some(BlockKind::Speaker));
    if known && shape.name && !spoken {
        return Some(BlockKind::Byline);
    }
    if (known || n > 0) && is_outlet_line(words) {
        return Some(BlockKind::Credit);
    }
    if !has_title && !spoken && !shape.prose() && !shape.turn && shape.words >= 2 {
        let second = shape.words >= 5 && words.starts_with(char::is_alphabetic);
        let headline = title.is_none() || (second && !words.ends_with(')'));
        let more = paragraphs.len() > n + 1;
        if headline && more && !words.ends_with([':', ',', ';']) && !ends_like_sentence(words) {
            return Some(BlockKind::Title);
        }
    }
    if has_title && shape.words >= 5 && paragraphs.iter().skip(n + 1).any(|p| p.shape.prose()) {
        return Some(BlockKind::Deck);
    }
    None
}

/// Headlines may ask, but do not end in a full stop; "U.S." is no end.
fn ends_like_sentence(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    words.ends_with('.') && last.matches('.').count() < 2
}

/// "By Jane Roe".
fn is_by(words: &str) -> bool {
    let rest = words
        .strip_prefix("By ")
        .or_else(|| words.strip_prefix("BY "))
        .or_else(|| words.strip_prefix("by "));
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_uppercase) && !rest.ends_with('.') && words.len() <= 160
    })
}

/// "Jane Roe, Minister of Trade": a name, a comma and an office.
fn is_speaker(words: &str) -> bool {
    if words.chars().count() > 200 || words.ends_with(['.', ':']) {
        return false;
    }
    let Some((name, office)) = words.split_once(", ") else {
        return false;
    };
    let named = name
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase))
        && (1..=5).contains(&name.split_whitespace().count());
    named
        && office.starts_with(char::is_uppercase)
        && PageLines::get().has_word(Class::Office, office)
}

/// Bylines and outlets after the report: one or two lines of a name alone at the very end.
fn foot(paragraphs: &mut [Paragraph]) {
    let last = paragraphs
        .iter()
        .rposition(|p| p.kind.is_none() && p.shape.prose());
    let Some(last) = last else { return };
    let open = paragraphs.get(last).is_some_and(|p| p.shape.colon);
    let tail = paragraphs.get_mut(last + 1..).unwrap_or_default();
    if open || tail.iter().filter(|p| p.kind.is_none()).count() > 2 {
        return;
    }
    for paragraph in tail.iter_mut().filter(|p| p.kind.is_none()) {
        if is_by(paragraph.words) || paragraph.shape.name {
            paragraph.kind = Some(BlockKind::Byline);
        } else if is_outlet_line(paragraph.words) {
            paragraph.kind = Some(BlockKind::Credit);
        }
    }
}
