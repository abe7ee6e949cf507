"""Which way the words that govern a time expression look: back, ahead, or from a past day to what was planned on it.

The predicate that governs the expression itself decides, not the main verb of its sentence: in "it will open, they said on
Friday" the Friday is that of the saying. Tense and mood are read from auxiliaries and form; an infinitive lies ahead of what
governs it, unless that says that it came about ("managed to meet").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from accords.core.span import Span
from accords.extraction.lexicons import words
from accords.extraction.syntax import backshifted, cases, negated
from accords.extraction.timex.context import Outlook
from accords.extraction.timex.lexicon import lexicon

STEPS = 12
SHARED = frozenset({"aux", "aux:pass", "cop"})


def outlook_of(doc: Doc, span: Span) -> Outlook:
    """Which way the predicate looks that governs the expression at `span`; UNKNOWN where none does."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return Outlook.UNKNOWN
    ahead = _follows_forward(found)
    below = found.root
    for token in governors(found.root):
        if found.start <= token.i < found.end:
            continue
        ahead = ahead or _looks_ahead(token, below, direct=found.start <= below.i < found.end)
        if _is_predicate(token):
            return _of_governor(token, found, ahead)
        below = token
    return Outlook.UNKNOWN


def _of_governor(predicate: Token, expression: DocSpan, ahead: bool) -> Outlook:
    own, lemma = outlook_of_predicate(predicate), predicate.lemma_.lower()
    limited = cases(expression.root) & words("outlook", "forward", "limits")
    if limited and any(c.lemma_.lower() in words("outlook", "forward") for c in predicate.children if c.dep_ == "obj"):
        return _from(own) if _long_told(predicate) else Outlook.FUTURE  # "set itself the goal of lifting it by May"
    if ahead or _is_invited(predicate, expression):
        return _from(
            _outlook_above(predicate) if predicate.dep_ in ("acl", "amod") and predicate.tag_ == "VBN" else own
        )
    if lemma in words("outlook", "will") and (limited or own is Outlook.PRESENT):
        return own if own is Outlook.PROSPECT else Outlook.FUTURE
    if limited and own is Outlook.PRESENT:
        return Outlook.FUTURE  # "has until May to sign"
    if own is Outlook.PRESENT and (predicate.tag_ == "VBG" or lemma in words("outlook", "timetable", "verbs")):
        return Outlook.FUTURE  # "they are meeting in May", "training begins in May"
    return Outlook.REPORT if own is Outlook.PAST and lemma in words("outlook", "saying") else own


def _outlook_above(participle: Token) -> Outlook:
    """Which way the clause looks to which a thing belongs that a participle tells of ("the opening, set for May, will be small")."""
    above = next((token for token in governors(participle) if _is_predicate(token)), None)
    return outlook_of_predicate(above) if above is not None else Outlook.UNKNOWN


def _is_invited(verb: Token, expression: DocSpan) -> bool:
    """Whether the expression dates what somebody is invited to: "invited them to talks in May"."""
    if verb.lemma_.lower() not in words("outlook", "forward", "inviting"):
        return False
    return any(child.i < expression.start and "to" in cases(child) for child in verb.children)


def governors(token: Token) -> Iterator[Token]:
    """The token's head, the head of that and so on to the root; a head across one of its own heads gives way to that one.

    Parsers sometimes hang the date of "it will open, they said on Friday" on the verb that "said" stands between.
    """
    for _ in range(STEPS):
        if token.head.i == token.i:
            return
        head = token.head
        above = head
        for _ in range(STEPS):
            above = above.head
            if min(head.i, token.i) < above.i < max(head.i, token.i) and _is_predicate(above):
                head = above
        token = head
        yield token


def _is_predicate(token: Token) -> bool:
    verbal = token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")
    return verbal or any(child.dep_ == "cop" for child in token.children)


def _follows_forward(expression: DocSpan) -> bool:
    """ "Effective 1 June", "due in May": whether a word that looks ahead stands right before, however it was parsed."""
    before = expression.doc[max(0, expression.start - 2) : expression.start]
    near = [token for token in before if token.pos_ != "ADP"][-1:]
    return any(token.lower_ in words("outlook", "forward") for token in near)


def _looks_ahead(token: Token, below: Token, *, direct: bool) -> bool:
    """Whether the word, or one that qualifies it, says that what hangs on it is still to come.

    Args:
        token: A word that governs the expression.
        below: The word next below it on the way to the expression.
        direct: Whether that is the expression's own.
    """
    phrases = {f"{token.lemma_.lower()} {child.lower_}" for child in token.children if child.dep_ == "advmod"}
    own = {token.lemma_.lower(), token.lower_, *phrases}
    qualities = {
        form
        for child in token.children
        if child.dep_ in ("amod", "case", "advmod") and child.i != below.i
        for form in (child.lemma_.lower(), child.lower_)
    }
    if (own | qualities) & words("outlook", "forward"):
        return True
    return direct and bool(
        own & words("outlook", "forward", "aimed") and cases(below) & words("outlook", "forward", "towards")
    )


def _from(outlook: Outlook) -> Outlook:
    """Which way lies what was still to come then."""
    return Outlook.PROSPECT if outlook in (Outlook.PAST, Outlook.PROSPECT) else Outlook.FUTURE


