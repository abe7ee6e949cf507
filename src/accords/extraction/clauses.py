"""What is undertaken, as a short clause; its condition and its area."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.extraction.dating import Dating
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases

LONGEST = 18
DROPPED = frozenset(
    {
        "advcl",
        "acl:relcl",
        "parataxis",
        "punct",
        "mark",
        "cc",
        "nsubj",
        "nsubj:pass",
        "aux",
        "aux:pass",
        "discourse",
        "advcl:relcl",
    }
)


def what_of(act: Token, companions: tuple[Token, ...], dating: Dating) -> tuple[str, int, int]:
    """The act as a short clause without its deadline, its subject and what stands beside it; with its token extent.

    Args:
        act: The head of the act.
        companions: Heads of acts told separately, left out here.
        dating: Time expressions of the text.
    """
    tokens = sorted(_kept(act, {c.i for c in companions}, dating), key=lambda t: t.i)
    start, end = tokens[0].i, tokens[-1].i + 1
    spoken = [t for t in tokens if not t.is_space]
    text = "".join(t.text + (" " if t.whitespace_ or t.is_space else "") for t in _trim(spoken))
    return " ".join(text.split()).strip(" ,;:.-–—"), start, end


def _kept(token: Token, left_out: set[int], dating: Dating, depth: int = 0) -> list[Token]:
    found = [token]
    for child in token.children:
        if child.i in left_out or (
            child.dep_ in DROPPED and not (child.dep_ == "punct" and child.text in ("-", "–", "’", "'", "/"))
        ):
            continue
        if child.dep_ == "conj" and child.pos_ == "VERB" and any(c.dep_.startswith("nsubj") for c in child.children):
            continue
        if (
            child.i in dating.by_token
            and child.dep_ in ("obl", "obl:unmarked", "nmod:unmarked", "obl:tmod")
            and depth == 0
        ):
            continue
        if child.dep_ == "conj":
            found += [c for c in child.children if c.dep_ == "cc"]
        found += _kept(child, left_out, dating, depth + 1)
    return found


def _trim(tokens: list[Token]) -> list[Token]:
    """At most LONGEST words, cut before a preposition or comma rather than inside a phrase."""
    tokens = [t for t in tokens if t.lower_ not in ("the", "a", "an", "their", "its", "our", "also", "both")]
    if len(tokens) <= LONGEST:
        return tokens
    cut = next((i for i in range(LONGEST, 8, -1) if tokens[i].pos_ in ("ADP", "PUNCT", "CCONJ", "SCONJ")), LONGEST)
    return tokens[:cut]


def condition_of(doc: Doc, act: Token, trigger: Token) -> str:
    """The clause the act depends on ("if …", "unless …", "once …"); empty where there is none."""
    strict = words("commitments", "conditions", "strict")
    for owner in dict.fromkeys((act, trigger)):
        for child in owner.children:
            if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in strict for c in child.children):
                inside = sorted(t.i for t in child.subtree)
                return " ".join(doc[inside[0] : inside[-1] + 1].text.split())
            if child.dep_ == "obl" and {"subject", "pending", "depending"} & cases(child):
                inside = sorted(t.i for t in child.subtree)
                return " ".join(doc[inside[0] : inside[-1] + 1].text.split())
    return ""


def area_of(what: str) -> str:
    """The first area of the lexicon one of whose words occurs.

    >>> area_of("build the gas pipeline")
    'energy'
    """
    lowered = what.lower()
    return next(
        (area for area, cues in lexicon("commitments")["areas"].items() if any(cue in lowered for cue in cues)), "other"
    )
