//! States, bodies, pronouns, sets: whom the words mean where they stand.

use crate::common::{read, read_from};
use chancery_actors::{ActorKind, MentionForm};

#[test]
fn short_forms_follow_the_custom_of_the_nation() {
    let read = read(
        "Vietnamese Defence Minister Phan Van Giang met Chinese General Li Qiang. Giang thanked Li. Cambodian Minister Tea Banh stayed home, and Minister Tea Seiha too. Banh was ill.",
    );
    assert_eq!(read.who("Giang", 0), ["Phan Van Giang"]);
    assert_eq!(read.who("Li", 0), ["Li Qiang"]);
    assert_eq!(read.who("Banh", 0), ["Tea Banh"]);
    let names: Vec<_> = read
        .cast
        .actors()
        .iter()
        .filter(|a| a.kind == ActorKind::Person)
        .map(|a| a.name.as_str())
        .collect();
    assert!(
        names.contains(&"Tea Seiha") && names.contains(&"Tea Banh"),
        "{names:?}"
    );
}

#[test]
fn the_two_countries_change_with_the_story() {
    let read = read(
        "Cambodia and Thailand share a border. The two countries signed a pact.\nLater Cambodia turned to Japan. The two countries agreed on a loan.",
    );
    assert_eq!(read.who("The two countries", 0), ["Cambodia", "Thailand"]);
    assert_eq!(read.who("The two countries", 1), ["Cambodia", "Japan"]);
    assert_eq!(read.form("The two countries"), Some(MentionForm::Set));
}

#[test]
fn the_two_ministers_are_the_two_last_spoken_of() {
    let read = read(
        "Italian Defence Minister Carla Conti received Greek Defence Minister Nikos Pappas in Rome. The two ministers signed a protocol.",
    );
    assert_eq!(
        read.who("The two ministers", 0),
        ["Carla Conti", "Nikos Pappas"]
    );
}

#[test]
fn bare_titles_mean_the_holder_named() {
    let read = read(
        "Turkish Foreign Minister Kemal Aydin met Iraqi Prime Minister Salim Hadi. The Turkish minister praised the deal. The premier agreed.",
    );
    assert_eq!(read.who("The Turkish minister", 0), ["Kemal Aydin"]);
    assert_eq!(read.who("The premier", 0), ["Salim Hadi"]);
}

#[test]
fn unknown_holders_stay_unnamed() {
    let read = read("The Omani foreign minister called Doha.");
    assert_eq!(
        read.kinds("The Omani foreign minister"),
        [ActorKind::OfficeHolder]
    );
    assert_eq!(read.sides("The Omani foreign minister"), ["OMN"]);
}

#[test]
fn he_is_the_subject_before() {
    let read =
        read("Norwegian Foreign Minister Lars Dahl met Ivan Orlov in Oslo. He praised the talks.");
    assert_eq!(read.who("He", 0), ["Lars Dahl"]);
}

#[test]
fn she_is_no_man() {
    let read = read(
        "German Chancellor Angela Vogt received Prime Minister John Marsh of Jamaica. She thanked him.",
    );
    assert_eq!(read.who("She", 0), ["Angela Vogt"]);
    assert_eq!(read.who("him", 0), ["John Marsh"]);
}

#[test]
fn they_who_met() {
    let read = read(
        "Norwegian Foreign Minister Lars Dahl met with Danish Foreign Minister Mette Holm. They discussed fishing.",
    );
    assert_eq!(read.who("They", 0).len(), 2);
}

#[test]
fn compounds_and_prefixes_name_states() {
    let read = read(
        "Sino-Cambodian trade grew. The U.S.-Armenia dialogue began. Pro-Russian rebels and Saudi-led forces fought.",
    );
    assert_eq!(read.sides("Sino"), ["CHN"]);
    let codes: Vec<_> = read
        .cast
        .actors()
        .iter()
        .filter_map(|a| a.side.as_ref().map(|s| s.as_str()))
        .collect();
    assert!(codes.contains(&"ARM") && codes.contains(&"USA"));
    assert!(!codes.contains(&"RUS"), "an attitude is no side: {codes:?}");
}

