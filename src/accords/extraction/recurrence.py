"""How often a meeting recurs and who hosts it, by the words that hang on it: "annual", "every two years", "in turn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accords.core.timex import Timex, TimexType
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import children, negated, rising

PERIOD = re.compile(r"P(\d+)([YMW])")
FREQUENCIES = {"Y": "YEARLY", "M": "MONTHLY", "W": "WEEKLY"}
SMALLER = {"Y": ("MONTHLY", 12), "M": ("WEEKLY", 4), "W": ("DAILY", 7)}
"""The next smaller unit and how many of it make one, for "twice a year"."""


COUNTED = 4  # words before an expression that may count ("two or three times | a year")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how often something is, or who hosts it; `token` is the word that hangs on what recurs."""

    token: Token
    rule: str


def recurrence_cues(doc: Doc, timexes: tuple[Timex, ...]) -> Iterator[Cue]:
    """Words of a text that tell how often: adjectives ("annual"), and expressions of repeated time ("every two years")."""
    adjectives = {word: rule for rule, cues in lexicon("series")["recurrence"].items() for word in cues}
    taken: set[int] = set()
    for timex in timexes:
        span = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if span is None or timex.type is not TimexType.SET:
            continue
        start = max(span.start - COUNTED, span.sent.start)
        if rule := rule_of(timex.value, doc[start : span.end].text.lower()):
            taken.update(range(span.start, span.end))
            yield Cue(span.root, rule)
    for token in doc:
        if token.i not in taken and (rule := adjectives.get(token.lower_, "")):
            yield Cue(token, rule)


def rule_of(value: str, text: str) -> str:
    """The rule that an expression of repeated time stands for: "annual", an RRULE, or nothing.

    Args:
        value: Its TIMEX3 value.
        text: Its words with the few before it, in lower case.

    >>> rule_of("P1Y", "every year"), rule_of("P1Y", "three times a year"), rule_of("P2Y", "every two years")
    ('annual', 'FREQ=MONTHLY;INTERVAL=4', 'FREQ=YEARLY;INTERVAL=2')
    """
    if re.fullmatch(r"XXXX-(\d\d|[A-Z]{2})", value):
        return "annual"  # "every June"
    match = PERIOD.fullmatch(value)
    if match is None:
        return ""
    length, unit = int(match[1]), match[2]
    times = _times(text)
    if times > 1:
        frequency, parts = SMALLER[unit]
        return _rrule(frequency, parts * length // times)
    return "annual" if (length, unit) == (1, "Y") else _rrule(FREQUENCIES[unit], length)


def _rrule(frequency: str, interval: int) -> str:
    return f"FREQ={frequency};INTERVAL={interval}" if interval > 1 else f"FREQ={frequency}"


def _times(text: str) -> int:
    """How many times within one period: the last number named ("two or three times a year")."""
    numbers: dict[str, int] = {**lexicon("timex")["numbers"], "twice": 2, "thrice": 3, "half": 2}
    counted = re.findall(r"(\w+)(?= times)", text) + re.findall(r"\b(twice|thrice|half)\b", text)
    return max((numbers.get(word, int(word) if word.isdigit() else 1) for word in counted), default=1)


def host_cues(doc: Doc) -> Iterator[Cue]:
    """Words of a text that tell who hosts: "in turn", "alternate", "rotates", "traditionally in"."""
    whole = doc.text.lower()
    for rule, phrases in lexicon("series")["host"].items():
        if not any(phrase in whole for phrase in phrases):
            continue
        patterns = [re.compile(rf"\b{re.escape(phrase)}") for phrase in phrases]
        for sentence in doc.sents:
            match = next((m for p in patterns if (m := p.search(sentence.text.lower()))), None)
            if match is not None:
                start = sentence.start_char + match.start()
                yield Cue(next(t for t in sentence if t.idx + len(t.text) > start), rule)


def recurring(cue: Cue) -> list[Token]:
    """The words that a cue may say to recur: the noun it stands with, or what its verb is about, the likeliest first."""
    events = words("series", "events")
    for token in rising(cue.token):
        if token.pos_ in ("VERB", "AUX"):
            about = token.lemma_.lower() in words("series", "verbs") and not negated(token)
            return _about(token) if about else []
        if token.pos_ in ("NOUN", "PROPN") and token.i != cue.token.i and token.lemma_.lower() not in events:
            return [token]
        if children(token, "cop"):
            return children(token, "nsubj")
    return []


def hosted(cue: Cue) -> list[Token]:
    """The words that may name what is hosted as a cue says: what the verb around it is about."""
    verb = next((t for t in rising(cue.token) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return [t for t in cue.token.sent if t.pos_ in ("NOUN", "PROPN")]
    about = verb.lemma_.lower() in words("series", "verbs") and not negated(verb)
    return _about(verb) if about else []


def _about(verb: Token) -> list[Token]:
    """Subject and object of a verb of meeting or hosting, or the noun that its clause describes."""
    found = [*children(verb, "nsubj", "nsubj:pass"), *children(verb, "obj", "obl")]
    if verb.dep_ in ("acl", "acl:relcl"):
        found = [verb.head, *[t for t in found if t.tag_ not in ("WDT", "WP")]]
    elif verb.dep_ in ("advcl", "conj", "xcomp", "parataxis") and verb.head.pos_ in ("VERB", "AUX"):
        found += [t for t in _about(verb.head) if t.i < verb.i]
    return [*found, *[c for t in found for c in children(t, "nmod", "nmod:poss", "appos")]]
