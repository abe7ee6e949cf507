"""What is known when an expression is read: the publication date, what was told before, and which way a verb points."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accords.core.span import Span
from accords.extraction.timex.lexicon import lexicon
from accords.extraction.timex.period import Grain, Period
from accords.extraction.timex.tense import SENTENCE_END, cue, dates_a_noun, tells
from accords.extraction.timex.timelines import heading_over, opens_line

# A date this far off in the direction of the words gives way to one as near as that in the other direction.
# Even where the words are certain, a day or two ahead is nearer than a year ago: papers are dated late, and a text of
# the first of a month calls it past.
FAR_DAYS, FAR_AHEAD_DAYS, NEAR_DAYS, EVE_DAYS = 270, 180, 95, 3
RANGE = re.compile(r"\s+(?:to|until|till|through)\s+(?:the )?", re.IGNORECASE)
# A verb this near to "in May" or "on 5 March" dates itself by it.
NEAR_VERB = 45
# So many expressions back a year may be written from which a plan is told.
PLANNED_WITHIN = 3


class Outlook(StrEnum):
    """Which way the words that govern an expression look from the time of writing.

    A report is the past of a verb of saying, a prospect a plan told in the past.
    """

    PAST = "past"
    REPORT = "report"
    PRESENT = "present"
    FUTURE = "future"
    PROSPECT = "prospect"
    UNKNOWN = ""


# Where a story's last date is one of these, it has gone on from the days told before.
YEARLY = frozenset({Grain.MONTH, Grain.QUARTER, Grain.YEAR})
DIRECTIONS = {Outlook.PAST: -1, Outlook.REPORT: -1, Outlook.FUTURE: 1}


@dataclass(frozen=True, slots=True)
class Told:
    """A period mentioned earlier, and where; `explicit` if its year was written."""

    period: Period
    span: Span
    explicit: bool

    @property
    def end(self) -> int:
        return self.span.end


@dataclass(slots=True)
class Context:
    """The state of reading one text from its start.

    Attributes:
        published: the publication date, if known.
        outlook: says of a span which way the words look that govern it.
        story: whether the text tells of years long past, so that its own dates are a better anchor than `published`.
        american: whether numeric dates put the month first.
        headings: years that stand alone on their lines, with where they end.
        leans: whether something has rested on the publication date since this was last reset.
    """

    text: str
    published: date | None
    outlook: Callable[[Span], Outlook] | None = None
    story: bool = False
    american: bool = True
    headings: tuple[tuple[int, int], ...] = ()
    told: list[Told] = field(default_factory=list)
    leans: bool = False

    def remember(self, period: Period, span: Span, explicit: bool) -> None:
        if period.valid:
            self.told.append(Told(period, span, explicit))

    def last(self, *grains: Grain) -> Period | None:
        """The period told last, of one of the grains if any are named."""
        for told in reversed(self.told[-40:]):
            if not grains or told.period.grain in grains:
                return told.period
        return None

    def counted_from(self, span: Span, *grains: Grain) -> Period | None:
        """The period that "two days earlier" is counted from: the one told last on that side of the present where its verb is."""
        way = DIRECTIONS.get(self.outlook(span), 0) if self.outlook is not None and not self.story else 0
        for told in reversed(self.told[-40:]):
            if told.period.grain in grains and not (self._against(way, told.period) or self._dates_a_report(told)):
                return told.period
            if self.story and told.period.grain in YEARLY:
                return None
        return None

    def contradicts(self, span: Span, period: Period) -> bool:
        """Whether the words that govern an expression look the other way from the time of writing."""
        return self.outlook is not None and self._against(DIRECTIONS.get(self.outlook(span), 0), period)

    def _dates_a_report(self, told: Told) -> bool:
        """Whether it only says when something was said."""
        return self.outlook is not None and self.outlook(told.span) is Outlook.REPORT

    def _against(self, way: int, period: Period) -> bool:
        if self.published is None or not period.valid:
            return False
        return (way < 0 and period.first > self.published) or (way > 0 and period.last < self.published)

    def now(self, grain: Grain) -> Period | None:
        """The period of that grain in which the text was published, or in a story the one it has come to."""
        if self.story or self.published is None:
            told = self.last(Grain.DAY, Grain.MONTH, Grain.YEAR) if self.story else None
            if told is not None:
                return told.widen(grain) if grain.holds(told.grain) else None
        self.leans = True
        return Period.of(self.published, grain) if self.published else None

    def is_past_but_later(self, period: Period, span: Span) -> bool:
        """Whether something is said to have happened on a day that lies well after publication."""
        if self.published is None or period.grain is not Grain.DAY or (period.first - self.published).days <= EVE_DAYS:
            return False
        return self.preposition(span.start) == "on" and self.direction(span) == (-1, True)

    def story_anchor(self, start: int) -> Period | None:
        """The period that a date without a year leans on in place of the publication date, if any.

        That is the date told last in a story or where no publication date is known; elsewhere a year written earlier in
        the same sentence.
        """
        if self.story or self.published is None:
            return self.last(Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.SEASON)
        if self.told and self.told[-1].explicit:
            told = self.told[-1]
            between = self.text[told.end : start]
            if told.period.grain is Grain.YEAR and dates_a_noun(self.text, told.span) and tells(between):
                return None  # "the 2015 treaty expired in May"
            if told.period.known_year < self.published.year and len(between) < 300:
                if len(between) < 90 and not SENTENCE_END.search(between):
                    return told.period
                if told.period.grain in (Grain.DAY, Grain.MONTH) and "\n" not in between:
                    return told.period
        return None

    def planned_from(self, span: Span) -> Period | None:
        """The period long past from which something lay ahead that is told as a plan of then ("they were to leave by June").

        That is the one told last, if its paragraph writes a year before that of publication; no decade and no century, which only
        name things ("Partnership in the 20th Century").
        """
        if self.story or self.published is None or self.outlook is None or self.outlook(span) is not Outlook.PROSPECT:
            return None
        paragraph = self.text.rfind("\n", 0, span.start) + 1
        near = [t for t in self.told if paragraph <= t.span.start and t.period.valid and Grain.YEAR.holds(t.period.grain)]
        written = any(told.explicit and told.period.known_year < self.published.year for told in near[-PLANNED_WITHIN:])
        return near[-1].period if written and near[-1].period.known_year < self.published.year else None

    def entry_year(self, start: int) -> tuple[int, int] | None:
        """The year over an entry of a timeline, and the month with which the entry opens; none elsewhere."""
        if (year := heading_over(self.headings, start)) is None:
            return None
        line = self.text.rfind("\n", 0, start) + 1
        label = next((t for t in self.told if t.span.start >= line and opens_line(self.text, t.span.start)), None)
        if label is None:
            return (year, 1) if opens_line(self.text, start) else None
        return (year, label.period.first.month) if label.period.valid and label.period.known_year == year else None

    def is_news(self, period: Period, span: Span) -> bool:
        """Whether a period lies so near to publication, on the side the words look to, that it needs no other anchor."""
        if self.published is None or abs((period.first - self.published).days) > NEAR_DAYS:
            return False
        return period.first <= self.published or self.direction(span)[0] > 0

    def preposition(self, start: int) -> str:
        """The word before an expression, in lower case."""
        found = re.search(r"([^\W\d_]+)[^\S\n]*\n?[^\S\n]{0,4}(?:the )?$", self.text[max(0, start - 24) : start])
        return found.group(1).lower() if found else ""

    def name_follows(self, span: Span) -> bool:
        """Whether the next word has a capital, on the same line, and no article stands before."""
        article = self.text[max(0, span.start - 4) : span.start].lower() == "the "
        return not article and re.match(r"[^\S\n][A-Z][a-z]", self.text[span.end : span.end + 3]) is not None

    def noun_follows(self, span: Span) -> bool:
        """Whether a plain word follows directly."""
        return re.match(r"\s[a-z]", self.text[span.end : span.end + 2]) is not None

    def range_start(self, start: int) -> Period | None:
        """The day or month told just before, where "from … to" makes a range of it and what begins at `start`.

        In a story none: either end may be the one that lies in the year it has come to.
        """
        if self.story or not self.told or self.told[-1].period.grain not in (Grain.DAY, Grain.MONTH):
            return None
        told = self.told[-1]
        ranged = self.preposition(told.span.start) == "from" and RANGE.fullmatch(self.text, told.end, start)
        return told.period if ranged else None

    def direction(self, span: Span) -> tuple[int, bool]:
        """Which way the words around point: -1 past, 1 future, 0 either; and whether that is certain."""
        word = self.preposition(span.start)
        looks = lexicon().prepositions.get(word, 0)
        if dates_a_noun(self.text, span):
            return (looks or cue(self.text, span)[1] or -1), True
        if self.outlook is not None and looks >= 0:
            answer = self.outlook(span)
            if answer in (Outlook.PRESENT, Outlook.PROSPECT):
                return 0, answer is Outlook.PROSPECT
            if way := DIRECTIONS.get(answer, 0):
                return way, way > 0 or word in ("in", "on")
        gap, way = cue(self.text, span)
        if looks < 0 or (looks > 0 and way >= 0):
            return looks, True
        return way, gap < NEAR_VERB and word in ("in", "on")

    def _planned_then(self, candidates: list[Period], span: Span) -> list[Period]:
        """The candidate that lay next ahead of a day long past told in the same sentence, on which it was planned; else all."""
        told = next((t for t in reversed(self.told) if t.end <= span.start), None)
        between = self.text[told.end : span.start] if told is not None else ""
        if told is None or self.published is None or SENTENCE_END.search(between) or "\n" in between:
            return candidates
        if told.period.grain in (Grain.DAY, Grain.MONTH) and (self.published - told.period.first).days > NEAR_DAYS:
            return [min(later)] if (later := [c for c in candidates if c.first >= told.period.first]) else candidates
        return candidates

    def choose(self, candidates: list[Period], here: Period, span: Span, *, reported: bool = False) -> Period:
        """The candidate the context means: before `here`, after it, or the nearest.

        Periods that are `reported` on when they are over ("expects a loss for the third quarter") follow the verb less.
        """
        self.leans = True
        way, certain = self.direction(span)
        if way == 0 and certain:
            candidates = self._planned_then(candidates, span)
        certain = certain and not (reported and way > 0)
        if self.published is None:  # tense looks from the time of writing, "since" from any time
            way = min(0, lexicon().prepositions.get(self.preposition(span.start), 0))
        today = self.published or here.first
        earlier = [period for period in candidates if period <= here]
        later = [period for period in candidates if period >= here]
        nearest = min(candidates, key=lambda period: abs((period.first - today).days))
        if way < 0 and earlier:
            back = max(earlier)
            if not later:
                return back
            ahead = (min(later).first - today).days
            near = ahead < (EVE_DAYS if certain else NEAR_DAYS)
            return min(later) if (today - back.first).days > FAR_DAYS and near else back
        if way > 0 and later:
            ahead = (min(later).first - today).days
            near = bool(earlier) and (today - max(earlier).last).days < NEAR_DAYS
            return max(earlier) if near and ahead > FAR_AHEAD_DAYS and not certain else min(later)
        return nearest
