"""Modality of a clause: how its auxiliaries bind ("will", "must", "is to"), and whether it is told as news at all."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import auxiliaries, cases, children, infinitive, negated

PRESENT = frozenset({"VBZ", "VBP"})


def mood(verb: Token) -> Modality | None:
    """The modality of a clause by its auxiliaries; None for a plain statement or one about the past ("should have come")."""
    governing = clause_of(verb)
    if governing.i != verb.i:
        return Modality(lexicon("commitments")["phrasal"][governing.lemma_])
    own = {c.lower_ for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"}
    before = own | {c.lower_ for c in verb.children if c.dep_ == "mark"}
    perfect = bool(own & words("commitments", "planned", "perfect"))
    for name, binding in lexicon("commitments")["auxiliaries"].items():
        if own & set(binding):
            modality = Modality(name)
            return None if perfect and modality is not Modality.INTENDS else modality
    planned = (
        own & words("commitments", "planned", "verbs")
        and before & words("commitments", "planned", "marks")
        and not perfect
    )
    return Modality.EXPECTS if planned else None


def clause_of(verb: Token) -> Token:
    """The verb that heads its clause: "is going" of "is going to cut", "has" of "has to leave"; else the verb itself."""
    governing = verb.head
    if verb.dep_ != "xcomp" or not infinitive(verb) or governing.lemma_ not in lexicon("commitments")["phrasal"]:
        return verb
    going = governing.tag_ == "VBG" and bool(auxiliaries(governing) & words("commitments", "planned", "present"))
    ahead = governing.tag_ == "VB" and bool(auxiliaries(governing) & {"will", "would"})  # "will have to leave"
    having = (governing.tag_ in PRESENT or ahead) and governing.lemma_ == "have"
    between = verb.doc[governing.i + 1 : next(c.i for c in verb.children if c.lower_ == "to")]
    bound = not negated(governing) and not children(governing, "obj") and not any(t.lower_ == "yet" for t in between)
    return governing if (going or having) and bound else verb


def told_as_news(verb: Token) -> bool:
    """Whether a modal clause stands for itself: no condition, reason, unreal "would", or relative clause but that of an accord."""
    if (clause_of(verb).dep_ in ("acl:relcl", "advcl") and not is_under_accord(verb)) or _asked(verb):
        return False
    unreal = any(c.lower_ == "would" for c in verb.children if c.dep_ == "aux")
    if unreal and verb.dep_ != "ccomp" and any(c.tag_ == "VBD" and conditional(c) for c in children(verb, "advcl")):
        return False  # "would take more if it had the room"
    return not unreal or verb.dep_ in ("ccomp", "conj", "parataxis") or _reported(verb)


def is_under_accord(verb: Token) -> bool:
    """Whether the clause tells what an accord provides: "signed a deal under which Norway will build the port"."""
    own = [c for c in verb.children if c.dep_ in ("obl", "advmod") and c.tag_ in ("WDT", "WRB")]
    return verb.dep_ == "acl:relcl" and any("under" in cases(c) or c.lower_ == "whereby" for c in own)


def _asked(verb: Token) -> bool:
    """Whether it is an indirect question ("it is unclear whether they will leave", "nobody knows when they will")."""
    opening = {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in ("mark", "advmod")}
    opening |= {g.lower_ for c in verb.children if c.dep_ == "advmod" for g in c.children}
    questions = words("commitments", "conditions", "questions")
    return verb.dep_ not in ("ROOT", "conj") and bool(opening & questions)


def _reported(verb: Token) -> bool:
    """Whether somebody's word is given for it: "they would exchange prisoners, according to the ministry"."""
    said = any(c.dep_ == "parataxis" and c.lemma_.lower() in words("outlook", "saying") for c in verb.children)
    return said or any(c.lower_ == "according" for child in verb.children for c in child.children)


def conditional(verb: Token) -> bool:
    """Whether the clause is a condition ("if it wants to join")."""
    return any(c.dep_ == "mark" and c.lower_ in words("commitments", "conditions", "strict") for c in verb.children)


def is_predicate(token: Token) -> bool:
    """A predicate that a matter can be brought to: "the map is to be ready by May"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        able = lemma in words("commitments", "acts", "standing") and "in" in cases(token)
    else:
        able = token.pos_ == "ADJ" and lemma in words("commitments", "acts", "predicates")
    return able and any(c.dep_ == "cop" for c in token.children)
