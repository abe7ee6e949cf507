"""READ: anything that holds text becomes a Document."""

from accords.corpus.duplicates import Duplicate, DuplicateIndex, is_edited, same_place
from accords.corpus.reader import UNDATED, listed, read, read_all

__all__ = ["UNDATED", "Duplicate", "DuplicateIndex", "is_edited", "listed", "read", "read_all", "same_place"]
