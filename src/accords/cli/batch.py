"""A batch of texts as its user sees it: how far it is, what was wrong with which text, and what that means at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import typer

from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.corpus import UNDATED, Duplicate, listed

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 100
"""Texts between two lines of progress where there is no terminal."""

NAMED = 3
"""Texts named as examples where many have the same fault."""


class Batch:
    """Reports on standard error: a bar on a terminal, a line every so many texts elsewhere, and notes on single texts.

    Args:
        sources: Files, folders and "-"; `files` lists every text in them.
        quiet: Show no progress, because standard output goes to the same terminal.
    """

    def __init__(self, sources: Sequence[str | Path], *, quiet: bool = False) -> None:
        self.done = self.failed = 0
        self._undated: list[str] = []
        self._quiet = quiet
        self._bar: Progress | None = None
        self.files = listed(sources, self._refuse)
        self._started = time.monotonic()

    def __enter__(self) -> Batch:
        from rich.console import Console

        console = Console(stderr=True)
        if console.is_terminal and not self._quiet:
            self._bar = _bar(console)
            self._task = self._bar.add_task("", total=len(self.files), rate="")
            self._bar.start()
        self._started = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def say(self, line: str) -> None:
        """Write a line, above the bar if there is one."""
        if self._bar is None:
            typer.echo(line, err=True)
        else:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def on_error(self, problem: AccordsError) -> None:
        """Say what is wrong with a text; the rest of the batch goes on."""
        self._refuse(problem)
        self._step()

    def on_document(self, document: Document, earlier: Duplicate | None = None) -> None:
        """Count a text that is done, and say what should be known of it."""
        self.done += 1
        if earlier is not None:
            likeness = "the same text" if earlier.similarity == 1 else f"nearly the same text, {earlier.similarity:.0%}"
            name = document.stem if document.stem != earlier.stem else document.source
            self.say(f"note: {name} repeats {earlier.stem} ({likeness})")
        if UNDATED in document.notes:
            self._undated.append(document.source)
        for note in document.notes:
            if note.startswith("decoded") or note.endswith("replaced"):
                self.say(f"note: {document.source}: {note}")
        self._step()

    def _refuse(self, problem: AccordsError) -> None:
        self.failed += 1
        self.say(f"error: {problem}")

    def _step(self) -> None:
        seconds = time.monotonic() - self._started
        rate = (self.done + self.failed) / seconds if seconds else 0.0
        if self._bar is not None:
            self._bar.update(self._task, advance=1, rate=f"{rate:.1f} a second")
        elif not self._quiet and (self.done + self.failed) % EVERY == 0:
            self.say(progress_line(self.done + self.failed, len(self.files), rate))

    def finish(self, summary: str = "") -> None:
        """Say what came of it. Exits with 1 where a text could not be used."""
        if self._undated:
            named = ", ".join(self._undated[:NAMED]) + (", …" if len(self._undated) > NAMED else "")
            self.say(
                f"note: {texts(len(self._undated))} without a publication date, so relative dates stay unresolved; "
                f"give --published or a sidecar: {named}"
            )
        if summary:
            self.say(summary)
        if self.failed:
            self.say(f"{self.failed} of {texts(self.failed + self.done)} could not be used; the reasons are above")
            raise typer.Exit(1)


def texts(count: int) -> str:
    """A number of texts in words.

    >>> texts(1), texts(1226)
    ('1 text', '1,226 texts')
    """
    return f"{count:,} text{'' if count == 1 else 's'}"


def progress_line(done: int, total: int, rate: float) -> str:
    """How far a batch is; `rate` in texts a second.

    >>> progress_line(200, 1226, 20.5)
    '200 of 1,226 texts, 20.5 a second, about 50 s left'
    """
    left = (total - done) / rate if rate else 0.0
    words = f"{left / 60:.0f} min" if left >= 120 else f"{left:.0f} s"
    return f"{done:,} of {texts(total)}, {rate:.1f} a second, about {words} left"


def _bar(console: object) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("texts, {task.fields[rate]},"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    return Progress(*columns, console=console, transient=True)  # type: ignore[arg-type]
