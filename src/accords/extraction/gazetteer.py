"""Names from the reference tables as they occur in a text: states, demonyms, capitals, organisations."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from accords.core.reference import countries, organisations
from accords.extraction.lexicons import lexicon, words
from accords.extraction.parser_tokens import adapt_tokenizer


class NameKind(StrEnum):
    """What a listed name is."""

    STATE = "state"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name at tokens `start` to `end` (exclusive); `code` is alpha-2 or the organisation's short name."""

    start: int
    end: int
    kind: NameKind
    code: str


# Plurals of demonyms that do not simply add an s keep their form ("the Chinese", "the Swiss").
UNCHANGED = ("ese", "ss", "sh", "ch")
HYPHENS = frozenset({"-", "‑", "–"})
# Capitals and cities that name other things more often than a government.
AMBIGUOUS = frozenset(
    {"Male", "Victoria", "Santiago", "Wellington", "Georgetown", "Kingston", "Hamilton", "Nassau", "Westminster"}
)


def _entries() -> list[tuple[str, NameKind, str]]:
    entries: list[tuple[str, NameKind, str]] = []
    for country in countries().values():
        entries += [(name, NameKind.STATE, country.alpha2) for name in (country.name, *country.also)]
        entries += [(name, NameKind.CAPITAL, country.alpha2) for name in country.capitals if name not in AMBIGUOUS]
        for demonym in country.demonyms:
            entries.append((demonym, NameKind.DEMONYM, country.alpha2))
            if not demonym.endswith(UNCHANGED):
                entries.append((f"{demonym}s", NameKind.DEMONYM, country.alpha2))
    entries += [(form, NameKind.DEMONYM, code) for form, code in _combining().items()]
    for organisation in organisations().values():
        entries += [
            (name, NameKind.ORGANISATION, organisation.name) for name in (organisation.name, *organisation.also)
        ]
    return entries


@lru_cache(maxsize=1)
def _combining() -> dict[str, str]:
    """Forms that stand for a state before a hyphen only ("Franco-German")."""
    return {form: code for code, forms in lexicon("offices")["combining"].items() for form in forms}


@lru_cache(maxsize=4)
def tokenizer_for(vocab: Vocab) -> Callable[[str], Doc]:
    """The tokenizer that texts of this vocabulary are split with."""
    nlp = English(vocab)
    adapt_tokenizer(nlp)
    tokenizer: Callable[[str], Doc] = nlp.tokenizer
    return tokenizer


@lru_cache(maxsize=4)
def _matcher(vocab: Vocab) -> tuple[PhraseMatcher, dict[int, tuple[NameKind, str]]]:
    tokenizer = tokenizer_for(vocab)
    matcher, meaning = PhraseMatcher(vocab, attr="ORTH"), {}
    for text, kind, code in _entries():
        key = f"{kind}:{code}"
        matcher.add(key, [tokenizer(text)])
        meaning[vocab.strings[key]] = (kind, code)
    return matcher, meaning


def find_names(doc: Doc) -> list[Name]:
    """Listed names in text order; where two overlap the longer one, then the state, stays."""
    matcher, meaning = _matcher(doc.vocab)
    order = list(NameKind)
    found = sorted(matcher(doc), key=lambda m: (m[1] - m[2], order.index(meaning[m[0]][0]), m[1]))
    taken: set[int] = set()
    names = []
    for key, start, end in found:
        combined = end < len(doc) and doc[end].text in HYPHENS
        if doc[start:end].text in _combining() and not combined:
            continue
        if (
            start
            and meaning[key][0] is NameKind.ORGANISATION
            and doc[start - 1].lower_ in words("meetings", "institutions", "domestic")
        ):
            continue  # "the National Security Council" is none of the United Nations
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            names.append(Name(start, end, *meaning[key]))
    return sorted(names, key=lambda name: name.start)


def past_state_form(doc: Doc, position: int, starts: Container[int]) -> int:
    """The first token of a state's short name behind its form ("Federal Democratic Republic of …").

    Args:
        doc: The text.
        position: Where the form may begin.
        starts: First tokens of listed names.

    Returns:
        `position` itself where no listed name follows a form.
    """
    forms = words("offices", "state_forms")
    index = position
    while index < len(doc) - 1 and index not in starts and doc[index].lower_ in forms:
        index += 1
    if index > position and doc[index].lower_ == "of":
        index += 1
        while index < len(doc) - 1 and index not in starts and doc[index].lower_ == "the":
            index += 1
    return index if index in starts else position
