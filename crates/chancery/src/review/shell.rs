//! The terminal and the record around the machine: keys in, decisions taken, frames out.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chancery_model::Id;
use chancery_record::{Action, Decision, Held, Record};
use jiff::Timestamp;
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind,
};
use ratatui::crossterm::execute;

use super::ask::Choice;
use super::lines::Theme;
use super::queue::{self, Item};
use super::state::{Command, State};
use super::{frame, told};
use crate::arguments::Queue;
use crate::facts;

/// How long a signal may wait for its answer.
const BEAT: Duration = Duration::from_millis(200);

/// Whether there is a terminal on both ends that can be drawn on.
pub(crate) fn is_possible() -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !dumb
}

/// Whoever reviews, and what.
pub(crate) struct Session {
    /// The record.
    pub(crate) record: Record,
    /// What of it.
    pub(crate) wanted: Option<Queue>,
    /// What deserves a look.
    pub(crate) items: Vec<Item>,
    /// Who decides, if known.
    pub(crate) author: Option<String>,
    /// A reason for all decisions, if given.
    pub(crate) reason: Option<String>,
}

/// Runs until the person leaves or the program is told to end. The terminal is as before afterwards, also
/// after a panic (the library's hook) or a signal.
pub(crate) fn run(session: Session) -> anyhow::Result<()> {
    let ended = Arc::new(AtomicBool::new(false));
    for signal in signal_hook::consts::TERM_SIGNALS {
        // Of signals this system does not have there is nothing to be told.
        let _ = signal_hook::flag::register(*signal, Arc::clone(&ended));
    }
    let mut terminal = ratatui::try_init()?;
    let _ = execute!(std::io::stdout(), EnableBracketedPaste);
    let result = until_left(&mut terminal, session, &ended);
    let _ = execute!(std::io::stdout(), DisableBracketedPaste);
    ratatui::restore();
    result
}

fn until_left(
    terminal: &mut DefaultTerminal,
    session: Session,
    ended: &AtomicBool,
) -> anyhow::Result<()> {
    let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let theme = Theme::new(colours);
    let mut record = session.record;
    let mut state = State::new(session.items, session.author, session.reason);
    while !ended.load(Ordering::Relaxed) {
        if let Some(item) = state.untold() {
            let told = told::told(&record, item)?;
            state.tell(told);
        }
        terminal.draw(|frame| frame::draw(frame, &state, &theme))?;
        while !event::poll(BEAT)? {
            if ended.load(Ordering::Relaxed) {
                return Ok(());
            }
        }
        let mut command = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => state.press(key),
            Event::Paste(words) => {
                state.paste(&words);
                None
            }
            _ => None,
        };
        while let Some(wanted) = command.take() {
            match wanted {
                Command::Quit => return Ok(()),
                Command::Reload => state.reload(queue::queue(&record, session.wanted)?),
                Command::Decisions => command = state.offer(undoable(&record)?),
                decide @ Command::Decide { .. } => {
                    take(&mut record, &mut state, decide, session.wanted)?
                }
            }
        }
    }
    Ok(())
}

/// Takes a decision and shows what came of it.
fn take(
    record: &mut Record,
    state: &mut State,
    command: Command,
    wanted: Option<Queue>,
) -> anyhow::Result<()> {
    let Command::Decide {
        request,
        who,
        reason,
    } = command
    else {
        return Ok(());
    };
    let decision = match record.decide(Timestamp::now(), &who, reason.as_deref(), &request) {
        Ok(decision) => decision,
        // The record is as it was; the person may go on, or try again.
        Err(error) => {
            state.refused(error.to_string());
            return Ok(());
        }
    };
    if matches!(decision.action, Action::Undo(_)) {
        state.reload(queue::queue(record, wanted)?);
    }
    let mut now = |id: &Id| record.fact(id).ok().flatten();
    state.decided(word(&decision), decision.action.targets(), &mut now);
    Ok(())
}

/// What was done, as the list tells it.
fn word(decision: &Decision) -> &'static str {
    match decision.action {
        Action::Merge(_) => "merged",
        Action::Split(_) => "split",
        Action::Reject(_) => "rejected",
        Action::Accept(_) => "accepted",
        Action::Correct(..) => "corrected",
        Action::Name(..) => "named",
        Action::Undo(_) => "undone",
    }
}

/// The decisions that hold, the latest first.
fn undoable(record: &Record) -> anyhow::Result<Vec<Choice>> {
    let decisions = record.decisions()?;
    let holding = decisions
        .iter()
        .rev()
        .filter(|(_, held)| *held != Held::Undone);
    Ok(holding
        .map(|(decision, _)| Choice {
            value: decision.id.to_string(),
            label: facts::decision_line(decision),
        })
        .collect())
}
