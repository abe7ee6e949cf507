"""Cases of the repairs behind the parser, and that they leave trees whole."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from accords.extraction.parser import load_english
from accords.extraction.parser_tree import Tree

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("repairs.toml").read_text(encoding="utf-8")
)


@cache
def english() -> Language:
    return load_english()


@pytest.mark.parametrize("case", CASES["arcs"], ids=lambda case: f"{case['word']}: {case['why']}")
def test_arcs(case: dict[str, str]) -> None:
    doc = english()(case["text"])
    token = [token for token in doc if token.text == case["word"]][-1]
    assert (token.head.text, token.dep_) == (case["head"], case["relation"])


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["why"])
def test_names(case: dict[str, Any]) -> None:
    doc = english()(case["text"])
    assert [f"{name.label_} {name.text}" for name in doc.ents] == case["names"]
    assert len(doc._.name_scores) == len(doc.ents)


@pytest.mark.parametrize("case", CASES["arcs"], ids=lambda case: case["text"][:40])
def test_trees_stay_whole(case: dict[str, str]) -> None:
    for sentence in english()(case["text"]).sents:
        assert [token for token in sentence if token.head == token] == [sentence.root]
        assert {token.i for token in sentence.root.subtree} == {token.i for token in sentence}


@pytest.mark.parametrize(
    "text", ["", "\n\n", "President", "President of", "Ministers of Foreign Affairs and", "and, and"]
)
def test_fragments(text: str) -> None:
    assert english()(text).text == text


def test_repairing_twice_changes_nothing_more() -> None:
    for case in CASES["arcs"]:
        doc = english()(case["text"])
        before = [(token.head.i, token.dep_) for token in doc]
        doc = english().get_pipe("accords_tree_repair")(doc)
        assert [(token.head.i, token.dep_) for token in doc] == before


def test_moves_refuse_circles_and_other_sentences() -> None:
    doc = english()("The ministers met. They signed a treaty.")
    tree = Tree(doc)
    met, signed = (token.i for token in doc if token.dep_ == "ROOT")
    assert not tree.move(met, met - 1, "dep")
    assert not tree.move(met - 1, signed, "nsubj")
    assert tree.move(met - 1, met, "obj")
    assert tree.relations[met - 1] == "obj"
    tree.write()
    assert doc[met - 1].dep_ == "obj"
