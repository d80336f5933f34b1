//! A brief as plain text, Markdown or a web page.

mod html;
mod markdown;
#[cfg(test)]
mod tests;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::{Style, text};

/// "[1][4]" or the like: numbers joined by a renderer's own means.
fn joined(numbers: &[usize], show: impl Fn(usize) -> String) -> String {
    numbers.iter().map(|&n| show(n)).collect()
}

/// A heading above the footnotes.
const NOTES: &str = "Sources, word for word";
/// A heading above the annex.
const ANNEX: &str = "Documents";
/// Stands where a brief found nothing.
const NOTHING: &str = "Nothing found about this pair.";

/// What stands for the lines that a group has no room for.
fn more(count: usize) -> String {
    match count {
        1 => "… and one more in the record".to_owned(),
        _ => format!("… and {count} more in the record"),
    }
}
