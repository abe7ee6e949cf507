"""By when a commitment is due: a date, a period, or an occasion."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from accords.core.commitment import Deadline
from accords.core.timex import Edtf, Precision, Timex, TimexType, interval
from accords.core.vocabulary import DeadlineRelation
from accords.extraction.analysis import Analysis
from accords.extraction.clauses import behind_comma
from accords.extraction.dating import Dating
from accords.extraction.lexicons import words
from accords.extraction.outlook import outlook_of
from accords.extraction.proper_names import name_extent, tidy
from accords.extraction.syntax import cases, children, infinitive, rising
from accords.extraction.timex.context import Outlook
from accords.extraction.timex.spans import reach

BY = frozenset({"by", "until", "before", "till", "within", "ahead"})
NO_DEADLINE = frozenset({"after", "since", "following", "beyond", "past", "of", "instead", "rather"})
DURING = frozenset({"during", "throughout", "over", "through", "for", "between", "since"})
NAMING = frozenset({"compound", "nummod", "amod", "nmod:desc"})
LASTING = frozenset({"over", "for"})  # before a length of time that begins with the text
LENGTH = re.compile(r"P(\d+)([DWMY])")  # the TIMEX3 value of a number of days, weeks, months or years
DAY_OR_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(?!29$)\d\d)?|\d{4}-(?!02)\d\d-29")  # of every year
COMPLEMENTS = ("xcomp", "ccomp", "conj")
GRACE = timedelta(days=1)
RECENT = timedelta(days=10)
STRETCHES = frozenset({TimexType.DATE, TimexType.DURATION, TimexType.TIME})


class DeadlineReader:
    """Reads deadlines in one analysed text."""

    def __init__(self, doc: Doc, dating: Dating, state: Analysis) -> None:
        self.doc, self.dating, self.state = doc, dating, state

    def direct(self, token: Token) -> bool:
        """Whether a date hangs on the word itself."""
        return any(self.possible(t) for t in self.dating.of(token, deep=False, durations=True))

    def told(self, timex: Timex) -> Deadline | None:
        """The deadline that a time expression tells by itself; None for one that can be none."""
        relation = self._relation(timex)
        return Deadline(self._date(timex, relation), relation) if self.possible(timex) else None

    def of(self, act: Token, trigger: Token, apart: tuple[Token, ...]) -> Deadline:
        """The act's deadline; dates of acts told apart (`apart`) and of the trigger's own time do not count."""
        limit = self._limit_of(trigger)
        named = self._to_come(limit) if limit is not None else self._granted(act, trigger)
        if named is not None:
            return Deadline(named, DeadlineRelation.BY)
        subjects = children(act, "nsubj", "nsubj:pass", "nsubj:outer")  # "Norway, the host of 2015, will …"
        elsewhere = {t.i for other in (*apart, *subjects) for t in other.subtree}
        for timex in self._dates(act, elsewhere) or (self._shared(trigger, act) if act.i != trigger.i else []):
            relation = self._relation(timex)
            counted = self._counted(timex, act, trigger) if _runs_on(timex, relation) else None
            return Deadline(counted or self._date(timex, relation), relation)
        return (
            self._stretch(act, elsewhere)
            or (self._stretch(trigger, elsewhere) if trigger.pos_ == "VERB" and act.dep_ in ("obj", "xcomp") else None)
            or self._occasion(act, elsewhere)
            or self._occasion_of_sibling(act, trigger)
            or Deadline()
        )

    def named(self, limit: Token) -> Edtf | None:
        """The date that a noun for a limit bears: "a deadline of 1 May", "the Tuesday deadline", "the deadline is 1 May"."""
        timex = self._limit_of(limit)
        return timex.date if timex is not None else None

    def _limit_of(self, limit: Token) -> Timex | None:
        limits = words("commitments", "limits", "dates") | words("commitments", "limits", "goals")
        if limit.lemma_.lower() not in limits:
            return None
        own = [c for c in limit.children if c.dep_ in ("nmod", "appos", "nmod:unmarked", *NAMING)]
        own += children(limit.head, "obj", "obl:unmarked") if "as" in cases(limit) else []  # "set 1 May as the date"
        own += [limit.head] if limit.dep_ == "nsubj" and children(limit.head, "cop") else []
        own += children(limit, "nsubj") if children(limit, "cop") else []  # "1 May is the deadline"
        times = [self.dating.by_token[c.i] for c in own if c.i in self.dating.by_token]
        return next((t for t in times if t.type in STRETCHES and t.date is not None), None)

    def _to_come(self, timex: Timex) -> Edtf | None:
        """The date of a limit that is set: a day or month told without a year lies ahead of the text."""
        date, published = timex.date, self.state.document.published
        yearless = date is not None and date.text[:4] not in self.doc.text[timex.span.start : timex.span.end]
        if date is None or published is None or not yearless or date.last >= published:
            return date
        return Edtf(f"{int(date.text[:4]) + 1}{date.text[4:]}") if DAY_OR_MONTH.fullmatch(date.text) else date

    def _granted(self, act: Token, trigger: Token) -> Edtf | None:
        """The last day of the time that somebody is given for the act ("gave them 60 days to leave")."""
        if trigger.lemma_.lower() not in words("commitments", "limits", "granting"):
            return None
        timex = next(
            (
                self.dating.by_token[t.i]
                for t in children(trigger, "obj", "obl:unmarked")
                if t.i in self.dating.by_token
            ),
            None,
        )
        return self._counted(timex, act, trigger) if timex is not None and timex.type is TimexType.DURATION else None

    def _counted(self, timex: Timex, act: Token, trigger: Token) -> Edtf | None:
        """The last day of a number of days, weeks or months that runs from when the act was undertaken."""
        start, length = self._start(act, trigger), LENGTH.fullmatch(timex.value)
        end = reach(start, length[2], int(length[1])) if length and start is not None else None
        return Edtf(end.isoformat()) if end is not None else None

    def _start(self, act: Token, trigger: Token) -> date | None:
        """The day from which a time runs: for what is told as past the day of the signature or one long past, else that of the text."""
        published = self.state.document.published
        past = {c.lower_ for t in (act, trigger) for c in t.children} & {"was", "were", "would", "had"}
        if published is None or not (past or trigger.tag_ == "VBD"):
            return published
        for place in range(act.i - 1, -1, -1):
            timex = self.dating.by_token.get(place)
            day = timex.date if timex is not None and timex.date is not None else None
            if day is None or day.precision is not Precision.DAY or day.last > published:
                continue
            owner = self.dating.owner(self.doc[place]).lemma_.lower()
            sealed = owner in words("instruments", "stages", "signed")
            if sealed or (published - day.last > RECENT and owner not in words("outlook", "saying")):
                return day.last
        return published

    def _stretch(self, act: Token, elsewhere: set[int]) -> Deadline | None:
        """ "Over three years", "for six months": from the day of the text on."""
        published = self.state.document.published
        for token in act.subtree:
            timex = self.dating.by_token.get(token.i)
            if timex is None or token.i in elsewhere or not cases(token) & LASTING or published is None:
                continue
            if "for" in cases(token) and not self._own_length(token, act):
                continue
            length = LENGTH.fullmatch(timex.value)
            end = reach(published, length[2], int(length[1])) if length and timex.date is None else None
            if end is not None:
                return Deadline(interval(published, end), DeadlineRelation.DURING)
        return None

    def _own_length(self, token: Token, act: Token) -> bool:
        """Whether it says how long the act goes on, not how long something in it does ("build a plant to run for ten years")."""
        owner = self.dating.owner(token)
        return owner.i == act.i or (owner.head.i == act.i and owner.dep_ in ("xcomp", "advcl") and owner.tag_ == "VBG")

    def _dates(self, act: Token, elsewhere: set[int]) -> list[Timex]:
        hanging = self.dating.of(act, durations=True)
        inside = [t for t in hanging if self.possible(t) and not self._of_report(t, act)]
        purposes = [
            c for t in (act, *children(act, "obj")) for c in children(t, "acl", "advcl", "xcomp") if infinitive(c)
        ]
        if not inside:  # "build a ship to enter service by 2019"
            inside = [t for p in purposes for t in self.dating.of(p, durations=True) if self.possible(t)]
        if not inside:
            inside = [t for t in self._set_off(act) if self.possible(t)]
        inside.sort(key=lambda t: not self._limits(t))  # "the schedule for 2025 by June" is due by June
        return [t for t in inside if not any(i in elsewhere for i, own in self.dating.by_token.items() if own is t)]

    def _limits(self, timex: Timex) -> bool:
        return bool(self.dating.case_of(timex) & BY or self._later_than(timex) & {"later"})

    def _of_report(self, timex: Timex, act: Token) -> bool:
        """Whether it is the date of saying: "they will leave, the minister said on Friday", however that was parsed."""
        place = self._place(timex)
        return any(act.i < above.i < place for above in rising(act, 6))

    def _describes(self, timex: Timex) -> bool:
        """Whether it belongs to a name or noun and sets no date: "the 2030 Agenda", "the challenges of today"."""
        own = [self.doc[i] for i, known in self.dating.by_token.items() if known is timex]
        owners = [t.head for t in own if t.dep_ in NAMING and t.head not in own]
        return any(owner.i > own[-1].i and owner.pos_ in ("NOUN", "PROPN") for owner in owners)

    def _place(self, timex: Timex) -> int:
        return next(i for i, own in sorted(self.dating.by_token.items()) if own is timex)

    def _not_before(self, timex: Timex) -> bool:
        """ "not before May" sets no limit."""
        place = self._place(timex)
        return [t.lower_ for t in self.doc[max(0, place - 2) : place]] in (["not", "before"], ["only", "after"])

    def _later_than(self, timex: Timex) -> set[str]:
        """The words right before "than" and the date: "no later than 1 May", "not earlier than May"."""
        place = self._place(timex)
        before = [t.lower_ for t in self.doc[max(0, place - 4) : place] if t.lower_ not in ("the", "than")]
        return set(before[-1:]) if "than" in {t.lower_ for t in self.doc[max(0, place - 2) : place]} else set()

    def _shared(self, trigger: Token, act: Token) -> list[Timex]:
        """A date that hangs on the trigger, not on another act of it, and lies ahead."""
        if trigger.pos_ == "NOUN" and trigger.dep_ == "obj":
            trigger = trigger.head  # "signed a deal to build it by 2016"
        if trigger.pos_ not in ("VERB", "ADJ"):
            return []
        others = [c for c in children(trigger, *COMPLEMENTS) if not c.is_ancestor(act) and c.i != act.i]
        theirs = [self.dating.by_token.get(t.i) for other in others for t in other.subtree]
        hanging = self.dating.of(trigger, deep=False, durations=True)
        earlier = [other.i for other in others if other.i < act.i] + ([act.head.i] if act.dep_ == "conj" else [])
        return [
            t
            for t in hanging
            if t not in theirs
            and self.possible(t)
            and (self._ahead(t) or self._runs(t, act) or self._limited_then(t, act))
            and not any(first < self._place(t) < act.i for first in earlier)
        ]

    def possible(self, timex: Timex) -> bool:
        """Whether a time expression can be a deadline: a date that lies or lay ahead, which no word keeps from it."""
        before = {t.lower_ for t in self.doc[max(0, self._place(timex) - 2) : self._place(timex)]}
        if timex.date is None or timex.type not in STRETCHES or before & NO_DEADLINE:
            return False
        if self._later_than(timex) & {"earlier", "sooner"} or self._not_before(timex) or self._describes(timex):
            return False
        published = self.state.document.published
        if published is None or self._was_ahead(timex):
            return True
        hour = timex.type is TimexType.TIME  # "at midnight on 31 July", but not "at noon" of a day untold
        return timex.date.last > published if hour else timex.date.last >= published

    def _was_ahead(self, timex: Timex) -> bool:
        """Whether a past date lay ahead of what is told: "undertook to finish by May", "was to open in May"."""
        outlook = outlook_of(self.doc, timex.span)
        if outlook not in (Outlook.PROSPECT, Outlook.FUTURE):
            return False
        if outlook is Outlook.PROSPECT or self.dating.case_of(timex) & BY:
            return True
        clause = next((t for t in rising(self.doc[self._place(timex)], 8) if t.pos_ in ("VERB", "AUX", "ADJ")), None)
        if clause is None:
            return False
        # "agreed to open it on Friday" may tell of the day of the agreement, unless that is told too.
        told = self.dating.of(clause.head, deep=False) if infinitive(clause) else []
        return bool({"would"} & {c.lower_ for c in clause.children}) or any(t is not timex for t in told)

    def _ahead(self, timex: Timex) -> bool:
        published = self.state.document.published
        return published is not None and timex.date is not None and timex.date.first > published + GRACE

    def _limited_then(self, timex: Timex, act: Token) -> bool:
        """Whether it limits, behind the act, what was undertaken before the publication ("undertook to finish it by 2012")."""
        return self._place(timex) > act.i and bool(self.dating.case_of(timex) & BY) and self._was_ahead(timex)

    def _set_off(self, act: Token) -> list[Timex]:
        """Limits between commas, which parsers hang on the clause before: "a plan, which covers trade, by the end of May, …"."""
        limits = [t for t in act.subtree if t.i in self.dating.by_token and t.i > act.i and cases(t) & BY]
        return [self.dating.by_token[t.i] for t in limits if behind_comma(t)]

    def _runs(self, timex: Timex, act: Token) -> bool:
        """Whether it stands behind the act and is a period that has begun ("to start work this year")."""
        published, date = self.state.document.published, timex.date
        whole = date is not None and date.precision is not Precision.DAY
        return (
            whole
            and date is not None
            and published is not None
            and self._place(timex) > act.i
            and date.last > published
        )

    def _date(self, timex: Timex, relation: DeadlineRelation) -> Edtf | None:
        """The date to keep: the last day of "within two months"; the whole year of "by the end of the year", which ends with it."""
        date = timex.date
        if date is None or relation is not DeadlineRelation.BY:
            return date
        return Edtf(date.last.isoformat()) if timex.type is TimexType.DURATION else self.dating.limit(timex)

    def _relation(self, timex: Timex) -> DeadlineRelation:
        case = self.dating.case_of(timex)
        date = timex.date
        if self._limits(timex) or (date is not None and date.text.startswith("..")):
            return DeadlineRelation.BY
        if date is not None and "from" in case and date.precision is Precision.DAY:
            return DeadlineRelation.ON
        stretch = date is not None and date.precision in (Precision.INTERVAL, Precision.DECADE)
        named = timex.type is TimexType.DATE and "from" not in case  # "next week", "in late May"
        aimed = "for" in case and timex.type is TimexType.DATE and not stretch  # "planned for 1 May", "for next year"
        if (case & DURING and not aimed) or (stretch and not named):
            return DeadlineRelation.DURING
        if date is not None and date.precision is Precision.DAY:
            return DeadlineRelation.ON
        return DeadlineRelation.IN

    def _occasion(self, act: Token, elsewhere: set[int]) -> Deadline | None:
        nouns, prepositions = (
            words("commitments", "occasions", "nouns"),
            words("commitments", "occasions", "prepositions"),
        )
        for token in act.subtree:
            if token.i in elsewhere or token.dep_ not in ("obl", "nmod") or token.lemma_.lower() not in nouns:
                continue
            reported_to = "to" in cases(token) and act.lemma_.lower() in words("commitments", "acts", "reporting")
            if not (cases(token) & prepositions or reported_to) or act.i not in (token.head.i, token.head.head.i):
                continue
            pointed = any(c.lower_ in words("commitments", "occasions", "pointing") for c in token.children)
            if cases(token) & {"in", "by", "to", "on"} and not pointed:
                continue
            start, end = (
                name_extent(token)
                if token.text[0].isupper()
                else (min(c.i for c in (token, *token.lefts) if c.dep_ != "case"), token.i + 1)
            )
            return Deadline(self._of_meeting(token), DeadlineRelation.AT_EVENT, tidy(self.doc[start:end]))
        return None

    def _occasion_of_sibling(self, act: Token, trigger: Token) -> Deadline | None:
        """ "to meet at the forum and discuss the agreements": the occasion is that of the first of the coordinated acts."""
        if act.dep_ != "conj" or act.head.i in (act.i, trigger.i):
            return None
        return self._occasion(act.head, {t.i for t in act.subtree})

    def _of_meeting(self, token: Token) -> Edtf | None:
        """The date of the planned meeting named at the token, if the text tells it."""
        for meeting in self.state.meetings:
            if meeting.date is not None and any(s.start <= token.idx < s.end for s in meeting.spans):
                return meeting.date
        return None


def _runs_on(timex: Timex, relation: DeadlineRelation) -> bool:
    """Whether it is a time that runs from the day of the undertaking ("within 60 days")."""
    return timex.type is TimexType.DURATION and relation is DeadlineRelation.BY
