"""Word lists of a language, read once from its folder of TOML files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of `languages/<language>/<name>.toml`."""
    path = resources.files("accords.extraction.languages").joinpath(language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def classes(name: str, table: str, language: str = "en") -> dict[str, str]:
    """The class of each word of a table that lists words by class; of several the first."""
    found: dict[str, str] = {}
    for label, entries in lexicon(name, language)[table].items():
        for word in entries:
            found.setdefault(word, label)
    return found


@cache
def words(name: str, table: str, key: str = "words", language: str = "en") -> frozenset[str]:
    """One list of words of a lexicon as a set."""
    return frozenset(lexicon(name, language)[table][key])
