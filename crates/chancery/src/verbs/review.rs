//! `review`: what deserves a look first, one line each with the id that `show` and the decisions take.

use std::io::{BufWriter, Write};

use chancery_model::{Fact, Stance};
use chancery_record::Filter;

use crate::arguments::{Global, Queue, Review};
use crate::outcome::Outcome;
use crate::store;
use crate::terminal::plain_line;

/// Confidence under which a fact is looked at: no source of it was read better.
const LOW: f32 = 0.5;

/// Prints disputed facts, most sources first, then doubtful ones, the most doubtful first.
pub(crate) fn run(global: &Global, typed: &Review) -> anyhow::Result<Outcome> {
    let record = store::existing_at(global, typed.record.as_deref())?;
    let filter = Filter {
        disputed: typed.queue == Some(Queue::Conflicts),
        ..Filter::default()
    };
    let mut facts = record.unreviewed(&filter)?;
    facts.retain(|fact| match typed.queue {
        Some(Queue::Conflicts) => !fact.conflicts.is_empty(),
        Some(Queue::LowConfidence) => confidence(fact) < LOW,
        None => !fact.conflicts.is_empty() || confidence(fact) < LOW,
    });
    facts.sort_by(|a, b| {
        let disputed =
            |fact: &Fact| typed.queue != Some(Queue::LowConfidence) && !fact.conflicts.is_empty();
        let reported = |fact: &Fact| if disputed(fact) { witnesses(fact) } else { 0 };
        (disputed(b), reported(b))
            .cmp(&(disputed(a), reported(a)))
            .then_with(|| confidence(a).total_cmp(&confidence(b)))
            .then_with(|| witnesses(b).cmp(&witnesses(a)))
            .then_with(|| a.id.cmp(&b.id))
    });
    let mut out = BufWriter::new(anstream::stdout().lock());
    for fact in facts.iter().take(typed.most) {
        writeln!(out, "{}", plain_line(&line(fact)))?;
    }
    if facts.len() > typed.most && !global.quiet {
        out.flush()?;
        anstream::eprintln!("{} more; see them with --most", facts.len() - typed.most);
    }
    out.flush()?;
    Ok(Outcome::of(!facts.is_empty(), 0))
}

fn line(fact: &Fact) -> String {
    let mut why: Vec<String> = Vec::new();
    let mut fields: Vec<&str> = fact.conflicts.iter().map(|c| c.field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    if !fields.is_empty() {
        why.push(format!("disputed: {}", fields.join(", ")));
    }
    if confidence(fact) < LOW {
        why.push(format!("confidence {:.2}", confidence(fact)));
    }
    why.push(match witnesses(fact) {
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    });
    format!(
        "{} [{}] {}",
        chancery_brief::sentence(fact),
        why.join("; "),
        fact.id
    )
}

/// The best confidence among the sources that count.
fn confidence(fact: &Fact) -> f32 {
    let counting = fact.sources.iter().filter(|source| counts(source.stance));
    counting.map(|source| source.confidence).fold(0.0, f32::max)
}

/// Sources that count and repeat no other.
fn witnesses(fact: &Fact) -> usize {
    let sources = fact.sources.iter();
    let own = sources.filter(|s| counts(s.stance) && s.stance != Stance::Repeats);
    own.count().max(1)
}

fn counts(stance: Stance) -> bool {
    !matches!(stance, Stance::Superseded | Stance::Rejected)
}
