"""The stage that finds persons and parties: names, titles, states, bodies, and what refers to them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.core.reference.office_holders import OPEN, holder_of, office_holders
from accords.extraction.datelines import headed
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, head_of, unique
from accords.extraction.names import parts
from accords.extraction.persons import SEPARATORS, Draft, PersonFinder
from accords.extraction.references import Resolver, most_frequent
from accords.extraction.syntax import cases, children, infinitive, rising

LEAD = 6  # sentences in which a text says whom it is about
INNER = frozenset({"conj", "appos", "flat", "compound", "nmod:desc", "nmod:poss", "amod"})
SPEAKING = frozenset(
    {"nsubj", "nmod:poss", "compound", "ROOT"}
)  # how a title names the body whose text it is ("G7 Communiqué")
TOPIC = frozenset({"on", "regarding", "concerning", "about"})
MOST_SPOKEN_OF = 2  # states that may be those of a leader without one: a wrong president is worse than none
LEADERS = frozenset({"head_of_state", "head_of_government"})
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


SOLE = LEADING - {"minister", "deputy_head_of_government"}
"""Ranks that one person of a state holds at a time."""
TABLED = 2025
"""Up to this year an office whose end the tables do not know is held by whom they name."""


def find_parties(
    doc: Doc, names: list[Name], home: str, title_end: int, published: date | None
) -> tuple[list[Draft], list[Mention], tuple[str, ...]]:
    """Persons, mentions in text order, and the parties that the text is about.

    Args:
        doc: The parsed text.
        names: Its listed names.
        home: Alpha-2 code of the state the text speaks from, empty if unknown.
        title_end: Number of tokens that belong to the title.
        published: Publication date, which tells who held an office then.
    """
    title_end = headed(doc, title_end)
    drafts, bare = PersonFinder(doc, names, published).find()
    _known_offices(drafts, published)
    _of_delegations(doc, names, drafts)
    _of_owners(doc, names, drafts)
    parties = _state_mentions(doc, names, drafts)
    abroad = unique([p for m in parties if m.start < title_end and m.kind is MentionKind.STATE for p in m.parties])
    abroad = tuple(code for code in abroad if code != home)
    _countries(doc, drafts, parties, home, published, abroad[0] if home and len(abroad) == 1 else "")
    named = sorted([*_person_mentions(doc, drafts), *parties], key=lambda m: m.start)
    principals = find_principals(doc, names, named, home, title_end)
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
    """A capital that stands for its government: a subject, possessor or addressee, or one of "between A and B"."""
    anchor = token.head if token.dep_ == "conj" else token
    if anchor.dep_.startswith("nsubj") or anchor.dep_ in ("nmod:poss", "iobj"):
        return True
    told = anchor.dep_ == "obj" and anchor.head.lemma_.lower() in words("commitments", "control", "object")
    if told and any(infinitive(c) for c in children(anchor.head, "xcomp", "ccomp")):
        return True  # "the accord obliges Oslo to pay"
    return "between" in cases(anchor) and any(child.dep_ == "conj" for child in anchor.children)


def _known_offices(drafts: list[Draft], published: date | None) -> None:
    """Give known office holders whom the text names without a state theirs."""
    for draft in drafts:
        holder = holder_of(draft.name, published) if draft.title is None or not (draft.country or draft.body) else None
        if draft.country or draft.body:
            if holder is not None and holder.party in (draft.country, draft.body):
                draft.held = holder.rank
            continue
        if holder is not None and draft.title is None and len(holder.name.split()) == 1:
            continue  # "Philip" alone is no king
        if holder is not None and draft.title is None and _is_fuller(draft.name, holder.name):
            continue  # "Roberto Velasco Álvarez" is not Roberto Álvarez
        if holder is not None and (
            draft.title is None or draft.title.rank == holder.rank or len(draft.name.split()) > 1
        ):
            draft.country, draft.body = (holder.party, "") if holder.party in countries() else ("", holder.party)
            draft.held = holder.rank


def _is_fuller(name: str, known: str) -> bool:
    """Whether a name has a part more than that of somebody known, which is not only another spelling ("Kim Jong-un")."""
    given, held = parts(name), parts(known)
    return len(given) > len(held) > 1 and "".join(given) != "".join(held)


def _of_delegations(doc: Doc, names: list[Name], drafts: list[Draft]) -> None:
    """Give those who head a delegation the state that stands with it ("the Norwegian delegation is led by N")."""
    codes = {i: n.code for n in names if n.kind in (NameKind.DEMONYM, NameKind.STATE) for i in range(n.start, n.end)}
    for draft in drafts:
        if draft.country or draft.body:
            continue
        for token in (t for m in draft.mentions for t in doc[m.start : m.end] if "by" in cases(t)):
            verb = token.head
            noun = (
                verb.head
                if verb.dep_ in ("acl", "acl:relcl")
                else next((c for c in verb.children if c.dep_ == "nsubj:pass"), verb)
            )
            if noun.dep_ == "nmod" and noun.head.lemma_.lower() in words("offices", "delegations", "nouns"):
                draft.country = next((codes[t.i] for t in noun.lefts if t.i in codes), draft.country)
            headed_by = verb.lemma_.lower() in words("offices", "delegations", "verbs")
            if headed_by and noun.lemma_.lower() in words("offices", "delegations", "nouns"):
                draft.country = next((codes[t.i] for t in noun.lefts if t.i in codes), draft.country)
    for verb in (t for t in doc if t.lemma_.lower() in words("offices", "delegations", "including")):
        nouns = [
            c
            for c in verb.children
            if c.dep_.startswith("nsubj") and c.lemma_.lower() in words("offices", "delegations", "nouns")
        ]
        code = next((codes[t.i] for noun in nouns for t in noun.subtree if t.i in codes), "")
        for draft in drafts if code else ():
            if not (draft.country or draft.body) and any(verb.i < m.start < verb.sent.end for m in draft.mentions):
                draft.country = code


def _of_owners(doc: Doc, names: list[Name], drafts: list[Draft]) -> None:
    """Give persons without office or state the one that is said to own them ("Norway's Ingrid Dahl and Latvia's Janis Ozols")."""
    states = {n.end: n.code for n in names if n.kind is NameKind.STATE}
    for draft in drafts:
        if draft.country or draft.body or draft.title is not None:
            continue
        owned = (m.start - 1 for m in draft.mentions if m.start and doc[m.start - 1].lower_ in ("'s", "’s"))
        draft.country = next((states[i] for i in owned if i in states), "")


def _countries(
    doc: Doc, drafts: list[Draft], states: list[Mention], home: str, published: date | None, abroad: str
) -> None:
    """Give office holders without a state theirs: that of those they are listed with, or for whoever is met the one state
    `abroad` that the title names; the home state, unless somebody else holds that office there; else the state most spoken
    of that has nobody of that rank yet.
    """
    frequent = most_frequent([m for m in states if m.kind is MentionKind.STATE])
    candidates = unique([*frequent, *[d.country for d in drafts]])
    for draft in drafts:
        if draft.country or draft.body or not draft.title or draft.title.former:
            continue
        held = {
            d.country for d in drafts if d is not draft and d.country and d.rank == draft.rank and draft.rank in SOLE
        }
        listed = _listed_with(doc, drafts, draft) or (abroad if _is_met(doc, draft) else "")
        if listed and listed not in held and not _filled(listed, draft, published):
            draft.country = listed
            continue
        if home and home not in held and not _filled(home, draft, published):
            draft.country = home
            continue
        if draft.rank not in LEADING:
            continue
        near = candidates[:MOST_SPOKEN_OF] if draft.rank in LEADERS else candidates
        free = [code for code in near if code not in held | _beside(drafts, draft)]
        free = [code for code in free if not _filled(code, draft, published)]
        draft.country = free[0] if free else ""


def _listed_with(doc: Doc, drafts: list[Draft], draft: Draft) -> str:
    """The one state of those whom a sentence lists with a person ("met President A of Norway, Foreign Minister B and N")."""
    spans = {(m.start, m.end): d.country for d in drafts for m in d.mentions}
    first = draft.mentions[0]
    chain = {(first.start, first.end)}
    heads = {t.i for i in range(first.start, first.end) for t in (doc[i], *doc[i].conjuncts)}
    for span in (*sorted(spans), *sorted(spans, reverse=True)):
        beside = any(_only_listed(doc, *sorted((span, other))) for other in chain)
        if beside or heads & set(range(*span)):
            chain.add(span)
    if any({"between", "by"} & cases(doc[i]) for span in chain for i in range(*span)):
        return ""
    codes = {code for span, code in spans.items() if span in chain and code}
    return codes.pop() if len(codes) == 1 else ""


def _is_met(doc: Doc, draft: Draft) -> bool:
    """Whether the first thing told of a person is that somebody met them."""
    first = draft.mentions[0]
    met = words("meetings", "verbs", "talks") | words("meetings", "verbs", "call")
    tokens = {t for i in range(first.start, first.end) for t in (doc[i], *doc[i].conjuncts)}
    return any("with" in cases(t) and t.dep_ == "obl" and t.head.lemma_.lower() in met for t in tokens)


def _only_listed(doc: Doc, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing but commas and "and" stands between two mentions."""
    between = doc[one[1] : other[0]]
    return 0 < len(between) < 4 and all(t.text in SEPARATORS for t in between) and other[0] >= one[1]


