from __future__ import annotations

from datetime import date

import pytest

from accords.core.matter import Matter
from accords.publication.circle import Circle
from accords.publication.knowledge import knowledge
from tests.makers import commitment, findings, meeting

BETWEEN = findings(
    "talks",
    "2014-03-05",
    meetings=[meeting("m", "NO", "FI", on="2014-03-04")],
    commitments=[
        commitment("both", "open a rescue centre", "FI", "NO"),
        commitment("one", "lend two ships", "NO", spot=7),
        commitment("body", "finance the study", "EU", spot=8),
        commitment("three", "patrol the Baltic", "FI", "NO", "SE", spot=9),
        commitment("third", "dig a tunnel", "SE", spot=10),
        commitment("other", "trade timber freely", "FI", "SE", spot=11),
    ],
)
ELSEWHERE = findings("home", "2014-03-06", commitments=[commitment("own", "cut taxes at home", "NO")])
KNOWN = knowledge([BETWEEN, ELSEWHERE], date(2014, 4, 1))


def matter(item: str) -> Matter:
    return next(one for one in KNOWN.matters if any(ref.endswith(f"/{item}") for ref in one.members))


@pytest.mark.parametrize(
    ("item", "concerns", "whose"),
    [
        ("both", True, ""),
        ("one", True, "Norway"),
        ("body", True, "the EU"),
        ("three", True, "with Sweden"),
        ("third", False, "Sweden"),
        ("other", False, "Finland and Sweden"),
        ("own", False, "Norway"),
    ],
)
def test_what_concerns_a_pair_and_who_is_bound(item: str, concerns: bool, whose: str) -> None:
    pair = Circle(("NO", "FI"), KNOWN)
    assert pair.concerns(matter(item)) is concerns
    assert pair.whose(matter(item)) == whose


def test_what_concerns_one_party() -> None:
    sweden = Circle(("SE",), KNOWN)
    found = {
        item for item in ("both", "one", "body", "three", "third", "other", "own") if sweden.concerns(matter(item))
    }
    assert found == {"three", "third", "other"}
    assert sweden.whose(matter("other")) == "with Finland"


def test_members_of_a_small_body_are_bound_by_it() -> None:
    pair = Circle(("NO", "CH"), KNOWN)
    assert pair.includes(["EFTA", "UA"])
    assert not pair.includes(["EU", "NO"])
