"""Office holders: names find the right person and term, and the tables agree with themselves and with others."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import defaultdict
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from accords.core.reference import countries, organisations
from accords.core.reference.office_holders import OPEN, RANKS, TABLES, OfficeHolder, holder_of, office_holders

LOOKUPS = tomllib.loads(Path(__file__).with_name("office_holders.toml").read_text("utf-8"))["lookups"]
HOLDERS = tuple(office_holders())


@pytest.mark.parametrize(("name", "on", "party", "rank", "why"), LOOKUPS)
def test_a_name_finds_its_office(name: str, on: str, party: str, rank: str, why: str) -> None:
    found = holder_of(name, date.fromisoformat(on) if on else None)
    assert ((found.party, found.rank) if found else ("", "")) == (party, rank), why


def test_parties_are_known() -> None:
    assert {holder.party for holder in HOLDERS} <= {*countries(), *organisations()}


def test_every_state_has_somebody() -> None:
    assert not set(countries()) - {holder.party for holder in HOLDERS}


def test_ranks_are_those_of_the_offices_lexicon() -> None:
    lexicon = resources.files("accords.extraction.languages.en").joinpath("offices.toml").read_text("utf-8")
    assert set(RANKS) == set(tomllib.loads(lexicon)["titles"]) - {"counterpart"}
    assert {holder.rank for holder in HOLDERS} <= set(RANKS)


def test_years_are_in_order_and_in_the_period() -> None:
    for holder in HOLDERS:
        assert 1900 < holder.since <= holder.until, holder
        assert 2007 <= holder.until <= 2026 or holder.until == OPEN, holder


def test_no_row_is_given_twice() -> None:
    rows = [
        (party, *row)
        for table in TABLES
        for party, terms in tomllib.loads(
            resources.files("accords.core.reference.office_holders").joinpath(f"{table}.toml").read_text("utf-8")
        ).items()
        for row in terms
    ]
    keys = [(party, names.partition("|")[0], rank, since) for party, names, rank, since, *_ in rows]
    assert len(keys) == len(set(keys))


def test_terms_of_one_person_in_one_rank_do_not_overlap() -> None:
    terms: dict[tuple[str, str, str], list[OfficeHolder]] = defaultdict(list)
    for holder in HOLDERS:
        if holder.rank not in {"minister", "senior_official"}:
            terms[holder.name, holder.party, holder.rank].append(holder)
    for held in terms.values():
        held.sort(key=lambda holder: holder.since)
        assert all(first.until <= second.since for first, second in pairwise(held)), held


def test_everybody_is_found_by_the_full_name() -> None:
    for holder in HOLDERS:
        last = min(holder.until, 2026)
        found = holder_of(holder.name, date((holder.since + last) // 2, 7, 1))
        if " " in holder.name:  # one word may be another's surname
            assert found is not None, holder
            assert found.name == holder.name


def test_the_tables_are_read_with_the_first_lookup_only() -> None:
    code = (
        "from accords.core.reference import office_holders as t; before = t.office_holders.cache_info().currsize;"
        "t.holder_of('Jane Roe'); print(before, t.office_holders.cache_info().currsize)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert said.split() == ["0", "1"]
