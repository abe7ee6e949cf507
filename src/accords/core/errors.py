"""One root error. Each names what went wrong, where, and what to do about it."""

from __future__ import annotations


class AccordsError(Exception):
    """Root of every error that Accords raises on purpose.

    Args:
        what: What went wrong, as a short clause.
        where: The file, record or option concerned; empty if there is none.
        remedy: What the reader can do; empty if nothing is known to help.

    >>> str(AccordsError("the file is empty", "talks.txt", "give a text"))
    'talks.txt: the file is empty; give a text'
    """

    exit_code = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(f"{where}: {what}" if where else what)

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message}; {self.remedy}" if self.remedy else message


class InvalidDate(AccordsError, ValueError):
    """A date that is not EDTF (ISO 8601-2)."""


class InvalidSpan(AccordsError, ValueError):
    """A span outside its text, or whose quote is not what the text says there."""


class UnreadableSource(AccordsError):
    """A file, folder or stream that no document can be made of."""


class InvalidLedger(AccordsError):
    """A file that is no ledger, or a ledger of another schema version."""

    exit_code = 3


class UnknownRecord(AccordsError, LookupError):
    """An id, party or meeting that the ledger does not know."""

    exit_code = 4
