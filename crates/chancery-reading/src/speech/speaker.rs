//! Who speaks: from the token that stands as subject to a name and a side.

use chancery_actors::{ActorId, ActorKind, Mention, MentionForm};
use chancery_model::Side;

use super::clause::has_day;
use super::issuer::{document_before, issuer};
use super::lexicon::{self, StandsFor};
use super::memory::Memory;
use super::pronouns::{only_person_before, several_before, subject_before};
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
    let token = first_of_joint(context, token);
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
    if matches!(lower.as_str(), "he" | "she")
        && let Some(speaker) = only_person_before(context, token, memory)
    {
        return Some(speaker);
    }
    // "a March 22 release": the tree may take the day for the speaker.
    let day = analysis
        .entity_at(token)
        .is_some_and(|e| matches!(e.label, "DATE" | "TIME"));
    // "Jan Lund" may pass for a day in January.
    let text = (token + 1..analysis.len().min(token + 5))
        .find(|&t| lexicon::is_document(&analysis.token(t).lemma().to_lowercase()));
    if day && (text.is_some() || word.pos() != "PROPN" || word.dep() == "pobj") {
        return issuer(context, text?, memory, depth);
    }
    let mention = context.cast.at(token).find(|m| m.head == token);
    if mention.is_none_or(|m| m.form != MentionForm::Name)
        && let Some(named) = named_beside(context, token)
    {
        return Some(named);
    }
    if let Some(mention) = mention {
        return of_mention(context, mention).map(|speaker| {
            if speaker.is_person || !is_definite(context, token) {
                return speaker;
            }
            let heard = (mention.form == MentionForm::Title)
                .then(|| memory.meant_by(token, &speaker.name).cloned())
                .flatten();
            heard
                .or_else(|| introduced(context, token).filter(|_| !is_named(&speaker.name)))
                .or_else(|| stood_for(context, token, &speaker.name))
                .unwrap_or(speaker)
        });
    }
    if word.pos() == "PRON" && !matches!(word.tag(), "WP" | "WDT") && lower != "it" {
        return (lower == "they")
            .then(|| several_before(context, token, memory, depth))
            .flatten()
            .or_else(|| memory.last_before(token).cloned());
    }
    if lower == "it" && mention.is_none() {
        return subject_before(context, token, memory);
    }
    // Part of a name that the tree took apart ("The Phnom Penh Post").
    if word.pos() == "PROPN"
        && let Some(mention) = context.cast.at(token).next()
        && mention.form == MentionForm::Name
    {
        return of_mention(context, mention);
    }
    let speaker = described(context, token)?;
    if is_definite(context, token) {
        if lexicon::stands_for(&word.lemma().to_lowercase()) == Some(StandsFor::Heard)
            && !speaker.name.contains(' ')
            && let Some(heard) = memory.last_before(token).filter(|s| !s.is_person)
        {
            return Some(heard.clone());
        }
        if let Some(known) = memory.meant_by(token, &speaker.name) {
            return Some(known.clone());
        }
        if can_speak(context, token)
            && let Some(fuller) = introduced(context, token)
        {
            return Some(fuller);
        }
        if let Some(named) = stood_for(context, token, &speaker.name) {
            return Some(named);
        }
    }
    can_speak(context, token).then_some(speaker).or_else(|| {
        document_before(context, token).and_then(|text| issuer(context, text, memory, depth))
    })
}

/// The first of several who speak together where the tree makes one name of them: "the secretary and Minister Lund".
fn first_of_joint(context: &Context<'_>, token: usize) -> usize {
    /// No first name of a pair stands further before the second; a guess.
    const FAR: usize = 12;
    let analysis = context.analysis;
    let start = analysis.subtree(token).start.max(token.saturating_sub(FAR));
    let is_and = |t: usize| analysis.token(t).text().eq_ignore_ascii_case("and");
    // "the analysts Jan Lund and Ana Ruiz"
    let is_title = |t: usize| matches!(analysis.token(t).pos(), "DET" | "ADJ" | "NOUN" | "PROPN");
    context
        .cast
        .within(start..token)
        .find(|mention| {
            (start..mention.tokens.start).all(is_title)
                && mention.tokens.end < token
                && is_and(mention.tokens.end)
                && matches!(
                    context.cast.actor(mention.actors[0]).kind,
                    ActorKind::Person | ActorKind::OfficeHolder
                )
        })
        .map_or(token, |mention| mention.head)
}

