//! What must be known before a decision is whole, asked one question after the other.

use chancery_model::Id;
use chancery_record::{Field, Request};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A decision of which parts are still to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// What is to be decided.
    pub(crate) act: Act,
    /// In a few words, for the title of each question.
    pub(crate) title: String,
    /// Why, once it was asked.
    pub(crate) reason: Option<String>,
}

/// What is to be decided, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// A claim or fact is right.
    Accept(Id),
    /// A claim or fact is wrong.
    Reject(Id),
    /// Two facts are one.
    Merge(Id, Id),
    /// A claim is of another thing than the rest of its fact.
    Split(Id),
    /// A field says something else.
    Correct {
        /// The claim.
        claim: Id,
        /// Its fields, to choose from.
        fields: Vec<Field>,
        /// The field.
        field: Option<String>,
        /// Its value.
        value: Option<String>,
    },
    /// Somebody has a name.
    Name {
        /// The claim.
        claim: Id,
        /// Who can be named: how [`Request::Name`] calls them, and how they are told.
        people: Vec<Choice>,
        /// Who.
        whom: Option<String>,
        /// The name.
        name: Option<String>,
    },
    /// A decision no longer holds.
    Undo {
        /// Those that can be undone.
        decisions: Vec<Choice>,
        /// Which.
        decision: Option<String>,
    },
}

/// One of several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is answered.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) label: String,
}

/// What is asked now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// What the answer is for.
    wanted: Wanted,
    /// The question.
    pub(crate) text: String,
    /// How it is answered.
    pub(crate) answer: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Field,
    Value,
    Whom,
    Name,
    Decision,
    Author,
    Reason,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// By choosing.
    Pick {
        /// Of these.
        choices: Vec<Choice>,
        /// The one under the cursor.
        at: usize,
    },
    /// By typing.
    Type {
        /// What stands there.
        text: String,
        /// Characters before the cursor.
        cursor: usize,
    },
}

/// What came of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The question stands.
    Stay,
    /// The person left it.
    Leave,
    /// It was answered.
    Answered(String),
}

impl Answer {
    fn typed(text: &str) -> Self {
        Self::Type {
            cursor: text.chars().count(),
            text: text.to_owned(),
        }
    }

    /// What a key does to the answer.
    pub(crate) fn press(&mut self, key: KeyEvent) -> Step {
        match (key.code, &mut *self) {
            (KeyCode::Esc, _) => return Step::Leave,
            (KeyCode::Enter, Self::Pick { choices, at }) => {
                let chosen = choices.get(*at).map(|choice| choice.value.clone());
                return chosen.map_or(Step::Leave, Step::Answered);
            }
            (KeyCode::Enter, Self::Type { text, .. }) => {
                return Step::Answered(text.trim().to_owned());
            }
            (KeyCode::Down | KeyCode::Char('j'), Self::Pick { choices, at }) => {
                *at = (*at + 1).min(choices.len().saturating_sub(1));
            }
            (KeyCode::Up | KeyCode::Char('k'), Self::Pick { at, .. }) => *at = at.saturating_sub(1),
            (KeyCode::Home, Self::Pick { at, .. }) => *at = 0,
            (KeyCode::End, Self::Pick { choices, at }) => *at = choices.len().saturating_sub(1),
            (_, Self::Type { text, cursor }) => edit(text, cursor, key),
            _ => {}
        }
        Step::Stay
    }

    /// Words that come at once, as from a clipboard.
    pub(crate) fn paste(&mut self, words: &str) {
        if let Self::Type { text, cursor } = self {
            for c in words.chars().filter(|c| !c.is_control()) {
                insert(text, cursor, c);
            }
        }
    }
}

/// The byte at which a character begins.
fn byte(text: &str, character: usize) -> usize {
    text.char_indices()
        .nth(character)
        .map_or(text.len(), |(at, _)| at)
}

fn insert(text: &mut String, cursor: &mut usize, c: char) {
    let at = byte(text, *cursor);
    text.insert(at, c);
    *cursor += 1;
}

fn edit(text: &mut String, cursor: &mut usize, key: KeyEvent) {
    let count = text.chars().count();
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('u') if control => {
            text.clear();
            *cursor = 0;
        }
        KeyCode::Char('a') if control => *cursor = 0,
        KeyCode::Char('e') if control => *cursor = count,
        KeyCode::Char(c) if !control && !c.is_control() => insert(text, cursor, c),
        KeyCode::Backspace if *cursor > 0 => {
            *cursor -= 1;
            let at = byte(text, *cursor);
            text.remove(at);
        }
        KeyCode::Delete if *cursor < count => {
            let at = byte(text, *cursor);
            text.remove(at);
        }
        KeyCode::Left => *cursor = cursor.saturating_sub(1),
        KeyCode::Right => *cursor = (*cursor + 1).min(count),
        KeyCode::Home => *cursor = 0,
        KeyCode::End => *cursor = count,
        _ => {}
    }
}

impl Draft {
    /// A decision of which nothing was asked yet.
    pub(crate) fn new(act: Act, title: String, reason: Option<String>) -> Self {
        Self { act, title, reason }
    }

