from __future__ import annotations

import pytest

from accords.extraction.datelines import detach, find_dateline
from accords.extraction.parser import load_english


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OSLO – The ministers met.", "Oslo"),
        ("OSLO, 3 March – The ministers met.", "Oslo"),
        ("PARIS (AP) — The ministers met.", "Paris"),
        ("GENEVA, Switzerland -- The ministers met.", "Geneva"),
        ("Moscow, September 1 – The ministers met.", "Moscow"),
        ("Bergen, 1 September (NTB) – The ministers met.", "Bergen"),
        ("PORT LOUIS – The ministers met.", "Port Louis"),
        ("Mendoza – The ministers met.", "Mendoza"),
        ("Ministers meet\n\nOSLO, 3 March – The ministers met.", "Oslo"),
        ("Trade – The ministers met.", ""),
        ("The ministers met – again.", ""),
        ("Ministers meet – again.", ""),
        ("JOINT STATEMENT – The ministers met.", ""),
        ("Bergen – the city of rain – waits.", ""),
        ("They met in OSLO – again.", ""),
    ],
)
def test_place(text: str, place: str) -> None:
    assert find_dateline(text, 0).place == place


def test_spelling_of_the_text() -> None:
    assert find_dateline("NY-ÅLESUND – The ministers came to Ny-Ålesund.", 0).place == "Ny-Ålesund"


def test_behind_the_title() -> None:
    found = find_dateline("Ministers meet\n\nOSLO – They met.\n\nIt rained.", len("Ministers meet"))
    assert (found.place, found.lead) == ("Oslo", (16, 32))


def test_detached_under_the_clause_behind() -> None:
    text = "OSLO – The ministers of Norway and Sweden met on Monday. They left."
    doc = load_english()(text)
    sentences = [sentence.text for sentence in doc.sents]
    detach(doc, find_dateline(text, 0))
    met = next(token for token in doc if token.text == "met")
    assert [sentence.text for sentence in doc.sents] == sentences
    assert met.dep_ == "ROOT"
    assert [c.text for c in met.children if c.dep_ == "nsubj"] == ["ministers"]
    assert (doc[0].head, doc[0].dep_) == (met, "dep")
