"""Names as they are compared: accents, hyphens, articles and the ways of transliteration folded away."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "ħ": "h"}
)
APOSTROPHES = re.compile(r"['’‘ʻʼ`´ʿʾ]")
WORD = re.compile(r"[^\W\d_]+")
# Articles, particles and suffixes that texts drop or write in many ways ("Bashar Assad", "Bashar al-Assad").
DROPPED = frozenset("al el ul bin ibn bint de da do dos das del der den van von la jr sr".split())
# Forms of address that belong to the name in the way texts use it ("King Charles"); at its beginning only.
ADDRESSES = frozenset("king queen emperor pope prince princess sheikh sheikha sayyid".split())
# Ways of transliteration that lead to one spelling, in this order ("Nazarbayev" and "Nazarbaev", "Köhler" and "Koehler").
# They only have to treat both sides alike; what they give is never shown.
FOLDINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ye", "e"), ("dzh|zh", "j"), ("kh", "h"), ("shch", "sch"), ("ph", "f"), ("ks", "x"), ("q", "k"), ("ou|oo|ue", "u"),
        ("oe", "o"), ("y", "i"), ("i+", "i"), (r"([bcdfghjklmnprstvz])\1", r"\1"), ("dr$", "der"),
    )
)  # fmt: skip


def _word(word: str) -> str:
    for pattern, plain in FOLDINGS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    text = resources.files(__name__.rpartition(".")[0]).joinpath("given_names.toml").read_text(encoding="utf-8")
    return {_word(name): _word(group[0]) for group in tomllib.loads(text)["groups"] for name in group}


def folded(name: str) -> tuple[str, ...]:
    """The words of a name in the form in which they are compared; empty where no word is left.

    >>> folded("Volodymyr Zelenskyy") == folded("Vladimir Zelensky"), folded("Kassym-Jomart Tokayev")
    (True, ('kasim', 'jomart', 'tokaev'))
    """
    marked = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name).casefold().translate(LETTERS))
    words = WORD.findall("".join(c for c in marked if not unicodedata.combining(c)))
    if len(words) > 1 and words[0] in ADDRESSES:
        words = words[1:]
    plain = tuple(_word(word) for word in words if word not in DROPPED) or tuple(map(_word, words))
    return tuple(_variants().get(word, word) for word in plain)
