"""Which way the nearest word of tense points, for texts whose grammar nobody has read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from accords.core.span import Span
from accords.extraction.timex.grammar import alternatives
from accords.extraction.timex.lexicon import lexicon

SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'`(]*[A-Z0-9])|\n\s*\n")
BEFORE, AFTER = 160, 90
NOTHING = 1000
# "Said Friday" dates the saying; further off, a verb of saying dates what is said less than its own verb does.
SAID = 60
ARTICLE = re.compile(r"(?:.{4})?the ", re.IGNORECASE | re.DOTALL)
PLAIN_WORDS = re.compile(r"(?:\s[a-z][a-z-]*)+")
POSSESSIVE = ("'s", "’s")
FRONTED = re.compile(r"\W*(?:(?:in|on|since|during|by) (?:the )?)?", re.IGNORECASE)


def cue(text: str, span: Span) -> tuple[int, int]:
    """The nearest word of tense in the sentence: how far away it is, and which way it points (-1 past, 1 future).

    >>> cue("They will meet in May.", Span(18, 21)), cue("They met in May.", Span(12, 15))
    ((9, 1), (4, -1))
    """
    before, after = _sides(text, span)
    found = [(len(before) - match.end(), way, extra) for match, way, extra in _matches(before)]
    modal = _modal().search(before)
    if modal is not None:  # "will redeem preferred shares on 31 October": what follows in its clause is no past tense
        found = [item for item in found if item[1] > 0 or item[0] > len(before) - modal.start()]
    if dates_a_noun(text, span):
        found = [item for item in found if item[0] < 2]
    ahead = [(match.start() * 2, way, extra) for match, way, extra in _matches(after)]
    if FRONTED.fullmatch(before):  # "In May, it announced plans to grow": the first verb
        ahead = [(gap, way, 0) for gap, way, _ in ahead]
    scored = ((gap + (extra if gap > 2 else 0), way) for gap, way, extra in (*found, *ahead))
    return min(scored, key=lambda item: (item[0], -item[1]), default=(NOTHING, 0))


def tells(words: str) -> bool:
    """Whether some words of a sentence hold a word of tense.

    >>> tells(" treaty expired in "), tells(" talks in ")
    (True, False)
    """
    return any(True for _ in _matches(words))


def dates_a_noun(text: str, span: Span) -> bool:
    """Whether it says which of several things is meant and no verb before dates it: "they will appeal Friday's ruling".

    So does "the 23 October agreement". An occasion may well lie ahead with its verb: "they will attend Friday's summit".
    """
    possessive = text.endswith(POSSESSIVE, span.start, span.end)
    season = span.quote(text).lower().split()[-1] in lexicon().seasons  # "after the summer break"
    if not possessive and (season or not ARTICLE.match(text, max(0, span.start - 4), span.end)):
        return False
    words = lexicon().tense
    following = PLAIN_WORDS.match(text, span.end)
    nouns = following.group().split()[:3] if following else []
    return bool(nouns) and nouns[0] not in words["functions"] and not set(nouns) & set(words["occasions"])


def _sides(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after an expression in its sentence, in one line each."""
    start = max(0, span.start - BEFORE)
    for end in SENTENCE_END.finditer(text, start, span.start + 1):
        start = end.end()
    after = text[span.end : span.end + AFTER]
    stop = SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    return text[start : span.start].replace("\n", " "), after.replace("\n", " ")


def _matches(side: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each word of tense on one side: its match, which way it points, and how much further off it counts."""
    for pattern, way, extra in _cues():
        for found in pattern.finditer(side):
            yield found, way, extra


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[re.Pattern[str], int, int], ...]:
    words = lexicon().tense
    past, report = alternatives(words["past"]), alternatives(words["report"])
    unlike = alternatives((*words["report"], *words["present"]))
    passive = r"(?<!\bis )(?<!\bare )(?<!\bbe )"
    participle = rf"(?!{unlike}\b)[a-z]{{2,14}}ed\b(?! to (?!the |an? )[a-z])"  # "decided to meet" looks ahead of itself
    return (
        (re.compile(rf"(?<!\w){alternatives(words['future'])}\b"), 1, 0),
        (re.compile(rf"(?<![\w-]){passive}(?:{past}|{participle})\b"), -1, 0),
        (re.compile(rf"\b{report}\b"), -1, SAID),
    )


@lru_cache(maxsize=1)
def _modal() -> re.Pattern[str]:
    """A modal verb whose clause runs to the end of the text before."""
    words = lexicon().tense
    return re.compile(rf"(?<!\w){alternatives(words['modal'])}\b(?!.*(?:[,;:]|\b{alternatives(words['clauses'])}\b))", re.DOTALL)
