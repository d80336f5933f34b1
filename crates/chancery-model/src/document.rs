//! What was read, as it was read.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Id, Span};

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
