"""What a maker returns for one match, and how it reads the match's groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from accords.core.span import Span
from accords.core.timex import TimexType
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import UNKNOWN, Grain, Period

EXACT, READ, GUESSED, DOUBTED = 0.98, 0.9, 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Draft:
    """A normalised expression before its date is built.

    Attributes:
        period: the period it names, for later expressions to lean on.
        explicit: whether its year is written in it.
        edtf: the EDTF date as text.
    """

    type: TimexType
    value: str
    mod: str | None = None
    edtf: str | None = None
    anchored: bool = True
    period: Period | None = None
    explicit: bool = False
    confidence: float = READ

    def doubted(self) -> Draft:
        """The same where the publication date that it rests on cannot be right: its date is uncertain."""
        edtf = re.sub(r"(?<=[\dX])(?=/|$)", "?", self.edtf) if self.edtf and self.edtf[0] != "[" else self.edtf
        return replace(self, edtf=edtf, confidence=DOUBTED)


class Fields:
    """The groups of a match in lower case with single spaces; "" where a group is absent or did not take part."""

    __slots__ = ("groups", "raw", "span")

    def __init__(self, match: re.Match[str], span: Span) -> None:
        self.raw = {name: text for name, text in match.groupdict().items() if text}
        self.groups = {name: " ".join(text.lower().replace("’", "'").split()) for name, text in self.raw.items()}
        self.span = span

    def __getitem__(self, name: str) -> str:
        return self.groups.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def mod(self) -> str | None:
        """The TIMEX3 modifier of the edge ("early", "the end of") or of the approximation."""
        words = lexicon()
        mod = words.edges.get(self["edge"].replace("-", " ")) or words.approximate.get(self["approx"])
        return {"EARLIER": None, "LATER": None}.get(mod, mod) if mod else None


def dated(period: Period, mod: str | None = None, *, explicit: bool = False, confidence: float = READ) -> Draft:
    """A DATE for a known period."""
    edtf = period.narrowed(mod)
    if edtf and mod == "APPROX" and "/" not in edtf:
        edtf += "~"
    return Draft(TimexType.DATE, period.value(), mod, edtf, True, period, explicit, confidence)


def unknown(value: str, mod: str | None = None) -> Draft:
    """A DATE that rests on a publication date nobody gave."""
    return Draft(TimexType.DATE, value, mod, anchored=False, confidence=GUESSED)


def maybe(period: Period | None, grain: Grain, mod: str | None = None, *, confidence: float = READ) -> Draft:
    """A DATE for the period, or what can be said of its grain where it is not known."""
    if period is None or not period.valid:
        return unknown(UNKNOWN[grain], mod)
    return dated(period, mod, confidence=confidence)


def reference(value: str) -> Draft:
    """A DATE that is only past, present or future."""
    return Draft(TimexType.DATE, value)
