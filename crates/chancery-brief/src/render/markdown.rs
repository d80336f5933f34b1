//! A brief as Markdown with footnotes (GitHub's and Pandoc's notation).

use std::fmt::Write;

use crate::document::{Brief, Line};
use crate::wording::on_one_line;

use super::{ANNEX, NOTHING, joined, more};

/// Markdown. What came from sources is escaped: it never becomes markup.
pub fn markdown(brief: &Brief) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}\n\n{}\n",
        escaped(&brief.title),
        escaped(&brief.scope)
    );
    if brief.is_empty() {
        let _ = writeln!(out, "{NOTHING}");
        return out;
    }
    for item in &brief.bottom_line {
        line(&mut out, item, 0);
    }
    for section in &brief.sections {
        let _ = writeln!(out, "\n## {}\n", section.heading);
        for (n, group) in section.groups.iter().enumerate() {
            if let Some(heading) = &group.heading {
                let blank = if n > 0 { "\n" } else { "" };
                let _ = writeln!(out, "{blank}### {}\n", escaped(heading));
            }
            for item in &group.lines {
                line(&mut out, item, 0);
            }
            if group.more > 0 {
                let _ = writeln!(out, "- {}", more(group.more));
            }
        }
    }
    let _ = writeln!(out, "\n## {ANNEX}\n");
    for source in &brief.sources {
        let title = source
            .title
            .as_deref()
            .map_or("(no headline)".to_owned(), escaped);
        let title = match source.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => format!("[{title}](<{url}>)"),
            None => title,
        };
        let (outlet, name) = (escaped(&source.outlet), escaped(&source.name));
        let file = if outlet == name {
            String::new()
        } else {
            format!(" ({name})")
        };
        let _ = writeln!(out, "- {outlet}, {}: {title}{file}", escaped(&source.dated));
    }
    let _ = writeln!(out);
    for note in &brief.notes {
        let copy = if note.copy {
            " (copy of another text: no witness of its own)"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "[^{}]: {}, {}{copy}: “{}”",
            note.number,
            escaped(&note.outlet),
            escaped(&note.dated),
            escaped(&note.quote)
        );
    }
    out
}

fn line(out: &mut String, line: &Line, depth: usize) {
    let label = if line.when.is_empty() {
        String::new()
    } else {
        format!("**{}** ", escaped(&line.when))
    };
    let marks: String = line
        .marks
        .iter()
        .map(|mark| format!(" *({})*", escaped(mark)))
        .collect();
    let notes = joined(&line.notes, |n| format!("[^{n}]"));
    let indent = "  ".repeat(depth);
    let _ = writeln!(
        out,
        "{indent}- {label}{}{marks}{notes}",
        escaped(&line.text)
    );
    for under in &line.under {
        self::line(out, under, depth + 1);
    }
}

fn is_web(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && !url.contains(['<', '>', ' ', '\n'])
}

/// Characters that Markdown or HTML in it could take for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
