#!/usr/bin/env python3
"""Writes the golden files that the tests of chancery-language compare with: what spaCy says of our own texts.

    golden.py            # needs spaCy 3.8.x in the running Python; fetches the pinned model by pip

Each line is a text and, in parallel lists, what spaCy makes of it. Symbols are joined by spaces, absent ones
written `_`. The last line has one document of 5,000 tokens.
"""

import json
import pathlib
import sys
import tempfile

import spacy

import convert
import golden_texts

OUT = pathlib.Path(__file__).resolve().parent.parent / "crates/chancery-language/tests/golden/analyses.jsonl"


def line(doc):
    def joined(values):
        return " ".join(v.replace(" ", "␣") or "_" for v in values)

    starts, ends = [], []
    for token in doc:
        starts.append(len(doc.text[:token.idx].encode()))
        ends.append(starts[-1] + len(token.text.encode()))
    return {
        "text": doc.text,
        "starts": starts, "ends": ends, "space": "".join(str(int(bool(t.whitespace_))) for t in doc),
        "norm": [t.norm_ for t in doc], "shape": [t.shape_ for t in doc],
        "tag": joined(t.tag_ for t in doc), "pos": joined(t.pos_ for t in doc),
        "morph": joined(str(t.morph) for t in doc), "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i for t in doc], "dep": joined(t.dep_ for t in doc),
        "sentence": "".join(str(int(t.i == 0 or bool(t.is_sent_start))) for t in doc),
        "entities": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def main():
    with tempfile.TemporaryDirectory() as folder:
        nlp = spacy.load(convert.fetch("small", folder))
    texts = golden_texts.paragraphs() + [golden_texts.long_document(4600)]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with OUT.open("w", encoding="utf-8") as out:
        for doc in nlp.pipe(texts):
            out.write(json.dumps(line(doc), ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(texts)} texts by spaCy {spacy.__version__}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
