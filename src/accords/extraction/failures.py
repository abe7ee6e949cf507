"""Reports that an undertaking was not kept, or is not kept yet: "was to have opened in May", "has yet to ratify the treaty".

Also what a text says right behind a promise: "promised to leave by 2012, but failed to do so".
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from accords.core.vocabulary import ReportedStatus
from accords.extraction.lexicons import lexicon, words
from accords.extraction.promises import outcome_of
from accords.extraction.syntax import auxiliaries, children, negated, passive

PERFECT_INFINITIVE = frozenset({"was", "were"})
SHORT = 9  # words of a sentence that only says what came of the act before
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
    """What the words behind a promise say came of it: missed, put off or given up; None where they say nothing of it."""
    for later in (*children(trigger, "conj", "parataxis", "advcl"), *children(act, "conj")):
        if later.i < act.i:
            continue
        contrast = bool({c.lower_ for c in later.children} & CONTRASTING)
        if passive(later) and (status := _outcome(later)) is not None and (contrast or _shares_subject(later)):
            return status
        plain = later.dep_ == "parataxis" and later.lemma_ == "do"  # "vowed to leave by May; it did not"
        if not contrast and not plain:
            continue
        lemma = _with_particle(later)
        about = {c.lemma_.lower() for c in children(later, "obj", "obl", "xcomp")}
        empty = not children(later, "obj", "ccomp") or bool(about & words("commitments", "deeds", "deadlines"))
        for status_, lemmas in lexicon("commitments")["belying"].items():
            if lemma in lemmas and (empty or "do" in about):
                return ReportedStatus(status_)
        if later.lemma_ == "do" and negated(later) and empty:  # "but has not done so", "but did not"
            return ReportedStatus.MISSED
    return outcome_of(trigger) or _told_next(act) or _of_the_thing(trigger, act)


def _outcome(verb: Token) -> ReportedStatus | None:
    """Rescheduled or cancelled, where the verb says so ("was put off", "was scrapped")."""
    lemma = _with_particle(verb)
    outcomes = lexicon("commitments")["outcomes"]
    return next((ReportedStatus(status) for status, lemmas in outcomes.items() if lemma in lemmas), None)


def _with_particle(verb: Token) -> str:
    return " ".join([verb.lemma_.lower(), *(c.lower_ for c in children(verb, "compound:prt"))])


def _shares_subject(verb: Token) -> bool:
    """Whether it has no subject of its own, or one that only points back ("it", "this")."""
    own = [c for c in verb.children if c.dep_.startswith("nsubj")]
    return all(c.pos_ in ("PRON", "DET") for c in own)


def _of_the_thing(trigger: Token, act: Token) -> ReportedStatus | None:
    """What the main clause says of a thing whose plan a participle tells: "the work, due to start in May, was put off"."""
    planned = trigger if trigger.dep_ in ("acl", "acl:relcl", "amod") else act
    if planned.dep_ not in ("acl", "acl:relcl", "amod", "advcl"):
        return None
    main = planned.head if planned.dep_ == "advcl" else planned.head.head
    if main.pos_ not in ("VERB", "NOUN", "ADJ", "ADV") or not any(c.dep_.startswith("nsubj") for c in main.children):
        return None
    if passive(main) and (status := _outcome(main)) is not None:
        return status
    return (
        ReportedStatus.MISSED
        if negated(main) and passive(main) and auxiliaries(main) & {"has", "have", "was"}
        else None
    )


def _told_next(act: Token) -> ReportedStatus | None:
    """What a short sentence right behind says: "They were not.", "It did.", "The date passed.", "That never happened."."""
    end = next((s.end for s in act.doc.sents if s.start <= act.i < s.end), act.i)
    if end >= len(act.doc) or any("\n" in t.text for t in act.doc[end - 1 : end + 1]):
        return None
    sentence = act.doc[end].sent
    tokens = [t for t in sentence if not t.is_punct and not t.is_space]
    if not 1 < len(tokens) <= SHORT:
        return None
    root, first = sentence.root, tokens[0]
    limit = first.lower_ in ("the", "that") and tokens[1].lemma_.lower() in words("commitments", "deeds", "deadlines")
    if limit:
        return ReportedStatus.MISSED if root.lemma_.lower() in words("commitments", "deeds", "lapsing") else None
    if first.lower_ not in words("commitments", "sequels", "pointing"):
        return None
    denied = negated(root) or bool({t.lower_ for t in tokens} & words("commitments", "sequels", "denials"))
    bare = root.lemma_.lower() in words("commitments", "sequels", "verbs")
    if not bare or root.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    return ReportedStatus.MISSED if denied else ReportedStatus.FULFILLED if root.lemma_ != "be" else None
