"""One invented relationship, told by five texts: Norway and Finland, from talks in Oslo to an agreement signed late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from accords.core.findings import Findings
from accords.ledger import open_ledger
from accords.publication import Knowledge, Report, brief, dossier, knowledge
from accords.publication.report import Line, Section
from tests.makers import commitment, instrument, meeting, person, series, told

HOLM = person("p1", "Kari Holm", "NO", "head_of_government", "Prime Minister of Norway")
LAHTI = person("p2", "Eero Lahti", "FI", "head_of_government", "Prime Minister of Finland")
FORUM = "Arctic Cooperation Forum"


def named(one: object, *people: str) -> object:
    """A meeting with its participants by name."""
    return replace(one, participants=people)  # type: ignore[type-var]


OSLO = told(
    "oslo",
    "2014-03-05",
    (
        "Prime Ministers Kari Holm of Norway and Eero Lahti of Finland met in Oslo on 4 March 2014.",
        named(
            meeting("m1", "NO", "FI", on="2014-03-04", at="Oslo", level="heads_of_government"),
            "Kari Holm",
            "Eero Lahti",
        ),
        HOLM,
        LAHTI,
    ),
    (
        "They agreed to open a joint rescue centre by 2016.",
        commitment("c1", "open a joint rescue centre", "FI", "NO", by="2016"),
    ),
    (
        "The Agreement on Arctic Rescue is to be signed in October 2014.",
        instrument("i1", "Agreement on Arctic Rescue", "FI", "NO", events=[["planned_signature", "2014-10"]]),
    ),
    ("Norway will lend two ships.", commitment("c2", "lend two ships", "NO")),
    ("Sweden and Denmark will tunnel on.", commitment("c3", "tunnel on", "SE", "DK")),
    (
        "The Arctic Cooperation Forum, held every year, met in Tromso on 10 September 2013.",
        series("s1", FORUM),
        meeting(
            "m2", "NO", "FI", on="2013-09-10", at="Tromso", kind="forum", level="ministers", series=FORUM, ordinal=4
        ),
    ),
    title="Two prime ministers in Oslo",
)
TURKU = told(
    "turku",
    "2014-06-10",
    (
        "The foreign ministers of Finland and Norway held talks in Turku on 9 June 2014.",
        meeting("m1", "FI", "NO", on="2014-06-09", at="Turku", level="foreign_ministers"),
    ),
    (
        "The signature of the Agreement on Arctic Rescue is now planned for March 2015.",
        instrument("i1", "Agreement on Arctic Rescue", "FI", "NO", events=[["planned_signature", "2015-03"]]),
    ),
    (
        "The prime ministers will meet in Helsinki on 20 November 2014.",
        meeting("m2", "FI", "NO", on="2014-11-20", at="Helsinki", level="heads_of_government", status="planned"),
    ),
    (
        "They want the joint rescue centre opened by 2016.",
        commitment("c1", "open a joint rescue centre", "FI", "NO", by="2016"),
    ),
)
COAST = told(
    "coast",
    "2014-06-11",
    (
        "Finland's and Norway's foreign ministers met in Turku on 10 June 2014.",
        meeting("m1", "FI", "NO", on="2014-06-10", at="Turku", level="foreign_ministers"),
    ),
    (
        "Both sides agreed to publish sea charts by 1 July 2014.",
        commitment("c1", "publish sea charts", "FI", "NO", by="2014-07-01"),
    ),
)
HELSINKI = told(
    "helsinki",
    "2014-11-21",
    (
        "Prime Ministers Holm and Lahti met in Helsinki on 20 November 2014.",
        named(
            meeting("m1", "FI", "NO", on="2014-11-20", at="Helsinki", level="heads_of_government"),
            "Kari Holm",
            "Eero Lahti",
        ),
        HOLM,
        LAHTI,
    ),
    (
        "They intend to meet again in Bergen in June 2015.",
        meeting("m2", "FI", "NO", on="2015-06", at="Bergen", level="heads_of_government", status="planned"),
    ),
    (
        "The fisheries hotline is cancelled.",
        commitment("c1", "run a fisheries hotline", "FI", "NO", status="cancelled"),
    ),
)
SIGNED = told(
    "signed",
    "2015-04-21",
    (
        "The Agreement on Arctic Rescue was signed on 20 April 2015.",
        instrument("i1", "Agreement on Arctic Rescue", "FI", "NO", events=[["signed", "2015-04-20"]]),
    ),
)
TEXTS = (OSLO, TURKU, COAST, HELSINKI, SIGNED)
PAIR = ("NO", "FI")


def known(on: date, texts: Sequence[Findings] = TEXTS) -> Knowledge:
    return knowledge(texts, on)


def recorded(path: Path) -> str:
    """A ledger of these texts."""
    with open_ledger(path, create=True) as ledger:
        for one in TEXTS:
            ledger.record(one, "extraction 1")
    return str(path)


def a_brief(on: str, texts: Sequence[Findings] = TEXTS, parties: Sequence[str] = PAIR, meeting: str = "") -> Report:
    return brief(lambda day: known(day, texts), parties, date.fromisoformat(on), meeting)


def a_dossier(on: str, *parties: str, texts: Sequence[Findings] = TEXTS) -> Report:
    return dossier(known(date.fromisoformat(on), texts), parties)


def section(report: Report, key: str) -> Section:
    """A section or part of a section by its key; an empty one if it is not there."""
    found = [part for whole in report.sections for part in (whole, *whole.parts) if part.key == key]
    return found[0] if found else Section(key, "")


def lines(report: Report, key: str) -> list[Line]:
    return list(section(report, key).all_lines())


def said(report: Report, key: str) -> list[str]:
    """The lines of a section as "text | detail"."""
    return [f"{line.text} | {line.detail}" for line in lines(report, key)]
