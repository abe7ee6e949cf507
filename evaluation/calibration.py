"""How far the confidence of findings is the share of them that are right; fits the table that makes it so.

    python -m evaluation.calibration            reliability by kind, cross-validated on development and on the held-out half
    python -m evaluation.calibration --write    also fit anew: extraction/confidence.toml and docs/reliability.svg

A finding is right if the scorer pairs it with a gold item, uncertain ones included; a time expression if its value is that of
the gold (TimeBank and AQUAINT), a coded event if its class is that of the record (PLOVER). Curves are isotonic regressions
(Zadrozny and Elkan 2002) whose blocks are drawn to the mean of their kind by the weight of a few findings. The expected
calibration error is that of ten equal bins (Naeini et al. 2015).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accords.core.document import Document
from accords.corpus import read
from accords.extraction import extract_all
from accords.extraction.confidence import STAGES, TABLE, Curve, interpolated
from accords.extraction.timex import find_timexes
from evaluation.gate import PLOVER, ROOT, gold_of
from evaluation.reliability import drawn, points
from evaluation.scoring import SHARED, scorer, write_findings

FOLDS = 10
PRIOR = 4.0  # findings by which a block is drawn to the mean of its kind
LISTS = ("persons", "meetings", "instruments", "commitments", "series")
TIMEX_CORPORA = ("TimeBank", "AQUAINT")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finding's confidence by rule, whether it was right, and its text."""

    rule: float
    right: bool
    text: str


Outcomes = dict[str, list[Outcome]]


def findings_of(section: str) -> Outcomes:
    """The outcomes of one half of the gold."""
    module, found = scorer(), defaultdict(list)
    files = gold_of(section)
    with tempfile.TemporaryDirectory() as folder:
        write_findings(map(read, files.values()), Path(folder), by_rule=True)
        for path in files:
            gold, system = module.load_text(path), module.load_text(Path(folder) / path.name)
            right = set(module.score_text(gold, system)[1].values())
            for name in LISTS:
                for item in system.lists[name]:
                    found[name].append(Outcome(item["confidence"], item["id"] in right, path.stem))
                    if name == "instruments" and item["id"] in right:
                        found[STAGES] += [Outcome(e["confidence"], e["id"] in right, path.stem) for e in item["events"]]
    return found


def timexes() -> list[Outcome]:
    """The outcomes of time expressions in news."""
    module, found = scorer("score_timex"), []
    for corpus in TIMEX_CORPORA:
        for path in sorted((SHARED / "corpora" / "timex" / corpus).glob("*.tml")):
            published, text, gold = module.read_gold(path)
            ours = find_timexes(text, date.fromisoformat(published))
            plain = [module.Timex(t.span.start, t.span.end, str(t.type), t.value or "") for t in ours]
            values = {id(s): g.value == s.value for g, s in module.align(gold, plain)}
            found += [
                Outcome(t.confidence, values.get(id(s), False), path.stem) for t, s in zip(ours, plain, strict=True)
            ]
    return found


def events() -> list[Outcome]:
    """The outcomes of coded events on PLOVER's records: right if the class is the record's."""
    records = scorer("score_plover").read_records(PLOVER)
    documents = [Document(str(r["id"]), str(r["id"]), "plover", "", r["text"]) for r in records]
    return [
        Outcome(event.confidence, str(event.event) == record["event"], str(record["id"]))
        for record, found in zip(records, extract_all(documents, by_rule=True), strict=True)
        for event in found.events
    ]


def fitted(outcomes: Sequence[Outcome]) -> Curve:
    """An isotonic regression of being right on the confidence by rule; a point for each block's ends.

    >>> fitted([Outcome(0.6, right, "") for right in (True, False)] + [Outcome(0.9, True, "")] * 4)
    ((0.6, 0.722), (0.9, 0.917))
    """
    mean = sum(o.right for o in outcomes) / len(outcomes)
    levels: dict[float, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        levels[outcome.rule].append(outcome.right)
    blocks: list[tuple[list[float], float, float]] = []  # levels, findings right (with the prior's), findings
    for level, rights in sorted(levels.items()):
        block = ([level], sum(rights) + PRIOR * mean, len(rights) + PRIOR)
        while blocks and blocks[-1][1] / blocks[-1][2] >= block[1] / block[2]:
            members, right, count = blocks.pop()
            block = (members + block[0], right + block[1] - PRIOR * mean, count + block[2] - PRIOR)
        blocks.append(block)
    ends = [(end, round(right / count, 3)) for members, right, count in blocks for end in (members[0], members[-1])]
    return tuple(dict.fromkeys(ends))


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error of pairs of a confidence and whether it was right.

    >>> expected_error([(0.8, True), (0.8, True), (0.8, False), (0.8, True), (0.8, True)])
    0.0
    """
    gaps = (abs(said - right) * count for said, right, count in points(pairs))
    return round(sum(gaps) / len(pairs), 4) if pairs else 0.0


def applied(curve: Curve, outcomes: Iterable[Outcome]) -> list[tuple[float, bool]]:
    """What calibration says of each outcome, and whether it was right."""
    return [(interpolated(curve, outcome.rule), outcome.right) for outcome in outcomes]


def cross_validated(outcomes: Sequence[Outcome]) -> list[tuple[float, bool]]:
    """What a curve that has not seen the outcome's text says of it."""
    texts = sorted({outcome.text for outcome in outcomes})
    fold = {text: number % FOLDS for number, text in enumerate(texts)}
    pairs = []
    for number in range(min(FOLDS, len(texts))):
        seen = [o for o in outcomes if fold[o.text] != number]
        pairs += applied(fitted(seen), [o for o in outcomes if fold[o.text] == number]) if seen else []
    return pairs


def written(curves: dict[str, Curve]) -> str:
    """The table as TOML."""
    lines = ["# Fitted by `python -m evaluation.calibration --write`: confidence by rule, and the share that is right."]
    for kind, curve in curves.items():
        rule, right = ([point[side] for point in curve] for side in (0, 1))
        lines += ["", f"[{kind}]", f"rule = {rule}", f"right = {right}"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Report, and fit anew where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit anew")
    options = parser.parse_args()
    development, held = findings_of("development"), findings_of("held_out")
    development |= {"timexes": timexes(), "events": events()}
    curves = {kind: fitted(outcomes) for kind, outcomes in development.items()}
    print(f"{'kind':12}{'found':>7}{'right':>8}{'ECE by rule':>13}{'cross-validated':>17}{'held out':>10}")
    crossed, unseen = [], []
    for kind, outcomes in development.items():
        by_rule = [(o.rule, o.right) for o in outcomes]
        ours, theirs = cross_validated(outcomes), applied(curves[kind], held.get(kind, ()))
        right = sum(o.right for o in outcomes) / len(outcomes)
        unknown = f"{expected_error(theirs):10.3f}" if theirs else f"{'–':>10}"
        figures = f"{expected_error(by_rule):13.3f}{expected_error(ours):17.3f}{unknown}"
        print(f"{kind:12}{len(outcomes):7}{right:8.3f}{figures}")
        if kind in held:
            crossed += ours
            unseen += theirs
    print(f"{'all findings':12}{len(crossed):7}{'':21}{expected_error(crossed):17.3f}{expected_error(unseen):10.3f}")
    if options.write:
        TABLE.write_text(written(curves), encoding="utf-8")
        (ROOT / "docs" / "reliability.svg").write_text(drawn(crossed, unseen), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
