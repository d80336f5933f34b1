//! Prints what intake makes of its input: `cargo run -p chancery-intake --example blocks < article.txt`.

use chancery_intake::{Defaults, Format, documents};

fn main() {
    let input = std::io::stdin().lock();
    for document in documents(input, "-", Format::Auto, &Defaults::default()) {
        let document = match document {
            Ok(document) => document,
            Err(complaint) => {
                println!("!! {complaint}");
                continue;
            }
        };
        println!(
            "== {} | {:?} | {:?}",
            document.name, document.title, document.outlet
        );
        println!("   outlet by {:?}", document.outlet_basis);
        let published = document.published.map(|date| date.to_string());
        println!(
            "   published {published:?} by {:?}",
            document.published_basis
        );
        if let Some(dated) = &document.published_inferred {
            println!("   inferred {} by {:?}", dated.date, dated.basis);
        }
        if let Some(dateline) = &document.dateline {
            println!("   dateline {:?}", dateline.span.of(&document.text));
        }
        for note in &document.notes {
            println!("   note: {}", note.message);
        }
        for block in &document.blocks {
            let words: String = block.span.of(&document.text).chars().take(110).collect();
            println!("{:>10} {words}", format!("{:?}", block.kind));
        }
    }
}
