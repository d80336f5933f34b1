//! What Chancery knows: the tables under `data/`, built in, and in whose place another folder's may be put.
//!
//! Each table is text: tab-separated rows after a header of `#` lines that says what it holds, whence, under
//! which licence ([`Table::rows`]), or a TOML file for a kind of event. [`check`] says what is wrong with one.

mod check;
mod replace;

pub use check::{Fault, check};
pub use replace::{Replaced, replace};

/// A table, by the name of its file under `data/`.
#[derive(Debug)]
pub struct Table {
    /// Path under `data/`, `/` between its parts.
    pub name: &'static str,
    /// Its text as it was when the program was built.
    pub built_in: &'static str,
}

impl Table {
    /// Its text: the one that was put in its place, else the one built in.
    pub fn text(&self) -> &'static str {
        replace::text_of(self.name).unwrap_or(self.built_in)
    }

    /// Its rows, cells in order; comments and blank lines left out.
    pub fn rows(&self) -> impl Iterator<Item = Vec<&'static str>> {
        rows(self.text())
    }

    /// What it holds: the first sentence of its header.
    pub fn about(&self) -> &'static str {
        let line = self.built_in.lines().next().unwrap_or("");
        let line = line.trim_start_matches(['#', ' ']);
        line.split_once(". ").map_or(line, |(first, _)| first)
    }
}

/// The rows of a text like a table's: cells between tabs; comments and blank lines left out.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $($(#[$doc])* pub static $name: Table = Table {
            name: $file,
            built_in: include_str!(concat!("../../../data/", $file)),
        };)*
        /// All tables of rows, by name.
        pub static TABLES: &[&Table] = &[$(&$name),*];
    };
}

macro_rules! kinds {
    ($($file:literal)*) => {
        /// Kinds of events, a file each, by name.
        pub static EVENTS: &[Table] = &[$(Table {
            name: concat!("events/", $file, ".toml"),
            built_in: include_str!(concat!("../../../data/events/", $file, ".toml")),
        }),*];
    };
}