def _filled(state: str, draft: Draft, published: date | None) -> bool:
    """Whether the tables know another who led a state then, so that this one of that title leads something else."""
    if published is None or draft.rank not in LEADERS:
        return False
    own = set(parts(draft.name))
    terms = (h for h in office_holders() if h.party == state and h.rank == draft.rank)
    terms = (h for h in terms if h.until != OPEN or h.since < published.year < TABLED)
    return any(t.since <= published.year < t.until and own.isdisjoint(parts(t.name)) for t in terms)


def _beside(drafts: list[Draft], draft: Draft) -> set[str]:
    """States of persons named next to this one: those it is coordinated or meets with."""
    first = draft.mentions[0]
    return {d.country for d in drafts if d.country and any(abs(m.start - first.start) < 12 for m in d.mentions)}


def find_principals(doc: Doc, names: list[Name], named: list[Mention], home: str, title_end: int) -> tuple[str, ...]:
    """The parties that the text is about: those of its title, else of an early sentence in which two act, else the two states
    spoken of most. An organisation counts only where it stands beside another party or nobody is spoken of more.
    """
    topic = next((i for i in range(title_end) if doc[i].lower_ in TOPIC), title_end)
    weights = _weights(doc, names, named, title_end)
    leading = tuple(party for party, _ in weights.most_common(1))
    heading = [m for m in named if m.start < topic and m.kind is MentionKind.ORGANISATION and m.parties == leading]
    if any(doc[m.head].dep_ in SPEAKING for m in heading):
        return leading
    if body := _body_of_title(doc, named, topic):
        return body
    named = [m for m in named if m.kind is not MentionKind.ORGANISATION or _beside_another(doc, m, named)] or named
    title = unique([p for m in named if m.start < topic for p in m.parties])
    if len(title) >= 2:
        return title
    for sentence in [s for s in doc.sents if s.start >= title_end][:LEAD]:
        acting = unique(
            [p for m in named if sentence.start <= m.start < sentence.end and _acts(doc[m.head]) for p in m.parties]
        )
        combined = unique([*title, *acting])
        if acting and len(combined) >= 2 and all(weights[p] >= 2 for p in combined):
            return combined
    named_parties = {p for m in named for p in m.parties} | {n.code for n in names if n.kind is NameKind.DEMONYM}
    frequent = tuple(party for party, _ in weights.most_common() if party in named_parties)
    if home and home in frequent:
        return unique([home, *[p for p in frequent if p != home][:1]])
    return frequent[:2]


