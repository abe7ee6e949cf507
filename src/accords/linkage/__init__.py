"""LINK: the same person, meeting, series, instrument and commitment recognised over documents, each link explained."""

from accords.linkage.linking import link
from accords.linkage.model import Cluster, Feature, Link, Linkage

__all__ = ["Cluster", "Feature", "Link", "Linkage", "link"]
