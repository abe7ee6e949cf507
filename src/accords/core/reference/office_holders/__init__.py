"""Who held which office when: heads of state and government, foreign ministers and others in diplomatic news.

The tables beside this file are read when the first name is looked up. They are compiled by us from public facts, with
years only, for offices held at any time since 2008; every table says in its first lines how to correct it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from accords.core.reference.office_holders.spelling import folded

TABLES = ("europe", "asia", "middle_east", "africa", "americas", "oceania", "organisations")
OPEN = 9999  # the `until` of an office whose end is not known to the table
NEWS_LAG = 1  # years by which a text may speak of an office before it begins or after it has ended
NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())

# Ranks, the highest first: of two offices held at once the higher one is named.
RANKS = (
    "head_of_state", "head_of_government", "deputy_head_of_state", "deputy_head_of_government", "organisation_head",
    "foreign_minister", "minister", "senior_official",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One term of one person: the state (ISO 3166-1 alpha-2) or organisation served, the rank, first and last year.

    `rank` is a key of `[titles]` in the offices lexicon; `until` is `OPEN` where the term has not ended.
    """

    name: str
    party: str
    rank: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class _Index:
    """Spellings by each word they begin or end with, and by the surname that may stand alone."""

    full: dict[str, tuple[tuple[tuple[str, ...], OfficeHolder], ...]]
    lone: dict[str, tuple[OfficeHolder, ...]]


def _surnames(spelling: str, words: tuple[str, ...]) -> set[str]:
    """The forms in which a name may stand alone: `Xi, Jinping` by what is before the comma, others by their last words.

    >>> sorted(_surnames("Enrique Peña Nieto", ("enrique", "pena", "nieto")))
    ['nieto', 'pena nieto']
    """
    if "," in spelling:
        return {" ".join(folded(spelling.partition(",")[0]))}
    if len(words) == 1:
        return {words[0]}
    return {" ".join(words[i:]) for i in range(1, len(words)) if words[-1] not in NUMERALS}


@lru_cache(maxsize=1)
def office_holders() -> tuple[tuple[tuple[str, ...], OfficeHolder], ...]:
    """Every row of the tables with the spellings it lists, in the order of the tables."""
    rows = []
    for table in TABLES:
        text = resources.files(__name__).joinpath(f"{table}.toml").read_text(encoding="utf-8")
        for party, terms in tomllib.loads(text).items():
            for names, rank, since, *until in terms:
                spellings = tuple(names.split("|"))
                name = spellings[0].replace(",", "")
                rows.append((spellings, OfficeHolder(name, party, rank, since, until[0] if until else OPEN)))
    return tuple(rows)


@lru_cache(maxsize=1)
def _index() -> _Index:
    full: dict[str, dict[tuple[tuple[str, ...], OfficeHolder], None]] = defaultdict(dict)
    lone: dict[str, dict[OfficeHolder, None]] = defaultdict(dict)
    for spellings, holder in office_holders():
        for spelling in spellings:
            words = folded(spelling)
            for key in {words[0], words[-1], "".join(words)}:
                full[key][words, holder] = None
            for surname in _surnames(spelling, words):
                lone[surname][holder] = None
    return _Index({k: tuple(v) for k, v in full.items()}, {k: tuple(v) for k, v in lone.items()})


def _same(said: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two names of two words or more may be one: same words in any order, or the first (its initial) and last.

    >>> _same(("v", "putin"), ("vladimir", "putin")), _same(("jinping", "xi"), ("xi", "jinping"))
    (True, True)
    >>> _same(("maria", "putin"), ("vladimir", "putin"))
    False
    """
    if len(said) < 2 or len(known) < 2:
        return False
    if sorted(said) == sorted(known) or "".join(said) == "".join(known):
        return True
    given = said[0] == known[0] or (len(said[0]) == 1 and known[0].startswith(said[0]))
    return given and said[-1] == known[-1] and known[-1] not in NUMERALS


@lru_cache(maxsize=8192)
def _terms(name: str) -> tuple[OfficeHolder, ...]:
    """The terms of everybody whom `name` may mean: by the full name, or else by the lone surname."""
    words = folded(name)
    if not words:
        return ()
    index = _index()
    keys = dict.fromkeys((words[0], words[-1], "".join(words)))
    full = dict.fromkeys(holder for key in keys for known, holder in index.full.get(key, ()) if _same(words, known))
    return tuple(full) or index.lone.get(" ".join(words), ())


def _years_off(holder: OfficeHolder, on: date) -> float:
    """Years between a date and a term, which is taken to begin and end in the middle of its first and last year.

    A term within one year is taken to fill it.
    """
    moment = on.year + (on.timetuple().tm_yday - 1) / 366
    first, last = holder.since + 0.5, holder.until + 0.5
    if holder.since == holder.until:
        first, last = first - 0.5, last + 0.5
    return max(first - moment, moment - last, 0.0)


def _of_one_person(terms: Iterable[OfficeHolder]) -> bool:
    return len({" ".join(folded(term.name)) for term in terms}) == 1


def holder_of(name: str, on: date | None = None) -> OfficeHolder | None:
    """The office that a person of this name held on a date, give or take a year; without a date, the latest held.

    `name` is a full name (the given name may be an initial, the surname may come first) or a lone surname. None where
    nobody of that name held an office then, and where it could mean two persons.

    >>> holder_of("Vladimir Putin", date(2010, 5, 1))
    OfficeHolder(name='Vladimir Putin', party='RU', rank='head_of_government', since=2008, until=2012)
    >>> holder_of("Nazarbaev", date(2010, 5, 1)).party
    'KZ'
    """
    terms = _terms(name)
    if on is None:
        if not _of_one_person(terms):
            return None
        return max(terms, key=lambda term: (term.until, term.since, -RANKS.index(term.rank)))
    year = on.year
    current = [term for term in terms if term.since - NEWS_LAG <= year <= term.until + NEWS_LAG]
    if not _of_one_person(current):
        return None
    return min(current, key=lambda term: (_years_off(term, on), RANKS.index(term.rank), -term.since))
