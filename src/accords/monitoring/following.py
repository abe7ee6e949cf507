"""`follow`: every commitment and instrument over documents, and where it stands on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from accords.core.commitment import Deadline
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.matter import Matter, MatterStep
from accords.core.vocabulary import MatterStatus, Modality
from accords.linkage.mentions import reference
from accords.linkage.model import Cluster, Linkage
from accords.linkage.wording import numbers, telling
from accords.monitoring import reports
from accords.monitoring.conflicts import conflicts
from accords.monitoring.due_dates import Occasions
from accords.monitoring.realisation import Course
from accords.monitoring.reports import Act, Report

UNSETTLED = {MatterStatus.PENDING, MatterStatus.IN_PROGRESS, MatterStatus.DUE, MatterStatus.OVERDUE,
             MatterStatus.RESCHEDULED, MatterStatus.UNKNOWN}
FIRMEST_FIRST = (Modality.OBLIGED, Modality.AGREED, Modality.INSTRUCTED, Modality.INTENDS, Modality.EXPECTS, Modality.PROPOSED)


@dataclass(slots=True)
class Told:
    """What documents tell of one cluster."""

    cluster: Cluster
    reports: list[Report] = field(default_factory=list)
    parties: Counter[tuple[str, ...]] = field(default_factory=Counter)


def follow(findings: Sequence[Findings], linkage: Linkage, on: date) -> tuple[Matter, ...]:
    """The matters as they stand on a day.

    Args:
        findings: Those known by that day; documents published later are left out here.
        linkage: Clusters of these findings.
        on: The day asked about. A document without a date counts as known on it.

    Returns:
        One matter for each instrument, and for each commitment that is no stage of one; earliest known first.
    """
    known = [one for one in findings if one.document.published is None or one.document.published <= on]
    occasions = Occasions(known, linkage)
    told = _gather(known, linkage, occasions, on)
    matters = [_matter(one, occasions, on) for one in told if one.reports]
    order = {matter.id: (matter.history[0].known, matter.members[0]) for matter in matters}
    return tuple(sorted(_superseded(matters), key=lambda matter: order[matter.id]))


def _gather(findings: Sequence[Findings], linkage: Linkage, occasions: Occasions, on: date) -> list[Told]:
    """Reports by matter: those of an instrument and of the commitments that are its stages go together."""
    instruments = {cluster.id: Told(cluster) for cluster in linkage.instruments}
    commitments = {cluster.id: Told(cluster) for cluster in linkage.commitments}
    home = {ref: instruments[cluster.id] for cluster in linkage.instruments for ref in cluster.members}
    for cluster in linkage.commitments:
        stages = Counter(paper for ref in cluster.members if (paper := linkage.stages.get(ref)))
        paper = min(stages, key=lambda name: (-stages[name], name)) if stages else ""
        told = instruments.get(paper) or commitments[cluster.id]
        home |= dict.fromkeys(cluster.members, told)
    for one in findings:
        for instrument in one.instruments:
            told = home[reference(one, instrument.id)]
            told.reports += reports.of_instrument(one, instrument, on)
            told.parties[tuple(sorted(set(instrument.parties)))] += 1
        for item in one.commitments:
            told = home[reference(one, item.id)]
            stage = told.cluster.kind == "instrument"
            told.reports.append(reports.of_commitment(one, item, on, stage=stage))
            if not stage:
                told.parties[tuple(sorted(set(item.who)))] += 1
                told.reports += reports.of_meetings(one, item, occasions, on)
    return [*instruments.values(), *commitments.values()]


def _matter(told: Told, occasions: Occasions, on: date) -> Matter:
    parties = min(told.parties, key=lambda names: (-told.parties[names], -len(names), names), default=())
    course = Course(parties, occasions)
    steps: list[MatterStep] = []
    in_order = sorted(told.reports, key=lambda report: (report.known, report.act is not Act.REACHED, report.member))
    for report in in_order:
        note = course.take(report)
        if report.act is not Act.MENTIONED or len(in_order) == 1:
            status = course.standing(report.known).status
            stated = report.deadline if report.deadline and report.deadline != Deadline() else None
            steps.append(MatterStep(report.known, status, stated, report.member, note))
    now, modality = course.standing(on), _firmest(in_order)
    lasting = any(report.lasting for report in in_order)
    if modality is Modality.PROPOSED and now.status is MatterStatus.PENDING and not _has_deadline(now.deadline):
        now = replace(now, status=MatterStatus.UNKNOWN, note="proposed, with no date")
    first = in_order[0]
    steps = steps or [MatterStep(first.known, now.status, None, first.member, "mentioned")]
    return Matter(
        id=content_id("matter", told.cluster.members[0]),
        title=told.cluster.label,
        kind=told.cluster.kind,
        parties=parties,
        members=tuple(dict.fromkeys(report.member for report in _by_day(in_order))),
        status=now.status,
        status_date=now.date,
        deadline=now.deadline,
        slip_days=now.slip,
        history=tuple(steps),
        stage=now.stage,
        note=now.note,
        first_deadline=now.first,
        modality=modality,
        lasting=lasting and not _has_deadline(now.deadline),
        conflicts=conflicts(in_order),
        kept=course.kept(on),
    )


def _firmest(reports: Iterable[Report]) -> Modality | None:
    """The firmest of the modalities stated."""
    stated = {report.modality for report in reports if report.modality}
    return min(stated, key=FIRMEST_FIRST.index, default=None)


def _has_deadline(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline != Deadline()


def _by_day(in_order: Iterable[Report]) -> list[Report]:
    return sorted(in_order, key=lambda report: (report.known, report.member))


def _superseded(matters: Sequence[Matter]) -> list[Matter]:
    """Unsettled instruments whose successor for later years, of the same title and parties, has been concluded."""
    families: dict[tuple[frozenset[str], tuple[str, ...]], list[Matter]] = defaultdict(list)
    for matter in matters:
        if matter.kind == "instrument" and _years(matter):
            families[telling(matter.title), matter.parties].append(matter)
    result = []
    for matter in matters:
        family = families.get((telling(matter.title), matter.parties), ()) if matter.kind == "instrument" else ()
        later = [other for other in family if _years(matter) and min(_years(other)) > max(_years(matter))
                 and other.status in {MatterStatus.FULFILLED, MatterStatus.FULFILLED_LATE}]
        if matter.status in UNSETTLED and later:
            note = f"superseded by: {later[0].title}"
            matter = replace(matter, status=MatterStatus.SUPERSEDED, status_date=later[0].status_date, note=note)  # noqa: PLW2901
        result.append(matter)
    return result


def _years(matter: Matter) -> set[int]:
    return {int(number) for number in numbers(matter.title) if len(number) == 4}


