"""Reference tables: states, their names, demonyms and capitals, and international organisations.

Every table names its source and licence in its first lines.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory by its ISO 3166-1 codes and the words that texts use for it."""

    alpha2: str
    alpha3: str
    name: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation or informal group: short name, further names, PLOVER code, members if few."""

    name: str
    also: tuple[str, ...]
    code: str
    members: tuple[str, ...]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _table(name: str) -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code.

    >>> countries()["KZ"].demonyms
    ('Kazakh', 'Kazakhstani', 'Kazakstani')
    """
    return {
        code: Country(code, alpha3, name, _parts(capitals), _parts(demonyms), _parts(also))
        for code, (alpha3, name, capitals, demonyms, also) in _table("countries.toml").items()
    }


@lru_cache(maxsize=1)
def organisations() -> dict[str, Organisation]:
    """Every listed organisation by its short name."""
    return {
        name: Organisation(name, _parts(also), code, _parts(members))
        for name, (also, code, members) in _table("organisations.toml").items()
    }


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """The state of every listed province, federal state or autonomous region.

    >>> regions()["Ontario"]
    'CA'
    """
    text = resources.files(__name__).joinpath("regions.toml").read_text(encoding="utf-8")
    return {name: code for code, names in tomllib.loads(text).items() for name in names}


def country_name(code: str) -> str:
    """The English name of an alpha-2 code; the code itself (or an organisation's name) where it is none."""
    found = countries().get(code)
    return found.name if found else code
