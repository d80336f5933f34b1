//! Prints who is in a text: `cargo run --release -p chancery-actors --example cast -- FILE` (or `-` for standard input).

use std::io::Read;

use chancery_model::{Block, BlockKind, Document, Id, Prefix, Span};

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            blocks.push(Block {
                kind: BlockKind::Body,
                span: Span::new(start, start + trimmed.len()),
            });
        }
        at += line.len();
    }
    let value = serde_json::json!({
        "id": Id::of(Prefix::Document, &[text]), "name": "text", "text": text, "blocks": blocks,
        "title": null, "outlet": null, "url": null, "published": null, "published_inferred": null,
    });
    serde_json::from_value(value).expect("a document of those fields")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    match std::env::args().nth(1).as_deref() {
        None | Some("-") => {
            std::io::stdin().read_to_string(&mut text)?;
        }
        Some(path) => text = std::fs::read_to_string(path)?,
    }
    let pipeline = chancery_language::Pipeline::english();
    let document = document(&text);
    let spans: Vec<_> = document.blocks.iter().map(|b| b.span.range()).collect();
    let analysis = pipeline.analyse_spans(&text, &spans);
    let cast = chancery_actors::cast(&document, &analysis);
    println!("home {:?} voice {:?}", cast.home(), cast.voice());
    for (id, actor) in cast.actors().iter().enumerate() {
        let side = actor.side.as_ref().map_or("?", |s| s.as_str());
        println!(
            "{id:3} {:?} {} [{side}: {}]",
            actor.kind, actor.name, actor.side_basis
        );
        for office in &actor.offices {
            let side = office.side.as_ref().map_or("?", |s| s.as_str());
            println!(
                "      {:?} {} [{side}] {:?}",
                office.status, office.title, office.level
            );
        }
    }
    for mention in cast.mentions() {
        println!(
            "{:5}..{:<5} {:8} {:?} “{}” head {}",
            mention.tokens.start,
            mention.tokens.end,
            format!("{:?}", mention.form),
            mention.actors,
            analysis.words(mention.tokens.clone()),
            analysis.token(mention.head).text(),
        );
    }
    Ok(())
}
