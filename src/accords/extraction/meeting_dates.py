"""When a meeting is, when it was to be, and when it is to be instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from accords.core.timex import Edtf, Precision, Timex, TimexType
from accords.extraction.dating import Dating
from accords.extraction.lexicons import words
from accords.extraction.meeting_status import OFF, called_off, gone_to
from accords.extraction.meeting_words import Candidate
from accords.extraction.syntax import children, rising

DAYS = re.compile(r"P(\d+)([DW])")  # TIMEX3 values of days and weeks
UNTIL = frozenset({"to", "until", "till", "for"})
BOUNDS = frozenset({"since", "until", "till"})
AFTERWARDS = frozenset({"after", "following", "on", "upon", "while", "when", "before"})


@dataclass(frozen=True, slots=True)
class MeetingDates:
    """The date of a meeting; `old` one that held earlier, `new` one that holds instead of a postponed `date`, `again` that of
    another one, told behind the word `second` ("met in July and again in September").
    """

    date: Edtf | None = None
    old: Edtf | None = None
    new: Edtf | None = None
    again: Edtf | None = None
    second: Token | None = None


def dates_of(candidate: Candidate, dating: Dating, published: date | None = None) -> MeetingDates:
    """The dates that a text gives a meeting, by what they hang on.

    Of "the summit, originally planned for May, will be in June" May is the old date; of "the talks set for Monday were put
    off on Sunday until May" Monday is the date, Sunday none, May the new one.
    """
    past = [clause for clause in candidate.clauses if _no_longer(clause)]
    current = [clause for clause in candidate.clauses if clause not in past]
    old = next((t.date for clause in past for t in dating.of(clause)), None)
    if candidate.status in OFF:
        return _called_off(candidate, dating, [*past, *current])
    anchor, verb = candidate.anchor, candidate.verb
    inner = [*current, verb] if not candidate.supported or anchor.dep_ == "obl" else [verb, *current]
    found = [t for t in dating.of(*dict.fromkeys((anchor, *inner))) if t.date is not None and t.date != old]
    found = [t for t in found if bool(dating.case_of(t) & BOUNDS) is candidate.since]
    if anchor.pos_ != "VERB" and (away := _measured(anchor, dating)) is not None:
        own = [t for t in dating.of(anchor) if t.date is not None and t.date != old]
        return MeetingDates(_closest(own) or _moved(dating.of(verb, deep=False), *away), old)
    found.sort(key=lambda t: not _right_behind(anchor, t))
    second = _again(verb)
    later = [t for t in found if second is not None and t.span.start > second.idx]
    found = [t for t in found if t not in later]
    if candidate.ahead and published is not None:
        found = [t for t in found if t.date is not None and t.date.last > published]
    elif not found and candidate.supported and (anchor.dep_ == "obj" or anchor.i == verb.i):
        found = dating.before(verb)
    elif not found and anchor.pos_ == "VERB":
        found = dating.before(anchor) or dating.standing_for(anchor) or _of_governor(anchor, dating)
    another = _first(later)
    return MeetingDates(_closest(found), old, again=another, second=second if another is not None else None)


def _again(verb: Token) -> Token | None:
    """The word that says that they met another time ("met in July and again in September")."""
    ahead = (t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.lower_ == "again" and t.nbor(-1).lower_ == "and")
    return next((t for t in ahead if any(step.i == verb.i for step in rising(t, 4))), None)


def _measured(noun: Token, dating: Dating) -> tuple[int, bool] | None:
    """How many days, and whether later, something else was than a meeting ("came a week after a call": 7, True)."""
    before = next((c for c in children(noun, "case") if c.lower_ in ("after", "before", "following")), None)
    timex = dating.by_token.get(before.i - 1) if before is not None and before.i else None
    lasting = DAYS.fullmatch(timex.value) if timex is not None and timex.type is TimexType.DURATION else None
    if before is None or lasting is None:
        return None
    return int(lasting[1]) * (7 if lasting[2] == "W" else 1), before.lower_ != "before"


def _moved(found: list[Timex], days: int, later: bool) -> Edtf | None:
    """The day so many days from the one found; `later` where that one is the later."""
    day = _first(found)
    if day is None or day.precision is not Precision.DAY:
        return None
    return Edtf((day.first - timedelta(days=days if later else -days)).isoformat())


def _right_behind(noun: Token, timex: Timex) -> bool:
    """Whether a date stands right behind the noun ("a summit on Monday and a forum on Tuesday"), wherever it hangs."""
    end = noun.idx + len(noun)
    between = noun.doc.text[end : timex.span.start].split() if noun.pos_ != "VERB" and timex.span.start > end else ["…"]
    return between in ([], ["on"], ["in"])


def _no_longer(clause: Token) -> bool:
    """Whether a clause tells a date that no longer holds ("originally planned for May")."""
    cues = {c.lower_ for c in clause.children if c.dep_ == "advmod"} & words("meetings", "status", "earlier")
    return bool(cues) and clause.lemma_.lower() in words("meetings", "status", "planning")


def _called_off(candidate: Candidate, dating: Dating, clauses: list[Token]) -> MeetingDates:
    own = [] if called_off(candidate.anchor) is not None else dating.of(candidate.anchor)
    own += dating.of(*clauses)
    anchor, verb = candidate.anchor, candidate.verb
    if anchor.i < verb.i:  # "the talks on 20 May were called off on Thursday", wherever the parser hangs the day
        own += [t for t in dating.of(verb, deep=False) if anchor.idx < t.span.start < verb.idx]
    moved = [t for t in dating.of(candidate.verb) if t not in own] if candidate.anchor.i != candidate.verb.i else []
    since = [t for t in moved if "from" in dating.case_of(t)]
    until = [t for t in moved if dating.case_of(t) & UNTIL and t not in since]
    later = [t for t in own if dating.case_of(t) & {"until", "till"}]  # wherever the parser hangs it
    own = [t for t in own if t not in later]
    return MeetingDates(_first([*own, *since]), None, _first([*until, *later]))


def _of_governor(anchor: Token, dating: Dating) -> list[Timex]:
    """The day on which somebody spoke "after meeting" somebody, or went somewhere "to meet" them."""
    marks = {c.lower_ for c in anchor.children if c.dep_ in ("mark", "case")}
    if gone_to(anchor):
        return [t for t in dating.of(anchor.head, deep=False) if t.date is not None]
    if anchor.tag_ == "VBG" and anchor.dep_ == "advcl" and marks & AFTERWARDS and not children(anchor, "aux"):
        return [t for t in dating.of(anchor.head, deep=False) if t.date is not None]
    return []


def _closest(found: list[Timex]) -> Edtf | None:
    """The first date, or one within it that says it more closely ("their third meeting this year, on 29 August")."""
    first = _first(found)
    within = [t.date for t in found if t.date is not None and first is not None and first.precision is Precision.YEAR]
    return next((d for d in within if d.precision is Precision.DAY and first is not None and first.contains(d)), first)


def _first(found: list[Timex]) -> Edtf | None:
    return next((t.date for t in found if t.date is not None), None)
