#!/usr/bin/env python3
"""Fits data/confidence.tsv: how sure a claim is by what is seen of it.

usage: fit-confidence.py fit  GOLD READINGS SCORER [--table FILE] [--date DAY]
       fit-confidence.py show GOLD READINGS SCORER

GOLD      folder of articles with readings made by hand, one JSON file each
READINGS  what the program reads in them, one reading a line with the marks of its claims:
          cargo run --release -p chancery-reading --example read_with_marks < ARTICLES.jsonl > READINGS
SCORER    the Python file that decides which claims are right (its `pair` finds a gold fact of the same kind,
          the same parties and the same place in the text)

fit  writes the table. For each kind a logistic regression: every mark has a weight, small where few claims have
     it (a ridge, whose strength is the one under which articles left out are foretold best).
show prints how confidence and share of right claims agree in these readings: by tenths of confidence and by kind.

Only the standard library; the same input gives the same table.
"""
import argparse, collections, datetime, glob, importlib.util, json, math, os, random, sys

EVERY = "(every)"
# A mark that fewer claims have says nothing yet.
FEWEST = 10
# Weights smaller than this change no confidence by two hundredths.
SMALLEST = 0.07
# Of a claim that the gold lacks it is taken that it is wrong. Articles read once lack some facts: of 115 claims that the gold did not have, drawn at random and looked at again
# beside their sentences, 11 were right. Against that the rules were later mended on these very articles, so that
# they are right more often here than elsewhere. The two are taken to cancel out.
RIDGES = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
FOLDS = 10

Claim = collections.namedtuple("Claim", "kind fold marks confidence right")


def scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claims(gold, readings, score):
    """Every claim that counts for or against, with its marks and whether the gold has it."""
    with open(readings, encoding="utf-8") as lines:
        read = {reading["id"]: reading for reading in map(json.loads, filter(str.strip, lines))}
    found = []
    for number, file in enumerate(sorted(glob.glob(os.path.join(gold, "*.json")))):
        with open(file, encoding="utf-8") as opened:
            document = json.load(opened)
        truth, reading = document["reading"], read.get(document["id"])
        if reading is None:
            sys.exit(f"{readings} has no reading of {document['id']}")
        if not document.get("published"):
            for fact in (fact for kind in score.KINDS for fact in truth.get(kind, [])):
                fact["undated"] = True
        said = score.align_orgs(truth, reading)
        for kind in score.KINDS:
            true, facts = truth.get(kind, []), said.get(kind, [])
            pairs = score.pair(kind, true, facts)
            right = {j for _, j, _ in pairs}
            # Appointments within one state are neither owed nor wrong.
            spare = {j for i, j, _ in pairs if true[i].get("optional")}
            for j, fact in enumerate(facts):
                inner = kind == "events" and fact["type"] == "appointment" and len(score.sides(fact)) < 2
                if j in spare or (inner and j not in right):
                    continue
                marks = reading.get("marks", {}).get(kind, [[]] * len(facts))[j]
                found.append(Claim(kind[:-1], number % FOLDS, marks, fact["why"]["confidence"], j in right))
    return found


