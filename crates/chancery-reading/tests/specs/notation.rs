//! Facts as lines that people read and write.
//!
//! ```text
//! event visit/official occurred 2024-11-23/2024-11-26 place=KHM visitor:Ana Ruiz(PER, Minister of Trade) host:KHM
//! agreement protocol signed 2024-11-24 KHM,VNM term=2025/2029 "protocol on customs"
//! relation KHM-PER established 1970
//! figure trade/reported 756000000 USD about 2018 KHM,KOR flow=KHM->KOR
//! tenure Ana Ruiz(PER) current Minister of Trade
//! statement Ana Ruiz(PER) indirect/announce "the visit will last three days"
//! voice Ana Ruiz
//! document inferred 2019 outlet="Daily Courier"
//! block caption "The minister (left) leaves."
//! ```
//!
//! A line states only the fields it wants checked. `~` before a date says that it holds one unknown day;
//! `undated` that there is none; `*` stands for any value; `…` in quoted words for any words. `no` before a
//! line says that no such fact may be found.

use std::fmt::Write as _;

/// A fact, found or expected, as fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    /// `event`, `tenure` …
    pub(crate) kind: String,
    /// Whether no such fact may be found.
    pub(crate) absent: bool,
    /// Fields by name, in the order of the notation. The field `words` is the quoted one.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// Those who take part or speak.
    pub(crate) people: Vec<Person>,
}

/// Somebody in a fact; empty parts are not stated.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Person {
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) side: String,
    pub(crate) office: String,
}

const ROLES: [&str; 13] = [
    "visitor",
    "host",
    "participant",
    "caller",
    "recipient",
    "sender",
    "signatory",
    "donor",
    "imposer",
    "target",
    "actor",
    "appointee",
    "mediator",
];
const STATUS: [&str; 7] = [
    "occurred",
    "ongoing",
    "planned",
    "proposed",
    "cancelled",
    "denied",
    "hypothetical",
];
const STAGES: [&str; 12] = [
    "studied",
    "negotiated",
    "proposed",
    "initialled",
    "signed",
    "ratified",
    "in_force",
    "amended",
    "renewed",
    "suspended",
    "ended",
    "implemented",
];
const TENURES: [&str; 4] = ["current", "former", "incoming", "acting"];
const FORMS: [&str; 3] = ["direct", "indirect", "mixed"];
const ACTS: [&str; 11] = [
    "assert",
    "support",
    "criticize",
    "request",
    "commit",
    "reject",
    "warn",
    "thank",
    "congratulate",
    "deny",
    "announce",
];
const BOUNDS: [&str; 3] = ["about", "min", "max"];

/// Reads a line; the error says what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Line, String> {
    let mut line = Line::default();
    let mut rest = text.trim();
    if let Some(after) = rest.strip_prefix("no ") {
        line.absent = true;
        rest = after.trim();
    }
    let (kind, after) = word(rest);
    line.kind = kind.to_owned();
    rest = after;
    match kind {
        "event" => (),
        "statement" | "tenure" => rest = speaker(rest, &mut line),
        "agreement" | "relation" | "figure" | "document" | "block" | "voice" => (),
        other => return Err(format!("'{other}' is no kind of fact")),
    }
    if kind == "voice" {
        line.fields.push(("name", rest.trim().to_owned()));
        return Ok(line);
    }
    while !rest.is_empty() {
        rest = field(rest, &mut line)?;
    }
    Ok(line)
}

fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// "Ana Ruiz(PER)" at the start of a statement or tenure.
fn speaker<'a>(rest: &'a str, line: &mut Line) -> &'a str {
    let stops = |word: &str| {
        word.starts_with('"')
            || word.contains('/')
            || [&FORMS[..], &ACTS, &TENURES]
                .iter()
                .any(|words| words.contains(&word))
    };
    let (person, after) = person("speaker", rest, stops);
    if person
        != (Person {
            role: "speaker".into(),
            ..Person::default()
        })
    {
        line.people.push(person);
    }
    after
}

