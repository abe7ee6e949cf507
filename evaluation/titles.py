"""Compare the titles of bilateral readouts with what is extracted from their bodies alone.

    python -m evaluation.titles [FOLDER] [--floor parties=.97] [--floor kind=.97] [--floor date=.98] [--errors]

"Readout of A's Call with B" says who met, whether they met or rang, and that it was about the day of publication. Extraction
reads the body without the title; the title alone tells what should be found. Three figures, each a share of 1:

    parties  some meeting of the body has both parties of the title (of all titles that name two)
    kind     the first of these is a call where the title says "call", and none where it says "meeting" (of all of these)
    date     its date lies within a day of the publication (of those with a date)

With --errors each miss is listed, but for texts of the held-out half, of which totals alone are looked at.
Exit status: 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.meeting import Meeting
from accords.core.vocabulary import MeetingKind
from accords.corpus import read_all
from accords.extraction import extract_all
from accords.extraction.meeting_groups import is_group
from evaluation.floor import floor, missed
from evaluation.scoring import SHARED

ROOT = Path(__file__).resolve().parents[1]
READOUTS = SHARED / "corpora" / "readouts"
DRAW = ROOT / "evaluation" / "gold" / "readouts" / "draw.toml"
MEETING = r"(?:Bilateral |Trilateral |Virtual )?Meetings?"
CALL = r"(?:Phone |Video |Secure Video )?Calls?"
TITLE = re.compile(rf"Readout of (.+?)\s(?:({CALL})|{MEETING}) with (.+)", re.IGNORECASE | re.DOTALL)
DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Case:
    """A readout: its document, and what its title says of the meeting."""

    document: Document
    called: bool

    @property
    def title(self) -> Document:
        """The title as a text of its own."""
        return replace(self.document, id="title", text=f"{self.document.title}.", title="", title_span=None)

    @property
    def body(self) -> Document:
        """The text without its title."""
        end = self.document.title_span.end if self.document.title_span is not None else 0
        return replace(self.document, id="body", text=self.document.text[end:].lstrip(), title="", title_span=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one readout; `kind` and `date` are None where they could not be judged."""

    stem: str
    parties: bool
    kind: bool
    date: bool | None


def cases(documents: Iterable[Document]) -> Iterator[Case]:
    """The readouts whose title tells of a call or meeting of two sides."""
    for document in documents:
        match = TITLE.match(document.title)
        if match is not None:
            yield Case(document, match[2] is not None)


def compare(case: Case, title: Findings, body: Findings) -> Outcome | None:
    """Judge one readout; None where its title does not name two parties ("European leaders" are named in the body)."""
    wanted = {person.country for person in title.persons} | {party for m in title.meetings for party in m.parties}
    wanted -= {""}
    if len(wanted) != 2 or any(is_group(party) for party in wanted):
        return None
    first = next((m for m in body.meetings if wanted <= set(m.parties)), None)
    if first is None:
        return Outcome(case.document.stem, False, False, None)
    kind = (first.kind is MeetingKind.CALL) == case.called
    return Outcome(case.document.stem, True, kind, _on_the_day(first, case.document))


def _on_the_day(meeting: Meeting, document: Document) -> bool | None:
    if meeting.date is None or document.published is None:
        return None
    return meeting.date.first - DAY <= document.published <= meeting.date.last + DAY


def shares(outcomes: list[Outcome]) -> dict[str, float]:
    """The three figures; a figure of which there is no case is 1."""
    dated = [o.date for o in outcomes if o.date is not None]
    return {
        "parties": _share([o.parties for o in outcomes]),
        "kind": _share([o.kind for o in outcomes]),
        "date": _share(dated),
    }


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def held_out() -> set[str]:
    """Stems of the texts that nobody reads."""
    draw = tomllib.loads(DRAW.read_text(encoding="utf-8"))
    return {stem for stratum in draw.values() for stem in stratum["held_out"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=READOUTS)
    parser.add_argument("--floor", type=floor, action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--errors", action="store_true", help="list the readouts read otherwise than their titles say")
    options = parser.parse_args()
    told = list(cases(read_all(sorted(options.folder.glob("*readout*.md")), on_error=lambda _: None)))
    titles, bodies = extract_all(c.title for c in told), extract_all(c.body for c in told)
    judged = (compare(*triple) for triple in zip(told, titles, bodies, strict=True))
    outcomes = [outcome for outcome in judged if outcome is not None]
    figures = shares(outcomes)
    print(f"{len(outcomes)} titles", *(f"{name} {value:.3f}" for name, value in figures.items()))
    unread = held_out() if options.errors else set()
    for outcome in outcomes if options.errors else ():
        wrong = [name for name in figures if getattr(outcome, name) is False]
        if wrong and outcome.stem not in unread:
            print(f"  {', '.join(wrong)}: {outcome.stem}")
    below = missed(figures, dict(options.floor))
    print(*below, sep="\n", end="\n" if below else "")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
