//! The words of the source, where the type of an event says too little of it.

use chancery_model::{Event, EventType, Fact};

use super::on_one_line;

/// Most characters that are quoted within a line; the footnote has the sentence.
const LONGEST: usize = 110;

/// The words that assert an event, from the first of them to the end of their clause, for types whose sentence
/// leaves open what was done ("put pressure on"). Nothing where the words are not at hand.
pub(crate) fn own_words(fact: &Fact, event: &Event) -> Option<String> {
    use EventType::{
        Aid, Ceremony, Coercion, Decision, Mobilization, Protest, Sanction, UseOfForce, Withdrawal,
    };
    let says_too_little = matches!(
        event.kind,
        Aid | Ceremony
            | Coercion
            | Decision
            | Mobilization
            | Protest
            | Sanction
            | UseOfForce
            | Withdrawal
    ) && event.subtype.as_deref() != Some("anniversary");
    let anchor = event.why.anchor.filter(|_| says_too_little)?;
    let source = fact
        .sources
        .iter()
        .find(|source| source.claim.hash() == fact.id.hash())?;
    let quote = source
        .quotes
        .iter()
        .find(|quote| quote.span.contains(anchor))?;
    let from = (anchor.start - quote.span.start) as usize;
    let words = quote.exact.get(from..)?;
    let clause = on_one_line(clause(words));
    let single = !clause.contains(' ');
    let cut = clause
        .char_indices()
        .nth(LONGEST)
        .and_then(|(end, _)| clause.get(..end)?.rfind(' '));
    match cut {
        _ if single => None,
        Some(cut) => Some(format!("{} […]", clause.get(..cut)?)),
        None => Some(clause),
    }
}

/// Up to the first mark that ends a clause; the comma of "200,000" and the point of "1.5" do not.
fn clause(words: &str) -> &str {
    let ends = |(at, mark): &(usize, char)| {
        let next = words
            .get(at + mark.len_utf8()..)
            .and_then(|rest| rest.chars().next());
        matches!(mark, ';' | '"' | '”')
            || matches!(mark, ',' | '.') && next.is_none_or(char::is_whitespace)
    };
    let end = words
        .char_indices()
        .find(ends)
        .map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use chancery_model::{Prefix, Span};

    use super::*;
    use crate::testing;

    #[test]
    fn numbers_do_not_end_a_clause() {
        assert_eq!(
            clause("gave 200,000 doses worth $1.5 million, she said."),
            "gave 200,000 doses worth $1.5 million"
        );
    }

    #[test]
    fn the_clause_that_asserts_is_quoted() {
        let mut made = testing::meeting(&["VNM", "KHM"]).said(
            "Post",
            None,
            "A patrol detained four farmers near a village, a group said.",
        );
        made.event().kind = EventType::Coercion;
        made.event().why.anchor = Some(Span::new(9, 17));
        let mut fact = made.fact();
        fact.id = fact.sources[0].claim.with_prefix(Prefix::Event);
        let event = crate::facts::event(&fact).unwrap();
        assert_eq!(
            own_words(&fact, event).as_deref(),
            Some("detained four farmers near a village")
        );
    }
}
