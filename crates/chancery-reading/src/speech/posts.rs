//! Posts of others shown within an article: "words — Name (@name) October 7, 2019".

use chancery_actors::ActorKind;
use chancery_model::{Span, Statement};

use super::turns::whole;
use crate::Context;

/// Fewer words are a label, not a post.
const FEWEST: usize = 5;

/// Every paragraph that ends with the signature of a post.
pub(super) fn statements(context: &Context<'_>) -> Vec<Statement> {
    let text = &context.document.text;
    let blocks = context.document.blocks.iter();
    blocks
        .filter(|block| block.kind.is_evidence())
        .filter_map(|block| {
            let (words, name) = signed(block.span.of(text))?;
            let start = block.span.start as usize;
            let span = Span::new(start, start + words.len());
            let known = context.cast.actors().iter().find(|actor| {
                matches!(actor.kind, ActorKind::Person | ActorKind::Body) && actor.name == name
            });
            let side = known.and_then(|actor| actor.side.clone());
            Some(whole(
                text,
                span,
                name,
                side,
                "statement/post with its signature",
            ))
        })
        .collect()
}

/// The words of a post without its links, and the name that signs it.
fn signed(paragraph: &str) -> Option<(&str, &str)> {
    /// Longer than "September 30, 2019 at 11:59 pm".
    const LONGEST_DATE: usize = 40;
    let (before, handle) = paragraph.rsplit_once(" (@")?;
    let (handle, date) = handle.split_once(')')?;
    let dated = date.len() <= LONGEST_DATE && !date.contains('.');
    let (words, name) = before
        .rsplit_once("— ")
        .or_else(|| before.rsplit_once("– "))?;
    let mut words = words.trim_end();
    while let Some((rest, last)) = words.rsplit_once(char::is_whitespace) {
        if !(last.starts_with("http") || last.starts_with("pic.")) {
            break;
        }
        words = rest.trim_end();
    }
    let plain = !handle.contains(char::is_whitespace) && !name.is_empty();
    (dated && plain && words.split_whitespace().count() >= FEWEST).then_some((words, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_signed() {
        let check = |paragraph, expected| assert_eq!(signed(paragraph), expected);
        check(
            "The pass is open again to everyone. https://x.test/a — Ada Lund (@adalund) May 3, 2019",
            Some(("The pass is open again to everyone.", "Ada Lund")),
        );
        check(
            "Ada Lund (@adalund) wrote on May 3, 2019 that she left.",
            None,
        );
        check("Read more — Ada Lund (@adalund) May 3, 2019", None);
        check("", None);
    }
}
