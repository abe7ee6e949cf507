"""Which language a text is in, and whether Accords reads it."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from accords.core.errors import UnreadableSource

SUPPORTED = ("en",)
DEFAULT = "en"
CHARACTERS = 3_000  # From the start of the text; more changes nothing and costs time.
FEWEST_WORDS = 5  # Shorter texts say too little to tell.
# Below this probability the identifier guesses: texts made of names get 0.05 to 0.15, one plain sentence 0.5 or more.
SURE = 0.4
NEAR_ENGLISH = frozenset({"pcm", "sco"})  # Texts dense with names are now and then taken for these.


def identify(text: str) -> str:
    """The ISO 639 code of the text's language; English where the text is too short or the identifier unsure.

    >>> identify("Le président a rencontré son homologue à Paris et ils ont signé un accord.")
    'fr'
    """
    sample = text[:CHARACTERS]
    if len(sample.split()) < FEWEST_WORDS:
        return DEFAULT
    code, probability = _identifier().rank(sample)[0]
    if code in NEAR_ENGLISH:
        return DEFAULT
    return str(code) if probability >= SURE or not _latin(sample) else DEFAULT


def _latin(sample: str) -> bool:
    letters = [character for character in sample[:500] if character.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin * 2 >= len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def require_supported(code: str, where: str) -> str:
    """The code, if Accords reads that language. Raises UnreadableSource otherwise."""
    if code not in SUPPORTED:
        raise UnreadableSource(
            f"unsupported language: {code}",
            where,
            f"Accords reads {', '.join(SUPPORTED)}; if the text is in it, say so with --language, or in its sidecar",
        )
    return code
