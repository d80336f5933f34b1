//! What the person who reviews sees, and what each key does to it. Pure: no terminal, no record, no clock.

use chancery_model::{Fact, Id, Source};
use chancery_record::Request;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::ask::{Act, Choice, Draft, Question, Step};
use super::queue::Item;
use super::told::Told;

/// Lines that a page moves by.
const PAGE: usize = 8;

/// A fact in the list, and what has been done to it here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The fact.
    pub(crate) item: Item,
    /// What was decided about it last.
    pub(crate) done: Option<&'static str>,
}

/// What is seen.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The facts.
    pub(crate) rows: Vec<Row>,
    /// The fact at hand.
    pub(crate) at: usize,
    /// Whether keys are about one report of it.
    pub(crate) on_reports: bool,
    /// Which report.
    pub(crate) report: usize,
    /// Lines that the fact is scrolled by.
    pub(crate) scroll: usize,
    /// Whether to show how each report was read.
    pub(crate) why: bool,
    /// Whether the keys are explained.
    pub(crate) help: bool,
    /// A fact to be merged with another.
    pub(crate) marked: Option<Id>,
    /// What is being asked, for which decision.
    pub(crate) asked: Option<(Draft, Question)>,
    /// Who decides, once known.
    pub(crate) author: Option<String>,
    /// What happened last, and whether it went wrong.
    pub(crate) note: Option<(String, bool)>,
    /// What the record tells of the fact at hand.
    told: Told,
    /// A reason for all decisions.
    reason: Option<String>,
    /// A decision of which all is known.
    whole: Option<Draft>,
}

/// What a key wants done with the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Take a decision.
    Decide {
        /// Which.
        request: Request,
        /// Who decides.
        who: String,
        /// Why.
        reason: Option<String>,
    },
    /// Tell which decisions can be undone, see [`State::offer`].
    Decisions,
    /// Find anew what deserves a look.
    Reload,
    /// Leave.
    Quit,
}

impl State {
    /// The first of some facts. A reason given here is not asked for again.
    pub(crate) fn new(items: Vec<Item>, author: Option<String>, reason: Option<String>) -> Self {
        let mut state = Self {
            author,
            reason,
            ..Self::default()
        };
        state.reload(items);
        state
    }

    /// Other facts; stays at the one at hand if it is among them.
    pub(crate) fn reload(&mut self, items: Vec<Item>) {
        let here = self.row().map(|row| row.item.fact.id.clone());
        self.rows = (items.into_iter())
            .map(|item| Row { item, done: None })
            .collect();
        let found = self
            .rows
            .iter()
            .position(|row| Some(&row.item.fact.id) == here.as_ref());
        self.go(found.unwrap_or(self.at));
    }

    /// The fact at hand; none in an empty list.
    pub(crate) fn row(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    fn fact(&self) -> Option<&Fact> {
        self.row().map(|row| &row.item.fact)
    }

    /// The report at hand.
    fn source(&self) -> Option<&Source> {
        self.fact()?.sources.get(self.report)
    }

    /// The fact of which the record has still to tell.
    pub(crate) fn untold(&self) -> Option<&Item> {
        let item = &self.row()?.item;
        (self.told.fact.as_ref() != Some(&item.fact.id)).then_some(item)
    }

    /// What the record tells of the fact at hand.
    pub(crate) fn tell(&mut self, told: Told) {
        self.told = told;
    }

    /// What was told of the fact at hand.
    pub(crate) fn told(&self) -> &Told {
        &self.told
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.on_reports = false;
        self.report = 0;
        self.scroll = 0;
        self.told = Told::default();
    }

    /// What a key does.
    pub(crate) fn press(&mut self, key: KeyEvent) -> Option<Command> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && key.code == KeyCode::Char('c') {
            return Some(Command::Quit);
        }
        if self.help {
            self.help = false;
            return None;
        }
        if self.asked.is_some() {
            return self.answer(key);
        }
        self.note = None;
        match key.code {
            KeyCode::Char('q') => return Some(Command::Quit),
            KeyCode::Char('?') => self.help = true,
            KeyCode::Char('r') => return Some(Command::Reload),
            KeyCode::Char('u') => return Some(Command::Decisions),
            KeyCode::Char('w') => {
                self.why = !self.why;
                self.scroll = 0;
            }
            KeyCode::Char('a') => self.judge(Act::Accept, "accept"),
            KeyCode::Char('x') => self.judge(Act::Reject, "reject"),
            KeyCode::Char('e') => self.correct(),
            KeyCode::Char('n') => self.name(),
            KeyCode::Char('s') => self.split(),
            KeyCode::Char('m') => self.merge(),
            _ => self.walk(key.code),
        }
        self.finished()
    }

