//! What is seen of a claim that tells how sure it is: short words such as "status: planned".
//!
//! Marks are read off the finished claim and its document, never off the gold; the fitting script takes them from
//! here, so there is one definition.

use chancery_model::{
    Agreement, BlockKind, Document, Edtf, Event, Figure, Kind, Point, Reading, Relation, Side,
    Span, Statement, Tenure, Why,
};

/// Basis of a speaker known by office or description.
pub(crate) const DESCRIBED: &str = "office or description";

/// Basis of a speaker whom the cast does not know.
pub(crate) const NOBODY: &str = "words that name nobody";

/// The marks of every claim of a reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// By kind in the order of [`Kind::ALL`], then by the claim's number in the reading.
    lists: [Vec<Vec<String>>; 6],
}

impl Marks {
    /// Marks of the claim of that kind and number.
    pub fn of(&self, kind: Kind, number: usize) -> Option<&[String]> {
        let place = Kind::ALL.iter().position(|k| *k == kind)?;
        self.lists.get(place)?.get(number).map(Vec::as_slice)
    }

    /// Marks of all claims of a kind, in the order of the reading.
    pub fn of_kind(&self, kind: Kind) -> &[Vec<String>] {
        let place = Kind::ALL.iter().position(|k| *k == kind);
        place
            .and_then(|p| self.lists.get(p))
            .map_or(&[], Vec::as_slice)
    }
}

/// Marks of all claims of a reading of that document, spans in bytes.
pub fn marks(reading: &Reading, document: &Document) -> Marks {
    let scene = Scene {
        document,
        title: document
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Title)
            .map(|block| block.span),
        own_voice: reading.voice.is_some(),
    };
    Marks {
        lists: [
            reading.events.iter().map(|x| event(&scene, x)).collect(),
            reading
                .agreements
                .iter()
                .map(|x| agreement(&scene, x))
                .collect(),
            reading
                .relations
                .iter()
                .map(|x| relation(&scene, x))
                .collect(),
            reading.figures.iter().map(|x| figure(&scene, x)).collect(),
            reading.tenures.iter().map(|x| tenure(&scene, x)).collect(),
            reading
                .statements
                .iter()
                .map(|x| statement(&scene, x))
                .collect(),
        ],
    }
}

struct Scene<'a> {
    document: &'a Document,
    /// Where the headline stands.
    title: Option<Span>,
    own_voice: bool,
}

/// Marks under construction.
struct List(Vec<String>);

impl List {
    /// What claims of all kinds have: how many sentences, how long, where.
    fn of(scene: &Scene<'_>, evidence: &[Span], why: &Why) -> Self {
        let mut list = Self(Vec::new());
        list.add("sentences", at_most(evidence.len(), 2));
        if scene.own_voice {
            list.0.push("text: a statement of its own".to_owned());
        }
        let text = &scene.document.text;
        if let Some(first) = evidence.first() {
            list.add("sentence", length(first.of(text)));
            let title = |span: &Span| scene.title.is_some_and(|title| title.contains(*span));
            if evidence.iter().all(title) {
                list.0.push("sentence: the headline".to_owned());
            }
        }
        if let Some(anchor) = why.anchor
            && evidence.iter().any(|span| is_quoted(text, *span, anchor))
        {
            list.0.push("words: within a quotation".to_owned());
        }
        list
    }

    fn add(&mut self, name: &str, value: impl AsRef<str>) {
        let mark = format!("{name}: {}", value.as_ref());
        if !self.0.contains(&mark) {
            self.0.push(mark);
        }
    }

    /// How the fields of a name were found.
    fn bases(&mut self, name: &str, why: &Why, field: &str) {
        for ground in why.grounds.iter().filter(|g| g.field.starts_with(field)) {
            if !ground.basis.is_empty() {
                self.add(name, &ground.basis);
            }
        }
    }
}

fn event(scene: &Scene<'_>, x: &Event) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    list.add("type", x.kind.as_str());
    if let Some((_, class)) = x.why.rule.rsplit_once(" (") {
        list.add("told by a", class.trim_end_matches(')'));
    }
    list.add("status", x.status.as_str());
    let mut sides: Vec<&Side> = x
        .participants
        .iter()
        .filter_map(|p| p.side.as_ref())
        .collect();
    sides.sort();
    sides.dedup();
    list.add("sides", at_most(sides.len(), 3));
    if sides.iter().any(|side| side.as_str().starts_with("org:")) {
        list.add("side", "other political actor");
    }
    let named = x.participants.iter().filter(|p| p.name.is_some()).count();
    list.add("named", at_most(named, 2));
    list.add("start", precision(x.start));
    list.add("place", known(x.place.is_some()));
    if x.part_of.is_some() {
        list.0.push("part of a visit".to_owned());
    }
    list.bases("party", &x.why, "participants.");
    list.0
}

