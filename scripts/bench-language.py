#!/usr/bin/env python3
"""Measures chancery-language and spaCy on the same texts in one run.

    bench-language.py [--runs N] [--paragraphs N] [--model small|medium|DIRECTORY] [--pipeline FILE] FILE...

Prints for each side the median tokens per second on one core (spaCy: batched nlp.pipe, one thread), ours on
two threads, start to first result, and the greatest resident memory. Runs alternate, so that other work on the
machine hits both. Needs what parity.py needs.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import parity

WORKER = """
import json, sys, time, spacy
texts = [json.loads(line) for line in open(sys.argv[2])]
nlp = spacy.load(sys.argv[1])
for _ in nlp.pipe(texts[:200]): pass
print("ready", flush=True)
for _ in sys.stdin:
    start, cpu = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    print(tokens / (time.perf_counter() - start), tokens / (time.process_time() - cpu), flush=True)
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
"""


def peer_environment():
    env = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")
    # Settings for other programs of a machine can slow numpy's matrix product; the peer runs as it comes.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        env.pop(name, None)
    return env


def measure(command, cpus, repeat=5):
    """Best tokens per second of several quiet runs, and tokens per second of processor time."""
    spent = {}
    for runs in (1, 1 + repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        err = subprocess.run([*pinned(cpus), *command, "--repeat", str(runs)], stderr=subprocess.PIPE, check=True).stderr
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent[runs] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = [line.split() for line in err.decode().splitlines() if line.endswith("tokens/s")]
    tokens = int(rows[0][0])
    return max(tokens / float(row[2]) for row in rows), tokens * repeat / (spent[1 + repeat] - spent[1])


def pinned(cpus):
    return ["taskset", "-c", cpus] if os.path.exists("/usr/bin/taskset") else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--paragraphs", type=int, default=1500)
    parser.add_argument("--skip", type=int, default=18)
    parser.add_argument("--model", default="small")
    parser.add_argument("--pipeline")
    parser.add_argument("--cpu", default="0", help="the core to pin single-core runs to")
    args = parser.parse_args()
    parity.enter_environment()
    program = parity.build()
    texts = [text for _, text in parity.paragraphs(args.files, False)][::args.skip][:args.paragraphs]
    options = ["--pipeline", args.pipeline] if args.pipeline else []
    with tempfile.TemporaryDirectory() as folder:
        model = parity.model_directory(args.model, folder)
        path = pathlib.Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps(t) + "\n" for t in texts))
        worker = subprocess.Popen([*pinned(args.cpu), sys.executable, "-c", WORKER, str(model), str(path)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=peer_environment(), text=True)
        worker.stdout.readline()
        ours, theirs, both = [], [], []
        quiet = [str(program), *options, "--quiet", str(path)]
        for _ in range(args.runs):
            worker.stdin.write("go\n")
            worker.stdin.flush()
            theirs.append(tuple(map(float, worker.stdout.readline().split())))
            ours.append(measure(quiet, args.cpu))
            both.append(measure([*quiet, "--threads", "2"], "0,1"))
        worker.stdin.close()
        peer_memory = float(worker.stdout.readline())
        one = pathlib.Path(folder) / "one.jsonl"
        one.write_text(json.dumps("The minister arrived in Hanoi on Monday.") + "\n")
        starts = []
        for _ in range(9):
            begin = time.perf_counter()
            subprocess.run([str(program), *options, str(one)], stdout=subprocess.DEVNULL, check=True)
            starts.append(time.perf_counter() - begin)
        memory = resident([str(program), *options, "--quiet", str(path)])
    print(f"{len(texts)} paragraphs; medians (and ranges) of {args.runs} alternating runs")
    print("                        tokens/s of wall time            tokens/s of processor time    memory")
    show("spaCy, one core", theirs, f"{peer_memory:.0f} MB")
    show("ours, one core", ours, f"{memory:.0f} MB")
    show("ours, two threads", both, "")
    for place, kind in enumerate(("wall", "processor")):
        mine, peer = (statistics.median(row[place] for row in rows) for rows in (ours, theirs))
        print(f"ratio to spaCy by {kind} time: {mine / peer:.2f}")
    print(f"two threads to one by wall time: {middle(both, 0) / middle(ours, 0):.2f}")
    print(f"start to first result {1000 * statistics.median(starts):.1f} ms (best {1000 * min(starts):.1f})")


def middle(rows, place):
    return statistics.median(row[place] for row in rows)


def show(name, rows, memory):
    columns = [f"{middle(rows, n):9.0f} ({min(r[n] for r in rows):.0f} to {max(r[n] for r in rows):.0f})" for n in (0, 1)]
    print(f"{name:<20} {columns[0]:<32} {columns[1]:<32} {memory}")


def resident(command):
    """Greatest resident memory of a command, in MB."""
    reader = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL, check=True);"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    out = subprocess.run([sys.executable, "-c", reader, *command], stdout=subprocess.PIPE, check=True).stdout
    return int(out) / 1024


if __name__ == "__main__":
    main()
