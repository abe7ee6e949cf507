"""How sure a meeting is, by what tells of it: an explicit verb with two named persons most, what is inferred or resolved least."""

from __future__ import annotations

from accords.core.vocabulary import MeetingStatus
from accords.extraction.meeting_words import Candidate, parties_of
from accords.extraction.mentions import MentionKind

NAMED, PARTIES, BODY, RESOLVED, IMPLIED = 0.9, 0.8, 0.7, 0.5, 0.4
DATED, UNDATED_PLAN = 0.03, -0.1
TOLD_AGAIN, MOST = 0.05, 0.97


def strength_of(candidate: Candidate, dated: bool, numbered: bool, status: MeetingStatus) -> float:
    """The confidence of a meeting as one place tells of it, 0 to 1.

    Args:
        candidate: The words that tell of it.
        dated: Whether the text gives its date or place.
        numbered: Whether it is a numbered edition or a named body's session.
        status: Whether it was held or lies ahead.
    """
    own = [m for m in candidate.mentions if m.named and m.kind is not MentionKind.PRONOUN]
    persons = {party for m in own if m.persons for party in m.parties}
    if candidate.implied or candidate.wished:
        strength = IMPLIED
    elif len(persons) > 1:
        strength = NAMED
    elif len({*parties_of(own), *candidate.hosts}) > 1:
        strength = PARTIES
    else:
        strength = BODY if numbered else RESOLVED
    strength += DATED if dated else UNDATED_PLAN if status is MeetingStatus.PLANNED else 0.0
    return min(MOST, strength)
