//! Rows for people: aligned and coloured on a terminal, with tabs between the cells elsewhere, so that other
//! tools can cut them.

use std::io::{BufWriter, IsTerminal, Write};

use crate::terminal::{STYLE, plain_line};

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As it is.
    Plain,
    /// A date, a name of what the row is.
    Label,
    /// What catches the eye.
    Mark,
    /// What is there for reference.
    Note,
}

/// A cell and how it looks.
pub(crate) type Cell = (String, Look);

/// Prints rows on standard output. Empty cells at the end of a row take no room.
pub(crate) fn print(rows: &[Vec<Cell>]) -> std::io::Result<()> {
    let to_terminal = std::io::stdout().is_terminal();
    let mut out = BufWriter::new(anstream::stdout().lock());
    out.write_all(layout(rows, to_terminal).as_bytes())?;
    out.flush()
}

/// The rows as text.
fn layout(rows: &[Vec<Cell>], aligned: bool) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows.iter().filter(|row| row.len() > 1) {
        for (n, (text, _)) in row.iter().enumerate() {
            let width = console::measure_text_width(&plain_line(text));
            match widths.get_mut(n) {
                Some(known) => *known = width.max(*known),
                None => widths.push(width),
            }
        }
    }
    let mut out = String::new();
    for row in rows {
        let used = row.iter().rposition(|(text, _)| !text.is_empty());
        let used = used.map_or(0, |last| last + 1);
        for (n, (text, look)) in row.iter().take(used).enumerate() {
            let text = plain_line(text);
            if !aligned {
                let between = if n > 0 { "\t" } else { "" };
                out.push_str(between);
                out.push_str(&text.replace('\t', " "));
                continue;
            }
            let (on, off) = match look {
                Look::Plain => ("", ""),
                Look::Label => STYLE.label,
                Look::Mark => STYLE.mark,
                Look::Note => STYLE.note,
            };
            let width = widths.get(n).copied().unwrap_or(0);
            let room = width.saturating_sub(console::measure_text_width(&text));
            out.push_str(&format!("{on}{text}{off}"));
            if n + 1 < used {
                out.push_str(&" ".repeat(room + 2));
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_below_each_other_or_are_cut_by_tabs() {
        let cell = |text: &str| (text.to_owned(), Look::Plain);
        let rows = [
            vec![cell("a heading of one cell")],
            vec![cell("Türkei"), cell("1"), cell("")],
            vec![cell("Peru"), cell("20"), cell("x\u{1b}[2J")],
        ];
        assert_eq!(
            layout(&rows, true),
            "a heading of one cell\nTürkei  1\nPeru    20  x [2J\n"
        );
        assert_eq!(
            layout(&rows, false),
            "a heading of one cell\nTürkei\t1\nPeru\t20\tx [2J\n"
        );
    }
}
