"""Which meetings and matters concern the parties that a report is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accords.core.findings import Findings
from accords.core.matter import Matter
from accords.core.reference import countries, organisations
from accords.publication.encounters import Encounter
from accords.publication.knowledge import Knowledge
from accords.publication.wordings import parties


def expanded(codes: Iterable[str]) -> frozenset[str]:
    """Codes with the members of small bodies that texts name for their members.

    >>> sorted(expanded(["EFTA", "UA"]))
    ['CH', 'EFTA', 'IS', 'LI', 'NO', 'UA']
    """
    bodies = organisations()
    given = frozenset(codes)
    return given.union(*(bodies[code].members for code in given if code in bodies))


class Circle:
    """The parties of a report: one for a dossier of a party, two or more for what is between them, none for everybody."""

    def __init__(self, parties: Sequence[str], knowledge: Knowledge) -> None:
        self.parties = tuple(dict.fromkeys(parties))
        self._all = frozenset(self.parties)
        self._between = {one.document.stem for one in knowledge.findings if self._is_between(one)}

    def includes(self, codes: Iterable[str]) -> bool:
        """Whether all parties of the report are among these, be it as members of a body."""
        return self._all <= expanded(codes)

    def meets(self, encounter: Encounter) -> bool:
        """Whether a meeting is between them: all meet in it, by what all documents tell of it or any of them does."""
        return self.includes(encounter.parties)

    def concerns(self, matter: Matter) -> bool:
        """Whether a matter is theirs: all are bound by it, or some are and it was undertaken between them."""
        return self.includes(matter.parties) or (len(self._all) > 1 and self._one_sided(matter))

    def whose(self, matter: Matter) -> str:
        """Who is bound, where that is not just the parties of the report ("Kazakhstan"; "with Belarus")."""
        if not self._all:
            return parties(matter.parties)
        others = [code for code in matter.parties if code not in self._all]
        if self._all <= frozenset(matter.parties):
            return f"with {parties(others)}" if others else ""
        return parties(matter.parties)

    def with_others(self, matter: Matter) -> bool:
        """Whether states or bodies beyond the parties of the report are bound as well."""
        return bool(self._all) and self.includes(matter.parties) and bool(expanded(matter.parties) - self._all)

    def told_between(self, stem: str) -> bool:
        """Whether a document is about dealings between them."""
        return stem in self._between

    def _one_sided(self, matter: Matter) -> bool:
        others = {code for code in matter.parties if code in countries()} - self._all
        return not others and any(ref.rsplit("/", 1)[0] in self._between for ref in matter.members)

    def _is_between(self, one: Findings) -> bool:
        """Whether most of what a document tells of two or more parties is between these."""
        bound = [meeting.parties for meeting in one.meetings] + [paper.parties for paper in one.instruments]
        bound += [promise.who for promise in one.commitments]
        joint = [codes for codes in bound if len(expanded(codes)) > 1]
        return 2 * sum(map(self.includes, joint)) >= max(1, len(joint))
