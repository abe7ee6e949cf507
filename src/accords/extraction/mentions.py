"""Mentions: phrases that stand for persons, states, organisations or groups of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from accords.core.span import Span


class MentionKind(StrEnum):
    """What a mention stands for."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase at tokens `start` to `end` (exclusive).

    `persons` are names as in the text's list of persons, `parties` alpha-2 codes and organisations they stand for. `named`
    is False for definite and pronominal references.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    parties: tuple[str, ...]
    persons: tuple[str, ...] = ()
    named: bool = True
    rank: str = ""

    @property
    def participants(self) -> tuple[str, ...]:
        """Persons by name, else the parties themselves."""
        return self.persons or self.parties


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The characters of tokens `start` to `end` (exclusive), white space at the edges left out."""
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token of the phrase whose syntactic head lies outside it; the last one where several do."""
    outside = [i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i]
    return outside[0] if outside else end - 1


def unique(values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The values once each, in order, empty ones left out."""
    return tuple(dict.fromkeys(value for value in values if value))
