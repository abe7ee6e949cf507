"""What "it" and "them" stand for as the object of an undertaking: the thing spoken of last that fits.

A plain centering preference (Grosz, Joshi and Weinstein 1995): the subject of the same sentence, then that of the sentence before,
then their objects. Persons, states and groups of them are no candidates; they are resolved in `references`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accords.core.instrument import Instrument
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import Index

SINGULAR, PLURAL = frozenset({"it"}), frozenset({"them", "they"})
SENTENCES = 2  # before the pronoun's own; the second only in its paragraph
WIDEST = 5  # words of an antecedent told again
STAGE_VERBS = frozenset(lemma for lemmas in lexicon("instruments")["stages"].values() for lemma in lemmas)


def pronouns_of(act: Token, patient: Token | None) -> list[Token]:
    """The pronouns among what is acted on: the object, the subject of a passive, and "of them" behind either."""
    objects = [c for c in act.children if c.dep_ in ("obj", "obl")] + ([patient] if patient is not None else [])
    inner = [c for o in objects for c in o.children if c.dep_ == "nmod"]
    return [t for t in (*objects, *inner) if t.lower_ in SINGULAR | PLURAL]


def instrument_meant(pronoun: Token, verb: Token, instruments: list[Instrument]) -> Instrument | None:
    """The instrument that "it" stands for: the one named last in this sentence or the one before; for verbs that are done to
    instruments alone ("sign", "ratify") the last of the paragraph.
    """
    if pronoun.lower_ not in SINGULAR:
        return None
    doc, here = pronoun.doc, pronoun.sent
    first = doc[here.start - 1].sent.start if here.start else here.start
    if verb.lemma_.lower() in STAGE_VERBS:
        first = min(first, _paragraph(doc, pronoun.i))
    named = [(s.start, i) for i in instruments for s in i.spans if doc[first].idx <= s.start < pronoun.idx]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def antecedent(pronoun: Token, index: Index) -> str:
    """The noun phrase that a pronoun stands for, in a few words; empty where none fits."""
    found = antecedent_of(pronoun, index)
    return _phrase(found) if found is not None else ""


def antecedent_of(pronoun: Token, index: Index) -> Token | None:
    """The head of the noun phrase that a pronoun stands for."""
    plural = pronoun.lower_ in PLURAL
    doc, here = pronoun.doc, pronoun.sent
    sentences = [(here.start, pronoun.i)]
    while sentences[-1][0] and len(sentences) <= SENTENCES:
        if len(sentences) > 1 and sentences[-1][0] <= _paragraph(doc, pronoun.i):
            break
        sentences.append((doc[sentences[-1][0] - 1].sent.start, sentences[-1][0]))
    for start, end in sentences:
        tokens = [t for t in doc[start:end] if _thing(t, index) and ("Plur" in t.morph.get("Number", [])) is plural]
        for relations in (("nsubj", "nsubj:pass"), ("obj",)):
            found = next((t for t in tokens if t.dep_ in relations), None)
            if found is not None:
                return found
    return next((t for t in doc[here.start : pronoun.i] if not plural and _introduced(t) and _thing(t, index)), None)


def _introduced(token: Token) -> bool:
    """Whether something new is named as what a verb takes behind a preposition: "pay for a new hall, and it …"."""
    new = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children)
    return token.dep_ == "obl" and new and token.left_edge.i == token.head.i + 1


def _thing(token: Token, index: Index) -> bool:
    if token.lemma_.lower() in words("offices", "groups", "persons") | words("offices", "groups", "states"):
        return False
    return token.pos_ in ("NOUN", "PROPN") and not index.referents(token, deep=False) and token.ent_type_ != "PER"


def _phrase(head: Token) -> str:
    words = sorted([head, *_modifiers(head)], key=lambda t: t.i)
    text = "".join(f"{t.text}{t.whitespace_}" for t in words[-WIDEST - 1 :])
    article = head.pos_ == "NOUN" and not any(t.dep_ in ("det", "nmod:poss", "nummod") for t in words)
    phrase = " ".join(text.split())
    phrase = phrase if head.pos_ == "PROPN" else f"{phrase[0].lower()}{phrase[1:]}"
    return f"the {phrase}" if article else phrase


def _modifiers(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in ("det", "nmod:poss", "compound", "amod", "nummod", "flat"):
            yield from (t for t in child.subtree if not t.is_space)


def _paragraph(doc: Doc, position: int) -> int:
    """The first token of the paragraph around a position."""
    return next((i + 1 for i in range(position - 1, -1, -1) if doc[i].is_space and doc[i].text.count("\n") > 1), 0)
