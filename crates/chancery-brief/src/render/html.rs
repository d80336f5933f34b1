//! A brief as one web page that needs nothing else: no script, no font, no picture from elsewhere.

use std::fmt::Write;

use crate::document::{Brief, Group, Line, Listed, Note};
use crate::wording::on_one_line;

use super::{ANNEX, NOTES, NOTHING, joined, more};

const CSS: &str = include_str!("brief.css");

/// The page. What came from sources stands in it as text only; links lead only to http and https addresses.
pub fn html(brief: &Brief) -> String {
    let mut out = String::new();
    let title = escaped(&brief.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"scope\">{}</p>\n</header>\n",
        escaped(&brief.scope)
    );
    if brief.is_empty() {
        let _ = write!(out, "<p>{NOTHING}</p>\n</main>\n</body>\n</html>\n");
        return out;
    }
    if !brief.bottom_line.is_empty() {
        let _ = writeln!(out, "<section class=\"bottom\" aria-label=\"Bottom line\">");
        lines(&mut out, &brief.bottom_line);
        let _ = writeln!(out, "</section>");
    }
    for section in &brief.sections {
        let key = section.key;
        let _ = writeln!(
            out,
            "<section aria-labelledby=\"{key}\">\n<h2 id=\"{key}\">{}</h2>",
            escaped(section.heading)
        );
        section.groups.iter().for_each(|g| group(&mut out, g));
        let _ = writeln!(out, "</section>");
    }
    notes(&mut out, &brief.notes);
    annex(&mut out, &brief.sources);
    let _ = write!(out, "</main>\n</body>\n</html>\n");
    out
}

fn group(out: &mut String, group: &Group) {
    if let Some(heading) = &group.heading {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(heading));
    }
    lines(out, &group.lines);
    if group.more > 0 {
        let _ = writeln!(out, "<p class=\"more\">{}</p>", more(group.more));
    }
}

fn lines(out: &mut String, lines: &[Line]) {
    let _ = writeln!(out, "<ul>");
    for line in lines {
        let _ = write!(out, "<li>");
        if !line.when.is_empty() {
            let _ = write!(out, "<span class=\"when\">{}</span> ", escaped(&line.when));
        }
        let _ = write!(out, "<span class=\"what\">{}", escaped(&line.text));
        for mark in &line.marks {
            let _ = write!(out, " <span class=\"mark\">{}</span>", escaped(mark));
        }
        if !line.notes.is_empty() {
            let refs = joined(&line.notes, |n| {
                format!("<a href=\"#note-{n}\" aria-label=\"Note {n}\">{n}</a>")
            });
            let _ = write!(out, "<sup>{refs}</sup>");
        }
        if !line.under.is_empty() {
            let _ = writeln!(out);
            self::lines(out, &line.under);
        }
        let _ = writeln!(out, "</span></li>");
    }
    let _ = writeln!(out, "</ul>");
}

fn notes(out: &mut String, notes: &[Note]) {
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"notes\" class=\"notes annex\">\n<h2 id=\"notes\">{NOTES}</h2>\n<ol>"
    );
    for note in notes {
        let copy = if note.copy {
            " <span class=\"mark\">copy: no witness of its own</span>"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<li id=\"note-{}\"><cite>{}</cite>, {}{copy}: <q>{}</q></li>",
            note.number,
            linked(&note.outlet, note.url.as_deref()),
            escaped(&note.dated),
            escaped(&note.quote)
        );
    }
    let _ = writeln!(out, "</ol>\n</section>");
}

fn annex(out: &mut String, sources: &[Listed]) {
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"documents\" class=\"notes\">\n<h2 id=\"documents\">{ANNEX}</h2>\n<ul>"
    );
    for source in sources {
        let title = source.title.as_deref().unwrap_or("(no headline)");
        let file = if source.outlet == source.name {
            String::new()
        } else {
            format!(" ({})", escaped(&source.name))
        };
        let _ = writeln!(
            out,
            "<li><cite>{}</cite>, {}: {}{file}</li>",
            escaped(&source.outlet),
            escaped(&source.dated),
            linked(title, source.url.as_deref())
        );
    }
    let _ = writeln!(out, "</ul>\n</section>");
}

fn linked(text: &str, url: Option<&str>) -> String {
    match url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        Some(url) => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{}</a>",
            escaped(url),
            escaped(text)
        ),
        None => escaped(text),
    }
}

/// Text as text: no markup, no control characters, no change of writing direction.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}
