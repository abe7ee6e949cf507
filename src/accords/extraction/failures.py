"""Reports that an undertaking was not kept, or is not kept yet: "was to have opened in May", "has yet to ratify the treaty".

Also what a text says right behind a promise: "promised to leave by 2012, but failed to do so".
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from accords.core.vocabulary import ReportedStatus
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import auxiliaries, children, negated

PERFECT_INFINITIVE = frozenset({"was", "were"})
STILL = frozenset({"still", "yet"})
CONTRASTING = frozenset({"but", "yet", "however", "though", "although"})


def was_to_have(verb: Token) -> bool:
    """Whether it is told as what should have come about and did not: "were to have left", "was due to have been opened"."""
    if verb.tag_ != "VBN" or "have" not in auxiliaries(verb):
        return False
    own = {c.lower_ for c in verb.children}
    due = verb.dep_ == "xcomp" and verb.head.lower_ in words("commitments", "scheduled", "words")
    past = auxiliaries(verb.head) | {c.lower_ for c in children(verb.head, "cop")} if due else own
    return "to" in own and bool(past & PERFECT_INFINITIVE)


def yet_to(verb: Token) -> bool:
    """Whether it is told as still to be done: "has yet to ratify", "is yet to be built", "has still not ratified"."""
    own = {c.lower_ for c in verb.children if c.i < verb.i or c.lower_ == "yet"}
    perfect = verb.tag_ == "VBN" and bool(auxiliaries(verb) & {"has", "have"}) and negated(verb)
    if perfect and own & STILL and children(verb, "obj", "nsubj:pass"):
        return True
    before = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "be") else verb
    return any(
        c.lower_ == "yet" and c.i + 1 < len(verb.doc) and c.nbor(1).lower_ == "to" and c.i < verb.i
        for c in (*before.children, *verb.children)
    )


def moved(act: Token, dates: Collection[int]) -> bool:
    """Whether the words of an act say that it was planned for another time: "two years later than planned", "in May instead of March".

    Args:
        act: The head of the act.
        dates: Tokens of time expressions.
    """
    own = [t for t in act.subtree if t.i > act.i]
    replaced = any(
        t.i in dates and {"instead", "rather"} & {b.lower_ for b in t.doc[max(0, t.i - 4) : t.i]} for t in own
    )
    return replaced or any(_than_planned(t) for t in own)


def _than_planned(token: Token) -> bool:
    """ "Later than originally planned", "earlier than agreed"."""
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 5]]
    planned = words("commitments", "scheduled", "words") | words("commitments", "deeds", "measured")
    return token.lower_ in ("later", "earlier") and behind[:1] == ["than"] and bool(planned & set(behind[1:]))


def belied(trigger: Token, act: Token) -> ReportedStatus | None:
    """What the words behind a promise say came of it: missed or given up; None where they say nothing of it."""
    for later in (*children(trigger, "conj", "parataxis", "advcl"), *children(act, "conj")):
        if later.i < act.i or not {c.lower_ for c in later.children} & CONTRASTING:
            continue
        lemma = " ".join([later.lemma_.lower(), *(c.lower_ for c in children(later, "compound:prt"))])
        about = {c.lemma_.lower() for c in children(later, "obj", "obl", "xcomp")}
        empty = not children(later, "obj", "ccomp") or bool(about & words("commitments", "deeds", "deadlines"))
        for status, lemmas in lexicon("commitments")["belying"].items():
            if lemma in lemmas and (empty or "do" in about):
                return ReportedStatus(status)
        if later.lemma_ == "do" and negated(later) and empty:  # "but has not done so", "but did not"
            return ReportedStatus.MISSED
    return None
