"""Mentions that say too little to be compared, joined to the one cluster that they can mean; to none where two fit.

Such are surnames alone ("Putin said"), and instruments without a name of their own ("a new bilateral treaty") of which an
occasion is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.vocabulary import InstrumentKind
from accords.linkage.mentions import InstrumentMention, Period, PersonMention, gap, known_on, reference
from accords.linkage.model import Cluster, Link
from accords.linkage.parties import ONE_MORE, agreement
from accords.linkage.settings import explained, number, score
from accords.linkage.titles import contradict
from accords.linkage.wording import describing, name_parts

NEAR, MONTH = timedelta(days=number("instrument", "occasion_days")), timedelta(days=31)
Values = dict[str, float | None]
Homes = dict[str, tuple[str, ...]]


def surnames(clusters: Sequence[Cluster], mentions: Sequence[PersonMention], findings: Sequence[Findings]) -> tuple[Cluster, ...]:
    """Persons under one name alone, joined to their one namesake of the same country or in texts of the same parties."""
    circles = {reference(one, person.id): _circle(one) for one in findings for person in one.persons}
    told = {ref: mention for mention in mentions for ref in mention.refs}
    weak = [cluster for cluster in clusters if all(len(told[ref].parts) == 1 for ref in cluster.members)]
    alone = {cluster.id for cluster in weak}
    namesakes: dict[str, dict[str, Cluster]] = defaultdict(dict)
    for cluster in clusters:
        if cluster.id not in alone:
            for part in {part for ref in cluster.members for part in _whole(told[ref].label)}:
                namesakes[part][cluster.id] = cluster

    def meant(cluster: Cluster) -> list[tuple[Cluster, Values]]:
        mention = told[cluster.members[0]]
        found = list(namesakes.get(mention.parts[0], {}).values())
        found = [one for one in found if any(told[ref].parts[-1] == mention.parts[0] for ref in one.members)] or found
        if mention.country:
            found = [one for one in found if any(told[ref].country == mention.country for ref in one.members)]
        else:
            circle: frozenset[str] = frozenset().union(*(circles[ref] for ref in cluster.members))
            found = [one for one in found if any(len(circle & circles[ref]) > 1 for ref in one.members)]
        ranked = [one for one in found if any(told[ref].rank == mention.rank for ref in one.members)]
        found = ranked if len(found) > 1 and mention.rank else found
        return [(one, {"name": 0.9, "country": 1.0 if mention.country else None}) for one in found]

    return _attached("person", clusters, weak, meant)


def _whole(name: str) -> set[str]:
    """The parts of a name by which its bearer may be called alone: those that no hyphen joins to another."""
    return {parts[0] for word in name.split() if len(parts := name_parts(word)) == 1 and len(parts[0]) > 1}


def _circle(one: Findings) -> frozenset[str]:
    """The parties that a text is about."""
    found = {person.country for person in one.persons if person.country}
    for lists in ((meeting.parties for meeting in one.meetings), (paper.parties for paper in one.instruments),
                  (item.who for item in one.commitments)):
        found |= {party for parties in lists for party in parties}
    return frozenset(found)


def untitled(clusters: Sequence[Cluster], mentions: Sequence[InstrumentMention]) -> tuple[Cluster, ...]:
    """Instruments without a name, joined to the one of the same parties and form that they can be.

    That is the one signed on the same occasion; of treaties, in the same month; or the only one described by the same
    adjective ("the comprehensive agreement").
    """
    told = {ref: mention for mention in mentions for ref in mention.refs}
    weak = [cluster for cluster in clusters
            if not any(told[ref].title.telling or told[ref].title.numbers for ref in cluster.members)]
    by_form: dict[tuple[int, str], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for key in {key for ref in cluster.members if told[ref].title.telling for key in _keys(told[ref])}:
            by_form[key].append(cluster)

    def meant(cluster: Cluster) -> list[tuple[Cluster, Values]]:
        found: dict[str, tuple[Cluster, Values]] = {}
        for ref in cluster.members:
            for one in {one.id: one for key in _keys(told[ref]) for one in by_form.get(key, ())}.values():
                values = next(filter(None, (_likely(told[ref], told[other]) for other in one.members)), None)
                if values:
                    found[one.id] = (one, values)
        return list(found.values())

    return _attached("instrument", clusters, weak, meant)


def _keys(mention: InstrumentMention) -> Iterable[tuple[int, str]]:
    """Keys under which instruments meet: form with months of signature, and with adjectives and parties."""
    for period in (mention.signed, mention.planned):
        if period and period[1] - period[0] <= MONTH:
            for day in (period[0] - NEAR, period[0], period[1] + NEAR):
                yield mention.title.form, day.isoformat()[:7]
    for word in _adjectives(mention):
        yield from ((mention.title.form, f"{word} {party}") for party in mention.parties)


def _adjectives(mention: InstrumentMention) -> frozenset[str]:
    """Words by which an instrument is known that has no name ("the comprehensive agreement")."""
    return mention.title.words & describing()


def _likely(one: InstrumentMention, other: InstrumentMention) -> Values | None:
    """Whether the first, which has no name, can be the second."""
    parties = agreement(one.parties, other.parties)
    if parties is None or parties < ONE_MORE or not one.title.form or contradict(one.title, other.title) or not other.title.telling:
        return None
    if one.signed and other.signed and gap(one.signed, other.signed):
        return None
    treaty = one.kind == other.kind == InstrumentKind.TREATY.value
    dates = [(a, b) for a in (one.signed, one.planned) for b in (other.signed, other.planned) if a and b]
    if any(_one_occasion(a, b, month=treaty) for a, b in dates) and (parties == 1.0 or treaty):
        return {"parties": parties, "kind": 1.0, "date": 1.0}
    near = abs((one.known - other.known).days) <= number("instrument", "general_days")
    shared = _adjectives(one) and _adjectives(one) <= _adjectives(other) and parties == 1.0
    return {"title": 0.7, "parties": parties, "kind": 1.0} if shared and near else None


def _one_occasion(one: Period, other: Period, *, month: bool) -> bool:
    """Whether two dates of signature are so near that it is one; of treaties the month is enough."""
    short = max(one[1] - one[0], other[1] - other[0])
    return gap(one, other) <= NEAR.days if short.days == 0 else month and short <= MONTH and gap(one, other) == 0


def _attached(kind: str, clusters: Sequence[Cluster], weak: Sequence[Cluster],
              meant: Callable[[Cluster], list[tuple[Cluster, Values]]]) -> tuple[Cluster, ...]:
    """The clusters, each weak one joined to the cluster it means if that is one only."""
    weak_ids = {cluster.id for cluster in weak}
    joined: dict[str, list[tuple[Cluster, Values]]] = defaultdict(list)
    gone: set[str] = set()
    for cluster in weak:
        fits = [(one, values) for one, values in meant(cluster) if one.id not in weak_ids]
        if len(fits) == 1:
            joined[fits[0][0].id].append((cluster, fits[0][1]))
            gone.add(cluster.id)
    return tuple(_with(kind, cluster, joined[cluster.id]) if cluster.id in joined else cluster
                 for cluster in clusters if cluster.id not in gone)


def _with(kind: str, cluster: Cluster, others: Sequence[tuple[Cluster, Values]]) -> Cluster:
    links = list(cluster.links)
    for other, values in others:
        one, two = sorted((cluster.members[0], other.members[0]))
        links += [*other.links, Link(one, two, round(score(kind, values), 4), explained(kind, values))]
    members = (*cluster.members, *(ref for other, _ in others for ref in other.members))
    return Cluster(cluster.id, kind, cluster.label, members, tuple(sorted(links, key=lambda link: (link.one, link.other))))


def in_order(clusters: Sequence[Cluster], findings: Sequence[Findings]) -> tuple[Cluster, ...]:
    """Clusters with their members earliest known first, named after the first of them."""
    known = {one.document.stem: known_on(one) for one in findings}

    def when(ref: str) -> tuple[object, str]:
        return known[ref.rsplit("/", 1)[0]], ref

    ordered = [(cluster, tuple(sorted(cluster.members, key=when))) for cluster in clusters]
    return tuple(Cluster(content_id(f"same-{cluster.kind}", refs[0]), cluster.kind, cluster.label, refs, cluster.links)
                 for cluster, refs in sorted(ordered, key=lambda row: when(row[1][0])))
