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

from accords.core.reference import countries
from accords.core.reference.office_holders.spelling import folded

TABLES = (
    "europe", "northern_europe", "eastern_europe", "middle_east", "central_asia", "asia", "africa", "americas", "oceania",
    "organisations",
)  # fmt: skip
OPEN = 9999  # the `until` of an office whose end is not known to the table
NEWS_LAG = 1  # years by which a text may speak of an office before it begins or after it has ended
NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())

# Of two offices held at once the earlier one is named: a deputy prime minister who is foreign minister meets as the latter.
RANKS = (
    "head_of_state", "head_of_government", "organisation_head", "foreign_minister", "deputy_head_of_state",
    "deputy_head_of_government", "minister", "senior_official",
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
def office_holders() -> dict[OfficeHolder, tuple[str, ...]]:
    """Every row of the tables, in their order, with the spellings that it lists."""
    rows = {}
    for table in TABLES:
        text = resources.files(__name__).joinpath(f"{table}.toml").read_text(encoding="utf-8")
        for party, terms in tomllib.loads(text).items():
            for names, rank, since, *until in terms:
                spellings = tuple(names.split("|"))
                name = spellings[0].replace(",", "")
                rows[OfficeHolder(name, party, rank, since, until[0] if until else OPEN)] = spellings
    return rows


@lru_cache(maxsize=1)
def _index() -> _Index:
    """A spelling given in one row of a person serves all of them."""
    terms: dict[tuple[str, ...], list[OfficeHolder]] = defaultdict(list)
    spellings: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for holder, names in office_holders().items():
        terms[folded(holder.name)].append(holder)
        spellings[folded(holder.name)].update(dict.fromkeys(names))
    full: dict[str, dict[tuple[tuple[str, ...], OfficeHolder], None]] = defaultdict(dict)
    lone: dict[str, dict[OfficeHolder, None]] = defaultdict(dict)
    for person, names_of_person in spellings.items():
        for spelling in names_of_person:
            words = folded(spelling)
            for key in (words[0], words[-1], "".join(words)):
                full[key].update(((words, holder), None) for holder in terms[person])
            for surname in _surnames(spelling, words):
                lone[surname].update(dict.fromkeys(terms[person]))
    return _Index({k: tuple(v) for k, v in full.items()}, {k: tuple(v) for k, v in lone.items()})


def _initial_or_same(said: str, known: str) -> bool:
    return said == known or (len(said) == 1 and known.startswith(said))


def _closeness(said: tuple[str, ...], known: tuple[str, ...]) -> int:
    """How surely two names of two words or more are one: 3 as written, 2 in another order, 1 by first and last, 0 not.

    By first and last word the first may be an initial, and what stands between must not contradict.

    >>> [_closeness(said, ("barak", "husein", "obama")) for said in (("b", "obama"), ("barak", "h", "obama"), ("maria", "obama"))]
    [1, 1, 0]
    >>> _closeness(("jinping", "xi"), ("xi", "jinping"))
    2
    """
    if len(said) < 2 or len(known) < 2:
        return 0
    if "".join(said) == "".join(known):
        return 3
    if sorted(said) == sorted(known):
        return 2
    if said[-1] != known[-1] or known[-1] in NUMERALS or not _initial_or_same(said[0], known[0]):
        return 0
    fewer, more = sorted((said[1:-1], known[1:-1]), key=len)
    return int(all(any(_initial_or_same(a, b) or _initial_or_same(b, a) for b in more) for a in fewer))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names of states and capitals: alone they name the place, not the person of that surname (Montenegro, Muscat)."""
    return frozenset(word for c in countries().values() for word in (c.name, *c.capitals, *c.also))


@lru_cache(maxsize=8192)
def _terms(name: str) -> tuple[OfficeHolder, ...]:
    """The terms of everybody whom `name` may mean: by the closest full names, or else by the lone surname."""
    words = folded(name)
    if not words:
        return ()
    index = _index()
    found: dict[int, dict[OfficeHolder, None]] = defaultdict(dict)
    for key in (words[0], words[-1], "".join(words)):
        for known, holder in index.full.get(key, ()):
            found[_closeness(words, known)][holder] = None
    closest = max(found, default=0)
    if closest:
        return tuple(found[closest])
    return () if name in _places() else index.lone.get(" ".join(words), ())


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
