"""Dates and deadlines as notes say them: "in 1992", "by December 2013", "at the X Forum"."""

from __future__ import annotations

import re

from accords.core.commitment import Deadline
from accords.core.timex import Edtf, Precision
from accords.core.vocabulary import DeadlineRelation

_ARTICLE = re.compile(r"(?i)(?:the|a|an|its|their|his|her|our|this|that|next|every)\b")
SPANS = {Precision.INTERVAL, Precision.OPEN, Precision.SET}


def when(value: Edtf) -> str:
    """A date with its preposition.

    >>> when(Edtf("1992")), when(Edtf("2013-05-05")), when(Edtf("../2014-10-10"))
    ('in 1992', 'on 5 May 2013', 'by 10 October 2014')
    """
    words = value.words()
    if value.precision is Precision.DAY and not value.approximate:
        return f"on {words}"
    if value.precision is Precision.INTERVAL:
        return f"from {words}"
    return words if words.startswith(("by ", "from ")) else f"in {words}"


def due(deadline: Deadline) -> str:
    """A deadline with its relation; empty where nothing is said.

    >>> due(Deadline(Edtf("2013-09/2013-12"), DeadlineRelation.BY))
    'by December 2013'
    >>> due(Deadline(None, DeadlineRelation.AT_EVENT, "X Forum"))
    'at the X Forum'
    """
    if deadline.date is not None and deadline.relation is DeadlineRelation.BY:
        return f"by {last(deadline.date).words()}".replace("by by ", "by ")
    if deadline.date is not None:
        return when(deadline.date)
    if deadline.event:
        return f"at {occasion(deadline.event)}"
    return ""


def last(value: Edtf) -> Edtf:
    """The end of an interval; any other date as it is."""
    end = value.text.rpartition("/")[2]
    return Edtf(end) if value.precision in SPANS and "/" in value.text and end not in {"", ".."} else value


def occasion(event: str) -> str:
    """An occasion with its article."""
    return event if _ARTICLE.match(event) else f"the {event}"


def days(count: int) -> str:
    """A number of days.

    >>> days(1), days(12)
    ('1 day', '12 days')
    """
    return f"{count} day" if abs(count) == 1 else f"{count} days"
