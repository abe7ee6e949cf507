"""Time expressions: found by the rules of languages/<code>/timex.toml, normalised to TIMEX3 and EDTF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accords.core.errors import InvalidDate
from accords.core.span import Span
from accords.core.timex import Edtf, Timex
from accords.extraction.timex import clock, dates, days, spans, steps, years
from accords.extraction.timex.context import Context, Outlook
from accords.extraction.timex.draft import Draft, Fields
from accords.extraction.timex.grammar import grammar
from accords.extraction.timex.scan import Hit, hits
from accords.extraction.timex.timelines import year_headings

__all__ = ["find_timexes"]

MAKERS: dict[str, Callable[[Fields, Context], Draft | None]] = {
    **dates.MAKERS, **years.MAKERS, **days.MAKERS, **steps.MAKERS, **spans.MAKERS, **clock.MAKERS,
}
# A text is a story when it writes at least this many years, most of them at least this far from its publication, and
# seldom speaks of today, Friday or last year: a few years long past, or many of which few are the year of publication.
STORIES = ((6, 3, 0.7, 4), (24, 1, 0.85, 10))  # years written, distance, share of those, years to each word of news
NEWS_MAKERS = frozenset({"weekday", "near", "step"})


def find_timexes(
    text: str, published: date | None = None, *, outlook: Callable[[Span], Outlook] | None = None
) -> tuple[Timex, ...]:
    """Find and normalise the time expressions of a text.

    Args:
        text: plain text of any length.
        published: its publication date; without it, expressions relative to it stay unresolved (`anchored` False).
        outlook: says of a span which way the words that govern it look; it decides which year a date without one means,
            and which week a weekday. Without it, the nearest word of tense does.

    Returns:
        Expressions in order of their spans, which do not overlap. Where the text tells of a later day as past, the
        publication date cannot be right: what leans on it has an uncertain date ("2013-02-04?") and less confidence.

    >>> found = find_timexes("They met on 8 February and will meet in May.", date(2013, 2, 9))
    >>> [(timex.value, str(timex.date)) for timex in found]
    [('2013-02-08', '2013-02-08'), ('2013-05', '2013-05')]
    """
    found = list(hits(text, grammar()))
    context = Context(text, published, outlook, story=_is_story(found, published), american=_is_american(found))
    context.headings = year_headings(text)
    result: list[tuple[Span, Draft, bool]] = []
    doubted = False
    free = -1
    for stretch in found:
        for hit in stretch:
            if hit.start < free:
                continue
            span, context.leans = Span(hit.start, hit.end), False
            draft = MAKERS[hit.rule.make](Fields(hit.match, span), context)
            if draft is None:
                continue
            free = hit.end
            result.append((span, draft, context.leans))
            if draft.period is not None:
                doubted = doubted or (draft.explicit and context.is_past_but_later(draft.period, span))
                context.remember(draft.period, span, draft.explicit)
    return tuple(_timex(draft.doubted() if doubted and leans else draft, span) for span, draft, leans in result)


def _timex(draft: Draft, span: Span) -> Timex:
    edtf: Edtf | None = None
    if draft.edtf:
        try:
            edtf = Edtf(draft.edtf)
        except InvalidDate:
            edtf = None
    return Timex(span, draft.type, draft.value, draft.mod, edtf, draft.anchored, draft.confidence)


def _is_story(found: list[list[Hit]], published: date | None) -> bool:
    if published is None:
        return False
    years: list[int] = []
    news = 0
    for stretch in found:
        free = -1
        for hit in stretch:
            if hit.start < free:
                continue
            written = hit.match.groupdict().get("year")
            if written and written.isdecimal() and len(written) == 4:
                years.append(int(written))
                free = hit.end
            elif hit.rule.make in NEWS_MAKERS:
                news += 1
                free = hit.end
    for least, distance, share, rate in STORIES:
        far = sum(abs(year - published.year) >= distance for year in years)
        if len(years) >= least and far >= share * len(years) and news * rate < far:
            return True
    return False


def _is_american(found: list[list[Hit]]) -> bool:
    """Whether numeric dates put the month first: unless one in the text can only put the day first."""
    for stretch in found:
        for hit in stretch:
            if hit.rule.make == "numeric" and "c" in hit.rule.pattern.groupindex:
                b, c = hit.match.group("b"), hit.match.group("c")
                if 12 < int(b) < 32 and int(c) <= 12 and hit.match.group("sep") != "-":
                    return False
    return True
