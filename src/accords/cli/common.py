"""What every command shares: dates as options, errors as messages on standard error."""

from __future__ import annotations

from datetime import date, datetime

import typer

from accords.core.errors import UnreadableSource


def as_date(value: datetime | None) -> date | None:
    """The day of an option that typer parsed."""
    return value.date() if value else None


class Problems:
    """Reports unreadable texts as they come and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, problem: UnreadableSource) -> None:
        """Say what went wrong; the rest of the batch goes on."""
        self.count += 1
        typer.echo(f"error: {problem}", err=True)

    def exit(self, done: int) -> None:
        """Exit with 1 where a text could not be read."""
        if self.count:
            typer.echo(f"{self.count} of {self.count + done} texts could not be read", err=True)
            raise typer.Exit(1)
