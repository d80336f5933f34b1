"""Compiles Python regular expressions to the small instruction set that chancery-language runs.

The tokenizer rules of a spaCy pipeline are Python regular expressions with look-behind. Rather than carry a
second regular-expression engine with Python's semantics, the converter takes Python's own parse of them and
writes it down as programs for a backtracking matcher of a few instructions (crates/chancery-language/src/
pattern.rs). Whatever it does not know, it refuses.
"""

import re
import sys

try:
    from re import _constants as sre, _parser as sre_parse
except ImportError:  # Python < 3.11
    import sre_constants as sre
    import sre_parse

CHAR, SET, ANY, SPLIT, JUMP, BEGIN, END, MATCH, AHEAD, BEHIND = range(10)
MAX_UNROLL = 256


def ranges_of(predicate):
    """Sorted inclusive code point ranges for which the predicate holds (surrogates left out)."""
    out = []
    for code in range(sys.maxunicode + 1):
        if 0xD800 <= code <= 0xDFFF or not predicate(chr(code)):
            continue
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def merge(ranges):
    out = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1] + 1:
            out[-1][1] = max(out[-1][1], high)
        else:
            out.append([low, high])
    return out


def complement(ranges):
    out, at = [], 0
    for low, high in merge(ranges):
        if low > at:
            out.append([at, low - 1])
        at = high + 1
    if at <= sys.maxunicode:
        out.append([at, sys.maxunicode])
    return out