def logistic(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def solve(matrix, vector):
    """Solves a symmetric system by elimination with pivots."""
    n = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for at in range(n):
        pivot = max(range(at, n), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(at + 1, n):
            factor = rows[row][at] / rows[at][at]
            if factor:
                rows[row] = [x - factor * y for x, y in zip(rows[row], rows[at])]
    answer = [0.0] * n
    for at in reversed(range(n)):
        rest = sum(rows[at][k] * answer[k] for k in range(at + 1, n))
        answer[at] = (rows[at][n] - rest) / rows[at][at]
    return answer


def fit(sample, ridge, prior, marks):
    """Weights of a ridge logistic regression by Newton's method; the base is drawn to `prior`."""
    names = [EVERY] + marks
    number = {name: n for n, name in enumerate(names)}
    rows = [([0] + [number[m] for m in c.marks if m in number], target(c)) for c in sample]
    centre = [prior] + [0.0] * len(marks)
    weights = centre[:]
    strength = [1.0] + [ridge] * len(marks)
    for _ in range(25):
        slope = [s * (c - w) for s, c, w in zip(strength, centre, weights)]
        curve = [[0.0] * len(names) for _ in names]
        for n, s in enumerate(strength):
            curve[n][n] = s
        for columns, right in rows:
            p = logistic(sum(weights[n] for n in columns))
            for n in columns:
                slope[n] += right - p
                for m in columns:
                    curve[n][m] += p * (1 - p)
        step = solve(curve, slope)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-8:
            break
    return dict(zip(names, weights))


def foretold(weights, claim):
    return logistic(sum(weights.get(mark, 0.0) for mark in [EVERY] + claim.marks))


def target(claim):
    return float(claim.right)


def surprise(p, share):
    return -share * math.log(p) - (1 - share) * math.log(1 - p)


def marks_of(sample):
    counts = collections.Counter(mark for claim in sample for mark in claim.marks)
    return sorted(mark for mark, count in counts.items() if FEWEST <= count < len(sample))


def best_ridge(kinds, prior):
    """The strength under which articles left out surprise least, all kinds together."""
    def loss(ridge):
        total = 0.0
        for sample in kinds.values():
            marks = marks_of(sample)
            for fold in range(FOLDS):
                rest = [claim for claim in sample if claim.fold != fold]
                out = [claim for claim in sample if claim.fold == fold]
                if rest and out:
                    weights = fit(rest, ridge, prior, marks)
                    total += sum(surprise(foretold(weights, claim), target(claim)) for claim in out)
        return total
    losses = {ridge: loss(ridge) for ridge in RIDGES}
    for ridge, value in losses.items():
        print(f"ridge {ridge:5.1f}: surprise of articles left out {value:.1f}", file=sys.stderr)
    return min(RIDGES, key=losses.get)


def table(found, documents, day):
    share = sum(target(c) for c in found) / len(found)
    prior = math.log(share / (1 - share))
    kinds = {kind: [c for c in found if c.kind == kind] for kind in sorted({c.kind for c in found})}
    ridge = best_ridge(kinds, prior)
    rows = []
    for kind, sample in kinds.items():
        weights = fit(sample, ridge, prior, marks_of(sample))
        kept = sorted(m for m, w in weights.items() if m != EVERY and abs(w) >= SMALLEST)
        weights = fit(sample, ridge, prior, kept)
        for mark in [EVERY] + kept:
            having = [c for c in sample if mark == EVERY or mark in c.marks]
            rows.append(f"{kind}\t{mark}\t{weights[mark]:.2f}\t{len(having)}\t{sum(c.right for c in having)}\n")
    head = (
        "# How sure a claim is, by what is seen of it: the logistic function of the sum of the weights of its marks is the\n"
        "# share of claims like it that are right (right kind of fact, right parties, right place in the text).\n"
        f"# Source: scripts/fit-confidence.py on {documents} articles read by hand once ({len(found)} claims; ridge {ridge:g}; weights from {SMALLEST:g},\n"
        f"# marks of {FEWEST} claims or more). docs/confidence.md says how good it is. Licence: CC0-1.0. {day}\n"
        "# kind\tmark\tweight (log-odds)\tclaims with the mark\tof these right\n"
    )
    return head + "".join(sorted(rows, key=lambda row: row.encode()))


def error(sample):
    """Expected calibration error: the gap between confidence and share of right claims, over tenths of confidence."""
    bins = collections.defaultdict(list)
    for claim in sample:
        bins[min(9, int(claim.confidence * 10 + 1e-6))].append(claim)
    gap = lambda group: abs(sum(c.confidence - c.right for c in group))
    return sum(gap(group) for group in bins.values()) / len(sample), bins


def by_chance(sample):
    """The same error where every confidence is exactly true: what so few claims show by chance alone."""
    dice = random.Random(1)
    throws = [error([c._replace(right=dice.random() < c.confidence) for c in sample])[0] for _ in range(200)]
    return sum(throws) / len(throws)


def show(found):
    whole, bins = error(found)
    mean = lambda values: sum(values) / len(values)
    print("| said to be | claims | mean confidence | right |\n|---|---|---|---|")
    for tenth in sorted(bins):
        group = bins[tenth]
        said, right = mean([c.confidence for c in group]), mean([c.right for c in group])
        print(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(group)} | {said:.2f} | {right:.2f} |")
    print("\n| kind | claims | mean confidence | right | calibration error | by chance alone | Brier score | of one rate for all |\n|---|---|---|---|---|---|---|---|")
    for kind in sorted({c.kind for c in found}) + ["all"]:
        group = [c for c in found if kind in (c.kind, "all")]
        rate = mean([c.right for c in group])
        brier, flat = mean([(c.confidence - c.right) ** 2 for c in group]), rate * (1 - rate)
        print(f"| {kind} | {len(group)} | {mean([c.confidence for c in group]):.2f} | {rate:.2f} | {error(group)[0]:.3f} | {by_chance(group):.3f} | {brier:.3f} | {flat:.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["fit", "show"])
    parser.add_argument("gold")
    parser.add_argument("readings")
    parser.add_argument("scorer")
    parser.add_argument("--table", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/confidence.tsv"))
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    typed = parser.parse_args()
    found = claims(typed.gold, typed.readings, scorer(typed.scorer))
    if typed.what == "show":
        show(found)
        return
    documents = len(glob.glob(os.path.join(typed.gold, "*.json")))
    with open(typed.table, "w", encoding="utf-8", newline="\n") as out:
        out.write(table(found, documents, typed.date))


if __name__ == "__main__":
    main()
