"""`link`: the same person, meeting, series, instrument and commitment over documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accords.core.commitment import Commitment
from accords.core.findings import Findings
from accords.linkage import blocking, comparison, mentions
from accords.linkage.clustering import Linker
from accords.linkage.mentions import reference
from accords.linkage.model import Cluster, Linkage
from accords.linkage.settings import settings
from accords.linkage.wording import fold, jaccard, stem, stems, telling


def link(findings: Sequence[Findings]) -> Linkage:
    """Cluster the findings of many documents. The order of the documents makes no difference.

    Args:
        findings: One for each document; stems must differ between documents.

    Returns:
        Clusters of every kind, each finding in exactly one of its kind.
    """
    people, papers = mentions.persons(findings), mentions.instruments(findings)
    instruments = Linker("instrument", papers, comparison.compare_instruments,
                         blocking.instrument_keys(papers)).clusters()
    cluster_of = {member: cluster.id for cluster in instruments for member in cluster.members}
    promises = mentions.commitments(findings, cluster_of)
    return Linkage(
        persons=Linker("person", people, comparison.compare_persons, blocking.person_keys(people)).clusters(),
        meetings=Linker("meeting", mentions.meetings(findings), comparison.compare_meetings,
                        blocking.meeting_keys).clusters(),
        series=Linker("series", mentions.series(findings), comparison.compare_series, blocking.series_keys).clusters(),
        instruments=instruments,
        commitments=Linker("commitment", promises, comparison.compare_commitments,
                           blocking.commitment_keys(promises)).clusters(),
        stages=dict(_stages(findings, instruments, cluster_of)),
    )


def _stages(findings: Sequence[Findings], instruments: Sequence[Cluster],
            cluster_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Commitments that are stages of an instrument: the act is one of a treaty's life, and it is this one's."""
    known = {cluster.id for cluster in instruments}
    for one in findings:
        for item in one.commitments:
            paper = ""
            if is_stage(item.what):
                paper = cluster_of.get(reference(one, item.instrument), "") if item.instrument else ""
                paper = paper or _named(one, item, cluster_of, float(settings()["stages"]["least_title"]))
            elif is_launch(item.what):
                paper = _named(one, item, cluster_of, 1.0)
            if paper in known:
                yield reference(one, item.id), paper


def is_stage(what: str) -> bool:
    """Whether a commitment's main act is a stage in a treaty's life.

    >>> is_stage("sign the treaty in May"), is_stage("carry on with the plan")
    (True, False)
    """
    return _first_act(what) in {stem(act) for act in settings()["stages"]["acts"]}


def is_launch(what: str) -> bool:
    """Whether a commitment starts something, as an instrument of that name does when it enters into force.

    >>> is_launch("start the customs union")
    True
    """
    return _first_act(what) in {stem(act) for act in settings()["stages"]["launches"]}


def _first_act(what: str) -> str:
    return stem(next(iter(fold(what)), ""))


def _named(one: Findings, item: Commitment, cluster_of: dict[str, str], least: float) -> str:
    """The instrument of the same document whose title the commitment repeats; empty if there is none."""
    words = stems(item.what)
    fits = [(len(title & words) / len(title), jaccard(paper.parties, item.who), paper.id)
            for paper in one.instruments if (title := telling(paper.title))]
    fits = [fit for fit in fits if fit[0] >= least]
    return cluster_of[reference(one, max(fits)[2])] if fits else ""
