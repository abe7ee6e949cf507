"""What `accords doctor` looks at: whether everything that Accords needs is here and works."""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.findings import Findings
from accords.core.ids import DIGITS

NEEDED_PYTHON = (3, 11)
SENTENCE = "The presidents of Finland and Sweden met in Turku on 4 March 2014 and signed a treaty on rescue at sea."
READ_RIGHTLY = ({"FI", "SE"}, "2014-03-04")
"""Parties and day of the one meeting in the sentence."""

LITTLE_SPACE, NO_SPACE = 500_000_000, 20_000_000
"""Bytes. A ledger takes about 35 kB for each page of text."""

REINSTALL = "install Accords again, for example with `pip install --force-reinstall accords`"


class Status(StrEnum):
    """OK; works, but something should be known; or needed and not there."""

    OK = "ok"
    WARN = "warn"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it stands, what was found, and what to do about it (empty where nothing is)."""

    name: str
    status: Status
    found: str
    remedy: str = ""


def checks(ledger: Path | None = None) -> Iterator[Check]:
    """Every check, in the order in which one thing needs the other; the last ones only where a ledger is named."""
    yield python()
    yield from packages()
    findings: list[Findings] = []
    yield model(findings)
    yield database(findings)
    yield processes()
    yield output()
    yield space(ledger.parent if ledger else Path())
    if ledger is not None:
        yield named_ledger(ledger)


def python() -> Check:
    """Whether this Python is new enough."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < NEEDED_PYTHON:
        return Check("Python", Status.MISSING, found, f"use Python {'.'.join(map(str, NEEDED_PYTHON))} or newer")
    return Check("Python", Status.OK, found)


def packages() -> Iterator[Check]:
    """Whether the libraries that Accords names are installed, in the versions it names; extras may be absent."""
    try:
        requirements, version = metadata.requires("accords") or [], metadata.version("accords")
    except metadata.PackageNotFoundError:
        yield Check(
            "accords", Status.WARN, "run from its source folder, not installed", "install it with `pip install .`"
        )
        return
    yield Check("accords", Status.OK, version)
    for requirement in requirements:
        yield _package(requirement)


def _package(written: str) -> Check:
    """One line of the package's metadata, for example `spacy~=3.8` or `pyarrow>=18; extra == "parquet"`."""
    name = re.split(r"[^\w.-]", written, maxsplit=1)[0]
    extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", written)
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        if extra:
            return Check(
                name, Status.WARN, f"not installed; only {extra[1]} needs it", f"pip install 'accords[{extra[1]}]'"
            )
        return Check(name, Status.MISSING, "not installed", REINSTALL)
    wanted = written.partition(";")[0].strip().removeprefix(name)
    if not _fits(found, written):
        return Check(name, Status.WARN if extra else Status.MISSING, f"{found}, but {wanted} is needed", REINSTALL)
    return Check(name, Status.OK, found)


def _fits(version: str, requirement: str) -> bool:
    from packaging.requirements import Requirement  # spaCy brings it

    return Requirement(requirement).specifier.contains(version, prereleases=True)


def model(findings: list[Findings]) -> Check:
    """Whether the language model loads and reads one sentence rightly; what it finds is added to `findings`."""
    try:
        from accords.extraction import extract

        address = hashlib.sha256(SENTENCE.encode()).hexdigest()
        document = Document(
            f"doc-{address[:DIGITS]}", "doctor", "doctor", address, SENTENCE, published=date(2014, 3, 5)
        )
        found = extract(document)
    except Exception as error:  # noqa: BLE001 - a broken installation raises anything
        return Check("language model", Status.MISSING, f"{type(error).__name__}: {error}", REINSTALL)
    findings.append(found)
    read = [(set(one.parties), one.date.text if one.date else "") for one in found.meetings]
    if read != [READ_RIGHTLY]:
        return Check("language model", Status.MISSING, "loads, but reads a plain sentence wrongly", REINSTALL)
    return Check("language model", Status.OK, "English; loads and reads a sentence rightly")


def database(findings: list[Findings]) -> Check:
    """Whether a ledger can be made, written, read and verified."""
    remedy = f"see that {tempfile.gettempdir()} can be written in; if it can, install Python anew, SQLite comes with it"
    try:
        from accords.ledger import database_version, open_ledger

        name = database_version()
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "doctor.db", create=True) as ledger:
            for found in findings:
                ledger.record(found, "doctor")
            whole = ledger.verify().whole and ledger.findings() == findings
    except Exception as error:  # noqa: BLE001 - a broken installation raises anything
        return Check("database", Status.MISSING, f"{type(error).__name__}: {error}", remedy)
    if not whole:
        return Check("database", Status.MISSING, f"{name} does not give back what was written", remedy)
    return Check("database", Status.OK, f"{name}; a ledger can be made, written and verified")


def processes() -> Check:
    """How many processes extraction will use, and whether this system lets them be started."""
    from accords.workers import cores

    try:
        multiprocessing.get_context("spawn").Semaphore()
    except (ImportError, OSError, NotImplementedError) as error:
        return Check("processes", Status.WARN, f"only one ({error})", "give --jobs 1 to run and extract")
    return Check("processes", Status.OK, f"{cores()} for extraction")


def output() -> Check:
    """Whether names with accents can be printed."""
    encoding = (sys.stdout.encoding or "").lower()
    if not encoding.replace("-", "").startswith("utf8"):
        return Check(
            "output", Status.WARN, f"encoded as {encoding or 'unknown'}", "set PYTHONUTF8=1 in the environment"
        )
    return Check("output", Status.OK, encoding)


def space(folder: Path) -> Check:
    """Whether the disk has room for a ledger."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("disk space", Status.MISSING, f"{folder}: {error.strerror or error}", "make the folder first")
    status = Status.OK if free >= LITTLE_SPACE else Status.WARN if free >= NO_SPACE else Status.MISSING
    remedy = "" if status is Status.OK else "make room, or keep the ledger on another disk"
    return Check("disk space", status, f"{free / 1e9:.1f} GB free", remedy)


def named_ledger(path: Path) -> Check:
    """Whether a ledger can be read and nothing in it was changed or lost."""
    from accords.ledger import open_ledger

    try:
        with open_ledger(path) as ledger:
            found = ledger.verify()
    except AccordsError as error:
        return Check("ledger", Status.MISSING, f"{path}: {error.what}", error.remedy)
    if not found.whole:
        more = f", and {len(found.problems) - 1} more" if len(found.problems) > 1 else ""
        return Check(
            "ledger", Status.MISSING, f"{path} was altered: {found.problems[0]}{more}", "restore it from a copy"
        )
    return Check("ledger", Status.OK, f"{path} is whole: {found.documents:,} texts, {found.assertions:,} assertions")
