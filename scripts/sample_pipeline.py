#!/usr/bin/env python3
"""Trains a small pipeline with spaCy's own training command, on sentences made up here.

    sample_pipeline.py DIRECTORY [plain|wide|bare]

Its labels, widths and feature sets differ from those of the English models; it serves to show that any pipeline
of the architecture converts and runs at parity. `plain` shares one encoder (window 1, maxout of 2, parser with
13 features, entities with 6), `wide` has window 2, odd widths and entities with an
encoder of their own, `bare` one block and a parser without upper layer. Needs spaCy.
"""

import pathlib
import random
import subprocess
import sys

import spacy
from spacy.tokens import Doc, DocBin, Span

PORTS = ["Vellmar", "Port Osk", "Tirrin", "Hadley Quay", "Nassim", "Orvo"]
SHIPS = ["Grey Heron", "Lady Ansa", "Kestrel", "Morning Tide", "Tern II"]
PEOPLE = ["Idris Tovane", "Mara Quill", "Oskar Lind", "Jun Hale", "Pia Morrow"]
NOUNS = ["grain", "timber", "salt", "iron", "cloth", "oil"]
TIMES = ["today", "yesterday", "soon", "late"]
VERBS = ["carried", "unloaded", "lost", "sold"]
PLACES = ["harbour", "quay", "pilot", "master"]

# Word (or slot), tag, head, relation. Heads count words of the template; a name slot hangs by its last word.
TEMPLATES = [
    "The/D/1/det *NOUNS/N/5/subj from/P/1/mod *PORTS/NP/2/obj was/X/5/aux sold/V/5/ROOT *TIMES/A/5/adv ././5/stop",
    "*PEOPLE/NP/1/subj *VERBS/V/1/ROOT the/D/3/det *NOUNS/N/1/obj in/P/1/mod *PORTS/NP/4/obj ././1/stop",
    "A/D/1/det ship/N/2/subj arrived/V/2/ROOT *TIMES/A/2/adv that/C/5/mark *VERBS/V/1/rel *NOUNS/N/5/obj ././2/stop",
    "The/D/1/det *SHIPS/NP/2/subj left/V/2/ROOT *PORTS/NP/2/obj ,/,/2/stop said/V/2/par *PEOPLE/NP/5/subj ././2/stop",
    "Who/W/3/obj did/X/3/aux *PEOPLE/NP/3/subj meet/V/3/ROOT at/P/3/mod the/D/6/det *PLACES/N/4/obj ?/./3/stop",
    "*PEOPLE/NP/2/subj did/X/2/aux see/V/2/ROOT the/D/4/det *PLACES/N/2/obj *TIMES/A/2/adv of/P/4/mod *PORTS/NP/6/obj ././2/stop",
]
KINDS = {"PORTS": "HAVEN", "SHIPS": "VESSEL", "PEOPLE": "SOUL"}


def sentence(template, pick):
    """Words, tags, heads, relations and entities of one filled template."""
    groups = []
    for part in template.split():
        word, tag, head, dep = part.split("/")
        slot = word[1:] if word.startswith("*") else None
        words = pick.choice(globals()[slot]).split() if slot else [word]
        groups.append((words, tag, int(head), dep, slot))
    last, count = [], 0
    for words, *_ in groups:
        count += len(words)
        last.append(count - 1)
    out = [], [], [], [], []
    for number, (words, tag, head, dep, slot) in enumerate(groups):
        for place, word in enumerate(words):
            own = place + 1 == len(words)
            out[0].append(word)
            out[1].append(tag)
            out[2].append(last[head] if own else last[number])
            out[3].append(dep if own else "part")
        if slot in KINDS:
            out[4].append((last[number] - len(words) + 1, last[number] + 1, KINDS[slot]))
    return out


