"""The stage that finds persons and parties: names, titles, states, bodies, and what refers to them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, head_of, unique
from accords.extraction.persons import Draft, PersonFinder
from accords.extraction.references import Resolver, most_frequent

TOPIC = frozenset({"on", "regarding", "concerning", "about"})
LEADING = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "deputy_head_of_government",
        "deputy_head_of_state",
        "minister",
    }
)


def find_parties(
    doc: Doc, names: list[Name], home: str, title_end: int
) -> tuple[list[Draft], list[Mention], tuple[str, ...]]:
    """Persons, mentions in text order, and the parties that the text is about.

    Args:
        doc: The parsed text.
        names: Its listed names.
        home: Alpha-2 code of the state the text speaks from, empty if unknown.
        title_end: Number of tokens that belong to the title.
    """
    drafts, bare = PersonFinder(doc, names).find()
    parties = _state_mentions(doc, names, drafts)
    _countries(drafts, parties, home)
    named = sorted([*_person_mentions(doc, drafts), *parties], key=lambda m: m.start)
    principals = find_principals(doc, named, home, title_end)
    mentions = Resolver(doc, drafts, principals, named, home).resolve(bare)
    return drafts, mentions, principals


def _person_mentions(doc: Doc, drafts: list[Draft]) -> list[Mention]:
    found = []
    for draft in drafts:
        code = draft.country or draft.body
        for m in draft.mentions:
            found.append(
                Mention(
                    m.start,
                    m.end,
                    head_of(doc, m.start, m.end),
                    MentionKind.PERSON,
                    (code,) if code else (),
                    (draft.name,),
                    True,
                    draft.rank,
                )
            )
    return found


def _state_mentions(doc: Doc, names: list[Name], drafts: list[Draft]) -> list[Mention]:
    taken = {i for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    found = []
    for name in names:
        if name.start in taken:
            continue
        head = head_of(doc, name.start, name.end)
        if name.kind is NameKind.ORGANISATION:
            found.append(Mention(name.start, name.end, head, MentionKind.ORGANISATION, (name.code,)))
        elif (
            name.kind is NameKind.STATE
            or (name.kind is NameKind.DEMONYM and _governs(doc[head]))
            or (name.kind is NameKind.CAPITAL and _acts_as_government(doc[head]))
        ):
            found.append(Mention(name.start, name.end, head, MentionKind.STATE, (name.code,)))
    return found


def _governs(token: Token) -> bool:
    """A demonym that stands for its state: before a noun of government, or as a plural noun."""
    if token.dep_ in ("amod", "compound", "nmod", "nmod:desc", "conj"):
        owner = token.head if token.dep_ != "conj" else token.head.head
        return owner.lemma_.lower() in words("offices", "government", "nouns")
    return token.pos_ in ("NOUN", "PROPN") and token.text.endswith("s") and token.dep_.startswith("nsubj")


def _acts_as_government(token: Token) -> bool:
    """A capital that stands for its government: a subject or possessor, or one of "between A and B"."""
    anchor = token.head if token.dep_ == "conj" else token
    cases = {child.lower_ for child in anchor.children if child.dep_ == "case"}
    if anchor.dep_.startswith("nsubj") or anchor.dep_ == "nmod:poss":
        return True
    return "between" in cases and any(child.dep_ == "conj" for child in anchor.children)


def _countries(drafts: list[Draft], states: list[Mention], home: str) -> None:
    """Give office holders without a state theirs: the home state, unless somebody else holds that office there; else the state
    most spoken of that has nobody of that rank yet.
    """
    frequent = most_frequent([m for m in states if m.kind is MentionKind.STATE])
    candidates = unique([*frequent, *[d.country for d in drafts]])
    for draft in drafts:
        if draft.country or draft.body or not draft.title:
            continue
        held = {
            d.country for d in drafts if d is not draft and d.country and d.rank == draft.rank and draft.rank in LEADING
        }
        if home and home not in held:
            draft.country = home
            continue
        free = [code for code in candidates if code not in held | _beside(drafts, draft)]
        draft.country = free[0] if free else ""


def _beside(drafts: list[Draft], draft: Draft) -> set[str]:
    """States of persons named next to this one: those it is coordinated or meets with."""
    first = draft.mentions[0]
    return {d.country for d in drafts if d.country and any(abs(m.start - first.start) < 12 for m in d.mentions)}


def find_principals(doc: Doc, named: list[Mention], home: str, title_end: int) -> tuple[str, ...]:
    """The parties that the text is about: those of its title, else of the first sentence that names two, else the most frequent."""
    topic = next((i for i in range(title_end) if doc[i].lower_ in TOPIC), title_end)
    title = unique([p for m in named if m.start < topic for p in m.parties])
    if len(title) >= 2:
        return title
    for sentence in list(doc.sents)[:6]:
        if sentence.start < title_end:
            continue
        acting = unique(
            [p for m in named if sentence.start <= m.start < sentence.end and _acts(doc[m.head]) for p in m.parties]
        )
        if len(acting) >= 2:
            return acting
        if not acting:
            continue
        combined = unique([*title, *acting])
        if len(combined) >= 2:
            return combined
    frequent = most_frequent(named)
    if home and home in frequent:
        return unique([home, *[p for p in frequent if p != home][:1]])
    return frequent[:2]


def _acts(token: Token) -> bool:
    """Subject, object or companion of the sentence's verb, or coordinated with one."""
    seen = 0
    while token.dep_ in ("conj", "appos", "flat", "compound", "nmod:desc", "nmod:poss", "amod") and seen < 12:
        token, seen = token.head, seen + 1
    if token.dep_.startswith(("nsubj", "obj", "root", "ROOT")):
        return True
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    return token.dep_.startswith(("obl", "nmod")) and bool(cases & {"with", "between", "by"})
