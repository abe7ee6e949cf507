"""Whether a meeting lies behind or ahead of its text, by dates and tense together, and whether it is a single one at all."""

from __future__ import annotations

from datetime import date

from accords.core.timex import Edtf, TimexType
from accords.core.vocabulary import MeetingStatus
from accords.extraction.dating import Dating
from accords.extraction.lexicons import words
from accords.extraction.meeting_words import Candidate
from accords.extraction.syntax import Time, auxiliaries, children, time_of


class Tense:
    """Tells of the meetings of one text whether they lie behind or ahead."""

    def __init__(self, dating: Dating, published: date | None, title_end: int) -> None:
        self.dating, self.published, self.title_end = dating, published, title_end

    def status(self, candidate: Candidate, when: Edtf | None) -> MeetingStatus:
        """The status by words and tense; what lies behind the publication is planned unless told in the past tense.

        A meeting "held on 3 May" is held, whatever is to come of it.
        """
        if candidate.status is MeetingStatus.PLANNED and (
            self._dated_before(candidate) or self._in_headline(candidate)
        ):
            return MeetingStatus.HELD
        if when is None or self.published is None:
            return candidate.status
        held = any(clause.tag_ == "VBN" and time_of(clause) is not Time.FUTURE for clause in candidate.clauses)
        if candidate.status is MeetingStatus.PLANNED and held and when.last < self.published:
            return MeetingStatus.HELD
        ahead = when.first > self.published
        if candidate.status is MeetingStatus.HELD and ahead and time_of(candidate.verb) is not Time.PAST:
            return MeetingStatus.PLANNED
        return candidate.status

    def habitual(self, candidate: Candidate) -> bool:
        """Whether a meeting is told to recur rather than to take place ("the commission meets twice a year")."""
        if any(
            c.lower_ in words("meetings", "often") or (c.lemma_ == "time" and children(c, "nummod", "amod"))
            for c in children(candidate.verb, "advmod", "obl:unmarked", "obl", "obj")
        ):
            return "Perf" in candidate.verb.morph.get("Aspect", []) or bool(
                auxiliaries(candidate.verb) & {"has", "have", "had"}
            )
        said = [
            t
            for t in candidate.verb.subtree
            if (timex := self.dating.by_token.get(t.i)) and timex.type is TimexType.SET
        ]
        return any(self.dating.owner(t).i == candidate.verb.i for t in said)

    def _in_headline(self, candidate: Candidate) -> bool:
        """Whether a title names a meeting by a word that the parser takes for a plain verb ("Readout of A's Call with B")."""
        verb = candidate.verb
        plain = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in verb.children)
        return verb.i < self.title_end and candidate.anchor.i == verb.i and plain

    def _dated_before(self, candidate: Candidate) -> bool:
        """Whether a day that has passed stands with the meeting noun itself ("to follow up on the 3 May call")."""
        own = self.dating.of(candidate.anchor, deep=False) if candidate.anchor.pos_ != "VERB" else []
        before = [t for t in own if t.date is not None and self.published is not None and t.date.last < self.published]
        return bool(before) and candidate.anchor.dep_ in ("obl", "nmod")

    def over(self, candidate: Candidate, when: Edtf | None) -> bool:
        """Whether a day that has passed cannot be that of a meeting which is told to lie ahead."""
        told = time_of(candidate.verb) is Time.FUTURE
        return told and when is not None and self.published is not None and when.last < self.published
