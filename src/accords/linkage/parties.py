"""Parties of two findings held against each other, with room for one that a text leaves out or adds."""

from __future__ import annotations

import re
from functools import lru_cache

from accords.core.reference import Country, countries, organisations
from accords.linkage.wording import jaccard

Parties = frozenset[str]

ONE_MORE = 0.85
"""Likeness of parties of which one list leaves out or adds a single one; set by hand."""


@lru_cache(maxsize=65536)
def agreement(one: Parties, other: Parties) -> float | None:
    """Likeness of two lists of parties: 1 if equal, 0 if they exclude each other, None where one is not known.

    They exclude each other if they share none, or are two different pairs. A small body stands for its members.

    >>> agreement(frozenset({"KZ", "RU"}), frozenset({"KZ"})), agreement(frozenset({"KZ", "RU"}), frozenset({"CN", "RU"}))
    (0.85, 0.0)
    """
    if not one or not other:
        return None
    left, right = _members(one, other), _members(other, one)
    if left == right:
        return 1.0
    if not left & right or (len(left) == len(right) == 2):
        return 0.0
    nested = left <= right or right <= left
    return ONE_MORE if nested and len(left ^ right) == 1 else jaccard(left, right)


def _members(parties: Parties, other: Parties) -> Parties:
    """The parties, bodies that the other side does not name written out as their members."""
    found: set[str] = set()
    for party in parties:
        body = organisations().get(party) if party not in other else None
        found |= set(body.members) if body and body.members else {party}
    return frozenset(found)


@lru_cache(maxsize=1)
def _states() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {name: code for code, country in countries().items() for name in _names(country)}
    words = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:the )?({words})(?!\w)(?:['’]s?)?"), codes


def _names(country: Country) -> tuple[str, ...]:
    return (country.name, *country.demonyms, *country.also)


@lru_cache(maxsize=65536)
def states_in(text: str) -> tuple[Parties, str]:
    """The states that a text names, and the text without their names.

    >>> states_in("Norway's accession treaty")
    (frozenset({'NO'}), ' accession treaty')
    """
    pattern, codes = _states()
    return frozenset(codes[found[1]] for found in pattern.finditer(text)), pattern.sub("", text)


@lru_cache(maxsize=65536)
def without_bodies(text: str, parties: Parties) -> str:
    """A text without the names of organisations among the parties."""
    for party in sorted(parties):
        body = organisations().get(party)
        for name in sorted((body.name, *body.also), key=len, reverse=True) if body else ():
            text = re.sub(rf"(?<!\w)(?:the )?{re.escape(name)}(?!\w)", "", text, flags=re.IGNORECASE)
    return text
