"""Find where the rules match: stretches of time words first, then the matches in them, leftmost and longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accords.extraction.timex.grammar import Grammar, Rule

TOKEN = re.compile(r"\d+|[^\W\d_]+")
# Digits that may be a date, a time, a rank or a decade without any word beside them.
TELLING = re.compile(r"\d{1,2}(?:[:/.\-–]\d|st\b|nd\b|rd\b|th\b|['’]?s\b)|\d{1,3} ?[Bb]\.?[Cc]")
GAP = frozenset(" \t\r\n\u00a0\u2009\u202f,.-–—‒‐‑'’/:½%&")
LONGEST_GAP = 14
# How far past a stretch a rule may look ahead.
LOOKAHEAD = 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words all known to the rules, and the classes of rules that they call for."""

    start: int
    end: int
    calls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule's match."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int


def stretches(text: str, grammar: Grammar) -> Iterator[Stretch]:
    """Yield the stretches that hold at least one word or number that calls for a rule."""
    vocabulary, triggers = grammar.vocabulary, grammar.triggers
    start = end = -1
    calls: set[str] = set()
    for token in TOKEN.finditer(text):
        word = token.group()
        digits = word[0] in "0123456789"
        if not digits:
            word = word.lower()
            if word not in vocabulary:
                if calls:
                    yield Stretch(start, end, frozenset(calls))
                    calls = set()
                start = -1
                continue
        begin = token.start()
        if start < 0 or not _joined(text, end, begin):
            if calls:
                yield Stretch(start, end, frozenset(calls))
                calls = set()
            start = begin
        end = token.end()
        if digits:
            if len(word) == 4 or TELLING.match(text, begin):
                calls.add("digit")
        elif word in triggers:
            calls.update(triggers[word])
    if calls:
        yield Stretch(start, end, frozenset(calls))


def _joined(text: str, end: int, begin: int) -> bool:
    return begin - end <= LONGEST_GAP and GAP.issuperset(text[end:begin])


def hits(text: str, grammar: Grammar) -> Iterator[list[Hit]]:
    """Yield for each stretch its matches, ordered by start, then length, then the order of the rules."""
    for stretch in stretches(text, grammar):
        start = stretch.start - 1 if stretch.start and text[stretch.start - 1] in "'’" else stretch.start
        limit = min(len(text), stretch.end + LOOKAHEAD)
        found: list[Hit] = []
        for need in stretch.calls:
            for rule in grammar.rules.get(need, ()):
                for match in rule.pattern.finditer(text, start, limit):
                    if match.start() >= stretch.end:
                        break
                    group = "text" if "text" in rule.pattern.groupindex else 0
                    found.append(Hit(rule, match, match.start(group), match.end(group)))
        if found:
            found.sort(key=lambda hit: (hit.start, -hit.end, hit.rule.order))
            yield found
