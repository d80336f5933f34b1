//! Titles, names and sides: one sentence for each construction of newswire.

use crate::common::{read, read_from};

/// Asserts that the offices of a text are these.
macro_rules! offices {
    ($text:expr, $($office:expr),* $(,)?) => {
        let found = read($text).offices();
        let wanted: Vec<&str> = vec![$($office),*];
        for office in &wanted {
            assert!(found.iter().any(|f| f == office), "{office} not among {found:?}");
        }
        assert_eq!(found.len(), wanted.len(), "{found:?}");
    };
}

#[test]
fn nationality_office_rank_and_name_without_commas() {
    offices!(
        "Vietnamese Minister of National Defence General Tran Van Duc arrived in Vientiane on Monday.",
        "Tran Van Duc: Minister of National Defence [VNM] current",
    );
}

#[test]
fn stacked_titles_are_two_offices_of_one_person() {
    offices!(
        "He met Deputy Prime Minister and Minister of Transport of Cambodia General Sok Dara in Hanoi.",
        "Sok Dara: Minister of Transport [KHM] current",
        "Sok Dara: Deputy Prime Minister [KHM] current",
    );
}

#[test]
fn honorifics_are_no_part_of_names() {
    let read = read(
        "Cambodian Senate president Samdech Thipadei Chea Vuthy received the guests, and Mr. Vuthy thanked them.",
    );
    assert_eq!(
        read.offices(),
        ["Chea Vuthy: Senate president [KHM] current"]
    );
    assert_eq!(read.who("Mr. Vuthy", 0), ["Chea Vuthy"]);
}

#[test]
fn titles_behind_the_name_with_their_body() {
    offices!(
        "Mara Quell, director of the Institute of Asian Studies at the Royal Academy of Cambodia, said the visit mattered.",
        "Mara Quell: director of the Institute of Asian Studies at the Royal Academy of Cambodia [KHM] current",
    );
}

#[test]
fn a_row_of_titles_behind_the_name() {
    offices!(
        "General Pak Sothea, deputy commander of the Royal Cambodian Armed Forces and commander of the Royal Cambodian Army, left for Rome.",
        "Pak Sothea: deputy commander of the Royal Cambodian Armed Forces [KHM] current",
        "Pak Sothea: commander of the Royal Cambodian Army [KHM] current",
    );
}

#[test]
fn a_possessor_names_the_side() {
    offices!(
        "France's foreign minister Jean Lemaire flew home. China's president, Liu Wenbo, held a press conference.",
        "Jean Lemaire: foreign minister [FRA] current",
        "Liu Wenbo: president [CHN] current",
    );
}

#[test]
fn the_side_behind_the_name() {
    offices!(
        "Prime Minister Ivan Petrov of Bulgaria thanked his hosts.",
        "Ivan Petrov: Prime Minister [BGR] current",
    );
}

#[test]
fn former_acting_elect() {
    offices!(
        "Former Polish president Adam Nowak spoke. Acting Defense Secretary Paul Hart of the United States listened. President-elect Rosa Lima of Peru smiled.",
        "Adam Nowak: president [POL] former",
        "Paul Hart: Acting Defense Secretary [USA] acting",
        "Rosa Lima: President [PER] incoming",
    );
}

#[test]
fn offices_by_verbs() {
    offices!(
        "Peter Klein, who was German ambassador to Japan, wrote a book. Anna Berg became prime minister of Sweden in May.",
        "Peter Klein: ambassador to Japan [DEU] former",
        "Anna Berg: prime minister [SWE] current",
    );
}

#[test]
fn the_receiving_state_is_not_the_side_of_an_ambassador() {
    offices!(
        "Armenian Ambassador to the United States Nare Petrosyan signed.",
        "Nare Petrosyan: Ambassador to the United States [ARM] current",
    );
}

#[test]
fn departments_with_lists_end_before_the_name() {
    offices!(
        "U.S. Under Secretary for Civilian Security, Democracy, and Human Rights Ruth Alder will travel to Rome.",
        "Ruth Alder: Under Secretary for Civilian Security, Democracy, and Human Rights [USA] current",
    );
}

#[test]
fn counterparts_hold_the_same_office_of_the_other_side() {
    offices!(
        "Prime Minister Hun Manet of Cambodia wrote to his Russian counterpart Oleg Sidorov.",
        "Hun Manet: Prime Minister [KHM] current",
        "Oleg Sidorov: Prime Minister [RUS] current",
    );
}

#[test]
fn several_holders_behind_one_plural() {
    offices!(
        "U.S. Senators Mark Stone and Ann Field visited Seoul.",
        "Mark Stone: Senator [USA] current",
        "Ann Field: Senator [USA] current",
    );
}

#[test]
fn predecessors_held_the_office() {
    let found = read("The trip was his first as army commander since his predecessor Hun Manet left. Cambodia paid.").offices();
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("Hun Manet: army commander") && f.ends_with("former")),
        "{found:?}"
    );
}

#[test]
fn a_paper_leaves_out_the_nationality_of_its_own_ministers() {
    offices!(
        "Minister of Commerce Keo Ratha met Turkish Trade Minister Ali Demir. Prime Minister Hun Sen praised the talks with Turkey. The Kingdom exports rice.",
        "Keo Ratha: Minister of Commerce [KHM] current",
        "Ali Demir: Trade Minister [TUR] current",
        "Hun Sen: Prime Minister [KHM] current",
    );
}

#[test]
fn america_has_no_ministers() {
    let read = read_from(
        "Thai officials came to Washington.\nForeign Minister Somchai Rattana joined the dialogue.",
        None,
        Some("https://www.state.gov/dialogue/"),
    );
    assert_eq!(
        read.offices(),
        ["Somchai Rattana: Foreign Minister [THA] current"]
    );
}

#[test]
fn experts_have_the_side_of_their_institution() {
    offices!(
        "“It is a start,” said Giora Hazan, a senior research fellow at the Institute for National Security Studies in Tel Aviv.",
        "Giora Hazan: senior research fellow at the Institute for National Security Studies [ISR] current",
    );
}

#[test]
fn leaders_who_had_left_are_former() {
    offices!(
        "The flag was lowered for Egyptian President Anwar Sadat.",
        "Anwar Sadat: President [EGY] former",
    );
}

#[test]
fn parties_and_groups_as_sides() {
    offices!(
        "Hamas spokesman Sami Odeh rejected it. Likud leader Dan Meron agreed.",
        "Sami Odeh: Hamas spokesman [org:Hamas] current",
        "Dan Meron: Likud leader [ISR] current",
    );
}

#[test]
fn a_verb_at_the_head_is_no_part_of_a_name() {
    let read =
        read("Vietnamese Defence Minister Phan Van Giang came. Receiving Giang, the king smiled.");
    assert!(
        read.cast
            .actors()
            .iter()
            .all(|a| !a.name.contains("Receiving"))
    );
}

#[test]
fn a_place_ends_what_went_before_a_title() {
    let read = read("They met in Washington, D.C. Secretary John Kerry thanked them.");
    assert_eq!(read.offices(), ["John Kerry: Secretary [USA] current"]);
}
