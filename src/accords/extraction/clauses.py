"""What is undertaken, as a short clause; its condition and its area."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from accords.core.timex import Edtf
from accords.extraction.acts import Act
from accords.extraction.dating import Dating
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, children, passive

LONGEST = 20
SHORTEST = 8  # words kept before the clause may be cut

# What is told beside an act: clauses of their own, and, at the act itself, its subject and the words of its mood.
ASIDE = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "discourse", "punct"})
OUTER = frozenset(
    {"mark", "cc", "case", "nsubj", "nsubj:outer", "nsubj:pass", "expl", "aux", "aux:pass", "cop", "dislocated"}
)
WHEN = frozenset({"obl", "obl:unmarked", "obl:tmod", "nmod:unmarked", "advmod"})
UNNAMED = frozenset({"DET", "NUM", "ADJ", "PRON"})  # capitalised only because a sentence begins with them
LIMITS = frozenset({"by", "before", "until", "within"})
ITEM_ENDS = frozenset({":", ";", ",", "."})
CUTS = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ"})
DANGLING = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ", "DET", "PART"})


def what_of(told_act: Act, dating: Dating, due: Edtf | None = None) -> tuple[str, int, int]:
    """The act as a short clause without its deadline, its subject and what stands beside it; with its token extent.

    The subject of a passive or predicate is told as its object ("sign the treaty", "have the map ready"); acts told
    separately are left out.

    Args:
        told_act: The act.
        dating: Time expressions of the text.
        due: The date of its deadline, which is left out wherever it stands.
    """
    act, patient = told_act.token, told_act.patient
    told = {i for i, timex in dating.by_token.items() if due and timex.date == due}
    named = {i for i in told if dating.owner(act.doc[i]).pos_ == "PROPN"}  # "the Action Plan for 2013–2015"
    apart = ({c.i for c in told_act.companions} | told - named) - {act.i}
    inside = {t.i for t in _kept(act, apart, dating) if not t.is_space}
    if patient is None:
        return _written(act, inside), min(inside), max(inside) + 1
    outer = {c.i for c in children(patient, "case")}  # "under a treaty to be signed in May"
    theirs = {t.i for t in _kept(patient, apart | outer | {act.i}, dating, 1) if not t.is_space}
    rest = {i for i in inside if i > act.i}
    object_, complement = _written(patient, theirs), _written(act, rest)
    particle = next((f" {c.text}" for c in act.children if c.dep_ == "compound:prt"), "")
    if passive(act):
        clause = f"{act.lemma_.lower()}{particle} {object_} {complement.removeprefix(particle.strip()).strip()}"
    elif act.pos_ in ("ADJ", "NOUN"):
        before = " ".join(sorted(cases(act)))  # "in place"
        clause = f"have {object_} {before} {act.text} {complement}".replace("  ", " ")
    else:
        whose = f"let {object_}" if told_act.let else f"{object_} to"
        clause = f"{whose} {act.lemma_.lower()}{particle} {complement.removeprefix(particle.strip()).strip()}"
    return clause.strip(), min(inside | theirs), max(inside | theirs) + 1


def phrase_of(thing: Token, dating: Dating) -> tuple[str, int, int]:
    """A thing as the text has it, without what stands beside it; with its token extent."""
    inside = {t.i for t in _kept(thing, set(), dating, 1) if not t.is_space and t not in children(thing, "case")}
    return _written(thing, inside), min(inside), max(inside) + 1


def _written(head: Token, inside: set[int]) -> str:
    """The words at these places as the text has them, shortened."""
    tokens = _shortened([head.doc[i] for i in sorted(inside | _between(head.doc, inside))])
    parts: list[str] = []
    for token in tokens:
        joined = parts and token.i and not (token.doc[token.i - 1].whitespace_ or token.doc[token.i - 1].is_space)
        near = joined and token.i - 1 in {t.i for t in tokens}
        parts.append(token.text if near or not parts else f" {token.text}")
    text = "".join(parts).strip(" ,;:.-–—")
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    common = tokens[0].pos_ in UNNAMED and not tokens[0].lemma_[0].isupper() if tokens else False
    common = common or bool(tokens and tokens[0].pos_ == "NOUN" and tokens[0].is_title)
    opening = common or (tokens[0].i == head.i and head.tag_.startswith("VB")) if tokens else False
    return f"{text[0].lower()}{text[1:]}" if opening else text


def _kept(token: Token, left_out: set[int], dating: Dating, depth: int = 0) -> list[Token]:
    """The token and what of its subtree belongs to the act."""
    found = [token]
    for child in token.children:
        if child.i in left_out or child.dep_ in ASIDE or (child.dep_ == "advcl" and not _belongs(child)):
            continue
        if depth == 0 and (child.dep_ in OUTER or _fronted(child, token)):
            continue
        if child.lower_ in ("soon", "later", "earlier") and child.dep_ == "advmod" and depth == 0:
            continue  # "as soon as", "no later than"
        if child.dep_ == "conj" and (_apart(child, token) or _another_item(child, token)):
            continue
        if child.dep_ == "acl" and child.tag_ == "VBN" and behind_comma(child):
            continue  # "the next session, to be held in May"
        if child.i in dating.by_token and (cases(child) & {*LIMITS, "from"} or (depth < 2 and child.dep_ in WHEN)):
            continue
        found += _kept(child, left_out, dating, depth + 1)
    return found


def _belongs(clause: Token) -> bool:
    """Whether an adverbial clause is part of the act: its purpose, or what is gone on with ("go on negotiating")."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"} if clause.tag_ == "VBG" else set()
    lemma = clause.head.lemma_.lower()
    on = "on" in marks and lemma in words("commitments", "continuing", "with_on")
    return _purpose(clause) or on or ("from" in marks and lemma in words("commitments", "acts", "forbearing"))


