"""What is said about a text beside it: front matter, page metadata, a sidecar file.

Later sources win, value by value: the file itself, then its sidecar, then what the caller says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accords.core.errors import UnreadableSource

SIDECAR_ENDING = ".meta.json"
ISO_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")  # year first is never read two ways
LANGUAGE_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")

# Keys in order of trust, as written by common static-site generators and press-office exports. Modification dates are
# not among them: a text is known from its first day.
KEYS: dict[str, tuple[str, ...]] = {
    "published": (
        "published",
        "published_time",
        "published_at",
        "publisheddate",
        "published_date",
        "publishdate",
        "publish_date",
        "publication_date",
        "pubdate",
        "datepublished",
        "date",
    ),
    "title": ("title", "headline"),
    "source": ("source_url", "source", "canonical_url", "canonical", "original_url", "link", "url"),
    "language": ("language", "lang", "locale"),
    "publisher": ("publisher", "site_name", "sitename", "outlet", "publication"),
    "author": ("author", "authors", "byline", "creator"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; empty or None where it does not."""

    published: date | None = None
    title: str = ""
    source: str = ""
    language: str = ""
    publisher: str = ""
    author: str = ""
    notes: tuple[str, ...] = ()

    def over(self, other: Metadata) -> Metadata:
        """These values where they are known, else those of `other`; the notes of both."""
        known = {f.name: value for f in fields(self) if f.name != "notes" and (value := getattr(self, f.name))}
        return replace(other, **known, notes=other.notes + self.notes)


def from_mapping(values: Mapping[str, Any]) -> Metadata:
    """Metadata from front matter or a sidecar, whose keys may be spelled in the usual ways.

    >>> found = from_mapping({"Date": "2013-02-11", "lang": "en-GB"})
    >>> found.published, found.language
    (datetime.date(2013, 2, 11), 'en')
    """
    lowered = {str(key).strip().casefold().replace("-", "_"): value for key, value in values.items()}
    found = {name: next((text for key in keys if (text := _text(lowered.get(key)))), "") for name, keys in KEYS.items()}
    written = [text for key in KEYS["published"] if (text := _text(lowered.get(key)))]
    published = next((day for text in written if (day := parse_date(text))), None)
    notes = (f"published: {written[0][:40]!r} is not a whole date",) if written and not published else ()
    found |= {"language": language_code(found["language"])}
    del found["published"]
    return Metadata(published=published, notes=notes, **found)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, Mapping):
        return _text(value.get("name"))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None or isinstance(value, bool) else encodable(str(value)).strip()


def encodable(text: str) -> str:
    r"""The text with lone surrogates written out: names of files that are no UTF-8, and broken JSON, have them.

    >>> encodable("talks\udcff")
    'talks\\udcff'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def language_code(text: str) -> str:
    """The ISO 639 code at the start of a language tag, empty if it is none.

    >>> language_code("en_US.UTF-8"), language_code("English!")
    ('en', '')
    """
    match = LANGUAGE_CODE.fullmatch(text.strip().casefold())
    return match[1] if match else ""


def parse_date(text: str) -> date | None:
    """The calendar day that a text says in full, on its own clock; None if it says none, or could be read two ways.

    >>> parse_date("2021-12-15 13:37:59-05:00"), parse_date("8 February 2013"), parse_date("02/03/2013")
    (datetime.date(2021, 12, 15), datetime.date(2013, 2, 8), None)
    """
    if match := ISO_DAY.match(text):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            return None
    if not any(character.isdigit() for character in text):
        return None
    from dateutil.parser import parse

    # What the text leaves open is filled from the default, and read by `dayfirst`: only a whole date stays the same.
    readings = set()
    for default, day_first in ((datetime(2001, 1, 1), False), (datetime(2002, 3, 4), True)):
        try:
            readings.add(parse(text, default=default, dayfirst=day_first, ignoretz=True).date())
        except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError):  # the parser's ways to say no
            return None
    return readings.pop() if len(readings) == 1 else None


def sidecar(path: Path) -> Metadata:
    """What `<stem>.meta.json` beside the file says, if there is one. Raises UnreadableSource if it is no JSON object."""
    beside = path.with_name(path.stem + SIDECAR_ENDING)
    try:
        values = json.loads(beside.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Metadata()
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableSource("the sidecar cannot be read as JSON", str(beside), "mend or remove it") from error
    if not isinstance(values, dict):
        raise UnreadableSource("the sidecar holds no JSON object", str(beside), 'write {"published": "2013-02-11"}')
    found = from_mapping(values)
    if found.notes:
        raise UnreadableSource(found.notes[0], str(beside), "write it as 2013-02-11")
    return found