def _body_of_title(doc: Doc, named: list[Mention], topic: int) -> tuple[str, ...]:
    """The organisation that a title is about: it alone is named there ("What the OSCE saved"), or its meeting is ("NATO summit")."""
    title = [m for m in named if m.start < topic]
    bodies = [m for m in title if m.kind is MentionKind.ORGANISATION and doc[m.head].ent_type_ != "LOC"]
    if len(unique([p for m in bodies for p in m.parties])) != 1:
        return ()
    gathers = any(_gathers(doc[m.head]) for m in bodies)
    told_again = sum(m.parties == bodies[0].parties for m in named) > 1
    return bodies[0].parties if told_again and (gathers or len(title) == len(bodies)) else ()


def _gathers(token: Token) -> bool:
    """Whether an organisation's name stands before a noun for its meeting."""
    noun = token.head
    return token.dep_ in ("compound", "nmod:poss") and noun.lemma_.lower() in words("meetings", "body_heads", "named")


def _weights(doc: Doc, names: list[Name], named: list[Mention], title_end: int) -> Counter[str]:
    """How much the text speaks of each party: more in its title, and where the party acts; adjectives count too."""
    weights: Counter[str] = Counter()
    heads: set[int] = set()
    for mention in named:
        heads.update(range(mention.start, mention.end))
        for party in mention.parties:
            weights[party] += 1 + 2 * (mention.start < title_end) + _acts(doc[mention.head])
    for name in names:
        if name.start not in heads and name.kind in (NameKind.STATE, NameKind.DEMONYM):
            weights[name.code] += 1 + (name.start < title_end)
    return weights


def _beside_another(doc: Doc, organisation: Mention, named: list[Mention]) -> bool:
    """Whether an organisation is coordinated with a party, or meets or agrees with one."""
    token = doc[organisation.head]
    own = range(organisation.start, organisation.end)
    near = {t.i for t in token.conjuncts} | {c.i for t in (token, *token.conjuncts) for c in t.subtree}
    if any(m.head in near and m.start not in own and m.kind is not MentionKind.ORGANISATION for m in named):
        return bool(token.conjuncts)
    return token.dep_ in ("obl", "nmod") and bool(cases(token) & {"with", "between"})


def _acts(token: Token) -> bool:
    """Subject, object or companion of the sentence's verb, or coordinated with one."""
    token = next((t for t in rising(token, 12) if t.dep_ not in INNER), token)
    if token.dep_.startswith(("nsubj", "obj", "root", "ROOT")):
        return True
    return token.dep_.startswith(("obl", "nmod")) and bool(cases(token) & {"with", "between", "by"})
