"""Which words name a kind of document."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import InstrumentKind
from accords.extraction.lexicons import classes, lexicon
from accords.extraction.syntax import children


def kind_of(token: Token) -> InstrumentKind | None:
    """The kind of document that a noun names; None if it names none, or is part of another name.

    "Memorandum" in "memorandum agreement" is none: the second noun tells the kind.
    """
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.dep_ in ("compound", "flat") and token.head.i == token.i + 1:
        named = token.text[0].isupper() and token.head.text[0].isupper()
        if kind_word(token.head) or named:  # "Memorandum Agreement", "Treaty Room"
            return None
    if token.i + 1 < len(token.doc) and token.is_title and token.nbor(1).is_title and kind_word(token.nbor(1)):
        return None  # "Framework Agreement"
    if token.lower_ == "understanding" and kind_word(token.head) is InstrumentKind.MEMORANDUM:
        return None
    return kind_word(token)


def kind_word(token: Token) -> InstrumentKind | None:
    """The kind whose list holds the word; a map is one only as a road map."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if lemma == "map" and not (token.i and token.nbor(-1).lower_ == "road"):
        return None
    if (needed := lexicon("instruments")["kind_phrases"].get(lemma)) and not any(
        c.lemma_.lower() in needed for c in children(token, "nmod")
    ):
        return None  # "an exchange of letters", not of fire
    kind = classes("instruments", "kinds").get(lemma) or classes("instruments", "kinds").get(lower)
    return InstrumentKind(kind) if kind is not None else None
