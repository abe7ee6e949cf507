"""The rules of timex.toml compile, and each has a maker and a word that calls for it."""

from __future__ import annotations

import re

from accords.extraction.timex import MAKERS
from accords.extraction.timex.grammar import SPACE, expand, grammar
from accords.extraction.timex.lexicon import lexicon


def test_every_rule_has_a_maker_and_every_maker_a_rule() -> None:
    used = {rule.make for rules in grammar().rules.values() for rule in rules}
    assert used == set(MAKERS)


def test_every_need_is_called_by_some_word() -> None:
    called = {name for names in grammar().triggers.values() for name in names} | {"digit"}
    assert set(grammar().rules) <= called


def test_the_vocabulary_holds_the_lexicon() -> None:
    words = lexicon()
    assert {*words.months, *words.weekdays, *words.units, *words.numbers} <= grammar().vocabulary


def test_space_takes_one_line_break() -> None:
    assert re.fullmatch(SPACE, " \n  ")
    assert not re.fullmatch(SPACE, "\n\n")


def test_expand_leaves_classes_of_characters_alone() -> None:
    assert re.fullmatch(expand("a b[x ]{n}", {"n": "c"}), "a  b c")
