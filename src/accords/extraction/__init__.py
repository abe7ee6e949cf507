"""EXTRACT: from a document to its findings, every one tied to its words.

>>> from accords.extraction import extract  # doctest: +SKIP
>>> extract(document).meetings  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from accords import __version__
from accords.core.document import Document
from accords.core.findings import Findings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VERSION = f"accords {__version__}"
BATCH = 16


@lru_cache(maxsize=2)
def pipeline(threads: int = 1) -> Language:
    """The English pipeline: the parser and every stage, loaded once per process."""
    from accords.extraction.annotator import STAGES
    from accords.extraction.parser import load_english

    nlp = load_english(threads)
    for stage in STAGES:
        nlp.add_pipe(stage.name)
    return nlp


def extract(document: Document) -> Findings:
    """The findings of one document."""
    return next(extract_all([document]))


def extract_all(
    documents: Iterable[Document], batch_size: int = BATCH, threads: int = 1, *, by_rule: bool = False
) -> Iterator[Findings]:
    """The findings of each document, in order.

    Args:
        documents: what to read.
        batch_size: how many are parsed together.
        threads: threads of the parser's network.
        by_rule: keep the confidence that the rules give, uncalibrated.
    """
    from accords.extraction.analysis import attach
    from accords.extraction.confidence import calibrated

    nlp = pipeline(threads)
    stream = iter(documents)
    while batch := list(islice(stream, batch_size)):
        docs = [nlp.make_doc(document.text) for document in batch]
        for doc, document in zip(docs, batch, strict=True):
            attach(doc, document)
        for _, component in nlp.pipeline:
            docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        found = map(_findings, docs)
        yield from found if by_rule else map(calibrated, found)


def _findings(doc: Doc) -> Findings:
    from accords.extraction.analysis import analysis
    from accords.extraction.timex.ranges import ends

    state, text = analysis(doc), doc.text
    return Findings(
        state.document,
        tuple(state.persons),
        tuple(state.meetings),
        tuple(state.instruments),
        tuple(state.commitments),
        tuple(state.series),
        tuple(state.statements),
        tuple(end for timex in state.timexes for end in ends(timex, text)),
        tuple(state.events),
    )
