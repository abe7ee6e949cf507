"""Periods of the calendar: a grain and a running number, so that steps are additions."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SEASON_CODES = ("SP", "SU", "FA", "WI")
LAST_ORDINAL = date.max.toordinal()
LAST_YEAR = 9800  # a century before the calendar ends, so that no step from a valid period leaves it


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    def holds(self, other: Grain) -> bool:
        """Whether a period of this grain is at least as long as one of the other."""
        return GRAIN_ORDER.index(self) >= GRAIN_ORDER.index(other)


GRAIN_ORDER = tuple(Grain)
# What TIMEX3 can say of a period of unknown date.
UNKNOWN = {
    Grain.DAY: "XXXX-XX-XX", Grain.WEEK: "XXXX-WXX", Grain.WEEKEND: "XXXX-WXX-WE", Grain.MONTH: "XXXX-XX",
    Grain.QUARTER: "XXXX-QX", Grain.HALF: "XXXX-HX", Grain.SEASON: "XXXX", Grain.YEAR: "XXXX",
    Grain.DECADE: "XXX", Grain.CENTURY: "XX",
}
# Parts of a year: how many, TIMEX3's and EDTF's sign for the first, months each.
PARTS = {Grain.MONTH: 12, Grain.QUARTER: 4, Grain.HALF: 2, Grain.SEASON: 4}
EDTF_FIRST = {Grain.MONTH: 1, Grain.QUARTER: 33, Grain.HALF: 40, Grain.SEASON: 21}
# How a period is written in TIMEX3 and in EDTF; the fields are those of `Period._written`.
TIMEX3 = {
    Grain.DAY: "{first}", Grain.WEEK: "{week}", Grain.WEEKEND: "{week}-WE", Grain.MONTH: "{year:04d}-{part:02d}",
    Grain.QUARTER: "{year:04d}-Q{part}", Grain.HALF: "{year:04d}-H{part}", Grain.SEASON: "{year:04d}-{season}",
    Grain.YEAR: "{number:04d}", Grain.DECADE: "{number:03d}", Grain.CENTURY: "{number:02d}",
}
EDTF = {
    Grain.DAY: "{first}", Grain.WEEK: "{first}/{last}", Grain.WEEKEND: "{first}/{last}",
    **dict.fromkeys(EDTF_FIRST, "{year:04d}-{code:02d}"),
    Grain.YEAR: "{number:04d}", Grain.DECADE: "{number:03d}X", Grain.CENTURY: "{number:02d}XX",
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period: `number` counts periods of that grain, so that `number + 1` is the next one.

    >>> Period.month(2013, 12).shift(2).value()
    '2014-02'
    >>> Period.of(date(2013, 2, 8), Grain.WEEK).edtf()
    '2013-02-04/2013-02-10'
    """

    grain: Grain
    number: int

    @classmethod
    def day(cls, value: date) -> Period:
        return cls(Grain.DAY, value.toordinal())

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(Grain.MONTH, year * 12 + month - 1)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(Grain.YEAR, year)

    @classmethod
    def part(cls, grain: Grain, year: int, index: int) -> Period:
        """Part `index` (from 0) of a year: a month, quarter, half or season."""
        return cls(grain, year * PARTS[grain] + index)

    @classmethod
    def of(cls, value: date, grain: Grain) -> Period:
        """The period of that grain in which a day lies."""
        return Period.day(value).widen(grain)

    @property
    def known_year(self) -> int:
        """The year in which it starts."""
        if self.grain in PARTS:
            return self.number // PARTS[self.grain]
        if self.grain is Grain.YEAR:
            return self.number
        if self.grain is Grain.DECADE:
            return self.number * 10
        if self.grain is Grain.CENTURY:
            return self.number * 100
        return date.fromordinal(min(max(self._first_ordinal, 1), LAST_ORDINAL)).year

    @property
    def _first_ordinal(self) -> int:
        return self.number if self.grain is Grain.DAY else self.number * 7 + 1

    @property
    def index(self) -> int:
        """Which part of its year it is, from 0; 0 for years and longer."""
        return self.number % PARTS.get(self.grain, 1)

    @property
    def valid(self) -> bool:
        """Whether all its days are days of the calendar."""
        if self.grain is Grain.DAY:
            return 1 <= self.number <= LAST_ORDINAL
        if self.grain in (Grain.WEEK, Grain.WEEKEND):
            return 0 <= self.number < LAST_ORDINAL // 7 - 1
        return 1 <= self.known_year <= LAST_YEAR

    @property
    def first(self) -> date:
        """Its first day; the nearest end of the calendar where it lies outside."""
        if not self.valid:
            return date.min if self.number < 1 or self.known_year < 1 else date.max
        if self.grain is Grain.DAY:
            return date.fromordinal(self.number)
        if self.grain is Grain.WEEK:
            return date.fromordinal(self.number * 7 + 1)
        if self.grain is Grain.WEEKEND:
            return date.fromordinal(self.number * 7 + 6)
        if self.grain is Grain.SEASON:
            return date(self.known_year, 3 + 3 * self.index, 1)
        months = 12 // PARTS.get(self.grain, 1)
        return date(self.known_year, 1 + months * self.index if self.grain in PARTS else 1, 1)

    @property
    def last(self) -> date:
        """Its last day; the nearest end of the calendar where it lies outside."""
        if not self.valid or self.grain is Grain.DAY:
            return self.first
        if self.grain is Grain.WEEKEND:
            return self.first + timedelta(days=1)
        return self.shift(1).first - timedelta(days=1)

    def shift(self, steps: int) -> Period:
        return Period(self.grain, self.number + steps)

    def widen(self, grain: Grain) -> Period:
        """The period of a coarser (or the same) grain in which its first day lies."""
        if grain is self.grain:
            return self
        if grain is Grain.DAY:
            return Period.day(self.first)
        if grain in (Grain.WEEK, Grain.WEEKEND):
            return Period(grain, (self.first.toordinal() - 1) // 7)
        year = self.known_year
        if grain is Grain.SEASON:
            month = self.first.month
            return Period(grain, year * 4 + month // 3 - 1)
        if grain in PARTS:
            return Period.part(grain, year, (self.first.month - 1) * PARTS[grain] // 12)
        return Period(grain, year // {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}[grain])

    def value(self) -> str:
        """Its TIMEX3 value."""
        return self._written(TIMEX3[self.grain]) if self.valid else UNKNOWN[self.grain]

    def edtf(self) -> str | None:
        """The EDTF date of exactly these days; None outside the calendar."""
        return self._written(EDTF[self.grain]) if self.valid else None

    def _written(self, form: str) -> str:
        week = self.first.isocalendar()
        return form.format(
            number=self.number, year=self.known_year, part=self.index + 1, code=EDTF_FIRST.get(self.grain, 0) + self.index,
            season=SEASON_CODES[self.index] if self.grain is Grain.SEASON else "", first=self.first, last=self.last,
            week=f"{week.year:04d}-W{week.week:02d}",
        )

    def narrowed(self, mod: str | None) -> str | None:
        """The EDTF date of its START, MID or END, about a third of it; all of it for any other modifier."""
        third = {"START": 0, "MID": 1, "END": 2}.get(mod or "")
        if third is None or self.grain in (Grain.DAY, Grain.WEEKEND) or not self.valid:
            return self.edtf()
        if self.grain is Grain.YEAR:
            return f"{self.number:04d}-{4 * third + 1:02d}/{self.number:04d}-{4 * third + 4:02d}"
        if self.grain in (Grain.DECADE, Grain.CENTURY):
            years = 10 if self.grain is Grain.DECADE else 100
            cuts = [0, round(years * 0.4), round(years * 0.7), years]
            start = self.known_year
            return f"{start + cuts[third]:04d}/{start + cuts[third + 1] - 1:04d}"
        days = (self.last - self.first).days + 1
        cuts = [0, 10, 20, days] if self.grain is Grain.MONTH else [0, days // 3, 2 * days // 3, days]
        first = self.first + timedelta(days=cuts[third])
        last = self.first + timedelta(days=cuts[third + 1] - 1)
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def make_day(year: int, month: int, day: int) -> Period | None:
    """The day, or None where the calendar has none."""
    if 1 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return Period.day(date(year, month, day))
    return None


def add_months(value: date, months: int) -> date | None:
    """The same day some months away, the last of that month where it has no such day; None outside the calendar."""
    number = value.year * 12 + value.month - 1 + months
    year, month = divmod(number, 12)
    if not 1 <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(value.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
