"""Bulleted and numbered lists: each item is hung on the sentence before the colon, as if it had been told in one.

"The commission agreed:" and below it "– to open a bridge;" become "the commission agreed to open a bridge", so that every
stage reads items as it reads sentences. What is a sentence of its own stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.tokens import Doc, Token

from accords.extraction.lexicons import words

if TYPE_CHECKING:
    from thinc.types import Ints2d

MARK = re.compile(r"(?:[-–—•*·▪◦‣]|\(?(?:[a-z]{1,4}|\d{1,2})[.)])\s+")
CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "xcomp"})
LONGEST_LEAD = 60  # tokens


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens `start` to `end` of an item behind its mark; `head` is the word that the parser made their root."""

    start: int
    end: int
    head: Token
    marked: bool

    @property
    def infinitive(self) -> bool:
        return self.head.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "mark" for c in self.head.children)

    @property
    def bare(self) -> bool:
        return self.head.tag_ == "VB" and self.head.i == self.start

    @property
    def gerund(self) -> bool:
        return self.head.tag_ == "VBG" and self.head.i == self.start

    @property
    def nominal(self) -> bool:
        subjects = any(c.dep_.startswith("nsubj") or c.dep_ == "cop" for c in self.head.children)
        return self.head.pos_ in ("NOUN", "PROPN") and not subjects

    @property
    def goes_on(self) -> bool:
        """Whether its last words say that another one follows."""
        last = [t for t in self.head.doc[self.start : self.end] if not t.is_space][-2:]
        return bool(last) and (last[-1].text in (";", ",") or last[-1].lower_ in ("and", "or"))


def attach_items(doc: Doc) -> None:
    """Hang the items of every list on the sentence that introduces it."""
    heads: dict[int, tuple[int, str]] = {}
    for colon in doc[:-1]:
        if colon.text == ":" and _ends_line(doc, colon.i):
            items = list(_items(doc, colon.i + 2))
            if items:
                heads |= _attached(doc, colon, items)
    if not heads:
        return
    names = doc.vocab.strings
    rows = [
        [(heads[t.i][0] - t.i) % 2**64, names.add(heads[t.i][1])] if t.i in heads else [(t.head.i - t.i) % 2**64, t.dep]
        for t in doc
    ]
    doc.from_array(["HEAD", "DEP"], cast("Ints2d", np.array(rows, dtype="uint64")))


def _ends_line(doc: Doc, place: int) -> bool:
    return place + 2 < len(doc) and doc[place + 1].is_space and "\n" in doc[place + 1].text


def _items(doc: Doc, start: int) -> Iterator[Item]:
    """The items from a token on: marked alike, or each but the last ended as one of several, or all infinitives."""
    first: Item | None = None
    before: Item | None = None
    while start < len(doc):
        end = _line_end(doc, start)
        item = _item(doc, start, end)
        if item is None or (not item.marked and "\n\n" not in doc[start - 1].text):
            return
        if before is not None and first is not None:
            alike = (item.marked and first.marked) or (item.infinitive and first.infinitive)
            if not (alike or before.goes_on):
                return
        elif not (item.marked or item.infinitive or item.goes_on or item.bare or item.gerund):
            return
        yield item
        first, before, start = first or item, item, end + 1


def _line_end(doc: Doc, start: int) -> int:
    """Where the item ends that begins at a token: a blank line, or a line break before another mark."""
    for token in doc[start:]:
        if token.is_space and "\n" in token.text and token.i > start:
            behind = token.idx + len(token.text)
            if token.text.count("\n") > 1 or MARK.match(doc.text, behind):
                return token.i
    return len(doc)


def _item(doc: Doc, start: int, end: int) -> Item | None:
    mark = MARK.match(doc.text, doc[start].idx)
    inside = [t for t in doc[start:end] if not t.is_space and (mark is None or t.idx >= mark.end())]
    if not inside:
        return None
    places = {t.i for t in inside}
    heads = [t for t in inside if (t.head.i == t.i or t.head.i not in places) and not t.is_punct]
    return Item(inside[0].i, end, heads[0], mark is not None) if heads else None


# ---------------------------------------------------------------- what they hang on


def _attached(doc: Doc, colon: Token, items: list[Item]) -> dict[int, tuple[int, str]]:
    """New heads and relations by token, for the items and what of the lead hung on them; empty where nothing fits."""
    lead = _lead(doc, colon.i)
    verb = _verb(lead)
    if verb is None:
        return {}
    heads = _loosened(doc, lead, verb, colon, items)
    hung: list[Item] = []
    for item in items:
        place = _place(item, verb, lead, hung)
        if place is not None:
            heads |= {item.head.i: place} | _gathered(doc, item)
            hung.append(item)
    if not hung:
        return {}
    if verb.pos_ == "AUX" and verb.tag_ == "MD" and hung[0].bare:
        heads |= _completed(verb, hung[0])
    towards = _preposition(lead)
    if towards is not None and (hung[0].gerund or heads[hung[0].head.i][1] == "obl"):
        heads[towards.i] = (hung[0].head.i, "mark" if hung[0].gerund else "case")
    return heads


