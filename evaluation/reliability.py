"""The reliability diagram: for each bin of confidence, how many of its findings were right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

BINS = 10
SIDE, MARGIN = 360, 50
COLOURS = {"development, cross-validated": "#1b6ca8", "held out": "#c0561f"}
Pairs = Sequence[tuple[float, bool]]


def points(pairs: Pairs) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number of each bin that holds anything."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for said, right in pairs:
        bins[min(int(said * BINS), BINS - 1)].append((said, right))
    return [
        (sum(said for said, _ in one) / len(one), sum(right for _, right in one) / len(one), len(one))
        for _, one in sorted(bins.items())
    ]


def drawn(crossed: Pairs, unseen: Pairs) -> str:
    """The diagram as SVG; the area of a dot is the number of its findings."""
    size = SIDE + 2 * MARGIN

    def across(value: float) -> float:
        return round(MARGIN + value * SIDE, 1)

    def up(value: float) -> float:
        return round(MARGIN + (1 - value) * SIDE, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        f'<path d="M{across(0)} {up(0)}H{across(1)}V{up(1)}H{across(0)}Z" fill="none" stroke="#999"/>',
        f'<path d="M{across(0)} {up(0)}L{across(1)} {up(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{across(0.5)}" y="{size - 12}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(16 {up(0.5)}) rotate(-90)" text-anchor="middle">share that is right</text>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<text x="{across(tick)}" y="{up(0) + 16}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{across(0) - 6}" y="{up(tick) + 4}" text-anchor="end">{tick}</text>')
    for row, (pairs, (label, colour)) in enumerate(zip((crossed, unseen), COLOURS.items(), strict=True)):
        dots = points(pairs)
        path = " ".join(f"{across(said)},{up(right)}" for said, right, _ in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}"/>')
        for said, right, count in dots:
            radius = round(2 + (count / max(len(pairs), 1)) ** 0.5 * 14, 1)
            parts.append(
                f'<circle cx="{across(said)}" cy="{up(right)}" r="{radius}" fill="{colour}" fill-opacity="0.6"/>'
            )
        parts.append(f'<text x="{across(0) + 12}" y="{up(1) + 20 + 18 * row}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