/// A name up to brackets or a word that cannot belong to it, and what the brackets hold.
fn person<'a>(role: &str, text: &'a str, stops: impl Fn(&str) -> bool) -> (Person, &'a str) {
    let mut person = Person {
        role: role.to_owned(),
        ..Person::default()
    };
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('(') {
            let end = closing(inside);
            let (side, office) = inside[..end]
                .split_once(", ")
                .unwrap_or((&inside[..end], ""));
            person.side = side.to_owned();
            person.office = office.to_owned();
            return (person, inside[end..].trim_start_matches(')').trim_start());
        }
        let (next, after) = word(rest);
        if stops(next) {
            break;
        }
        let open = next.find('(').unwrap_or(next.len());
        let _ = write!(
            person.name,
            "{}{}",
            if person.name.is_empty() { "" } else { " " },
            &next[..open]
        );
        rest = if open < next.len() {
            &rest[rest.find('(').unwrap_or(0)..]
        } else {
            after
        };
    }
    (person, rest)
}

/// Where the bracket opened before `text` closes.
fn closing(text: &str) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn is_key(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        || word
            .split_once(':')
            .is_some_and(|(role, _)| ROLES.contains(&role))
        || word.starts_with('"')
}

/// One field at the start of `text`; returns what follows.
fn field<'a>(text: &'a str, line: &mut Line) -> Result<&'a str, String> {
    if let Some(inside) = text.strip_prefix('"') {
        let end = inside.rfind('"').ok_or("a quotation mark is missing")?;
        line.fields.push(("words", inside[..end].to_owned()));
        return Ok(inside[end + 1..].trim_start());
    }
    let (next, after) = word(text);
    if let Some((role, _)) = next
        .split_once(':')
        .filter(|(role, _)| ROLES.contains(role))
    {
        let (found, after) = person(role, &text[role.len() + 1..], is_key);
        line.people.push(found);
        return Ok(after);
    }
    if let Some((key, _)) = next.split_once('=') {
        let key = [
            "place", "topic", "flow", "term", "outlet", "dateline", "title", "note",
        ]
        .into_iter()
        .find(|known| *known == key)
        .ok_or(format!("'{key}' is no field"))?;
        let value = &text[key.len() + 1..];
        if let Some(inside) = value.strip_prefix('"') {
            let end = inside.find('"').ok_or("a quotation mark is missing")?;
            line.fields.push((key, inside[..end].to_owned()));
            return Ok(inside[end + 1..].trim_start());
        }
        let (value, after) = word(value);
        line.fields.push((key, value.to_owned()));
        return Ok(after);
    }
    plain(next, after, line)
}

