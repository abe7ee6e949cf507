"""Floors of a measure on the command line: `--floor parties=.97 --floor date=.98`, and the report that checks them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping


def floor(text: str) -> tuple[str, float]:
    """One `NAME=VALUE`.

    >>> floor("parties=.97")
    ('parties', 0.97)
    """
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no floor; write NAME=VALUE, such as parties=.97") from None


def missed(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What is below its floor, one line for each; a floor for an unknown figure is missed too.

    >>> missed({"date": 0.97}, {"date": 0.98, "kind": 0.9})
    ['date 0.970 is below its floor 0.980', 'kind is not measured']
    """
    lines = []
    for name, wanted in floors.items():
        if name not in figures:
            lines.append(f"{name} is not measured")
        elif figures[name] < wanted:
            lines.append(f"{name} {figures[name]:.3f} is below its floor {wanted:.3f}")
    return lines
