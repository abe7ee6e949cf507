"""Which PLOVER class a verb is of, alone or with what it acts on: "praised", "turned down", "lifted the curfew"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from accords.extraction.lexicons import lexicon, words
from accords.extraction.outlook import outlook_of_predicate
from accords.extraction.syntax import cases, children, negated
from accords.extraction.timex.context import Outlook

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
AHEAD = frozenset({Outlook.FUTURE, Outlook.PROSPECT})
LIKE = frozenset({"nmod:desc", "compound", "conj", "flat", "amod"})

BINDING = frozenset(
    {"on", "upon", "for", "to", "with", "by", "behind", "around", "of"}
)  # "call on"; "in" is no particle then


@dataclass(frozen=True, slots=True)
class Coded:
    """The class and mode of an act; whether several can do it together without another; whether a noun told the class."""

    event: str
    mode: str = ""
    mutual: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A class told by a verb with one of these nouns: its object, its subject, or what one of the prepositions binds to it,
    and without a nominal behind some others.
    """

    coded: Coded
    nouns: frozenset[str]
    prepositions: frozenset[str]
    subject: bool
    without: frozenset[str]


def conflicting(coded: Coded | None) -> bool:
    """Whether the class is one of conflict, whose acts undo those told under them."""
    return coded is not None and coded.event not in COOPERATION | words("events", "planned")


def class_of(verb: Token) -> Coded | None:
    """The class that a verb tells with what it acts on; None where it is of none."""
    if verb.pos_ != "VERB":
        return None
    return next((coded for lemma in lemmas(verb) if (coded := _class_by(lemma, verb))), None)


def lemmas(word: Token) -> tuple[str, ...]:
    """The word's lemma, and what it may be where the ending was cut wrongly ("extradit", "freedoms")."""
    lemma = word.lemma_.lower()
    if word.pos_ == "VERB":
        return (lemma, f"{lemma}e") if word.tag_ in ("VBD", "VBN", "VBG") else (lemma,)
    return (lemma, lemma[:-1]) if lemma.endswith("s") and word.tag_ in ("NNS", "NNPS") else (lemma,)


def _class_by(lemma: str, verb: Token) -> Coded | None:
    if lemma not in _first_words():
        return None
    particles = {c.lower_ for c in children(verb, "compound:prt", "advmod")}
    bound = {case for token in children(verb, "obl") for case in cases(token)} & BINDING
    entries = [*(f"{lemma} {word}" for word in sorted(particles | bound)), lemma]
    for phrase in (phrase for entry in entries for phrase in _phrases().get(entry, ())):
        nouns = _nouns(verb, phrase)
        if nouns & phrase.nouns:
            mode = phrase.coded.mode or _mode(verb, phrase.coded.event, nouns)
            return replace(phrase.coded, mode=mode)
    coded = next((_verbs()[entry] for entry in entries if entry in _verbs()), None)
    return None if conflicting(coded) and against_ills(verb) else coded


def against_ills(verb: Token) -> bool:
    """Whether the verb acts against what all want to be rid of: "fight terrorism", "stop the tests"."""
    return verb.lemma_.lower() in words("events", "ills", "verbs") and bool(
        object_nouns(verb) & words("events", "ills")
    )


def is_signing(verb: Token) -> bool:
    """Whether the verb signs or ratifies a document."""
    coded = class_of(verb) if verb.lemma_.lower() in words("events", "signing", "verbs") else None
    return coded is not None and coded.event == "SUPPORT"


def is_promise(verb: Token, coded: Coded) -> bool:
    """Whether something to be done is agreed or promised, rather than an opinion shared; nor is harm promised."""
    clauses = children(verb, "ccomp", "xcomp")
    meant = [*clauses, *(act for noun in children(verb, "obj", "nsubj:pass") for act in children(noun, "acl"))]
    if any(harmful(act) for clause in meant for act in (clause, *children(clause, "xcomp"))):
        return False
    if coded.phrase:
        return True
    if clauses:
        finite = children(verb, "ccomp")
        return not finite or any(_is_ahead(clause) for clause in finite)
    if verb.lemma_.lower() not in words("events", "intent", "nominal"):
        return False
    aims = {"on", "upon", "to", "over"}
    return bool(children(verb, "obj", "nsubj:pass")) or any(cases(token) & aims for token in children(verb, "obl"))


