use std::fmt::Write as _;

use crate::Analysis;

/// The analysis as CoNLL-U: one block a sentence, with `# sent_id` (the given name and a number) and `# text`.
///
/// Token numbers begin at 1 in each sentence, roots have head 0 and relation `root`. Entities stand in the last
/// column as `NE=B-GPE` or `NE=I-GPE`, beside `SpaceAfter=No`. White-space tokens are left out, as the format
/// has no place for them; what hangs from one hangs from the next word above it.
pub fn conllu(id: &str, analysis: &Analysis) -> String {
    let mut entities = vec![String::new(); analysis.len()];
    for entity in analysis.entities() {
        for token in entity.tokens.clone() {
            let place = if token == entity.tokens.start {
                'B'
            } else {
                'I'
            };
            entities[token] = format!("NE={place}-{}", entity.label);
        }
    }
    let mut out = String::new();
    let mut number = 0;
    for sentence in analysis.sentences() {
        let is_word = |token: usize| !analysis.token(token).text().trim().is_empty();
        let words: Vec<usize> = sentence.clone().filter(|&token| is_word(token)).collect();
        if words.is_empty() {
            continue;
        }
        number += 1;
        let text = analysis
            .words(words[0]..words[words.len() - 1] + 1)
            .replace(['\n', '\r'], " ");
        let _ = writeln!(out, "# sent_id = {id}-{number}\n# text = {text}");
        for (place, &index) in words.iter().enumerate() {
            let token = analysis.token(index);
            let mut head = index;
            // A head that is white space has no line of its own. Trees have no loops, the limit is for show.
            for _ in 0..analysis.len() {
                let next = analysis.token(head).head();
                let settled = next == head || is_word(next);
                head = next;
                if settled {
                    break;
                }
            }
            let head = words
                .iter()
                .position(|&w| w == head && w != index)
                .map_or(0, |at| at + 1);
            let dep = if head == 0 { "root" } else { token.dep() };
            let space = if token.space_after() {
                ""
            } else {
                "SpaceAfter=No"
            };
            let misc = [entities[index].as_str(), space]
                .into_iter()
                .filter(|s| !s.is_empty());
            let misc = misc.collect::<Vec<_>>().join("|");
            let columns = [
                token.text(),
                token.lemma(),
                token.pos(),
                token.tag(),
                token.morph(),
            ]
            .map(or_blank);
            let _ = writeln!(
                out,
                "{}\t{}\t{head}\t{dep}\t_\t{}",
                place + 1,
                columns.join("\t"),
                or_blank(&misc)
            );
        }
        out.push('\n');
    }
    out
}

fn or_blank(field: &str) -> &str {
    if field.is_empty() { "_" } else { field }
}
