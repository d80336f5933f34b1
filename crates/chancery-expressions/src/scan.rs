//! A text cut into words, numbers and marks: what both engines read.

use chancery_model::Span;

use crate::quantity::Begins;

/// What a [`Token`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits with inner separators ("1,200.5", "25.03.2024").
    Number,
    /// One other visible character.
    Mark,
}

/// A piece of the text without white space.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// Lower case; dashes are "-", curly apostrophes are "'".
    pub(crate) lower: String,
    /// Whether the first letter is a capital.
    pub(crate) capital: bool,
    /// Which numbers may begin with it: asked of every token many times over.
    pub(crate) begins: Begins,
}

/// The tokens of one stretch of text, asked by number; beyond the ends everything is empty.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Scan<'a> {
    /// Cuts `within`, moved inwards to character borders and the end of the text where it has to be.
    pub(crate) fn new(text: &'a str, within: Span) -> Self {
        let mut end = (within.end as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut start = (within.start as usize).min(end);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let slice = text.get(start..end).unwrap_or("");
        let mut tokens = Vec::new();
        let mut chars = slice.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            if first.is_whitespace() {
                continue;
            }
            let kind = if first.is_ascii_digit() {
                Kind::Number
            } else if first.is_alphabetic() {
                Kind::Word
            } else {
                Kind::Mark
            };
            let mut stop = at + first.len_utf8();
            while let Some(&(next_at, next)) = chars.peek() {
                let goes_on = match kind {
                    Kind::Word => next.is_alphabetic(),
                    Kind::Number => {
                        let digit_follows = slice[next_at + next.len_utf8()..]
                            .starts_with(|c: char| c.is_ascii_digit());
                        next.is_ascii_digit() || (matches!(next, ',' | '.') && digit_follows)
                    }
                    Kind::Mark => false,
                };
                if !goes_on {
                    break;
                }
                stop = next_at + next.len_utf8();
                chars.next();
            }
            let lower = fold(&slice[at..stop]);
            tokens.push(Token {
                start: start + at,
                end: start + stop,
                kind,
                begins: Begins::new(kind, &lower),
                lower,
                capital: first.is_uppercase(),
            });
        }
        Self { text, tokens }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token of that number.
    pub(crate) fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// Which numbers may begin with that token; none beyond the ends.
    pub(crate) fn begins(&self, index: usize) -> Begins {
        let token = self.tokens.get(index);
        token.map_or_else(Begins::default, |token| token.begins)
    }

    /// Its lower-case text, empty beyond the ends.
    pub(crate) fn at(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.lower)
    }

    /// The lower-case text of the token `back` before `index`.
    pub(crate) fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// Whether that token is one of the words.
    pub(crate) fn is(&self, index: usize, words: &[&str]) -> bool {
        words.contains(&self.at(index))
    }

    /// Whether the tokens from `index` are these words, in this order.
    pub(crate) fn follows(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| self.at(index + n) == *word)
    }

    /// Its kind, if it is there.
    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// Whether it starts with a capital letter.
    pub(crate) fn capital(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.capital)
    }

    /// Whether no white space lies between that token and the one before.
    pub(crate) fn glued(&self, index: usize) -> bool {
        index > 0
            && matches!((self.tokens.get(index - 1), self.tokens.get(index)),
                (Some(left), Some(right)) if left.end == right.start)
    }

    /// The number as plain digits without separators, if it is one of at most `width` digits.
    pub(crate) fn digits(&self, index: usize, width: usize) -> Option<i64> {
        let token = self.tokens.get(index)?;
        let plain = token.kind == Kind::Number
            && token.lower.len() <= width
            && token.lower.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| token.lower.parse().ok()).flatten()
    }

    /// The bytes of a range of tokens.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.tokens.get(from),
            to.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => {
                Span::new(first.start, last.end)
            }
            _ => Span::new(0, 0),
        }
    }

    /// The text that a range of tokens covers, as written.
    pub(crate) fn raw(&self, from: usize, to: usize) -> &'a str {
        self.text.get(self.span(from, to).range()).unwrap_or("")
    }

    /// Skips one mark of the kind given.
    pub(crate) fn skip(&self, index: usize, mark: &str) -> usize {
        if self.at(index) == mark {
            index + 1
        } else {
            index
        }
    }
}

fn fold(word: &str) -> String {
    match word {
        "–" | "—" | "‑" | "‐" | "−" => "-".to_owned(),
        "’" | "‘" | "ʼ" => "'".to_owned(),
        _ => word.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_numbers_and_marks() {
        let text = "US$1,200.5m on 25.03.2024 – today’s";
        let scan = Scan::new(text, Span::new(0, text.len()));
        let words: Vec<_> = (0..scan.len()).map(|n| scan.at(n)).collect();
        assert_eq!(
            words,
            [
                "us",
                "$",
                "1,200.5",
                "m",
                "on",
                "25.03.2024",
                "-",
                "today",
                "'",
                "s"
            ]
        );
        assert!(scan.glued(1) && !scan.glued(4));
    }

    #[test]
    fn moves_inwards_from_inside_a_character() {
        let text = "é 5 é";
        let scan = Scan::new(text, Span::new(1, text.len() - 1));
        assert_eq!(scan.len(), 1);
    }
}
