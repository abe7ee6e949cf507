"""Which date a stage of an instrument has: that of its verb or noun, not that of the document's name or of the report."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Token

from accords.core.meeting import Meeting
from accords.core.timex import Edtf, Timex
from accords.extraction.dating import LIMITING, Dating
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_occasions import news_day, occasion_of, scene_of
from accords.extraction.instrument_outlook import ranked
from accords.extraction.lexicons import words
from accords.extraction.syntax import cases, children, rising


class StageDates:
    """Reads the dates of stages in one text that tells of `meetings`."""

    def __init__(self, doc: Doc, dating: Dating, meetings: list[Meeting], published: date | None) -> None:
        self.doc, self.dating, self.meetings, self.published = doc, dating, meetings, published

    def of(self, head: Token, after: date | None = None, *, lasting: bool = False) -> list[Edtf]:
        """Dates of a word or of the verb above a noun; those of the instrument itself left out ("the treaty of 1992").

        Args:
            head: The verb, noun or adjective that tells the stage.
            after: A day that a date in the sentence's opening must not lie before; None where any will do.
            lasting: Whether the stage gives the document a new end, so that a date behind "until" is that end.
        """
        found = [t for t in self.dating.of(head) if not self._in_name(t)]
        verb = head if head.pos_ != "NOUN" else self._above(head, ahead=after is not None)
        if not found and verb is not None:
            found = [t for t in self.dating.of(verb) if not self._in_name(t)] if verb.i != head.i else []
            opening = [t for t in self.dating.before(verb) if not self._in_name(t) and self._shared(t, verb)]
            found = [t for t in [*found, *opening] if after is None or t.date is None or t.date.last >= after]
            found = found or self.dating.standing_for(verb)
            for outer in (self._by_which(verb), ranked(verb), self._by_signing(verb), _with(verb)):
                if not found and outer is not None:
                    found = [t for t in self.dating.of(outer) if not self._in_name(t)]
        if lasting:
            found = [t for t in found if not self.dating.case_of(t) & words("instruments", "moods", "ends")]
        values = [value for t in found if (value := self.dating.limit(t)) is not None]
        if not found and verb is not None and after is None:
            day = occasion_of(verb, self.meetings)
            if day is None and not self._dated(verb):
                day = scene_of(verb, self.meetings) or self._besides(verb)
            day = day or news_day(verb, self.meetings, self.published)
            return [day] if day is not None else []
        return values

    def _dated(self, verb: Token) -> bool:
        """Whether any day is said in the sentence."""
        return any(t.i in self.dating.by_token for t in verb.sent)

    def again(self, head: Token) -> list[Edtf]:
        """Dates on which the same was done more than once ("in November, then in March and again in May"); none where once."""
        places = sorted(
            i for i, t in self.dating.by_token.items() if t in self.dating.of(head) and not self._in_name(t)
        )
        several = places[:1]
        for place in places[1:]:
            between = {t.lower_ for t in self.doc[several[-1] + 1 : place]}
            if between & words("instruments", "moods", "again"):
                several.append(place)
        found = dict.fromkeys(self.dating.limit(self.dating.by_token[i]) for i in several)
        return [value for value in found if value is not None] if len(found) > 1 else []

    def labelled(self, start: int) -> Edtf | None:
        """The first date behind token `start` in its sentence or line ("Signature: Oslo, 3 May 2021"); None where none is."""
        end = next(
            (i for i in range(start, len(self.doc)) if self.doc[i].text in (".", ";") or "\n" in self.doc[i].text), None
        )
        last = self.doc[end].idx if end is not None else len(self.doc.text)
        found = self.dating.within(self.doc[start].idx, last)
        return found[0].date if found else None

    @staticmethod
    def _above(noun: Token, *, ahead: bool) -> Token | None:
        """The verb whose object or subject a noun is, or a noun around it ("exchanged the instruments of ratification").

        Of what lies ahead also the verb that looks there ("look forward to the signature on 15 June").
        """
        for step in rising(noun, 3):
            if step.pos_ == "VERB":
                return step
            looking = (
                step.dep_ == "obl" and ahead and step.head.lemma_.lower() in words("instruments", "moods", "planners")
            )
            if not looking and step.dep_ not in ("obj", "nsubj", "nsubj:pass", "nmod", "compound"):
                return None
        return None

    @staticmethod
    def _by_which(verb: Token) -> Token | None:
        """The verb around "by which" or of a law: "exchanged notes by which the treaty was extended", "signed a law ending it"."""
        which = verb.dep_ == "acl:relcl" and any(c.lower_ == "which" and cases(c) for c in verb.children)
        outer = verb.head if verb.dep_ == "advcl" else verb.head.head
        laws = [c for c in outer.children if c.lemma_.lower() in words("instruments", "stage_rules", "laws")]
        if verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl") and any(c.dep_ in ("obj", "nsubj:pass") for c in laws):
            return outer
        return next((t for t in rising(verb.head, 3) if t.pos_ == "VERB"), None) if which else None

    @staticmethod
    def _by_signing(verb: Token) -> Token | None:
        """The participle of a document by which another is changed: "was amended by a protocol signed in May"."""
        documents = [c for c in children(verb, "obl:agent", "obl") if "by" in cases(c) and kind_of(c)]
        return next((v for c in documents for v in children(c, "acl") if v.tag_ == "VBN"), None)

    def _besides(self, verb: Token) -> Edtf | None:
        """The day of the main verb of the sentence before, where this one adds to it ("They also signed a protocol")."""
        adds = any(c.lower_ in words("instruments", "moods", "besides") for c in children(verb, "advmod"))
        adds = adds or any(
            c.lower_ in words("instruments", "moods", "further")
            for document in children(verb, "obj", "nsubj:pass")
            for c in document.children
        )
        if not adds or not verb.sent.start or verb.tag_ not in ("VBD", "VBN"):
            return None
        before = verb.doc[verb.sent.start - 1].sent.root
        own = [t for t in self.dating.of(before, deep=False) if self.dating.owner(self._token(t)).i == before.i]
        return own[0].date if own and not self.dating.case_of(own[0]) & LIMITING else None

    def aimed_at(self, verb: Token) -> Edtf | None:
        """The date to which a verb moves a plan ("postponed to May", "now aim at May"); None where none is said."""
        found = [
            t
            for t in self.dating.of(verb, deep=False)
            if self.dating.case_of(t) & words("instruments", "moods", "towards")
        ]
        return self.dating.limit(found[0]) if found else None

    def _token(self, timex: Timex) -> Token:
        return next(self.doc[i] for i, own in self.dating.by_token.items() if own is timex)

    def _in_name(self, timex: Timex) -> bool:
        """Whether a date is that of a document, period or age ("of 1992", "for 2013 and 2014", "in the 21st century")."""
        if timex.date is not None and "X" in timex.date.text:
            return True
        token = self._token(timex)
        if token.i and token.nbor(-1).text == "(":
            return True
        prepositions = self.dating.case_of(timex)
        if prepositions & words(
            "instruments", "stage_rules", "scheduled"
        ):  # "signed on 1 May, due in April": not its day
            return True
        if self._names(timex):
            return True
        if not prepositions and token.dep_ == "conj":
            prepositions = cases(token.head)
        return bool(prepositions) and prepositions <= {"for", "of"}

    def _names(self, timex: Timex) -> bool:
        """Whether a date stands before the noun for a document ("its 2011 protocol", "the 2011 trade agreement")."""
        for token in (self.doc[i] for i, own in self.dating.by_token.items() if own is timex):
            inner = token.head.dep_ in ("compound", "amod")
            named = kind_of(token.head) or (inner and kind_of(token.head.head))
            if named and token.i < token.head.i and token.dep_ in ("nummod", "compound", "amod", "nmod:unmarked"):
                return True
        return False

    def _shared(self, timex: Timex, head: Token) -> bool:
        """Whether a date that opens the sentence belongs to this clause too, not to the verb that reports it."""
        owner = self.dating.owner(self._token(timex))
        for token in rising(head, 6):
            if token.i == owner.i:
                return True
            apart = any(c.lower_ in ("after", "since", "before") for c in children(token, "mark", "case"))
            if token.dep_ in ("ccomp", "parataxis", "acl:relcl") or (token.dep_ == "advcl" and apart):
                return False
        return True


def _with(verb: Token) -> Token | None:
    """The verb that a participle goes with: "ended a quarrel on Tuesday, signing a treaty"."""
    return verb.head if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not children(verb, "mark", "aux") else None
