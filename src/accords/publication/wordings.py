"""How facts are put into words. The words themselves are in `wordings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from accords.core.commitment import Deadline
from accords.core.document import Document
from accords.core.ids import distinct_stem
from accords.core.reference import country_name
from accords.core.timex import Edtf, Precision, day
from accords.core.vocabulary import DeadlineRelation

DETERMINERS = frozenset({"the", "a", "an", "their", "its", "our", "this", "that", "these", "those", "his", "her"})


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The tables of `wordings.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8"))


def word(table: str, key: str) -> str:
    """The word for a key of a table; the key in plain letters where the table has none."""
    return str(wordings()[table].get(key, key.replace("_", " ")))


def on(value: date) -> str:
    """A day as a reader writes it.

    >>> on(date(2013, 2, 8))
    '8 February 2013'
    """
    return day(value).words()


def when(value: Edtf) -> str:
    """A date after its preposition, no finer than it is known.

    >>> when(Edtf("2014-05")), when(Edtf("2013-01-21/2013-01-31")), when(Edtf("../2015"))
    ('in May 2014', 'between 21 January 2013 and 31 January 2013', 'by 2015')
    """
    if value.precision is Precision.OPEN or value.approximate:
        return value.words()
    if value.precision is Precision.INTERVAL:
        first, last = value.text.split("/")
        return f"between {Edtf(first).words()} and {Edtf(last).words()}"
    of_days = all(len(part) >= len("2013-02-08") for part in value.text.strip("[]{}").split(","))
    return f"{'on' if of_days else 'in'} {value.words()}"


def dated(value: Edtf | None) -> str:
    """A date at the head of a line, or that none is stated."""
    return value.words() if value else "no date stated"


def due(deadline: Deadline) -> str:
    """A deadline in words: "by 1 May 2015", "in May 2014", "at the forum in Omsk (11 November 2013)"; empty if there is none.

    >>> due(Deadline(Edtf("2015"), DeadlineRelation.BY)), due(Deadline(event="next summit"))
    ('in 2015 at the latest', 'at the next summit')
    """
    if deadline.event:
        first = deadline.event.split(" ")[0].lower()
        lead = "" if first in {"at", "on", "in", "during"} else "at " if first in DETERMINERS else "at the "
        return f"{lead}{deadline.event}" + (f" ({deadline.date.words()})" if deadline.date else "")
    if deadline.date is None:
        return ""
    plain = deadline.date.precision not in {Precision.OPEN, Precision.INTERVAL}
    if deadline.relation is not DeadlineRelation.BY or not plain:
        return when(deadline.date)
    day = deadline.date.precision is Precision.DAY
    return f"by {deadline.date.words()}" if day else f"{when(deadline.date)} at the latest"


def listed(names: Iterable[str]) -> str:
    """Names in a row.

    >>> listed(["Oslo", "Turku", "Riga"])
    'Oslo, Turku and Riga'
    """
    given = list(names)
    return " and ".join(part for part in (", ".join(given[:-1]), *given[-1:]) if part)


def party(code: str) -> str:
    """A state or organisation in running text.

    >>> party("KZ"), party("US")
    ('Kazakhstan', 'the United States')
    """
    name = country_name(code)
    return f"the {name}" if code in wordings()["article"]["names"].split() else name


def parties(codes: Sequence[str]) -> str:
    """States and organisations in a row."""
    return listed(party(code) for code in codes)


def sentence(text: str) -> str:
    """Words as a sentence: a capital first, a full stop last.

    >>> sentence("due in May 2014")
    'Due in May 2014.'
    """
    text = text.strip()
    return text and capital(text) + ("" if text[-1] in ".!?" else ".")


def capital(text: str) -> str:
    """Words with a capital first."""
    return text[:1].upper() + text[1:]


def days(count: int) -> str:
    """A number of days.

    >>> days(1), days(246)
    ('1 day', '246 days')
    """
    return f"{count} day{'' if count == 1 else 's'}"


def ordinal(number: int) -> str:
    """An edition's number.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22)]
    ['1st', '2nd', '3rd', '11th', '22nd']
    """
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def outlet(document: Document) -> str:
    """Who published a document, as far as it says: its publisher, the site or source it names, else its stem."""
    if document.publisher:
        return document.publisher
    if "://" in document.source:
        return document.source.split("/")[2].removeprefix("www.")
    file = document.stem.removesuffix(distinct_stem("", document.id))  # stems are told apart where texts share one
    if document.source and "/" not in document.source and not document.source.startswith(file):
        return document.source
    return document.stem
