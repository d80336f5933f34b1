//! Frames: which words, in which construction, speak of an event of a kind, and who fills which role.
//!
//! A frame is one line of a kind's file under `data/events/`:
//!
//! ```text
//! visit                verb   visitor=subject  host=object,to
//! visit                noun   visitor=possessor,by,of,modifier  host=to
//! round of sanctions   noun   imposer=possessor  target=on,against        subtype=imposed
//! take                 verb   appointee=subject                            if-object=office|power
//! ```
//!
//! First the word (lemma or form; several words for a noun with its modifiers), its class, then pairs. A pair
//! is `role=slot,slot…` or a condition. Slots are the places of [`super::arguments`]; the first one that is
//! filled by somebody counts, `+` after a slot lets the next one add to it.

use chancery_model::{Role, Status};

/// One line of a kind's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The words as written in the table, the last one the trigger.
    pub(crate) words: Vec<String>,
    /// Verb, noun or adjective.
    pub(crate) class: Class,
    /// Role and slots, in order.
    pub(crate) roles: Vec<(Role, Vec<String>)>,
    /// Finer kind that this frame gives.
    pub(crate) subtype: Option<String>,
    /// Status that this frame gives whatever the verb forms say.
    pub(crate) status: Option<Status>,
    /// What else must stand in the clause: slot and words of which one must head it.
    pub(crate) conditions: Vec<Condition>,
    /// Fewest sides that must be found; two unless the table says `sides=1`.
    pub(crate) sides: usize,
    /// Whether a body of many states does not do for two sides; so where the table says `sides=both`.
    pub(crate) both: bool,
    /// Whether both sides must be named; the passage does not stand in. So where the table says `sides=named`.
    pub(crate) named: bool,
    /// Verbs that carry this noun beside the general ones ("extend congratulations").
    pub(crate) carriers: Vec<String>,
}

/// What a trigger must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
}

/// A condition of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The slot, `near` for anywhere in the sentence, `governor` for the verb above a noun, `numbered` for a number right behind.
    pub(crate) slot: String,
    /// Lemmas or forms; `*` for anything, `@number` for a number, `@money` for a sum, `@place` for a state or place by name.
    pub(crate) words: Vec<String>,
    /// Whether it must not be so.
    pub(crate) negated: bool,
}

impl Frame {
    /// Reads a line of a table. Errors say what is wrong with it.
    pub(crate) fn parse(line: &str) -> Result<Self, String> {
        let mut words = Vec::new();
        let mut class = None;
        let mut rest = Vec::new();
        for part in line.split_whitespace() {
            match (class, part) {
                (None, "verb") => class = Some(Class::Verb),
                (None, "noun") => class = Some(Class::Noun),
                (None, word) => words.push(word.to_lowercase()),
                (Some(_), pair) => rest.push(pair),
            }
        }
        let class = class.ok_or_else(|| format!("no 'verb' or 'noun' in frame '{line}'"))?;
        if words.is_empty() {
            return Err(format!("no word in frame '{line}'"));
        }
        let mut frame = Self {
            words,
            class,
            roles: Vec::new(),
            subtype: None,
            status: None,
            conditions: Vec::new(),
            sides: 2,
            both: false,
            named: false,
            carriers: Vec::new(),
        };
        for pair in rest {
            let (key, value) = pair
                .split_once('=')
                .ok_or_else(|| format!("'{pair}' is no pair in frame '{line}'"))?;
            frame
                .set(key, value)
                .map_err(|problem| format!("{problem} in frame '{line}'"))?;
        }
        Ok(frame)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let list = |separator: char| {
            value
                .split(separator)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        match key {
            "subtype" => self.subtype = Some(value.to_owned()),
            "carriers" => self.carriers = list('|'),
            "status" => self.status = Some(value.parse().map_err(|e| format!("{e}"))?),
            "sides" if value == "both" => self.both = true,
            "sides" if value == "named" => self.named = true,
            "sides" => {
                self.sides = value
                    .parse()
                    .map_err(|_| format!("'{value}' is no number"))?
            }
            _ => {
                let condition = key.strip_prefix("if-").map(|slot| (slot, false));
                let condition =
                    condition.or_else(|| key.strip_prefix("unless-").map(|s| (s, true)));
                if let Some((slot, negated)) = condition {
                    self.conditions.push(Condition {
                        slot: slot.to_owned(),
                        words: list('|'),
                        negated,
                    });
                } else {
                    let role = key.parse().map_err(|e| format!("{e}"))?;
                    self.roles.push((role, list(',')));
                }
            }
        }
        Ok(())
    }

    /// Whether a role asks for that slot.
    pub(crate) fn fills(&self, slot: &str) -> bool {
        self.roles
            .iter()
            .any(|(_, slots)| slots.iter().any(|s| s == slot))
    }

    /// The trigger: the word that the frame is looked up by.
    pub(crate) fn trigger(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// How the frame is named in answers to "why".
    pub(crate) fn name(&self) -> String {
        let class = match self.class {
            Class::Verb => "verb",
            Class::Noun => "noun",
        };
        format!("{} ({class})", self.words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_line() {
        let frame =
            Frame::parse("courtesy call noun caller=possessor,by host=on subtype=courtesy_call")
                .unwrap();
        assert_eq!(frame.trigger(), "call");
        assert_eq!(frame.class, Class::Noun);
        assert_eq!(
            frame.roles[0],
            (Role::Caller, vec!["possessor".to_owned(), "by".to_owned()])
        );
        assert_eq!(frame.sides, 2);
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(
            Frame::parse("visit visitor=subject")
                .unwrap_err()
                .contains("no 'verb' or 'noun'")
        );
        assert!(
            Frame::parse("visit verb guest=subject")
                .unwrap_err()
                .contains("guest")
        );
    }
}