def _is_ahead(clause: Token) -> bool:
    """Whether a clause tells what will be done, and not what would be good."""
    judged = clause.pos_ != "VERB" and any(c.lower_ == "would" for c in children(clause, "aux"))
    return not judged and outlook_of_predicate(clause) in AHEAD


def harmful(act: Token) -> bool:
    """Whether what is meant is an act of conflict, or to leave one of cooperation undone: "swore to fight on", "never to yield"."""
    fights = act.lemma_.lower() in words("events", "ills", "fights")
    coded = class_of(act)
    if coded is None and not fights:
        return False
    left = negated(act) or (act.dep_ == "xcomp" and defers(act.head))
    return (fights or conflicting(coded)) != left and not against_ills(act)


def defers(verb: Token) -> bool:
    """Whether a negation behind the verb is that of its infinitive: "vowed never to yield"."""
    behind = any(c.lower_ in ("not", "never") and c.i > verb.i for c in verb.children)
    return behind and any(c.tag_ == "VB" for c in children(verb, "xcomp"))


def announces(verb: Token) -> bool:
    """Whether an act is announced in a noun's infinitive or clause: "announced plans to withdraw"."""
    if verb.lemma_.lower() not in words("events", "intent", "announcing"):
        return False
    nouns = [t for t in children(verb, "obj", "nsubj:pass") if t.lemma_.lower() in words("events", "intent", "nouns")]
    acts = [act for noun in nouns for act in children(noun, "acl")]
    acts += children(verb, "xcomp", "advcl") if nouns else []
    told = [class_of(act) for act in acts if act.tag_ == "VB"]
    return any(coded is not None and not conflicting(coded) for coded in told)


@cache
def _verbs() -> dict[str, Coded]:
    """Verbs of one word or two that tell a class by themselves."""
    return {
        entry: Coded(event, mode)
        for event, modes in lexicon("events")["verbs"].items()
        for mode, entries in modes.items()
        for entry in entries
    }


@cache
def _first_words() -> frozenset[str]:
    """The verbs without which no entry of the lists is met."""
    return frozenset(entry.split(" ")[0] for entries in (_verbs(), _phrases()) for entry in entries)


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in lexicon("events")["phrases"]:
        coded = Coded(row["event"], row.get("mode", ""), row.get("mutual", False), phrase=True)
        prepositions = frozenset(row.get("prepositions", ()))
        phrase = Phrase(
            coded, frozenset(row["nouns"]), prepositions, row.get("subject", False), frozenset(row.get("without", ()))
        )
        for verb in row["verbs"]:
            found[verb] = (*found.get(verb, ()), phrase)
    return found


def _nouns(verb: Token, phrase: Phrase) -> set[str]:
    if any(cases(token) & phrase.without for token in children(verb, "obl")):
        return set()
    if phrase.subject:
        return {noun for token in children(verb, "nsubj", "nsubj:pass") for noun in _named(token)}
    if phrase.prepositions:
        bound = [token for token in children(verb, "obl") if cases(token) & phrase.prepositions]
        bound += [token for token in children(verb, "xcomp") if token.pos_ == "NOUN" and "to" in phrase.prepositions]
        return {noun for token in bound for noun in _named(token)}
    return object_nouns(verb)


def object_nouns(verb: Token) -> set[str]:
    """The nouns that say what the verb's object is: itself, what it is of ("days of talks"), and a title before a name."""
    own = children(verb, "obj", "iobj", "nsubj:pass")
    own += [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    return {noun for token in own for noun in _named(token)}


def _named(noun: Token) -> set[str]:
    said = [noun, *children(noun, *LIKE)]
    for inner in children(noun, "nmod"):
        if cases(inner) & {"of", "in"}:
            said += [inner, *children(inner, "conj", "compound")]
    return {lemma for word in said for lemma in lemmas(word)}


def _mode(verb: Token, event: str, nouns: set[str]) -> str:
    if event != "CONSULT":
        return ""
    means = {token.lower_ for token in verb.subtree} & words("events", "calls", "by")
    return "visit" if "visit" in nouns else "phone" if means or nouns & {"call"} else "meet"
