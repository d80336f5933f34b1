#!/usr/bin/env python3
"""Compares chancery-language with spaCy, text by text and layer by layer.

    parity.py [--model small|medium|sample:plain|sample:wide|sample:bare|DIRECTORY] [--convert] [--limit N] [--show N] FILE...

FILE is JSONL (each line an object with "text", or a JSON string) or plain text (one document). Each paragraph
(text between line breaks) is compared by itself; --whole compares documents as they are. Tokens, white space,
lemmas, fine and coarse tags, morphology, heads, relations, sentence starts, entity spans and types are
compared; every differing place is printed, and at the end the agreement per layer.

Makes its own virtual environment (scripts/.venv, or $CHANCERY_VENV) with spaCy 3.8.x from PyPI at the first
run, and builds the example program `analyse`. --model gives the spaCy side (default: the embedded model's own
package; sample:* trains a small pipeline first, see sample_pipeline.py); --convert converts that model for our
side, --pipeline takes a converted file (default: the embedded pipeline).
"""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPACY = "spacy>=3.8.7,<3.9"
LAYERS = ["tokens", "space", "lemma", "tag", "pos", "morph", "head", "dep", "sent_start", "entities"]


def enter_environment():
    """Runs this script again under the environment that has spaCy, made if it is not there."""
    folder = pathlib.Path(os.environ.get("CHANCERY_VENV", ROOT / "scripts" / ".venv"))
    python = folder / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == folder.resolve():
        return
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", SPACY], check=True)
    os.execv(python, [str(python), *sys.argv])


def model_directory(which, folder):
    if which in ("small", "medium"):
        import convert
        return convert.fetch(which, folder)
    if which.startswith("sample:"):
        import sample_pipeline
        return sample_pipeline.train(folder, which.split(":")[1])
    return which


def documents(paths):
    for path in paths:
        path = pathlib.Path(path)
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.open(encoding="utf-8")):
                record = json.loads(line)
                yield f"{path.name}:{number + 1}", record if isinstance(record, str) else record["text"]
        else:
            yield path.name, path.read_text(encoding="utf-8")


def paragraphs(paths, whole):
    for name, text in documents(paths):
        parts = [text] if whole else text.split("\n")
        for number, part in enumerate(parts):
            if part.strip() or whole:
                yield f"{name}:{number + 1}", part


def build():
    """The program of our side: built, unless $CHANCERY_ANALYSE names one."""
    if "CHANCERY_ANALYSE" in os.environ:
        return os.environ["CHANCERY_ANALYSE"]
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "chancery-language", "--example", "analyse"],
                   cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples" / "analyse"


