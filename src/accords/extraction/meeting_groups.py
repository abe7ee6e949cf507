"""Groups that are met and that no list of the text or table resolves: "European leaders", "officials", "Norwegian business leaders"."""

from __future__ import annotations

from spacy.tokens import Token

from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind
from accords.extraction.syntax import children

UNTOLD = "?"
"""The party of a group of which the text does not say whose it is."""


def is_private(noun: Token) -> bool:
    """Whether those met are no officials ("business leaders", "troops"): whoever meets them meets no state."""
    inner = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod")}
    return bool(inner & words("meetings", "private", "kinds")) or noun.lemma_.lower() in words(
        "meetings", "private", "nouns"
    )


def group_of(noun: Token) -> Mention | None:
    """A group of officials by its region ("Caribbean leaders", "leaders from across the Caribbean"), else one not told."""
    plural = noun.tag_ in ("NNS", "NNPS") and noun.lemma_.lower() in words("meetings", "regional", "nouns")
    if not plural or is_private(noun):
        return None
    inside = " ".join(t.lower_ for t in noun.subtree)
    region = next((r for r in words("meetings", "regional", "regions") if f" {r} " in f" {inside} "), "")
    party = f"{region[:1].upper()}{region[1:]} {noun.lower_}" if region else UNTOLD
    return Mention(noun.i, noun.i + 1, noun.i, MentionKind.GROUP, (party,), (), False, _rank(noun))


def _rank(noun: Token) -> str:
    minister = noun.lemma_.lower() == "minister"
    foreign = any(c.lower_ == "foreign" for c in children(noun, "amod", "compound"))
    return "foreign_minister" if minister and foreign else "minister" if minister else ""


def is_group(party: str) -> bool:
    """Whether a party is such a group and no state or organisation."""
    return party == UNTOLD or party.rsplit(maxsplit=1)[-1] in {f"{w}s" for w in words("meetings", "regional", "nouns")}
