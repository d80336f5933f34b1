//! How outlets spell names otherwise: without accents, with a letter too few or too many.

use super::world::Chance;

/// A name as a wire without accents writes it.
pub(crate) fn plain(name: &str) -> String {
    let pairs = [
        ('ầ', 'a'),
        ('ă', 'a'),
        ('ộ', 'o'),
        ('ê', 'e'),
        ('ị', 'i'),
        ('ạ', 'a'),
        ('ğ', 'g'),
        ('Ç', 'C'),
        ('ı', 'i'),
        ('Y', 'Y'),
        ('ń', 'n'),
        ('ã', 'a'),
        ('å', 'a'),
        ('ø', 'o'),
    ];
    name.chars()
        .map(|c| {
            pairs
                .iter()
                .find(|(from, _)| *from == c)
                .map_or(c, |(_, to)| *to)
        })
        .collect()
}

/// A name with one letter of its last word left out or doubled.
pub(crate) fn misspelt(chance: &mut Chance, name: &str) -> String {
    let name = plain(name);
    let Some((head, last)) = name.rsplit_once(' ') else {
        return name;
    };
    if last.len() < 6 {
        return name;
    }
    let at = 2 + chance.below(last.len() - 3);
    let (a, b) = last.split_at(at);
    if chance.one_in(2) {
        format!("{head} {a}{}{b}", a.chars().last().unwrap_or('a'))
    } else {
        format!("{head} {a}{}", b.chars().skip(1).collect::<String>())
    }
}
