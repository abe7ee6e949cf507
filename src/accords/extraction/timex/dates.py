"""Days and months of the calendar, with or without a year."""

from __future__ import annotations

from datetime import date as calendar_date

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.draft import EXACT, GUESSED, Draft, Fields, dated, unknown
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import Grain, Period, make_day

# How many characters back a month is still the one that "the 23rd" belongs to.
REMEMBERED = 600
# A story that has come within so many years of publication may well end in its news.
LONG_PAST = 3
# A story goes on: a month this much earlier in the year than the one it has come to is the next year's.
YEAR_ON = 9


def month_number(words: str) -> int | None:
    """The month that a name or an abbreviation stands for."""
    return lexicon().months.get(words.rstrip(".")) if words else None


def suffix_year(suffix: str, context: Context) -> int | None:
    """The year meant by "this year", "last year", "that year" and the like after a date."""
    words = lexicon()
    if suffix in words.told_suffixes:
        told = context.last(Grain.YEAR, Grain.DAY, Grain.MONTH)
        return told.known_year + words.told_suffixes[suffix] if told else None
    here = context.now(Grain.YEAR) if suffix in words.suffixes else None
    return here.known_year + words.suffixes[suffix] if here else None


def written_year(fields: Fields, context: Context, *names: str) -> int | None:
    """The year written in the expression or named by its suffix."""
    pivot = (context.published.year if context.published else 2025) + 15
    for name in names or ("year", "year2"):
        if fields[name]:
            return numerals.year(fields[name], pivot)
    return suffix_year(fields["suffix"], context)


def likely_word(fields: Fields, context: Context, name: str) -> bool:
    """Whether a bare month or weekday is more likely another word: "may", "March", "Sun"."""
    raw = fields.raw.get(name, "").rstrip(".")
    lower, words = raw.lower(), lexicon().wordlike
    if raw.islower() and lower in words["lower"]:
        return True
    if raw.isupper() and lower in words["lower"]:
        return True
    if lower in words["abbreviated"] and not fields.raw[name].endswith("."):
        return context.preposition(fields.span.start) not in ("on", "until", "till", "from")
    if lower not in words["bare"] or any(field in fields for field in ("edge", "pointer", "suffix", "part")):
        return False
    return context.preposition(fields.span.start) not in words["named" if context.name_follows(fields.span) else "before"]


def date(fields: Fields, context: Context) -> Draft | None:
    """A month, with day, weekday, year, edge or pointer."""
    month = month_number(fields["month"])
    raw = fields.raw["month"].rstrip(".")
    if month is None or (raw.islower() and raw in lexicon().wordlike["lower"] and "year" not in fields):
        return None
    day = numerals.day_of_month(fields["day"]) or None
    year = written_year(fields, context)
    if day is None and year is None and likely_word(fields, context, "month"):
        return None
    if raw.isupper() and len(raw) == 3 and raw.lower() in lexicon().wordlike["lower"] and day is None and year is None:
        return None
    if day is not None:
        return _day(fields, context, year, month, day)
    if year is not None:
        return dated(Period.month(year, month), fields.mod(), explicit="year" in fields, confidence=EXACT)
    return _bare_month(fields, context, month)


def _day(fields: Fields, context: Context, year: int | None, month: int, day: int) -> Draft | None:
    if year is None:
        found = _pointed_day(fields, context, month, day) if fields["pointer"] else place(fields, context, month, day)
        if found is None and make_day(2000, month, day):
            return unknown(f"XXXX-{month:02d}-{day:02d}")
        return dated(found, explicit=False) if found else _no_such_day(fields, context, month)
    period = make_day(year, month, day)
    return dated(period, explicit=True, confidence=EXACT) if period else unknown(f"{year:04d}-{month:02d}-XX")


def _no_such_day(fields: Fields, context: Context, month: int) -> Draft | None:
    """31 February: some day nobody knows, and not the month; but "in February 30 envoys" counts envoys."""
    counts = fields.raw["month"][0] == context.text[fields.span.start] and context.noun_follows(fields.span)
    return None if counts else unknown(f"XXXX-{month:02d}-XX")


def _pointed_day(fields: Fields, context: Context, month: int, day: int) -> Period | None:
    """The day that "last 3 October" picks."""
    here = context.now(Grain.DAY)
    if here is None:
        return None
    step = lexicon().pointers[fields["pointer"]]
    same = make_day(here.known_year, month, day)
    other_side = same is None or (step < 0 and same >= here) or (step > 0 and same <= here)
    return make_day(here.known_year + step, month, day) if other_side else same


