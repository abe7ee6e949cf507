"""What every section of a report is written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accords.core.matter import Matter
from accords.linkage.wording import fold
from accords.publication.circle import Circle
from accords.publication.encounters import Encounter, encounters
from accords.publication.evidence import Evidence
from accords.publication.knowledge import Knowledge
from accords.publication.report import Figure, Line, Report, Section
from accords.publication.wordings import on, sentence, wordings

UNCOUNTED = frozenset({"closed", "meetings-planned", "meetings-unreported"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of the parties of a report on a day, and the evidence that its lines cite."""

    knowledge: Knowledge
    circle: Circle
    evidence: Evidence
    matters: tuple[Matter, ...]
    meetings: tuple[Encounter, ...]

    @property
    def on(self) -> date:
        return self.knowledge.on

    def line(self, text: str, detail: str, refs: Iterable[str], ref: str = "") -> Line:
        """A line with the numbers of its sources."""
        return Line(text, detail, self.evidence.cite(refs), ref)


def scope(knowledge: Knowledge, parties: tuple[str, ...]) -> Scope:
    """The scope of a report on these parties: the matters and meetings that concern them."""
    circle = Circle(parties, knowledge)
    return Scope(
        knowledge=knowledge,
        circle=circle,
        evidence=Evidence(knowledge),
        matters=_distinct(matter for matter in knowledge.matters if circle.concerns(matter)),
        meetings=tuple(
            sorted(
                (one for one in encounters(knowledge) if circle.meets(one)),
                key=lambda one: (one.place_in_time(), one.id),
            )
        ),
    )


def _distinct(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """One matter for those that a reader could not tell apart; what was told of each is kept."""
    found: dict[tuple[object, ...], Matter] = {}
    for matter in matters:
        name = tuple(fold(matter.title))
        key = matter.kind, name, matter.parties, matter.status, matter.stage, matter.deadline
        same = found.get(key)
        found[key] = (
            matter
            if same is None
            else replace(
                same,
                members=tuple(dict.fromkeys((*same.members, *matter.members))),
                history=tuple(sorted((*same.history, *matter.history), key=lambda step: step.known)),
            )
        )
    return tuple(found.values())


def _figure(section: Section) -> Figure:
    """How many lines a section has; parts that say what did not happen are no part of the count."""
    count = len(section.lines) + sum(len(part.lines) for part in section.parts if part.key not in UNCOUNTED)
    one, several = wordings()["figures"][section.key]
    return Figure(one if count == 1 else several, count, section.key)


def report(about: Scope, title: str, occasion: str, sections: Sequence[Section]) -> Report:
    """The finished report: its counts, and a subtitle that says from how many documents it was written."""
    sources = about.evidence.sources
    count = len({source.document for source in sources})
    known = f"as known on {on(about.on)}, from {count} document{'' if count == 1 else 's'}"
    figures = tuple(_figure(section) for section in sections if section.key in wordings()["figures"])
    return Report(
        title, " ".join(map(sentence, filter(None, (occasion, known)))), about.on, figures, tuple(sections), sources
    )
