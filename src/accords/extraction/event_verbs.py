"""Coded events told by verbs: who acts, on whom, and whether it was done, planned or denied."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from accords.core.vocabulary import EventStatus
from accords.extraction.event_actors import Actors
from accords.extraction.event_classes import (
    AHEAD,
    Coded,
    announces,
    class_of,
    conflicting,
    defers,
    harmful,
    is_promise,
    lemmas,
)
from accords.extraction.lexicons import words
from accords.extraction.mentions import unique
from accords.extraction.outlook import outlook_of_predicate
from accords.extraction.syntax import auxiliaries, cases, children, negated, passive, rising, subject

TOWARDS = frozenset({"with", "to", "for", "from", "between", "on", "against", "into"})
NEAR = frozenset({"of", "with", "to", "from", "between", "for", "by"})
# Classes that take one party alone, and those that need another to act on; the rest are between two at least.
ALONE, ON_ANOTHER = frozenset({"AGREE", "CONCEDE"}), frozenset({"SUPPORT", "AID"})
NONFINITE = frozenset({"acl", "advcl", "amod", "nmod", "obl"})
DEPENDENT = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "obl", "nmod", "obj", "csubj"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb tells: the class and mode of what is done, planned or denied, and the parties."""

    event: str
    mode: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: EventStatus


def event_of(verb: Token, actors: Actors) -> Told | None:
    """The event that a verb tells; None where it is of no class, has no parties, or is only asked for, refused or possible."""
    coded = _cooperation(verb)
    if coded is None:
        return None
    if is_unreal(verb):
        return _rallied(verb, coded, actors)
    status = _status(verb)
    if _is_hollow(verb, coded, status, actors):
        return None
    sources, targets = _who(verb, coded, status, actors)
    needed = coded.event in ON_ANOTHER and not coded.mutual
    others = bool(targets) if needed else len(sources) + len(targets) > 1
    alone = _can_be_alone(coded, status) and (targets or verb.lemma_.lower() not in words("events", "helping"))
    return Told(coded.event, coded.mode, sources, targets, status) if sources and (others or alone) else None


def _can_be_alone(coded: Coded, status: EventStatus) -> bool:
    """Whether one party can do it: yield, or promise whatever it is."""
    return coded.event in ALONE or status is EventStatus.PLANNED


def _is_hollow(verb: Token, coded: Coded, status: EventStatus, actors: Actors) -> bool:
    """Whether, though it is real, it is none: left undone, an occasion, what counts as a promise only, or meeting a demand."""
    if status is EventStatus.DENIED and outlook_of_predicate(verb) in AHEAD:
        return True  # what they will not do they refuse
    if status is EventStatus.PLANNED and verb.dep_ == "advcl":
        return True  # "when they lift the ban"
    if coded.event in words("events", "planned") and status is not EventStatus.PLANNED:
        return True
    encounter = coded.event == "CONSULT" and verb.lemma_.lower() in words("events", "encounters")
    return encounter and not _encounters(verb, actors)


