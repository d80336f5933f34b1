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
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    print(tokens / (time.perf_counter() - start), flush=True)
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
"""


def peer_environment():
    env = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")
    # Settings for other programs of a machine can slow numpy's matrix product; the peer runs as it comes.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        env.pop(name, None)
    return env


def measure(command, cpus):
    """Tokens per second of one quiet run."""
    err = subprocess.run([*pinned(cpus), *command], stderr=subprocess.PIPE, check=True).stderr.decode()
    return [float(line.split()[-2]) if line.endswith("tokens/s") else float(line.split()[-1].split("/")[0])
            for line in err.splitlines() if "tokens/s" in line]


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
        quiet = [str(program), *options, "--quiet", "--repeat", "3", str(path)]
        for _ in range(args.runs):
            worker.stdin.write("go\n")
            worker.stdin.flush()
            theirs.append(float(worker.stdout.readline()))
            ours.append(max(measure(quiet, args.cpu)))
            both.append(max(measure([*quiet, "--threads", "2"], "0,1")))
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
    mine, peer, two = statistics.median(ours), statistics.median(theirs), statistics.median(both)
    print(f"{len(texts)} paragraphs; medians of {args.runs} alternating runs")
    print(f"spaCy, one core     {peer:10.0f} tokens/s   ({min(theirs):.0f} to {max(theirs):.0f}), {peer_memory:.0f} MB")
    print(f"ours, one core      {mine:10.0f} tokens/s   ({min(ours):.0f} to {max(ours):.0f}), {memory:.0f} MB")
    print(f"ours, two threads   {two:10.0f} tokens/s   ({min(both):.0f} to {max(both):.0f})")
    print(f"ratio to spaCy {mine / peer:.2f}, two threads to one {two / mine:.2f}")
    print(f"start to first result {1000 * statistics.median(starts):.1f} ms (best {1000 * min(starts):.1f})")


def resident(command):
    """Greatest resident memory of a command, in MB."""
    import resource
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 if not os.path.exists("/usr/bin/time") else float(
        subprocess.run(["/usr/bin/time", "-f", "%M", *command], stderr=subprocess.PIPE).stderr.decode().split()[-1]) / 1024


if __name__ == "__main__":
    main()