def place(fields: Fields, context: Context, month: int, day: int | None) -> Period | None:
    """The day or month meant by one without a year."""

    def at(year: int) -> Period | None:
        return make_day(year, month, day) if day else Period.month(year, month)

    def nearest(start: calendar_date) -> Period | None:
        here = Period.of(start, Grain.DAY if day else Grain.MONTH)
        spread = (-4, -3, -2, -1, 0, 1, 2, 3, 4) if (month, day) == (2, 29) else (-1, 0, 1)
        candidates = [period for step in spread if (period := at(start.year + step)) is not None and period.valid]
        return context.choose(candidates, here, fields.span) if candidates else None

    if (first := context.range_start(fields.span.start)) is not None:
        years = (at(first.known_year), at(first.known_year + 1))
        return next((last for last in years if last is not None and last.first >= first.first), None)
    if (entry := context.entry_year(fields.span.start)) is not None:
        year, opening = entry
        return at(year + (opening - month >= YEAR_ON))
    if (base := context.planned_from(fields.span)) is not None:
        years = (at(base.known_year), at(base.known_year + 1))
        return next((ahead for ahead in years if ahead is not None and ahead.last >= base.first), None)
    anchor, published = context.story_anchor(fields.span.start), context.published
    if anchor is None:
        return nearest(published) if published is not None else None
    if published is None:
        return at(anchor.known_year) if anchor.grain is Grain.YEAR else nearest(anchor.first)
    news = nearest(published) if not context.story or published.year - anchor.known_year < LONG_PAST else None
    if news is not None and context.is_news(news, fields.span):
        return news
    if context.story:
        return at(anchor.known_year + _goes_on(anchor, month))
    same = at(anchor.known_year)
    passed = anchor.grain is not Grain.YEAR and same is not None and same.last < anchor.first
    ahead = passed and context.direction(fields.span)[0] > 0  # "in December 2018 they agreed to meet in February"
    return at(anchor.known_year + 1) if ahead else same


def _goes_on(anchor: Period, month: int) -> bool:
    """Whether a story that has come to a day or month means the next year's month."""
    return anchor.grain in (Grain.DAY, Grain.MONTH) and anchor.first.month - month >= YEAR_ON


def _bare_month(fields: Fields, context: Context, month: int) -> Draft | None:
    pointer = fields["pointer"]
    mod = fields.mod()
    if not pointer:
        found = place(fields, context, month, None)
        return dated(found, mod) if found else unknown(f"XXXX-{month:02d}", mod)
    if pointer in lexicon().narrative:  # "that August", "the following June": counted from what was told last
        told = context.last(Grain.DAY, Grain.MONTH, Grain.YEAR)
        if told is None:
            return unknown(f"XXXX-{month:02d}", mod)
        same_year = Period.month(told.known_year, month)
        behind = lexicon().narrative[pointer] > 0 and (told.grain is Grain.YEAR or not same_year > told.widen(Grain.MONTH))
        return dated(same_year.shift(12) if behind else same_year, mod)
    here = context.now(Grain.MONTH)
    if here is None:
        return unknown(f"XXXX-{month:02d}", mod)
    return dated(pointed(here, Period.month(here.known_year, month), 12, pointer), mod)


def pointed(here: Period, same_year: Period, cycle: int, pointer: str) -> Period:
    """The recurring period that "last", "this" or "next" picks; it recurs every `cycle` steps."""
    step = lexicon().pointers.get(pointer, 0)
    if step < 0:
        return same_year if same_year < here else same_year.shift(-cycle)
    if step > 0:
        return same_year if same_year > here else same_year.shift(cycle)
    return same_year


def numeric(fields: Fields, context: Context) -> Draft | None:
    """2013-02-08, 08.02.2013, 2/8/13 or 08-Feb-2013."""
    pivot = (context.published.year if context.published else 2025) + 15
    digits = fields["year"]
    year = int(digits) if len(digits) == 4 else numerals.short_year(int(digits), pivot)
    if month := month_number(fields["month"]):
        period = make_day(year, month, int(fields["b"]))
        return dated(period, explicit=True, confidence=EXACT) if period else None
    b, c, sep = int(fields["b"]), int(fields["c"]), fields["sep"]
    if fields.raw["year"] and fields["year"] and context.text[fields.span.start : fields.span.start + 4] == digits:
        period = make_day(year, b, c)
        if period is None and 1 <= b <= 12 and 1 <= c <= 31:
            return unknown(f"{year:04d}-{b:02d}-XX")
    else:
        if len(digits) == 2 and sep != "/":
            return None  # version numbers and clock times look alike
        month_first = (context.american and sep != ".") if max(b, c) <= 12 else c > 12
        period = make_day(year, b, c) if month_first else make_day(year, c, b)
    if period is None:
        return None
    if fields["time"]:
        value = f"{period.value()}T{fields['time']}"
        return Draft(TimexType.TIME, value, None, period.edtf(), True, period, True, EXACT)
    return dated(period, explicit=True, confidence=EXACT)


