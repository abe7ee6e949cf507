"""Parliaments and their chambers: which words stand for one, and whose it is."""

from __future__ import annotations

from spacy.tokens import Token

from accords.extraction.lexicons import lexicon, words


def is_legislature(token: Token | None) -> bool:
    """Whether a word stands for a parliament, its chamber or its members."""
    if token is None:
        return False
    if token.lemma_.lower() in words("instruments", "ratifiers", "nouns"):
        modifiers = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod")}
        return not modifiers & words("instruments", "ratifiers", "international")
    return bool(chamber_state(token))


def chamber_state(token: Token) -> str:
    """Alpha-2 code of the state whose parliament or chamber is named at `token`; empty if none is."""
    doc, start = token.doc, max(token.i - 2, 0)
    around = f" {' '.join(t.text for t in doc[start : token.i + 3])} "
    return next(
        (
            code
            for code, names in lexicon("instruments")["chambers"].items()
            if any(f" {name} " in around and token.text in name.split() for name in names)
        ),
        "",
    )