def documents(vocab, count, seed):
    pick, docs = random.Random(seed), DocBin()
    for _ in range(count):
        words, tags, heads, deps, ents = [], [], [], [], []
        for _ in range(pick.randint(1, 3)):
            w, t, h, d, e = sentence(pick.choice(TEMPLATES), pick)
            base = len(words)
            words += w
            tags += t
            heads += [base + n for n in h]
            deps += d
            ents += [(base + a, base + b, label) for a, b, label in e]
        spaces = [n + 1 < len(words) and words[n + 1] not in ".,?" for n in range(len(words))]
        doc = Doc(vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps)
        doc.ents = [Span(doc, a, b, label) for a, b, label in ents]
        docs.add(doc)
    return docs


CONFIG = """
[paths]
train = null
dev = null
[system]
seed = 3
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","parser","ner"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = {width}
attrs = {attrs}
rows = {rows}
include_static_vectors = false
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = {width}
depth = {depth}
window_size = {window}
maxout_pieces = {pieces}
[components.tagger]
factory = "tagger"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {width}
[components.parser]
factory = "parser"
min_action_freq = 1
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = {extra}
hidden_width = {hidden}
maxout_pieces = {head_pieces}
use_upper = {upper}
[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {width}
[components.ner]
factory = "ner"
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = {extra}
hidden_width = {hidden}
maxout_pieces = {head_pieces}
use_upper = true
[components.ner.model.tok2vec]
{ner_tok2vec}
[corpora]
[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${{paths.train}}
[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${{paths.dev}}
[training]
max_steps = 120
eval_frequency = 60
[training.optimizer]
@optimizers = "Adam.v1"
"""

LISTENER = '@architectures = "spacy.Tok2VecListener.v1"\nwidth = {width}'
OWN = """@architectures = "spacy.HashEmbedCNN.v2"
width = 24
depth = 1
embed_size = 300
window_size = 1
maxout_pieces = 3
subword_features = true
pretrained_vectors = null"""

KINDS_OF_PIPELINE = {
    "plain": dict(width=40, attrs='["NORM","PREFIX","SUFFIX","SHAPE"]', rows="[500,200,200,200]", depth=2, window=1,
                  pieces=2, extra="true", hidden=24, head_pieces=3, upper="true", ner_tok2vec=LISTENER),
    "wide": dict(width=33, attrs='["LOWER","SPACY","IS_SPACE"]', rows="[700,20,20]", depth=3, window=2, pieces=3,
                 extra="false", hidden=30, head_pieces=2, upper="true", ner_tok2vec=OWN),
    "bare": dict(width=32, attrs='["NORM","SHAPE"]', rows="[300,100]", depth=1, window=1, pieces=2, extra="false",
                 hidden=20, head_pieces=2, upper="false", ner_tok2vec=LISTENER),
}


def train(folder, kind="plain"):
    """Trains the pipeline and gives its directory."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    documents(vocab, 300, 1).to_disk(folder / "train.spacy")
    documents(vocab, 40, 2).to_disk(folder / "dev.spacy")
    values = dict(KINDS_OF_PIPELINE[kind])
    values["ner_tok2vec"] = values["ner_tok2vec"].replace("{width}", str(values["width"]))
    (folder / "base.cfg").write_text(CONFIG.format(**values))
    run = [sys.executable, "-m", "spacy"]
    subprocess.run([*run, "init", "fill-config", str(folder / "base.cfg"), str(folder / "config.cfg")], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run([*run, "train", str(folder / "config.cfg"), "--output", str(folder / "out"), "--paths.train",
                    str(folder / "train.spacy"), "--paths.dev", str(folder / "dev.spacy")], check=True)
    return folder / "out" / "model-last"


def texts(count, seed):
    """Paragraphs to compare on, in the manner of the training data and not."""
    pick = random.Random(seed)
    vocab = spacy.blank("en").vocab
    for doc in documents(vocab, count, seed).get_docs(vocab):
        words = doc.text.split(" ")
        if pick.random() < 0.5:
            pick.shuffle(words)
        yield " ".join(words)


if __name__ == "__main__":
    print(train(sys.argv[1], *sys.argv[2:]))