fn agreement(scene: &Scene<'_>, x: &Agreement) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    list.add("kind", x.kind.as_str());
    list.add("stage", x.stage.as_str());
    list.add("parties", at_most(x.parties.len(), 3));
    let proper = x.title.split_whitespace().filter(|w| is_capital(w)).count() > 1;
    list.add("title", if proper { "a name" } else { "a description" });
    list.add("date", precision(x.date));
    list.bases("party", &x.why, "parties");
    list.0
}

fn relation(scene: &Scene<'_>, x: &Relation) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    list.add("milestone", x.milestone.as_str());
    list.add("date", precision(x.date));
    list.0
}

fn figure(scene: &Scene<'_>, x: &Figure) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    list.add("measure", x.measure.as_str());
    list.add("kind", x.kind.as_str());
    let unit = match x.unit.as_deref() {
        None => "none",
        Some("people") => "people",
        Some("percent") => "percent",
        Some(unit) if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => "money",
        Some(_) => "things",
    };
    list.add("unit", unit);
    list.add("bound", x.bound.map_or("none", |bound| bound.as_str()));
    list.add("period", precision(x.period));
    list.add("parties", at_most(x.parties.len(), 2));
    if x.value.abs() < 10.0 {
        list.add("value", "below ten");
    }
    list.bases("party", &x.why, "parties");
    list.0
}

fn tenure(scene: &Scene<'_>, x: &Tenure) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    list.add("level", x.why.rule.trim_start_matches("tenure/"));
    list.add("status", x.status.as_str());
    let words = x.person.split_whitespace().count();
    list.add("words of the name", at_most(words, 3));
    let words = match x.office.split_whitespace().count() {
        0 | 1 => "1 word",
        2 | 3 => "2 or 3 words",
        4..=6 => "4 to 6 words",
        _ => "7 words or more",
    };
    list.add("office", words);
    match &x.side {
        None => list.add("side", "unknown"),
        Some(side) if side.as_str().starts_with("org:") => {
            list.add("side", "other political actor")
        }
        Some(_) => list.bases("side", &x.why, "side"),
    }
    list.0
}

fn statement(scene: &Scene<'_>, x: &Statement) -> Vec<String> {
    let mut list = List::of(scene, &x.evidence, &x.why);
    let mut parts = x.why.rule.splitn(3, '/').skip(1);
    let (row, frame) = (parts.next(), parts.next());
    // Rules of quotations without a verb of the table have two parts.
    list.add("frame", frame.or(row).unwrap_or(""));
    if let (Some(row), Some(_)) = (row, frame) {
        list.add("verb", row);
    }
    list.add("form", x.form.as_str());
    list.add("act", x.act.as_str());
    let words = match x.text.split_whitespace().count() {
        0..=3 => "3 or less",
        4..=7 => "4 to 7",
        8..=15 => "8 to 15",
        _ => "16 or more",
    };
    list.add("words", words);
    let speaker = match (is_named(x), x.side.is_some()) {
        (true, true) => "named, of a side",
        (true, false) => "named, of no known side",
        (false, _) => "described",
    };
    list.add("speaker", speaker);
    list.bases("speaker by", &x.why, "speaker");
    list.0
}

/// Whether the speaker has a name: capitals, and more than that of a sentence's first word ("Analysts").
fn is_named(x: &Statement) -> bool {
    let described = x
        .why
        .grounds
        .iter()
        .any(|g| g.field == "speaker" && matches!(g.basis.as_str(), DESCRIBED | NOBODY));
    let mut words = x.speaker.split_whitespace();
    words.next().is_some_and(is_capital) && (!described || words.any(is_capital))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn known(is: bool) -> &'static str {
    if is { "known" } else { "unknown" }
}

/// The number itself, or "3 or more".
fn at_most(number: usize, most: usize) -> String {
    if number < most {
        number.to_string()
    } else {
        format!("{most} or more")
    }
}

fn precision(date: Option<Edtf>) -> &'static str {
    match date {
        None => "unknown",
        Some(Edtf::Point(Point::Day(_))) => "a day",
        Some(_) => "a period",
    }
}

fn length(sentence: &str) -> &'static str {
    // Not the whole of a text without full stops, for each of its claims.
    match sentence.split_whitespace().take(35).count() {
        0..=14 => "short",
        15..=34 => "middling",
        _ => "long",
    }
}

/// No sentence of a report is longer, in bytes; what is must not cost the square of its length.
const FARTHEST: u32 = 4000;

/// Whether words of a sentence stand between quotation marks that the sentence opens.
fn is_quoted(text: &str, sentence: Span, words: Span) -> bool {
    let far = words.start.saturating_sub(sentence.start) > FARTHEST;
    if far || !sentence.contains(words) {
        return false;
    }
    let before = text
        .get(sentence.start as usize..words.start as usize)
        .unwrap_or("");
    let straight = before.matches('"').count() % 2 == 1;
    let curly = match (before.rfind('“'), before.rfind('”')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    };
    straight || curly
}
