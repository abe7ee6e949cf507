from __future__ import annotations

from dataclasses import replace

from accords.core.findings import Findings
from tests.makers import commitment, person, told
from tests.publication.scenes import OSLO, a_brief, a_dossier, lines, said

PROMISE = commitment("c", "open a joint rescue centre", "FI", "NO")


def text(stem: str, day: str, *offices: tuple[str, str, str, str]) -> Findings:
    rows = [
        (f"{name}, the {office}, agreed.", person(f"p{n}", name, country, rank, office))
        for n, (name, country, rank, office) in enumerate(offices)
    ]
    return told(stem, day, ("Both will open a centre.", PROMISE), *rows)


def test_the_office_last_reported_and_the_one_before() -> None:
    texts = [
        text("a", "2013-01-01", ("Kari Holm", "NO", "foreign_minister", "Foreign Minister of Norway")),
        text("b", "2014-01-01", ("Kari Holm", "NO", "head_of_government", "Prime Minister of Norway")),
    ]
    report = a_brief("2014-06-01", texts)
    assert said(report, "people-no") == [
        (
            "Kari Holm, Prime Minister of Norway | As last reported on 1 January 2014. "
            "Earlier Foreign Minister of Norway, as last reported on 1 January 2013."
        )
    ]
    assert said(a_brief("2013-06-01", texts), "people-no") == [
        "Kari Holm, Foreign Minister of Norway | As last reported on 1 January 2013."
    ]


def test_of_two_holders_of_one_office_the_former_stands_with_the_latest() -> None:
    premier = ("NO", "head_of_government", "Prime Minister of Norway")
    fisheries = ("NO", "minister", "Minister of Fisheries of Norway")
    texts = [
        text("a", "2013-01-01", ("Kari Holm", *premier), ("Nils Berg", *fisheries)),
        text(
            "b",
            "2014-01-01",
            ("Olav Ek", *premier),
            ("Maja Ek", *fisheries),
            ("Ola Moe", "NO", "minister", "Minister of Trade of Norway"),
        ),
    ]
    day, before = "As last reported on 1 January 2014.", "as last reported on 1 January 2013."
    assert said(a_brief("2014-06-01", texts), "people-no") == [
        f"Olav Ek, Prime Minister of Norway | {day} Until then Kari Holm, {before}",
        f"Maja Ek, Minister of Fisheries of Norway | {day} Until then Nils Berg, {before}",
        f"Ola Moe, Minister of Trade of Norway | {day}",
    ]


def test_two_holders_reported_on_one_day_both_stand() -> None:
    chief = ("NO", "head_of_state", "President of Norway")
    texts = [text("a", "2013-01-01", ("Kari Holm", *chief), ("Nils Berg", *chief))]
    assert [line.split(",")[0] for line in said(a_brief("2014-06-01", texts), "people-no")] == [
        "Kari Holm",
        "Nils Berg",
    ]


def test_people_stand_by_precedence_under_their_party_and_others_are_left_out() -> None:
    report = a_brief(
        "2014-06-01",
        [
            text(
                "a",
                "2014-01-01",
                ("Aino Ranta", "FI", "minister", "Minister of Fisheries of Finland"),
                ("Eero Lahti", "FI", "head_of_government", "Prime Minister of Finland"),
                ("Maja Ek", "SE", "head_of_state", "President of Sweden"),
                ("Olav Berg", "NO", "foreign_minister", "Foreign Minister of Norway"),
            )
        ],
    )
    assert [line.text.split(",")[0] for line in lines(report, "people")] == ["Olav Berg", "Eero Lahti", "Aino Ranta"]


def test_who_speaks_for_an_organisation() -> None:
    chief = replace(person("p", "Maja Ek", "", "organisation_head", "Secretary General of NATO"))
    report = a_dossier(
        "2014-06-01", "NATO", texts=[told("a", "2014-01-01", ("NATO Secretary General Maja Ek spoke.", chief))]
    )
    assert [line.text for line in lines(report, "people")] == ["Maja Ek, Secretary General of NATO"]


def test_the_quote_names_the_office() -> None:
    report = a_brief("2014-06-30", [OSLO])
    (line,) = lines(report, "people-no")
    assert "Prime Ministers Kari Holm of Norway" in report.sources[line.sources[0] - 1].quote
