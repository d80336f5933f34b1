//! When a report was published, where something states it.

use chancery_model::{BlockKind, Edtf};

use crate::Metadata;
use crate::blocks::Page;
use crate::dates::{first_day, written_dates};
use crate::table::flat;

/// A date as metadata writes it: EDTF, ISO 8601 with a time, mail and feed dates, or words. Times and zones
/// are dropped: the civil day as written is the day.
pub(crate) fn parse(text: &str) -> Option<Edtf> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if let Some(day) = first_day(text).or_else(|| compact(text)) {
        return Some(Edtf::day(day));
    }
    // A year alone counts only by itself: beside other figures it is the rest of no date.
    let written = written_dates(text);
    let found = written
        .iter()
        .find(|w| w.month.is_some() || w.span == (0..text.len()))?;
    found.edtf()
}

/// "20240325".
fn compact(text: &str) -> Option<jiff::civil::Date> {
    text.split(|c: char| !c.is_ascii_digit()).find_map(|run| {
        if run.len() != 8 || !run.starts_with(['1', '2']) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| run.get(range)?.parse::<i16>().ok();
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        if !(1800..=2200).contains(&year) {
            return None;
        }
        jiff::civil::Date::new(year, month as i8, day as i8).ok()
    })
}

/// The day of publication and how it is known: by a line that says only the date, by the dateline, by the
/// address, or by the name of the input, in this order.
pub(crate) fn stated(metadata: &Metadata, text: &str, page: &Page) -> Option<(Edtf, String)> {
    by_date_line(text, page)
        .or_else(|| by_dateline(text, page))
        .or_else(|| by_address(metadata))
        .or_else(|| {
            let day = first_day(&metadata.name).or_else(|| compact(&metadata.name))?;
            Some((Edtf::day(day), "name of the input".to_owned()))
        })
}

/// A line with only a date stands above the report or below it; between, it heads a section.
fn by_date_line(text: &str, page: &Page) -> Option<(Edtf, String)> {
    let body = |kind: BlockKind| matches!(kind, BlockKind::Body);
    let first = page
        .blocks
        .iter()
        .position(|b| body(b.kind))
        .unwrap_or(page.blocks.len());
    let last = page.blocks.iter().rposition(|b| body(b.kind)).unwrap_or(0);
    let outside = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(n, _)| *n < first || *n > last);
    let mut days = outside
        .filter(|(_, block)| block.kind == BlockKind::Dateline)
        .filter_map(|(_, block)| {
            let words = block.span.of(text);
            Some((first_day(words)?, flat(words).contains("updated")))
        })
        .collect::<Vec<_>>();
    // An update is later than the publication.
    days.sort_by_key(|(_, updated)| *updated);
    let (day, _) = days.first()?;
    Some((Edtf::day(*day), "date line".to_owned()))
}

fn by_dateline(text: &str, page: &Page) -> Option<(Edtf, String)> {
    let words = page.dateline.as_ref()?.date?.of(text);
    Some((Edtf::day(first_day(words)?), "dateline".to_owned()))
}

fn by_address(metadata: &Metadata) -> Option<(Edtf, String)> {
    let url = metadata.url.as_deref()?;
    let (_, path) = url.split_once("://").unwrap_or(("", url));
    let day = first_day(path).or_else(|| compact(path))?;
    Some((Edtf::day(day), "address".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_dates() {
        for (text, expected) in [
            ("2024-03-25", "2024-03-25"),
            ("2024-03", "2024-03"),
            ("2024-03-25T23:30:00-05:00", "2024-03-25"),
            ("Mon, 25 Mar 2024 10:00:00 GMT", "2024-03-25"),
            ("March 25, 2024 10:30 am", "2024-03-25"),
            ("20240325", "2024-03-25"),
            ("March 2024", "2024-03"),
        ] {
            assert_eq!(
                parse(text).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "soon", "1711324800", "2024-02-30"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
