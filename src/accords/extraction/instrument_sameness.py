"""Under which other words a text tells of one document: those of its heading, and the short ways in which news takes it up."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from accords.core.vocabulary import InstrumentKind
from accords.extraction.instrument_existence import plural
from accords.extraction.instrument_record import Named
from accords.extraction.lexicons import words
from accords.extraction.syntax import cases, children

LEAD = 2  # sentences behind the heading in which its document is told anew
REACH = 5  # sentences back in which a document is taken up by other words


def of_heading(
    found: list[Named], token: Token, kind: InstrumentKind, title_end: int, since: Callable[[Token, Token], int]
) -> Named | None:
    """The document that the heading describes and the first sentences name or describe anew; None where that is not certain.

    "Farewell to a missile treaty" and below it "The Intermediate-Range Nuclear Forces Treaty is no more" are of one; so is any
    first document of the text of a kind alike, unless the heading speaks of several.

    Args:
        found: The documents read so far.
        token: The noun of the first sentences.
        kind: Its kind.
        title_end: The token with which the text behind the heading begins.
        since: How many sentences one word stands behind another.
    """
    headed = [n for n in found for h in n.heads if h.i < title_end <= token.i]
    if len(headed) != 1 or plural(token) or since(token, token.doc[max(title_end - 1, 0)]) > LEAD:
        return None
    named = headed[0]
    first = not any(_alike(n.kind, kind) for n in found if any(h.i >= title_end for h in n.heads))
    same_word = named.kind is kind and any(h.lemma_.lower() == token.lemma_.lower() for h in named.heads)
    anew = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children)
    fresh = not named.proper and not any(plural(h) for h in named.heads)
    return named if (same_word and anew) or (first and fresh and _alike(named.kind, kind)) else None


def taken_up(
    found: list[Named], token: Token, kind: InstrumentKind, since: Callable[[Token, Token], int]
) -> Named | None:
    """The one document near that "the name deal" or "the peace pact" takes up by words of its own; None where it is another.

    A name made of places tells nothing of what its document is about, so that any words may take it up.
    """
    if not any(c.lower_ in ("the", "this") for c in children(token, "det")) or plural(token):
        return None
    if any(c.i > token.i and cases(c) for c in children(token, "nmod")) or children(token, "nummod", "acl"):
        return None
    own = {t.lower_ for c in children(token, "amod", "compound", "nmod") for t in c.subtree if t.i < token.i}
    if own & words("instruments", "rules", "another"):
        return None
    near = [
        n for n in found if n.listed and _alike(n.kind, kind) and any(0 <= since(token, h) <= REACH for h in n.heads)
    ]
    if len(near) != 1:
        return None
    plain = own <= words("instruments", "rules", "generic") | words("instruments", "rules", "plain")
    return near[0] if plain or _of_places(near[0]) else None


def like(known: InstrumentKind, told: InstrumentKind) -> InstrumentKind:
    """The kind of a document that is told of by another name: that of the new one, if it can be taken for the old."""
    return told if _alike(known, told) or known is InstrumentKind.OTHER else known


def _alike(one: InstrumentKind, other: InstrumentKind) -> bool:
    alike = words("instruments", "rules", "alike")
    return one is other or (one.value in alike and other.value in alike)


def _of_places(named: Named) -> bool:
    """Whether a name is made of places and common words ("Prespa agreement")."""
    return any(c.ent_type_ == "LOC" for h in named.heads for c in children(h, "compound", "amod"))
