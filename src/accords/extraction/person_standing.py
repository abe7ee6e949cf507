"""How sure a person is, and whether a person holds an office at all as far as the text tells."""

from __future__ import annotations

from spacy.tokens import Doc

from accords.extraction.lexicons import words
from accords.extraction.persons import Draft

TITLED, PLACED, OFFICE_ALONE, KNOWN, UNKNOWN, LONE = 0.95, 0.8, 0.65, 0.75, 0.5, 0.4
"""Confidence of a person by what the text tells: office and state, an office whose state was resolved, the office alone; no office
but a state or a place in the tables; a name; one word of a name.
"""


def confidence_of(draft: Draft) -> float:
    """How sure a person is: the text names office and state most, a lone name without either least."""
    told = any(m.country or m.body for m in draft.mentions)
    if draft.title is not None:
        return TITLED if told else PLACED if draft.country or draft.body else OFFICE_ALONE
    if draft.held or told:
        return KNOWN
    return UNKNOWN if len(draft.name.split()) > 1 else LONE


def is_private(doc: Doc, draft: Draft) -> bool:
    """Whether a person holds no office as far as the text tells: no title or state, and a calling beside the name."""
    if draft.title is not None or draft.country or draft.body:
        return False
    beside = [doc[i] for m in draft.mentions for i in range(max(m.name_start - 2, 0), m.name_start)]
    beside += [
        c for m in draft.mentions for t in doc[m.name_start : m.name_end] for c in t.children if c.dep_ == "appos"
    ]
    return any(t.lemma_.lower() in words("offices", "private", "nouns") for t in beside)