/// Whether an unnamed subject is people or a body: by the table, or because it is written as a name.
pub(super) fn can_speak(context: &Context<'_>, token: usize) -> bool {
    let word = context.analysis.token(token);
    lexicon::is_speaker(&word.lemma().to_lowercase())
        || word.pos() == "PROPN"
        || (word.pos() == "ADJ" && context.cast.at(token).next().is_some())
        || context.analysis.children(token).any(|c| {
            let owner = context.analysis.token(c);
            owner.dep() == "poss" && owner.pos() != "PRON" && context.cast.at(c).next().is_some()
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
    let noun = analysis.token(token);
    if analysis.subtree(token).len() > 2 {
        return None;
    }
    // A bound, so that a long text is not gone through for each of its groups.
    (token.saturating_sub(3000)..token)
        .filter(|&t| {
            let word = analysis.token(t);
            word.pos() == "NOUN" && word.lemma() == noun.lemma() && word.tag() == noun.tag()
        })
        .find(|&t| !is_definite(context, t))
        .and_then(|t| described(context, t))
}

/// Name and side of the first actor of a mention.
pub(super) fn of_mention(context: &Context<'_>, mention: &Mention) -> Option<Speaker> {
    let cast = context.cast;
    // Of "both leaders" the one who is named first speaks for both.
    let named_first = |id: &&ActorId| {
        cast.mentions()
            .iter()
            .position(|m| m.actors.as_slice() == [**id])
    };
    let id = match mention.form {
        MentionForm::Set => mention.actors.iter().min_by_key(named_first)?,
        _ => mention.actors.first()?,
    };
    let actor = cast.actor(*id);
    let written = || without_article(context.analysis.words(mention.tokens.clone())).to_owned();
    let name = match (actor.kind, mention.form) {
        (ActorKind::Person, _) => actor.name.clone(),
        // States are called what the text calls them: "Moscow", "the Americans".
        (ActorKind::State, MentionForm::Demonym) if !written().ends_with('s') => actor.name.clone(),
        (ActorKind::State | ActorKind::Place, MentionForm::Pronoun | MentionForm::Set) => cast
            .mentions()
            .iter()
            .find(|m| m.form == MentionForm::Name && m.actors.as_slice() == [*id])
            .map_or_else(
                || actor.name.clone(),
                |m| without_article(context.analysis.words(m.tokens.clone())).to_owned(),
            ),
        (ActorKind::State | ActorKind::Place, _) => written(),
        (_, MentionForm::Pronoun | MentionForm::Set) => actor.name.clone(),
        (ActorKind::OfficeHolder | ActorKind::People, _) => {
            let fuller = described(context, mention.head).map(|speaker| speaker.name);
            let short = written();
            fuller
                .filter(|words| words.len() > short.len() && words.contains(&short))
                .unwrap_or(short)
        }
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

fn is_named(words: &str) -> bool {
    words.contains(char::is_uppercase)
}

/// Whom a general noun stands for: "the country", "the group", "the paper" for the last such that is named before.
fn stood_for(context: &Context<'_>, token: usize, words: &str) -> Option<Speaker> {
    /// How far back, in tokens; a guess.
    const FAR: usize = 250;
    let wanted = lexicon::stands_for(&context.analysis.token(token).lemma().to_lowercase())?;
    if words.contains(' ') || is_named(words) {
        return None;
    }
    let named = |mention: &&Mention| {
        mention.form == MentionForm::Name
            && mention.actors.first().is_some_and(|&id| {
                matches!(
                    (context.cast.actor(id).kind, wanted),
                    (ActorKind::State, StandsFor::State)
                        | (ActorKind::Body | ActorKind::Organisation, StandsFor::Body)
                        | (ActorKind::Outlet, StandsFor::Outlet)
                )
            })
    };
    let before: Vec<&Mention> = context
        .cast
        .within(token.saturating_sub(FAR)..token)
        .filter(named)
        .collect();
    let holds_word = |mention: &&&Mention| {
        let name = &context.cast.actor(mention.actors[0]).name;
        name.to_lowercase().split(' ').any(|word| word == words)
    };
    // Ministries and parliaments are no "group".
    let is_free = |mention: &&&Mention| {
        let actor = context.cast.actor(mention.actors[0]);
        actor.kind != ActorKind::Body || actor.side.as_ref().is_some_and(Side::is_org)
    };
    let nearest = || before.iter().rev();
    let last = nearest()
        .find(holds_word)
        .or_else(|| nearest().find(is_free))?;
    of_mention(context, last)
}

/// Somebody named in apposition to a description: the person entity that the token ends or that stands beside it,
/// behind its whole phrase ("the head of the bank's board, Ana Ruiz"), or the outlet or body that it introduces
/// ("the newspaper El Faro").
fn named_beside(context: &Context<'_>, token: usize) -> Option<Speaker> {
    let analysis = context.analysis;
    let person = |at: usize| {
        analysis
            .entity_at(at)
            .filter(|e| e.label == "PERSON")
            .map(|e| e.tokens)
            .or_else(|| somebody(context, at).map(|m| m.tokens.clone()))
    };
    let one = analysis.token(token).tag() == "NN";
    // "an aide to the president, Ana Ruiz": the name is the president's.
    let is_inner = |name: usize| {
        let head = analysis.token(name).head();
        let of_name = context.cast.at(name).next().map(|m| &m.actors);
        head != token && context.cast.at(head).next().map(|m| &m.actors) == of_name
    };
    let behind = || {
        let reach = analysis.subtree(token);
        (token + 1..reach.end.min(token + 40))
            .filter(|&t| one && analysis.token(t).dep() == "appos")
            .filter_map(person)
            .find(|name| {
                analysis.token(name.start - 1).text() == ","
                    && analysis.token(name.end - 1).dep() == "appos"
                    && (name.end == reach.end || analysis.token(name.end).text() == ",")
                    && !is_inner(name.end - 1)
            })
    };
    let tokens = person(token).or_else(|| {
        let beside = analysis.children_by(token, "appos").next()?;
        person(beside)
    });
    let Some(tokens) = tokens.or_else(behind) else {
        let beside = analysis
            .children_by(token, "appos")
            .next()
            .filter(|_| one)?;
        let reach = analysis.subtree(beside);
        let mention = context.cast.at(beside).find(|m| m.head == beside)?;
        let kind = context.cast.actor(*mention.actors.first()?).kind;
        let close = reach.start == token + 1 || kind == ActorKind::Outlet;
        let is_body = matches!(
            kind,
            ActorKind::Outlet | ActorKind::Body | ActorKind::Organisation
        );
        return (close && is_body && mention.form == MentionForm::Name)
            .then(|| of_mention(context, mention))
            .flatten();
    };
    if let Some(known) = somebody(context, tokens.end - 1) {
        return of_mention(context, known);
    }
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

/// The person of the cast who is named at the token.
fn somebody<'a>(context: &'a Context<'_>, token: usize) -> Option<&'a Mention> {
    context.cast.at(token).find(|m| {
        m.form == MentionForm::Name
            && m.actors
                .first()
                .is_some_and(|&id| context.cast.actor(id).kind == ActorKind::Person)
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
        let of_whom = dep == "prep"
            && matches!(
                analysis.token(child).text(),
                "of" | "for" | "in" | "from" | "at" | "on" | "with"
            )
            // "the council's chief on Monday": the day is that of the speech.
            && !has_day(analysis, child);
        // "scientists working for the agency"
        let at_work = dep == "acl" && analysis.token(child).tag() == "VBG";
        if child > token
            && (of_whom || at_work && reach.start == token + 1)
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