def _auxiliaries(predicate: Token) -> set[str]:
    """Its auxiliaries and copula, or those shared with the verb it is coordinated with."""
    own = {child.lower_ for child in predicate.children if child.dep_ in SHARED}
    bare = predicate.tag_ in ("VB", "VBN", "VBG") and not any(c.dep_.startswith("nsubj") for c in predicate.children)
    if not own and predicate.dep_ == "conj" and bare and not _is_infinitive(predicate):
        return _auxiliaries(predicate.head)
    return own


def _is_infinitive(predicate: Token) -> bool:
    """Whether "to" marks the predicate, which is then no gerund ("to being resettled")."""
    forms = {predicate.tag_, *(child.tag_ for child in predicate.children if child.dep_ in SHARED)}
    bare = "VB" in forms or predicate.tag_.startswith("NN")  # "was to end in May", where the parser sees a noun
    return bare and any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in predicate.children)


def outlook_of_predicate(predicate: Token, depth: int = 0) -> Outlook:
    """Where the predicate's own tense and mood, and those of what governs it, place it."""
    if depth > STEPS:
        return Outlook.UNKNOWN
    aux = _auxiliaries(predicate)
    perfect = bool(aux & words("outlook", "auxiliaries", "perfect"))
    if aux & words("outlook", "auxiliaries", "future"):
        return Outlook.FUTURE
    if "would" in aux and not perfect and _told_as_plan(predicate, depth):
        return Outlook.PROSPECT
    if aux & words("outlook", "auxiliaries", "modal"):
        return Outlook.PAST if perfect or ("could" in aux and negated(predicate)) else Outlook.FUTURE
    if _is_infinitive(predicate):
        if "have" in aux:
            return Outlook.PAST
        return _infinitive(predicate, aux, depth)
    if backshifted(predicate):
        return Outlook.FUTURE
    if perfect or aux & words("outlook", "auxiliaries", "past") or predicate.tag_ == "VBD":
        return Outlook.PAST
    if aux & words("outlook", "auxiliaries", "present") or predicate.tag_ in ("VBP", "VBZ", "VB"):
        return _present(predicate)
    if predicate.tag_ == "VBN" and "being" not in aux:
        return Outlook.PAST
    if predicate.head.i == predicate.i:
        return Outlook.UNKNOWN
    above = next((token for token in governors(predicate) if _is_predicate(token)), None)
    return outlook_of_predicate(above, depth + 1) if above is not None else Outlook.UNKNOWN


def _told_as_plan(predicate: Token, depth: int) -> bool:
    """Whether "would" tells what was planned then: "had said it would open", "troops were to leave, and elections would follow"."""
    if predicate.dep_ == "conj":
        return outlook_of_predicate(predicate.head, depth + 1) is Outlook.PROSPECT
    return predicate.dep_ == "ccomp" and _long_told(predicate.head)


def _long_told(predicate: Token) -> bool:
    """Whether it tells of what is no news any more: "had promised", "promised in March", "announced last year"."""
    if "had" in _auxiliaries(predicate):
        return True
    limits = words("outlook", "forward", "limits")
    dated = [c for c in predicate.children if c.dep_.startswith("obl") and c.i > predicate.i and not cases(c) & limits]
    months = lexicon().months
    return predicate.tag_ == "VBD" and any(t.lower_ in months or t.shape_ == "dddd" for c in dated for t in c.subtree)


def _present(predicate: Token) -> Outlook:
    """The present, which stands for the future after conjunctions of time and verbs of asking."""
    marks = {child.lower_ for child in predicate.children if child.dep_ in ("mark", "advmod")}
    if predicate.dep_ == "advcl" and marks & words("outlook", "occasions"):
        return Outlook.FUTURE
    objects = {child.lemma_.lower() for child in predicate.children if child.dep_ in ("obj", "obl")}
    if predicate.lemma_.lower() in words("outlook", "force", "verbs") and objects & words("outlook", "force", "nouns"):
        return Outlook.FUTURE
    asked = predicate.dep_ == "ccomp" and predicate.head.lemma_.lower() in words("outlook", "will")
    if asked and predicate.tag_ in ("VB", "VBP"):
        return Outlook.FUTURE
    return Outlook.PRESENT


def _infinitive(predicate: Token, aux: set[str], depth: int) -> Outlook:
    """What an infinitive names lies ahead of its governor: "is to meet", "was to meet", "agreed to meet", "managed to meet"."""
    if aux & words("outlook", "auxiliaries", "past"):
        return Outlook.PROSPECT
    head = predicate.head
    if head.i == predicate.i or aux & words("outlook", "auxiliaries", "present") or predicate.dep_ == "acl":
        return Outlook.FUTURE
    above = outlook_of_predicate(head, depth + 1)
    if predicate.dep_ == "conj" or head.lemma_.lower() in words("outlook", "implicative"):
        return above
    if head.lemma_.lower() in words("outlook", "forward") or "had" in _auxiliaries(head):
        return _from(above)
    if above is Outlook.PAST and head.lemma_.lower() in words("outlook", "will") and _long_told(head):
        return Outlook.PROSPECT
    willed = words("outlook", "will") | words("outlook", "will", "orders")
    if above is Outlook.PAST and head.lemma_.lower() not in willed:
        return Outlook.UNKNOWN
    return Outlook.FUTURE
