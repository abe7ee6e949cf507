"""Weekdays, near days and parts of the day."""

from __future__ import annotations

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.dates import likely_word, month_number, place, read_day, written_year
from accords.extraction.timex.draft import READ, Draft, Fields, dated, maybe, unknown
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import Grain, Period

NAMED_PARTS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00", "overnight": "NI"}


def part_code(words: str) -> str:
    """What follows T in a TIMEX3 value: "MO" for the morning, "12:00" for noon."""
    word = words.replace("-", " ").split()[-1].removesuffix("s") if words else ""
    return lexicon().parts.get(word, NAMED_PARTS.get(word, ""))


def timed(period: Period | None, code: str, mod: str | None = None) -> Draft:
    """A TIME on a day; without the day where it is not known."""
    if period is None or not period.valid:
        return Draft(TimexType.TIME, f"XXXX-XX-XXT{code}", mod, anchored=False)
    return Draft(TimexType.TIME, f"{period.value()}T{code}", mod, period.edtf(), True, period)


def weekday_number(words: str) -> int | None:
    """The weekday that a name, an abbreviation or a plural stands for, 1 for Monday."""
    word = words.rstrip(".")
    return lexicon().weekdays.get(word) or lexicon().weekdays.get(word.removesuffix("s"))


def find_weekday(number: int, fields: Fields, context: Context) -> Period | None:
    """The day a weekday means: with a pointer counted from publication, else nearest the way the verb points."""
    here = context.now(Grain.DAY)
    if here is None:
        return None
    same_week = Period.day(here.first).shift(number - here.first.isoweekday())
    if week := fields["week"]:
        return same_week.shift(7 * lexicon().pointers[week])
    pointer = fields["pointer"]
    if pointer in ("the previous", "the following", "the same", "that"):
        told = context.last(Grain.DAY) or here
        back = told.shift(-((told.first.isoweekday() - number) % 7))
        if pointer == "the previous":
            return back if back < told else back.shift(-7)
        return back.shift(7) if pointer == "the following" else back
    before = same_week if same_week <= here else same_week.shift(-7)
    after = same_week if same_week >= here else same_week.shift(7)
    step = lexicon().pointers.get(pointer, 0)
    if step < 0:
        return before if before < here else before.shift(-7)
    if step > 0:
        return after if after > here else after.shift(7)
    if context.story:
        return before
    way, plan = context.direction(fields.span)
    if pointer == "this":
        return after if way > 0 else before if way < 0 else same_week
    return after if way > 0 or (way == 0 and plan) else before


def weekday(fields: Fields, context: Context) -> Draft | None:
    """Friday, last Monday, Friday evening, Thursday of last week."""
    if likely_word(fields, context, "weekday"):
        return None
    number = weekday_number(fields["weekday"])
    if number is None:
        return None
    if context.preposition(fields.span.start) in ("a", "any"):
        return unknown(f"XXXX-WXX-{number}")
    period = find_weekday(number, fields, context)
    if fields["beside"] and period is not None:
        period = period.shift(-1 if fields["beside"] == "before" else 1)
    if code := part_code(fields["part"]):
        return timed(period, code)
    if period is None:
        return unknown("XXXX-XX-XX" if fields["beside"] else f"XXXX-WXX-{number}")
    return dated(period, fields.mod())


def weekday_set(fields: Fields, context: Context) -> Draft | None:
    """Mondays, every Friday, Tuesday nights."""
    del context
    number = weekday_number(fields["weekday"])
    if number is None:
        return None
    code = part_code(fields["part"])
    value = f"XXXX-WXX-{number}" + (f"T{code}" if code else "")
    return Draft(TimexType.SET, "P2W" if fields["other"] else value)


def nth_weekday(fields: Fields, context: Context) -> Draft | None:
    """The first Monday of May 2014, the last Friday of every month."""
    number = weekday_number(fields["weekday"])
    if fields["every"] or number is None:
        return Draft(TimexType.SET, "P1M") if number else None
    month = month_number(fields["month"]) or 0
    year = written_year(fields, context)
    period = Period.month(year, month) if year else place(fields, context, month, None)
    if period is None:
        return unknown(f"XXXX-{month:02d}-XX")
    if fields["rank"] == "last":
        last = Period.day(period.last)
        return dated(last.shift(-((last.first.isoweekday() - number) % 7)), explicit="year" in fields)
    first = Period.day(period.first)
    rank = numerals.ordinal(fields["rank"]) or 1
    found = first.shift((number - first.first.isoweekday()) % 7 + 7 * (rank - 1))
    return dated(found, explicit="year" in fields) if found <= Period.day(period.last) else unknown(f"{period.value()}-XX")


def near(fields: Fields, context: Context) -> Draft | None:
    """Today, yesterday evening, the day after tomorrow, tonight."""
    word = fields["near"]
    step = lexicon().near[word]
    if fields["twice"]:
        step *= 2
        if (fields["twice"] == "before") != (step < 0):
            return None
    here = context.now(Grain.DAY)
    period = here.shift(step) if here else None
    if code := part_code("night" if word == "tonight" else fields["part"]):
        return timed(period, code, fields.mod())
    return maybe(period, Grain.DAY, fields.mod())


def part_of_day(fields: Fields, context: Context) -> Draft | None:
    """This morning, last night, the next evening, overnight."""
    code = part_code(fields["part"])
    pointer = fields["pointer"]
    here = context.now(Grain.DAY)
    if pointer in ("that", "the next", "the following", "the same", "the previous"):
        here = context.last(Grain.DAY) or here
        step = lexicon().narrative.get(pointer, 0)
    else:
        step = -1 if pointer == "last" else 0
    return timed(here.shift(step) if here else None, code, fields.mod())


def part_of_date(fields: Fields, context: Context) -> Draft | None:
    """The night of 18 April 1775."""
    period = read_day(fields, context)
    if period is None:
        return None
    draft = timed(period, part_code(fields["part"]))
    return Draft(draft.type, draft.value, None, draft.edtf, True, period, "year" in fields, READ)


MAKERS = {"weekday": weekday, "weekday_set": weekday_set, "nth_weekday": nth_weekday, "near": near, "part_of_day": part_of_day,
          "part_of_date": part_of_date}