    /// What is to be asked next; nothing where the decision is whole. `author` is who decides, if known;
    /// `marked` a fact that may be meant.
    pub(crate) fn question(&self, author: Option<&str>, marked: Option<&Id>) -> Option<Question> {
        let asked = |wanted, text: &str, answer| {
            let text = text.to_owned();
            Some(Question {
                wanted,
                text,
                answer,
            })
        };
        let pick = |choices: Vec<Choice>| Answer::Pick { choices, at: 0 };
        match &self.act {
            Act::Correct {
                fields,
                field: None,
                ..
            } => {
                let label = |field: &Field| Choice {
                    value: field.name.clone(),
                    label: format!("{:<14} {}", field.name, field.value),
                };
                let choices = fields.iter().map(label).collect();
                asked(Wanted::Field, "which field is wrong?", pick(choices))
            }
            Act::Correct {
                fields,
                field: Some(field),
                value: None,
                ..
            } => {
                let now = fields.iter().find(|known| known.name == *field);
                let now = now.map_or("", |field| field.value.as_str());
                let is_link = matches!(field.as_str(), "part_of" | "renews");
                let now = marked.filter(|_| is_link).map_or(now, Id::as_str);
                asked(Wanted::Value, &hint(field), Answer::typed(now))
            }
            Act::Name {
                people, whom: None, ..
            } => asked(Wanted::Whom, "who is it?", pick(people.clone())),
            Act::Name { name: None, .. } => asked(Wanted::Name, "full name", Answer::typed("")),
            Act::Undo {
                decisions,
                decision: None,
            } => asked(
                Wanted::Decision,
                "which decision no longer holds?",
                pick(decisions.clone()),
            ),
            _ if author.is_none() => asked(Wanted::Author, "who decides?", Answer::typed("")),
            _ if self.reason.is_none() => asked(
                Wanted::Reason,
                "why? (Enter without words: no reason)",
                Answer::typed(""),
            ),
            _ => None,
        }
    }

    /// Takes an answer. Gives the author, where that was asked.
    pub(crate) fn take(&mut self, question: &Question, answer: String) -> Option<String> {
        match (&mut self.act, question.wanted) {
            (Act::Correct { field, .. }, Wanted::Field) => *field = Some(answer),
            (Act::Correct { value, .. }, Wanted::Value) => *value = Some(answer),
            (Act::Name { whom, .. }, Wanted::Whom) => *whom = Some(answer),
            (Act::Name { name, .. }, Wanted::Name) => *name = Some(answer),
            (Act::Undo { decision, .. }, Wanted::Decision) => *decision = Some(answer),
            (_, Wanted::Author) => return (!answer.is_empty()).then_some(answer),
            (_, Wanted::Reason) => self.reason = Some(answer),
            _ => {}
        }
        None
    }

    /// What the record is asked to decide, once nothing is left to be asked.
    pub(crate) fn request(&self) -> Option<Request> {
        Some(match &self.act {
            Act::Accept(id) => Request::Accept(id.clone()),
            Act::Reject(id) => Request::Reject(id.clone()),
            Act::Merge(a, b) => Request::Merge(a.clone(), b.clone()),
            Act::Split(id) => Request::Split(id.clone()),
            Act::Correct {
                claim,
                field,
                value,
                ..
            } => Request::Correct {
                claim: claim.clone(),
                field: field.clone()?,
                value: value.clone()?,
            },
            Act::Name {
                claim, whom, name, ..
            } => Request::Name {
                claim: claim.clone(),
                whom: whom.clone()?,
                name: name.clone()?,
            },
            Act::Undo { decision, .. } => Request::Undo(Id::parse(decision.as_ref()?)?),
        })
    }
}

/// How the value of a field is typed.
fn hint(field: &str) -> String {
    let how = match field {
        "start" | "end" | "date" | "term_start" | "term_end" | "period" => {
            "2024-05-03, 2024-05, 2024; empty if unknown"
        }
        "place" => "City, CODE or CODE; empty if unknown",
        "parties" | "dyad" => "codes with commas: KHM, VNM",
        "side" => "code of a state or body (KHM, EU); empty if unknown",
        "flow" => "KHM->VNM; empty for none",
        "value" => "the number in full: 756000000",
        "part_of" | "renews" => "id of the other fact; empty for none",
        field if field.starts_with("participants.") => {
            "ROLE, SIDE, NAME, OFFICE; empty takes them out"
        }
        _ => "empty for none",
    };
    format!("{field}: {how}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_anywhere_in_it() {
        let mut answer = Answer::typed("Hanöi");
        let keys = [
            KeyCode::Left,
            KeyCode::Backspace,
            KeyCode::Char('o'),
            KeyCode::Home,
            KeyCode::Delete,
            KeyCode::Char('h'),
            KeyCode::End,
            KeyCode::Char('!'),
        ];
        for code in keys {
            assert_eq!(answer.press(code.into()), Step::Stay);
        }
        answer.paste("?\u{1b}[2J\n");
        assert_eq!(
            answer.press(KeyCode::Enter.into()),
            Step::Answered("hanoi!?[2J".to_owned())
        );
        assert_eq!(answer.press(KeyCode::Esc.into()), Step::Leave);
    }

    #[test]
    fn choosing_stays_within_what_there_is() {
        let choice = |n: usize| Choice {
            value: n.to_string(),
            label: String::new(),
        };
        let mut answer = Answer::Pick {
            choices: (0..2).map(choice).collect(),
            at: 0,
        };
        for code in [KeyCode::Up, KeyCode::Down, KeyCode::Down, KeyCode::Down] {
            answer.press(code.into());
        }
        assert_eq!(
            answer.press(KeyCode::Enter.into()),
            Step::Answered("1".to_owned())
        );
        let mut none = Answer::Pick {
            choices: Vec::new(),
            at: 0,
        };
        assert_eq!(none.press(KeyCode::Enter.into()), Step::Leave);
    }
}
