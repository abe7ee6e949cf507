"""Years and what is counted in them: quarters, halves, seasons, fiscal years, decades, centuries, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.dates import month_number, pointed, written_year
from accords.extraction.timex.draft import EXACT, GUESSED, Draft, Fields, dated, maybe, unknown
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import LAST_YEAR, SEASON_CODES, UNKNOWN, Grain, Period, easter, make_day

# Four digits alone are read as a year within these bounds, and outside them after a word that a year follows.
PLAIN_YEARS = range(1850, 2070)



def year(fields: Fields, context: Context) -> Draft | None:
    """A year standing alone."""
    number = written_year(fields, context, "year")
    if number is None:
        return None
    if "bc" in fields:
        season, month = lexicon().seasons.get(fields["season"], ""), month_number(fields["month"])
        part = f"-{month:02d}" if month else f"-{season}" if season else ""
        return Draft(TimexType.DATE, f"BC{number:04d}{part}", fields.mod(), confidence=EXACT)
    if fields["year"].isdecimal() and _other_number(fields, context, number):
        return None
    if not 1000 <= number < 2200:
        return None
    return dated(Period.year(number), fields.mod(), explicit=True, confidence=EXACT)


def _other_number(fields: Fields, context: Context, number: int) -> bool:
    words = lexicon().not_years
    before = context.text[max(0, fields.span.start - 16) : fields.span.start].lower().split()
    after = re.match(r"\s*[-–]?\s*([a-z]+|%)", context.text[fields.span.end : fields.span.end + 20].lower())
    plain = "edge" in fields or "fiscal" in fields
    if before and before[-1] in words["before"] and not plain:
        return True
    if after and after.group(1) in words["after"]:
        return True
    led = bool(before) and before[-1].strip("(,'\"") in lexicon().years["before"]
    return number not in PLAIN_YEARS and not plain and not led


def year_range(fields: Fields, context: Context) -> Draft | None:
    """2013-2015, 2013–15, the years 2013 to 2015."""
    del context
    first = int(fields["year"])
    tail = fields["year2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if not (1000 <= first < last < 2200) or last - first > 300:
        return None
    value = f"{first:04d}/{last:04d}"
    return Draft(TimexType.DATE, value, None, value, True, Period.year(first), True, EXACT)


def decade(fields: Fields, context: Context) -> Draft | None:
    """The 1980s, the '80s, the eighties."""
    words = fields["decade"].strip("'")
    tens = lexicon().tens
    if words in tens:
        number = 190 + tens[words]
    elif len(words) == 4:
        number = int(words) // 10
    else:
        number = 190 + int(words) // 10
        if context.published and context.published.year - number * 10 > 100:
            number += 10
    return dated(Period(Grain.DECADE, number), fields.mod(), explicit=True)


def century(fields: Fields, context: Context) -> Draft | None:
    """The 20th century."""
    rank = numerals.ordinal(fields["ordinal"])
    if not rank or not 1 <= rank <= 30:
        return None
    if "bc" in fields:
        return Draft(TimexType.DATE, f"BC{rank - 1:02d}", fields.mod())
    del context
    return dated(Period(Grain.CENTURY, rank - 1), fields.mod(), explicit=True)


def _before_year(words: str, context: Context) -> int | None:
    """The year of "this year's", "last year's", "year-ago" before a quarter."""
    if not words:
        return None
    pivot = (context.published.year if context.published else 2025) + 15
    if found := numerals.year(words, pivot):
        return found
    base = context.now(Grain.YEAR)
    if base is None:
        return None
    if words.startswith(("last year", "year-ago", "year-earlier", "the year-")):
        return base.known_year - 1
    if words.startswith("next year"):
        return base.known_year + 1
    return base.known_year if words.startswith("this year") else None


