"""Findings against gold, item by item, by the scorers in ../shared/tools (loaded as modules, never changed)."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from accords.core.document import Document
from accords.core.exchange import to_json
from accords.extraction import extract_all

SHARED = Path(__file__).resolve().parents[2] / "shared"
LISTS = ("persons", "meetings", "instruments", "events", "commitments", "series")


def write_findings(documents: Iterable[Document], folder: Path, *, by_rule: bool = False) -> None:
    """Extract each document into `<stem>.json`; `by_rule` as for `extract_all`."""
    for findings in extract_all(documents, by_rule=by_rule):
        path = folder / f"{findings.document.stem}.json"
        path.write_text(json.dumps(to_json(findings), ensure_ascii=False), encoding="utf-8")


@lru_cache(maxsize=4)
def scorer(name: str = "score_findings") -> Any:
    """The module of a scorer."""
    path = SHARED / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@dataclass(slots=True)
class Comparison:
    """One set of texts against its gold.

    Attributes:
        totals: the scorer's tally of each list, by its name.
        matched: certain gold items that were found, by text.
        alarms: number of false alarms of each list, by text.
    """

    totals: dict[str, Any]
    matched: dict[str, list[str]] = field(default_factory=dict)
    alarms: dict[str, dict[str, int]] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """F1 of each list (`meetings`) and the mean of each attribute on matched items (`meetings.level`)."""
        found: dict[str, float] = {}
        for name, tally in self.totals.items():
            found[name] = tally.rates()[2] or 0.0
            found |= {f"{name}.{key}": sum(values) / len(values) for key, values in tally.attributes.items() if values}
        return found

    def errors(self) -> Iterator[tuple[str, str, str]]:
        """Every miss and false alarm: which of the two, the list, and the item in words."""
        for name in LISTS:
            yield from (("missed", name, line) for line in self.totals[name].misses)
            yield from (("false", name, line) for line in self.totals[name].false_alarms)


def compare(gold: Path, system: Path) -> Comparison:
    """Score a folder of findings against a folder of gold; a text without findings counts as empty."""
    module = scorer()
    try:
        with contextlib.redirect_stderr(io.StringIO()):  # it notes every text of the system that this gold lacks
            pairs = module.pair_texts(gold, system)
    except module.Malformed as problem:
        raise SystemExit(str(problem)) from problem
    results = [(ours, *module.score_text(ours, theirs)) for ours, theirs in pairs]
    comparison = Comparison(module.total([tallies for _, tallies, _ in results]))
    for ours, tallies, links in results:
        stem = ours.id
        comparison.matched[stem] = sorted(item["id"] for item in items(ours) if item["id"] in links and certain(item))
        counts = {name: len(tallies[name].false_alarms) for name in LISTS}
        comparison.alarms[stem] = {name: count for name, count in counts.items() if count}
    return comparison


def items(text: Any) -> Iterator[dict[str, Any]]:
    """Every gold item of a text, stages of instruments included."""
    for name, members in text.lists.items():
        for item in members:
            yield item
            if name == "instruments":
                yield from item["events"]


def certain(item: dict[str, Any]) -> bool:
    """Whether a careful reader would not leave the item out."""
    return not item.get("uncertain")
