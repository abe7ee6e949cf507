"""The closed lists. Names and members are those of the design's section 2; nothing else may be stored."""

from __future__ import annotations

from enum import StrEnum


class MeetingLevel(StrEnum):
    """The rank that the sides of a meeting share."""

    HEADS_OF_STATE = "heads_of_state"
    HEADS_OF_GOVERNMENT = "heads_of_government"
    DEPUTY_HEADS_OF_GOVERNMENT = "deputy_heads_of_government"
    FOREIGN_MINISTERS = "foreign_ministers"
    MINISTERS = "ministers"
    SENIOR_OFFICIALS = "senior_officials"
    MIXED = "mixed"
    OTHER = "other"


class MeetingKind(StrEnum):
    TALKS = "talks"
    SESSION = "session"
    SUMMIT = "summit"
    FORUM = "forum"
    VISIT = "visit"
    CALL = "call"
    OTHER = "other"


class MeetingStatus(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class InstrumentKind(StrEnum):
    TREATY = "treaty"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    MEMORANDUM = "memorandum"
    DECLARATION = "declaration"
    PLAN = "plan"
    ROADMAP = "roadmap"
    OTHER = "other"


class Stage(StrEnum):
    """Stages of an instrument; the planned ones are announcements."""

    PROPOSED = "proposed"
    DRAFTING = "drafting"
    NEGOTIATION = "negotiation"
    INITIALLED = "initialled"
    SIGNED = "signed"
    RATIFIED = "ratified"
    ENTERED_INTO_FORCE = "entered_into_force"
    EXTENDED = "extended"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    PLANNED_SIGNATURE = "planned_signature"
    PLANNED_ENTRY_INTO_FORCE = "planned_entry_into_force"


class Modality(StrEnum):
    """How strongly a commitment binds: "hopes to", "is to", "agreed to" and "must" are different things."""

    AGREED = "agreed"
    INSTRUCTED = "instructed"
    INTENDS = "intends"
    EXPECTS = "expects"
    OBLIGED = "obliged"
    PROPOSED = "proposed"


class DeadlineRelation(StrEnum):
    BY = "by"
    IN = "in"
    ON = "on"
    DURING = "during"
    AT_EVENT = "at_event"
    NONE = "none"


class ReportedStatus(StrEnum):
    """What a text itself says about a commitment's progress."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    MISSED = "missed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"


class MatterStatus(StrEnum):
    """Where a matter stands on a date, judged from what was known by then."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    DUE = "due"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    PARTLY_FULFILLED = "partly_fulfilled"
    RESCHEDULED = "rescheduled"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"


class EventStatus(StrEnum):
    DONE = "done"
    PLANNED = "planned"
    DENIED = "denied"
