"""Acts that somebody undertakes, and questions about the words that tell them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.lexicons import words
from accords.extraction.modality import conditional
from accords.extraction.syntax import auxiliaries, cases, children, infinitive, passive, rising

WISHES = frozenset({Modality.INTENDS, Modality.EXPECTS})


@dataclass(frozen=True, slots=True)
class Act:
    """Something undertaken: `token` heads the act, `trigger` is the word that binds, `who` the parties bound.

    `companions` head acts told separately; `patient` is the subject of a passive or predicate ("the map is to be signed"), or
    whoever is to be let do it, where `let` says so.
    """

    token: Token
    trigger: Token
    modality: Modality
    who: tuple[str, ...]
    companions: tuple[Token, ...] = field(default=())
    patient: Token | None = None
    let: bool = False


def unreal(verb: Token, modality: Modality, dated: bool = False) -> bool:
    """Whether it is a condition ("if they agree to …") or a wish of the past ("had planned to sign") without a date."""
    sought = verb.lemma_.lower() in words("commitments", "strength", "tried")
    past = verb.tag_ in ("VBD", "VBN") and verb.dep_ != "ccomp" if sought else "had" in auxiliaries(verb) and not dated
    purpose = verb.tag_ == "VBN" and verb.lemma_.lower() in words("commitments", "strength", "purposes")
    if purpose and not auxiliaries(verb) & {"has", "have", "had"}:
        return True  # "is intended to help", "measures aimed at helping"
    bygone = modality in WISHES and past and not passive(verb)
    compared = any(c.lower_ == "than" for c in verb.children)  # "faster than expected"
    return bygone or compared or (verb.dep_ == "advcl" and conditional(verb))


def stance(noun: Token) -> bool:
    """ "Announced support for the decision", which brings nothing new."""
    fresh = children(noun, "amod", "nummod", "compound") or any("of" in cases(c) for c in children(noun, "nmod"))
    return noun.lemma_.lower() == "support" and not fresh


def joins(verb: Token) -> bool:
    """ "Will become a member", "will let inspectors in", "will have it ready": to join, to admit and to bring about are acts."""
    if verb.lemma_ == "have":
        return bool(children(verb, "obj") and children(verb, "xcomp"))
    if verb.lemma_ == "let":
        return bool(children(verb, "compound:prt"))
    what = {c.lemma_.lower() for c in children(verb, "xcomp", "obj")}
    return verb.lemma_ == "become" and bool(what & words("commitments", "acts", "memberships"))


def speaks(verb: Token) -> bool:
    """Whether the act is one of speech ("thank", "begin by saying")."""
    lemma = verb.lemma_.lower()
    opens = lemma in words("commitments", "block", "opening") and not children(verb, "obj", "xcomp")
    return opens or lemma in words("commitments", "block", "speech")


def beside(act: Token) -> list[Token]:
    """What is undertaken with it in one list: its conjuncts, and those that parsers hang on its purpose instead.

    "Aim to raise the quota, to build a port, and to train pilots"; "intend to mobilise funds to build ports, train pilots, and
    lower tariffs", where as many acts in a row are those of the undertaking.
    """
    found = children(act, "conj")
    for purpose in children(act, "advcl", "acl"):
        if purpose.tag_ != "VB" or purpose.i < act.i:
            continue
        if purpose.dep_ == "advcl" and infinitive(purpose) and _in_series(purpose, found):
            found.append(purpose)
        bare = [c for c in children(purpose, "conj") if c.tag_ == "VB" and not infinitive(c) and children(c, "obj")]
        found += bare if len(bare) > 1 else []
    return found


def _in_series(purpose: Token, conjuncts: list[Token]) -> bool:
    """Whether it stands behind a comma before the last of several infinitives."""
    opening = purpose.left_edge
    comma = opening.is_punct or (opening.i > 0 and opening.nbor(-1).text == ",")
    return comma and any(infinitive(c) and c.i > purpose.i for c in conjuncts)


def finite(verb: Token) -> bool:
    """Whether it is a finite form of the indicative."""
    return verb.tag_ in ("VBZ", "VBD", "VBP")


def complement(child: Token, verb: Token) -> bool:
    """An infinitive that says what is undertaken; one told as an adverbial only where nothing else says it."""
    infinitive = "Inf" in child.morph.get("VerbForm", [])
    if child.dep_ in ("xcomp", "csubj"):
        return infinitive or child.pos_ in ("VERB", "AUX")
    if not infinitive or any(c.dep_.startswith("nsubj") for c in child.children):
        return False
    acts = words("commitments", "acts", "nouns")
    promised_to = ("PER", "LOC", "ORG")  # "promised Finland to leave"
    things = [c for c in children(verb, "obj", "xcomp", "ccomp") if c.ent_type_ not in promised_to and c.pos_ != "PRON"]
    alone = not things and not any(cases(c) & {"on", "to"} and c.lemma_.lower() in acts for c in children(verb, "obl"))
    return child.dep_ == "ccomp" or (child.dep_ == "advcl" and (passive(verb) or verb.pos_ == "ADJ" or alone))


def has_complement(act: Token) -> bool:
    """Whether an act has a thing, place or time of its own ("refrain from firing")."""
    forbearing = act.lemma_.lower() in words("commitments", "acts", "forbearing") and children(act, "advcl")
    return bool(children(act, "obj", "obl", "ccomp", "xcomp", "nmod") or forbearing)


def in_list(token: Token) -> bool:
    """Whether a thing is an item of a list, each on a line of its own ("agreed:", and below it "an exercise in May;")."""
    before = token.doc[max(0, token.left_edge.i - 2) : token.left_edge.i]
    return any(t.is_space and "\n" in t.text for t in before)


def blocked(verb: Token) -> bool:
    """Whether the clause is praise, a topic or a call on others."""
    for token in rising(verb, 4):
        if token.dep_ in ("xcomp", "ccomp", "acl", "advcl", "obj", "obl", "nmod", "csubj"):
            above = token.head.lemma_.lower()
            if above in words("commitments", "block", "verbs") and token.head.pos_ == "VERB":
                return True
            if above in words("commitments", "block", "doubts"):
                return True
        elif token.dep_ != "conj":
            return False
    return False
