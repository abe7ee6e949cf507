"""TRACK: where every commitment and instrument stands on a day, and what changed between two days."""

from accords.monitoring.changes import Change, ChangeKind, changes
from accords.monitoring.following import follow

__all__ = ["Change", "ChangeKind", "changes", "follow"]
