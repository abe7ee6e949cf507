"""Whether a stage that a sentence speaks of was reached, lies ahead, or is left open: denied, conditional, only possible."""

from __future__ import annotations

import re
from enum import StrEnum

from spacy.tokens import Token

from accords.extraction.instrument_kinds import kind_of
from accords.extraction.lexicons import words
from accords.extraction.syntax import Time, auxiliaries, cases, children, negated, phrasal, rising, time_of

LONGEST = 8  # clauses between a verb and the root of its sentence
RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
PAST = frozenset({"had", "was", "were", "did"})


class Outlook(StrEnum):
    """Where a stage stands by the words that govern it."""

    DONE = "done"
    PLANNED = "planned"
    OPEN = "open"


def outlook(verb: Token) -> Outlook:
    """The outlook of a verb or predicate, through the clauses it is embedded in.

    A plan or wish above a possibility is a plan ("hopes that it can be signed"); a denial or condition above anything leaves it open.
    """
    result = _own(verb)
    if negated(verb):
        return Outlook.OPEN
    for current in _clauses(verb):
        head = current.head
        if current.dep_ in ("advcl", "advcl:relcl", "obl") and (_conditional(current) or _instead(current)):
            return Outlook.OPEN
        if current.dep_ in ("acl", "ccomp") and head.pos_ == "NOUN":
            return _of_noun_clause(current, result)
        if current.i == verb.i and head.lemma_.lower() in words("instruments", "moods", "votes") and _infinitive(verb):
            return Outlook.DONE if _own(head) is Outlook.DONE and time_of(head) is Time.PAST else Outlook.OPEN
        if head.i == current.i or current.dep_ not in ("xcomp", "ccomp", "advcl", "csubj"):
            continue
        lemma = head.lemma_.lower()
        if lemma in words("instruments", "moods", "deniers") or (negated(head) and current.dep_ != "advcl"):
            return Outlook.OPEN
        if lemma == "have" and any(c.lower_ in words("instruments", "moods", "yet") for c in head.children):
            return Outlook.OPEN  # "has yet to be signed"
        if lemma in words("instruments", "moods", "yet") and current.dep_ in ("xcomp", "csubj"):
            return Outlook.OPEN  # "remains to be signed"
        if _told(current):
            return result
        if lemma in words("instruments", "moods", "planners") and current.dep_ != "advcl":
            result = Outlook.PLANNED
    return result


def outlook_of_noun(noun: Token) -> Outlook:
    """The outlook of a noun ("the signing of", "ratification of") by the verb that governs it."""
    token = below = noun
    for _ in range(LONGEST):
        if token.head.i == token.i or token.pos_ in ("VERB", "AUX") or token.dep_ in ("advcl", "acl", "parataxis"):
            break
        lemma = token.lemma_.lower()
        if lemma in words("instruments", "moods", "planners") or (
            token.i != noun.i and lemma in words("instruments", "moods", "ahead")
        ):
            return Outlook.PLANNED
        below, token = token, token.head
    if token.i == noun.i or token.pos_ not in ("VERB", "AUX", "ADJ"):
        coming = any(c.lower_ in words("instruments", "moods", "coming") for c in children(noun, "amod"))
        return Outlook.PLANNED if coming else Outlook.DONE
    if cases(noun) & {"after", "following", "since"}:
        ahead = token.lemma_.lower() in words("instruments", "force", "verbs") and time_of(token) is Time.FUTURE
        return Outlook.OPEN if ahead else Outlook.DONE  # "will take effect after the tenth ratification"
    if any(c.lower_ in words("instruments", "moods", "coming") for c in children(noun, "amod")):
        return Outlook.PLANNED
    lemma = token.lemma_.lower()
    if {lemma, phrasal(token)} & words("instruments", "moods", "deniers") or negated(token):
        return Outlook.OPEN
    cleared = any(c.lemma_.lower() in words("instruments", "moods", "ahead") for c in children(token, "obj"))
    if cleared and "for" in cases(noun):  # "cleared the way for its signature"
        return Outlook.PLANNED
    acts = below.dep_ == "nsubj" and token.pos_ == "VERB"  # what plans is not what is planned
    if (lemma in words("instruments", "moods", "planners") and not acts) or cases(noun) & {
        "until",
        "before",
        "pending",
    }:
        return Outlook.PLANNED
    return outlook(token)