#[test]
fn outlets_and_regimes_are_no_states() {
    let read = read("The Khmer Times reported that relations were cut under the Khmer Rouge.");
    assert_eq!(read.kinds("The Khmer Times"), [ActorKind::Outlet]);
    assert_eq!(read.kinds("Khmer Rouge"), [ActorKind::Body]);
    assert_eq!(read.sides("Khmer Rouge"), ["org:Khmer Rouge"]);
}

#[test]
fn american_places_are_not_foreign_states() {
    let read = read("The mayor flew from Albany to Bangor, Maine, and Atlanta, Georgia.");
    assert!(
        read.cast
            .actors()
            .iter()
            .filter_map(|a| a.side.as_ref())
            .all(|s| s.as_str() == "USA"),
        "{:?}",
        read.cast.actors()
    );
}

#[test]
fn a_bare_senate_belongs_to_the_story() {
    let read = read(
        "Cambodia celebrated. The Cambodian Senate met in Phnom Penh. The foreign ministry was silent.",
    );
    assert_eq!(read.sides("The foreign ministry"), ["KHM"]);
    assert_eq!(read.sides("The Cambodian Senate"), ["KHM"]);
}

#[test]
fn armies_are_bodies_of_their_state() {
    let read = read("Officers of the Chinese People's Liberation Army visited Laos.");
    assert_eq!(read.sides("Chinese People's Liberation Army"), ["CHN"]);
}

#[test]
fn people_of_a_side() {
    let read = read("Russian troops left while Cambodian students stayed.");
    assert_eq!(read.sides("Russian troops"), ["RUS"]);
    assert_eq!(read.kinds("Cambodian students"), [ActorKind::People]);
}

#[test]
fn epithets_need_their_context() {
    let read = read("Cambodia signed first. The Kingdom hopes for trade.");
    assert_eq!(read.who("The Kingdom", 0), ["Cambodia"]);
    let korea = crate::common::read(
        "North Korea fired a missile at sea. South Korea protested. The North was silent.",
    );
    assert_eq!(korea.who("The North", 0), ["North Korea"]);
}

#[test]
fn a_release_speaks_with_one_voice() {
    let read = read_from(
        "Office of the Spokesperson\n\nThe below is attributable to Spokesperson Joan Pryce:\n\nThe Secretary met Polish Foreign Minister Jan Kowal. Our alliance is strong.",
        Some("state.gov"),
        Some("https://www.state.gov/readout/"),
    );
    let voice = read
        .cast
        .voice()
        .map(|id| read.cast.actor(id).name.as_str());
    assert_eq!(voice, Some("Joan Pryce"));
    assert_eq!(read.who("Our", 0), ["United States"]);
}

#[test]
fn a_by_line_speaks_in_the_first_person() {
    let read = read_from(
        "Robert L. Hale, Secretary of State\n\nOn behalf of the United States, I congratulate the people of Chad on their independence day. We look forward to many more years of partnership with you.",
        Some("state.gov"),
        Some("https://www.state.gov/chad/"),
    );
    assert_eq!(read.who("I", 0), ["Robert L. Hale"]);
    assert_eq!(read.who("We", 0), ["United States"]);
}

#[test]
fn odd_input_is_no_reason_to_stop() {
    for text in [
        "",
        "\n",
        "# ",
        "President",
        "of of of Minister",
        "“”’’—",
        "Mr.",
        "the two",
        "\u{200e}\u{feff}",
        "Minister of",
        "A, , , and (",
        "x".repeat(500).as_str(),
        "Prime Minister's President's of the, and the Sens.",
    ] {
        let read = read(text);
        for mention in read.cast.mentions() {
            assert!(!mention.actors.is_empty());
        }
    }
}

#[test]
fn the_same_text_gives_the_same_cast() {
    let text = "Italian and Greek ministers met in Rome. The two sides agreed. Ambassador Luca Neri of Italy thanked the bloc, the EU.";
    let (a, b) = (read(text), read(text));
    assert_eq!(format!("{:?}", a.cast), format!("{:?}", b.cast));
}
