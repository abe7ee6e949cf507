"""Parties as people name them: by a state's name, its ISO code, or an organisation's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from accords.core.errors import UnknownRecord
from accords.core.findings import Findings
from accords.core.reference import countries, organisations
from accords.publication.near_names import advice

KNOWN = "(Accords knows the states of ISO 3166-1, common organisations, and others that the ledger's texts name)"


def party_code(name: str, findings: Iterable[Findings] = ()) -> str:
    """The code of a state or the short name of an organisation.

    Args:
        name: ISO 3166-1 code (two or three letters), name, further name, or an organisation that findings name.
        findings: What the ledger knows, for organisations that no table lists.

    Raises:
        UnknownRecord: Nothing is called so; near names are given.

    >>> party_code("Kazakhstan"), party_code("rus"), party_code("north atlantic treaty organization")
    ('KZ', 'RU', 'NATO')
    """
    names = dict(_named(findings))
    wanted = _folded(name)
    if wanted in names:
        return names[wanted][1]
    written = dict.fromkeys(known for known, _ in names.values())
    raise UnknownRecord(
        f"no party is called {name.strip()!r}",
        remedy=f"{advice(name.strip(), written, 'give a name or an ISO 3166-1 code')} {KNOWN}",
    )


def _named(findings: Iterable[Findings]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Folded names with the name as written and the code; later ones win, so the plainest come last."""
    for one in findings:
        told = [meeting.parties for meeting in one.meetings] + [paper.parties for paper in one.instruments]
        told += [promise.who for promise in one.commitments]
        yield from ((_folded(party), (party, party)) for parties in told for party in parties)
    for short, organisation in organisations().items():
        yield from ((_folded(also), (also, short)) for also in organisation.also)
        yield _folded(short), (short, short)
    for code, country in countries().items():
        yield from ((_folded(also), (also, code)) for also in country.also)
        yield from ((_folded(known), (country.name, code)) for known in (country.alpha3, code, country.name))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    words = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
