"""`link`: the same person, meeting, series, instrument and commitment over documents."""

from __future__ import annotations

from collections.abc import Sequence

from accords.core.findings import Findings
from accords.linkage import attachment, blocking, comparison, mentions
from accords.linkage.clustering import Linker
from accords.linkage.encounters import compare_meetings
from accords.linkage.model import Cluster, Linkage
from accords.linkage.naming import Naming
from accords.linkage.stages import stages


def link(findings: Sequence[Findings]) -> Linkage:
    """Cluster the findings of many documents. The order of the documents makes no difference.

    Args:
        findings: One for each document; stems must differ between documents.

    Returns:
        Clusters of every kind, each finding in exactly one of its kind.
    """
    instruments = _instruments(findings)
    cluster_of = {member: cluster.id for cluster in instruments for member in cluster.members}
    promises = mentions.commitments(findings, cluster_of)
    return Linkage(
        persons=_persons(findings),
        meetings=Linker("meeting", mentions.meetings(findings), compare_meetings,
                        blocking.meeting_keys).clusters(),
        series=Linker("series", mentions.series(findings), comparison.compare_series, blocking.series_keys).clusters(),
        instruments=instruments,
        commitments=Linker("commitment", promises, comparison.compare_commitments,
                           blocking.commitment_keys(promises)).clusters(),
        stages=stages(findings, instruments),
    )


def _persons(findings: Sequence[Findings]) -> tuple[Cluster, ...]:
    people = mentions.persons(findings)
    clusters = Linker("person", people, comparison.compare_persons, blocking.person_keys).clusters()
    return attachment.in_order(attachment.surnames(clusters, people, findings), findings)


def _instruments(findings: Sequence[Findings]) -> tuple[Cluster, ...]:
    papers = mentions.instruments(findings, Naming(findings))
    clusters = Linker("instrument", papers, comparison.compare_instruments, blocking.instrument_keys(papers)).clusters()
    return attachment.in_order(attachment.untitled(clusters, papers), findings)
