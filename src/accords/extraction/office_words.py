"""Words of offices: every title by its first word, how titles are written, and provinces whose heads bear titles of states."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from accords.core.reference import regions
from accords.extraction.gazetteer import tokenizer_for
from accords.extraction.lexicons import lexicon

PREPOSITIONS = frozenset({"of", "for", "to"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
SMALL = frozenset(
    {"of", "for", "to", "and", "the", "on", "in", "against", "at", "elect", "designate"}
)  # words of a title without a capital
LONGEST_REGION = 3  # words


@lru_cache(maxsize=4)
def title_phrases(vocab: Vocab) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Titles by first word, longest first: words, rank, plural."""
    tokenizer = tokenizer_for(vocab)
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for rank, titles in lexicon("offices")["titles"].items():
        for title in titles:
            for text, plural in ((title, False), (_plural(title), True)):
                phrase = tuple(token.lower_ for token in tokenizer(text))
                table.setdefault(phrase[0], []).append((phrase, rank, plural))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table


def _plural(title: str) -> str:
    """The title with its last word before a preposition in the plural.

    >>> _plural("minister of foreign affairs"), _plural("foreign secretary")
    ('ministers of foreign affairs', 'foreign secretaries')
    """
    parts = title.split(" ")
    head = next((i for i, word in enumerate(parts) if word in PREPOSITIONS), len(parts)) - 1
    word = parts[head]
    parts[head] = f"{word[:-1]}ies" if word.endswith("y") else word if word.endswith("s") else f"{word}s"
    return " ".join(parts)


def capitalised(title: str) -> str:
    """A title with capitals, however the text writes it, so that one office reads the same everywhere.

    >>> capitalised("foreign minister"), capitalised("minister of foreign affairs"), capitalised("governor-general")
    ('Foreign Minister', 'Minister of Foreign Affairs', 'Governor-General')
    """
    return re.sub(
        r"(?<![\w’'])\w+", lambda word: word[0] if word[0] in SMALL else word[0][:1].upper() + word[0][1:], title
    )


def region_at(doc: Doc, position: int) -> tuple[int, str] | None:
    """Where the name of a province or autonomous region that begins at a token ends, and its state (alpha-2)."""
    if doc[position].text not in _region_openings():
        return None
    for length in range(LONGEST_REGION, 0, -1):
        if code := regions().get(doc[position : position + length].text):
            return position + length, code
    return None


@lru_cache(maxsize=1)
def _region_openings() -> frozenset[str]:
    """What the first token of a region's name may be: its first word, also that before a hyphen."""
    return frozenset(part for name in regions() for part in (name.split(" ")[0], re.split("[ -]", name)[0]))


def region_before(doc: Doc, start: int, floor: int) -> tuple[int, str] | None:
    """Where the name of a province begins that ends right before `start`, not left of `floor`, and its state."""
    end = start - (start > floor and doc[start - 1].lower_ in POSSESSIVES)
    for first in range(max(end - LONGEST_REGION, floor), end):
        region = region_at(doc, first)
        if region is not None and region[0] == end:
            return first, region[1]
    return None
