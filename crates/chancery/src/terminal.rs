//! What may be sent to a terminal.

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
