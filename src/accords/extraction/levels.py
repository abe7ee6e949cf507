"""The level of a meeting, from the ranks of those who meet."""

from __future__ import annotations

from accords.core.vocabulary import MeetingLevel

SAME = {
    "head_of_state": MeetingLevel.HEADS_OF_STATE,
    "head_of_government": MeetingLevel.HEADS_OF_GOVERNMENT,
    "deputy_head_of_government": MeetingLevel.DEPUTY_HEADS_OF_GOVERNMENT,
    "deputy_head_of_state": MeetingLevel.DEPUTY_HEADS_OF_GOVERNMENT,
    "foreign_minister": MeetingLevel.FOREIGN_MINISTERS,
    "minister": MeetingLevel.MINISTERS,
    "senior_official": MeetingLevel.SENIOR_OFFICIALS,
}
# Ranks that meet as equals although their titles differ.
SHARED = (
    (frozenset({"head_of_state", "head_of_government"}), MeetingLevel.HEADS_OF_GOVERNMENT),
    (frozenset({"deputy_head_of_government", "deputy_head_of_state"}), MeetingLevel.DEPUTY_HEADS_OF_GOVERNMENT),
    (frozenset({"foreign_minister", "minister"}), MeetingLevel.MINISTERS),
)


def level_of(ranks: list[str]) -> MeetingLevel:
    """The rank all sides share; `mixed` where they differ, `other` where none is known.

    >>> level_of(["head_of_state", "head_of_government"]).value, level_of(["minister", "senior_official"]).value
    ('heads_of_government', 'mixed')
    """
    known = {rank for rank in ranks if rank in SAME}
    if not known:
        return MeetingLevel.MIXED if ranks and any(ranks) else MeetingLevel.OTHER
    if len(known) == 1:
        return SAME[known.pop()] if not (set(ranks) - {""} - set(SAME)) else MeetingLevel.MIXED
    return next((level for pair, level in SHARED if known <= pair), MeetingLevel.MIXED)
