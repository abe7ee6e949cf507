"""TRACK: where every commitment and instrument stands on a day, and what changed between two days."""

from accords.monitoring.changes import Change, ChangeKind, changes
from accords.monitoring.following import follow
from accords.monitoring.meetings import MeetingStanding, meetings

__all__ = ["Change", "ChangeKind", "MeetingStanding", "changes", "follow", "meetings"]
