"""What says that a meeting is one of several: "the fourth strategic dialogue", "the next session of the Council", "met for the
twelfth time", "the third edition of the Forum".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accords.extraction.editions import number_of, ordinal_of
from accords.extraction.lexicons import words
from accords.extraction.meeting_words import holder, is_body, is_people
from accords.extraction.syntax import auxiliaries, cases, children, negated


def edition_cues(doc: Doc) -> Iterator[tuple[Token, bool]]:
    """The words for meetings and bodies that a text tells as one of several, and whether a number says so."""
    for token in doc:
        if token.pos_ == "VERB":
            body = holder(token) if _counted(token) or _interrupted(token) else None
            yield from ((t, True) for t in _bodies(body))
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _of_noun(token)


def _of_noun(noun: Token) -> Iterator[tuple[Token, bool]]:
    lemma = noun.lemma_.lower()
    if lemma == "edition":
        yield from ((t, True) for t in children(noun, "nmod") if "of" in cases(t))
    elif lemma in words("series", "editions", "nouns"):
        if ordinal_of(noun, False, noun.i) is not None:
            yield noun, True
        elif any(c.lower_ in words("series", "editions", "before") for c in noun.lefts) or _of_the_year(noun):
            yield noun, False


def _of_the_year(noun: Token) -> bool:
    """ "This year's conference"."""
    return any(c.lower_ == "year" for c in children(noun, "nmod:poss"))


def _bodies(noun: Token | None) -> list[Token]:
    """The noun itself where it is one for a body or meeting; of "members of the commission" the commission."""
    if noun is None:
        return []
    inner = (
        [t for t in children(noun, "nmod") if "of" in cases(t)] if is_people(noun) or noun.lemma_ == "member" else []
    )
    return [t for t in inner or [noun] if is_body(t) or t.lemma_.lower() in words("series", "editions", "nouns")]


def _interrupted(verb: Token) -> bool:
    """Whether it is told when a body met last: "has not met since 2014", "last met in 2014"."""
    if verb.lemma_.lower() not in words("series", "verbs"):
        return False
    since = any("since" in cases(c) for c in children(verb, "obl"))
    perfect = negated(verb) and since and auxiliaries(verb) & {"has", "have", "had"}
    last = verb.tag_ in ("VBD", "VBN") and any(c.lower_ == "last" for c in children(verb, "advmod"))
    return bool(perfect) or last


def _counted(verb: Token) -> bool:
    """Whether a body is said to have met so many times, or for the so-manieth time."""
    if verb.lemma_.lower() not in words("series", "editions", "verbs") or negated(verb):
        return False
    for time in (c for c in verb.children if c.lemma_ == "time"):
        if "for" in cases(time) and any(number_of(c.text) is not None for c in time.children):
            return True
        if children(time, "nummod") and auxiliaries(verb) & {"has", "have", "had"}:
            return True
    return False
