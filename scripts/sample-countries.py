#!/usr/bin/env python3
"""Prints a random sample of events with their sides and sentences, to judge by eye whether each country belongs there.

    sample-countries.py TEXTS.jsonl READINGS.jsonl [--kind events] [--count 120] [--seed 1] [--before 0]

TEXTS is what was read (id, title, text), READINGS what `chancery read --from jsonl --to jsonl` made of it. The same seed
gives the same documents and anchors for two versions of the program wherever both found the claim: a claim is drawn by a
hash of its document, type and anchor, not by its place in the list.
"""

import argparse
import hashlib
import json


def records(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def sides(kind, claim):
    """The sides of a claim, each with its role where it has one."""
    if kind == "agreements":
        return ", ".join(claim["parties"])
    if kind == "statements":
        return f"{claim['side']} ({claim['speaker']})"
    told = []
    for who in claim["participants"]:
        name = who["name"] or who["office"]
        told.append(f"{who['role']} {who['side']}" + (f" ({name})" if name else ""))
    return "; ".join(told)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts")
    parser.add_argument("readings")
    parser.add_argument("--kind", default="events", choices=["events", "agreements", "statements"])
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--before", type=int, default=0, help="characters shown before the sentence")
    options = parser.parse_args()
    texts = {record["id"]: record for record in records(options.texts)}
    drawn = []
    for reading in records(options.readings):
        for claim in reading[options.kind]:
            anchor = claim["why"]["anchor"]
            key = f"{options.seed} {reading['id']} {claim.get('type')} {anchor[0]}"
            drawn.append((hashlib.sha256(key.encode()).hexdigest(), reading["id"], claim))
    drawn.sort(key=lambda item: item[0])
    print(f"{len(drawn)} {options.kind}, {min(len(drawn), options.count)} shown")
    for number, (_, name, claim) in enumerate(drawn[: options.count], 1):
        text = texts[name]["text"]
        what = claim.get("type") or claim.get("kind") or claim.get("act")
        start, end = claim["why"]["anchor"]
        print(f"\n{number}. {name[:60]} | {texts[name].get('title') or ''}"[:200])
        print(f"   {what} {claim.get('status') or claim.get('stage') or ''}: {sides(options.kind, claim)}  at «{text[start:end]}» [{claim['why']['rule']}]")
        for first, last in claim["evidence"][:2]:
            print("   " + " ".join(text[max(0, first - options.before):last].split()))


main()
