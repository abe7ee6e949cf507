"""Dates as EDTF (ISO 8601-2:2019, Extended Date/Time Format, levels 0 to 2) and TIMEX3 mentions.

Parsing and bounds are those of the `edtf` library; this module gives them one immutable, hashable type whose
order, overlap, containment and wording the rest of Accords relies on.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

from accords.core.errors import InvalidDate
from accords.core.span import Span

MONTHS = tuple(calendar.month_name)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUARTERS = {
    33: "first quarter",
    34: "second quarter",
    35: "third quarter",
    36: "fourth quarter",
    40: "first half",
    41: "second half",
}
EARLIEST, LATEST = date.min, date.max


class Precision(StrEnum):
    """How fine a date is."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    OPEN = "open"
    SET = "set"


@dataclass(frozen=True)
class Edtf:
    """A date in EDTF, for example 2013-02-08, 2013-01, 2013~, 2013/2015, ../2015 or [2013-10-23,2013-10-24].

    Two dates are equal when they are written alike. `a < b` means that every day of `a` lies before every day of `b`.
    Raises InvalidDate where the text is no EDTF date.

    >>> Edtf("2013-02-08") < Edtf("2013-05")
    True
    >>> Edtf("2013/2015").contains(Edtf("2014-05-29"))
    True
    """

    text: str

    def __post_init__(self) -> None:
        _bounds(self.text)

    def __str__(self) -> str:
        return self.text

    @cached_property
    def first(self) -> date:
        """The earliest day it may stand for; date.min if open to the past."""
        return _bounds(self.text)[0]

    @cached_property
    def last(self) -> date:
        """The latest day it may stand for; date.max if open to the future."""
        return _bounds(self.text)[1]

    @cached_property
    def precision(self) -> Precision:
        text = re.sub(r"[~?%]", "", self.text)
        if text[0] in "[{":
            return Precision.SET
        if "/" in text:
            return Precision.OPEN if text.startswith(("..", "/")) or text.endswith(("..", "/")) else Precision.INTERVAL
        parts = text.lstrip("-").split("-")
        if "X" in parts[0]:
            return Precision.DECADE
        if len(parts) == 1 or parts[1] == "XX":
            return Precision.YEAR
        if len(parts) == 2 or parts[2] == "XX":
            return Precision.MONTH if int(parts[1]) <= 12 else Precision.SEASON
        return Precision.DAY

    @property
    def approximate(self) -> bool:
        return any(mark in self.text for mark in "~?%")

    def __lt__(self, other: Edtf) -> bool:
        return self.last < other.first

    def __gt__(self, other: Edtf) -> bool:
        return other < self

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day may belong to both."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Edtf) -> bool:
        """Whether every day of `other` belongs to this one."""
        return self.first <= other.first and other.last <= self.last

    def words(self) -> str:
        """The date as a reader would write it: "8 February 2013", "by 2015", "January 2013".

        >>> Edtf("2013-01-21/2013-02-08").words()
        '21 January 2013 to 8 February 2013'
        """
        return _words(self.text)


def day(value: date) -> Edtf:
    """The EDTF date of one calendar day."""
    return Edtf(value.isoformat())


def interval(first: date | None, last: date | None) -> Edtf:
    """The days from `first` to `last`, both included; None leaves that end open."""
    if first is not None and first == last:
        return day(first)
    return Edtf(f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}")


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[date, date]:
    if "/" in text and text[0] not in "[{":
        ends = text.split("/")
        if len(ends) != 2 or set(ends) <= {"", ".."}:
            raise InvalidDate(f"{text!r} is not an EDTF interval", remedy="write it as 2013/2015 or ../2015")
        first = EARLIEST if ends[0] in ("", "..") else _bounds(ends[0])[0]
        last = LATEST if ends[1] in ("", "..") else _bounds(ends[1])[1]
        if first > last:
            raise InvalidDate(f"the interval {text!r} ends before it starts")
        return first, last
    if text[:1] + text[-1:] in ("[]", "{}"):
        members = [_open_member(member.strip()) for member in text[1:-1].split(",")]
        return min(m[0] for m in members), max(m[1] for m in members)
    return _parsed(text)


def _open_member(text: str) -> tuple[date, date]:
    if text.startswith(".."):
        return EARLIEST, _bounds(text[2:])[1]
    if text.endswith(".."):
        return _bounds(text[:-2])[0], LATEST
    return _bounds(text.replace("..", "/"))


def _plain(text: str) -> tuple[date, date] | None:
    """The bounds of a year, month or day written without any mark; most dates are, and the full parser is slow."""
    found = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?", text)
    if found is None or found.group(1) == "0000":
        return None
    year, month, day_of_month = (int(part) if part else 0 for part in found.groups())
    last = calendar.monthrange(year, month or 12)[1]
    if day_of_month > last or found.group(3) == "00":
        return None
    first = date(year, month or 1, day_of_month or 1)
    return first, date(year, month or 12, day_of_month or last)


def _parsed(text: str) -> tuple[date, date]:
    if plain := _plain(text):
        return plain
    from edtf import parse_edtf  # the parser takes a while to import and most commands meet dates late

    problem = InvalidDate(f"{text!r} is not an EDTF date", remedy="write it as 2013-02-08, 2013-02, 2013 or 2013/2015")
    if not re.fullmatch(r"[-\dXY~?%]+", text):
        raise problem
    try:
        parsed = parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return date(*lower[:3]), date(*upper[:3])
    except Exception as error:  # the library raises many kinds, its own and the calendar's
        raise problem from error


def _words(text: str) -> str:
    if text[:1] + text[-1:] in ("[]", "{}"):
        joiner = " or " if text[0] == "[" else " and "
        return joiner.join(_words(member.strip().replace("..", "/")) for member in text[1:-1].split(","))
    if "/" in text:
        first, last = text.split("/")
        if first in ("", ".."):
            return f"by {_words(last)}"
        if last in ("", ".."):
            return f"from {_words(first)}"
        return f"{_words(first)} to {_words(last)}"
    prefix = "about " if "~" in text or "%" in text else ""
    suffix = " (uncertain)" if "?" in text or "%" in text else ""
    year, *rest = re.sub(r"[~?%]", "", text).split("-")
    if "X" in year:
        plain = f"the {year.replace('X', '0')}s"
    elif not rest or rest[0] == "XX":
        plain = year
    elif int(rest[0]) > 12:
        name = SEASONS.get(int(rest[0]))
        plain = f"{name} {year}" if name else f"the {QUARTERS.get(int(rest[0]), 'part')} of {year}"
    elif len(rest) == 1 or rest[1] == "XX":
        plain = f"{MONTHS[int(rest[0])]} {year}"
    else:
        plain = f"{int(rest[1])} {MONTHS[int(rest[0])]} {year}"
    return f"{prefix}{plain}{suffix}"


def days_between(earlier: Edtf, later: Edtf) -> int:
    """Whole days from the last day of `earlier` to the first of `later`, negative if that lies before.

    >>> days_between(Edtf("2014-05"), Edtf("2014-06-03"))
    3
    """
    return (later.first - earlier.last) // timedelta(days=1)


class TimexType(StrEnum):
    """TIMEX3 types (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: TIMEX3 type, value and modifier, and the EDTF date it stands for, if it is a date.

    `anchored` is False where the value rests on a publication date that is unknown.
    """

    span: Span
    type: TimexType
    value: str
    mod: str | None = None
    date: Edtf | None = None
    anchored: bool = True
    confidence: float = 1.0
