"""The register: where every matter of a ledger stands, whoever is bound by it."""

from __future__ import annotations

from accords.publication.knowledge import Knowledge
from accords.publication.report import Report
from accords.publication.scope import report, scope
from accords.publication.sections.disagreements import disagreements
from accords.publication.sections.instruments import instruments
from accords.publication.sections.standing import fulfilled, open_items, overdue


def register(known: Knowledge) -> Report:
    """Every matter known on a day: overdue, open, fulfilled, and instruments by stage."""
    about = scope(known, ())
    sections = (overdue(about), open_items(about), fulfilled(about), instruments(about), disagreements(about))
    return report(about, "Register of matters", "", sections)
