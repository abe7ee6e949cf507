"""Coded events told by verbs: the class of a verb with its object, who acts, on whom, and whether it was done."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from accords.core.vocabulary import EventStatus
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import Mention, unique
from accords.extraction.outlook import outlook_of_predicate
from accords.extraction.syntax import Index, auxiliaries, cases, children, negated, passive, rising, subject
from accords.extraction.timex.context import Outlook

TOWARDS = frozenset({"with", "to", "for", "from", "between"})
NEAR = frozenset({"of", "with", "to", "from", "between"})
# Classes that take one party alone, and those that need another to act on; the rest are between two at least.
ALONE, ON_ANOTHER = frozenset({"AGREE", "CONCEDE"}), frozenset({"SUPPORT", "AID"})
NONFINITE = frozenset({"acl", "advcl", "amod", "nmod", "obl"})
DEPENDENT = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "obl", "nmod", "obj", "csubj"})
AHEAD = frozenset({Outlook.FUTURE, Outlook.PROSPECT})


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb tells: the class and mode of what is done, planned or denied, and the parties."""

    event: str
    mode: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: EventStatus


def is_signing(verb: Token) -> bool:
    """Whether the verb signs or ratifies a document."""
    if verb.lemma_.lower() not in words("events", "signing", "verbs"):
        return False
    return any(
        noun.lemma_.lower() in words("events", "signing", "nouns") for noun in children(verb, "obj", "nsubj:pass")
    )


def event_of(verb: Token, index: Index) -> Told | None:
    """The event that a verb tells; None where it is of no class, has no parties, or is only asked for, refused or possible."""
    coded = _coded(verb)
    if coded is None or _is_unreal(verb):
        return None
    event, mode = coded
    sources, targets = _parties(verb, index)
    targets = tuple(party for party in targets if party not in sources)
    ahead = outlook_of_predicate(verb) in AHEAD
    status = EventStatus.DENIED if negated(verb) else EventStatus.PLANNED if ahead else EventStatus.DONE
    if event in words("events", "planned") and status is not EventStatus.PLANNED:
        return None
    if event == "CONSULT" and verb.lemma_.lower() in words("events", "encounters") and not _encounters(verb, index):
        return None
    mutual = is_signing(verb) or verb.lemma_.lower() in words("events", "light")
    others = bool(targets) if event in ON_ANOTHER and not mutual else len(sources) + len(targets) > 1
    if not sources or not (others or event in ALONE or status is EventStatus.PLANNED):
        return None
    return Told(event, mode, sources, targets, status)


def _encounters(verb: Token, index: Index) -> bool:
    """Whether those whom a verb of meeting has for objects are parties: "met the premier", but not "met its obligations"."""
    objects = children(verb, "obj")
    return not objects or any(index.at(token) for token in objects)


def _coded(verb: Token) -> tuple[str, str] | None:
    """Class and mode of the verb with its object."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return (
            ("AGREE", "")
            if lemma in words("events", "intent", "adjectives") and children(verb, "xcomp", "ccomp")
            else None
        )
    if is_signing(verb):
        return "SUPPORT", ""
    nouns = _object_nouns(verb)
    objects = lexicon("events")["objects"]
    if lemma in words("events", "light"):
        named = [name for name in lexicon("events")["verbs"] if nouns & set(objects.get(name, ()))]
        named = [
            name for name in named if name not in objects["begun"] or lemma in words("events", "light", "beginning")
        ]
        return (named[0], _mode(verb, named[0], nouns)) if named else None
    for name, modes in lexicon("events")["verbs"].items():
        for mode, lemmas in modes.items():
            if lemma in lemmas and (name not in objects["bound"] or nouns & set(objects[name])):
                return (name, mode) if name != "AGREE" or _is_promise(verb) else None
    return None


def _is_promise(verb: Token) -> bool:
    """Whether something to be done is agreed or promised, rather than an opinion shared or a thing offered."""
    clauses = children(verb, "ccomp")
    if clauses or children(verb, "xcomp"):
        return not clauses or any(outlook_of_predicate(clause) in AHEAD for clause in clauses)
    if verb.lemma_.lower() not in words("events", "intent", "nominal"):
        return False
    return bool(children(verb, "obj")) or any(cases(token) & {"on", "upon", "to"} for token in children(verb, "obl"))


def _object_nouns(verb: Token) -> set[str]:
    """The nouns that say what the verb's object is: itself, what it is of ("days of talks"), and a title before a name."""
    found: set[str] = set()
    for noun in children(verb, "obj", "nsubj:pass"):
        found |= {noun.lemma_.lower(), *(c.lemma_.lower() for c in children(noun, "nmod:desc", "compound", "conj"))}
        found |= {c.lemma_.lower() for c in children(noun, "nmod") if "of" in cases(c)}
    return found


