"""Whose an instrument is, and which state ratified it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.core.vocabulary import Stage
from accords.extraction.analysis import Analysis
from accords.extraction.gazetteer import NameKind
from accords.extraction.instrument_governed import Governed
from accords.extraction.instrument_parliaments import chamber_state, is_legislature
from accords.extraction.lexicons import words
from accords.extraction.mentions import MentionKind, unique
from accords.extraction.syntax import Index, cases, children, rising

# Whoever reaches these stages is a party; who drafts or proposes need not be one.
BINDING = frozenset({Stage.SIGNED, Stage.PLANNED_SIGNATURE, Stage.RATIFIED, Stage.INITIALLED, Stage.NEGOTIATION})
SIGNING = frozenset({Stage.SIGNED, Stage.PLANNED_SIGNATURE})
SHARING = frozenset({"between", "among"})


@dataclass(slots=True)
class PartyEvidence:
    """What a text says about whose an instrument is, the surest first."""

    between: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()  # "the agreement with A": A and somebody else
    inside: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    many: bool = False  # of so many parties that those of the text need not be its own

    def add(self, other: PartyEvidence) -> None:
        """Take in what another mention of the instrument says."""
        for name in ("between", "partners", "inside", "organisations", "owners", "actors"):
            setattr(self, name, unique([*getattr(self, name), *getattr(other, name)]))
        self.many = self.many or other.many

    @property
    def certain(self) -> bool:
        """Whether the text says whose it is: between whom, with whom, or by two who act."""
        return bool(self.between or self.partners) or len(self.actors) > 1

    def parties(self, principals: tuple[str, ...]) -> tuple[str, ...]:
        """The parties: those it is between, of its title, who sign; else those that the text is about."""
        for certain in (self.between, self.inside):
            if len(certain) > 1 and not (self.partners and certain is self.inside):
                return certain
        if self.organisations:
            return self.organisations
        if self.many:
            return unique([*self.between, *self.partners])
        others = unique([*self.between, *self.actors, *self.owners])
        if self.partners:
            others = others or tuple(p for p in principals if p not in self.partners)[:1]
            return unique([*self.partners, *others])
        if len(self.actors) > 1:
            return self.actors
        one = unique([*others, *self.inside])
        if len(one) > 1:
            return one
        if self.owners or self.between:
            return unique([*one, *principals[:1]])
        return one if one and one[0] not in principals else principals


class PartyReader:
    """Reads parties in one text."""

    def __init__(self, doc: Doc, index: Index, state: Analysis) -> None:
        self.doc, self.index, self.state = doc, index, state

    def evidence(self, token: Token, start: int, end: int, told: list[Governed]) -> PartyEvidence:
        """What one mention says: its name at tokens `start` to `end`, its complements, and who acts on it."""
        names = [n for n in self.state.names if start <= n.start < end and n.kind is not NameKind.CAPITAL]
        proper = token.text[0].isupper()
        organisations = [
            n.code for n in names if n.kind is NameKind.ORGANISATION and proper and not self._topic(n.start, token)
        ]
        inside = [
            p
            for m in self.index.mentions
            if start <= m.start < end and not (m.kind is MentionKind.ORGANISATION and self._topic(m.start, token))
            for p in m.parties
        ]
        shared = [c for c in children(token, "nmod") if cases(c) & SHARING]
        partners = [c for c in children(token, "nmod") if "with" in cases(c)]
        partners += [c for c in children(token.head, "obl") if "with" in cases(c) and c.left_edge.i == token.i + 1]
        owners = children(token, "nmod:poss")
        return PartyEvidence(
            between=unique([p for c in shared for p in self._at(c)]),
            partners=unique([p for c in partners for p in self._at(c)]),
            inside=unique([*inside, *(n.code for n in names if n.kind is not NameKind.ORGANISATION)]),
            organisations=unique(organisations),
            owners=unique([p for c in owners for m in self.index.referents(c) for p in m.parties]),
            actors=unique([p for g in told if self._binding(g) for p in self.acting(g)]),
            many=any(self._crowd(g.actor) for g in told if g.actor is not None and g.stage in SIGNING),
        )

    def _at(self, token: Token) -> tuple[str, ...]:
        """The parties that a noun stands for; a capital for its state ("the agreement with Oslo")."""
        inside = {t.i for t in (token, *token.conjuncts)}
        capitals = [n.code for n in self.state.names if n.start in inside and n.kind is NameKind.CAPITAL]
        return unique([*self.index.parties(self.index.referents(token)), *capitals])

    @staticmethod
    def _binding(governed: Governed) -> bool:
        """Whether who acts is a party; who may ratify or join one day need not be."""
        return governed.stage in BINDING and (governed.reached or governed.stage is not Stage.RATIFIED)

    def _crowd(self, token: Token) -> bool:
        """Whether parties are counted, not named: "eleven countries", "most members"."""
        counted = {c.lower_ for c in token.children if c.dep_ == "nummod"}
        counted |= {c.lower_ for c in token.children} & words("instruments", "ratifiers", "quantities")
        led = [c for c in children(token, "nmod") if "of" in cases(c) and not counted]
        if led and token.lemma_.lower() in words("instruments", "ratifiers", "leaders"):
            return self._crowd(led[0])  # "the presidents of the five states"
        crowd = token.lemma_.lower() in words("instruments", "ratifiers", "crowds")
        return crowd and bool(counted) and not counted & {"two", "2"} and not self._listed(token)

    def _listed(self, token: Token) -> tuple[str, ...]:
        """The states named behind a group's noun ("the leaders of A, B and C")."""
        inside = {t.i for c in children(token, "nmod") if "of" in cases(c) for t in c.subtree}
        kinds = (NameKind.STATE, NameKind.ORGANISATION)
        found = unique([n.code for n in self.state.names if n.start in inside and n.kind in kinds])
        return found if len(found) > 2 else ()

    def _topic(self, position: int, token: Token) -> bool:
        """Whether a name inside a title is what the document is about ("Treaty on the Union", "treaty establishing it")."""
        if position < token.i:
            return False
        for step in rising(self.doc[position], 6):
            if step.i == token.i:
                return False
            if step.head.i == token.i or cases(step):
                return bool(cases(step) & {"on", "concerning", "to"}) or step.dep_ == "acl"
        return False

    def acting(self, governed: Governed) -> tuple[str, ...]:
        """The parties that sign, ratify, …"""
        actor = governed.actor
        listed = self._listed(actor) if actor is not None else ()
        found = listed or self.index.parties(governed.actors(self.index))
        if found or governed.stage is not Stage.RATIFIED:
            return found
        state = self.ratifier(governed)
        return (state,) if state else ()

    def ratifier(self, governed: Governed) -> str:
        """The one party that ratified; empty where several did or none is named."""
        found = self.index.parties(governed.actors(self.index))
        if found:
            return found[0] if len(found) == 1 else ""
        token = governed.actor
        return self.state_of(token) if token is not None else ""

    def beneficiary(self, governed: Governed) -> str:
        """The one party for which a document enters into force ("entered into force for Norway"); empty where none is named."""
        named = [c for c in governed.verb.children if c.dep_ in ("obl", "nmod") and "for" in cases(c)]
        named += [c for n in children(governed.verb, "obl", "obj") for c in children(n, "nmod") if "for" in cases(c)]
        found = unique([p for c in named for p in self._at(c)])
        return found[0] if len(found) == 1 else ""

    def state_of(self, token: Token) -> str:
        """The state of a parliament or chamber: in its name, beside it, else the state last named in the paragraph."""
        if not is_legislature(token):
            return ""
        inside = {t.i for t in token.subtree}
        beside = unique([n.code for n in self.state.names if n.start in inside and n.code in countries()])
        known = chamber_state(token)
        if known or beside:
            return known or (beside[0] if len(beside) == 1 else "")
        if any(c.lower_ in words("instruments", "ratifiers", "several") for c in token.children):
            return ""
        paragraph = self.doc.text.rfind("\n\n", 0, token.idx)
        before = [
            n.code
            for n in self.state.names
            if n.start < token.i and self.doc[n.start].idx > paragraph and n.kind is NameKind.STATE
        ]
        leading = {t.i for c in children(token.sent.root, "nsubj", "nsubj:pass") for t in c.subtree}
        before = [
            n.code for n in self.state.names if n.start in leading and n.start < token.i and n.code in countries()
        ] or before
        return before[-1] if before else ""
