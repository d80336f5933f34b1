//! What a sentence says by the way, between dashes or brackets.

use chancery_language::Analysis;

/// Tokens to either side in which the marks of an aside are looked for.
const REACH: usize = 60;

/// "The tour – her first since she took office last May – begins in Oslo": what dashes or brackets set apart has its
/// own clause and time, whatever the tree makes of it.
pub(super) fn holds_only(analysis: &Analysis, at: usize, trigger: usize) -> bool {
    let sentence = analysis.sentence_of(at);
    let reach = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
    let mark = |t: usize, marks: &[&str]| marks.contains(&analysis.token(t).text());
    let open = (reach.start..at)
        .rev()
        .find(|&t| mark(t, &["–", "—", "--", "(", ")"]));
    let Some(open) = open.filter(|&t| !mark(t, &[")"])) else {
        return false;
    };
    let ends: &[&str] = match analysis.token(open).text() {
        "(" => &[")"],
        _ => &["–", "—", "--"],
    };
    let Some(close) = (at..reach.end).find(|&t| mark(t, ends)) else {
        return false;
    };
    let aside = open + 1..close;
    !aside.contains(&trigger) && aside.into_iter().any(|t| is_finite(analysis, t))
}

/// Whether a token is a verb with a tense of its own.
fn is_finite(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.token(token).tag(), "VBD" | "VBP" | "VBZ" | "MD")
}