def _instead(verb: Token) -> bool:
    """Whether a clause tells what was not done ("without signing it", "voted against ratifying it")."""
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "case")]
    above = [c.lower_ for c in verb.head.children if c.dep_ == "advmod" and c.i == verb.left_edge.i - 1]
    return bool({*marks, *above} & words("instruments", "moods", "instead"))


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def _of_noun_clause(verb: Token, own: Outlook) -> Outlook:
    """The outlook of a clause by the noun it explains ("reports that they signed", "talks on extending it")."""
    lemma = verb.head.lemma_.lower()
    if lemma in words("instruments", "moods", "hearsay") and any(c.dep_ == "mark" for c in verb.children):
        return Outlook.OPEN
    refused = verb.head.head.lemma_.lower() in words("instruments", "moods", "deniers") and verb.head.dep_ != "nsubj"
    if refused or lemma in words("instruments", "moods", "failed"):
        return Outlook.OPEN
    ahead = lemma in words("instruments", "moods", "ahead") and verb.tag_ == "VBG" and kind_of(verb.head) is None
    return Outlook.PLANNED if ahead and own is Outlook.DONE else own


def _own(verb: Token) -> Outlook:
    if negated(verb) or _nobody(verb) or _almost(verb) or _proviso(verb):
        return Outlook.OPEN
    aux = auxiliaries(verb)
    if aux & words("instruments", "moods", "possible"):
        return Outlook.OPEN
    if (holder := ranked(verb)) is not None:
        past = time_of(holder) is Time.PAST or auxiliaries(holder.head) & {"has", "have", "had"}
        return Outlook.DONE if past else Outlook.OPEN
    if verb.tag_ in ("VBZ", "VBP") and any(map(_conditional, children(verb, "advcl"))):
        return Outlook.PLANNED  # "enters into force once ten states have ratified it"
    if bygone(verb) and aux & words("instruments", "moods", "unreal"):  # "would have been signed"
        return Outlook.OPEN
    if bygone(verb) or "be" in aux:  # "due to be signed"
        return Outlook.PLANNED
    marked = _infinitive(verb)
    participle = verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not aux
    if (
        time_of(verb) is Time.FUTURE and not participle
    ) or marked:  # "was to have been signed" was not signed as far as the text tells
        return Outlook.PLANNED
    return Outlook.DONE


def ranked(verb: Token) -> Token | None:
    """The predicate of "was the first state to ratify it", "became the tenth to do so"; None where no rank is said."""
    noun = verb.head
    if verb.dep_ != "acl" or not _infinitive(verb) or noun.pos_ not in ("NOUN", "ADJ"):
        return None
    ranks = any(_ranks(c) for c in noun.children) and noun.lemma_.lower() in words("instruments", "ratifiers", "crowds")
    if not ranks and not _ranks(noun):  # "the last of the three to ratify it"
        return None
    copula = next(iter(children(noun, "cop")), None)
    if copula is not None:
        return copula
    return noun.head if noun.dep_ == "xcomp" and noun.head.lemma_ == "become" else None


def _ranks(word: Token) -> bool:
    return "Ord" in word.morph.get("NumType", []) or word.lower_ in RANKS or bool(ORDINAL.fullmatch(word.lower_))


def _almost(verb: Token) -> bool:
    """ "They nearly signed it", "came close to signing it"."""
    return any(c.dep_ == "advmod" and c.lower_ in words("instruments", "moods", "almost") for c in verb.children)


