"""The stage that finds statements: words in quotation marks or reported, with their speaker."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.statement import Statement
from accords.core.vocabulary import StatementKind
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of
from accords.extraction.syntax import Index, subject

OPENING, CLOSING = frozenset('“"«„'), frozenset('”"»“')


def find_statements(doc: Doc, index: Index) -> list[Statement]:
    """Direct statements (in quotation marks) and indirect ones (clauses of verbs of saying), each with its speaker."""
    found: list[Statement] = []
    quoted: set[int] = set()
    for start, end in _quotations(doc):
        speaker = _speaker_near(doc, index, start, end)
        if speaker:
            found.append(_statement(doc, speaker, StatementKind.DIRECT, start, end))
            quoted.update(range(start, end))
    for token in doc:
        if token.pos_ != "VERB" or token.i in quoted or token.lemma_.lower() not in words("statements", "verbs"):
            continue
        clauses = [c for c in token.children if c.dep_ == "ccomp" and c.i not in quoted]
        speaker = _speaker(index, token)
        for clause in clauses if speaker else ():
            inside = sorted(t.i for t in clause.subtree)
            found.append(_statement(doc, speaker, StatementKind.INDIRECT, inside[0], inside[-1] + 1))
    return sorted(found, key=lambda s: s.spans[0])


def _statement(doc: Doc, speaker: str, kind: StatementKind, start: int, end: int) -> Statement:
    span = span_of(doc, start, end)
    return Statement(
        content_id("statement", speaker, kind, span.start, span.end),
        speaker,
        kind,
        (span,),
        0.85 if kind is StatementKind.DIRECT else 0.7,
    )


def _quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, at least four words long."""
    found, opened = [], -1
    for token in doc:
        if opened < 0 and token.text in OPENING:
            opened = token.i + 1
        elif opened >= 0 and token.text in CLOSING:
            if token.i - opened >= 4:
                found.append((opened, token.i))
            opened = -1
    return found


def _speaker(index: Index, verb: Token) -> str:
    token = subject(verb)
    mentions = index.referents(token) if token is not None else []
    return next((m.participants[0] for m in mentions if m.participants), "")


def _speaker_near(doc: Doc, index: Index, start: int, end: int) -> str:
    """The subject of a verb of saying just behind or before the quotation."""
    for i in [*range(end, min(end + 12, len(doc))), *range(max(0, start - 12), start)]:
        if doc[i].lemma_.lower() in words("statements", "verbs") and doc[i].pos_ == "VERB":
            speaker = _speaker(index, doc[i])
            if speaker:
                return speaker
    return ""
