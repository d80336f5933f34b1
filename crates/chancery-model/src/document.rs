//! What was read, as it was read.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, Edtf, Id, Span};

/// One article, release or page: its text, whence it came, and what each stretch of it is.
///
/// Guarantees: `text` is the text as given, never normalised; `blocks` are in order, do not overlap and cover
/// every character that is not white space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Hash of address or outlet, title, date, and text.
    pub id: Id,
    /// The name that the input gave it: `id` of a JSONL line, else the file name.
    pub name: String,
    /// Headline, from metadata or the first block.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Publication day as stated by metadata or the text itself.
    pub published: Option<Edtf>,
    /// Publication as inferred from the text, where nothing states it.
    pub published_inferred: Option<DatedBy>,
    /// The whole text.
    pub text: String,
    /// Headline, paragraphs, captions, furniture, in order.
    pub blocks: Vec<Block>,
    /// "PHNOM PENH, March 3 (Agency) –" at the head of the first paragraph, where there is one. It is part of
    /// its body block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// How the outlet was found ("metadata", "agency in the dateline" …); nothing where there is no outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet_basis: Option<String>,
    /// How `published` was found ("metadata", "date line", "address" …); nothing where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_basis: Option<String>,
    /// What had to be guessed or passed over to read it (a charset, a date that is none).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Diagnostic>,
}

/// The words before the first sentence of a report that say whence it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The whole of it, with the dash or colon that ends it.
    pub span: Span,
    /// The place ("PHNOM PENH", "KYIV, Ukraine").
    pub place: Option<Span>,
    /// The agency or outlet without brackets ("VNA").
    pub agency: Option<Span>,
    /// The date as written ("March 3", "Nov. 25, 2024").
    pub date: Option<Span>,
}

/// A date and the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedBy {
    /// The day or interval.
    pub date: Edtf,
    /// Each reason, in words ("anniversary: 1956 + 65").
    pub basis: Vec<String>,
}

/// A stretch of a document, mostly a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without surrounding white space.
    pub span: Span,
}

/// What a block of a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The standfirst under the headline.
    Deck,
    /// A paragraph of the article.
    Body,
    /// A heading within the article.
    Heading,
    /// An item of a list.
    ListItem,
    /// The words under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// Whose words the text is: "Jane Roe, Minister of Trade" above a statement, "the following is attributable
    /// to …". Evidence of an office, unlike a byline.
    Speaker,
    /// Whose picture or wire it is.
    Credit,
    /// A line that says only place and date.
    Dateline,
    /// "Scroll to top", file names, share buttons.
    Furniture,
}

impl BlockKind {
    /// Whether facts may be read from it: bylines, credits and furniture are no evidence.
    pub fn is_evidence(self) -> bool {
        !matches!(
            self,
            Self::Byline | Self::Credit | Self::Dateline | Self::Furniture
        )
    }
}

impl Document {
    /// The first day it can have been published and the last, stated or inferred.
    pub fn published_or_inferred(&self) -> Option<Edtf> {
        self.published
            .or_else(|| self.published_inferred.as_ref().map(|dated| dated.date))
    }
}
