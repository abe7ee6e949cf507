"""Which time expression dates a verb or noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from accords.core.timex import Edtf, Precision, Timex, TimexType
from accords.extraction.editions import elided
from accords.extraction.syntax import cases, rising

DATED = frozenset({TimexType.DATE, TimexType.TIME})
LONGEST_DECADE = 3653  # days
LIMITING = frozenset({"by", "until", "before", "till"})
CALENDAR = re.compile(r"\d{4}(-\d\d)?")  # TIMEX3 values of years and months, which EDTF writes alike
VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


class Dating:
    """Assigns the time expressions of one text to the words they modify."""

    def __init__(self, doc: Doc, timexes: tuple[Timex, ...]) -> None:
        self.doc = doc
        self.by_token: dict[int, Timex] = {}
        for timex in timexes:
            span = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
            if span is not None:
                for token in span:
                    self.by_token.setdefault(token.i, timex)

    def owner(self, token: Token) -> Token:
        """The word that the time expression at `token` modifies: the first head outside it."""
        timex = self.by_token[token.i]
        return next((t for t in rising(token, 12) if self.by_token.get(t.i) is not timex), token.sent.root)

    def of(self, *anchors: Token, deep: bool = True, durations: bool = False) -> list[Timex]:
        """Dates that hang on one of the anchors, directly or through a nominal, nearest first.

        Args:
            anchors: The words that may be dated, the most likely first.
            deep: Whether dates of nominals inside count too.
            durations: Whether stretches of time with a known beginning count too ("over the next two years").
        """
        found: list[tuple[int, int, Timex]] = []
        for order, anchor in enumerate(anchors):
            for token in anchor.subtree:
                timex = self.by_token.get(token.i)
                if timex is None or timex.value in VAGUE or not self._dates(timex, durations) or self._compared(token):
                    continue
                distance = self._distance(token, anchor)
                if distance is not None and (deep or distance <= 1):
                    found.append((order * 10 + distance, token.i, timex))
        return list(dict.fromkeys(timex for _, _, timex in sorted(found, key=lambda f: f[:2])))

    @staticmethod
    def _dates(timex: Timex, durations: bool) -> bool:
        if (
            timex.date is not None
            and timex.date.precision is Precision.DECADE
            and (timex.date.last - timex.date.first).days > LONGEST_DECADE
        ):
            return False  # "this century"
        return timex.type in DATED or (durations and timex.type is TimexType.DURATION and timex.date is not None)

    def _compared(self, token: Token) -> bool:
        """Whether a time only measures a difference ("a week later than planned")."""
        end = token.i
        while self.by_token.get(end) is self.by_token[token.i]:
            end += 1
        return end < len(self.doc) and self.doc[end].lower_ == "than"

    def _distance(self, token: Token, anchor: Token) -> int | None:
        """How many nominal steps lie between them; None where a clause does."""
        timex, steps = self.by_token[token.i], 0
        while token.i != anchor.i:
            if self.by_token.get(token.i) is not timex:
                steps += 1
                if elided(token):
                    return None
                clause = token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children)
                if clause and token.dep_ in (
                    "acl",
                    "acl:relcl",
                    "advcl",
                    "ccomp",
                    "conj",
                    "parataxis",
                ):
                    return None
            if token.head.i == token.i or steps > 4:
                return None
            token = token.head
        return steps

    def case_of(self, timex: Timex) -> set[str]:
        """Prepositions before a time expression ("by", "until", "since")."""
        found: set[str] = set()
        for index, own in self.by_token.items():
            if own is timex:
                token = self.doc[index]
                found |= cases(token)
                if index and self.doc[index - 1].pos_ in ("ADP", "SCONJ"):
                    found.add(self.doc[index - 1].lower_)
        return found

    def limit(self, timex: Timex) -> Edtf | None:
        """The date of a time expression; where it limits ("by the end of the year") the whole period, which ends with it."""
        whole = timex.mod == "END" and CALENDAR.fullmatch(timex.value) and self.case_of(timex) & LIMITING
        return Edtf(timex.value) if whole else timex.date

    def before(self, token: Token) -> list[Timex]:
        """Dates in the sentence's opening, before its first verb ("On Monday, …")."""
        start = token.sent.start
        # No mark ends what the parser took for a sentence of its own ("Earlier on Monday").
        while start and not (self.doc[start - 1].is_punct or self.doc[start - 1].is_space):
            start = self.doc[start - 1].sent.start
        return [
            t
            for i, t in sorted(self.by_token.items())
            if start <= i < token.i and t.type in DATED and t.value not in VAGUE and i - start < 6
        ]

    def standing_for(self, verb: Token) -> list[Timex]:
        """The date that "when" stands for: "in May, when the presidents meet"."""
        clause = verb.head if verb.dep_ == "xcomp" else verb
        when = next((c for c in clause.children if c.lower_ == "when"), None)
        if when is None or when.i < 2:
            return []
        before = when.i - 2 if self.doc[when.i - 1].is_punct else when.i - 1
        timex = self.by_token.get(before)
        return [timex] if timex is not None and timex.date is not None and timex.type in DATED else []

    def within(self, start: int, end: int) -> list[Timex]:
        """Dates in the text's characters `start` to `end`."""
        found = dict.fromkeys(self.by_token.values())
        return [t for t in found if t.type in DATED and t.date is not None and start <= t.span.start < end]
