"""Making and opening a ledger's database, with every way that can go wrong said plainly."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from accords.core.errors import InvalidLedger
from accords.ledger import tables

BUSY_SECONDS = 120
"""How long one process waits for another's transaction. A document takes well under a second to record."""

OTHER_FILE = "name a ledger made by `accords run`, or a new file"
MAGIC = b"SQLite format 3\x00"


def database_version() -> str:
    """The database that ledgers are kept in, with its version."""
    return f"SQLite {sqlite3.sqlite_version}"


def engine_for(path: Path, *, create: bool) -> sa.Engine:
    """The engine of the ledger at `path`. Raises InvalidLedger where there is none, or none can be made."""
    if path.is_dir():
        raise InvalidLedger("this is a folder, not a ledger", str(path), "name a file in it")
    if not path.exists():
        if not create:
            raise InvalidLedger("there is no ledger here", str(path), "check the path, or make one with `accords run`")
        _create(path)
    _check_magic(path)
    engine = _engine(path)
    try:
        _check_schema(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, so that a writer takes its lock at once
    connection.execute("PRAGMA synchronous=FULL")  # what was reported as recorded outlives a power cut


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _create(path: Path) -> None:
    """Make an empty ledger beside its place and move it there whole: no process ever sees half of one."""
    if not path.parent.is_dir():
        if path.parent.exists():
            raise InvalidLedger("it cannot lie in a file", str(path), f"{path.parent} is no folder; name another")
        raise InvalidLedger("its folder does not exist", str(path), f"make the folder {path.parent} first")
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        draft.unlink(missing_ok=True)
        engine = _engine(draft)
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # the journal mode cannot change inside a transaction
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        with engine.execution_options(write=True).begin() as connection:
            tables.metadata.create_all(connection)
            connection.execute(sa.insert(tables.properties), {"key": "schema", "value": tables.SCHEMA})
        engine.dispose()
        _publish(draft, path)
    except (OSError, sa.exc.DBAPIError) as error:
        raise InvalidLedger(
            f"no ledger can be made here ({_reason(error)})",
            str(path),
            "choose a folder you may write in, with space left",
        ) from error
    finally:
        if path.parent.is_dir() and os.access(path.parent, os.W_OK):
            draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was faster, and its ledger is as empty as ours
    except OSError:  # a file system without hard links
        draft.rename(path)


def looks_like_ledger(path: Path) -> bool:
    """Whether a file begins as ledgers do. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _check_magic(path: Path) -> None:
    try:
        found = looks_like_ledger(path)
    except OSError as error:
        raise InvalidLedger(
            f"the ledger cannot be read ({_reason(error)})", str(path), "check its permissions"
        ) from error
    if not found:
        raise InvalidLedger("this file is not a ledger", str(path), OTHER_FILE)


def _check_schema(engine: sa.Engine, path: Path) -> None:
    try:
        with engine.connect() as connection:
            names = set(sa.inspect(connection).get_table_names())
            found = (
                connection.scalar(sa.select(tables.properties.c.value).where(tables.properties.c.key == "schema"))
                if tables.properties.name in names
                else None
            )
    except sa.exc.DBAPIError as error:
        raise read_failure(error, path) from error
    if found is None:
        raise InvalidLedger("this database is not a ledger", str(path), OTHER_FILE)
    if found != tables.SCHEMA:
        raise InvalidLedger(
            f"this ledger is written in {found}, this version reads {tables.SCHEMA}",
            str(path),
            "make a new ledger from its texts, or use the version of Accords that wrote it",
        )


def read_failure(error: sa.exc.DBAPIError, path: Path) -> InvalidLedger:
    """What to tell when the ledger's file is damaged, or closed to this user."""
    return InvalidLedger(
        f"the ledger cannot be read ({_reason(error)})",
        str(path),
        "check that its folder may be written in, or restore it from a copy",
    )


def write_failure(error: sa.exc.DBAPIError, path: Path) -> InvalidLedger:
    """What to tell when a transaction failed; nothing of it was kept."""
    return InvalidLedger(
        f"the ledger cannot be written ({_reason(error)})",
        str(path),
        "check permissions and free space, wait for other processes, and run again: nothing is lost",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, sa.exc.DBAPIError):
        return str(error.orig)
    return getattr(error, "strerror", None) or str(error)
