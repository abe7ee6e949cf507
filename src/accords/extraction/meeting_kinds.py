"""Which kind of meeting a noun names, if it does, and which lines tell of one without a verb."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import MeetingKind
from accords.extraction.lexicons import classes, lexicon, words
from accords.extraction.meeting_words import is_remote
from accords.extraction.syntax import cases, children

CALENDAR = frozenset([*lexicon("timex")["months"], *lexicon("timex")["weekdays"]])
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def noun_kind(token: Token) -> MeetingKind | None:
    """The kind of meeting that a noun names, if it does."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    kind = classes("meetings", "nouns").get(lemma) or classes("meetings", "nouns").get(token.lower_)
    if kind is None and lemma not in words("meetings", "rounds"):
        return None
    modifiers = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod")}
    if modifiers & words("meetings", "not_meetings") or _institution(token, modifiers):
        return None
    if lemma in words("meetings", "weak_nouns") and modifiers & words("meetings", "vague"):
        return None
    away = set(lexicon("meetings")["not_before"].get(lemma, ()))
    if any(cases(c) & away and c.lower_ not in CALENDAR and not c.like_num for c in token.children):
        return None
    if lemma in words("meetings", "rounds"):
        following = {c.lower_ for c in token.children} >= {"the", "next"}
        alone = not any(cases(t) & {"of"} for t in children(token, "nmod")) and (following or _of_talks(token))
        return MeetingKind.TALKS if inner_talks(token) or alone else None
    if token.dep_ == "nmod" and token.head.lemma_.lower() in words("meetings", "rounds"):
        return None
    if kind == "talks" and (modifiers & words("meetings", "call_words") or _by(token, words("meetings", "call_words"))):
        return MeetingKind.CALL
    if lemma in words("meetings", "remote_words", "spoken") and is_remote(token):
        return MeetingKind.CALL
    if kind is None or (lemma == "talk" and token.lower_ == "talk"):
        return None
    several = token.tag_ in ("NNS", "NNPS") and kind in ("forum", "summit", "session")
    return None if several else MeetingKind(kind)


def inner_talks(noun: Token) -> list[Token]:
    """The talks that a round is one of ("the third round of talks")."""
    if noun.lemma_.lower() not in words("meetings", "rounds"):
        return []
    talks = words("meetings", "nouns", "talks") | words("meetings", "rounds", "talks")
    return [c for c in children(noun, "nmod") if "of" in cases(c) and c.lemma_.lower() in talks]


def _of_talks(noun: Token) -> bool:
    """Whether a round of nothing named is one of the talks that the text tells of."""
    talks = words("meetings", "rounds", "talks")
    return any(t.lemma_.lower() in talks and t.pos_ == "NOUN" for t in noun.doc)


def undated(noun: Token, verb: Token | None) -> bool:
    """Whether there is no day for it yet ("no date was set for a summit")."""
    dates = [t for t in children(verb, "nsubj", "nsubj:pass", "obj") if t.lemma_ == "date"] if verb is not None else []
    return "for" in cases(noun) and any(c.lower_ == "no" for t in dates for c in t.children)


def _institution(token: Token, modifiers: set[str]) -> bool:
    """Whether the noun names a body of one state, a session of one, or part of another name ("Assembly Member")."""
    if token.lemma_.lower() in words("meetings", "institutions"):
        acts = token.dep_ == "nsubj" and token.head.lemma_.lower() not in words("meetings", "support", "happen")
        acts = acts or bool(cases(token) & {"by", "from"})
        if acts or token.dep_ == "compound" or modifiers & words("meetings", "institutions", "domestic"):
            return True
    return any(
        c.lemma_.lower() in words("meetings", "institutions", "bodies") and "of" in cases(c)
        for c in children(token, "nmod")
    )


def _by(token: Token, means: frozenset[str]) -> bool:
    return any(
        c.lower_ in means and cases(c) & {"by", "over", "via", "through", "on"}
        for c in token.children
        if c.dep_ in ("nmod", "obl")
    )


def is_entry(noun: Token) -> bool:
    """Whether a line tells of a meeting without a verb ("1 July - First round of talks in Ankara")."""
    heads = noun.dep_ == "ROOT" or (noun.dep_ in ("appos", "parataxis", "dep", "list") and noun.head.dep_ == "ROOT")
    return heads and not any(t.tag_ in FINITE for t in noun.sent)
