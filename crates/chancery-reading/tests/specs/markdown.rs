//! Spec files: Markdown in which a heading is a case, prose says why, a `text` block is read and a `facts`
//! block says what must be found.

use std::ops::Range;

/// One heading with a text and the facts expected of it.
#[derive(Debug)]
pub(crate) struct Case {
    /// The heading.
    pub(crate) name: String,
    /// Line of the facts block's first line, from 1.
    pub(crate) line: usize,
    /// What is read.
    pub(crate) article: Article,
    /// What the facts block asks for.
    pub(crate) mode: Mode,
    /// Lines of the facts block, without comments.
    pub(crate) expected: Vec<String>,
    /// Bytes of the facts block's first line in the file.
    pub(crate) fence: Range<usize>,
    /// Bytes of the facts block's inside in the file.
    pub(crate) block: Range<usize>,
}

/// An article with what is known of it beside its text.
#[derive(Debug, Default)]
pub(crate) struct Article {
    pub(crate) name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) text: String,
}

/// How a facts block is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mode {
    /// These facts and no others; else perhaps others too.
    pub(crate) complete: bool,
    /// Not read yet: the backlog. The case must fail.
    pub(crate) gap: bool,
}

impl Mode {
    /// The mode that the words after the fence ask for; nothing where the block holds no facts.
    fn of(info: &str) -> Option<Self> {
        let words = info.trim().strip_prefix("facts")?;
        let mut mode = Self::default();
        for word in words.split_whitespace() {
            match word {
                "complete" => mode.complete = true,
                "known-gap" => mode.gap = true,
                _ => return None,
            }
        }
        Some(mode)
    }

    /// The fence that asks for it.
    pub(crate) fn fence(self) -> String {
        let complete = if self.complete { " complete" } else { "" };
        let gap = if self.gap { " known-gap" } else { "" };
        format!("```facts{complete}{gap}\n")
    }
}

/// The cases of a file. A text without facts or facts without text are an error.
pub(crate) fn cases(file: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let (mut heading, mut article, mut at) = (String::new(), None, 0);
    let mut lines = file.split_inclusive('\n').enumerate();
    while let Some((number, line)) = lines.next() {
        at += line.len();
        if let Some(title) = line.strip_prefix('#') {
            heading = title.trim_start_matches('#').trim().to_owned();
            if article.is_some() {
                return Err(format!(
                    "line {}: the text before it has no facts",
                    number + 1
                ));
            }
        }
        let Some(info) = line.trim_end().strip_prefix("```") else {
            continue;
        };
        let start = at;
        let mut end = None;
        for (_, inner) in lines.by_ref() {
            let before = at;
            at += inner.len();
            if inner.trim_end() == "```" {
                end = Some(before);
                break;
            }
        }
        let end = end.ok_or(format!("line {}: the block has no end", number + 1))?;
        let inside = file.get(start..end).unwrap_or_default();
        if info.trim() == "text" {
            article = Some(read_article(inside));
            continue;
        }
        let Some(mode) = Mode::of(info) else { continue };
        let article = article.take().ok_or(format!(
            "line {}: facts without a text before them",
            number + 1
        ))?;
        cases.push(Case {
            name: heading.clone(),
            line: number + 2,
            article,
            mode,
            expected: inside
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned)
                .collect(),
            fence: start - line.len()..start,
            block: start..end,
        });
    }
    Ok(cases)
}

/// A text block: `key: value` lines and a blank line may come first.
fn read_article(inside: &str) -> Article {
    let mut article = Article::default();
    let mut rest = inside;
    let mut any = false;
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((key, value)) = line.split_once(": ") else {
            if any && line.trim().is_empty() {
                rest = after;
            }
            break;
        };
        let slot = match key {
            "name" => &mut article.name,
            "title" => &mut article.title,
            "outlet" => &mut article.outlet,
            "published" => &mut article.published,
            "url" => &mut article.url,
            _ => break,
        };
        *slot = Some(value.trim().to_owned());
        any = true;
        rest = after;
    }
    article.text = rest.trim_end_matches('\n').to_owned();
    article
}

#[test]
fn a_file_is_cut_into_cases() {
    let file = "# Theme\n\n## One\nWhy.\n\n```text\npublished: 2020-01-02\n\nA met B.\n\nC: D.\n```\n\n\
                ```facts known-gap\n# a comment\nevent meeting\n```\n\n## Two\n```text\nX.\n```\n```facts\n```\n";
    let found = cases(file).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].name, "One");
    assert_eq!(found[0].article.published.as_deref(), Some("2020-01-02"));
    assert_eq!(found[0].article.text, "A met B.\n\nC: D.");
    assert!(found[0].mode.gap && found[0].line == 15);
    assert_eq!(found[0].expected, ["event meeting"]);
    assert_eq!(
        &file[found[0].block.clone()],
        "# a comment\nevent meeting\n"
    );
    assert!(cases("```text\nX.\n```\n# Next\n").is_err());
    assert!(cases("```facts\n```\n").is_err());
}
