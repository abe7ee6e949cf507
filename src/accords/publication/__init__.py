"""PUBLISH: the brief for a coming meeting, dossiers of parties, the register of matters, one record; all with sources."""

from accords.publication.brief import brief
from accords.publication.dossier import dossier
from accords.publication.knowledge import Knowledge, knowledge
from accords.publication.party_names import party_code
from accords.publication.record import Record, record
from accords.publication.register import register
from accords.publication.report import Report

__all__ = ["Knowledge", "Record", "Report", "brief", "dossier", "knowledge", "party_code", "record", "register"]
