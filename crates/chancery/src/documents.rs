//! Articles as documents: what intake makes of the bytes, with what the command line adds.

use chancery_model::{Document, Edtf};
use serde::Deserialize;

use crate::inputs::{Raw, Rejected};

/// What the command line says of articles that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Defaults {
    /// Publication day.
    pub(crate) published: Option<Edtf>,
    /// Outlet.
    pub(crate) outlet: Option<String>,
}

/// A line of JSONL input; other keys are ignored.
#[derive(Debug, Deserialize)]
struct Line {
    id: Option<String>,
    title: Option<String>,
    #[serde(alias = "outlet")]
    source: Option<String>,
    published: Option<String>,
    url: Option<String>,
    text: String,
}

/// Makes the document of one article.
pub(crate) fn document(raw: &Raw, defaults: &Defaults) -> Result<Document, Rejected> {
    let line = if raw.json {
        serde_json::from_slice::<Line>(&raw.bytes)
            .map_err(|error| Rejected::new(&raw.place, format!("no article: {error}")))?
    } else {
        Line {
            id: None,
            title: None,
            source: None,
            published: None,
            url: None,
            text: text_of(raw)?,
        }
    };
    let mut document = chancery_intake::document(
        line.id.as_deref().unwrap_or(&raw.name),
        line.title.as_deref(),
        line.source.as_deref().or(defaults.outlet.as_deref()),
        line.published.as_deref(),
        line.url.as_deref(),
        &line.text,
    );
    if document.published.is_none() {
        document.published = defaults.published;
    }
    Ok(document)
}

fn text_of(raw: &Raw) -> Result<String, Rejected> {
    if let Some(at) = raw.bytes.iter().position(|&byte| byte == 0) {
        let reason = format!("no text: a zero byte at offset {at}");
        return Err(Rejected::new(&raw.place, reason));
    }
    Ok(String::from_utf8_lossy(&raw.bytes).into_owned())
}
