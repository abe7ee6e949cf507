"""Blocks: only mentions that share a key are compared, so that cost grows with the texts and not with their square."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from accords.linkage.mentions import (
    CommitmentMention,
    InstrumentMention,
    MeetingMention,
    PersonMention,
    SeriesMention,
)
from accords.linkage.settings import number
from accords.linkage.wording import stems

LONGEST_PERIOD = 160
"""Days; a meeting dated more vaguely is found by place, series or persons, not by its months."""

MOST_PARTIES = 6
FIRST_LETTERS = 4
RAREST = 4


def person_keys(mention: PersonMention) -> Iterator[Hashable]:
    """The beginnings of every part but the first of a full name; a name alone; all parts in any order."""
    for place, part in enumerate(mention.parts):
        if place or len(mention.parts) == 1:
            yield part[:FIRST_LETTERS]
    yield tuple(sorted(mention.parts))


def meeting_keys(mention: MeetingMention) -> Iterator[Hashable]:
    """Each pair of parties with each month it may lie in and with its place; each party with both; its series."""
    parties = sorted(mention.parties)[:MOST_PARTIES]
    groups: list[tuple[str, ...]] = [*combinations(parties, 2)] if len(parties) > 1 else [tuple(parties)]
    months = list(_months(_until_held(mention)))
    for group in groups:
        yield from ((*group, month) for month in months)
        if mention.place:
            yield (*group, mention.place)
    if mention.place:
        yield from ((party, mention.place, month) for party in parties for month in months)
    if mention.series:
        yield from (("series", word, mention.ordinal or mention.period[0].year) for word in stems(mention.series))
        if mention.ordinal:
            yield ("edition", mention.ordinal, *sorted(mention.parties))


def _until_held(mention: MeetingMention) -> tuple[date, date]:
    """The days on which a meeting may be held; of one that was put off, also those after."""
    first, last = mention.period
    moved = timedelta(days=number("meeting", "moved_by")) if mention.postponed and mention.dated else timedelta()
    return first, min(last, date.max - moved) + moved


def _months(period: tuple[date, date]) -> Iterator[str]:
    first, last = period
    if (last - first).days > LONGEST_PERIOD or date.max in period:
        return
    day = first - timedelta(days=1)
    while day <= last + timedelta(days=1):
        yield day.isoformat()[:7]
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def series_keys(mention: SeriesMention) -> Iterable[Hashable]:
    """Each word of the name."""
    return stems(mention.title)


def instrument_keys(mentions: Sequence[InstrumentMention]) -> Callable[[InstrumentMention], Iterable[Hashable]]:
    """The rarest telling words of the title, alone and with each party; the general words with the parties."""
    counts = Counter(word for mention in mentions for word in mention.title.telling)

    def keys(mention: InstrumentMention) -> Iterator[Hashable]:
        rarest = sorted(mention.title.telling, key=lambda word: (counts[word], word))[:RAREST]
        for word in rarest:
            yield word
            yield from ((word, party) for party in mention.parties)
        if not rarest:
            words, parties = tuple(sorted(mention.title.words)), sorted(mention.parties)
            for group in combinations(parties, 2) if 1 < len(parties) <= MOST_PARTIES else [tuple(parties)]:
                yield (words, *group)
                yield (words, *group, mention.known.year)

    return keys


def commitment_keys(mentions: Sequence[CommitmentMention]) -> Callable[[CommitmentMention], Iterable[Hashable]]:
    """Pairs of the rarest senses, alone and with each party; equal wordings; the instrument."""
    counts = Counter(word for mention in mentions for word in mention.senses)

    def keys(mention: CommitmentMention) -> Iterator[Hashable]:
        rarest = sorted(mention.senses, key=lambda word: (counts[word], word))[: RAREST + 1]
        for pair in combinations(sorted(rarest), 2):
            yield pair
            yield from ((*pair, party) for party in mention.parties)
        yield (tuple(sorted(mention.senses)), tuple(sorted(mention.parties)))
        if mention.instrument:
            yield ("instrument", mention.instrument)

    return keys