def _who(verb: Token, coded: Coded, status: EventStatus, actors: Actors) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and on whom, by the words nearest to the verb that tell it."""
    sources, targets = _parties(verb, actors)
    if not sources and _can_be_alone(coded, status) and _could_act(verb, coded, status):
        sources = _sayer(verb, actors) or actors.where(verb)
    if not targets and coded.event == "AGREE":
        targets = unique([party for act in children(verb, "xcomp") for party in _parties(act, actors)[1]])
    targets = tuple(party for party in targets if party not in sources)
    if not targets and (coded.event in ON_ANOTHER or (not _speaks(verb) and len(sources) == 1)):
        targets = _beneath(verb, actors, sources)
    return sources, targets or (sources[:1] if _within(verb, actors) else ())


def _within(verb: Token, actors: Actors) -> bool:
    """Whether those acted on belong to the same state: "met rebel leaders"."""
    objects = [t for t in children(verb, "obj", "iobj", "obl") if t.dep_ != "obl" or cases(t) & TOWARDS]
    objects += [inner for t in objects for inner in children(t, "nmod") if cases(inner) & NEAR]
    near = [word for t in objects for word in (t, *children(t, "compound", "amod", "conj", "nmod:poss", "nmod:desc"))]
    named = {lemma for word in near for lemma in lemmas(word)}
    return bool(named & words("events", "actors", "domestic")) or any(map(actors.inner, near))


def _rallied(verb: Token, coded: Coded, actors: Actors) -> Told | None:
    """Support that others are asked to give to a third: "urged them to recognise Kosovo"."""
    asking = (
        class_of(verb.head)
        if verb.dep_ in ("xcomp", "advcl") and coded.event == "SUPPORT" and not coded.mutual
        else None
    )
    if asking is None or asking.event != "REQUEST":
        return None
    first = subject(verb.head)
    sources = actors.parties(actors.referents(first)) if first is not None else ()
    others = children(verb.head, "obj", "iobj", "obl")
    asked = {party for t in others for party in actors.parties(actors.referents(t))}
    _, targets = _parties(verb, actors)
    third = tuple(party for party in targets if party not in {*sources, *asked})
    unreal = is_unreal(verb.head) or negated(verb) or negated(verb.head)
    real = sources and others and third and not unreal
    return Told("SUPPORT", "", sources, third, _status(verb.head)) if real else None


def _doer(verb: Token) -> Token | None:
    """The subject, also of what steps are taken for."""
    return subject(verb.head.head if verb.dep_ == "acl" and _taken(verb) else verb)


def _could_act(verb: Token, coded: Coded, status: EventStatus) -> bool:
    """Whether a subject of no known state may still be somebody of the state spoken of: a person or body, or unsaid."""
    if _acted_on(verb):  # "a curfew was lifted in Oslo", but not "sanctions will be lifted"
        return coded.event == "CONCEDE" and status is not EventStatus.PLANNED
    first = _doer(verb)
    if first is None or first.pos_ in ("PRON", "PROPN"):
        return True
    return bool(set(lemmas(first)) & words("events", "actors", "nouns"))


def _willing(word: Token) -> bool:
    """Whether somebody is said to be ready or willing."""
    willing = words("events", "intent", "adjectives")
    return word.lower_ in willing or word.lemma_.lower() in willing


def _acted_on(verb: Token) -> bool:
    """Whether the subject is acted on, and is not just "prepared"; a main verb without an auxiliary was read wrongly."""
    main = verb.dep_ not in (*NONFINITE, "xcomp", "conj") and not auxiliaries(verb)
    return passive(verb) and not main and not _willing(verb)


def _cooperation(verb: Token) -> Coded | None:
    """The class of cooperation, or of what counts as cooperation when it is promised."""
    if _willing(verb) and (verb.pos_ != "VERB" or (verb.tag_ == "VBN" and children(verb, "aux:pass", "cop"))):
        acts = children(verb, "xcomp", "ccomp", "advcl")
        if acts:
            return None if any(map(harmful, acts)) else Coded("AGREE")
    coded = Coded("AGREE") if (announced := announces(verb)) else class_of(verb)
    if coded is None or any(
        t.lower_ == "nothing" or "no" in {c.lower_ for c in children(t, "det")}
        for t in children(verb, "obj", "nsubj:pass")
    ):
        return None  # "reached no agreement"
    promised = announced or coded.event != "AGREE" or is_promise(verb, coded)
    return coded if promised and not conflicting(coded) else None


def _status(verb: Token) -> EventStatus:
    if negated(verb) and not defers(verb):
        return EventStatus.DENIED
    if _taken(verb) or _on_the_way(verb):
        return _status(verb.head if verb.head.pos_ == "VERB" else verb.head.head)
    return EventStatus.PLANNED if outlook_of_predicate(verb) in AHEAD else EventStatus.DONE


def _encounters(verb: Token, actors: Actors) -> bool:
    """Whether those whom a verb of meeting has for objects are parties: "met the premier", but not "met its obligations"."""
    objects = children(verb, "obj", "nsubj:pass")
    people = words("events", "actors", "nouns")
    if not objects:
        return verb.lemma_.lower() not in words("events", "encounters", "transitive")
    return any(actors.place(t) or t.pos_ == "PROPN" or t.lemma_.lower() in people for t in objects)


def is_unreal(verb: Token) -> bool:
    """Whether it is only possible, meant, asked of others, refused, or what a promise told as an event itself is of."""
    if auxiliaries(verb) & words("events", "contrary", "modals"):
        return True
    if any(c.lower_ == "unless" for clause in children(verb, "advcl") for c in children(clause, "mark")):
        return True  # a threat
    if verb.dep_ == "xcomp" and children(verb.head, "obj", "iobj"):
        return True  # what others are asked or helped to do
    apart = True  # whether the step below has a tense of its own beside this one ("condemned it and pledged help")
    for step in rising(verb, 6):
        if _subordinate(step) or (not apart and _undoes(step)):
            return True
        if {c.lower_ for c in children(step, "mark")} & words("events", "contrary", "marks"):
            return True
        if step.dep_ not in DEPENDENT or (step.dep_ == "conj" and step.tag_ == "VBD" and step.head.tag_ == "VB"):
            return False  # a past tense is not coordinated with an infinitive, whatever was parsed
        apart = step.dep_ == "conj" and step.tag_ in ("VBD", "VBZ", "VBP")
    return False


def broken_off(words_of: Span) -> bool:
    """Whether talks or a signature are told as refused, condemned or broken off, by what they hang on."""
    for step in rising(words_of.root, 5):
        coded = class_of(step)
        if coded is not None and coded.event in ("REJECT", "SANCTION", "ACCUSE"):
            return True
        aim = step.dep_ == "nmod" and cases(step) & {"for", "to"}  # "a proposal for talks"
        if not aim and step.dep_ not in ("obj", "xcomp", "nsubj:pass", "compound", "conj", "acl"):
            return False
    return False


def _taken(act: Token) -> bool:
    """Whether an infinitive is what steps were taken for: "took steps to ease censorship"."""
    if act.dep_ not in ("acl", "advcl"):
        return False
    step = act.head
    verb = step.head if step.pos_ == "NOUN" else step
    named = {step.lemma_.lower(), *(noun.lemma_.lower() for noun in children(verb, "obj"))}
    return verb.lemma_.lower() in words("events", "steps", "verbs") and bool(named & words("events", "steps", "nouns"))


def _on_the_way(act: Token) -> bool:
    """Whether it is what somebody went for ("flew to Oslo to discuss it"), or was allowed by vote."""
    if act.dep_ not in ("advcl", "xcomp") or act.tag_ != "VB" or act.head.pos_ != "VERB":
        return False
    coded, above = class_of(act), act.head.lemma_.lower()
    if coded is None:
        return False
    if above in words("events", "motion"):
        return coded.event == "CONSULT"
    return above in words("events", "steps", "acts") and coded.event in ("SUPPORT", "CONCEDE")


def _subordinate(word: Token) -> bool:
    """Whether the word is an infinitive or participle that is told only as aim, content or circumstance of something else."""
    if word.dep_ not in NONFINITE:
        return False
    bare = word.tag_ in ("VB", "VBG", "VBN") and not auxiliaries(word)
    aimed = word.pos_ == "ADJ" and any(c.lower_ == "to" for c in children(word, "mark"))
    return (bare or aimed) and not _taken(word) and not _on_the_way(word)


def _undoes(word: Token) -> bool:
    """Whether what depends on the word is not done by itself: refused, asked for, or told with the promise of it."""
    lemma = word.lemma_.lower()
    if word.pos_ in ("NOUN", "PROPN"):
        return lemma in words("events", "contrary", "nouns")
    if word.pos_ != "VERB":
        return lemma in words("events", "contrary", "adjectives") or _willing(word)
    coded = class_of(word)
    if lemma in words("events", "contrary", "verbs") or _willing(word):
        return True
    return conflicting(coded) or (coded is not None and coded.event == "AGREE") or announces(word)


def _parties(verb: Token, actors: Actors) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and on whom; the agent of a passive acts."""
    first = _doer(verb)
    sources = actors.parties(actors.referents(first)) if first is not None else ()
    if first is not None and first.pos_ == "PRON" and not sources:  # "Norway says it will …"
        sources = _sayer(verb, actors)
    bound = [t for t in children(verb, "obl") if cases(t) & TOWARDS]
    objects = bound if _speaks(verb) else [*children(verb, "obj", "iobj"), *bound]
    targets = unique([party for token in objects for party in _aimed_at(token, actors)])
    if not _acted_on(verb):
        return sources, targets
    agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
    acting = unique([p for t in agents for p in actors.parties(actors.referents(t))])
    coded = class_of(verb)
    if not acting and coded is not None and coded.mutual:
        return unique([*sources, *targets]), ()  # "an accord was reached between Norway and Latvia"
    return acting, unique([*sources, *targets])


