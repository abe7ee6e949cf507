"""One record as text: the words that were read stand out on a terminal, and in [brackets] elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from accords.core.assertion import Assertion
from accords.core.matter import Matter
from accords.publication.captions import cited
from accords.publication.record import Account, Piece, Record, Tie
from accords.publication.terminal import beside, plain, print_all
from accords.publication.wordings import capital, due, on, parties, sentence

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def record_to_text(record: Record, width: int = 80) -> str:
    """The record as plain text of at most `width` columns."""
    return plain(_record(record, styled=False), width)


def print_record(record: Record, console: Console) -> None:
    """Print the record on a console, with its styles if it has any."""
    print_all(_record(record, styled=console.is_terminal), console)


def _record(record: Record, *, styled: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(capital(record.label or record.kind), style="bold")
    yield Text(f"{record.kind} {record.id}", style="dim")
    if record.within:
        yield Text(f"part of {', '.join(record.within)}", style="dim")
    if record.matter:
        yield from _matter(record.matter)
    yield Text(f"\nWHAT IS SAID, as known on {on(record.as_of)}", style="bold")
    for account in record.accounts:
        yield from _account(account, styled=styled)
    if record.ties:
        yield Text("\nHELD TO BE THE SAME, and why", style="bold")
        yield from map(_tie, record.ties)


def _matter(matter: Matter) -> Iterator[RenderableType]:
    from rich.text import Text

    clauses = (
        [f"{parties(matter.parties)}: {matter.status.value.replace('_', ' ')}"]
        if matter.parties
        else [matter.status.value.replace("_", " ")]
    )
    if matter.deadline and due(matter.deadline):
        clauses.append(f"due {due(matter.deadline)}")
    if matter.first_deadline and matter.first_deadline.date:
        clauses.append(f"first due {due(matter.first_deadline)}")
    clauses.append(matter.note)
    for kept in matter.kept:
        day = f" ({kept.status_date.words()})" if kept.status_date else ""
        clauses.append(f"{kept.goal.replace('_', ' ')}: {kept.status.value.replace('_', ' ')}{day}")
    yield Text(" ".join(sentence(clause) for clause in clauses if clause))
    yield Text("\nHISTORY", style="bold")
    for step in matter.history:
        said = f"{step.status.value.replace('_', ' ')}: {step.note}" if step.note else step.status.value
        yield beside(step.known.isoformat(), Text.assemble(said, "\n", (step.member, "dim")), 12)


def _account(account: Account, *, styled: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"\n{cited(account.publisher, account.published, account.title, account.document)}", style="bold")
    yield Text(f"{account.kind} {account.ref}", style="dim")
    for quote in account.quotes:
        yield beside("", _quote(quote, styled=styled), 2)
    for (found_by, recorded, known, since), assertions in groupby(account.assertions, key=_reading):
        yield from _properties(assertions)
        words = f"known since {known}, recorded {recorded}, found by {found_by}{since}"
        yield beside("", Text(words, style="dim"), 2)


def _reading(one: Assertion) -> tuple[str, str, str, str]:
    since = "; superseded by a later reading" if one.superseded else ""
    return one.found_by, f"{one.recorded:%Y-%m-%d %H:%M} UTC", one.known.isoformat(), since


def _quote(pieces: Sequence[Piece], *, styled: bool) -> RenderableType:
    from rich.text import Text

    found = Text("“")
    for piece in pieces:
        words = " ".join(f"|{piece.words}|".split()).removeprefix("|").removesuffix("|")
        if piece.marked:
            found.append(words if styled else f"[{words}]", style="bold underline" if styled else "")
        else:
            found.append(words)
    return found.append("”")


def _properties(assertions: Iterable[Assertion]) -> Iterator[RenderableType]:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for width in (0, 18):
        table.add_column(width=width)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", width=5)
    for one in assertions:
        name = f"{one.property} (taken back)" if one.retracts else one.property
        table.add_row("", name, _value(one.value), f"{one.confidence:.2f}")
    yield table


def _value(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(part)}" for key, part in value.items() if part is not None)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _tie(tie: Tie) -> RenderableType:
    from rich.text import Text

    return beside(f"{tie.score:.2f}", Text.assemble(f"{tie.explanation}\n", (f"{tie.one}\n{tie.other}", "dim")), 6)
