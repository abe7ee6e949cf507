"""What stands beside an instrument: participles behind commas, further verbs, lists that a verb before a colon introduces."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from accords.extraction.instrument_kinds import kind_of
from accords.extraction.syntax import cases, children, rising

LONGEST_LIST = 90  # tokens between the verb before a colon and a document listed behind it


def following(verb: Token) -> list[Token]:
    """The verbs coordinated with a verb that have no subject of their own."""
    return [
        v for v in verb.children if v.dep_ == "conj" and v.pos_ == "VERB" and not children(v, "nsubj", "nsubj:pass")
    ]


def beside(token: Token) -> list[Token]:
    """Participles and relative clauses behind a comma that the parse hangs on a word of the instrument's complement, or on its verb."""
    inside = [
        t
        for t in token.subtree
        if t.dep_ in ("acl", "acl:relcl")
        and t.head.i != token.i
        and t.left_edge.i > token.i
        and "," in (t.left_edge.text, t.doc[t.left_edge.i - 1].text)
        and not any(s.dep_ in ("acl", "acl:relcl", "advcl", "appos") or kind_of(s) for s in _between(t.head, token))
    ]
    aside = [
        t
        for t in children(token.head, "parataxis")
        if token.i < t.i < token.head.i
        and t.doc[t.i - 1].text == ","
        and t.tag_ in ("VBN", "VBD")
        and not children(t, "nsubj")
    ]
    return [*inside, *aside, *_taken_for_root(token)]


def _taken_for_root(token: Token) -> list[Token]:
    """The participle between commas that the parse takes for the main verb ("The accord, reached in May, lifted tolls")."""
    verb = token.head.head
    between = token.head.dep_ == "conj" and token.dep_ == "nsubj" and token.i < verb.i < token.head.i
    aside = between and verb.nbor(-1).text == "," and verb.tag_ in ("VBN", "VBD")
    return [verb] if aside and not children(verb, "nsubj", "nsubj:pass", "obj") else []


def _between(low: Token, high: Token) -> list[Token]:
    """The tokens on the way up from one to the other, the upper one left out."""
    return list(takewhile(lambda t: t.i != high.i, rising(low, 8)))


def left_out(token: Token) -> bool:
    """A conjunct that is left out of what is said ("…, but not the convention")."""
    return any(
        c.lower_ in ("not", "n't", "without", "instead") and c.dep_ in ("advmod", "cc", "case") for c in token.children
    )


def introduced(token: Token) -> tuple[Token, Token] | None:
    """The verb before the colon of a list that a document stands in, with what it says of all of them.

    "The following were signed: (i) Agreement on Whaling; (ii) renewal of the Seal Treaty" gives "signed" and "following".
    """
    doc = token.doc
    above = list(rising(token, 8))[1:]
    if any(kind_of(t) and not any(s.text in ";:" for s in doc[t.i : token.i]) for t in above if t.i < token.i):
        return None  # part of another document's name
    for colon in range(token.i - 1, max(token.i - LONGEST_LIST, 0), -1):
        text = doc[colon].text
        if "\n\n" in text or text == ".":
            return None
        if text != ":":
            continue
        before = [t for t in doc[doc[colon].sent.start : colon] if t.pos_ == "VERB"]
        for verb in reversed(before):
            for listed in children(verb, "obj", "nsubj:pass"):
                if kind_of(listed) or any(t.lower_ == "following" for t in (listed, *listed.children)):
                    return verb, listed
        return None
    return None


def apart(force: Token, participle: Token) -> bool:
    """ "And in force since 2002" behind a participle of the same document ("signed by A and B in 2001 and in force since")."""
    joined = {c.lower_ for c in force.children if c.dep_ == "cc"} | {force.nbor(-2).lower_ if force.i > 1 else ""}
    dated = any("since" in cases(c) for c in force.children)
    return force.i > participle.i and "in" in cases(force) and dated and bool(joined & {"and", ","})