/// A word whose field is known by its looks and its place.
fn plain<'a>(next: &str, after: &'a str, line: &mut Line) -> Result<&'a str, String> {
    let has = |name: &str| line.fields.iter().any(|(key, _)| *key == name);
    let dated =
        next.starts_with(|c: char| c.is_ascii_digit() || c == '~') || next.starts_with("../");
    let kind = line.kind.as_str();
    let name = match kind {
        "tenure" if !has("status") => "status",
        "tenure" => {
            let office = format!("{next} {after}");
            line.fields.push(("office", office.trim().to_owned()));
            return Ok("");
        }
        "statement" if FORMS.contains(&next) => "form",
        "statement" if ACTS.contains(&next) => "act",
        "statement" => {
            let (form, act) = next
                .split_once('/')
                .ok_or(format!("'{next}' is no form/act"))?;
            line.fields.push(("form", form.to_owned()));
            line.fields.push(("act", act.to_owned()));
            return Ok(after);
        }
        "document" => {
            let key = ["published", "inferred"]
                .into_iter()
                .find(|known| *known == next)
                .ok_or(format!("'{next}' is nothing of a document"))?;
            let (value, after) = word(after);
            line.fields.push((key, value.to_owned()));
            return Ok(after);
        }
        "block" => "type",
        "event" | "figure"
            if !has("type") && next.starts_with(|c: char| c.is_ascii_lowercase() || c == '*') =>
        {
            let (main, sub) = next.split_once('/').unwrap_or((next, "*"));
            line.fields.push(("type", main.to_owned()));
            line.fields.push(("subtype", sub.to_owned()));
            return Ok(after);
        }
        "figure" if next.contains(',') => "parties",
        "figure" if dated && !has("value") => "value",
        "figure" if BOUNDS.contains(&next) => "bound",
        "figure" if dated => "date",
        "figure" if has("unit") => "parties",
        "figure" => "unit",
        "agreement" if STAGES.contains(&next) => "stage",
        "agreement"
            if next.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && next != "undated" =>
        {
            "type"
        }
        "relation" if !has("dyad") => "dyad",
        "relation" if !has("milestone") => "milestone",
        "event" if STATUS.contains(&next) => "status",
        _ if next == "undated" => "date",
        _ if dated => "date",
        "agreement" => "parties",
        _ => return Err(format!("'{next}' is not understood here")),
    };
    line.fields.push((name, next.to_owned()));
    Ok(after)
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.absent {
            f.write_str("no ")?;
        }
        f.write_str(&self.kind)?;
        for person in self.people.iter().filter(|p| p.role == "speaker") {
            write!(f, " {}", person.bare())?;
        }
        for (key, value) in &self.fields {
            match *key {
                "words" => write!(f, " \"{value}\"")?,
                "subtype" | "act" if value == "*" => (),
                "subtype" | "act" => write!(f, "/{value}")?,
                "published" | "inferred" => write!(f, " {key} {value}")?,
                "place" | "topic" | "flow" | "term" | "outlet" | "dateline" | "title" | "note" => {
                    let quote = if value.contains(' ') { "\"" } else { "" };
                    write!(f, " {key}={quote}{value}{quote}")?;
                }
                _ => write!(f, " {value}")?,
            }
        }
        for person in self.people.iter().filter(|p| p.role != "speaker") {
            write!(f, " {}:{}", person.role, person.bare())?;
        }
        Ok(())
    }
}

impl Person {
    fn bare(&self) -> String {
        let Self {
            name, side, office, ..
        } = self;
        match (name.is_empty(), side.is_empty(), office.is_empty()) {
            (true, false, true) => side.clone(),
            (false, true, true) => name.clone(),
            (_, _, true) => format!("{name}({side})"),
            _ => format!("{name}({side}, {office})"),
        }
    }
}

#[test]
fn lines_survive_reading_and_writing() {
    for text in [
        "event visit/official occurred 2024-11-23/2024-11-26 place=KHM visitor:Phan Van Giang(VNM, Minister of National Defence) host:KHM",
        "event meeting planned ~2024-11-18/2024-11-24 place=\"Lima, PER\" participant:Ana Ruiz(PER, head (acting) of mission) participant:ECU",
        "agreement protocol signed 2024-11-24 KHM,VNM term=2025/2029 \"protocol on customs\"",
        "relation KHM-PER established 1970",
        "figure trade/reported 756000000 USD about 2018 KHM,KOR flow=KHM->KOR",
        "tenure Ana Ruiz(PER) current Minister of Trade",
        "statement Ana Ruiz(PER) indirect/announce \"the \"long\" visit\"",
        "statement Foreign Ministry(PER) direct/deny \"no\"",
        "no event visit occurred visitor:PER",
        "no statement",
        "voice Ana Ruiz",
        "document inferred 2019 outlet=\"Daily Courier\"",
        "block caption \"The minister (left) leaves.\"",
    ] {
        assert_eq!(parse(text).unwrap().to_string(), text);
    }
    assert!(parse("tale of a visit").is_err());
    assert!(parse("event visit somehow").is_err());
}
