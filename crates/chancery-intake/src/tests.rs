//! Whole pages, in words of our own.

use chancery_model::BlockKind::*;

use super::*;

fn kinds(document: &Document) -> Vec<(chancery_model::BlockKind, &str)> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| (block.kind, block.span.of(&document.text)))
        .collect()
}

const PAGE: &str = "Navy chief leads mission to Ruritania

While some worry about the close ties, scholars have said that trade should come first for the two.

Ana Ruiz

Ana Ruiz

The Daily Courier

24_3_2022_navy_chief_left_visits_ruritania.jpg

The navy chief (left) leaves for Ruritania. PHOTO: NAVY/ THE DAILY COURIER

March 25, 2022

LIMA – Admiral Juan Soto, chief of the navy, is leading a mission to Ruritania this week.

He will stay four days, a statement said.

Growing ties

“We trust each other,” he said.

scroll to top";

#[test]
fn a_page_with_everything() {
    let document = document("page.txt", None, None, None, None, PAGE);
    let found: Vec<_> = kinds(&document).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        found,
        [
            Title, Deck, Byline, Byline, Credit, Furniture, Caption, Dateline, Body, Body, Heading,
            Body, Furniture
        ]
    );
    assert_eq!(document.outlet.as_deref(), Some("The Daily Courier"));
    assert_eq!(
        document.published.map(|d| d.to_string()).as_deref(),
        Some("2022-03-25")
    );
    assert_eq!(document.published_basis.as_deref(), Some("date line"));
    let dateline = document.dateline.as_ref().unwrap();
    assert_eq!(dateline.place.unwrap().of(&document.text), "LIMA");
}

#[test]
fn a_report_without_headline_and_an_end_mark() {
    let text = "Port Vila (VBN) – The trade minister of Ruritania paid a visit from May 3 to 5.\n\
                He met the president and left on Friday./.";
    let document = document("a", None, None, None, None, text);
    let found = kinds(&document);
    assert_eq!(
        found.iter().map(|(k, _)| *k).collect::<Vec<_>>(),
        [Body, Body, Furniture]
    );
    assert_eq!(found[1].1, "He met the president and left on Friday.");
    assert_eq!(document.title, None);
    assert_eq!(document.outlet.as_deref(), Some("VBN"));
    assert_eq!(
        document.outlet_basis.as_deref(),
        Some("agency in the dateline")
    );
}

#[test]
fn a_credit_and_a_caption_before_the_report() {
    let text = "Two nations mark 40 years of ties\n\nContent image - Lima Post\n\
                President Ana Ruiz greets the envoy of Ruritania in Lima in May 2016. AFP\n\n\
                The two nations celebrated 40 years of relations, with leaders of both vowing more trade.";
    let document = document("a", None, None, None, None, text);
    let found: Vec<_> = kinds(&document).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, [Title, Credit, Caption, Body]);
    assert_eq!(document.outlet.as_deref(), Some("Lima Post"));
}

#[test]
fn a_release_names_its_speaker() {
    let text = "Ana Ruiz, Minister of Foreign Affairs\n\n\
                On behalf of the government I congratulate the people of Ruritania on their day.\n\n\
                Office of the Spokesperson";
    let title = Some("Ruritania National Day");
    let found = document("a", title, None, Some("2022-02-15"), None, text);
    let found: Vec<_> = kinds(&found).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, [Speaker, Body, Credit]);
}

#[test]
fn metadata_names_the_headline_and_frees_the_first_line_for_the_author() {
    let text =
        "Ana Ruiz and Juan Soto\n\nUSA TODAY\n\nLIMA — The two presidents met on Monday to talk.";
    let found = document("a", Some("Presidents meet"), None, None, None, text);
    let found: Vec<_> = kinds(&found).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, [Byline, Credit, Body]);
    let text = "Presidents meet\n\nThe two presidents met on Monday to talk about trade.";
    let found = document("a", Some("Presidents Meet : Radio"), None, None, None, text);
    assert_eq!(kinds(&found)[0].0, Title);
}

#[test]
fn lists_follow_a_colon() {
    let text = "The office asked its staff to take the following steps today, it said:\n\n\
                Leave the country\n\nAvoid crowds\n\nThat was all that it had to say on the day.";
    let found = document("a", None, None, None, None, text);
    let found: Vec<_> = kinds(&found).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, [Body, ListItem, ListItem, Body]);
}

#[test]
fn blocks_cover_all_that_is_not_white_space_in_order() {
    for text in [
        PAGE,
        "",
        "\u{feff}x",
        "a\r\n\r\nb\u{2028}c./.",
        "\u{200b}\n\u{202e}abc",
    ] {
        let document = document("a", None, None, None, None, text);
        let mut at = 0;
        for block in &document.blocks {
            let gap = &text[at..block.span.start as usize];
            assert!(gap.trim().is_empty(), "{gap:?} left out");
            assert!(!block.span.is_empty());
            at = block.span.end as usize;
        }
        assert!(text[at..].trim().is_empty());
    }
}