def _purpose(verb: Token) -> bool:
    """An infinitive behind what it serves: "work to develop the region"."""
    marked = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return marked and verb.i > verb.head.i and not any(c.dep_.startswith("nsubj") for c in verb.children)


def _apart(conjunct: Token, verb: Token) -> bool:
    """Whether a coordinated clause tells something else: with a subject or a tense that the act does not share."""
    finite = ("VBZ", "VBD", "VBP")
    tensed = conjunct.pos_ == "VERB" and conjunct.tag_ in finite and verb.tag_ not in finite
    modal = any(c.tag_ == "MD" for c in conjunct.children)
    return tensed or modal or any(c.dep_.startswith("nsubj") for c in conjunct.children)


def behind_comma(head: Token) -> bool:
    """Whether a comma stands before the words that the head governs."""
    first = next(t for t in head.subtree if not t.is_punct)
    return first.i > 0 and head.doc[first.i - 1].text == ","


def _another_item(conjunct: Token, head: Token) -> bool:
    """Whether a line of a list begins between two coordinated words."""
    between = conjunct.doc[head.i : conjunct.i]
    return any(t.is_space and "\n" in t.text and t.i and t.doc[t.i - 1].text in ITEM_ENDS for t in between)


def _fronted(child: Token, act: Token) -> bool:
    """Stands before a verb and does not belong to it closely ("In addition, they will …")."""
    return (
        act.pos_ in ("VERB", "AUX")
        and child.i < act.i
        and child.dep_ in ("obl", "advcl", "advmod", "nmod")
        and (child.dep_ != "advmod" or child.i < act.i - 1)
    )


def _between(doc: Doc, inside: set[int]) -> set[int]:
    """Punctuation that stands between two kept words with nothing else between them."""
    found: set[int] = set()
    ordered = sorted(inside)
    for left, right in pairwise(ordered):
        gap = range(left + 1, right)
        if gap and all(doc[i].is_punct or doc[i].is_space for i in gap):
            found.update(i for i in gap if doc[i].is_punct)
    return found


def _shortened(tokens: list[Token]) -> list[Token]:
    """At most LONGEST words, cut before a preposition or comma rather than inside a phrase, without dangling words."""
    if len(tokens) > LONGEST:
        cut = next((i for i in range(LONGEST, SHORTEST, -1) if tokens[i].pos_ in CUTS), LONGEST)
        tokens = tokens[:cut]
    while tokens and len(tokens) > 1 and tokens[-1].pos_ in DANGLING and tokens[-1].dep_ != "compound:prt":
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].lower_ in ("also", "both")):
        tokens = tokens[1:]
    return tokens


def condition_of(doc: Doc, act: Token, trigger: Token) -> str:
    """The clause the act depends on ("if …", "unless …", "once …"); empty where there is none."""
    strict = words("commitments", "conditions", "strict")
    for owner in dict.fromkeys((act, trigger)):
        for child in owner.children:
            if child.dep_ == "advcl" and (
                any(c.dep_ == "mark" and c.lower_ in strict for c in child.children) or _waits(child)
            ):
                inside = sorted(t.i for t in child.subtree)
                return " ".join(doc[inside[0] : inside[-1] + 1].text.split()).lstrip(", ")
            soon = next((c for c in child.children if _waits(c)), None) if child.lower_ == "soon" else None
            if soon is not None:
                return " ".join(doc[child.left_edge.i : soon.right_edge.i + 1].text.split())
            if child.dep_ == "obl" and {"subject", "pending", "depending"} & cases(child):
                inside = sorted(t.i for t in child.subtree)
                return " ".join(doc[inside[0] : inside[-1] + 1].text.split())
    return ""


def _waits(clause: Token) -> bool:
    """Whether the act waits for what the clause tells: "when they leave", "as soon as they have left"."""
    if clause.dep_ not in ("advcl", "advcl:relcl") or not any(c.dep_.startswith("nsubj") for c in clause.children):
        return False
    opening = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i}
    soon = clause.head.lower_ == "soon" and "as" in opening
    present = clause.tag_ in ("VBZ", "VBP") or bool({"has", "have", "is", "are"} & {c.lower_ for c in clause.children})
    occasion = clause.lemma_.lower() in words("commitments", "acts", "encounters")
    occasion = occasion or (
        clause.i > clause.head.i and clause.left_edge.text == ","
    )  # "by May, when they are to meet"
    return soon or (not occasion and bool(opening & words("commitments", "conditions", "waiting")) and present)


def area_of(what: str) -> str:
    """The first area of the lexicon one of whose words occurs.

    >>> area_of("build the gas pipeline")
    'energy'
    """
    lowered = what.lower()
    return next(
        (area for area, cues in lexicon("commitments")["areas"].items() if any(cue in lowered for cue in cues)), "other"
    )
