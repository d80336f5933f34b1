//! Bytes to documents: charsets, formats, paragraphs, headlines, datelines, publication dates.
//!
//! [`documents`] reads a stream; [`Record::into_document`] turns the bytes of one article into a document and
//! may run on any thread; [`document`] takes a text and what is known of it. The text of a document is the
//! decoded text, never normalised; everything said of it is a span of it.

mod article;
mod blocks;
mod charset;
mod dateline;
mod dates;
mod diagnostic;
mod head;
mod identity;
mod infer;
mod lines;
mod outlet;
mod page_lines;
mod published;
mod records;
mod sentences;
mod shapes;
mod table;

pub use article::{Defaults, Documents, documents};
pub use diagnostic::{Diagnostic, Reason};
pub use records::{Format, MAX_DOCUMENT, MAX_LINE, Record, Records, records};

use chancery_model::{Diagnostic as Note, Document};

/// What an input says of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    name: String,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

/// The document of a text and of what is known of it: `published` in any usual notation. Never fails; what it
/// cannot use is noted in the document.
///
/// ```
/// let text = "Two ministers sign a customs protocol\n\nQUITO, March 3, 2016 (Andes) – Ministers met.";
/// let document = chancery_intake::document("a.txt", None, None, None, None, text);
/// assert_eq!(document.title.as_deref(), Some("Two ministers sign a customs protocol"));
/// assert_eq!(document.outlet.as_deref(), Some("Andes"));
/// assert_eq!(document.published.unwrap().to_string(), "2016-03-03");
/// ```
pub fn document(
    name: &str,
    title: Option<&str>,
    outlet: Option<&str>,
    published: Option<&str>,
    url: Option<&str>,
    text: &str,
) -> Document {
    let metadata = Metadata {
        name: name.to_owned(),
        title: title.map(str::to_owned),
        outlet: outlet.map(str::to_owned),
        published: published.map(str::to_owned),
        url: url.map(str::to_owned),
    };
    make(metadata, &Defaults::default(), text.to_owned(), Vec::new())
}

/// Puts a document together.
pub(crate) fn make(
    metadata: Metadata,
    defaults: &Defaults,
    text: String,
    mut notes: Vec<Note>,
) -> Document {
    let given = |value: &Option<String>| {
        let value = value
            .as_deref()
            .map(str::trim)
            .filter(|value| !value.is_empty());
        value.map(str::to_owned)
    };
    let title = given(&metadata.title);
    let page = blocks::page(&text, title.as_deref());
    let stated = given(&metadata.published).and_then(|words| {
        let date = published::parse(&words);
        if date.is_none() {
            notes.push(Note {
                span: None,
                message: format!("published '{words}' is no date; it is left out"),
            });
        }
        date.map(|date| (date, "metadata".to_owned()))
    });
    let (published, published_basis) = stated
        .or_else(|| {
            defaults
                .published
                .map(|date| (date, "given for the input".to_owned()))
        })
        .or_else(|| published::stated(&metadata, &text, &page))
        .unzip();
    let published_inferred = match published {
        Some(_) => None,
        None => infer::infer(&text, &page),
    };
    let (outlet, outlet_basis) = given(&metadata.outlet)
        .map(|outlet| (outlet, "metadata".to_owned()))
        .or_else(|| Some((defaults.outlet.clone()?, "given for the input".to_owned())))
        .or_else(|| outlet::named(&metadata, &text, &page))
        .unzip();
    Document {
        id: identity::id(&metadata, &text),
        title: title.or_else(|| headline(&text, &page)),
        name: metadata.name,
        outlet,
        url: metadata.url,
        published,
        published_inferred,
        blocks: page.blocks,
        dateline: page.dateline,
        outlet_basis,
        published_basis,
        notes,
        text,
    }
}

/// The headline that the text itself has.
fn headline(text: &str, page: &blocks::Page) -> Option<String> {
    let title = page
        .blocks
        .iter()
        .find(|block| block.kind == chancery_model::BlockKind::Title)?;
    Some(
        title
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[cfg(test)]
mod tests;
