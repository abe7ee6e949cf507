"""The closed lists."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum

import pytest

from accords.core import vocabulary
from accords.core.vocabulary import MatterStatus, MeetingLevel, Stage

LISTS = [kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if kind.__module__ == vocabulary.__name__]


@pytest.mark.parametrize("kind", LISTS)
def test_members_are_their_names_in_lower_case(kind: type[StrEnum]) -> None:
    for member in kind:
        assert member.value == member.name.lower()
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", member)
        assert kind(str(member)) is member


def test_nothing_else_is_taken() -> None:
    with pytest.raises(ValueError, match="presidents"):
        MeetingLevel("presidents")


def test_lists_that_other_systems_rely_on() -> None:
    assert len(Stage) == 13
    assert {Stage.PLANNED_SIGNATURE, Stage.PLANNED_ENTRY_INTO_FORCE} == {s for s in Stage if s.startswith("planned_")}
    assert len(MatterStatus) == 11
