"""The stage that finds statements: words in quotation marks or reported, with their speakers.

Direct speech is attributed by the verb of saying behind it, else before it, else it goes on from the quotation before. Reported
speech is the clause of such a verb, the sentence that it stands in between commas ("it will, he said, be short"), or what
happened "according to" somebody. A statement of several speakers is told once for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.statement import Statement
from accords.core.vocabulary import StatementKind
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of
from accords.extraction.quotations import Quotation, breaks_paragraph, find_quotations
from accords.extraction.reported import Parts, according_to, nearest_subject, reported_clauses
from accords.extraction.speakers import Speakers, can_speak
from accords.extraction.syntax import Index, passive

# How far from a quotation its verb of saying may stand, in tokens.
REACH = 14
STOPS = frozenset({".", "!", "?", ";"})
CONFIDENCE = {StatementKind.DIRECT: 0.85, StatementKind.INDIRECT: 0.7}


def find_statements(doc: Doc, index: Index) -> list[Statement]:
    """Direct statements (in quotation marks) and indirect ones (clauses of verbs of saying), in text order."""
    speakers = Speakers(doc, index)
    quotations = find_quotations(doc)
    quoted = {i for quotation in quotations for start, end in quotation.parts for i in range(start, end)}
    by_verb: dict[int, list[Quotation]] = {}
    for quotation, verb in _attributed(doc, quotations, quoted):
        by_verb.setdefault(verb.i, []).append(quotation)
    found: list[Statement] = []
    for token in doc:
        if token.i in quoted:
            continue
        clauses = list(reported_clauses(token, quoted)) if _says(token, "words", "expressing") else []
        direct = [q for q in by_verb.get(token.i, []) if not any(_within(q, parts) for parts in clauses)]
        names = speakers.of_verb(token, quoting=bool(direct)) if direct or clauses else ()
        for quotation in direct:
            found += _statements(doc, names, StatementKind.DIRECT, quotation.parts)
        for parts in clauses:
            found += _statements(doc, names, StatementKind.INDIRECT, parts)
        if parts := according_to(token, quoted):
            found += _statements(doc, speakers.of(token), StatementKind.INDIRECT, parts)
    return sorted(found, key=lambda s: s.spans[0])


def _within(quotation: Quotation, parts: Parts) -> bool:
    """Whether a quotation is only a part of what is told ("said the deal “is no magic” but a chance")."""
    return any(start <= quotation.start and quotation.end <= end for start, end in parts)


def _statements(doc: Doc, names: tuple[str, ...], kind: StatementKind, parts: Parts) -> Iterator[Statement]:
    """The same words once for each speaker."""
    spans = tuple(span_of(doc, start, end) for start, end in parts)
    places = [[span.start, span.end] for span in spans]
    for name in names:
        yield Statement(content_id("statement", name, kind, places), name, kind, spans, CONFIDENCE[kind])


def _says(token: Token, *lists: str) -> bool:
    """Whether the token is a verb of saying of one of the lists, in the active voice."""
    lemma = token.lemma_.lower()
    known = any(lemma in words("statements", "verbs", name) for name in lists or ("words",))
    return known and token.pos_ == "VERB" and not passive(token) and not token.dep_.startswith("amod")


def _attributed(doc: Doc, quotations: list[Quotation], quoted: set[int]) -> Iterator[tuple[Quotation, Token]]:
    """Quotations with their verbs of saying; one without goes on from that before it, if nothing else stands between."""
    last: tuple[Quotation, Token] | None = None
    for quotation in quotations:
        verb = _verb_of(doc, quotation, quoted)
        if verb is None and last is not None and _goes_on(doc, last[1].i, quotation.start):
            verb = last[1]
        last = (quotation, verb) if verb is not None else None
        if verb is not None:
            yield quotation, verb


def _goes_on(doc: Doc, verb: int, start: int) -> bool:
    """Whether the words behind an attribution are the next quotation: at most one sentence ends between."""
    between = [doc[i] for i in range(verb, start)]
    return sum(token.text in STOPS for token in between) <= 1 and not any(map(breaks_paragraph, between))


def _spoken(verb: Token) -> bool:
    """Whether the subject of a verb is somebody who can speak ("she joked", but not "invitations went out")."""
    own = nearest_subject(verb)
    return own is None or own.pos_ in ("PRON", "PROPN") or can_speak(own)


def _verb_of(doc: Doc, quotation: Quotation, quoted: set[int]) -> Token | None:
    """The verb of saying right behind the quotation, unless that ended a sentence, else the one before it."""
    behind = range(quotation.end + 1, min(quotation.end + 1 + REACH, len(doc)))
    before = range(quotation.start - 2, max(quotation.start - 2 - REACH, -1), -1)
    for places in (() if doc[quotation.end - 1].text == "." else behind, before):
        for i in places:
            if doc[i].text in STOPS or i in quoted or breaks_paragraph(doc[i]):
                break
            if _says(doc[i], "words") or (_says(doc[i], "quoting") and _spoken(doc[i])):
                return doc[i]
    return None
