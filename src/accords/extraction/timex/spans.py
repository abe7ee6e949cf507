"""Durations and sets: two years, the past three months, within 18 months, every two years, annually."""

from __future__ import annotations

import re
from datetime import date, timedelta

from accords.core.timex import TimexType
from accords.extraction.timex import numerals
from accords.extraction.timex.context import Context
from accords.extraction.timex.dates import month_number
from accords.extraction.timex.draft import GUESSED, Draft, Fields
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import add_months

MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
DAYS = {"D": 1.0, "W": 7.0, "F": 14.0, "WE": 2.0, "TH": 1 / 24, "TM": 0.0, "TS": 0.0}
# A duration in a unit that has none of its own letter in ISO 8601 is written in one that has.
AFTER_EVENT = re.compile(r"\s+(?:of|after|from|following|since|upon)\b")  # "within two months of the vote"
NAME = re.compile(r"[^\S\n][A-Z][a-z]")
PLAIN = {"F": ("W", 2), "E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3), "WE": ("D", 2)}


def duration_value(code: str, count: float | None, half: bool = False) -> str:
    """The ISO 8601 duration; X where the count is open.

    >>> duration_value("Y", 2.5), duration_value("TH", 1), duration_value("W", None)
    ('P2Y6M', 'PT1H', 'PXW')
    """
    prefix = "PT" if code.startswith("T") else "P"
    letter = code.removeprefix("T")
    if not count:
        return f"{prefix}X{letter if letter not in ('F', 'WE') else 'W'}"
    total = count + (0.5 if half else 0)
    if letter in PLAIN and (letter != "E" or total != 1):
        letter, factor = PLAIN[letter]
        total *= factor
    whole, rest = int(total), total - int(total)
    smaller = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("TH", 24)}.get(code)
    if rest and code in ("Y", "TH", "TM") and smaller:
        head = f"{whole}{letter}" if whole else ""
        return f"{prefix}{head}{round(rest * smaller[1])}{smaller[0]}"
    return f"{prefix}{whole if not rest else round(total, 3)}{letter}"


def reach(start: date, code: str, count: float) -> date | None:
    """The day that lies so many units after (before, if negative) another."""
    try:
        if code in MONTHS:
            return add_months(start, round(count * MONTHS[code]))
        return start + timedelta(days=round(count * DAYS[code]))
    except (OverflowError, ValueError):
        return None


def span(fields: Fields, context: Context) -> Draft | None:
    """A counted duration, with the days it covers where it reaches back or ahead from publication."""
    code = lexicon().units[fields["unit"]]
    words = fields["count"] or "one"
    count = numerals.cardinal(words)
    if count is None or count > 99_999 or (code == "TS" and words in ("a", "the", "one")):
        return None
    pointer = fields["pointer"]
    if code == "Q" and (words in ("a", "one", "three") and not pointer):
        return None  # fractions: a quarter, three-quarters
    if words in ("a", "an") and pointer and pointer != "the first":
        return None
    if words.isdecimal() and len(words) == 4 and 1900 <= int(words) < 2100:
        return None
    high = numerals.cardinal(fields["high"]) if fields["high"] else None
    value = duration_value(code, count, bool(fields["half"]))
    mod = fields.mod() or ("APPROX" if fields["more"] else None)
    edtf = _covered(fields, context, code, high or count)
    return Draft(TimexType.DURATION, value, mod, edtf, True)


def _covered(fields: Fields, context: Context, code: str, count: float) -> str | None:
    pointer, published = fields["pointer"], context.published
    if pointer == "the first" and fields["year"] and code in MONTHS and count * MONTHS[code] <= 12:
        first = date(int(fields["year"]), 1, 1)
        end = reach(first, code, count)
        return f"{first.isoformat()}/{(end - timedelta(days=1)).isoformat()}" if end else None
    if not pointer and AFTER_EVENT.match(context.text, fields.span.end):
        return None
    way = lexicon().reaches.get(pointer or context.preposition(fields.span.start), 0)
    if pointer == "" and way < 0:
        way = 0
    other = reach(published, code, way * count) if published and way and count else None
    context.leans = True
    if published is None or other is None:
        return None
    first, last = sorted((published, other))
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else None


def vague_span(fields: Fields, context: Context) -> Draft | None:
    """Recent weeks, the coming months, for years."""
    del context
    code = lexicon().units[fields["unit"]]
    return Draft(TimexType.DURATION, duration_value(code, None), confidence=GUESSED)


def every(fields: Fields, context: Context) -> Draft | None:
    """Every two years, each month, twice a week, 400 barrels a day."""
    if fields["rate"] and not _is_rate(fields, context):
        return None
    code = lexicon().units[fields["unit"] or fields["rate"]]
    words = fields["count"]
    if words in ("other", "second"):
        count: float | None = 2
    elif words == "third":
        count = 3
    else:
        count = numerals.cardinal(words) if words else 1
    if count is None:
        return None
    value = "P1Q" if code == "Q" and count == 1 else duration_value(code, count or None)
    return Draft(TimexType.SET, value)


def _is_rate(fields: Fields, context: Context) -> bool:
    """Whether a number with its noun stands before "a day": "$5 a day", "two million barrels a day"."""
    words = context.text[max(0, fields.span.start - 48) : fields.span.start].split()[-4:]
    return any(any(char.isdigit() for char in word) for word in words) or bool(
        {"times", "once", "twice", "million", "billion", "cents", "percent"} & set(words))


def every_month(fields: Fields, context: Context) -> Draft | None:
    """Every July."""
    del context
    return Draft(TimexType.SET, f"XXXX-{month_number(fields['month']):02d}")


def every_season(fields: Fields, context: Context) -> Draft | None:
    """Every summer."""
    del context
    return Draft(TimexType.SET, f"XXXX-{lexicon().seasons[fields['season']]}")


def adverb(fields: Fields, context: Context) -> Draft | None:
    """Daily, annually; but not "quarterly dividend", which says what kind, nor "the daily Courier", a paper's name."""
    word, wordlike = fields["adverb"], lexicon().wordlike
    if word in wordlike["kinds"] and context.noun_follows(fields.span):
        return None
    if word in wordlike["papers"] and NAME.match(context.text, fields.span.end):
        return None
    return Draft(TimexType.SET, lexicon().adverbs[fields["adverb"]])


def reference(fields: Fields, context: Context) -> Draft | None:
    """Now, recently, the future."""
    del context
    return Draft(TimexType.DATE, lexicon().references[fields["reference"]])


MAKERS = {"span": span, "vague_span": vague_span, "every": every, "every_month": every_month,
          "every_season": every_season, "adverb": adverb, "reference": reference}
