"""Further things with dates of their own under one verb: "will return the camp by May, the airfield by June and the port by 2026"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from accords.core.timex import Timex
from accords.extraction.dating import Dating

LIMITS = frozenset({"by", "until", "before", "on", "in", "within"})
JOINING = frozenset({",", "and", ";", "then"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON"})
INSIDE = frozenset({"of", "'s", "’s"})  # may stand inside the words for a thing
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Further:
    """Tokens `start` to `end` name the thing, `timex` its date."""

    start: int
    end: int
    timex: Timex


def further(act: Token, dating: Dating) -> Iterator[Further]:
    """The things told with dates of their own behind the first date of an act."""
    doc, sentence = act.doc, act.sent
    dated = [t.i for t in act.subtree if t.i > act.i and t.i in dating.by_token and t.i < sentence.end]
    place = _behind(min(dated), dating, sentence.end) if dated else sentence.end
    while place < sentence.end:
        start = place
        while start < sentence.end and doc[start].lower_ in JOINING:
            start += 1
        end = start
        while end < sentence.end and _names(doc[end]) and end not in dating.by_token:
            end += 1
        told = dating.by_token.get(end + 1) if end + 1 < sentence.end else None
        if end - start > 1 and doc[start].ent_type_ and doc[start + 1].pos_ in ("NUM", "DET"):
            return  # "Norway will pay two million by May and Finland three million by June"
        thing = any(t.pos_ in ("NOUN", "PROPN") or t.lower_ == "rest" for t in doc[start:end])
        if told is None or start == place or not thing or end - start > LONGEST or doc[end].lower_ not in LIMITS:
            return
        yield Further(start, end, told)
        place = _behind(end + 1, dating, sentence.end)


def _names(token: Token) -> bool:
    return token.pos_ in NOMINAL or token.lower_ in INSIDE


def _behind(place: int, dating: Dating, end: int) -> int:
    """The token behind the time expression at a token."""
    timex = dating.by_token[place]
    while place < end and dating.by_token.get(place) is timex:
        place += 1
    return place
