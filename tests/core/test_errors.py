"""Errors say what, where and what to do."""

from __future__ import annotations

import inspect

import pytest

from accords.core import errors
from accords.core.errors import AccordsError

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, AccordsError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_what_where_and_what_to_do(kind: type[AccordsError]) -> None:
    error = kind("it is empty", "talks.txt", "give a text")
    assert str(error) == "talks.txt: it is empty; give a text"
    assert str(kind("it is empty")) == "it is empty"
    assert kind.__doc__
    assert 1 <= kind.exit_code < 126
