"""Which edition of a series a meeting is: ordinals in words, digits and Roman numerals."""

from __future__ import annotations

import re

from spacy.tokens import Token

from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases

DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
VALUES = {"I": 1, "V": 5, "X": 10}
TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}


def number_of(text: str) -> int | None:
    """The number that an ordinal stands for; None if it is none.

    >>> number_of("twelfth"), number_of("21st"), number_of("XIV"), number_of("twenty-third"), number_of("inaugural")
    (12, 21, 14, 23, 1)
    >>> number_of("council") is None
    True
    """
    lowered = text.lower()
    if lowered in words("meetings", "editions", "opening"):
        return 1
    if match := DIGITS.fullmatch(lowered):
        return int(match[1])
    ordinals: dict[str, int] = lexicon("timex")["ordinals"]
    if lowered in ordinals:
        return ordinals[lowered]
    if text and (match := ROMAN.fullmatch(text)):
        return _roman(text)
    ten, _, unit = lowered.partition("y-") if "y-" in lowered else (lowered.removesuffix("ieth"), "", "")
    if ten in TENS and (unit in ordinals or lowered.endswith("ieth")):
        return TENS[ten] + ordinals.get(unit, 0)
    return None


def _roman(text: str) -> int:
    values = [VALUES[letter] for letter in text]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def ordinal_of(noun: Token, named: bool, name_start: int) -> int | None:
    """The number of the edition that a meeting noun tells of.

    "Their first summit since the war" counts meetings of persons and numbers no edition; "its first session" and "their
    twelfth Forum of Regions" do.

    Args:
        noun: The meeting noun.
        named: Whether it carries the name of a series or body.
        name_start: First token of that name, or the noun itself.
    """
    counted = {c.lower_ for c in noun.children if c.dep_ == "nmod:poss"} & words("meetings", "counting", "owners")
    if {c.lower_ for c in noun.lefts} & words("meetings", "editions", "counted"):
        counted = set()
    behind = [t for t in noun.children if t.i > noun.i]
    since = any(t.lower_ in words("meetings", "counting", "spans") for t in noun.subtree if t.i > noun.i)
    long = any(t.lemma_.lower() in words("meetings", "counting", "units") and "in" in cases(t) for t in behind)
    if not named and (counted or since or long):
        return None
    before = {t.i for t in noun.lefts if t.dep_ in ("amod", "nummod", "compound")}
    before |= set(range(max(min(name_start, noun.i) - 1, noun.sent.start), noun.i))
    numbers = (_written(noun, i) for i in sorted(before))
    return next((number for number in numbers if number is not None), None)


def elided(token: Token) -> bool:
    """Whether an ordinal stands for a clause of its own ("the first met in Oslo in March, the second in Riga in May")."""
    if token.pos_ not in ("ADJ", "NOUN") or token.dep_ not in (
        "appos",
        "conj",
        "parataxis",
        "list",
        "dep",
        "obl",
        "ROOT",
    ):
        return False
    article = any(c.dep_ == "det" for c in token.children)
    told = any(
        c.dep_ in ("obl", "orphan", "nmod", "obl:unmarked") and c.i > token.i and "of" not in cases(c)
        for c in token.children
    )
    return article and told and number_of(token.text) is not None


def _written(noun: Token, i: int) -> int | None:
    """The ordinal that token `i` or the compound ending there ("twenty-first") writes; "X" counts before a name only."""
    token, doc = noun.doc[i], noun.doc
    if len(token.text) == 1 and not noun.text[0].isupper():
        return None
    compound = doc[i - 2 : i + 1].text if i >= 2 and doc[i - 1].text in ("-", "‑") else ""
    return number_of(compound) or number_of(token.text)
