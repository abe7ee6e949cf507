"""The words of one language's time expressions, read from its timex.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables and rules of timex.toml; keys are lower case, one space between words."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, str]
    parts: Mapping[str, str]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    vague: Mapping[str, float]
    ordinals: Mapping[str, int]
    edges: Mapping[str, str]
    approximate: Mapping[str, str]
    pointers: Mapping[str, int]
    narrative: Mapping[str, int]
    suffixes: Mapping[str, int]
    told_suffixes: Mapping[str, int]
    tens: Mapping[str, int]
    prepositions: Mapping[str, int]
    reaches: Mapping[str, int]
    near: Mapping[str, int]
    references: Mapping[str, str]
    adverbs: Mapping[str, str]
    holidays: Mapping[str, str]
    wordlike: Mapping[str, tuple[str, ...]]
    tense: Mapping[str, tuple[str, ...]]
    years: Mapping[str, tuple[str, ...]]
    not_years: Mapping[str, tuple[str, ...]]
    new_year: Mapping[str, tuple[str, ...]]
    rules: tuple[Mapping[str, str], ...]


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """Read the lexicon of a language."""
    source = resources.files("accords.extraction.languages").joinpath(language, "timex.toml")
    tables: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    for name in ("wordlike", "tense", "years", "not_years", "new_year"):
        tables[name] = {key: tuple(words) for key, words in tables[name].items()}
    tables["rules"] = tuple(tables.pop("rule"))
    return Lexicon(**tables)
