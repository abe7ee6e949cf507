from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from accords.core.document import Document
from accords.extraction.analysis import Analysis, analysis, attach
from accords.extraction.annotator import meetings_stage, parties_stage, timex_stage
from accords.extraction.parser import load_english


def read(text: str) -> Analysis:
    """A text as the stages leave it, its confidences set by rule."""
    doc = load_english()(text)
    attach(doc, Document("d", "d", "d.txt", "0", text, published=date(2031, 5, 16)))
    return analysis(meetings_stage(parties_stage(timex_stage(doc))))


def confidence(text: str) -> float:
    [meeting] = read(text).meetings
    return meeting.confidence


ORDERED = [
    "Norwegian President Per Olsen met Finnish President Eero Lahti in Turku on Thursday. During the meeting they praised the ferry.",
    "Norwegian President Per Olsen met Finnish President Eero Lahti.",
    "Norway and Finland held talks.",
    "President Per Olsen of Norway and President Lars Berg of Sweden signed a treaty in Oslo on Thursday.",
]


@pytest.mark.parametrize(("surer", "less"), list(pairwise(ORDERED)))
def test_what_is_said_is_surer_than_what_is_resolved(surer: str, less: str) -> None:
    assert confidence(surer) > confidence(less)


def test_persons_with_office_and_state_are_surer_than_names() -> None:
    text = "Norwegian President Per Olsen praised the work of Lars Berg."
    surer, less = read(text).persons
    assert surer.confidence > less.confidence
