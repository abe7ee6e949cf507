from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from accords.core.errors import UnknownRecord
from accords.ledger import open_ledger
from accords.publication import Record, record
from tests.publication.scenes import OSLO, TEXTS, TURKU, known

ON = date(2014, 6, 30)
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True, clock=lambda: NOW) as open_one:
        for one in TEXTS:
            open_one.record(one, "extraction 1")
    return path


def show(ledger: Path, name: str, on: date = ON) -> Record:
    with open_ledger(ledger) as open_one:
        return record(known(on), name, lambda ref: open_one.assertions(ref, on))


def test_a_finding_with_its_words_and_assertions(ledger: Path) -> None:
    found = show(ledger, "oslo/c1")
    (account,) = found.accounts
    assert (found.kind, found.label, account.ref) == ("commitment", "open a joint rescue centre", "oslo/c1")
    assert [(piece.words, piece.marked) for piece in account.quotes[0]] == [
        ("They agreed to open a joint rescue centre by 2016", True),
        (".", False),
    ]
    values = {one.property: one.value for one in account.assertions}
    assert values["what"] == "open a joint rescue centre"
    assert values["deadline"]["edtf"] == "2016"
    assert {one.known for one in account.assertions} == {date(2014, 3, 5)}
    assert {one.found_by for one in account.assertions} == {"extraction 1"}
    assert [name.split("-")[0] for name in found.within] == ["same", "matter"]


def test_a_cluster_with_its_members_and_why_they_are_the_same(ledger: Path) -> None:
    cluster = known(ON).home["oslo/c1"].id
    found = show(ledger, cluster)
    assert [account.ref for account in found.accounts] == ["oslo/c1", "turku/c1"]
    (tie,) = found.ties
    assert {tie.one, tie.other} == {"oslo/c1", "turku/c1"}
    assert "same wording" in tie.explanation


def test_a_matter_with_its_history_and_stages_by_themselves(ledger: Path) -> None:
    matter = next(one for one in known(ON).matters if one.title == "Agreement on Arctic Rescue")
    found = show(ledger, matter.id)
    assert found.matter is not None
    assert [step.member for step in found.matter.history] == ["oslo/i1.e1", "turku/i1.e1"]
    stage = next(account for account in found.accounts if account.ref == "oslo/i1.e1")
    assert stage.kind == "stage"
    assert [one.value["stage"] for one in stage.assertions] == ["planned_signature"]


def test_an_id_of_several_documents_shows_all_that_are_known_by_the_day(ledger: Path) -> None:
    assert [account.ref for account in show(ledger, "m1").accounts] == ["oslo/m1", "turku/m1", "coast/m1"]
    assert [account.ref for account in show(ledger, "m1", date(2014, 3, 6)).accounts] == ["oslo/m1"]


def test_a_commitment_that_is_a_stage_of_an_instrument_says_so(ledger: Path) -> None:
    from tests.makers import commitment, told

    sign = told(
        "vow",
        "2014-06-20",
        (
            "They will sign the Agreement on Arctic Rescue.",
            commitment("c", "sign the Agreement on Arctic Rescue", "FI", "NO"),
            *OSLO.instruments,
        ),
    )
    found = record(known(ON, [OSLO, TURKU, sign]), "vow/c", lambda _: [])
    assert "a stage in the life of: Agreement on Arctic Rescue" in [tie.explanation for tie in found.ties]


def test_unknown_ids_are_errors_with_near_ones(ledger: Path) -> None:
    with pytest.raises(UnknownRecord, match="did you mean oslo/c1"):
        show(ledger, "olso/c1")
    with pytest.raises(UnknownRecord, match="--ids"):
        show(ledger, "zzzzzzzzzz")
    with pytest.raises(UnknownRecord):
        show(ledger, "signed/i1")  # not known yet on that day
