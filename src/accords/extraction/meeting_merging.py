"""Which places of a text tell of the same meeting, and the meeting gathered from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.meeting_confidence import MOST, TOLD_AGAIN
from accords.extraction.meeting_status import OFF
from accords.extraction.persons import Draft

PLAIN = frozenset({MeetingKind.TALKS, MeetingKind.CALL})
LOOSE = PLAIN | {MeetingKind.SESSION, MeetingKind.OTHER}


@dataclass(slots=True)
class Told:
    """One meeting, gathered from all places that tell of it."""

    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    ranks: list[str]
    date: Edtf | None
    place: str
    series: str
    ordinal: int | None
    anchor: int
    spans: list[Span] = field(default_factory=list)
    definite: bool = False
    following: bool = False
    """Whether it is another edition than the one the text is about ("the next forum")."""
    present: bool = False
    """Whether a sentence in the present tense says that it is ("The occasion is the third forum")."""
    pointing: bool = False
    """Whether it only points back at a meeting told before ("the conversation")."""
    implied: bool = False
    """Whether no word for a meeting tells of it, only what was done together."""
    beside: bool = False
    """Whether it is the session of a body on whose margins others met."""
    strength: float = 0.5
    elsewhere: bool = False
    """Whether it was by video, or is told as past ("they had met", "their last meeting"): no part of a visit told before."""


def same_meeting(known: Told, new: Told, people: Mapping[str, Draft], title_end: int) -> bool:
    """Whether `new` tells of the meeting `known` again.

    Args:
        known: The meeting as told so far.
        new: What a later place tells.
        people: The text's persons by name.
        title_end: Number of tokens that belong to the title.
    """
    if known.series and new.series and not one_series(known.series, new.series):
        return False
    if not _one_edition(known, new) or not _kinds_agree(known, new):
        return False
    if not set(known.parties) & set(new.parties) or not _statuses_agree(known, new):
        return False
    if known.date and new.date:
        if not known.date.overlaps(new.date):
            return False
    elif new.date and not known.date and known.anchor >= title_end and known.status is MeetingStatus.HELD:
        return False
    if len(new.parties) > len(known.parties) == _personal(known) and new.series and not known.series:
        return False  # two who met or rang, and a session of more
    if new.ordinal and new.series and not known.series and 1 < _personal(new) < _personal(known):
        return False  # "met the president and adviser N; he and N also led the fourth meeting of the group"
    if _others(known, new, people):
        return False
    if not (known.date and new.date) and not places_agree(known.place, new.place):
        return False
    return set(new.parties) <= set(known.parties) or set(known.parties) <= set(new.parties)


def merge(known: Told, new: Told) -> None:
    """Add to `known` what `new` tells of the same meeting."""
    fuller = len(new.parties) > len(known.parties)
    if fuller or (len(new.parties) == len(known.parties) and _personal(new) > _personal(known)):
        known.participants, known.parties = new.participants, new.parties
    if new.date and (known.date is None or known.date.contains(new.date)):
        known.date = new.date
    known.place = known.place or ("" if known.kind is MeetingKind.CALL else new.place)
    known.series = max(known.series, new.series, key=len)
    known.ordinal = known.ordinal or new.ordinal
    if not any(known.ranks):
        known.ranks = new.ranks
    if new.kind is MeetingKind.SESSION and known.series and new.series:
        known.kind = MeetingKind.SESSION
    if new.kind is MeetingKind.CALL and known.kind is MeetingKind.TALKS and not known.place:
        known.kind = MeetingKind.CALL
    if new.status in OFF:
        known.status = new.status
    known.implied = known.implied and new.implied
    known.elsewhere = known.elsewhere and new.elsewhere
    known.spans += new.spans
    known.strength = min(MOST, max(known.strength, new.strength) + TOLD_AGAIN)


def without_implied(told: list[Told]) -> list[Told]:
    """The meetings without those that are only implied where another of the same parties may be meant."""
    said = [t for t in told if not t.implied]
    return [
        t
        for t in told
        if not t.implied
        or not any(
            set(t.parties) <= set(s.parties) and (s.date is None or t.date is None or s.date.overlaps(t.date))
            for s in said
        )
    ]


def settle(told: list[Told]) -> None:
    """Plan what the present tense tells of without a date where a planned meeting of the same parties takes place."""
    ahead = [t for t in told if t.status is MeetingStatus.PLANNED and t.place and t.date]
    for one in told:
        if one.present and one.status is MeetingStatus.HELD and one.date is None and one.place:
            same = [t for t in ahead if places_agree(t.place, one.place) and set(t.parties) & set(one.parties)]
            if len(same) == 1:
                one.status, one.date = same[0].status, same[0].date


def one_series(a: str, b: str) -> bool:
    """Whether two names may mean one series: every word of the shorter is in the longer ("Task Force")."""
    short, long = sorted((set(a.lower().split()), set(b.lower().split())), key=len)
    return short <= long


def places_agree(one: str, other: str) -> bool:
    """Whether two places may be one; a name before the comma counts."""
    return not one or not other or one.split(",", maxsplit=1)[0] == other.split(",", maxsplit=1)[0]


def _one_edition(known: Told, new: Told) -> bool:
    if known.ordinal and new.ordinal:
        return known.ordinal == new.ordinal
    dates = known.date is not None and new.date is not None
    return known.following == new.following or dates or (known.following and not new.following)


def _statuses_agree(known: Told, new: Told) -> bool:
    if new.status in OFF and known.status is MeetingStatus.HELD:
        return False  # what was held was not called off
    return known.status is new.status or (new.definite and not new.date)


def _kinds_agree(known: Told, new: Told) -> bool:
    """A session or conference may be told again as talks or a call; two with names of their own are not one."""
    kinds = {known.kind, new.kind}
    if known.ordinal and known.ordinal == new.ordinal and known.series and new.series:
        return True  # one edition of one series
    if known.beside != new.beside and kinds & PLAIN:
        return False
    if len(kinds) > 1 and new.series and not known.series and not (new.date or new.definite or new.ordinal):
        return False  # "they praised the Strategic Dialogue" names none of theirs
    return len(kinds) == 1 or kinds <= PLAIN or (kinds <= LOOSE and one_series(known.series, new.series))


def _others(known: Told, new: Told, people: Mapping[str, Draft]) -> bool:
    """Whether both name persons for one party and none of these is the same."""
    sides: list[dict[str, set[str]]] = []
    for told in (known, new):
        side: dict[str, set[str]] = {}
        for draft in (people[p] for p in told.participants if p in people):
            side.setdefault(draft.country or draft.body, set()).add(draft.name)
        sides.append(side)
    return any(not sides[0][party] & sides[1][party] for party in sides[0].keys() & sides[1].keys())


def _personal(told: Told) -> int:
    """How many participants are persons rather than codes."""
    return sum(1 for p in told.participants if p not in told.parties)
