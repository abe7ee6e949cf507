"""Names of things that titles call by what they are: "the agreement on the bridge" where texts write of "the Severin Bridge".

A kind of thing stands for a name where texts on the same parties put one name before it, and one only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from accords.core.findings import Findings
from accords.linkage.parties import Parties, states_in
from accords.linkage.titles import read_title
from accords.linkage.wording import common_weight, fold, stem

MOST_PARTIES = 6
"""Of more parties than this, the names are not looked for: too many pairs meet in such texts."""

_COMPOUND = re.compile(r"\b([A-Z]\w{3,}) ([A-Za-z]\w{3,})\b")
Names = Mapping[str, str]


class Naming:
    """The names of things, by the parties that texts are about. Only titles' own words are looked for."""

    def __init__(self, findings: Sequence[Findings]) -> None:
        titles = [read_title(item.title, frozenset(item.parties)) for one in findings for item in one.instruments]
        things = {word for title in titles if title.definite for word in title.telling}
        names = {word for title in titles for word in title.telling}
        self._found: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in findings if things else ():
            pairs = {pair for item in one.instruments for pair in _pairs(item.parties)}
            for thing, name in _compounds(one.document.text, things, names) if pairs else ():
                for pair in pairs:
                    self._found[pair][thing].add(name)

    def of(self, parties: Iterable[str]) -> Names:
        """For each kind of thing the one name that it has among these parties."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in _pairs(parties):
            for thing, names in self._found.get(pair, {}).items():
                found[thing] |= names
        return {thing: next(iter(names)) for thing, names in found.items() if len(names) == 1}


def _pairs(parties: Iterable[str]) -> list[tuple[str, ...]]:
    own: Parties = frozenset(parties)
    return list(combinations(sorted(own), 2)) if len(own) <= MOST_PARTIES else []


def _compounds(text: str, things: set[str], names: set[str]) -> Iterable[tuple[str, str]]:
    for found in _COMPOUND.finditer(text):
        name, thing = (stem(word) for word in (*fold(found[1]), *fold(found[2]))[:2]) if _plain(found) else ("", "")
        if thing in things and name in names and name != thing and common_weight(name) >= 1 and not states_in(found[1])[0]:
            yield thing, name


def _plain(found: re.Match[str]) -> bool:
    return len(fold(found[1])) == len(fold(found[2])) == 1