def _lead(doc: Doc, colon: int) -> list[Token]:
    """The tokens of the sentence that the colon ends."""
    start = colon
    while start and colon - start < LONGEST_LEAD:
        previous = doc[start - 1]
        if (previous.is_space and previous.text.count("\n") > 1) or previous.text in (".", "!", "?"):
            break
        start -= 1
    return [t for t in doc[start:colon] if not t.is_space]


def _verb(lead: list[Token]) -> Token | None:
    """The verb of the lead's last clause: "met on Monday and agreed" gives "agreed"."""
    modal = lead[-1] if lead and lead[-1].tag_ == "MD" else None
    verbs = [t for t in lead if t.pos_ in ("VERB", "AUX") and t.dep_ in CLAUSES and t.dep_ not in ("aux", "cop")]
    return modal or (verbs[-1] if verbs else None)


def _loosened(doc: Doc, lead: list[Token], verb: Token, colon: Token, items: list[Item]) -> dict[int, tuple[int, str]]:
    """The colon, and words of the lead that the parser hung on an item, hung on the lead's verb."""
    behind = range(items[0].start, items[-1].end)
    heads = {colon.i: (verb.i, "punct")}
    for token in lead:
        if token.head.i in behind and token.i != verb.i:
            heads[token.i] = (verb.i, token.dep_)
    if verb.head.i in behind:
        heads[verb.i] = (verb.i, "ROOT")
    marks = [t for t in doc[colon.i + 1 : items[-1].end] if t.i not in {item.head.i for item in items}]
    for token in marks:  # marks and line breaks between the items
        if not any(item.start <= token.i < item.end for item in items):
            heads[token.i] = (colon.i, "dep" if token.is_space else "punct")
    return heads


def _place(item: Item, verb: Token, lead: list[Token], hung: list[Item]) -> tuple[int, str] | None:
    """The head and relation of an item; None for one that stands alone."""
    announced = _announced(lead)
    if item.infinitive or (item.bare and not hung):
        if verb.tag_ == "MD":
            return (verb.i, "ROOT")
        return (verb.i, "conj" if announced and item.bare else "xcomp")
    if item.bare:
        alike = hung[0].bare and verb.tag_ != "MD"
        return (verb.i, "conj" if announced else "xcomp") if alike else (hung[0].head.i, "conj")
    if item.gerund:
        return (hung[0].head.i, "conj") if hung else (verb.i, "advcl") if _preposition(lead) is not None else None
    if item.nominal:
        if announced is not None:
            return (announced.i, "conj")
        if hung:
            return (hung[0].head.i, "conj")
        if lead[-1].i == verb.i or _agreed(verb):
            return (verb.i, "obj")
        return (verb.i, "obl") if _preposition(lead) is not None else None
    return None


def _agreed(verb: Token) -> bool:
    """Whether it tells of an agreement and not yet on what: "agreed in Riga on Tuesday:"."""
    on = any(c.lower_ in words("commitments", "lists", "prepositions") and c.dep_ != "case" for c in verb.children)
    things = any(c.dep_ in ("obj", "ccomp", "xcomp") for c in verb.children)
    return verb.lemma_.lower() in words("commitments", "strength", "on") and not on and not things


def _announced(lead: list[Token]) -> Token | None:
    """The word that the items are: "the following instruments", "the steps below", "on the following"."""
    for token in reversed(lead):
        if token.lower_ in words("commitments", "lists", "announcing"):
            return token.head if token.dep_ in ("amod", "advmod", "acl") and token.head.pos_ == "NOUN" else token
    return None


def _preposition(lead: list[Token]) -> Token | None:
    return lead[-1] if lead[-1].lower_ in words("commitments", "lists", "prepositions") else None


def _gathered(doc: Doc, item: Item) -> dict[int, tuple[int, str]]:
    """Words of an item that the parser hung on another one, hung on its own head."""
    inside = range(item.start, item.end)
    outer = (t for t in doc[item.start : item.end] if t.head.i not in inside and t.i != item.head.i)
    return {t.i: (item.head.i, t.dep_ if t.dep_ != "ROOT" else "parataxis") for t in outer}


def _completed(modal: Token, item: Item) -> dict[int, tuple[int, str]]:
    """ "The parties will:": the first item's verb takes the place of the auxiliary."""
    place = (item.head.i, "ROOT") if modal.head.i == modal.i else (modal.head.i, modal.dep_)
    theirs = {t.i: (item.head.i, t.dep_) for t in modal.children if t.i < item.start}
    return theirs | {modal.i: (item.head.i, "aux"), item.head.i: place}
