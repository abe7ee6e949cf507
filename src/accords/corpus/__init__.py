"""READ: anything that holds text becomes a Document."""

from accords.corpus.duplicates import Duplicate, DuplicateIndex
from accords.corpus.reader import UNDATED, listed, read, read_all

__all__ = ["UNDATED", "Duplicate", "DuplicateIndex", "listed", "read", "read_all"]
