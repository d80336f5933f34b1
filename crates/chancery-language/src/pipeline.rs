//! TEMPORARY SHIM: asks spaCy in a child process. To be replaced by the native engine with the same API.

use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use crate::analysis::{Analysis, EntityRecord, Record};

/// A trained pipeline, ready to analyse; shared by threads.
pub struct Pipeline {
    worker: Mutex<(Child, ChildStdin, BufReader<ChildStdout>)>,
}

impl Pipeline {
    /// The embedded English pipeline.
    pub fn english() -> Self {
        let mut child = Command::new("/tmp/spacyenv/bin/python")
            .arg("/tmp/shim/serve.py")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("spaCy shim");
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            worker: Mutex::new((child, stdin, BufReader::new(stdout))),
        }
    }

    /// Analyses a text as one piece.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_spans(text, &[0..text.len()])
    }

    /// Analyses each of the given byte ranges (paragraphs) of a text by itself; token numbers and offsets
    /// count through the whole text. Ranges must be in order, not overlap and lie on character borders.
    pub fn analyse_spans(&self, text: &str, spans: &[Range<usize>]) -> Analysis {
        let mut tokens = Vec::new();
        let mut entities = Vec::new();
        let mut worker = self.worker.lock().unwrap();
        for span in spans {
            let line = serde_json::to_string(&text[span.clone()]).unwrap();
            writeln!(worker.1, "{line}").unwrap();
            let mut answer = String::new();
            worker.2.read_line(&mut answer).unwrap();
            let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
            let base = tokens.len() as u32;
            let offset = span.start as u32;
            for t in answer["tokens"].as_array().unwrap() {
                let s = |i: usize| t[i].as_str().unwrap().into();
                let n = |i: usize| t[i].as_u64().unwrap() as u32;
                tokens.push(Record {
                    start: offset + n(0),
                    end: offset + n(1),
                    tag: s(2),
                    pos: s(3),
                    dep: s(4),
                    head: base + n(5),
                    lemma: s(6),
                    morph: s(7),
                    sentence_start: n(8) == 1,
                    space_after: t[9].as_bool().unwrap(),
                });
            }
            for e in answer["entities"].as_array().unwrap() {
                let n = |i: usize| e[i].as_u64().unwrap() as u32;
                entities.push(EntityRecord {
                    tokens: base + n(0)..base + n(1),
                    label: e[2].as_str().unwrap().into(),
                });
            }
        }
        Analysis::new(text.to_owned(), tokens, entities)
    }
}

impl Drop for Pipeline {
    fn drop(&mut self) {
        let _ = self.worker.get_mut().unwrap().0.kill();
    }
}
