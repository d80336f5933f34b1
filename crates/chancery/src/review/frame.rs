//! A state in, what stands on the screen out.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::ask::Answer;
use super::lines::{Theme, page};
use super::state::{Row, State};
use crate::terminal::plain_line;

/// Columns from which list and fact stand side by side.
const WIDE: u16 = 110;
/// Smallest screen on which anything is shown.
const SMALLEST: (u16, u16) = (40, 10);
/// Room for the word that says why a fact is listed.
const WORD: usize = 10;

/// The keys, as the help explains them.
const KEYS: [(&str, &str); 14] = [
    ("↑ ↓  j k", "next, previous fact (or report)"),
    ("Tab  Enter", "to the reports of a fact and back"),
    ("Space  b", "scroll the fact down, up"),
    ("g  G", "first, last fact"),
    ("w", "how each report was read: rule, words, sureness"),
    ("a", "accept: the fact, or the report at hand, is right"),
    ("x", "reject: it does not count"),
    ("e", "correct a field, who takes part, what it is part of"),
    ("n", "name somebody in a report"),
    ("m", "mark a fact; on another: the two are one"),
    ("s", "split: the report at hand tells of another thing"),
    ("u", "undo a decision"),
    ("r", "look for new work"),
    ("q", "leave; everything is kept"),
];

/// Draws a state.
pub(crate) fn draw(frame: &mut Frame<'_>, state: &State, theme: &Theme) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        frame.render_widget(Paragraph::new("too small"), area);
        return;
    }
    let [head, body, note, keys] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .areas(area);
    frame.render_widget(
        Paragraph::new(heading(state, head.width)).style(theme.cursor),
        head,
    );
    if state.rows.is_empty() {
        frame.render_widget(Paragraph::new("nothing waits for a look"), body);
    } else {
        facts(frame, state, body, theme);
    }
    if let Some((words, wrong)) = &state.note {
        let style = if *wrong { theme.bad } else { theme.mark };
        let words = fitting(words, usize::from(note.width));
        frame.render_widget(Paragraph::new(words).style(style), note);
    }
    frame.render_widget(
        Paragraph::new(fitting(key_line(state), usize::from(keys.width))).style(theme.dim),
        keys,
    );
    if state.help {
        help(frame, body, theme);
    }
    asked(frame, state, body, theme);
}

fn heading(state: &State, width: u16) -> String {
    let open = state.rows.iter().filter(|row| row.done.is_none()).count();
    let at = (state.at + 1).min(state.rows.len());
    let left = format!(" review  {at} of {}, {open} open", state.rows.len());
    let right = match (&state.marked, &state.author) {
        (Some(marked), _) => format!("marked: {marked} "),
        (None, Some(author)) => format!("{} ", plain_line(author)),
        (None, None) => String::new(),
    };
    let room = usize::from(width).saturating_sub(left.width() + right.width());
    format!("{left}{}{right}", " ".repeat(room))
}

fn key_line(state: &State) -> &'static str {
    match &state.asked {
        Some((_, question)) => match question.answer {
            Answer::Pick { .. } => "↑ ↓ choose  Enter take  Esc leave",
            Answer::Type { .. } => "Enter take  Esc leave  Ctrl-U empty",
        },
        None if state.on_reports => {
            "REPORTS  a accept  x reject  e correct  n name  s split  w why  Tab back  ? keys"
        }
        None => "a accept  x reject  e correct  m merge  u undo  Tab reports  ? keys  q quit",
    }
}

