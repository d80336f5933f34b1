//! Who published a report, where the text itself names it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chancery_model::BlockKind;

use crate::Metadata;
use crate::blocks::{Page, is_outlet_line};
use crate::identity::canonical;
use crate::table::fold;

/// Whether a line is the name of an outlet that the table knows. Agencies that sign pictures ("AFP") are left to
/// the credits.
pub(crate) fn is_known(words: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let cells = chancery_tables::OUTLETS
            .rows()
            .filter_map(|row| row.last().copied());
        cells.flat_map(|cell| cell.split('|')).map(fold).collect()
    });
    let acronym = !words.chars().any(char::is_lowercase) && words.len() <= 5;
    !acronym && names.contains(&fold(words))
}

/// The outlet and how it is known: by a line with its name, by a credit with its name, by the agency of the
/// dateline, or by the host of the address, in this order.
pub(crate) fn named(metadata: &Metadata, text: &str, page: &Page) -> Option<(String, String)> {
    let credits = || {
        let credits = page
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Credit);
        credits.map(|block| block.span.of(text))
    };
    let found = |outlet: &str, basis: &str| Some((outlet.trim().to_owned(), basis.to_owned()));
    if let Some(line) = credits().find(|words| is_outlet_line(words)) {
        return found(line, "line with its name");
    }
    let own = credits().find_map(|words| {
        let (_, owner) = words
            .rsplit_once(" - ")
            .or_else(|| words.rsplit_once(" – "))?;
        is_outlet_line(owner.trim()).then_some(owner)
    });
    if let Some(owner) = own {
        return found(owner, "credit");
    }
    if let Some(agency) = page.dateline.as_ref().and_then(|d| d.agency) {
        return found(agency.of(text), "agency in the dateline");
    }
    let url = canonical(metadata.url.as_deref()?);
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then(|| found(host, "address"))?
}
