//! A brief for the terminal.

use crate::document::{Brief, Line, Note};

use super::{ANNEX, NOTES, NOTHING, joined, more};

/// How a terminal marks things up: what to print before and after. Empty strings give plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Around headings.
    pub heading: (&'static str, &'static str),
    /// Around dates and other labels.
    pub label: (&'static str, &'static str),
    /// Around marks such as "planned".
    pub mark: (&'static str, &'static str),
    /// Around footnote numbers.
    pub note: (&'static str, &'static str),
}

/// Width of the column of dates.
const LABEL: usize = 18;

/// Plain text of that many columns (at least 50). Control characters of the sources are not removed here.
pub fn text(brief: &Brief, columns: usize, style: Style) -> String {
    let mut page = Page {
        out: String::new(),
        columns: columns.max(50),
        style,
    };
    page.heading(&brief.title.to_uppercase(), '=');
    page.paragraph(&brief.scope, 0);
    if brief.is_empty() {
        page.out.push('\n');
        page.paragraph(NOTHING, 0);
        return page.out;
    }
    page.out.push('\n');
    for line in &brief.bottom_line {
        page.line(line, 0);
    }
    for section in &brief.sections {
        page.out.push('\n');
        page.heading(&section.heading.to_uppercase(), '-');
        for (n, group) in section.groups.iter().enumerate() {
            if let Some(heading) = &group.heading {
                if n > 0 {
                    page.out.push('\n');
                }
                page.styled(heading, style.heading);
                page.out.push('\n');
            }
            for line in &group.lines {
                page.line(line, 0);
            }
            if group.more > 0 {
                page.paragraph(&more(group.more), LABEL);
            }
        }
    }
    page.out.push('\n');
    page.heading(&NOTES.to_uppercase(), '-');
    for note in &brief.notes {
        page.note(note);
    }
    page.out.push('\n');
    page.heading(&ANNEX.to_uppercase(), '-');
    for source in &brief.sources {
        let title = source.title.as_deref().unwrap_or("(no headline)");
        let title = crate::wording::on_one_line(title);
        let file = if source.outlet == source.name {
            String::new()
        } else {
            format!(" ({})", source.name)
        };
        let notes = joined(&source.notes, |n| format!("[{n}]"));
        page.paragraph(
            &format!("{}, {}: {title}{file} {notes}", source.outlet, source.dated),
            4,
        );
    }
    page.out
}

struct Page {
    out: String,
    columns: usize,
    style: Style,
}

impl Page {
    fn styled(&mut self, text: &str, (before, after): (&str, &str)) {
        self.out.push_str(before);
        self.out.push_str(text);
        self.out.push_str(after);
    }

    fn heading(&mut self, text: &str, rule: char) {
        self.styled(text, self.style.heading);
        self.out.push('\n');
        let width = text.chars().count().min(self.columns);
        self.out.extend(std::iter::repeat_n(rule, width));
        self.out.push('\n');
    }

    /// Wrapped; lines after the first are indented.
    fn paragraph(&mut self, text: &str, indent: usize) {
        let pieces = [Piece {
            text: text.to_owned(),
            style: ("", ""),
        }];
        self.wrapped(&pieces, 0, indent);
    }

    fn line(&mut self, line: &Line, depth: usize) {
        let indent = if depth == 0 { LABEL } else { LABEL + 2 };
        let label_style = self.style.label;
        let label = crate::wording::on_one_line(&line.when);
        let mut at = 0;
        if depth > 0 {
            self.out.push_str(&" ".repeat(LABEL));
            self.out.push_str("- ");
            at = indent;
            if !label.is_empty() {
                self.styled(&format!("{label}: "), label_style);
                at += label.chars().count() + 2;
            }
        } else if label.is_empty() {
            self.out.push_str(&" ".repeat(LABEL));
            at = LABEL;
        } else {
            self.styled(&label, label_style);
            let width = label.chars().count();
            if width < LABEL {
                self.out.push_str(&" ".repeat(LABEL - width));
                at = LABEL;
            } else {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(LABEL));
                at += LABEL;
            }
        }
        let mut pieces = vec![Piece {
            text: line.text.clone(),
            style: ("", ""),
        }];
        for mark in &line.marks {
            pieces.push(Piece {
                text: format!("({mark})"),
                style: self.style.mark,
            });
        }
        if !line.notes.is_empty() {
            let notes = joined(&line.notes, |n| format!("[{n}]"));
            pieces.push(Piece {
                text: notes,
                style: self.style.note,
            });
        }
        self.wrapped(&pieces, at, indent);
        for under in &line.under {
            self.line(under, depth + 1);
        }
    }

    fn note(&mut self, note: &Note) {
        let number = format!("[{}]", note.number);
        self.styled(&number, self.style.note);
        let pad = 6_usize.saturating_sub(number.chars().count()).max(1);
        self.out.push_str(&" ".repeat(pad));
        let copy = if note.copy {
            " (copy of another text: no witness of its own)"
        } else {
            ""
        };
        let quote = crate::wording::on_one_line(&note.quote);
        let text = format!("{}, {}{copy}: “{quote}”", note.outlet, note.dated);
        let pieces = [Piece {
            text,
            style: ("", ""),
        }];
        self.wrapped(&pieces, number.chars().count() + pad, 6);
    }

    /// Sets words into lines: `at` columns of the first line are taken, the others are indented.
    fn wrapped(&mut self, pieces: &[Piece], at: usize, indent: usize) {
        let mut column = at;
        let mut first = true;
        for piece in pieces {
            let (before, after) = piece.style;
            let mut open = false;
            for word in piece.text.split_whitespace() {
                let width = word.chars().count();
                if !first && column + 1 + width > self.columns && column > indent {
                    if open {
                        self.out.push_str(after);
                    }
                    self.out.push('\n');
                    self.out.push_str(&" ".repeat(indent));
                    column = indent;
                    open = false;
                } else if !first {
                    self.out.push(' ');
                    column += 1;
                }
                if !open {
                    self.out.push_str(before);
                    open = true;
                }
                self.out.push_str(word);
                column += width;
                first = false;
            }
            if open {
                self.out.push_str(after);
            }
        }
        self.out.push('\n');
    }
}

struct Piece {
    text: String,
    style: (&'static str, &'static str),
}