    /// Keys that only move.
    fn walk(&mut self, code: KeyCode) {
        match code {
            KeyCode::Esc if self.on_reports => self.leave_reports(),
            KeyCode::Esc => self.marked = None,
            KeyCode::Tab | KeyCode::BackTab if self.on_reports => self.leave_reports(),
            KeyCode::Left | KeyCode::Char('h') => self.leave_reports(),
            KeyCode::Tab | KeyCode::Enter | KeyCode::Right | KeyCode::Char('l') => {
                self.on_reports = self.source().is_some();
                self.scroll = 0;
            }
            KeyCode::Down | KeyCode::Char('j') => self.step(1),
            KeyCode::Up | KeyCode::Char('k') => self.step(-1),
            KeyCode::PageDown | KeyCode::Char(' ') => {
                self.scroll = self.scroll.saturating_add(PAGE)
            }
            KeyCode::PageUp | KeyCode::Char('b') => self.scroll = self.scroll.saturating_sub(PAGE),
            KeyCode::Home | KeyCode::Char('g') => self.go(0),
            KeyCode::End | KeyCode::Char('G') => self.go(usize::MAX),
            _ => {}
        }
    }

    fn leave_reports(&mut self) {
        self.on_reports = false;
        self.scroll = 0;
    }

    fn step(&mut self, by: isize) {
        if self.on_reports {
            let count = self.fact().map_or(0, |fact| fact.sources.len());
            self.report = self
                .report
                .saturating_add_signed(by)
                .min(count.saturating_sub(1));
            self.scroll = 0;
        } else {
            self.go(self.at.saturating_add_signed(by));
        }
    }

    /// Words from a clipboard.
    pub(crate) fn paste(&mut self, words: &str) {
        if let Some((_, question)) = &mut self.asked {
            question.answer.paste(words);
        }
    }

    fn say(&mut self, words: &str) {
        self.note = Some((words.to_owned(), false));
    }

    fn draft(&mut self, act: Act, title: String) {
        let draft = Draft::new(act, title, self.reason.clone());
        let question = draft.question(self.author.as_deref(), self.marked.as_ref());
        match question {
            Some(question) => self.asked = Some((draft, question)),
            None => self.whole = Some(draft),
        }
    }

    fn judge(&mut self, act: fn(Id) -> Act, word: &str) {
        let Some(fact) = self.fact() else { return };
        let (id, what) = match self.source().filter(|_| self.on_reports) {
            Some(source) => (source.claim.clone(), "this report"),
            None => (fact.id.clone(), "this fact"),
        };
        self.draft(act(id), format!("{word} {what}"));
    }

    /// The report that is meant where only one can be: the one at hand, or the only one.
    fn report_meant(&mut self, key: char) -> Option<Id> {
        let source = self.source()?;
        let only = self.fact().is_some_and(|fact| fact.sources.len() == 1);
        if self.on_reports || only {
            return Some(source.claim.clone());
        }
        self.on_reports = true;
        self.say(&format!("which report? choose with ↑ ↓, then {key} again"));
        None
    }

    fn correct(&mut self) {
        let Some(claim) = self.report_meant('e') else {
            return;
        };
        let known = self.told.claims.get(&claim);
        let fields = known.map(|of| {
            of.fields
                .iter()
                .filter(|f| f.correctable)
                .cloned()
                .collect()
        });
        let fields: Vec<_> = fields.unwrap_or_default();
        if fields.is_empty() {
            return self.say("this report does not count, so nothing of it can be corrected");
        }
        let act = Act::Correct {
            claim,
            fields,
            field: None,
            value: None,
        };
        self.draft(act, "correct this report".to_owned());
    }

    fn name(&mut self) {
        let Some(claim) = self.report_meant('n') else {
            return;
        };
        let known = self.told.claims.get(&claim);
        let fields = known.map(|of| of.fields.as_slice()).unwrap_or_default();
        let whom = |field: &str| match field.strip_prefix("participants.") {
            Some("new") => None,
            Some(number) => Some(number.to_owned()),
            None => ["person", "speaker"]
                .contains(&field)
                .then(|| field.to_owned()),
        };
        let people: Vec<Choice> = (fields.iter())
            .filter_map(|field| {
                Some(Choice {
                    value: whom(&field.name)?,
                    label: field.value.clone(),
                })
            })
            .collect();
        if people.is_empty() {
            return self.say("nobody in this report can be named");
        }
        let act = Act::Name {
            claim,
            people,
            whom: None,
            name: None,
        };
        self.draft(act, "name somebody".to_owned());
    }

