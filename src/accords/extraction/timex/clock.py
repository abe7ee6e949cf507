"""Times of day: 10:35 a.m. EST, noon on Thursday, 5 o'clock, 10 p.m. on 8 February."""

from __future__ import annotations

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.dates import read_day
from accords.extraction.timex.days import NAMED_PARTS, find_weekday, timed, weekday_number
from accords.extraction.timex.draft import Draft, Fields
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import Grain, Period


def clock(fields: Fields, context: Context) -> Draft | None:
    """A time of day, on the day it names or the one told last."""
    time = NAMED_PARTS.get(fields["named"]) or _hours(fields)
    if time is None:
        return None
    day = _day(fields, context)
    draft = timed(day, time, fields.mod())
    zone = "Z" if fields["zone"] in ("gmt", "utc") else ""
    return Draft(TimexType.TIME, draft.value + zone, draft.mod, draft.edtf, draft.anchored, draft.period)


def _hours(fields: Fields) -> str | None:
    hour = numerals.cardinal(fields["hour"])
    if hour is None or hour > 24:
        return None
    number = int(hour)
    half = fields["half"]
    if half.startswith("p") or half in ("afternoon", "evening"):
        number = number % 12 + 12
    elif half.startswith(("a", "m")) and number == 12:
        number = 0
    return f"{number:02d}:{fields['minute'] or '00'}"


def _day(fields: Fields, context: Context) -> Period | None:
    if fields["near"]:
        here = context.now(Grain.DAY)
        return here.shift(lexicon().near[fields["near"]]) if here else None
    if fields["month"] or fields["month2"] or fields["month3"]:
        return read_day(fields, context)
    if fields["weekday"]:
        number = weekday_number(fields["weekday"])
        return find_weekday(number, fields, context) if number else None
    told = context.last(Grain.DAY)
    if told is not None and (context.published is None or abs((told.first - context.published).days) < 8):
        return told
    return context.now(Grain.DAY)


MAKERS = {"clock": clock}