def quarter(fields: Fields, context: Context) -> Draft | None:
    """The third quarter, of a year named, told or nearest."""
    words = fields["ordinal"]
    rank = 4 if words in ("final", "last") else numerals.ordinal(words.lstrip("q"))
    if rank is None or not 1 <= rank <= 4:
        return None
    if words == "last" and not (fields["year"] or fields["suffix"]):
        return None
    number = written_year(fields, context) or _before_year(fields["before"], context)
    if number is None and fields["suffix"] == "the year" and (base := context.now(Grain.YEAR)):
        number = base.known_year
    if number is not None:
        return dated(Period.part(Grain.QUARTER, number, rank - 1), fields.mod(), explicit="year" in fields)
    here = context.now(Grain.QUARTER)
    if here is None:
        return unknown(f"XXXX-Q{rank}", fields.mod())
    same = Period.part(Grain.QUARTER, here.known_year, rank - 1)
    found = context.choose([same.shift(-4), same, same.shift(4)], here, fields.span, reported=True)
    if fields["ago"]:
        found = found.shift(-4)
    return dated(found, fields.mod(), confidence=GUESSED)


def quarters_of(fields: Fields, context: Context) -> Draft | None:
    """The first two quarters of 1990."""
    number = written_year(fields, context)
    if number is None:
        return None
    count = 2 if fields["count"] == "two" else 3
    start = 0 if fields["ordinal"] == "first" else 4 - count
    first = Period.part(Grain.QUARTER, number, start)
    if count == 2:
        return dated(Period.part(Grain.HALF, number, start // 2), explicit=True)
    edtf = f"{first.first.isoformat()}/{first.shift(count - 1).last.isoformat()}"
    return Draft(TimexType.DATE, "P9M", None, edtf, True, first, True)


def half(fields: Fields, context: Context) -> Draft | None:
    """The first half of a year, month or decade."""
    second = fields["ordinal"] not in ("first", "1")
    if month := month_number(fields["month"]):
        number = written_year(fields, context, "year2") or (context.published.year if context.published else None)
        if number is None:
            return unknown(f"XXXX-{month:02d}", "END" if second else "START")
        return _half_of(Period.month(number, month), second)
    if fields["decade"]:
        digits = fields["decade"].strip("'")
        return _half_of(Period(Grain.DECADE, int(digits) // 10 + (190 if len(digits) == 2 else 0)), second)
    if fields["suffix"] == "the month":
        here = context.now(Grain.MONTH)
        return _half_of(here, second) if here else unknown("XXXX-XX", "END" if second else "START")
    number = written_year(fields, context)
    if number is None and (base := context.now(Grain.YEAR)):
        number = base.known_year
    if number is None:
        return unknown(f"XXXX-H{2 if second else 1}")
    return dated(Period.part(Grain.HALF, number, int(second)), explicit="year" in fields)


def _half_of(period: Period, second: bool) -> Draft | None:
    if not period.valid:
        return None
    middle = period.first + (period.last - period.first) // 2
    first, last = (middle + timedelta(days=1), period.last) if second else (period.first, middle)
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Draft(TimexType.DATE, period.value(), "END" if second else "START", edtf, True, period)


def season(fields: Fields, context: Context) -> Draft | None:
    """This autumn, the summer of 2013, last spring."""
    word = fields["season"]
    index = SEASON_CODES.index(lexicon().seasons[word])
    company = any(name in fields for name in ("year", "pointer", "told", "edge", "suffix"))
    before = context.preposition(fields.span.start)
    if not company and ((word == "fall" and not ("the" in fields and before == "in"))
                        or not ("the" in fields or before in ("in", "by", "since", "until", "during"))):
        return None
    number = written_year(fields, context, "year")
    if number is not None:
        return dated(Period.part(Grain.SEASON, number, index), fields.mod(), explicit=True)
    if fields["told"]:
        return _told_season(index, lexicon().narrative[fields["told"]], context)
    anchor = context.story_anchor(fields.span.start)
    if anchor is not None and not fields["pointer"]:
        return dated(Period.part(Grain.SEASON, anchor.known_year, index), fields.mod(), confidence=GUESSED)
    here = context.now(Grain.SEASON)
    if here is None:
        return unknown(f"XXXX-{SEASON_CODES[index]}", fields.mod())
    # January and February belong to the winter that began the year before
    start_year = here.known_year + (1 if here.index == 3 and index < 3 and context.published
                                    and context.published.month < 3 else 0)
    same = Period.part(Grain.SEASON, start_year, index)
    if fields["pointer"]:
        return dated(pointed(here, same, 4, fields["pointer"]), fields.mod())
    return dated(context.choose([same.shift(-4), same, same.shift(4)], here, fields.span), fields.mod())


def _told_season(index: int, moves: int, context: Context) -> Draft:
    """ "The following spring", "that summer": counted from what was told last."""
    base = context.last(Grain.DAY, Grain.MONTH, Grain.YEAR)
    if base is None:
        return unknown(f"XXXX-{SEASON_CODES[index]}")
    same = Period.part(Grain.SEASON, base.known_year, index)
    behind = moves > 0 and (base.grain is Grain.YEAR or same.first <= base.last)
    return dated(same.shift(4) if behind else same)


def fiscal(fields: Fields, context: Context) -> Draft | None:
    """The current fiscal year."""
    if fields["year"]:
        return dated(Period.year(int(fields["year"])), explicit=True)
    if fields["school"]:  # which months it has depends on the country
        return unknown(UNKNOWN[Grain.YEAR])
    here = context.now(Grain.YEAR)
    step = lexicon().pointers.get(fields["pointer"], 0)
    return maybe(here.shift(step) if here else None, Grain.YEAR, confidence=GUESSED)


def year_end(fields: Fields, context: Context) -> Draft | None:
    """Year-end: the last days of a year."""
    here = context.now(Grain.YEAR)
    if here is None:
        return unknown("XXXX", "END")
    period = here.shift(lexicon().pointers.get(fields["pointer"], 0))
    last = Period.month(period.known_year, 12)
    return Draft(TimexType.DATE, period.value(), "END", last.edtf(), True, period)


def holiday_day(rule: str, number: int) -> Period | None:
    """The day of a holiday in one year; None outside the calendar."""
    if not 1 <= number <= LAST_YEAR:
        return None
    if rule.startswith("easter"):
        return Period.day(easter(number) + timedelta(days=int(rule[6:])))
    if "/" not in rule:
        return make_day(number, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = (int(part) for part in rule.split("/"))
    first = date(number, month, 1) if nth > 0 else Period.month(number, month).last - timedelta(days=6)
    ahead = (weekday - first.isoweekday()) % 7
    return Period.day(first + timedelta(days=ahead + 7 * max(nth - 1, 0)))


def holiday(fields: Fields, context: Context) -> Draft | None:
    """A holiday, of the year named or nearest."""
    rule = lexicon().holidays[fields["holiday"]]
    number = int(fields["year"]) if fields["year"] else None
    if number is None and (anchor := context.story_anchor(fields.span.start)) is not None:
        number = anchor.known_year
    if number is not None:
        found = holiday_day(rule, number)
    elif context.published is None:
        return unknown("XXXX-" + rule if "/" not in rule and not rule.startswith("easter") else "XXXX-XX-XX")
    else:
        here = Period.day(context.published)
        days = [day for step in (-1, 0, 1) if (day := holiday_day(rule, context.published.year + step))]
        step = lexicon().pointers.get(fields["pointer"])
        if step is not None and step < 0:
            days = [day for day in days if day < here]
        elif step is not None and step > 0:
            days = [day for day in days if day > here]
        found = context.choose(days, here, fields.span) if days else None
    if found is None:
        return None
    return dated(found.widen(Grain.WEEK) if fields["week"] else found, explicit="year" in fields)


MAKERS = {"year": year, "year_range": year_range, "decade": decade, "century": century, "quarter": quarter,
          "quarters_of": quarters_of, "half": half, "season": season, "fiscal": fiscal, "year_end": year_end,
          "holiday": holiday}
