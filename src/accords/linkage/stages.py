"""Commitments that are stages in the life of an instrument: "sign the treaty", "submit the agreement by October".

The act must be one of a document's life, and its object that document: by the finding's reference, or by its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from accords.core.commitment import Commitment
from accords.core.findings import Findings
from accords.core.instrument import Instrument
from accords.linkage.mentions import reference
from accords.linkage.model import Cluster
from accords.linkage.parties import agreement
from accords.linkage.settings import settings
from accords.linkage.titles import Title, read_title
from accords.linkage.wording import common_weight, fold, form, forms, stem, stems

Papers = list[tuple[Title, Instrument, str]]


def stages(findings: Sequence[Findings], instruments: Sequence[Cluster]) -> dict[str, str]:
    """Commitment reference to the id of the instrument's cluster, for the commitments that are a stage of one."""
    cluster_of = {member: cluster.id for cluster in instruments for member in cluster.members}
    elsewhere = Shelf(findings, cluster_of)
    return {reference(one, item.id): paper for one in findings for item in one.commitments
            if (paper := _paper(one, item, cluster_of, elsewhere))}


def is_stage(what: str) -> bool:
    """Whether a commitment's main act is a stage in a treaty's life.

    >>> is_stage("sign the treaty in May"), is_stage("carry on with the plan")
    (True, False)
    """
    return main_act(what) in _words("acts") or bool(_words("states") & stems(what))


def is_launch(what: str) -> bool:
    """Whether a commitment starts something, as an instrument of that name does when it enters into force.

    >>> is_launch("start the customs union")
    True
    """
    return main_act(what) in _words("launches")


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in settings()["stages"][name])


@lru_cache(maxsize=65536)
def main_act(what: str) -> str:
    """The stem of what is to be done; of what one is to have done, the doing.

    >>> main_act("have the plan approved") == main_act("approve the plan")
    True
    """
    words = [stem(word) for word in fold(what)]
    if what.lower().startswith(tuple(settings()["stages"]["causatives"])):
        words = [word for word in words if word in _words("acts")] or words
    return words[0] if words else ""


@lru_cache(maxsize=65536)
def acted_on(what: str) -> str:
    """What a clause acts on: its words up to the first that tell how, where, when or to what end.

    >>> acted_on("sign the treaty on rivers at the forum in Omsk")
    'sign the treaty on rivers'
    """
    return re.split(settings()["stages"]["beyond"], what, maxsplit=1)[0]


class Shelf:
    """The instruments of all documents, to find the one that a commitment names."""

    def __init__(self, findings: Sequence[Findings], cluster_of: Mapping[str, str]) -> None:
        self.own: dict[str, Papers] = {}
        self._by_word: dict[str, Papers] = defaultdict(list)
        for one in findings:
            papers = [(read_title(item.title, frozenset(item.parties)), item, cluster_of[reference(one, item.id)])
                      for item in one.instruments]
            self.own[one.document.stem] = papers
            for paper in papers:
                for word in paper[0].telling:
                    self._by_word[word].append(paper)

    def naming(self, words: frozenset[str]) -> Papers:
        """Those with a title word among the rarest of these words."""
        known = sorted((word for word in words if word in self._by_word), key=lambda word: (len(self._by_word[word]), word))
        return [paper for word in known[:2] for paper in self._by_word[word]]


def _paper(one: Findings, item: Commitment, cluster_of: Mapping[str, str], shelf: Shelf) -> str:
    if is_stage(item.what):
        return _referred(one, item, cluster_of) or _told_with(one, item, cluster_of) or _named(one, item, shelf)
    return _launched(item, shelf) if is_launch(item.what) else ""


def _referred(one: Findings, item: Commitment, cluster_of: Mapping[str, str]) -> str:
    """The instrument that the finding refers to, if the clause acts on it: says so in a word, or names it."""
    paper = next((paper for paper in one.instruments if paper.id == item.instrument), None)
    if paper is None:
        return ""
    told = acted_on(item.what)
    words = stems(told) - {main_act(item.what)}
    title = read_title(paper.title, frozenset(paper.parties))
    general = _words("papers") | forms().keys() | _words("states")
    own = {word for word in words - general if common_weight(word) >= 1 and not word.isdigit()}
    says_so = bool(words & _words("papers") or words & forms().keys()) or not words - _words("states")
    says_so = says_so and bool(not own or own & title.telling)
    says_so = says_so and not (form(told) and title.form and form(told) != title.form)
    named = bool(title.telling) and _covered(title, words) >= _least()
    return cluster_of.get(reference(one, paper.id), "") if says_so or named else ""


def _told_with(one: Findings, item: Commitment, cluster_of: Mapping[str, str]) -> str:
    """The instrument meant by "it", "the document" or "the convention": told of in the same words, or the only such one."""
    told = acted_on(item.what)
    words = {word for word in stems(told) - {main_act(item.what)} if common_weight(word) >= 1 or word in forms()}
    if not words <= _words("papers") | forms().keys():
        return ""
    papers = {paper.id for paper in one.instruments for event in paper.events
              if any(a.overlaps(b) for a in event.spans for b in item.spans)}
    nouns = (stems(told) & (_words("papers") | forms().keys())) - _words("vague") - {main_act(item.what)}
    if not papers and nouns:
        papers = {paper.id for paper in one.instruments if nouns <= stems(paper.title)}
    return cluster_of.get(reference(one, papers.pop()), "") if len(papers) == 1 else ""


def _named(one: Findings, item: Commitment, shelf: Shelf) -> str:
    """The instrument whose title the clause repeats, of the same document rather than of another; one only."""
    words, kind = stems(acted_on(item.what)), form(acted_on(item.what))
    for papers, sure in ((shelf.own[one.document.stem], False), (shelf.naming(words) if kind else [], True)):
        fits = [(_covered(title, words), agreement(frozenset(paper.parties), frozenset(item.who)) or 0.5, cluster)
                for title, paper, cluster in papers if title.telling and _may_be(title, paper, item, kind, sure=sure)]
        fits = [fit for fit in fits if fit[0] >= _least()]
        if fits:
            best = max(fits)
            same = {fit[2] for fit in fits if fit[:2] == best[:2]}
            return best[2] if len(same) == 1 or not sure else ""
    return ""


def _may_be(title: Title, paper: Instrument, item: Commitment, kind: int, *, sure: bool) -> bool:
    if kind and title.form and kind != title.form:
        return False
    if not kind and len(title.telling) < 2:
        return False
    alike = agreement(frozenset(paper.parties), frozenset(item.who))
    return alike != 0.0 if not sure else alike is not None and alike > 0


def _launched(item: Commitment, shelf: Shelf) -> str:
    """The treaty that a clause to start something is about: the whole of its title is what starts."""
    words = stems(" ".join([acted_on(item.what), *(name for name in item.who if len(name) > 2)]))
    who = frozenset(name for name in item.who if len(name) == 2)
    fits = {cluster for title, paper, cluster in shelf.naming(words)
            if len(title.telling) > 1 and title.words - _words("papers") - forms().keys() <= words
            and agreement(frozenset(paper.parties), who) != 0.0}
    return fits.pop() if len(fits) == 1 else ""


def _covered(title: Title, words: frozenset[str]) -> float:
    return len(title.telling & words) / len(title.telling)


def _least() -> float:
    return float(settings()["stages"]["least_title"])
