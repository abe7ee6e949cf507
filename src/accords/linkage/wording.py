"""Words made comparable: folded, stemmed, weighed; and how alike titles, wordings and names are."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import Levenshtein

from accords.core.reference import countries, organisations

LEAST_NAME = 0.78
"""Names less alike than this are different names: one letter in five may differ."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _cyrillic() -> dict[int, str]:
    table = _data()["cyrillic"]
    return {ord(letter): latin for letter, latin in zip(table["letters"], table["latin"], strict=True)}


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    return frozenset(_data()["stop"].split())


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_data()['phrases'])})\b")


@lru_cache(maxsize=8)
def title_words(name: str) -> re.Pattern[str]:
    """One of the patterns for what stands in or after a title."""
    return re.compile(_data()["titles"][name])


@lru_cache(maxsize=65536)
def fold(text: str) -> tuple[str, ...]:
    """Words in lower-case Latin letters, without diacritics, punctuation, possessives and stop words.

    >>> fold("The Treaty on Arctic-Rescue")
    ('treaty', 'arctic', 'rescue')
    """
    plain = unicodedata.normalize("NFKC", text.lower()).translate(_cyrillic())
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = _phrases().sub(lambda found: str(_data()["phrases"][found[0]]), plain)
    return tuple(w for w in re.findall(r"\w+", re.sub(r"['’](s\b)?", " ", plain)) if w not in _stop())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending, spelt one way.

    >>> stem("programmes") == stem("program")
    True
    """
    table = _data()["stemming"]
    for one, other in table["spellings"]:
        word = word.replace(one, other) if len(word) > 4 else word
    for ending, replacement in table["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + str(replacement)
    return word


@lru_cache(maxsize=1)
def _acronyms() -> dict[str, tuple[str, ...]]:
    """Words of the full name, the first that is no acronym, for each organisation that is also written as one."""
    found: dict[str, tuple[str, ...]] = {}
    for organisation in organisations().values():
        names = (organisation.name, *organisation.also)
        full = next((words for name in names if len(words := fold(name)) > 1), ())
        if full:
            found |= {fold(name)[0]: full for name in names if name.isupper() and len(fold(name)) == 1}
    return found


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    """Weights of stems below 1: words that many titles share."""
    return {stem(word): float(weight) for weight, words in _data()["weights"].items() for word in words.split()}


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """The same and names of states, which the parties say already."""
    states = (name for country in countries().values() for name in (country.name, *country.demonyms, *country.also))
    return {stem(word): 0.3 for name in states for word in fold(name)} | _common()


def common_weight(word: str) -> float:
    """How much a stem tells two titles apart that are without names of states, 0.3 to 1."""
    return _common().get(word, 1.0)


def weight(word: str) -> float:
    """How much a stem tells two titles apart, 0.3 to 1."""
    return _weights().get(word, 1.0)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words; the acronyms of organisations are written out."""
    words = (part for word in fold(text) for part in _acronyms().get(word, (word,)))
    return frozenset(stem(word) for word in words)


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    lines = _data()["synonyms"]["groups"].splitlines()
    return {stem(word): stem(line.split()[0]) for line in lines for word in line.split()}


@lru_cache(maxsize=65536)
def senses(text: str) -> frozenset[str]:
    """Stems with synonyms made one."""
    return frozenset(_synonyms().get(word, word) for word in stems(text))


@lru_cache(maxsize=65536)
def telling(text: str) -> frozenset[str]:
    """The stems that tell a title from others, numbers apart."""
    return frozenset(word for word in stems(text) if weight(word) >= 1 and not word.isdigit())


@lru_cache(maxsize=65536)
def numbers(text: str) -> frozenset[str]:
    """Years and numbers of a text: "Plan for 2013-2015" is not the one for 2016-2018."""
    return frozenset(re.findall(r"\b\d+\b", text))


@lru_cache(maxsize=65536)
def ordinal(text: str) -> int:
    """The number of an edition in words, digits or Roman numerals; 0 where there is none.

    >>> ordinal("the tenth forum"), ordinal("12th Session"), ordinal("XIV Forum"), ordinal("next forum")
    (10, 12, 14, 0)
    """
    words = _data()["ordinals"]["words"].split()
    for word in re.findall(r"\w+", text):
        if word.lower() in words:
            return int(words.index(word.lower())) + 1
        if found := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word):
            return int(found[1])
        if re.fullmatch(r"(?=[IVX]{2,}|[VX])X{0,3}(?:IX|IV|V?I{0,3})", word):
            values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in word]
            return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return 0


def dice_and_containment(one: frozenset[str], other: frozenset[str],
                         weigh: Callable[[str], float]) -> tuple[float, float]:
    """Weighted Dice and overlap coefficients; the latter only where the lighter side weighs as much as a word."""
    shared, left, right = (sum(weigh(word) for word in words) for words in (one & other, one, other))
    lighter = min(left, right)
    dice = 2 * shared / (left + right) if left + right else 0.0
    return dice, (shared / lighter if lighter >= 1 else dice)


@lru_cache(maxsize=1)
def forms() -> dict[str, int]:
    """The words that name a kind of document, by stem: a number for each kind."""
    lines = _data()["forms"]["groups"].splitlines()
    return {stem(word): number for number, line in enumerate(lines, 1) for word in line.split()}


