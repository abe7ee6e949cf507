"""What the stages learn about one text, passed from stage to stage on the parsed document."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from accords.core.commitment import Commitment
from accords.core.document import Document
from accords.core.instrument import Instrument
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.statement import CodedEvent, Statement
from accords.core.timex import Timex
from accords.extraction.datelines import Dateline
from accords.extraction.gazetteer import Name
from accords.extraction.mentions import Mention
from accords.extraction.persons import Draft

EXTENSION = "accords"


@dataclass(slots=True)
class Analysis:
    """Working state of one document; every list is filled by the stage of its name."""

    document: Document
    names: list[Name] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    principals: tuple[str, ...] = ()
    title_end: int = 0
    dateline: Dateline = field(default_factory=Dateline)
    timexes: tuple[Timex, ...] = ()
    persons: list[Person] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[CodedEvent] = field(default_factory=list)


def analysis(doc: Doc) -> Analysis:
    """The working state that hangs on a parsed document."""
    found: Analysis = doc._.accords
    return found


def attach(doc: Doc, document: Document) -> None:
    """Hang a new working state on a document that is about to be analysed."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    setattr(doc._, EXTENSION, Analysis(document))