    fn split(&mut self) {
        if self.fact().is_some_and(|fact| fact.sources.len() < 2) {
            return self.say("a single report: there is nothing to split it from");
        }
        let Some(claim) = self.report_meant('s') else {
            return;
        };
        self.draft(
            Act::Split(claim),
            "this report tells of another thing".to_owned(),
        );
    }

    fn merge(&mut self) {
        let Some(row) = self.row() else { return };
        let (own, twin) = (row.item.fact.id.clone(), row.item.twin.clone());
        match (self.marked.clone(), twin) {
            (Some(marked), _) if marked == own => self.marked = None,
            (Some(other), _) => self.draft(
                Act::Merge(other, own),
                "this fact and the marked one are one".to_owned(),
            ),
            (None, Some(twin)) => {
                self.draft(
                    Act::Merge(own, twin),
                    "this fact and the one it may be one with are one".to_owned(),
                );
            }
            (None, None) => {
                self.marked = Some(own);
                self.say("marked; go to the other fact and press m again, Esc unmarks");
            }
        }
    }

    /// Decisions that can be undone, the latest first.
    pub(crate) fn offer(&mut self, decisions: Vec<Choice>) -> Option<Command> {
        if decisions.is_empty() {
            self.say("nothing was decided that could be undone");
            return None;
        }
        let act = Act::Undo {
            decisions,
            decision: None,
        };
        self.draft(act, "undo".to_owned());
        self.finished()
    }

    fn answer(&mut self, key: KeyEvent) -> Option<Command> {
        let (mut draft, mut question) = self.asked.take()?;
        match question.answer.press(key) {
            Step::Leave => None,
            Step::Stay => {
                self.asked = Some((draft, question));
                None
            }
            Step::Answered(answer) => {
                if let Some(author) = draft.take(&question, answer) {
                    self.author = Some(author);
                }
                match draft.question(self.author.as_deref(), self.marked.as_ref()) {
                    Some(next) => self.asked = Some((draft, next)),
                    None => self.whole = Some(draft),
                }
                self.finished()
            }
        }
    }

    /// A draft that is whole, as a command.
    fn finished(&mut self) -> Option<Command> {
        let draft = self.whole.take()?;
        Some(Command::Decide {
            request: draft.request()?,
            who: self.author.clone()?,
            reason: draft.reason.filter(|reason| !reason.is_empty()),
        })
    }

    /// What the record refused.
    pub(crate) fn refused(&mut self, why: String) {
        self.note = Some((why, true));
    }

    /// After a decision: finds anew the facts whose claims it was about. `now` gives the fact of an id.
    pub(crate) fn decided(
        &mut self,
        done: &'static str,
        targets: &[Id],
        now: &mut dyn FnMut(&Id) -> Option<Fact>,
    ) {
        let here = self.fact().map(|fact| fact.id.clone());
        let mut rows: Vec<Row> = Vec::with_capacity(self.rows.len() + 1);
        for row in std::mem::take(&mut self.rows) {
            let fact = &row.item.fact;
            if !fact
                .sources
                .iter()
                .any(|source| targets.contains(&source.claim))
            {
                rows.push(row);
                continue;
            }
            // The fact as it is now, then whatever came off it.
            let ids = std::iter::once(&fact.id).chain(targets);
            for fact in ids.filter_map(&mut *now) {
                let known = |row: &Row| row.item.fact.id == fact.id;
                if !rows.iter().any(known) {
                    let mut item = row.item.clone();
                    item.twin = item.twin.filter(|twin| *twin != fact.id);
                    item.fact = fact;
                    rows.push(Row {
                        item,
                        done: Some(done),
                    });
                }
            }
        }
        self.rows = rows;
        self.marked = None;
        let found = self
            .rows
            .iter()
            .position(|row| Some(&row.item.fact.id) == here.as_ref());
        let mut at = found.unwrap_or(self.at);
        if matches!(done, "accepted" | "rejected") && !self.on_reports {
            let open = |row: &Row| row.done.is_none();
            let next = self.rows.iter().skip(at).position(open);
            at += next.unwrap_or(0);
        }
        let (on_reports, report) = (self.on_reports, self.report);
        self.go(at);
        if on_reports && let Some(count) = self.fact().map(|fact| fact.sources.len()) {
            self.on_reports = true;
            self.report = report.min(count.saturating_sub(1));
        }
        self.note = Some((format!("{done}; u undoes"), false));
    }
}