@lru_cache(maxsize=1)
def lasting() -> frozenset[int]:
    """The kinds of document that run on and are spoken of again, as numbers."""
    return frozenset(forms()[stem(word)] for word in _data()["forms"]["lasting"].split())


@lru_cache(maxsize=1)
def single() -> frozenset[str]:
    """What a document calls itself of which a pair has few, as stems."""
    return frozenset(map(stem, _data()["forms"]["single"].split()))


@lru_cache(maxsize=1)
def describing() -> frozenset[str]:
    """Adjectives by which a document is known that has no name, as stems."""
    return frozenset(map(stem, _data()["forms"]["describing"].split()))


@lru_cache(maxsize=65536)
def form(title: str) -> int:
    """A number for what a document calls itself first (treaty, plan, protocol, …), 0 where it does not say.

    >>> form("Treaty on Trade") == form("trade agreement") != form("Protocol to the Treaty on Trade")
    True
    """
    return next((found for word in fold(title) if (found := forms().get(stem(word), 0))), 0)


@lru_cache(maxsize=262144)
def title_similarity(one: str, other: str) -> float:
    """Likeness of the stems of two titles, general words weighing little.

    It is the mean of the Dice and overlap coefficients where the telling words of one are all in the other; where each
    has words of its own, the Dice coefficient alone.

    >>> title_similarity("Treaty on Alliance", "treaty on alliance in the 21st century") > 0.7
    True
    """
    dice, containment = dice_and_containment(stems(one), stems(other), weight)
    left, right = telling(one), telling(other)
    return (dice + containment) / 2 if left <= right or right <= left else dice


def wording_similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The same for senses of commitments, every word weighing alike and one word of their own being allowed to both."""
    dice, containment = dice_and_containment(one, other, lambda _: 1.0)
    return (dice + containment) / 2 if min(len(one - other), len(other - one)) <= 1 else dice


# ---------------------------------------------------------------- names


@lru_cache(maxsize=1)
def _beside_names() -> frozenset[str]:
    table = _data()["names"]
    return frozenset(f"{table['particles']} {table['suffixes']} {table['titles']}".split())


@lru_cache(maxsize=1)
def _shortforms() -> dict[str, str]:
    groups = re.split(r"[|\n]", _data()["names"]["short_forms"])
    return {romanised(word): romanised(group.split()[0]) for group in groups for word in group.split()}


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """One spelling for the transliterations of a name.

    >>> romanised("sergey") == romanised("sergei"), romanised("idrissov") == romanised("idrisov")
    (True, True)
    """
    for old, new in _data()["names"]["spellings"]:
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


@lru_cache(maxsize=65536)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name, romanised, without titles, particles and "Jr." unless nothing else is left."""
    words = fold(name)
    kept = [word for word in words if word not in _beside_names()] or list(words)
    return tuple(romanised(word) for word in kept)


@lru_cache(maxsize=262144)
def part_similarity(one: str, other: str) -> float:
    """Likeness of two parts of names: 1 for spellings and short forms, 0.9 for an initial, 0 for different names."""
    if one == other or _shortforms().get(one, one) == _shortforms().get(other, other):
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    alike = Levenshtein.normalized_similarity(one, other)
    return alike if alike >= LEAST_NAME else 0.0


def name_similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Likeness of two names in parts; a lone name is at most 0.95. Every part of the shorter must be in the longer.

    >>> name_similarity(name_parts("Erlan Idrissov"), name_parts("Yerlan Idrisov")) > 0.8
    True
    """
    short, long = sorted((one, other), key=lambda parts: (len(parts), parts))
    if not short:
        return 0.0
    left = list(long)
    values: list[float] = []
    for part in reversed(short):
        best = max(left, key=lambda candidate: (part_similarity(part, candidate), candidate))
        if (value := part_similarity(part, best)) == 0.0:
            return 0.0
        left.remove(best)
        values.append(value)
    if part_similarity(short[-1], long[-1]) == 0.0 and (min(values) < 1.0 or len(short) == 1):
        return 0.8 if len(short) == 1 and min(values) == 1.0 else 0.0
    alike = sum(values) / len(values)
    return min(alike, 0.95) if len(short) == 1 else alike


def jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """Shared of all; 0 where both are empty."""
    a, b = frozenset(one), frozenset(other)
    return len(a & b) / len(a | b) if a | b else 0.0


@lru_cache(maxsize=1)
def _bringing() -> tuple[frozenset[str], frozenset[str]]:
    table = _data()["bringing"]
    acts, done = (frozenset(stem(word) for word in table[key].split()) for key in ("acts", "done"))
    return acts, done


@lru_cache(maxsize=65536)
def brought_about(promised: str, kept: str) -> float:
    """How alike a promise and a deed are by which the same thing comes about, 0 if they are none.

    >>> brought_about("pay for the customs hall", "inaugurate the customs hall")
    0.9
    >>> brought_about("inaugurate the customs hall", "pay for the customs hall")
    0.0
    """
    acts, done = _bringing()
    act, deed = (frozenset(stem(word) for word in fold(text)[:1]) for text in (promised, kept))
    if not (act <= acts and deed <= done):
        return 0.0
    thing, other = stems(promised) - act, stems(kept) - deed
    return 0.9 if thing == other and len(thing) > 1 else 0.0
