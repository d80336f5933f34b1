//! Who speaks: from the token that stands as subject to a name and a side.

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_model::Side;

use super::issuer::{document_before, issuer};
use super::lexicon;
use super::memory::Memory;
use crate::Context;

/// Somebody who says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speaker {
    /// Fullest name in the document, or the words that describe an unnamed speaker, without article.
    pub(super) name: String,
    /// For whom.
    pub(super) side: Option<Side>,
    /// Whether it is somebody named.
    pub(super) is_person: bool,
}

/// Who the token speaks of, if it can speak.
pub(super) fn resolve(context: &Context<'_>, token: usize, memory: &Memory) -> Option<Speaker> {
    resolve_within(context, token, memory, 4)
}

/// The same, through at most so many texts that stand for their authors: a malformed tree may run in rings.
pub(super) fn resolve_within(
    context: &Context<'_>,
    token: usize,
    memory: &Memory,
    depth: usize,
) -> Option<Speaker> {
    let depth = depth.checked_sub(1)?;
    let analysis = context.analysis;
    let word = analysis.token(token);
    let lower = word.text().to_lowercase();
    if matches!(lower.as_str(), "i" | "we" | "you" | "me" | "us") {
        return None;
    }
    if let Some(speaker) = memory.speaks_on(context, token) {
        return Some(speaker.clone());
    }
    if lexicon::is_document(&word.lemma().to_lowercase()) {
        return issuer(context, token, memory, depth);
    }
    // "a March 22 release": the tree may take the day for the speaker.
    let day = analysis
        .entity_at(token)
        .is_some_and(|e| matches!(e.label, "DATE" | "TIME"));
    if day {
        let text = (token + 1..analysis.len().min(token + 5))
            .find(|&t| lexicon::is_document(&analysis.token(t).lemma().to_lowercase()))?;
        return issuer(context, text, memory, depth);
    }
    let mention = context.cast.at(token).find(|m| m.head == token);
    if let Some(mention) = mention {
        return of_mention(context, mention).map(|speaker| {
            if mention.form == MentionForm::Title
                && !speaker.is_person
                && is_definite(context, token)
            {
                memory
                    .meant_by(token, &speaker.name)
                    .cloned()
                    .unwrap_or(speaker)
            } else {
                speaker
            }
        });
    }
    if word.pos() == "PRON" && !matches!(word.tag(), "WP" | "WDT") && lower != "it" {
        return memory.last_before(token).cloned();
    }
    // Part of a name that the tree took apart ("The Phnom Penh Post").
    if word.pos() == "PROPN"
        && let Some(mention) = context.cast.at(token).next()
        && mention.form == MentionForm::Name
    {
        return of_mention(context, mention);
    }
    if let Some(person) = named_beside(context, token) {
        return Some(person);
    }
    let speaker = described(context, token)?;
    if is_definite(context, token) {
        if let Some(known) = memory.meant_by(token, &speaker.name) {
            return Some(known.clone());
        }
        if can_speak(context, token)
            && let Some(fuller) = introduced(context, token)
        {
            return Some(fuller);
        }
    }
    can_speak(context, token).then_some(speaker).or_else(|| {
        document_before(context, token).and_then(|text| issuer(context, text, memory, depth))
    })
}

/// Whether an unnamed subject is people or a body: by the table, or because it is written as a name.
fn can_speak(context: &Context<'_>, token: usize) -> bool {
    let word = context.analysis.token(token);
    lexicon::is_speaker(&word.lemma().to_lowercase())
        || word.pos() == "PROPN"
        || (word.pos() == "ADJ" && context.cast.at(token).next().is_some())
        || context.analysis.children(token).any(|c| {
            context.analysis.token(c).dep() == "poss" && context.cast.at(c).next().is_some()
        }) && word.tag() == "NNS"
}

fn is_definite(context: &Context<'_>, token: usize) -> bool {
    let analysis = context.analysis;
    analysis
        .children_by(token, "det")
        .any(|det| analysis.token(det).text().eq_ignore_ascii_case("the"))
}

/// The first and fuller description of those whom "the group" means.
fn introduced(context: &Context<'_>, token: usize) -> Option<Speaker> {
    let analysis = context.analysis;
    let lemma = analysis.token(token).lemma();
    if analysis.subtree(token).len() > 2 {
        return None;
    }
    // A bound, so that a long text is not gone through for each of its groups.
    (token.saturating_sub(3000)..token)
        .filter(|&t| analysis.token(t).pos() == "NOUN" && analysis.token(t).lemma() == lemma)
        .find(|&t| !is_definite(context, t))
        .and_then(|t| described(context, t))
}

/// Name and side of the first actor of a mention.
fn of_mention(context: &Context<'_>, mention: &Mention) -> Option<Speaker> {
    let cast = context.cast;
    let actor = cast.actor(*mention.actors.first()?);
    let written = || without_article(context.analysis.words(mention.tokens.clone())).to_owned();
    let name = match (actor.kind, mention.form) {
        (ActorKind::Person, _) => actor.name.clone(),
        // States are called what the text calls them: "Moscow", "the Americans".
        (ActorKind::State, MentionForm::Demonym) if !written().ends_with('s') => actor.name.clone(),
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
        // "South Korea's presidency" tells more than "presidency".
        (ActorKind::Body, MentionForm::Name)
            if written().split(' ').count() > actor.name.split(' ').count()
                && mention.tokens.len() <= 6 =>
        {
            written()
        }
        _ => actor.name.clone(),
    };
    Some(Speaker {
        name,
        side: actor.side.clone(),
        is_person: actor.kind == ActorKind::Person,
    })
}

/// A person named in apposition to a title, or the person entity that the token ends.
fn named_beside(context: &Context<'_>, token: usize) -> Option<Speaker> {
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
        is_person: true,
    })
}

/// The words that describe a speaker: the noun phrase without article, relative clause and apposition.
pub(super) fn described(context: &Context<'_>, token: usize) -> Option<Speaker> {
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
        let is_word_of_it = !matches!(analysis.token(child).tag(), "WDT" | "WP" | "IN");
        if child < token
            && is_word_of_it
            && !matches!(dep, "punct" | "cc" | "advmod" | "prep" | "relcl" | "acl")
        {
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
        is_person: false,
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
