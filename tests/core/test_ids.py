"""Content-derived ids."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from accords.core.ids import content_id

CONTENT = st.recursive(
    st.one_of(st.none(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)


@given(CONTENT)
def test_equal_content_has_an_equal_id(content: object) -> None:
    found = content_id("per", content)
    assert found == content_id("per", content)
    assert re.fullmatch(r"per-[0-9a-f]{16}", found)


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(content: dict[str, int]) -> None:
    assert content_id("x", content) == content_id("x", dict(reversed(content.items())))


@given(st.text(), st.text())
def test_parts_do_not_run_together(a: str, b: str) -> None:
    assert content_id("x", a, b) != content_id("x", a + b)
    assert (content_id("x", a) == content_id("x", b)) == (a == b)