def _joined(first: Period, last: Period, joiner: str, *, explicit: bool, between: bool) -> Draft | None:
    """The interval or set of two periods."""
    if not (first.valid and last.valid) or last <= first:
        return None
    ends = (first.edtf() or "", last.edtf() or "")
    word = joiner.strip()
    if word == "or":
        edtf = f"[{ends[0]},{ends[1]}]"
    elif word == "and" and not between:
        edtf = f"{{{ends[0]},{ends[1]}}}"
    elif "/" in ends[0] or "/" in ends[1] or first.grain not in (Grain.DAY, Grain.MONTH, Grain.YEAR):
        edtf = f"{first.first.isoformat()}/{last.last.isoformat()}"
    else:
        edtf = f"{ends[0]}/{ends[1]}"
    confidence = EXACT if explicit else GUESSED
    return Draft(TimexType.DATE, f"{first.value()}/{last.value()}", None, edtf, True, first, explicit, confidence)


def day_range(fields: Fields, context: Context) -> Draft | None:
    """5-8 June 2013, June 5 and 6, 28 May to 3 June 2013."""
    month = month_number(fields["month"])
    second = month_number(fields["month2"]) or month
    day, last = (numerals.day_of_month(fields[name]) for name in ("day", "last"))
    if month is None or second is None or fields.raw["month"] in lexicon().wordlike["lower"]:
        return None
    year = written_year(fields, context, "year")
    if year is None:
        end = place(fields, context, second, last)
        if end is None:
            valid = make_day(2000, month, day) and make_day(2000, second, last)
            return unknown(f"XXXX-{month:02d}-{day:02d}/XXXX-{second:02d}-{last:02d}") if valid else None
        year = end.known_year
    before = written_year(fields, context, "firstyear") if fields["firstyear"] else year - (month > second)
    first, final = make_day(before or year, month, day), make_day(year, second, last)
    if first is None or final is None:
        return None
    return _joined(first, final, fields["join"], explicit="year" in fields, between="between" in fields)


def month_range(fields: Fields, context: Context) -> Draft | None:
    """May to July 2014."""
    month, second = month_number(fields["month"]), month_number(fields["month2"])
    year = written_year(fields, context, "year")
    if month is None or second is None or any(fields.raw[name].islower() for name in ("month", "month2")):
        return None
    if year is None and fields["join"] not in "-–—‒":
        return None  # two expressions
    if year is None:
        end = place(fields, context, second, None)
        if end is None:
            return unknown(f"XXXX-{month:02d}/XXXX-{second:02d}")
        year = end.known_year
    first = Period.month(year - (month > second), month)
    return _joined(first, Period.month(year, second), fields["join"], explicit="year" in fields,
                   between="between" in fields)


def _month_told(context: Context, start: int) -> Period | None:
    """The month of a day or month told shortly before, else that of publication."""
    told = context.told[-1] if context.told else None
    if told is not None and told.period.grain in (Grain.DAY, Grain.MONTH) and start - told.end < REMEMBERED:
        return told.period.widen(Grain.MONTH)
    return Period.of(context.published, Grain.MONTH) if context.published else None


def read_day(fields: Fields, context: Context) -> Period | None:
    """The day written as part of another expression, in the groups month and day or month2 and day2."""
    month = month_number(fields["month"] or fields["month2"] or fields["month3"])
    day = numerals.day_of_month(fields["day"] or fields["day2"] or fields["day3"])
    if month is None:
        return None
    year = written_year(fields, context)
    return make_day(year, month, day) if year else place(fields, context, month, day)


def week_of(fields: Fields, context: Context) -> Draft | None:
    """The week of 8 June."""
    found = read_day(fields, context)
    return dated(found.widen(Grain.WEEK), explicit="year" in fields) if found else None


def either_day(fields: Fields, context: Context) -> Draft | None:
    """The 23rd or the 24th, of the month told last."""
    month = _month_told(context, fields.span.start)
    if month is None:
        return None
    year, number = month.known_year, month.index + 1
    first = make_day(year, number, numerals.day_of_month(fields["day"]))
    last = make_day(year, number, numerals.day_of_month(fields["last"]))
    if first is None or last is None:
        return None
    return _joined(first, last, fields["join"], explicit=False, between=False)


def day_of_month(fields: Fields, context: Context) -> Draft | None:
    """The 23rd, of the month told last or of this one."""
    day = numerals.day_of_month(fields["day"])
    month = _month_told(context, fields.span.start)
    if fields["pointer"] and fields["pointer"] != "the" and context.published:
        month = Period.of(context.published, Grain.MONTH).shift(lexicon().pointers[fields["pointer"]])
    if month is None:
        return unknown(f"XXXX-XX-{day:02d}") if 1 <= day <= 31 else None
    period = make_day(month.known_year, month.index + 1, day)
    return dated(period, confidence=GUESSED) if period else None


MAKERS = {"date": date, "numeric": numeric, "day_range": day_range, "month_range": month_range,
          "week_of": week_of, "either_day": either_day, "day_of_month": day_of_month}
