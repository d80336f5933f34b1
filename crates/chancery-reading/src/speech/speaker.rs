//! Who speaks: from the token that stands as subject to a name and a side.

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_model::Side;

use super::lexicon;
use crate::Context;

/// Somebody who says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speaker {
    /// Fullest name in the document, or the words that describe an unnamed speaker, without article.
    pub(super) name: String,
    /// For whom.
    pub(super) side: Option<Side>,
}

/// The speakers found so far, in order: what pronouns and "the statement" fall back on.
#[derive(Debug, Default)]
pub(super) struct Memory {
    heard: Vec<(usize, Speaker)>,
}

impl Memory {
    /// Notes that somebody spoke at a token.
    pub(super) fn note(&mut self, token: usize, speaker: &Speaker) {
        self.heard.push((token, speaker.clone()));
    }

    /// The last who spoke before the token.
    pub(super) fn last_before(&self, token: usize) -> Option<&Speaker> {
        self.heard
            .iter()
            .filter(|(at, _)| *at < token)
            .max_by_key(|(at, _)| *at)
            .map(|(_, speaker)| speaker)
    }
}

/// Who the token speaks of, if it can speak.
pub(super) fn resolve(context: &Context<'_>, token: usize, memory: &Memory) -> Option<Speaker> {
    let analysis = context.analysis;
    let word = analysis.token(token);
    if matches!(
        word.text().to_lowercase().as_str(),
        "i" | "we" | "you" | "me" | "us"
    ) {
        return None;
    }
    if lexicon::is_document(&word.lemma().to_lowercase()) {
        return issuer(context, token, memory);
    }
    if let Some(mention) = context.cast.at(token).find(|m| m.head == token) {
        return of_mention(context, mention);
    }
    if word.pos() == "PRON" {
        return memory.last_before(token).cloned();
    }
    named_beside(context, token, memory).or_else(|| described(context, token))
}

/// Whose text a statement, letter or report is: the possessor, the nationality before it, or who spoke last.
fn issuer(context: &Context<'_>, token: usize, memory: &Memory) -> Option<Speaker> {
    let analysis = context.analysis;
    let direct = analysis
        .children(token)
        .filter(|&child| {
            matches!(
                analysis.token(child).dep(),
                "poss" | "compound" | "amod" | "nmod"
            )
        })
        .find_map(|child| {
            let token = analysis.token(child);
            let can_speak = token.dep() == "poss"
                || token.pos() == "PROPN"
                || token.text().starts_with(char::is_uppercase);
            can_speak.then(|| resolve(context, child, memory)).flatten()
        });
    direct
        .or_else(|| {
            analysis
                .children(token)
                .filter(|&child| {
                    matches!(
                        analysis.token(child).text(),
                        "by" | "from" | "of" | "on" | "released" | "issued"
                    )
                })
                .find_map(|child| {
                    let by = analysis.children_by(child, "agent").next().unwrap_or(child);
                    let object = analysis.children_by(by, "pobj").next()?;
                    resolve(context, object, memory)
                })
        })
        .or_else(|| memory.last_before(token).cloned())
        .or_else(|| described(context, token))
}

/// Name and side of the first actor of a mention.
fn of_mention(context: &Context<'_>, mention: &Mention) -> Option<Speaker> {
    let cast = context.cast;
    let actor = cast.actor(*mention.actors.first()?);
    let written = || without_article(context.analysis.words(mention.tokens.clone())).to_owned();
    let name = match (actor.kind, mention.form) {
        (ActorKind::Person, _) => actor.name.clone(),
        // States are called what the text calls them: "Moscow", "the Americans".
        (ActorKind::State | ActorKind::Place, MentionForm::Pronoun | MentionForm::Set) => cast
            .mentions()
            .iter()
            .find(|m| m.form == MentionForm::Name && m.actors == mention.actors[..1])
            .map_or_else(
                || actor.name.clone(),
                |m| without_article(context.analysis.words(m.tokens.clone())).to_owned(),
            ),
        (ActorKind::State | ActorKind::Place, _) => written(),
        (_, MentionForm::Pronoun | MentionForm::Set) => actor.name.clone(),
        (ActorKind::OfficeHolder | ActorKind::People, _) => written(),
        _ => actor.name.clone(),
    };
    Some(Speaker {
        name,
        side: actor.side.clone(),
    })
}

/// A person named in apposition to a title, or the person entity that the token ends.
fn named_beside(context: &Context<'_>, token: usize, memory: &Memory) -> Option<Speaker> {
    let analysis = context.analysis;
    let person = |at: usize| {
        analysis
            .entities()
            .find(|e| e.label == "PERSON" && e.tokens.contains(&at))
            .map(|e| e.tokens)
    };
    let tokens = person(token).or_else(|| {
        let beside = analysis.children_by(token, "appos").next()?;
        person(beside)
    })?;
    let _ = memory;
    let short = analysis
        .words(tokens.clone())
        .trim_end_matches("'s")
        .trim_end_matches("’s");
    let last = short.rsplit(' ').next().unwrap_or(short);
    let fullest = analysis
        .entities()
        .filter(|e| e.label == "PERSON")
        .map(|e| {
            analysis
                .words(e.tokens)
                .trim_end_matches("'s")
                .trim_end_matches("’s")
        })
        .filter(|name| name.rsplit(' ').next() == Some(last))
        .max_by_key(|name| (name.split(' ').count(), std::cmp::Reverse(*name)))
        .unwrap_or(short);
    Some(Speaker {
        name: fullest.to_owned(),
        side: None,
    })
}

/// The words that describe a speaker: the noun phrase without article, relative clause and apposition.
fn described(context: &Context<'_>, token: usize) -> Option<Speaker> {
    let analysis = context.analysis;
    if !matches!(
        analysis.token(token).pos(),
        "NOUN" | "PROPN" | "ADJ" | "NUM"
    ) {
        return None;
    }
    let mut tokens = token..token + 1;
    for child in analysis.children(token) {
        let dep = analysis.token(child).dep();
        let reach = analysis.subtree(child);
        if child < token && !matches!(dep, "punct" | "cc" | "advmod" | "prep" | "relcl" | "acl") {
            tokens.start = tokens.start.min(reach.start);
        }
        if child > token
            && dep == "prep"
            && matches!(
                analysis.token(child).text(),
                "of" | "for" | "in" | "from" | "at" | "on"
            )
            && reach.end - reach.start <= 8
        {
            tokens.end = tokens.end.max(reach.end);
        }
    }
    let words = without_article(analysis.words(tokens));
    (!words.is_empty()).then(|| Speaker {
        name: words.to_owned(),
        side: None,
    })
}

fn without_article(words: &str) -> &str {
    ["the ", "The ", "THE "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
        .trim_end_matches("'s")
        .trim_end_matches("’s")
}
