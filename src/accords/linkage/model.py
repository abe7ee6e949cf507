"""What linkage answers: which mentions are the same thing, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison of two mentions: its value (0 to 1), its weight, and in words."""

    name: str
    value: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions held to be the same. Mentions are named "<document stem>/<item id>"."""

    one: str
    other: str
    score: float
    features: tuple[Feature, ...]

    @property
    def explanation(self) -> str:
        """One line: "same title, same parties, date 0.70"."""
        return ", ".join(feature.words for feature in self.features)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one thing over documents.

    Attributes:
        id: Made of the earliest known member, so that it stays while later texts add to it.
        kind: person, meeting, series, instrument or commitment.
        label: The fullest of the most frequent names.
        members: References, earliest known first.
        links: What holds them together; every member but one is the end of a link.
    """

    id: str
    kind: str
    label: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """Clusters over documents; every finding of these kinds is in exactly one.

    `stages` says which commitments are stages in the life of an instrument ("sign the treaty"): commitment reference to
    the id of the instrument's cluster.
    """

    persons: tuple[Cluster, ...] = ()
    meetings: tuple[Cluster, ...] = ()
    series: tuple[Cluster, ...] = ()
    instruments: tuple[Cluster, ...] = ()
    commitments: tuple[Cluster, ...] = ()
    stages: Mapping[str, str] = field(default_factory=dict)

    def by_member(self) -> dict[str, Cluster]:
        """The cluster of each reference."""
        lists = (self.persons, self.meetings, self.series, self.instruments, self.commitments)
        return {member: cluster for clusters in lists for cluster in clusters for member in cluster.members}