class Compiler:
    """Collects character sets, shared by all patterns compiled with it."""

    def __init__(self):
        self.sets = []
        self.numbers = {}
        self.categories = {}

    def set_number(self, ranges):
        ranges = merge(ranges)
        key = tuple(map(tuple, ranges))
        if key not in self.numbers:
            self.numbers[key] = len(self.sets)
            self.sets.append([n for pair in ranges for n in pair])
        return self.numbers[key]

    def category(self, name):
        name = str(name)
        if name not in self.categories:
            letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[name.rsplit("_", 1)[1]]
            ranges = ranges_of(re.compile(letter).match)
            self.categories[name] = complement(ranges) if "NOT" in name else ranges
        return self.categories[name]

    def ranges(self, items):
        """The ranges of the inside of a [...] set."""
        out, negate = [], False
        for op, value in items:
            if op is sre.NEGATE:
                negate = True
            elif op is sre.LITERAL:
                out.append([value, value])
            elif op is sre.RANGE:
                out.append(list(value))
            elif op is sre.CATEGORY:
                out.extend(self.category(value))
            else:
                raise ValueError(f"set item {op} is not supported")
        return complement(out) if negate else merge(out)

    def emit(self, items, code):
        for op, value in items:
            self.emit_one(op, value, code)

    def emit_one(self, op, value, code):
        if op is sre.LITERAL:
            code.append([CHAR, value])
        elif op is sre.NOT_LITERAL:
            code.append([SET, self.set_number(complement([[value, value]]))])
        elif op is sre.IN:
            code.append([SET, self.set_number(self.ranges(value))])
        elif op is sre.ANY:
            code.append([ANY])
        elif op is sre.AT:
            self.emit_at(value, code)
        elif op is sre.SUBPATTERN:
            _, add, remove, inner = value
            if add or remove:
                raise ValueError("flags inside a pattern are not supported")
            self.emit(inner, code)
        elif op is sre.BRANCH:
            self.emit_branch(value[1], code)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            self.emit_repeat(op is sre.MAX_REPEAT, *value, code)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            self.emit_look(op is sre.ASSERT_NOT, *value, code)
        else:
            raise ValueError(f"{op} is not supported")

    @staticmethod
    def emit_at(value, code):
        if value in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            code.append([BEGIN])
        elif value in (sre.AT_END, sre.AT_END_STRING):
            code.append([END, int(value is sre.AT_END)])
        else:
            raise ValueError(f"{value} is not supported")

    def emit_branch(self, branches, code):
        jumps = []
        for number, branch in enumerate(branches):
            if number + 1 < len(branches):
                split = len(code)
                code.append(None)
                self.emit(branch, code)
                jumps.append(len(code))
                code.append(None)
                code[split] = [SPLIT, split + 1, len(code)]
            else:
                self.emit(branch, code)
        for jump in jumps:
            code[jump] = [JUMP, len(code)]

    def emit_repeat(self, greedy, low, high, inner, code):
        if low > MAX_UNROLL or (high is not sre.MAXREPEAT and high > MAX_UNROLL):
            raise ValueError("counted repetition is too long")

        def split(at, stay, leave):
            code[at] = [SPLIT, stay, leave] if greedy else [SPLIT, leave, stay]

        for _ in range(low):
            self.emit(inner, code)
        if high is sre.MAXREPEAT:
            at = len(code)
            code.append(None)
            self.emit(inner, code)
            code.append([JUMP, at])
            split(at, at + 1, len(code))
        else:
            splits = []
            for _ in range(high - low):
                splits.append(len(code))
                code.append(None)
                self.emit(inner, code)
            for at in splits:
                split(at, at + 1, len(code))

    def emit_look(self, negate, direction, inner, code):
        at = len(code)
        code.append(None)
        self.emit(inner, code)
        code.append([MATCH])
        if direction > 0:
            code[at] = [AHEAD, int(negate), len(code)]
        else:
            low, high = inner.getwidth()
            if low != high:
                raise ValueError("look-behind of varying width")
            code[at] = [BEHIND, int(negate), low, len(code)]

    def compile(self, source):
        """A pattern as its top-level alternatives: each a program with the facts a search needs."""
        tree = sre_parse.parse(source)
        if tree.state.flags & (re.I | re.M | re.S | re.X | re.A):
            raise ValueError("pattern flags are not supported")
        return [self.alternative(items) for items in alternatives(list(tree))]

    def alternative(self, items):
        code = []
        self.emit(items, code)
        code.append([MATCH])
        width = sre_parse.SubPattern(sre_parse.State(), list(items)).getwidth()
        longest = int(width[1])
        first, used = self.first(items), []
        if longest > 1000:
            longest, used = 0, self.used(items)
        return {
            "code": code,
            "anchored": bool(items) and items[0][0] is sre.AT and items[0][1] in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING),
            "first": -1 if first is None else self.set_number(first),
            "longest": longest,
            "used": self.set_number(used) if used else -1,
            "at_end": bool(items) and items[-1][0] is sre.AT and items[-1][1] is sre.AT_END,
        }

    def first(self, items):
        """Ranges of characters a match can begin with, or None if it may be empty or is unknown."""
        out = []
        for op, value in items:
            if op is sre.AT or op in (sre.ASSERT, sre.ASSERT_NOT):
                continue
            if op is sre.LITERAL:
                return out + [[value, value]]
            if op is sre.NOT_LITERAL:
                return out + complement([[value, value]])
            if op is sre.IN:
                return out + self.ranges(value)
            if op is sre.SUBPATTERN:
                inner = self.first(list(value[3]))
                return None if inner is None else out + inner
            if op is sre.BRANCH:
                inner = [self.first(list(branch)) for branch in value[1]]
                return None if any(i is None for i in inner) else out + sum(inner, [])
            if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
                inner = self.first(list(value[2]))
                if inner is None:
                    return None
                out = out + inner
                if value[0] > 0:
                    return out
                continue
            return None
        return None

    def used(self, items):
        """Ranges of all characters that a match can hold."""
        out = []
        for op, value in items:
            if op is sre.LITERAL:
                out.append([value, value])
            elif op is sre.NOT_LITERAL:
                out.extend(complement([[value, value]]))
            elif op is sre.IN:
                out.extend(self.ranges(value))
            elif op is sre.ANY:
                out.append([0, sys.maxunicode])
            elif op is sre.SUBPATTERN:
                out.extend(self.used(list(value[3])))
            elif op is sre.BRANCH:
                for branch in value[1]:
                    out.extend(self.used(list(branch)))
            elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
                out.extend(self.used(list(value[2])))
        return out


def alternatives(items):
    """Splits a pattern into its top-level alternatives, undoing the parser's shared prefixes."""
    at = next((n for n, (op, _) in enumerate(items) if op is sre.BRANCH), None)
    if at is not None and at + 1 == len(items) and all(op is sre.AT for op, _ in items[:at]):
        out = []
        for branch in items[at][1][1]:
            out.extend(alternatives(items[:at] + list(branch)))
        return out
    return [items]