def _speaks(verb: Token) -> bool:
    """Whether the verb's object is only what is spoken of."""
    return verb.lemma_.lower() in words("events", "speaking")


def _sayer(verb: Token, actors: Actors) -> tuple[str, ...]:
    """Who is told to say or mean it: the nearest subject above that is a party."""
    for step in rising(verb, 5):
        if step.i != verb.i and step.pos_ in ("VERB", "ADJ"):
            above = subject(step)
            found = actors.parties(actors.referents(above)) if above is not None else ()
            if found:
                return found
        if step.dep_ not in DEPENDENT:
            return ()
    return ()


def _beneath(verb: Token, actors: Actors, sources: tuple[str, ...]) -> tuple[str, ...]:
    """The first other state named in an object or behind a preposition of the verb, where nobody nearer is acted on."""
    for child in children(verb, "obj", "iobj", "obl"):
        for token in child.subtree:
            named = [party for word in (token, *children(token, "conj")) for party in actors.place(word)]
            others = unique([party for party in named if party not in sources])
            if others:
                return others
    return ()


def _aimed_at(token: Token, actors: Actors) -> list[str]:
    """The parties that an object stands for: itself, its possessor, those it is of or goes to; none deeper inside."""
    found: list[str] = []
    for head in (token, *children(token, "conj")):
        own = actors.at(head)
        found += own.parties if own else [party for near in _near(head) for party in actors.place(near)]
    return found


def _near(noun: Token) -> list[Token]:
    """Possessor, adjectives and "of" or "with" nominals of a noun, and the adjectives of those."""
    own = children(noun, "nmod:poss", "amod", "compound")
    of = [one for child in children(noun, "nmod") if cases(child) & NEAR for one in (child, *children(child, "conj"))]
    return [*own, *of, *(child for nominal in of for child in children(nominal, "nmod:poss", "amod", "compound"))]
