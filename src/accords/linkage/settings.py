"""The features and thresholds of `features.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from accords.linkage.model import Feature

SAME, OTHER = 0.95, 0.35
"""From here up a feature is "the same", below that it is "another"; between, its value is given."""


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """Everything in `features.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("features.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def number(kind: str, name: str) -> float:
    """A threshold or limit of a kind."""
    return float(settings()[kind][name])


@lru_cache(maxsize=64)
def weights(kind: str) -> dict[str, float]:
    """Weight by feature."""
    return {name: float(feature["weight"]) for name, feature in settings()[kind]["features"].items()}


def score(kind: str, values: dict[str, float | None]) -> float:
    """Mean of the features that apply (are not None), by weight."""
    declared = weights(kind)
    total = reached = 0.0
    for name, value in values.items():
        if value is not None:
            total += declared[name]
            reached += declared[name] * value
    return reached / total if total else 0.0


def explained(kind: str, values: dict[str, float | None]) -> tuple[Feature, ...]:
    """The features that apply, heaviest first, each with its words."""
    declared = settings()[kind]["features"]
    found = []
    for name, value in values.items():
        if value is None:
            continue
        feature = declared[name]
        words = feature["same"] if value >= SAME else feature["other"] if value < OTHER else f"{name} {value:.2f}"
        found.append(Feature(name, round(value, 4), float(feature["weight"]), words))
    return tuple(sorted(found, key=lambda feature: (-feature.weight, feature.name)))
