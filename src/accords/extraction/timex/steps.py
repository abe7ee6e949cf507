"""Steps from the time of writing or from what was told: last year, that month, two years ago, the end of the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.draft import GUESSED, Draft, Fields, maybe, reference, unknown
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import UNKNOWN, Grain, add_months, make_day
from accords.extraction.timex.spans import duration_value

GRAINS = {"D": Grain.DAY, "W": Grain.WEEK, "F": Grain.WEEK, "WE": Grain.WEEKEND, "M": Grain.MONTH, "Q": Grain.QUARTER,
          "Y": Grain.YEAR, "E": Grain.DECADE, "C": Grain.CENTURY}
FINE = (Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
# The grain of the answer to "so many units ago" and how many of its steps one unit makes.
AGO = {"D": (Grain.DAY, 1), "W": (Grain.WEEK, 1), "F": (Grain.WEEK, 2), "WE": (Grain.WEEKEND, 1), "M": (Grain.MONTH, 1),
       "Q": (Grain.QUARTER, 1), "Y": (Grain.YEAR, 1), "E": (Grain.YEAR, 10), "C": (Grain.YEAR, 100)}
# Ways of counting from a date told before, and those of counting back.
TOLD_WAYS = frozenset({"earlier", "later", "before", "after"})
BACK_WAYS = frozenset({"ago", "earlier", "previously", "before"})
# "The past year" and "the last decade" are stretches up to now, not calendar periods; days are given for their EDTF.
UNTIL_NOW = ("the past", "past")
# "Over the coming year" is one from now on, while "the coming year" alone may be the next of the calendar.
FROM_NOW = ("the coming", "coming", "the next")
# Until the end of February "the new year" is the present one.
FRESH_MONTHS = 2
STRETCH = frozenset({"over", "within", "throughout", "during", "for", "in"})
LENGTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}  # in months


def step(fields: Fields, context: Context) -> Draft | None:
    """Last year, this week, the coming decade."""
    grain = GRAINS[lexicon().units[fields["unit"]]]
    pointer = fields["pointer"]
    if pointer in ("past", "coming", "current", "the new") and grain not in (Grain.YEAR, Grain.DECADE, Grain.MONTH):
        return None
    here = context.now(grain)
    moves = lexicon().pointers[pointer]
    draft = maybe(here.shift(moves) if here else None, grain, fields.mod())
    ahead = pointer in FROM_NOW and grain is not Grain.WEEKEND and context.preposition(fields.span.start) in STRETCH
    if (pointer in UNTIL_NOW or ahead) and context.published and draft.edtf:
        return replace(draft, edtf=_stretch(context.published, grain, 1 if ahead else -1))
    return draft


def _stretch(published: date, grain: Grain, way: int) -> str | None:
    """The days between publication and so long before (-1) or after it (1)."""
    months = LENGTHS.get(grain)
    other = add_months(published, way * months) if months else published + timedelta(days=7 * way)
    if other is None:
        return None
    first, last = sorted((published, other))
    return f"{first.isoformat()}/{last.isoformat()}"


def new_year(fields: Fields, context: Context) -> Draft | None:
    """The new year: that which begins next, or began not long ago; its first day after "from", "by" or "until"."""
    start = fields.span.start
    if (fields.raw["new"].islower() and "the" not in fields) or context.preposition(start) in lexicon().new_year["calendars"]:
        return None
    here = context.now(Grain.YEAR)
    if here is None:
        return unknown(UNKNOWN[Grain.YEAR], "START")
    fresh = context.published is not None and context.published.month <= FRESH_MONTHS
    period = here if fresh else here.shift(1)
    if context.preposition(start) in lexicon().new_year["edges"]:
        day = make_day(period.known_year, 1, 1)
        return maybe(day, Grain.DAY)
    return maybe(period, Grain.YEAR, "START")


def told(fields: Fields, context: Context) -> Draft | None:
    """That year, the following month, the same day."""
    grain = GRAINS[lexicon().units[fields["unit"]]]
    moves = lexicon().narrative[fields["pointer"]]
    if fields["pointer"] == "the next" and grain is not Grain.DAY and not context.story:
        return step(fields, context)
    base = context.last(*[other for other in Grain if grain.holds(other)])
    if base is None and grain is not Grain.DAY:  # "the same day" of nothing told is no day known
        base = context.now(grain)
    return maybe(base.widen(grain).shift(moves) if base else None, grain, fields.mod(), confidence=GUESSED)


def the_period(fields: Fields, context: Context) -> Draft | None:
    """The end of the year, the quarter: of the one told last, else of the present one."""
    grain = GRAINS[lexicon().units[fields["unit"]]]
    if grain is Grain.QUARTER:
        period = context.last(Grain.QUARTER)
        here = context.now(grain)
        if period is None and here is not None:
            period = here if "edge" in fields else here.shift(-1)
        return maybe(period, grain, fields.mod(), confidence=GUESSED)
    if context.story:
        base = context.last(Grain.DAY, Grain.MONTH, Grain.YEAR)
        fits = base is not None and grain.holds(base.grain)
        return maybe(base.widen(grain) if base and fits else None, grain, fields.mod(), confidence=GUESSED)
    base = context.planned_from(fields.span) if grain is Grain.YEAR else None
    here = base.widen(grain) if base is not None and grain.holds(base.grain) else context.now(grain)
    if grain is Grain.WEEKEND and here is not None and context.published and context.published.isoweekday() < 4 \
            and context.direction(fields.span)[0] <= 0:
        here = here.shift(-1)
    return maybe(here, grain, fields.mod())


def comparable(fields: Fields, context: Context) -> Draft | None:
    """The year-ago quarter, the same period a year earlier."""
    if fields["what"] == "quarter" and context.last(Grain.QUARTER) is None:
        here = context.now(Grain.QUARTER)
        return maybe(here.shift(-5) if here else None, Grain.QUARTER, confidence=GUESSED)
    return year_before(context)


def year_before(context: Context) -> Draft:
    """The quarter, else the month or year, told last, one year before; it is no anchor for what follows."""
    base = context.last(Grain.QUARTER) or context.last(Grain.YEAR) or context.now(Grain.YEAR)
    if base is None:
        return unknown("XXXX")
    draft = maybe(base.shift(-4 if base.grain is Grain.QUARTER else -1), base.grain, confidence=GUESSED)
    return replace(draft, period=None)


def year_to(fields: Fields, context: Context) -> Draft | None:
    """The year ended 30 September: as long as a year, not one of the calendar's."""
    del fields, context
    return Draft(TimexType.DURATION, "P1Y")


