"""From how sure a rule is to how often findings like this are right.

Stages give each finding a confidence by rule: high for a binding verb with named parties, low for what was inferred. The
table in `confidence.toml` turns it into the share of such findings that were right on the development gold (isotonic
regression, Zadrozny and Elkan 2002), straight lines between its points. `python -m evaluation.calibration` fits and tests it.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from accords.core.findings import Findings

TABLE = Path(__file__).with_name("confidence.toml")
KINDS = ("persons", "meetings", "instruments", "commitments", "series", "timexes", "events")
STAGES = "stages"  # of instruments
Curve = tuple[tuple[float, float], ...]


@lru_cache(maxsize=1)
def curves() -> dict[str, Curve]:
    """For each kind of finding the points (by rule, calibrated), both rising, from 0 to 1."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {kind: tuple(zip(row["rule"], row["right"], strict=True)) for kind, row in table.items()}


@lru_cache(maxsize=1000)  # rules give few different values
def interpolated(curve: Curve, value: float) -> float:
    """The curve's height at a value; flat beyond its ends.

    >>> interpolated(((0.5, 0.4), (0.9, 0.8)), 0.7)
    0.6
    """
    rule, right = zip(*curve, strict=True)
    return round(float(np.interp(value, rule, right)), 3)


def calibrated(findings: Findings) -> Findings:
    """The findings with calibrated confidence; statements, for which there is no gold, keep that of their rule."""
    changed: dict[str, Any] = {kind: tuple(_item(kind, item) for item in getattr(findings, kind)) for kind in KINDS}
    return replace(findings, **changed)


def _item(kind: str, item: Any) -> Any:
    changed: dict[str, Any] = {"confidence": _height(kind, item.confidence)}
    if kind == "instruments":
        changed["events"] = tuple(replace(e, confidence=_height(STAGES, e.confidence)) for e in item.events)
    return replace(item, **changed)


def _height(kind: str, value: float) -> float:
    curve = curves().get(kind)
    return interpolated(curve, value) if curve else value
