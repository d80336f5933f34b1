use std::fmt::Write as _;

use crate::Analysis;

/// Draws each sentence as a tree, one word a line in the order of the text: its number, the branches to its
/// head, the word, its lemma, tag and relation, and the entity that it begins or continues.
///
/// A person sees at once what hangs from what. White space is shown as `␣`, `⏎` and `⇥`.
pub fn table(analysis: &Analysis) -> String {
    let mut entities = vec![String::new(); analysis.len()];
    for entity in analysis.entities() {
        for token in entity.tokens.clone() {
            entities[token] = if token == entity.tokens.start {
                entity.label.to_owned()
            } else {
                "\"".to_owned()
            };
        }
    }
    let mut out = String::new();
    for (number, sentence) in analysis.sentences().enumerate() {
        let _ = writeln!(out, "sentence {}", number + 1);
        let branches: Vec<String> = sentence
            .clone()
            .map(|token| branch(analysis, token))
            .collect();
        let words: Vec<String> = sentence
            .clone()
            .map(|t| visible(analysis.token(t).text()))
            .collect();
        let width = |list: &[String]| list.iter().map(|s| s.chars().count()).max().unwrap_or(0);
        let (branch_width, word_width) = (width(&branches), width(&words));
        for ((index, branch), word) in sentence.clone().zip(&branches).zip(&words) {
            let token = analysis.token(index);
            let dep = if token.is_root() {
                "ROOT".to_owned()
            } else {
                format!("{} of {}", token.dep(), token.head())
            };
            let line = format!(
                "{index:>5} {branch:<branch_width$} {word:<word_width$}  {:<6} {:<6} {dep:<16} {:<14} {}",
                token.tag(),
                token.pos(),
                token.lemma().trim(),
                entities[index],
            );
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// The levels above a token as a row of strokes, its own joint last.
fn branch(analysis: &Analysis, token: usize) -> String {
    let mut path = vec![token];
    // A sane tree is no deeper than this; a drawing of a deeper one would help nobody.
    while path.len() < 24 {
        let head = analysis.token(path[path.len() - 1]).head();
        if path.contains(&head) {
            break;
        }
        path.push(head);
    }
    let mut out = String::new();
    for pair in path.windows(2).rev() {
        let (child, head) = (pair[0], pair[1]);
        let own = child == token;
        let (low, high) = (child.min(head), child.max(head));
        // Children of the same head further out on the same side keep the stroke going.
        let further = analysis
            .children(head)
            .any(|c| if child < head { c < child } else { c > child });
        let between = low < token && token < high;
        out.push_str(match (own, child < head, further) {
            (true, true, false) => "┌─",
            (true, true, true) | (true, false, true) => "├─",
            (true, false, false) => "└─",
            (false, _, true) => "│ ",
            (false, _, false) if between => "│ ",
            (false, _, false) => {
                // On the far side of an outermost child the stroke has ended, on the near side it has not.
                let near = if child < head {
                    token > child
                } else {
                    token < child
                };
                if near { "│ " } else { "  " }
            }
        });
    }
    out
}

fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '⏎',
            '\t' => '⇥',
            c if c.is_whitespace() => '␣',
            c => c,
        })
        .collect()
}