def ours(program, pipeline, texts):
    options = ["--pipeline", pipeline] if pipeline else []
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    out = subprocess.run([program, *options], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def view_of_ours(text, line):
    tokens = line["tokens"]
    return {
        "spans": [(t["start"], t["end"]) for t in tokens],
        "tokens": [t["text"] for t in tokens],
        "space": [t["end"] < len(text) and text[t["end"]] == " " and
                  (n + 1 == len(tokens) or tokens[n + 1]["start"] > t["end"]) for n, t in enumerate(tokens)],
        **{key: [t[key] for t in tokens] for key in ("lemma", "tag", "pos", "morph", "head", "dep", "sent_start")},
        "entities": {(e["start"], e["end"], e["label"]) for e in line["entities"]},
    }


def view_of_spacy(doc):
    return {
        "spans": [(t.idx, t.idx + len(t)) for t in doc],
        "tokens": [t.text for t in doc], "space": [bool(t.whitespace_) for t in doc],
        "lemma": [t.lemma_ for t in doc], "tag": [t.tag_ for t in doc], "pos": [t.pos_ for t in doc],
        "morph": [str(t.morph) for t in doc], "head": [t.head.i for t in doc], "dep": [t.dep_ for t in doc],
        "sent_start": [t.i == 0 or bool(t.is_sent_start) for t in doc],
        "entities": {(e.start_char, e.end_char, e.label_) for e in doc.ents},
    }


class Tally:
    def __init__(self, show):
        self.total, self.same, self.show, self.shown = collections.Counter(), collections.Counter(), show, 0
        self.paragraphs = self.paragraphs_same = 0

    def report(self, *parts):
        self.shown += 1
        if self.shown <= self.show:
            print(*parts)

    def compare(self, name, text, a, b):
        self.paragraphs += 1
        before = self.shown
        common = [(i, j) for i, j in zip(*align(a["spans"], b["spans"]))]
        self.total["tokens"] += len(b["spans"])
        self.same["tokens"] += len(common)
        if len(common) != len(b["spans"]) or len(common) != len(a["spans"]):
            mine, theirs = set(a["spans"]), set(b["spans"])
            self.report(f"{name}: tokens: ours {[text[s:e] for s, e in sorted(mine - theirs)]} "
                        f"spaCy {[text[s:e] for s, e in sorted(theirs - mine)]}")
        for layer in LAYERS[1:-1]:
            for i, j in common:
                left, right = a[layer][i], b[layer][j]
                if layer == "head":
                    left, right = a["spans"][left], b["spans"][right]
                self.total[layer] += 1
                if left == right:
                    self.same[layer] += 1
                else:
                    word = text[slice(*b["spans"][j])]
                    if layer == "head":
                        left, right = text[slice(*left)], text[slice(*right)]
                    self.report(f"{name}: {layer} of {word!r} (token {j}): ours {left!r} spaCy {right!r}")
        self.total["entities"] += len(a["entities"] | b["entities"])
        self.same["entities"] += len(a["entities"] & b["entities"])
        for start, end, label in sorted(a["entities"] ^ b["entities"]):
            side = "ours" if (start, end, label) in a["entities"] else "spaCy"
            self.report(f"{name}: entity only in {side}: {text[start:end]!r} {label}")
        self.paragraphs_same += self.shown == before

    def summary(self):
        print(f"\n{self.paragraphs} paragraphs, {self.paragraphs_same} identical in every layer; {self.shown} differences")
        for layer in LAYERS:
            total, same = self.total[layer], self.same[layer]
            share = 100 * same / total if total else 100
            print(f"{layer:>11}: {share:9.4f} %  ({total - same} of {total} differ)")


def align(a, b):
    where = {span: n for n, span in enumerate(a)}
    pairs = [(where[span], n) for n, span in enumerate(b) if span in where]
    return [p[0] for p in pairs], [p[1] for p in pairs]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--model", default="small")
    parser.add_argument("--pipeline")
    parser.add_argument("--convert", action="store_true", help="convert the model for our side")
    parser.add_argument("--limit", type=int, help="only so many paragraphs")
    parser.add_argument("--skip", type=int, default=1, help="only every so many-th paragraph")
    parser.add_argument("--show", type=int, default=1000, help="print at most so many differences")
    parser.add_argument("--whole", action="store_true", help="documents as they are, not by paragraph")
    args = parser.parse_args()
    enter_environment()
    import spacy
    program = build()
    items = list(paragraphs(args.files, args.whole))[::args.skip][:args.limit]
    if args.model.startswith("sample:"):
        import sample_pipeline
        items += [(f"sample:{number}", text) for number, text in enumerate(sample_pipeline.texts(300, 9), 1)]
    texts = [text for _, text in items]
    with tempfile.TemporaryDirectory() as folder:
        model = model_directory(args.model, folder)
        nlp = spacy.load(model)
        if args.convert:
            import convert
            args.pipeline = str(pathlib.Path(tempfile.mkdtemp()) / "converted.chancery")
            convert.convert(model, args.pipeline)
    nlp.max_length = 10**9
    tally, start = Tally(args.show), time.time()
    for at in range(0, len(texts), 5000):
        part = texts[at:at + 5000]
        for (name, text), line, doc in zip(items[at:at + 5000], ours(program, args.pipeline, part), nlp.pipe(part)):
            tally.compare(name, text, view_of_ours(text, line), view_of_spacy(doc))
    tally.summary()
    print(f"({time.time() - start:.0f} s)")


if __name__ == "__main__":
    main()
