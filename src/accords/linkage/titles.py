"""Titles of instruments made comparable: the words that tell them apart, what they are, whose, of which years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from accords.linkage.parties import Parties, states_in, without_bodies
from accords.linkage.wording import (
    common_weight,
    dice_and_containment,
    fold,
    form,
    forms,
    numbers,
    stem,
    stems,
    title_similarity,
    title_words,
)

ACCESSION = "accession"
OTHER_WORDS = 2
"""Telling words of its own that make a series another one than that which is named after the parties alone."""

NO_ALIASES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared.

    Attributes:
        text: As the document has it, without the clauses after it.
        words: Stems, without names of states and of organisations that are parties.
        telling: Those that no other title would share by chance; empty for a title of general words ("joint statement").
        numbers: Years and numbers of its subject ("for 2013-2015"), not of its date.
        year: Of its date ("of 1992"); 0 if not said.
        form: What it calls itself, as a number (`wording.form`).
        subjects: States named in it that are not simply its parties.
        definite: Whether it speaks of a thing known from before ("the agreement on the bridge").
        several: Whether it speaks of more than one document ("trade agreements").
    """

    text: str
    words: frozenset[str]
    telling: frozenset[str]
    numbers: frozenset[str]
    year: int
    form: int
    subjects: Parties
    definite: bool
    several: bool

    @property
    def accession(self) -> bool:
        return stem(ACCESSION) in self.words

    @property
    def weight(self) -> float:
        return sum(map(common_weight, self.words))


@lru_cache(maxsize=65536)
def _read(text: str, parties: Parties) -> Title:
    text = title_words("clause").sub("", text).strip(" ,") or text
    dated = title_words("dated").search(text)
    named, rest = states_in(text)
    rest = title_words("dated").sub(" ", title_words("between").sub(" ", rest) if named else rest)
    words = _words(without_bodies(rest, parties))
    words = words if _telling(words) else _words(rest) or stems(text)
    return Title(
        text=text,
        words=words,
        telling=_telling(words),
        numbers=numbers(title_words("dated").sub(" ", text)),
        year=int(dated["year"]) if dated and len(_forms_in(text)) < 2 else 0,
        form=form(text),
        subjects=frozenset() if named >= parties or len(named) > 1 else named,
        definite=bool(title_words("definite").search(text)),
        several=any(word.endswith("s") and stem(word) in forms() for word in fold(text)),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if not word.isdigit())


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if common_weight(word) >= 1)


def _forms_in(text: str) -> set[int]:
    """What a title calls itself, and the document that it belongs to ("protocol to the agreement")."""
    return {forms()[word] for word in map(stem, fold(text)) if word in forms()}


def read_title(text: str, parties: Parties, aliases: Mapping[str, str] = NO_ALIASES) -> Title:
    """The title of an instrument between `parties`; `aliases` give names to things that it calls by what they are."""
    title = _read(text, parties)
    if not title.definite or not aliases or not title.telling & aliases.keys():
        return title
    words, own = (frozenset(aliases.get(word, word) for word in side) for side in (title.words, title.telling))
    return replace(title, words=words, telling=own)


def likeness(one: Title, other: Title) -> float:
    """Likeness of two titles that both have telling words, 0 to 1.

    The mean of the Dice and overlap coefficients where the telling words of one are all in the other, else Dice.
    """
    dice, containment = dice_and_containment(one.words, other.words, common_weight)
    nested = one.telling <= other.telling or other.telling <= one.telling
    return (dice + containment) / 2 if nested else dice


def contradict(one: Title, other: Title) -> bool:
    """Whether two titles cannot be of one instrument: one or several, other form, years, numbers, or state spoken of."""
    if one.several != other.several or (one.form and other.form and one.form != other.form):
        return True
    if _numbered(one) != _numbered(other) or (one.numbers and other.numbers and one.numbers != other.numbers):
        return True
    if one.year and other.year and one.year != other.year:
        return True
    return bool(one.subjects and other.subjects and not one.subjects & other.subjects)


def _numbered(title: Title) -> frozenset[str]:
    """Numbers that are no years: "Resolution 1325" is no other resolution."""
    return frozenset(number for number in title.numbers if not title_words("year").fullmatch(number))


@lru_cache(maxsize=262144)
def series_similarity(one: str, other: str, parties: Parties) -> float:
    """Likeness of the names of two series; where both tell more than who meets, it is that which must be alike, and a word
    of its own in each weighs twice.

    >>> series_similarity("Nordic-Baltic Energy Forum", "Nordic-Baltic Youth Forum", frozenset()) < 0.6
    True
    """
    alike = title_similarity(one, other)
    bare = [_words(without_bodies(states_in(name)[1], parties)) for name in (one, other)]
    less, more = sorted(map(_telling, bare), key=len)
    if not less:
        same_states = more or states_in(one)[0] == states_in(other)[0]
        return alike if same_states and len(more) < OTHER_WORDS else alike / 2
    dice, containment = dice_and_containment(bare[0], bare[1], common_weight)
    nested = bare[0] <= bare[1] or bare[1] <= bare[0]
    return min(alike, (dice + containment) / 2 if nested else dice * dice)
