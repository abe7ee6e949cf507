"""What every command shares: dates as options, numbers in words, and errors as messages on standard error."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import typer

from accords.core.errors import AccordsError

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""


def as_date(value: datetime | None) -> date | None:
    """The day of an option that typer parsed."""
    return value.date() if value else None


def plural(count: int, noun: str) -> str:
    """A number of things in words.

    >>> plural(1, "text"), plural(1226, "text")
    ('1 text', '1,226 texts')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def errors_as_messages(after_interrupt: str = "nothing was changed") -> Iterator[None]:
    """Turn what goes wrong into one line on standard error and an exit status; `after_interrupt` is said after Ctrl-C."""
    try:
        yield
    except AccordsError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        typer.echo(f"stopped; {after_interrupt}", err=True)
        raise typer.Exit(INTERRUPTED) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read our output has seen enough; typer ends quietly
            raise
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"error: {where}{(error.strerror or str(error)).lower()}", err=True)
        raise typer.Exit(1) from error
