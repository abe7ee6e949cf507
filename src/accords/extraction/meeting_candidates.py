"""The words of a text that tell of meetings, in order, with who takes part in each."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accords.core.vocabulary import MeetingKind
from accords.extraction.editions import elided
from accords.extraction.lexicons import words
from accords.extraction.meeting_invitations import InvitationReader
from accords.extraction.meeting_kinds import noun_kind
from accords.extraction.meeting_nouns import REACH, NounReader
from accords.extraction.meeting_verbs import VerbReader
from accords.extraction.meeting_words import Candidate, is_body
from accords.extraction.places import Places
from accords.extraction.syntax import Index, children

COUNTED = words("meetings", "rounds") | words("meetings", "body_heads", "sessions")
EDITIONS = frozenset({MeetingKind.FORUM, MeetingKind.SUMMIT, MeetingKind.SESSION, MeetingKind.OTHER})


def find_candidates(doc: Doc, index: Index, places: Places) -> Iterator[Candidate]:
    """Verbs ("met", "spoke with"), invitations, nouns ("held talks"), and ordinals that stand for the next edition of a meeting."""
    verbs, nouns = VerbReader(doc, index, places), NounReader(doc, index, places)
    invitations = InvitationReader(doc, index, places)
    last: tuple[Token, MeetingKind] | None = None
    for token in doc:
        yield from invitations.read(token)
        if token.pos_ == "VERB" or token.lemma_.lower() in words("meetings", "verbs_to", "awaited"):
            yield from verbs.read(token)
        elif children(token, "cop") and places.name_at(token) is not None:
            yield from verbs.hints.stayed(token)
        elif kind := noun_kind(token):
            counted = kind in EDITIONS or token.lemma_.lower() in COUNTED
            last = (token, kind) if counted else last
            yield from nouns.read(token, kind)
        elif last and elided(token) and token.i - last[0].i <= REACH:
            yield nouns.elided(token, *last)
        elif last and nouns.elliptical(token, last[0]):
            yield from nouns.read(token, last[1], like=last[0])
        elif token.lower_ in words("meetings", "margins"):
            yield from nouns.margins(token)
        elif is_body(token):
            yield from nouns.body(token)