tables! {
    /// What a word beside an agreement says of its stage.
    AGREEMENT_STAGES = "agreement_stages.tsv";
    /// Small words of the phrases of agreements.
    AGREEMENT_WORDS = "agreement_words.tsv";
    /// Names of agreements.
    AGREEMENTS = "agreements.tsv";
    /// How headlines of transcripts say that those named in them met.
    APPEARANCES = "appearances.tsv";
    /// First bytes of files that are no text, and what those files are.
    BINARY_SIGNATURES = "binary_signatures.tsv";
    /// Bodies, seats and epithets whose side is known by their name alone, and epithets that need context.
    BODIES = "bodies.tsv";
    /// Words before a number that say on which side of it the true value may lie.
    BOUNDS = "bounds.tsv";
    /// Words by what they do around names.
    CAST_WORDS = "cast_words.tsv";
    /// Cities of 120,000 people and more, capitals and seats.
    CITIES = "cities.tsv";
    /// Words that tell who went along with somebody.
    COMPANY = "company.tsv";
    /// How sure a claim is, by what is seen of it.
    CONFIDENCE = "confidence.tsv";
    /// Currencies as newswire writes them.
    CURRENCIES = "currencies.tsv";
    /// Codes of other schemes for events.
    EVENT_CODES = "event_codes.tsv";
    /// Subtypes of event types, as the reading format lists them; other types have none.
    EVENT_SUBTYPES = "event_subtypes.tsv";
    /// How an event is put into a sentence of a brief.
    EVENT_WORDING = "event_wording.tsv";
    /// Small words around events: who takes part, of whom a phrase speaks, what sets a clause apart.
    EVENT_WORDS = "event_words.tsv";
    /// Given names with the sex they show, for "he" and "she"; only common ones, ambiguous ones left out.
    FIRST_NAMES = "first_names.tsv";
    /// Regimes, rebel groups and armed movements.
    GROUPS = "groups.tsv";
    /// Head nouns of bodies.
    INSTITUTIONS = "institutions.tsv";
    /// Leaders and ministers by side.
    LEADERS = "leaders.tsv";
    /// Words that say what a number measures.
    MEASURES = "measures.tsv";
    /// Words by which the record tells whether two reports speak of one thing.
    MERGING_WORDS = "merging_words.tsv";
    /// How real an event is by the words that govern it.
    MODALITY = "modality.tsv";
    /// What can be said of the side of an office by its level.
    OFFICE_LEVELS = "office_levels.tsv";
    /// Head words of offices.
    OFFICES = "offices.tsv";
    /// Intergovernmental bodies and their organs.
    ORGANISATIONS = "organisations.tsv";
    /// News outlets and their states.
    OUTLETS = "outlets.tsv";
    /// What lines of news pages say, apart from the report.
    PAGE_LINES = "page_lines.tsv";
    /// Words for persons.
    PERSONS = "persons.tsv";
    /// Words of departments, chambers and tasks.
    PORTFOLIOS = "portfolios.tsv";
    /// Forms of nationalities before a hyphen ("Sino-Cambodian"), and words before a hyphen that turn a nationality into an attitude.
    PREFIXES = "prefixes.tsv";
    /// Ranks and honorifics that stand between title and name or before a name.
    RANKS = "ranks.tsv";
    /// Parts of states by English name; the state that they are internationally reckoned to.
    REGIONS = "regions.tsv";
    /// What is done to the relations of two sides.
    RELATIONS = "relations.tsv";
    /// How much a wrong fact of a kind costs.
    REVIEW_WEIGHTS = "review_weights.tsv";
    /// Words that tell what is done by saying something, where the verb does not ("said that … is unacceptable").
    SPEECH_CUES = "speech_cues.tsv";
    /// Nouns of speech.
    SPEECH_NOUNS = "speech_nouns.tsv";
    /// Verbs that report speech, what is done by them, and where their content stands in the tree.
    SPEECH_VERBS = "speech_verbs.tsv";
    /// What states cannot have, and what they are called.
    STATE_OFFICES = "state_offices.tsv";
    /// States and territories.
    STATES = "states.tsv";
    /// Words that tell whether a date in a report lies in its past, for bounds of the day of publication.
    TENSE_WORDS = "tense_words.tsv";
    /// Well-known agreements and their parties.
    TREATIES = "treaties.tsv";
    /// Wars of the past by name, and whose they were.
    WARS = "wars.tsv";
    /// Parts of the world that are no side.
    WORLD = "world.tsv";
}

kinds! {
    "aid"
    "appointment"
    "call"
    "ceremony"
    "coercion"
    "decision"
    "exercise"
    "invitation"
    "meeting"
    "message"
    "mission_change"
    "mobilization"
    "negotiation"
    "protest"
    "sanction"
    "signing"
    "use_of_force"
    "visit"
    "withdrawal"
}

/// All tables, by name.
pub fn all() -> impl Iterator<Item = &'static Table> {
    let rows = TABLES.iter().copied();
    rows.chain(EVENTS.iter())
}

/// The table of this name.
pub fn named(name: &str) -> Option<&'static Table> {
    all().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        let mut files: Vec<String> = Vec::new();
        for (folder, before) in [(data.clone(), ""), (data.join("events"), "events/")] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_file() {
                    files.push(format!("{before}{}", entry.file_name().to_string_lossy()));
                }
            }
        }
        files.sort();
        let mut known: Vec<String> = all().map(|table| table.name.to_owned()).collect();
        known.sort();
        assert_eq!(known, files);
    }

    #[test]
    fn nothing_is_wrong_with_what_is_built_in() {
        for table in all() {
            assert_eq!(check(table, table.built_in), [], "{}", table.name);
        }
    }
}
