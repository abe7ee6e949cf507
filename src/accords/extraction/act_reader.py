"""What the readers of acts know of one text: who is named, who is bound, what is dated."""

from __future__ import annotations

from accords.extraction.analysis import Analysis
from accords.extraction.bearers import Bearers
from accords.extraction.deadlines import DeadlineReader
from accords.extraction.syntax import Index


class ActReader:
    """Reads acts of one kind in one text.

    Args:
        index: The mentions of the text.
        state: What the stages before learned of it.
        bearers: Tells who is bound.
        deadlines: Reads what dates hang on words.
    """

    def __init__(self, index: Index, state: Analysis, bearers: Bearers, deadlines: DeadlineReader) -> None:
        self.index, self.state, self.bearers, self.deadlines = index, state, bearers, deadlines
