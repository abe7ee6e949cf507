"""Exact and near duplicates."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from accords.core.document import Document
from accords.core.ids import content_id
from accords.corpus import DuplicateIndex, is_edited, same_place

WORDS = [f"word{n}" for n in range(400)]


def document(text: str, stem: str = "a") -> Document:
    return Document(content_id("doc", text), stem, stem, "", text)


def story(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def test_the_same_text_is_an_exact_duplicate() -> None:
    index = DuplicateIndex()
    assert index.add(document("They met.", "first")) is None
    found = index.add(document("They met.", "second"))
    assert found
    assert (found.stem, found.similarity, str(found)) == ("first", 1.0, "the same text as first")


def test_an_edited_story_is_a_near_duplicate() -> None:
    index = DuplicateIndex()
    index.add(document(" ".join(story(1)), "first"))
    index.add(document(" ".join(story(2)), "other"))
    edited = story(1)
    edited[100:103] = ["new", "words"]
    found = index.add(document(" ".join(edited), "second"))
    assert found
    assert found.stem == "first"
    assert 0.9 < found.similarity < 1.0
    assert "nearly the same text as first" in str(found)


def test_layout_alone_makes_no_exact_duplicate() -> None:
    index = DuplicateIndex()
    index.add(document("They met.\n\nThey talked about trade.", "first"))
    found = index.add(document("They met. They talked about trade!", "second"))
    assert found
    assert found.similarity == 0.999


def test_a_shared_opening_is_no_duplicate() -> None:
    index = DuplicateIndex()
    index.add(document(" ".join(story(3, 80) + story(4)), "first"))
    assert index.add(document(" ".join(story(3, 80) + story(5)), "second")) is None


@given(st.lists(st.text(max_size=40), max_size=8))
def test_a_second_reading_finds_every_text(texts: list[str]) -> None:
    index = DuplicateIndex()
    for text in texts:
        index.add(document(text))
    for text in texts:
        found = index.add(document(text))
        assert found
        assert found.similarity == 1.0


def test_what_is_remembered_is_found_later() -> None:
    index = DuplicateIndex()
    index.remember(document(" ".join(story(6)), "old"))
    found = index.add(document(" ".join([*story(6)[:-2], "new"]), "new"))
    assert found
    assert found.stem == "old"


def test_edited_texts_are_told_from_different_ones() -> None:
    words = story(1)
    first = document(" ".join(words))
    assert is_edited(first, document(" ".join([*words[:100], "new", "words", *words[100:]])))
    assert is_edited(first, document(" ".join(words + story(2))))
    assert not is_edited(first, document(" ".join(story(2))))
    assert not is_edited(document("Yes."), document("No."))


def test_places_are_files_and_addresses() -> None:
    one = document("They met.")
    for source, other, same in (
        ("talks.txt", "./talks.txt", True),
        ("talks.txt", str(Path("talks.txt").resolve()), True),
        ("2014/talks.txt", "2015/talks.txt", False),
        ("https://a.example/1", "https://a.example/1", True),
        ("https://a.example/1", "talks.txt", False),
        ("standard input", "standard input", False),
    ):
        assert same_place(replace(one, source=source), replace(one, source=other)) is same
