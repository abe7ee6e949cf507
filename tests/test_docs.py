"""What the pages say, held against the code: links, commands, stages, closed lists, formats, figures, and the README's session."""

from __future__ import annotations

import dataclasses
import re
import shlex
import textwrap
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from accords.cli import app
from accords.core import vocabulary
from accords.core.assertion import Assertion
from accords.core.commitment import Commitment
from accords.core.document import Document
from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.statement import CodedEvent, Statement
from accords.core.timex import Timex

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "accords"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("training/*.md")])
README, EXTRACTION, DATA_MODEL = ROOT / "README.md", ROOT / "docs" / "extraction.md", ROOT / "docs" / "data-model.md"

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
FILE_BLOCK = re.compile(r"cat > (\S+) <<'END'\n(.*)END\n", re.DOTALL)

RECORDS = (
    Assertion, CodedEvent, Commitment, Document, Instrument, Matter, Meeting, Person, Series, StageEvent, Statement, Timex,
)  # fmt: skip
OF_EVERY_RECORD = {"id", "spans", "span", "confidence"}
LISTS = {
    "meeting level": vocabulary.MeetingLevel,
    "meeting kind": vocabulary.MeetingKind,
    "meeting status": vocabulary.MeetingStatus,
    "instrument kind": vocabulary.InstrumentKind,
    "stage": vocabulary.Stage,
    "modality": vocabulary.Modality,
    "deadline relation": vocabulary.DeadlineRelation,
    "reported status": vocabulary.ReportedStatus,
    "matter status": vocabulary.MatterStatus,
    "statement kind": vocabulary.StatementKind,
    "event status": vocabulary.EventStatus,
}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page that are marked with a language, or with none."""
    return [textwrap.dedent(code) for _, marked, code in FENCE.findall(text_of(page)) if marked == language]


def rows(page: Path) -> dict[str, list[str]]:
    """The rows of a page's tables by their first cell."""
    lines = [line for line in text_of(page).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return {first.strip("`"): rest for first, *rest in cells}


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for link in LINK.findall(FENCE.sub("", text_of(page))):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead


def written_commands(page: Path, program: str) -> list[str]:
    """Commands as a page writes them: in backticks, or as lines of code."""
    text = text_of(page)
    inline = re.findall(rf"`({program} [^`\n]+)`", text)
    lines = re.findall(
        rf"^\s*(?:\.venv/bin/)?({program} .+)$", "\n".join([*blocks(page, ""), *indented(text)]), re.MULTILINE
    )
    return [*inline, *lines]


def indented(text: str) -> list[str]:
    return [line for line in FENCE.sub("", text).splitlines() if line.startswith("    ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sections_are_told_once(page: Path) -> None:
    headings = re.findall(r"^## .*", FENCE.sub("", text_of(page)), re.MULTILINE)
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_exist(page: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for written in written_commands(page, "accords"):
        name = written.split()[1]
        assert name in commands, written
        known = {option for parameter in commands[name].params for option in parameter.opts} | {"--help"}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", written)) <= known, written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    written = {word for command in written_commands(page, "make") for word in command.split("#")[0].split()[1:]}
    assert written <= targets


def test_the_stages_are_told_in_order_with_what_they_need_and_give() -> None:
    from accords.extraction.annotator import STAGES, TREE

    table = {name: cells for name, cells in rows(EXTRACTION).items() if name.startswith("accords_")}
    assert list(table) == [stage.name for stage in STAGES]
    for stage in STAGES:
        requires, assigns = table[stage.name]
        told = set(re.findall(r"`([\w.]+)`", requires)) | (set(TREE) if "the tree" in requires else set())
        assert set(stage.requires) <= told, stage.name
        assert set(stage.assigns) <= set(re.findall(r"`([\w.]+)`", assigns)), stage.name


def test_every_module_and_word_list_of_extraction_is_named() -> None:
    text = text_of(EXTRACTION)
    modules = {path.stem for path in (SOURCE / "extraction").glob("*.py")} - {"__init__"}
    lists = {path.name for path in (SOURCE / "extraction" / "languages" / "en").glob("*.toml")}
    assert not {name for name in modules | lists if f"`{name}`" not in text}, "name them in docs/extraction.md"


def test_figures_are_those_of_the_floors() -> None:
    floors = tomllib.loads(text_of(ROOT / "evaluation" / "floors.toml"))
    table, names = (
        rows(EXTRACTION),
        ("persons", "meetings", "instruments", "events", "commitments", "commitments_deadline", "series"),
    )
    assert table["what is measured"] == list(names)
    for row, section in (
        ("development, 60 texts", "development"),
        ("held out, 60 texts", "held_out"),
        ("development, news only, 15 texts", "development_news"),
        ("held out, news only, 15 texts", "held_out_news"),
        ("development, second set of news", "development_news_2"),
        ("held out, second set of news", "held_out_news_2"),
    ):
        assert [float(cell) for cell in table[row]] == [floors[section][name] for name in names]
    for corpus, floor in floors["timex"].items():
        assert f"{corpus} {floor}" in text_of(EXTRACTION)
    assert f"class {floors['plover']['class']}, class with parties\n{floors['plover']['triple']}" in text_of(EXTRACTION)


def test_formats_are_those_of_the_code() -> None:
    pattern = re.compile(r"accords-[a-z]+/\d+")
    in_code = {name for path in SOURCE.rglob("*.py") for name in pattern.findall(text_of(path))}
    assert set(pattern.findall(text_of(DATA_MODEL))) == in_code


@pytest.mark.parametrize("name", LISTS)
def test_closed_lists_are_those_of_the_vocabulary(name: str) -> None:
    assert rows(DATA_MODEL)[name][0].split(", ") == [member.value for member in LISTS[name]]


def test_every_closed_list_is_told() -> None:
    found = {one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, StrEnum)}
    assert found - {StrEnum} == set(LISTS.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_fields_of_records_are_told(record: type) -> None:
    told = set(re.findall(r"`(\w+)`", rows(DATA_MODEL)[record.__name__][1])) | OF_EVERY_RECORD
    assert {field.name for field in dataclasses.fields(record)} <= told


@pytest.fixture
def own_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The text that the README gives, in a folder of its own that is the current one."""
    found = [match for code in blocks(README, "") if (match := FILE_BLOCK.fullmatch(code))]
    assert len(found) == 1
    path = tmp_path / found[0][1]
    path.write_text(found[0][2], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return path


def test_the_session_of_the_readme_runs_and_prints_what_it_says(own_text: Path) -> None:
    printed = ""
    for line in "\n".join(code for code in blocks(README, "") if not FILE_BLOCK.fullmatch(code)).splitlines():
        if line.startswith("accords "):
            result = CliRunner().invoke(app, shlex.split(line)[1:])
            assert result.exit_code == 0, f"{line}\n{result.output}"
            printed += result.output
    for piece in blocks(README, "text")[0].split("…\n"):
        assert piece.strip() in printed, "run the README's commands and paste what they print"


def test_the_programs_in_the_page_on_extraction_run(own_text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code in blocks(EXTRACTION, "python"):
        exec(compile(code, EXTRACTION.name, "exec"), {})
    assert "['Riga', 'Oslo']" in capsys.readouterr().out