def latest(fields: Fields, context: Context) -> Draft | None:
    """The latest quarter: the one told last, else the last that is over."""
    del fields
    here = context.now(Grain.QUARTER)
    told = context.last(Grain.QUARTER)
    if here is not None and (told is None or told >= here):
        told = here.shift(-1)
    return maybe(told, Grain.QUARTER, confidence=GUESSED)


def offset(fields: Fields, context: Context) -> Draft | None:
    """Two years ago, three weeks later, a year earlier, the day before, ten days from now."""
    code = lexicon().units[fields["unit"]]
    count = 1 if fields["count"] == "the" else numerals.cardinal(fields["count"])
    way = fields["way"]
    if count is None:
        return None
    relative, back = way in TOLD_WAYS, way in BACK_WAYS
    if count == 0:
        return _open_offset(fields, context, back) if relative else reference("PAST_REF" if back else "FUTURE_REF")
    if code.startswith("T"):
        return Draft(TimexType.DURATION, duration_value(code, count, bool(fields["half"])), fields.mod())
    if relative and count == 1 and code == "Y" and way == "earlier":
        return year_before(context)
    if count == 1 and code == "Y" and way == "ago" and context.last(Grain.QUARTER):
        return year_before(context)
    grain, size = AGO[code]
    base = context.now(grain)
    told = context.counted_from(fields.span, *[fine for fine in FINE if grain.holds(fine)]) if relative else None
    if told is not None:
        base = told.widen(grain)
    if fields["near"] and base:
        base = base.shift(lexicon().near[fields["near"]])
    steps = round((count + (0.5 if fields["half"] else 0)) * size)
    found = base.shift(-steps if back else steps) if base else None
    if relative and found and told is None and (not back or context.contradicts(fields.span, found)):
        return unknown(UNKNOWN[grain], fields.mod())
    draft = maybe(found, grain, fields.mod())
    return replace(draft, period=None) if relative and back else draft


def _open_offset(fields: Fields, context: Context, back: bool) -> Draft:
    """A few days later, some weeks earlier: some day after or before the one told last."""
    grain, _ = AGO.get(lexicon().units[fields["unit"]], (Grain.DAY, 1))
    draft = reference("PAST_REF" if back else "FUTURE_REF")
    told = context.counted_from(fields.span, *[fine for fine in FINE if grain.holds(fine)])
    if told is None or not told.valid:
        return draft
    return replace(draft, edtf=f"../{told.shift(-1).last}" if back else f"{told.shift(1).first}/..")


def long_ago(fields: Fields, context: Context) -> Draft | None:
    """Years ago, a long time ago."""
    del fields, context
    return Draft(TimexType.DATE, "PAST_REF")


MAKERS = {"step": step, "told": told, "the_period": the_period, "comparable": comparable, "year_to": year_to,
          "latest": latest, "new_year": new_year, "offset": offset, "long_ago": long_ago}
