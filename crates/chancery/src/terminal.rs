//! What may be sent to a terminal, and how it looks there.

use chancery_brief::render::Style;

/// Bold headings, dim labels and notes, cyan marks. The stream that is printed to takes them out again where
/// colours are not wanted (`NO_COLOR`, a dumb terminal).
pub(crate) const STYLE: Style = Style {
    heading: ("\u{1b}[1m", "\u{1b}[0m"),
    label: ("\u{1b}[36m", "\u{1b}[0m"),
    mark: ("\u{1b}[33m", "\u{1b}[0m"),
    note: ("\u{1b}[2m", "\u{1b}[0m"),
};

/// Columns of the terminal, within what reads well; the given number where it does not say.
pub(crate) fn columns(otherwise: usize) -> usize {
    let (_, columns) = console::Term::stdout()
        .size_checked()
        .unwrap_or((0, u16::try_from(otherwise).unwrap_or(u16::MAX)));
    usize::from(columns).clamp(50, 110)
}

/// The text on one line, without anything that could steer a terminal: control characters and line breaks
/// become spaces, direction overrides vanish.
pub(crate) fn plain_line(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_direction(c))
        .map(|c| if is_control(c) { ' ' } else { c })
        .collect()
}

/// The same for a text of several lines: line breaks stay.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_direction(c))
        .map(|c| if c != '\n' && is_control(c) { ' ' } else { c })
        .collect()
}

fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks that turn the direction of writing: a hostile text could show one thing and say another.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain_line("a\u{1b}[2Jb\nc"), "a [2Jb c");
        assert_eq!(plain("a\u{1b}[2Jb\nc\u{202e}d"), "a [2Jb\ncd");
        assert_eq!(plain_line("Erdoğan – “quoted”"), "Erdoğan – “quoted”");
    }
}
