from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.instrument import Instrument
from accords.core.party import Person
from accords.core.span import Span
from accords.core.vocabulary import InstrumentKind
from accords.linkage import link

AT = (Span(0, 4),)


def report(stem: str, published: date, name: str, country: str, title: str, parties: tuple[str, ...]) -> Findings:
    document = Document(content_id("doc", stem), stem, f"{stem}.txt", stem, f"Text {stem}", published=published)
    return Findings(
        document,
        persons=(Person(f"p-{stem}", name, "Foreign Minister", country, AT, "foreign_minister"),),
        instruments=(Instrument(f"i-{stem}", title, InstrumentKind.TREATY, parties, AT),),
    )


REPORTS = (
    report("a", date(2014, 1, 1), "Sergey Antonov", "NO", "Treaty on Good Neighbourliness and Alliance", ("NO", "SE")),
    report("b", date(2014, 5, 1), "Sergei Antonov", "NO", "treaty on good-neighbourliness and alliance", ("NO", "SE")),
    report("c", date(2014, 6, 1), "Maja Ek", "SE", "Treaty on Good Neighbourliness and Alliance", ("DK", "FI")),
)


def clusters(reports: tuple[Findings, ...], kind: str) -> set[frozenset[str]]:
    return {frozenset(cluster.members) for cluster in getattr(link(reports), kind)}


def test_names_that_vary_are_one_person() -> None:
    assert clusters(REPORTS, "persons") == {frozenset({"a/p-a", "b/p-b"}), frozenset({"c/p-c"})}


def test_one_title_between_other_parties_is_another_instrument() -> None:
    assert clusters(REPORTS, "instruments") == {frozenset({"a/i-a", "b/i-b"}), frozenset({"c/i-c"})}


def test_links_explain_themselves() -> None:
    explained = [made.explanation for cluster in link(REPORTS).instruments for made in cluster.links]
    assert explained
    assert all(explained)


@given(st.permutations(REPORTS))
def test_order_of_arrival_makes_no_difference(order: list[Findings]) -> None:
    for kind in ("persons", "instruments"):
        assert clusters(tuple(order), kind) == clusters(REPORTS, kind)
