//! A fact as lines of a given width: what it says, why it deserves a look, and every report with its words.

use std::ops::Range;

use chancery_model::{Fact, Source};
use chancery_record::fields_of;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::queue;
use super::state::{Row, State};
use crate::facts;
use crate::terminal::plain_line;

/// How things look. Without colours, weight and reversal alone tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Headings.
    pub(crate) strong: Style,
    /// What is there for reference.
    pub(crate) dim: Style,
    /// Names of fields.
    pub(crate) label: Style,
    /// What is in doubt.
    pub(crate) mark: Style,
    /// What went wrong.
    pub(crate) bad: Style,
    /// What the keys are about.
    pub(crate) cursor: Style,
}

impl Theme {
    /// With colours or without.
    pub(crate) fn new(colours: bool) -> Self {
        let plain = Style::new();
        let coloured = |colour| if colours { plain.fg(colour) } else { plain };
        Self {
            strong: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            label: coloured(Color::Cyan),
            mark: coloured(Color::Yellow),
            bad: coloured(Color::Red).add_modifier(Modifier::BOLD),
            cursor: plain.add_modifier(Modifier::REVERSED),
        }
    }
}

/// Lines of a fact.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// All of them.
    pub(crate) lines: Vec<Line<'static>>,
    /// Where each report stands.
    pub(crate) reports: Vec<Range<usize>>,
}

/// Words and how they look.
type Piece<'a> = (&'a str, Style);

impl Page {
    /// Adds pieces as one paragraph, broken between words; all lines but the first are indented further.
    fn add(&mut self, width: usize, indent: usize, hang: usize, pieces: &[Piece<'_>]) {
        let mut line: Vec<Span<'static>> = vec![Span::raw(" ".repeat(indent))];
        let mut used = indent;
        let mut empty = true;
        for (text, style) in pieces {
            let text = plain_line(text);
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                for part in parts(word, width.saturating_sub(indent + hang).max(1)) {
                    let room = part.width() + usize::from(!empty);
                    if !empty && used + room > width {
                        self.lines.push(Line::from(std::mem::take(&mut line)));
                        line.push(Span::raw(" ".repeat(indent + hang)));
                        used = indent + hang;
                        empty = true;
                    }
                    if !empty {
                        line.push(Span::styled(" ", *style));
                        used += 1;
                    }
                    used += part.width();
                    line.push(Span::styled(part, *style));
                    empty = false;
                }
            }
        }
        self.lines.push(Line::from(line));
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }
}

/// A word in pieces that fit the width.
fn parts(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide > width {
            parts.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

/// The fact at hand.
pub(crate) fn page(state: &State, width: usize, theme: &Theme) -> Page {
    let mut page = Page::default();
    let Some(row) = state.row() else { return page };
    head(&mut page, row, width, theme);
    let told = state.told();
    let fact = &row.item.fact;
    let neighbours = [
        (facts::link_word(fact), &told.linked),
        ("may be one with", &told.twin),
    ];
    for (how, other) in neighbours {
        if let Some(other) = other {
            page.add(
                width,
                0,
                2,
                &[(&format!("{how}:"), theme.label), (other, Style::new())],
            );
        }
    }
    for line in &told.decided {
        page.add(
            width,
            0,
            2,
            &[("decided:", theme.label), (line, Style::new())],
        );
    }
    for (number, source) in fact.sources.iter().enumerate() {
        page.blank();
        let start = page.lines.len();
        report(&mut page, state, number, source, width, theme);
        page.reports.push(start..page.lines.len());
    }
    page
}

fn head(page: &mut Page, row: &Row, width: usize, theme: &Theme) {
    let fact: &Fact = &row.item.fact;
    page.add(
        width,
        0,
        2,
        &[(&chancery_brief::sentence(fact), theme.strong)],
    );
    page.add(
        width,
        0,
        2,
        &[
            (&queue::why(&row.item), theme.mark),
            (fact.id.as_str(), theme.dim),
        ],
    );
    for field in fields_of(&fact.body) {
        let spoken = field.name == "text" || field.name == "title";
        if !field.value.is_empty() && !spoken {
            let name = format!("{}:", field.name);
            page.add(
                width,
                0,
                2,
                &[(&name, theme.label), (&field.value, Style::new())],
            );
        }
    }
    for values in facts::disagreements(fact) {
        page.add(
            width,
            0,
            2,
            &[("sources disagree on", theme.label), (&values, theme.mark)],
        );
    }
}

fn report(
    page: &mut Page,
    state: &State,
    number: usize,
    source: &Source,
    width: usize,
    theme: &Theme,
) {
    let at_hand = state.on_reports && state.report == number;
    let style = if at_hand { theme.cursor } else { theme.strong };
    let count = format!("{}", number + 1);
    page.add(
        width,
        0,
        2,
        &[(&count, style), (&facts::report(source), style)],
    );
    if let Some(title) = &source.title {
        page.add(width, 2, 0, &[(title, theme.dim)]);
    }
    for quote in &source.quotes {
        page.add(
            width,
            2,
            0,
            &[(&format!("“{}”", quote.exact), Style::new())],
        );
    }
    page.add(width, 2, 0, &[(source.claim.as_str(), theme.dim)]);
    let told = state.told().claims.get(&source.claim);
    if state.why
        && let Some(told) = told
    {
        for line in &told.why {
            let indent = 2 + line.len() - line.trim_start().len();
            page.add(width, indent, 2, &[(line, theme.dim)]);
        }
        for field in told.fields.iter().filter(|field| !field.value.is_empty()) {
            let name = format!("{}:", field.name);
            page.add(
                width,
                4,
                2,
                &[(&name, theme.label), (&field.value, theme.dim)],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_between_words() {
        let mut page = Page::default();
        let plain = Style::new();
        page.add(12, 0, 2, &[("start", plain), ("one two three", plain)]);
        page.add(6, 0, 0, &[("abcdefghij", plain), ("日本語", plain)]);
        let lines: Vec<String> = page.lines.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            ["start one", "  two three", "abcdef", "ghij", "日本語"]
        );
    }
}