fn facts(frame: &mut Frame<'_>, state: &State, area: Rect, theme: &Theme) {
    let (list, rule, fact) = if area.width >= WIDE {
        let side = Constraint::Length(area.width * 2 / 5);
        let [list, rule, fact] =
            Layout::horizontal([side, Constraint::Length(3), Constraint::Fill(1)]).areas(area);
        (list, rule, fact)
    } else {
        let rows = u16::try_from(state.rows.len()).unwrap_or(u16::MAX);
        let top = Constraint::Length(rows.min(area.height / 3));
        let [list, rule, fact] =
            Layout::vertical([top, Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        (list, rule, fact)
    };
    self::list(frame, state, list, theme);
    let line = if rule.height == 1 {
        Paragraph::new("─".repeat(usize::from(rule.width)))
    } else {
        Paragraph::new(vec![Line::from(" │ "); usize::from(rule.height)])
    };
    frame.render_widget(line.style(theme.dim), rule);
    let page = page(state, usize::from(fact.width), theme);
    let height = usize::from(fact.height);
    // The report at hand is in sight; from there on one scrolls.
    let base = match page.reports.get(state.report) {
        Some(at) if state.on_reports && at.end > height => at.start,
        _ => 0,
    };
    let last = page.lines.len().saturating_sub(height);
    let first = (base + state.scroll).min(last);
    let shown: Vec<Line<'_>> = page.lines.into_iter().skip(first).take(height).collect();
    let more = first < last;
    frame.render_widget(Paragraph::new(shown), fact);
    if more && fact.height > 1 {
        let corner = Rect::new(fact.right().saturating_sub(8), fact.bottom() - 1, 8, 1);
        frame.render_widget(Clear, corner);
        frame.render_widget(Paragraph::new("  ▼ more").style(theme.dim), corner);
    }
}

fn list(frame: &mut Frame<'_>, state: &State, area: Rect, theme: &Theme) {
    let height = usize::from(area.height);
    // The fact at hand stays in the middle where there is more on both sides.
    let last = state.rows.len().saturating_sub(height);
    let first = state.at.saturating_sub(height / 2).min(last);
    let shown = state.rows.iter().enumerate().skip(first).take(height);
    let lines: Vec<Line<'_>> = shown
        .map(|(number, row)| {
            let line = row_line(row, state, usize::from(area.width), theme);
            if number == state.at && !state.on_reports {
                line.patch_style(theme.cursor)
            } else {
                line
            }
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
    if state.on_reports
        && let Some(row) = state
            .at
            .checked_sub(first)
            .and_then(|row| u16::try_from(row).ok())
        && row < area.height
    {
        let at = Rect::new(area.x, area.y + row, 1, 1);
        frame.render_widget(Paragraph::new("▸").style(theme.mark), at);
    }
}

fn row_line(row: &Row, state: &State, width: usize, theme: &Theme) -> Line<'static> {
    let marked = state.marked.as_ref() == Some(&row.item.fact.id);
    let word = row
        .done
        .or_else(|| row.item.reasons.first().map(|reason| reason.word()));
    let word = format!("{:<WORD$}", word.unwrap_or_default());
    let style = if row.done.is_some() {
        theme.dim
    } else {
        theme.mark
    };
    let sign = if marked { "*" } else { " " };
    let sentence = fitting(
        &chancery_brief::sentence(&row.item.fact),
        width.saturating_sub(WORD + 2),
    );
    let room = width.saturating_sub(WORD + 1 + sentence.width());
    Line::from(vec![
        Span::styled(sign, theme.mark),
        Span::styled(word, style),
        Span::styled(
            sentence,
            if row.done.is_some() {
                theme.dim
            } else {
                Style::new()
            },
        ),
        Span::raw(" ".repeat(room)),
    ])
}

/// The beginning of a text that fits, with a sign where something is missing.
fn fitting(text: &str, width: usize) -> String {
    let text = plain_line(text);
    if text.width() <= width {
        return text;
    }
    let mut fitting = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        fitting.push(c);
    }
    fitting.push('…');
    fitting
}

/// A box in the middle of an area for so many lines.
fn boxed(frame: &mut Frame<'_>, area: Rect, lines: usize, title: &str, theme: &Theme) -> Rect {
    let width = area.width.saturating_sub(4).min(90);
    let height = u16::try_from(lines)
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(area.height);
    let outer = Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    );
    let title = fitting(title, usize::from(width.saturating_sub(4)));
    let block = Block::bordered()
        .title(format!(" {title} "))
        .title_style(theme.strong);
    let inner = block.inner(outer);
    frame.render_widget(Clear, outer);
    frame.render_widget(block, outer);
    inner
}

fn help(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    let inner = boxed(frame, area, KEYS.len(), "keys", theme);
    let lines: Vec<Line<'_>> = (KEYS.iter())
        .map(|(keys, what)| {
            Line::from(vec![
                Span::styled(format!("{keys:<12}"), theme.label),
                Span::raw(*what),
            ])
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), inner);
}

fn asked(frame: &mut Frame<'_>, state: &State, area: Rect, theme: &Theme) {
    let Some((draft, question)) = &state.asked else {
        return;
    };
    match &question.answer {
        Answer::Pick { choices, at } => {
            let title = format!("{}: {}", draft.title, question.text);
            let inner = boxed(frame, area, choices.len(), &title, theme);
            let height = usize::from(inner.height);
            let first = at.saturating_sub(height.saturating_sub(1));
            let width = usize::from(inner.width);
            let lines: Vec<Line<'_>> = (choices.iter().enumerate().skip(first).take(height))
                .map(|(number, choice)| {
                    let label = fitting(&choice.label, width);
                    let room = width.saturating_sub(label.width());
                    let line = Line::from(format!("{label}{}", " ".repeat(room)));
                    if number == *at {
                        line.style(theme.cursor)
                    } else {
                        line
                    }
                })
                .collect();
            frame.render_widget(Paragraph::new(lines), inner);
        }
        Answer::Type { text, cursor } => {
            let inner = boxed(frame, area, 2, &draft.title, theme);
            let [above, below] =
                Layout::vertical([Constraint::Length(1), Constraint::Length(1)]).areas(inner);
            let hint = fitting(&question.text, usize::from(above.width));
            frame.render_widget(Paragraph::new(hint).style(theme.dim), above);
            let before: String = text.chars().take(*cursor).collect();
            // The cursor stays in sight in a text longer than the line.
            let room = usize::from(below.width).saturating_sub(1);
            let skipped = before.width().saturating_sub(room);
            let offset = u16::try_from(skipped).unwrap_or(u16::MAX);
            frame.render_widget(Paragraph::new(plain_line(text)).scroll((0, offset)), below);
            let column = u16::try_from(before.width() - skipped).unwrap_or(0);
            frame.set_cursor_position(Position::new(below.x + column, below.y));
        }
    }
}
