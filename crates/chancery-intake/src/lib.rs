//! Bytes to documents: paragraphs, headlines, bylines, publication dates.

use chancery_model::{Block, BlockKind, Document, Id, Prefix, Span};

/// PROVISIONAL: cuts at line ends; every line is body.
pub fn document(
    name: &str,
    title: Option<&str>,
    outlet: Option<&str>,
    published: Option<&str>,
    url: Option<&str>,
    text: &str,
) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            blocks.push(Block {
                kind: BlockKind::Body,
                span: Span::new(start, start + trimmed.len()),
            });
        }
        at += line.len();
    }
    Document {
        id: Id::of(Prefix::Document, &[name, text]),
        name: name.to_owned(),
        title: title.map(str::to_owned),
        outlet: outlet.map(str::to_owned),
        url: url.map(str::to_owned),
        published: published.and_then(|day| day.parse().ok()),
        published_inferred: None,
        text: text.to_owned(),
        blocks,
        dateline: None,
        outlet_basis: outlet.map(|_| "metadata".to_owned()),
        published_basis: published.map(|_| "metadata".to_owned()),
        notes: Vec::new(),
    }
}
