#!/usr/bin/env python3
"""Measures `chancery read`, everything on, and spaCy's small pipeline on the same articles in one run.

    bench-reading.py [--runs N] [--articles N] FILE.jsonl

Each line of the file is an article with a `text`. Runs alternate on one core, so that other work on the machine
hits both; medians are printed. spaCy tags, parses and finds names in batches (`nlp.pipe`), each text as a whole;
chancery does that and reads: datelines, actors, events, agreements, relations, figures, offices, statements.
Tokens are spaCy's for both. The first run makes a virtual environment (see parity.py).
"""

import argparse
import importlib
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import parity

ROOT = pathlib.Path(__file__).resolve().parent.parent

WORKER = """
import json, sys, time, spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[2])]
nlp = spacy.load(sys.argv[1])
for _ in nlp.pipe(texts[:20]): pass
print(sum(len(nlp.make_doc(t)) for t in texts), flush=True)
for _ in sys.stdin:
    start, cpu = time.perf_counter(), time.process_time()
    for doc in nlp.pipe(texts): pass
    print(time.perf_counter() - start, time.process_time() - cpu, flush=True)
"""


def ours(program, path, cpu, jobs="1"):
    """Seconds of wall and of processor time, start of the process and parsing of JSON included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(["taskset", "-c", cpu, str(program), "read", "--quiet", "--jobs", jobs,
                    "--from", "jsonl", "--to", "jsonl", str(path)], stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--cpu", default="0", help="the core to pin the runs to")
    parser.add_argument("--program", help="a release build of chancery; built if not given")
    args = parser.parse_args()
    parity.enter_environment()
    peer = importlib.import_module("bench-language")
    if not args.program:
        subprocess.run(["cargo", "build", "--release", "-q", "-p", "chancery"], cwd=ROOT, check=True)
    program = args.program or ROOT / "target" / "release" / "chancery"
    with tempfile.TemporaryDirectory() as folder:
        lines = open(args.file).read().splitlines()
        path = pathlib.Path(folder) / "articles.jsonl"
        path.write_text("\n".join(lines[:: max(1, len(lines) // args.articles)][: args.articles]) + "\n")
        model = parity.model_directory("small", folder)
        worker = subprocess.Popen(["taskset", "-c", args.cpu, sys.executable, "-c", WORKER, str(model), str(path)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=peer.peer_environment(), text=True)
        tokens = int(worker.stdout.readline())
        rows = {"spaCy, one core": [], "chancery read, one core": [], "chancery read, two cores": []}
        for _ in range(args.runs):
            worker.stdin.write("go\n")
            worker.stdin.flush()
            rows["spaCy, one core"].append(tuple(map(float, worker.stdout.readline().split())))
            rows["chancery read, one core"].append(ours(program, path, args.cpu))
            rows["chancery read, two cores"].append(ours(program, path, "0,1", "2"))
        worker.stdin.close()
    print(f"{tokens} tokens; medians of {args.runs} alternating runs")
    rates = {}
    for name, times in rows.items():
        rates[name] = [statistics.median(tokens / t[n] for t in times) for n in (0, 1)]
        print(f"{name:<26}{rates[name][0]:10.0f} tokens/s of wall time{rates[name][1]:10.0f} of processor time")
    one, peer_rate = rates["chancery read, one core"], rates["spaCy, one core"]
    print(f"ratio by wall time {one[0] / peer_rate[0]:.2f}, by processor time {one[1] / peer_rate[1]:.2f}")
    print(f"two cores to one by wall time {rates['chancery read, two cores'][0] / one[0]:.2f}")


if __name__ == "__main__":
    main()
