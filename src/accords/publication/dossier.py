"""The dossier: everything known of one party, or between two."""

from __future__ import annotations

from collections.abc import Sequence

from accords.publication.knowledge import Knowledge
from accords.publication.report import Report
from accords.publication.scope import report, scope
from accords.publication.sections.disagreements import disagreements
from accords.publication.sections.instruments import instruments
from accords.publication.sections.meetings import meetings_by_level, series
from accords.publication.sections.people import people
from accords.publication.sections.standing import fulfilled, open_items, overdue
from accords.publication.wordings import parties as named


def dossier(knowledge: Knowledge, parties: Sequence[str]) -> Report:
    """Everything known of one party, or of what is between several, by their codes."""
    about = scope(knowledge, tuple(parties))
    sections = (
        overdue(about),
        open_items(about),
        instruments(about),
        fulfilled(about),
        meetings_by_level(about),
        series(about),
        disagreements(about),
        people(about),
    )
    return report(about, f"Dossier: {named(about.circle.parties)}", "", sections)
