//! Each statement once: what a document says again in other places or shorter.

use chancery_model::{Form, Ground, Statement};

/// Drops what repeats an earlier statement word for word, and summaries of what the same speaker says in full
/// further down.
pub(super) fn drop_repeats(statements: &mut Vec<Statement>) {
    statements.sort_by_key(|s| s.span.first().copied());
    let words: Vec<Vec<String>> = statements.iter().map(|s| stems(&s.text)).collect();
    let mut keep = vec![true; statements.len()];
    for later in 0..statements.len() {
        for earlier in later.saturating_sub(WITHIN)..later {
            if !keep[earlier] || !keep[later] {
                continue;
            }
            let (before, behind) = (&words[earlier], &words[later]);
            let same =
                behind.len() >= 4 && shares(before, behind, 9 * before.len().max(behind.len()), 10);
            if same {
                keep[later] = false;
                let repeat = statements[later].clone();
                join(&mut statements[earlier], repeat);
                continue;
            }
            let is_summary = statements[earlier].form != Form::Direct
                && statements[earlier].why.rule.ends_with("object")
                && statements[later].form == Form::Direct
                && statements[earlier].speaker == statements[later].speaker
                && before.len() >= 3
                && shares(before, behind, before.len(), 2);
            if is_summary {
                keep[earlier] = false;
            }
        }
    }
    let mut number = 0;
    statements.retain(|_| {
        number += 1;
        keep[number - 1]
    });
}

/// How many statements lie between a statement and its repeat at most. No article has as many; a bound to what a
/// book costs.
const WITHIN: usize = 300;

/// Takes up a repeat: its sentences, and its speaker where it names one. A speaker who differs is kept beside.
fn join(kept: &mut Statement, repeat: Statement) {
    let mut other = (repeat.speaker.clone(), repeat.why.anchor);
    // The place that names somebody tells more than "experts".
    if kept.side.is_none() && repeat.side.is_some() {
        other = (kept.speaker.clone(), kept.why.anchor);
        kept.speaker = repeat.speaker;
        kept.side = repeat.side;
    }
    let (speaker, span) = other;
    if speaker != kept.speaker {
        kept.why.grounds.push(Ground {
            field: "speaker.other".into(),
            span,
            basis: speaker,
        });
    }
    for span in repeat.evidence {
        if !kept.evidence.contains(&span) {
            kept.evidence.push(span);
        }
    }
}

/// The longer words of a text, shortened to what inflection leaves, sorted.
fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.to_lowercase().chars().take(6).collect())
        .collect();
    stems.sort();
    stems.dedup();
    stems
}

/// Whether the words that two sorted lists share are at least `parts` of `of` equal ones.
fn shares(first: &[String], second: &[String], parts: usize, of: usize) -> bool {
    // Lists of very different lengths cannot; most pairs end here.
    if first.len().min(second.len()) * of < parts {
        return false;
    }
    let known = |word: &&String| second.binary_search(word).is_ok();
    first.iter().filter(known).count() * of >= parts
}
