"""What the ledger promises: nothing changed, nothing lost, nothing twice; by whom, since when, in which words."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accords.core.errors import InvalidLedger, InvalidSpan, UnknownRecord
from accords.core.findings import Findings
from accords.core.span import Span
from accords.core.timex import Timex, TimexType
from accords.ledger import Ledger, open_ledger
from tests.makers import commitment, edtf, findings, instrument, meeting, person, place, series

ROOT = Path(__file__).resolve().parents[2]


def text(number: int, published: str | None = "2013-02-11") -> Findings:
    made = findings(
        f"text{number}",
        published,
        persons=[person("p1", "Aru Bek", "KZ", "minister", "Minister of Water")],
        meetings=[meeting("m1", "KZ", "RU", on="2013-02-08", at="Omsk", ordinal=3)],
        instruments=[
            instrument("i1", "Treaty on Water", "KZ", "RU", events=[["signed", "2013-02-08"], ["ratified", "", "KZ"]])
        ]
        if number % 2
        else [instrument("i1", "Treaty on Water", "KZ", "RU")],
        commitments=[
            commitment("c1", f"build dam {number}", "KZ", by="2014"),
            commitment("c2", "meet", event="the forum"),
        ],
        series=[series("s1", "Water Forum")],
        timexes=[Timex(Span(1, 5), TimexType.DATE, "2013-02-08", "APPROX", edtf("2013-02-08~"), anchored=False)],
    )
    return replace(made, document=replace(made.document, title_span=Span(0, 5), notes=("decoded as utf-8",)))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "all.db", create=True, clock=lambda: datetime(2026, 1, 5, 12, tzinfo=UTC))


def test_everything_comes_back_equal(ledger: Ledger) -> None:
    told = [text(n, f"2013-0{n}-11") for n in range(1, 6)]
    for one in reversed(told):
        assert ledger.record(one, "extraction 1") > 10
    assert ledger.findings() == told
    assert ledger.documents() == [one.document for one in told]
    assert ledger.document(told[0].document.id) == ledger.document("text1") == told[0].document


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=1, max_size=5),
    confidence=st.floats(0, 1),
)
def test_any_wording_comes_back_equal(tmp_path: Path, words: list[str], confidence: float) -> None:
    promises = [
        replace(commitment(f"c{n}", what, "KZ", spot=n), confidence=confidence) for n, what in enumerate(words, 1)
    ]
    told = findings("any", commitments=promises)
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    with open_ledger(path, create=True) as ledger:
        ledger.record(told, "extraction 1")
        assert ledger.findings() == [told]
        assert ledger.verify().whole


def test_each_property_is_an_assertion_with_its_words(ledger: Ledger) -> None:
    one = text(1)
    ledger.record(one, "extraction 1")
    said = {assertion.property: assertion for assertion in ledger.assertions("text1/m1")}
    assert said["place"].value == "Omsk"
    assert "series" not in said
    assert said["place"].quote == place(2)[0].quote(one.document.text)
    assert str(said["date"].valid) == "2013-02-08"
    assert (said["date"].known, said["date"].recorded) == (date(2013, 2, 11), datetime(2026, 1, 5, 12, tzinfo=UTC))
    stages = [a.value["stage"] for a in ledger.assertions("i1") if a.property == "events"]
    assert stages == ["signed", "ratified"]


def test_known_since_publication_or_else_recording(ledger: Ledger) -> None:
    ledger.record(text(1), "extraction 1")
    ledger.record(text(2, None), "extraction 1")
    assert [one.document.stem for one in ledger.findings(date(2013, 2, 10))] == []
    assert [one.document.stem for one in ledger.findings(date(2026, 1, 4))] == ["text1"]
    assert [one.stem for one in ledger.documents(date(2026, 1, 5))] == ["text1", "text2"]


def test_a_newer_version_supersedes_its_own_findings(ledger: Ledger) -> None:
    old = text(1)
    new = replace(old, commitments=old.commitments[:1])
    ledger.record(old, "extraction 1.0")
    ledger.record(replace(old, persons=()), "Anna")
    assert ledger.record(new, "extraction 1.1") > 0
    assert ledger.knows(old.document, "extraction 1.0")
    assert ledger.record(old, "extraction 1.0") == 0
    assert len(ledger.findings(date(2013, 3, 1))[0].commitments) == len(old.commitments) + len(new.commitments)
    assert [a.retracts != "" for a in ledger.assertions(old.document.id)] == [False, False, True, False]
    assert ledger.verify().whole


def test_findings_of_nothing_are_remembered(ledger: Ledger) -> None:
    empty = findings("empty")
    assert not ledger.knows(empty.document, "extraction 1")
    assert ledger.record(empty, "extraction 1") == 1
    assert ledger.knows(empty.document, "extraction 1")
    assert ledger.findings() == [empty]


def test_words_outside_the_text_are_refused_whole(ledger: Ledger) -> None:
    bad = replace(text(1), series=(replace(series("s1", "Forum"), spans=(Span(9000, 9001),)),))
    with pytest.raises(InvalidSpan, match="text1"):
        ledger.record(bad, "extraction 1")
    assert ledger.documents() == []
    with pytest.raises(UnknownRecord):
        ledger.document("text1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assertions SET value = '\"Perm\"' WHERE property = 'place'",
        "UPDATE assertions SET known = '2012-01-01' WHERE sequence = 4",
        "DELETE FROM assertions WHERE sequence = 4",
        "UPDATE assertions SET sequence = 9999 WHERE sequence = 4",
        "UPDATE documents SET text = replace(text, 'sides', 'sites')",
        "UPDATE documents SET published = '2012-01-01'",
        "DELETE FROM documents WHERE stem = 'text2'",
        "UPDATE evidence SET quote = 'nothing'",
        "DELETE FROM evidence",
    ],
)
def test_tampering_is_found(ledger: Ledger, statement: str) -> None:
    ledger.record(text(1), "extraction 1")
    ledger.record(text(2), "extraction 1")
    assert ledger.verify().whole
    with sqlite3.connect(ledger.path) as raw:
        raw.execute(statement)
    assert not ledger.verify().whole


def test_content_does_not_depend_on_order_or_day(tmp_path: Path) -> None:
    digests = set()
    for day in (1, 2):
        with open_ledger(
            tmp_path / f"{day}.db", create=True, clock=lambda d=day: datetime(2026, 1, d, tzinfo=UTC)
        ) as made:  # type: ignore[misc]
            for number in (1, 2, 3) if day == 1 else (3, 1, 2):
                made.record(text(number, None), "extraction 1")
            digests.add(made.content_digest())
    assert len(digests) == 1


def test_texts_that_share_a_stem_are_told_apart(ledger: Ledger) -> None:
    one, other = text(1), text(2)
    other = replace(other, document=replace(other.document, stem=one.document.stem))
    ledger.record(one, "extraction 1")
    ledger.record(other, "extraction 1")
    ledger.record(replace(other, document=replace(other.document, stem="elsewhere")), "extraction 2")
    stems = {document.id: document.stem for document in ledger.documents()}
    assert stems[one.document.id] == one.document.stem
    assert stems[other.document.id] == f"{one.document.stem}-{other.document.id[4:12]}"
    assert {a.document for a in ledger.assertions(f"{stems[other.document.id]}/c1")} == {other.document.id}
    assert ledger.verify().whole


def test_a_text_has_further_sources(ledger: Ledger) -> None:
    first = text(1)
    again = replace(first.document, stem="again", source="again.txt", published=date(2013, 2, 12))
    with pytest.raises(UnknownRecord):
        ledger.add_source(again, "extraction 1")
    ledger.record(first, "extraction 1")
    digest = ledger.content_digest()
    assert ledger.add_source(again, "extraction 1") == 1
    assert ledger.add_source(again, "extraction 2") == 0
    found = [a for a in ledger.assertions(first.document.id) if a.property == "source"]
    assert [(a.value["source"], a.known) for a in found] == [("again.txt", date(2013, 2, 12))]
    assert ledger.findings() == [first]
    assert ledger.verify().whole
    assert ledger.content_digest() != digest


def told_anew(one: Findings, **said: object) -> Findings:
    return replace(one, document=replace(one.document, **said))  # type: ignore[arg-type]


def test_a_text_read_again_with_another_description_counts_once(ledger: Ledger) -> None:
    undated = text(1, None)
    ledger.record(undated, "extraction 1")
    ledger.record(replace(undated, persons=()), "Anna")
    dated = told_anew(undated, published=date(2013, 2, 11))
    assert not ledger.knows(dated.document, "extraction 1")
    assert ledger.described(dated.document) == dated.document
    assert ledger.record(dated, "extraction 1") > 10
    assert ledger.record(dated, "extraction 1") == 0
    assert ledger.knows(dated.document, "extraction 1")
    assert ledger.documents() == [dated.document]
    (known,) = ledger.findings(date(2013, 2, 11))
    assert known == dated
    assert not ledger.findings(date(2013, 2, 10))
    old, new = (a for a in ledger.assertions("text1/m1") if a.property == "place" and a.found_by != "Anna")
    assert (old.superseded, old.known, new.superseded, new.known) == (True, date(2026, 1, 5), False, date(2013, 2, 11))
    assert ledger.verify().whole


def test_descriptions_may_go_back_and_forth_and_the_last_one_holds(ledger: Ledger) -> None:
    first = text(1)
    later = told_anew(first, published=date(2013, 3, 1), title="Mended", title_span=None)
    for one in (first, later, first, later, first):
        assert ledger.record(one, "extraction 1") > 10
        assert ledger.findings() == [one]
    assert not ledger.findings(date(2013, 2, 10))
    assert ledger.verify().whole


def test_what_a_later_reading_leaves_unsaid_stays(ledger: Ledger) -> None:
    first = told_anew(text(1), publisher="Gazette")
    ledger.record(first, "extraction 1")
    for silent in (
        told_anew(
            first, published=None, title="", publisher="", notes=("published: unknown",), source="there/text1.txt"
        ),
        told_anew(first, stem="copy", published=date(2013, 5, 1)),
    ):
        assert ledger.described(silent.document) == first.document
        assert ledger.record(silent, "extraction 1") == 0
    ledger.record(told_anew(first, title="", source="https://gazette.example/1"), "extraction 1")
    assert ledger.document("text1") == replace(first.document, source="https://gazette.example/1")


def test_a_changed_description_is_found(ledger: Ledger) -> None:
    ledger.record(text(1), "extraction 1")
    ledger.record(told_anew(text(1), title="Mended"), "extraction 1")
    assert ledger.verify().whole
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("UPDATE assertions SET value = replace(value, 'Mended', 'Forged') WHERE property = 'description'")
    assert not ledger.verify().whole


def test_an_edited_text_takes_the_place_of_the_earlier_one_once_it_is_known(ledger: Ledger) -> None:
    first, edited = text(1, "2013-02-11"), text(2, "2013-03-01")
    edited = told_anew(edited, stem="text1")
    ledger.record(first, "extraction 1")
    ledger.record(edited, "extraction 1", instead_of=[first.document.id])
    assert ledger.findings(date(2013, 2, 28)) == [first]
    assert [one.document.id for one in ledger.findings(date(2013, 3, 1))] == [edited.document.id]
    assert [one.id for one in ledger.documents()] == [one.id for one in ledger.named("text1")] == [edited.document.id]
    assert ledger.document(first.document.id) == first.document
    assert not ledger.knows(first.document, "extraction 1")
    ledger.record(first, "extraction 1", instead_of=[edited.document.id])  # the edit is undone
    assert ledger.findings() == [first]
    assert ledger.verify().whole


def test_an_edited_text_of_an_earlier_day_replaces_the_other_since_that_was_known(ledger: Ledger) -> None:
    undated, edited = text(1, None), text(2, "2013-03-01")
    ledger.record(undated, "extraction 1")
    ledger.record(edited, "extraction 1", instead_of=[undated.document.id])
    assert [ledger.findings(day) for day in (date(2013, 2, 28), date(2013, 3, 1), None)] == [[], [edited], [edited]]


def record_some(path: str, numbers: list[int]) -> int:
    with open_ledger(path, create=True) as ledger:
        return sum(ledger.record(text(n), "extraction 1") for n in numbers)


def test_processes_may_write_at_once(tmp_path: Path) -> None:
    together, alone = str(tmp_path / "together.db"), str(tmp_path / "alone.db")
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        added = list(
            pool.map(record_some, [together] * 3, [list(range(20)), list(range(10, 30)), list(range(29, -1, -1))])
        )
    assert sum(added) == record_some(alone, list(range(30)))
    with open_ledger(together) as one, open_ledger(alone) as other:
        assert one.content_digest() == other.content_digest()
        assert one.verify().whole


def test_killed_at_any_moment_and_run_again(tmp_path: Path) -> None:
    path, numbers = tmp_path / "killed.db", list(range(60))
    code = f"from tests.ledger.test_store import record_some; record_some({str(path)!r}, list(range(60)))"
    for pause in (0.0, 0.01, 0.03, 0.06):
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
        limit = time.monotonic() + 30
        while not path.exists() and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.001)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if path.exists():
            with open_ledger(path) as ledger:
                assert ledger.verify().whole
    record_some(str(path), numbers)
    record_some(str(tmp_path / "calm.db"), numbers)
    with open_ledger(path) as one, open_ledger(tmp_path / "calm.db") as other:
        assert one.content_digest() == other.content_digest()
        assert one.findings() == other.findings()
        assert one.verify().whole


def test_what_is_no_ledger_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, and long enough to be sure of it")
    (tmp_path / "empty.db").touch()
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE cats (name TEXT)")
    for name, words in (
        ("notes.txt", "not a ledger"),
        ("empty.db", "not a ledger"),
        ("other.db", "not a ledger"),
        ("absent.db", "no ledger here"),
        (".", "folder"),
    ):
        with pytest.raises(InvalidLedger, match=words) as raised:
            open_ledger(tmp_path / name, create=False)
        assert raised.value.remedy


def test_a_ledger_of_another_schema_is_said(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("UPDATE ledger SET value = 'accords-ledger/0'")
    with pytest.raises(InvalidLedger, match="accords-ledger/0"):
        open_ledger(ledger.path)


def test_no_ledger_can_be_made_where_nothing_may_be_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidLedger, match="folder does not exist"):
        open_ledger(tmp_path / "missing" / "all.db", create=True)
    closed = Path("/proc") if Path("/proc").is_dir() else None
    if closed is None:
        pytest.skip("no folder here is closed to every user")
    with pytest.raises(InvalidLedger, match="no ledger can be made here"):
        open_ledger(closed / "all.db", create=True)
