"""The day of a stage that is told by its occasion: "at the summit", "during the visit", "upon its conclusion"."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus
from accords.extraction.lexicons import words
from accords.extraction.syntax import auxiliaries, cases, children, passive, subject

NEWS = frozenset({"ROOT", "conj", "advcl", "ccomp", "parataxis"})
SCENE = 2  # sentences back in which a meeting is told that a sentence goes on with
LONGEST_SCENE = 4  # days
NEWS_DAYS = 4  # before publication


def occasion_of(verb: Token, meetings: list[Meeting]) -> Edtf | None:
    """The date of the meeting at which something was done; None where no occasion is said or it is not certain which.

    Args:
        verb: The verb that tells the stage.
        meetings: The meetings of the text.
    """
    for noun in children(verb, "obl", "nmod"):
        if cases(noun) & words("instruments", "occasions", "prepositions") and (event := _event(noun)) is not None:
            return _date(event, [m for m in meetings if m.date is not None and m.status is MeetingStatus.HELD])
    return None


def scene_of(verb: Token, meetings: list[Meeting]) -> Edtf | None:
    """The day of the meeting that the sentences before tell of, if a past main clause goes on with it ("They also signed …")."""
    if not _told_then(verb) or verb.dep_ not in ("ROOT", "conj"):
        return None
    start = _sentences_before(verb, SCENE)
    held = [m for m in meetings if m.date is not None and m.status is MeetingStatus.HELD]
    days = {m.date for m in held for s in m.spans if start <= s.start < verb.idx}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and (day.last - day.first).days < LONGEST_SCENE else None


def news_day(verb: Token, meetings: list[Meeting], published: date | None) -> Edtf | None:
    """The day of the meeting that the text reports, for what the parties did there in its main clauses ("The leaders signed …").

    None where the text reports meetings of several days, and for what is told as history.
    """
    if published is None or not _told_then(verb) or verb.dep_ not in NEWS or not _by_parties(verb):
        return None
    if any(t.lower_ in words("instruments", "occasions", "history") for t in children(verb, "advmod")):
        return None
    days = {
        m.date for m in meetings if m.date is not None and m.status is MeetingStatus.HELD and _recent(m.date, published)
    }
    single = {d for d in days if d.first == d.last}
    return single.pop() if len(single) == 1 else None


def _told_then(verb: Token) -> bool:
    """Whether a verb tells of one day in the past ("signed", "was signed", but not "has signed")."""
    then = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(auxiliaries(verb) & {"was", "were"}))
    return then and not auxiliaries(verb) & {"has", "have", "had"}


def _recent(when: Edtf, published: date) -> bool:
    return (published - when.first).days <= NEWS_DAYS and when.last <= published


def _by_parties(verb: Token) -> bool:
    """Whether several act in common or, in the passive, nobody in particular ("we adopted", "the two sides", "was signed")."""
    if passive(verb):
        return not children(verb, "obl:agent")
    actor = subject(verb)
    if actor is None:
        return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _by_parties(verb.head)
    return (
        actor.tag_ in ("NNS", "NNPS")
        or actor.lower_ in words("instruments", "occasions", "together")
        or bool(actor.conjuncts)
    )


def _sentences_before(token: Token, count: int) -> int:
    """Where the sentence begins that lies so many sentences back."""
    start = token.sent.start
    for _ in range(count):
        start = token.doc[start - 1].sent.start if start else 0
    return token.doc[start].idx


def _event(noun: Token) -> Token | None:
    """The noun for a meeting: that behind the preposition, or the one of which it is the end ("at the close of the talks")."""
    nouns = words("commitments", "occasions", "nouns")
    if noun.lemma_.lower() not in words("instruments", "occasions", "parts"):
        definite = any(c.lower_ in words("instruments", "occasions", "pointing") for c in noun.children)
        return noun if noun.lemma_.lower() in nouns and definite else None
    inner = [c for c in children(noun, "nmod") if c.lemma_.lower() in nouns]
    return next(iter(inner), noun if children(noun, "nmod:poss") or not children(noun, "nmod") else None)


def _date(event: Token, meetings: list[Meeting]) -> Edtf | None:
    """The one date of the meetings told so far: of that at this very word, of its kind, else of all."""
    here = [m for m in meetings if any(s.start <= event.idx < s.end for s in m.spans)]
    before = [m for m in meetings if m.spans[0].start < event.idx]
    alike = [m for m in before if m.kind.value in (event.lemma_.lower(), event.lower_)]
    for several in (here, alike, before):
        days = {m.date for m in several}
        if days:
            return days.pop() if len(days) == 1 else None
    return None
