"""The house rules that no linter checks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "accords"
LINES = 400
TEXT_ENDINGS = {".py", ".md", ".toml", ".txt", ".html", ".json", ".cfg", ".yml", ".yaml", ""}
PERSONAL = re.compile(r"/(?:work|root|home/\w+|Users/\w+)/")


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_modules_are_short() -> None:
    long = {str(m.relative_to(ROOT)): n for m in modules() if (n := len(m.read_text("utf-8").splitlines())) >= LINES}
    assert not long, f"modules of {LINES} lines or more: split them by what they are about"


def test_modules_start_with_a_docstring_and_future_annotations() -> None:
    lacking = [
        str(m.relative_to(ROOT))
        for m in modules()
        if m.read_text("utf-8").strip() and not m.read_text("utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert not lacking


def test_tests_mirror_sources() -> None:
    stages = {p.name for p in SOURCE.iterdir() if p.is_dir() and any(p.rglob("*.py"))}
    tested = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.rglob("test_*.py"))}
    built = {s for s in stages if any(m.stat().st_size for m in (SOURCE / s).rglob("*.py"))}
    assert not built - tested, "stages without a folder of tests"


def imported_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import accords", "import accords.core, accords.core.findings, accords.core.exchange, accords.core.errors"],
)
def test_importing_core_brings_the_standard_library_only(statement: str) -> None:
    before = imported_by("pass")
    brought = {name for name in imported_by(statement) - before if name not in sys.stdlib_module_names}
    assert brought <= {"accords"}


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import accords.corpus", {"trafilatura", "lxml", "py3langid", "charset_normalizer", "spacy", "sqlalchemy"}),
        ("import accords.extraction", {"spacy", "onnxruntime", "tokenizers", "sqlalchemy"}),
        ("import accords.publication", {"jinja2", "spacy", "sqlalchemy"}),
        ("import accords.cli", {"spacy", "onnxruntime", "sqlalchemy", "trafilatura"}),
    ],
)
def test_heavy_libraries_are_imported_when_needed(statement: str, heavy: set[str]) -> None:
    assert not imported_by(statement) & heavy


def test_every_command_is_documented() -> None:
    reference = ROOT / "docs" / "cli.md"
    if not reference.is_file():
        pytest.skip("docs/cli.md is not written yet")
    from typer.main import get_command

    from accords.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    text = reference.read_text("utf-8")
    missing = {name for name in commands if f"accords {name}" not in text}
    for name, command in commands.items():
        for parameter in command.params:
            missing |= {
                f"{name} {o}" for o in parameter.opts if o.startswith("--") and o != "--help" and f"`{o}" not in text
            }
    assert not missing, "run `make docs`"


def test_no_file_names_a_personal_path() -> None:
    pattern_free = Path(__file__)
    guilty = [
        str(p.relative_to(ROOT))
        for p in tracked()
        if p.suffix in TEXT_ENDINGS and p != pattern_free and p.stat().st_size < 2_000_000
        if PERSONAL.search(p.read_text("utf-8", errors="ignore"))
    ]
    assert not guilty


def test_the_lock_names_public_registries_only() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    hosts = {url.split("/")[2] for url in re.findall(r'(?:registry|url) = "([^"]+)"', lock)}
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
