"""Quotations: stretches between quotation marks, those that run over several paragraphs as one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

MARKS = {"“": "”", "«": "»", "„": "“”", '"': '"', "``": "''"}
# Shorter stretches in quotation marks are names and words spoken of.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Token ranges (end exclusive) without the marks, one for each paragraph."""

    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def find_quotations(doc: Doc) -> list[Quotation]:
    """Quotations of SHORTEST tokens at least, in order; one that is never closed is none."""
    found: list[Quotation] = []
    parts: list[tuple[int, int]] = []
    mark, opened = "", -1
    for token in doc:
        if token.i < opened:
            continue
        if opened >= 0 and token.text in MARKS[mark]:
            parts.append((opened, token.i))
            if sum(end - start for start, end in parts) >= SHORTEST:
                found.append(Quotation(tuple(part for part in parts if part[0] < part[1])))
            parts, mark, opened = [], "", -1
        elif opened < 0 and token.text in MARKS:
            mark, opened = token.text, token.i + 1
        elif opened >= 0 and breaks_paragraph(token):
            goes_on = token.i + 1 < len(doc) and doc[token.i + 1].text == mark
            parts = [*parts, (opened, token.i)] if goes_on else []
            mark, opened = (mark, token.i + 2) if goes_on else ("", -1)
    return found


def breaks_paragraph(token: Token) -> bool:
    """Whether the token is the blank space between two paragraphs."""
    return token.is_space and token.text.count("\n") > 1
