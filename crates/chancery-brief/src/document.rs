//! The brief as a document, before anybody decides how it looks.

use chancery_model::{Edtf, Id};
use serde::Serialize;

/// An answer about a pair: sections of lines, each line with its footnotes.
///
/// Guarantees: every line cites at least one note; every number in `notes` of a line is the number of a
/// [`Note`], counted from 1 in the order in which the brief first cites them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief {
    /// "Cambodia – Vietnam".
    pub title: String,
    /// Period, the day up to which the record goes, how much it rests on.
    pub scope: String,
    /// Latest contact, most important agreement, open contradiction.
    pub bottom_line: Vec<Line>,
    /// The sections that have something to say, in order.
    pub sections: Vec<Section>,
    /// Footnotes.
    pub notes: Vec<Note>,
    /// Annex: the documents cited.
    pub sources: Vec<Listed>,
}

/// A part of a brief under one heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Stable name, for anchors.
    pub key: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// Groups of lines.
    pub groups: Vec<Group>,
}

/// Lines under a common, possibly missing, subheading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Subheading.
    pub heading: Option<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// How many more there are than a brief has room for.
    pub more: usize,
}

/// One sentence of a brief.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Date for people, or what the line is filed under; may be empty.
    pub when: String,
    /// The sentence.
    pub text: String,
    /// Words that qualify it ("planned", "disputed").
    pub marks: Vec<String>,
    /// Numbers of its footnotes, ascending, at least one.
    pub notes: Vec<usize>,
    /// The fact it rests on, if it is one fact: what `show` takes.
    pub fact: Option<Id>,
    /// Lines that belong under it.
    pub under: Vec<Line>,
}

/// A footnote: one document and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Number from 1.
    pub number: usize,
    /// Outlet, or the name of the file where the outlet is not known.
    pub outlet: String,
    /// Day of publication for people, or "undated", with the inferred date where there is one.
    pub dated: String,
    /// The sentence, byte for byte.
    pub quote: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Number of the note whose words this one copies: then it is no witness of its own.
    pub copy: bool,
    /// The document.
    pub document: Id,
}

/// A document in the annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Outlet, or the file name.
    pub outlet: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication for people.
    pub dated: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Name in the input.
    pub name: String,
    /// Notes that cite it.
    pub notes: Vec<usize>,
    /// For sorting: publication.
    #[serde(skip)]
    pub(crate) published: Option<Edtf>,
}

impl Brief {
    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The same brief with every text changed by a function: for renderings that must keep some characters
    /// out.
    #[must_use]
    pub fn map_text(mut self, change: impl Fn(&str) -> String) -> Self {
        fn of_line(line: &mut Line, change: &impl Fn(&str) -> String) {
            line.when = change(&line.when);
            line.text = change(&line.text);
            line.marks.iter_mut().for_each(|mark| *mark = change(mark));
            line.under
                .iter_mut()
                .for_each(|under| of_line(under, change));
        }
        self.bottom_line
            .iter_mut()
            .for_each(|line| of_line(line, &change));
        for group in self.sections.iter_mut().flat_map(|s| &mut s.groups) {
            group.heading = group.heading.as_deref().map(&change);
            group
                .lines
                .iter_mut()
                .for_each(|line| of_line(line, &change));
        }
        for note in &mut self.notes {
            note.outlet = change(&note.outlet);
            note.quote = change(&note.quote);
        }
        for source in &mut self.sources {
            source.outlet = change(&source.outlet);
            source.title = source.title.as_deref().map(&change);
            source.name = change(&source.name);
        }
        self
    }

    /// Every line, outer before inner.
    pub fn lines(&self) -> Vec<&Line> {
        fn gather<'a>(lines: &'a [Line], all: &mut Vec<&'a Line>) {
            for line in lines {
                all.push(line);
                gather(&line.under, all);
            }
        }
        let mut all = Vec::new();
        gather(&self.bottom_line, &mut all);
        for group in self.sections.iter().flat_map(|s| &s.groups) {
            gather(&group.lines, &mut all);
        }
        all
    }
}

impl Line {
    /// A line of those words with those notes.
    pub(crate) fn new(when: impl Into<String>, text: impl Into<String>, notes: Vec<usize>) -> Self {
        Self {
            when: when.into(),
            text: text.into(),
            marks: Vec::new(),
            notes,
            fact: None,
            under: Vec::new(),
        }
    }
}