def bygone(verb: Token) -> bool:
    """Whether a plan is told of the past: "was to have been signed", "should have been signed"."""
    aux = auxiliaries(verb)
    marked = _infinitive(verb)
    modal = aux & (words("instruments", "moods", "ought") | words("instruments", "moods", "unreal"))
    return bool(aux & {"have", "'ve", "’ve"}) and (marked or bool(modal))


def postponing(word: Token) -> Token | None:
    """The verb that puts a stage off ("the signing was moved to May", "put off signing it"); None where none does."""
    for verb in (word, *rising(word, 2)):
        if verb.pos_ == "VERB" and phrasal(verb) in words("instruments", "moods", "postponers"):
            return None if negated(verb) else verb
        if verb.pos_ == "VERB" and verb.dep_ != "xcomp":
            return None
    return None


def declared(verb: Token, will: bool) -> Token | None:
    """The verb by which a party declares what it does ("said it was leaving the treaty"); None where none does.

    Args:
        verb: The verb that tells the stage.
        will: Whether "announced that it would" does it too, as it does for what needs no more than saying so.
    """
    saying = verb.head if verb.dep_ == "ccomp" else next(iter(children(verb, "parataxis")), None)
    if saying is None or negated(verb) or negated(saying) or time_of(saying) is not Time.PAST:
        return None
    lemma = saying.lemma_.lower()
    if verb.tag_ == "VBG" and auxiliaries(verb) & {"is", "are", "was", "were"}:
        return saying if lemma in words("instruments", "stage_rules", "saying") else None
    ahead = will and auxiliaries(verb) & {"will", "would"}
    return saying if ahead and lemma in words("instruments", "stage_rules", "declaring") else None


def _nobody(verb: Token) -> bool:
    """ "No side signed", "neither of them ratified", "nor did they sign"."""
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    first = [c.lower_ for s in subjects for c in (s, *s.children) if c.dep_ in ("det", "cc:preconj") or c.i == s.i]
    return bool({"no", "neither", "nobody", "none"} & set(first)) or any(c.lower_ == "nor" for c in verb.children)


def _clauses(verb: Token) -> list[Token]:
    """The verb and the heads of the clauses above it."""
    found = [verb]
    while found[-1].head.i != found[-1].i and len(found) < LONGEST:
        if found[-1].dep_ in ("acl", "acl:relcl", "amod", "parataxis", "appos", "nmod"):
            break
        found.append(found[-1].head)
    return found


def _conditional(verb: Token) -> bool:
    """Whether an adverbial clause is a condition, or a time that has not come."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "case")}
    first = verb.left_edge
    marks |= {verb.lower_, first.lower_, first.nbor(-1).lower_ if first.i else ""}
    if marks & words("instruments", "moods", "conditions"):
        return True
    told = verb.tag_ == "VBD" or bool(auxiliaries(verb) & PAST)
    if verb.tag_ == "VBP":  # "after ten states ratify it", whatever the parse makes of "after"
        marks |= {t.lower_ for t in verb.doc[max(first.i - 3, 0) : first.i]}
    return bool(marks & words("instruments", "moods", "times")) and not told and time_of(verb.head) is not Time.PAST


def _proviso(verb: Token) -> bool:
    """Whether "provided" stands before the clause's "that", for which the parse makes it a clause of a verb."""
    before = verb.doc[max(verb.left_edge.i - 2, 0) : verb.left_edge.i]
    apart = len(before) == 2 and before[0].text == ","
    return apart and verb.left_edge.lower_ == "that" and before[1].lower_ in words("instruments", "moods", "conditions")


def _told(verb: Token) -> bool:
    """A finite clause of the past is told, whatever governs it ("agreed that they had signed")."""
    return verb.dep_ == "ccomp" and (verb.tag_ == "VBD" or bool(auxiliaries(verb) & (PAST | {"has", "have"})))
