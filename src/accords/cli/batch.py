"""A batch of texts as its user sees it: how far it is, what was wrong with which text, and what that means at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import typer

from accords.cli.common import plural
from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.corpus import UNDATED, Duplicate, listed

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 100
"""Texts between two lines of progress where there is no terminal."""

DESCRIPTION = {
    "publication date": "published",
    "title": "title",
    "source": "source",
    "language": "language",
    "publisher": "publisher",
}
"""What is said of a text, in words, and the field of a document that holds it."""

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
        self._again: list[tuple[Document, Document]] = []
        self._edited: dict[str, str] = {}
        self._quiet = quiet
        self._bar: Progress | None = None
        self._others: Counter[str] = Counter()
        self.files = listed(sources, self._refuse, self._pass_over)
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

    def on_change(self, before: Document, after: Document) -> None:
        """Remember a text that is described anew, or that takes the place of an earlier version."""
        if before.id == after.id:
            self._again.append((before, after))
        else:
            since = f" from {after.published.isoformat()} on" if after.published else ""
            older = f"the earlier one stays readable as {before.stem}"
            self._edited[after.source] = f"{after.source}; its new version counts{since}, {older}"

    def _pass_over(self, path: Path) -> None:
        self._others[path.suffix.casefold() or "without an ending"] += 1

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
        if self._others:
            kinds = ", ".join(f"{count:,} {ending}" for ending, count in self._others.most_common())
            self.say(f"note: {plural(self._others.total(), 'file')} of other kinds passed over: {kinds}")
        if self._undated:
            self.say(
                f"note: {texts(len(self._undated))} without a publication date, so relative dates stay unresolved; "
                f"give --published or a sidecar: {_some(self._undated)}"
            )
        if self._again:
            self.say(f"{texts(len(self._again))} read again: {_news(self._again)}")
        if self._edited:
            many = f"their new versions count, the earlier ones stay readable: {_some(list(self._edited))}"
            told = many if len(self._edited) > 1 else next(iter(self._edited.values()))
            self.say(f"{texts(len(self._edited))} edited since the last run: {told}")
        if summary:
            self.say(summary)
        if self.failed:
            self.say(f"{self.failed} of {texts(self.failed + self.done)} could not be used; the reasons are above")
            raise typer.Exit(1)


def _some(names: Sequence[str]) -> str:
    """The first few names."""
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")


def _news(changes: Sequence[tuple[Document, Document]]) -> str:
    """What is said otherwise of texts: with its value where it is one text."""
    told = [
        (name, getattr(after, field))
        for before, after in changes
        for name, field in DESCRIPTION.items()
        if getattr(before, field) != getattr(after, field)
    ]
    if len(changes) == 1:
        return ", ".join(f"its {name} is now {value}" for name, value in told)
    return ", ".join(f"another {name}" for name in dict.fromkeys(name for name, _ in told))


def texts(count: int) -> str:
    """A number of texts in words."""
    return plural(count, "text")


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
