"""READ: anything that holds text becomes a Document."""

from accords.corpus.duplicates import Duplicate, DuplicateIndex
from accords.corpus.reader import read, read_all

__all__ = ["Duplicate", "DuplicateIndex", "read", "read_all"]
