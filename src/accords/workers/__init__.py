"""The same pipeline on one process or many cores: extraction is shared out, reading and recording stay in one."""

from accords.workers.batches import FailedExtraction
from accords.workers.crew import cores, extract_all

__all__ = ["FailedExtraction", "cores", "extract_all"]
