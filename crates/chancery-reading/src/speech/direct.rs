//! Quotations and who is quoted: by the words around the marks, whatever the tree makes of the quoted ones.

use std::ops::Range;

use chancery_model::{Form, Span};

use super::clause::{own_subject, quoted_person, speech_verb, subject};
use super::lexicon::{Frame, Verb};
use super::quoted::Quoted;
use super::quotes::Quote;
use super::{By, Found};

/// How a quotation is attributed.
#[derive(Debug, Clone)]
struct Attribution {
    by: By,
    verb: Option<usize>,
    rule: &'static str,
}

impl Quoted<'_> {
    /// Every quotation that is somebody's statement by itself.
    pub(super) fn statements(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        // The attribution of each quotation so far and the statement it went into.
        let mut state: Vec<Option<usize>> = Vec::new();
        for number in 0..self.quotes.len() {
            let Some(attribution) = self.attribution(number, &state, &found) else {
                state.push(None);
                continue;
            };
            let quote = &self.quotes[number];
            match attribution {
                Outcome::With(statement) => {
                    extend(&mut found[statement], quote.inner);
                    state.push(Some(statement));
                }
                Outcome::New(attribution) => {
                    state.push(Some(found.len()));
                    found.push(Found {
                        by: attribution.by,
                        verb: attribution.verb,
                        table: attribution
                            .verb
                            .and_then(|verb| speech_verb(self.context.analysis, verb)),
                        rule: attribution.rule,
                        span: quote.inner,
                        form: Form::Direct,
                        act: None,
                    });
                }
            }
        }
        found
    }

    fn attribution(
        &self,
        number: usize,
        state: &[Option<usize>],
        found: &[Found],
    ) -> Option<Outcome> {
        let quote = &self.quotes[number];
        let (before, after) = (self.before(number), self.after(number));
        // "…," she said, "…": the verb before has its quotation already.
        let earlier = (0..number)
            .rev()
            .take_while(|&n| self.quotes[n].last_block == self.quotes[number].first_block)
            .find_map(|n| state[n]);
        if let Some(attribution) = self.attributed_after(quote, after.clone()) {
            return Some(Outcome::New(attribution));
        }
        let claimed = |verb: usize| found.iter().any(|f| f.verb == Some(verb));
        if let Some(attribution) = self.attributed_before(quote, before.clone(), after.clone()) {
            return match (attribution.verb, earlier) {
                (Some(verb), Some(statement)) if claimed(verb) => Some(Outcome::With(statement)),
                _ => Some(Outcome::New(attribution)),
            };
        }
        if !self.stands_alone(quote, &before) {
            return None;
        }
        if let Some(statement) = earlier {
            return Some(Outcome::With(statement));
        }
        // “A.” “B,” he said.
        if let Some(next) = self.next_in_block(number)
            && self.is_empty(&after)
            && let Some(attribution) = self.attributed_after(&self.quotes[next], self.after(next))
        {
            return Some(Outcome::New(attribution));
        }
        // A few marked words of the reporter's sentence before it are no quotation that it goes on from.
        let whole_paragraph = self.is_empty(&before)
            && self
                .previous_in_block(number)
                .is_none_or(|previous| state[previous].is_none());
        let long = quote
            .inner
            .of(&self.context.document.text)
            .split(' ')
            .count()
            >= 5;
        (whole_paragraph && long && quote.first_block > 0).then_some(Outcome::New(Attribution {
            by: By::LastSpeaker(self.context.analysis.token_at(quote.outer.start as usize)?),
            verb: None,
            rule: "quotation/paragraph of the last speaker",
        }))
    }

    /// `“…,” said X` and `“…,” X said`.
    fn attributed_after(&self, quote: &Quote, after: Range<usize>) -> Option<Attribution> {
        let analysis = self.context.analysis;
        let first = after.clone().find(|&t| self.is_word(t))?;
        let inner = quote.inner.of(&self.context.document.text);
        let paused = inner.ends_with([',', '?', '!', '—', '–', '-', '…', '.'])
            || (after.start < analysis.len()
                && matches!(analysis.token(after.start).text(), "," | "—" | "–" | "--"));
        // After a full stop a new sentence begins, unless it goes on in small letters or only says whose it was.
        if inner.ends_with('.') && analysis.token(first).text().starts_with(char::is_uppercase) {
            return self.only_names_speaker(after);
        }
        let long = inner.split(' ').count() >= 4;
        for verb in after.clone() {
            // "…,” the agency quoted her."
            if paused
                && self.of_token[verb].is_none()
                && let Some(by) = quoted_person(analysis, verb)
            {
                return Some(said("quotation, outlet, speaker", by, verb));
            }
            let finite = matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP" | "VB");
            // "“…”, adding that the road is closed": a participle goes on, it does not name the speaker.
            let goes_on = analysis.token(verb).tag() == "VBG";
            if !self.quotes_by(verb) || goes_on || !(finite || verb == first) {
                continue;
            }
            if (paused || long) && verb == first
                || (verb == first + 1 && analysis.token(first).pos() == "ADV")
            {
                let by = own_subject(analysis, verb)
                    .filter(|&s| s > verb && after.contains(&s))
                    .or_else(|| self.nominal_after(verb, after.end))?;
                return Some(said("quotation, verb, speaker", by, verb));
            }
            let Some(by) = own_subject(analysis, verb).filter(|&s| s < verb && after.contains(&s))
            else {
                // "…,” it will be so, said X": whoever says it stands behind.
                if own_subject(analysis, verb).is_some_and(|s| s > verb) {
                    return None;
                }
                let by = self.nominal_before(first, verb)?;
                return paused.then(|| said("quotation, speaker, verb", by, verb));
            };
            if matches!(analysis.token(by).tag(), "WP" | "WDT") {
                continue;
            }
            // "“…”, as Lund put it"
            let as_put = usize::from(analysis.token(first).text() == "as");
            let lead = first + as_put..analysis.subtree(by).start.max(first + as_put);
            let plain = lead.len() <= 4
                && lead.clone().all(|t| {
                    !matches!(analysis.token(t).pos(), "VERB" | "AUX" | "CCONJ" | "SCONJ")
                });
            if plain && (paused || (lead.is_empty() && long)) {
                return Some(said("quotation, speaker, verb", by, verb));
            }
            return None;
        }
        None
    }

    /// `“….” X said.`: a sentence of nothing but the speaker and the verb.
    fn only_names_speaker(&self, after: Range<usize>) -> Option<Attribution> {
        let analysis = self.context.analysis;
        let verb = after.clone().rev().find(|&t| self.is_word(t))?;
        let by = own_subject(analysis, verb).filter(|&s| s < verb && after.contains(&s))?;
        let plain = (after.start..verb).all(|t| {
            let word = analysis.token(t);
            !matches!(word.pos(), "VERB" | "AUX" | "SCONJ" | "PRON") || !self.is_word(t)
        });
        let finite = matches!(analysis.token(verb).tag(), "VBD" | "VBZ" | "VBP");
        let ends = verb + 1 == analysis.len() || analysis.token(verb + 1).text() == ".";
        (plain && finite && ends && self.quotes_by(verb))
            .then(|| said("quotation, speaker, verb", by, verb))
    }

    /// Whether a quotation ends with a full stop behind which a new sentence begins.
    fn closes_sentence(&self, quote: &Quote, after: &Range<usize>) -> bool {
        let ended = quote
            .inner
            .of(&self.context.document.text)
            .ends_with(['.', '?', '!']);
        let first = after.clone().find(|&t| self.is_word(t));
        ended
            && first.is_some_and(|t| {
                let word = self.context.analysis.token(t).text();
                word.starts_with(char::is_uppercase)
            })
    }

    /// `X said: “…”`, `X said that “…”`, `according to X, “…”`.
    fn attributed_before(
        &self,
        quote: &Quote,
        before: Range<usize>,
        after: Range<usize>,
    ) -> Option<Attribution> {
        let analysis = self.context.analysis;
        let before = if self.is_empty(&before) {
            self.introduction(quote)?
        } else {
            before
        };
        let last = before
            .clone()
            .rev()
            .find(|&t| !analysis.token(t).text().trim().is_empty())?;
        let mark = analysis.token(last).text();
        let verb = before.clone().rev().find(|&t| self.quotes_by(t));
        let ends_here = self.closes_sentence(quote, &after)
            || !after.clone().any(|t| self.is_word(t))
            || analysis.token(after.start).text() == ",";
        let introduced = match mark {
            ":" => true,
            "," => true,
            "that" => ends_here,
            _ => ends_here && verb.is_some_and(|v| last - v <= 2),
        };
        if !introduced {
            return None;
        }
        if let Some(verb) = verb {
            let between = verb + 1..last;
            let broken = mark != ":"
                && between.clone().any(|t| {
                    matches!(analysis.token(t).tag(), "VBD" | "VBZ" | "VBP" | "MD" | "CC")
                        || matches!(analysis.token(t).dep(), "ccomp" | "mark")
                });
            if !broken {
                let by =
                    subject(analysis, verb).or_else(|| self.nominal_before(before.start, verb))?;
                return Some(said("speaker, verb, quotation", by, verb));
            }
        }
        if mark == ":" {
            let by = before
                .clone()
                .rev()
                .filter_map(|t| own_subject(analysis, t))
                .find(|&s| {
                    before.contains(&s) && !matches!(analysis.token(s).tag(), "WP" | "WDT")
                })?;
            return Some(Attribution {
                by: By::Token(by),
                verb: None,
                rule: "quotation/colon",
            });
        }
        None
    }

    /// The last sentence of the paragraph before, if it ends with a colon.
    fn introduction(&self, quote: &Quote) -> Option<Range<usize>> {
        let analysis = self.context.analysis;
        let at = analysis.token_at(quote.outer.start as usize)?;
        let block = self.context.document.blocks.get(quote.first_block)?;
        if block.span.start != quote.outer.start {
            return None;
        }
        let colon = (0..at)
            .rev()
            .find(|&t| !analysis.token(t).text().trim().is_empty())?;
        (analysis.token(colon).text() == ":").then(|| analysis.sentence_of(colon).start..colon + 1)
    }

    /// Whether the words are a sentence or more of their own, not a part of the reporter's.
    fn stands_alone(&self, quote: &Quote, before: &Range<usize>) -> bool {
        let text = &self.context.document.text;
        let inner = quote.inner.of(text);
        let finished = inner.ends_with(['.', '?', '!', '…', ','])
            || text
                .get(quote.outer.end as usize..)
                .is_some_and(|rest| rest.starts_with(['.', ',']));
        let begins = inner.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
        self.is_empty(before) && begins && finished
    }

    /// Whether the token is a finite verb that can attribute a quotation, outside quotation marks.
    fn quotes_by(&self, token: usize) -> bool {
        let analysis = self.context.analysis;
        self.of_token[token].is_none()
            && matches!(
                analysis.token(token).tag(),
                "VBD" | "VBZ" | "VBP" | "VB" | "VBN" | "VBG"
            )
            && speech_verb(analysis, token).is_some_and(|verb: &Verb| verb.takes(Frame::That))
    }
}

enum Outcome {
    New(Attribution),
    With(usize),
}

fn said(rule: &'static str, by: usize, verb: usize) -> Attribution {
    Attribution {
        by: By::Token(by),
        verb: Some(verb),
        rule,
    }
}

/// A broken quotation is one statement; its span is the longest piece.
fn extend(statement: &mut Found, piece: Span) {
    if piece.len() > statement.span.len() {
        statement.span = piece;
    }
}