def _mode(verb: Token, name: str, nouns: set[str]) -> str:
    if name != "CONSULT":
        return ""
    means = {token.lower_ for token in verb.subtree} & words("events", "calls", "by")
    return "visit" if "visit" in nouns else "phone" if means or nouns & {"call"} else "meet"


def _is_unreal(verb: Token) -> bool:
    """Whether it is only possible, meant, asked of others, refused, or what a promise told as an event itself is of."""
    finite = verb.tag_ not in ("VB", "VBG", "VBN") or auxiliaries(verb)
    if auxiliaries(verb) & words("events", "contrary", "modals") or (verb.dep_ in NONFINITE and not finite):
        return True
    if verb.dep_ == "xcomp" and children(verb.head, "obj", "iobj"):
        return True  # what others are asked or helped to do
    agreeing = {lemma for lemmas in lexicon("events")["verbs"]["AGREE"].values() for lemma in lemmas}
    barred = words("events", "contrary", "verbs") | words("events", "intent", "adjectives") | agreeing
    for step in rising(verb, 6):
        if step.i != verb.i and step.lemma_.lower() in barred:
            return True
        if {c.lower_ for c in children(step, "mark")} & words("events", "contrary", "marks"):
            return True
        if step.dep_ not in DEPENDENT:
            return False
    return False


def _parties(verb: Token, index: Index) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and on whom; the agent of a passive acts."""
    first = subject(verb)
    sources = index.parties(index.referents(first)) if first is not None else ()
    if first is not None and first.pos_ == "PRON" and not sources and verb.dep_ == "ccomp":  # "Norway says it will …"
        sayer = subject(verb.head)
        sources = index.parties(index.referents(sayer)) if sayer is not None else ()
    spoken_of = verb.lemma_.lower() in words("events", "speaking")
    objects = [
        t for t in children(verb, "obj", "iobj", "obl") if (cases(t) & TOWARDS if t.dep_ == "obl" else not spoken_of)
    ]
    targets = unique([party for token in objects for mention in _aimed_at(token, index) for party in mention.parties])
    if not passive(verb):
        return sources, targets
    agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
    return unique([p for t in agents for p in index.parties(index.referents(t))]), unique([*sources, *targets])


def _aimed_at(token: Token, index: Index) -> list[Mention]:
    """The parties that an object stands for: itself, its possessor, those it is of or goes to; none deeper inside."""
    found: list[Mention] = []
    for head in (token, *children(token, "conj")):
        own = index.at(head)
        found += [own] if own else [mention for near in _near(head) for mention in [index.at(near)] if mention]
    return found


def _near(noun: Token) -> list[Token]:
    """Possessor, adjectives and "of" or "with" nominals of a noun, and the adjectives of those."""
    own = children(noun, "nmod:poss", "amod", "compound")
    of = [child for child in children(noun, "nmod") if cases(child) & NEAR]
    return [*own, *of, *(child for nominal in of for child in children(nominal, "nmod:poss", "amod", "compound"))]
