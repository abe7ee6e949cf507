from __future__ import annotations

import pytest

from accords.core.commitment import Deadline
from accords.core.timex import Edtf
from accords.core.vocabulary import (
    DeadlineRelation,
    MeetingKind,
    MeetingLevel,
    Modality,
    Stage,
)
from accords.monitoring.lifecycle import goals
from accords.publication.wordings import due, outlet, when, wordings
from tests.makers import document


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2014-05-02", "on 2 May 2014"),
        ("2014-05", "in May 2014"),
        ("2014", "in 2014"),
        ("2014-22", "in summer 2014"),
        ("2014-33", "in the first quarter of 2014"),
        ("201X", "in the 2010s"),
        ("2014~", "about 2014"),
        ("../2014", "by 2014"),
        ("2013/2015", "between 2013 and 2015"),
        ("[2014-06-09,2014-06-10]", "on 9 June 2014 or 10 June 2014"),
        ("[2014-06,2014-07]", "in June 2014 or July 2014"),
    ],
)
def test_a_date_is_never_finer_than_it_is_known(date: str, words: str) -> None:
    assert when(Edtf(date)) == words


@pytest.mark.parametrize(
    ("date", "relation", "event", "words"),
    [
        ("2015", "by", "", "in 2015 at the latest"),
        ("../2015", "by", "", "by 2015"),
        ("2014-05", "in", "", "in May 2014"),
        (None, "at_event", "the forum in Omsk", "at the forum in Omsk"),
        ("2014-05-02", "at_event", "next summit", "at the next summit (2 May 2014)"),
        (None, "at_event", "at the spring session", "at the spring session"),
        (None, "none", "", ""),
    ],
)
def test_deadlines(date: str | None, relation: str, event: str, words: str) -> None:
    assert due(Deadline(Edtf(date) if date else None, DeadlineRelation(relation), event)) == words


def test_every_member_of_the_closed_lists_has_a_word() -> None:
    tables = wordings()
    assert set(tables["levels"]) == set(MeetingLevel)
    assert set(tables["kinds"]) == set(MeetingKind)
    assert set(tables["modalities"]) == {*Modality, "planned", "named"}
    assert set(tables["stages"]) >= set(tables["events"]) == set(Stage)
    assert {f"planned_{goal.name}" for goal in goals()} <= set(tables["stages"])
    assert set(tables["months"]) <= set(tables["recurrences"])


def test_the_outlet_is_the_publisher_the_site_the_source_or_the_file() -> None:
    from dataclasses import replace

    one = document("note")
    assert outlet(one) == "note"
    assert outlet(replace(one, source="texts/note.md")) == "note"
    assert outlet(replace(one, source="Coast Daily")) == "Coast Daily"
    assert outlet(replace(one, source="https://www.example.org/a/b")) == "example.org"
    assert outlet(replace(one, source="https://example.org/a", publisher="The Coast")) == "The Coast"
