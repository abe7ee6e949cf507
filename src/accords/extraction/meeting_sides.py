"""Who takes part in a meeting: those told, the body whose session it is, or the parties that the text is about."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from accords.core.reference import countries
from accords.core.vocabulary import MeetingKind
from accords.extraction.analysis import Analysis
from accords.extraction.gazetteer import NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.meeting_kinds import inner_talks, is_entry
from accords.extraction.meeting_status import is_next
from accords.extraction.meeting_words import Candidate
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName
from accords.extraction.syntax import Index, cases, children, subject

OFTEN, AHEAD = 4, 2
"""How many times, and how many times as often as any other party, a text names the organisation that it is about."""
OWNING = frozenset({"of", "with", "between", "among", "by"})
GATHERINGS = frozenset({MeetingKind.SESSION, MeetingKind.SUMMIT})
BODY_KINDS = frozenset({MeetingKind.SESSION, MeetingKind.SUMMIT, MeetingKind.FORUM, MeetingKind.OTHER})


class Sides:
    """Tells who takes part in the meetings of one text."""

    def __init__(self, index: Index, places: Places, state: Analysis) -> None:
        self.doc, self.index, self.places = index.doc, index, places
        self.principals, self.certain = state.principals, stand_out(state)
        self.body = body_of(state)
        self.bodies = {n.start: n.code for n in state.names if n.kind is NameKind.ORGANISATION}
        self.holder = _organisation_of(state)

    def of(
        self, candidate: Candidate, named: SeriesName | None, ordinal: int | None, settled: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Participants and the parties they stand for: as told, by the series' body, or those the text is about."""
        mentions = [m for m in candidate.mentions if not (self._uncounted(m) or _in_name(m, named))]
        participants = unique([p for m in mentions for p in m.participants])
        parties = unique([p for m in mentions for p in m.parties])
        participants, parties = unique([*participants, *candidate.hosts]), unique([*parties, *candidate.hosts])
        if named is not None and "parties" in named.name.lower().split():
            return (named.name,), (named.name,)  # the parties to a treaty meet as their conference
        if len(parties) >= 2:
            return participants, parties
        anchor = candidate.anchor
        if anchor.pos_ != "VERB" and len(inside := self._states_inside(anchor)) >= 2:
            return inside, inside
        if candidate.kind in BODY_KINDS and named and (named.body or named.proper):
            holders = (named.body,) if named.body else parties or self._holders(named)
            return holders, holders
        if candidate.unnamed:
            group = subject(candidate.verb)
            own = group is not None and bool(children(group, "nmod", "nmod:poss", "acl"))
            body = self.body if settled and not own else ()
            return body, body  # "foreign ministers met in Oslo" in a text about one organisation
        if self.body and not parties and settled and candidate.kind in GATHERINGS and named is None:
            return self.body, self.body  # "at a summit in Oslo in May" in a text about one organisation
        if self.certain and anchor.pos_ != "VERB" and self._theirs(candidate, ordinal, settled):
            if candidate.kind in BODY_KINDS and self.holder and len(parties) < 2:
                return (self.holder,), (self.holder,)
            if candidate.kind in BODY_KINDS and len(self.principals) > 1:
                return self.principals, self.principals
            return participants or self.principals, parties or self.principals
        return participants, parties

    def _holders(self, named: SeriesName) -> tuple[str, ...]:
        """Whose body meets that names nobody: the organisation's that the text is about, its parties', or its own."""
        if self.holder or _is_plenary(named):
            return (self.holder or named.name,)
        return self.principals or (named.name,)

    def _theirs(self, candidate: Candidate, ordinal: int | None, settled: bool) -> bool:
        """Whether a meeting without participants is one of the parties that the text is about."""
        if candidate.kind not in BODY_KINDS:
            return candidate.definite or (settled and candidate.supported and self._of_nobody(candidate))
        noun = candidate.anchor
        ahead = settled and is_next(noun)
        if not (candidate.supported or ahead) or any(
            c.lower_ in ("a", "an", "any", "no", "another") for c in noun.children
        ):
            return False
        owned = bool(children(noun, "nmod:poss")) and not self._of_a_stranger(noun)
        return ordinal is not None or owned or ahead or (settled and noun.dep_.startswith("nsubj"))

    @staticmethod
    def _of_nobody(candidate: Candidate) -> bool:
        """Whether neither the noun nor its verb says who meets ("talks resumed on Monday", "a second round was held in Oslo")."""
        noun = candidate.anchor
        if candidate.mentions or any(cases(t) & OWNING for t in children(noun, "nmod") if t not in inner_talks(noun)):
            return False
        return (noun.dep_.startswith(("nsubj", "obj")) or is_entry(noun)) and noun.lemma_.lower() in words(
            "meetings", "of_principals"
        )

    def _of_a_stranger(self, noun: Token) -> bool:
        """Whether "its" means one who is no party ("the ruling party held its congress")."""
        owner = subject(noun.head) if noun.dep_ == "obj" else None
        return owner is not None and owner.pos_ in ("NOUN", "PROPN") and not self.index.referents(owner, deep=False)

    def _uncounted(self, mention: Mention) -> bool:
        """Whether a group is said to be larger than the parties it is known to stand for ("the five presidents")."""
        if mention.kind is not MentionKind.GROUP:
            return False
        numbers: dict[str, int] = lexicon("timex")["numbers"]
        counts = [numbers.get(t.lower_, 0) for t in self.doc[mention.head].subtree if t.dep_ == "nummod"]
        return bool(counts) and max(counts) > max(len(mention.parties), 2)

    def _states_inside(self, noun: Token) -> tuple[str, ...]:
        """States whose names or adjectives stand with the noun ("forum of Russian and Kazakh regions")."""
        found: list[str] = []
        for token in noun.subtree:
            step = token
            while step.i != noun.i and step.dep_ in ("amod", "compound", "conj", "nmod", "nmod:poss"):
                if step.dep_ == "nmod" and not cases(step) & {"of", "between", "among"}:
                    break
                step = step.head
            if step.i == noun.i:
                found.append(self.places.code(token) or self.bodies.get(token.i, ""))
        return unique(found)


def _organisation_of(state: Analysis) -> str:
    """The organisation that a text is about: the only one of its title, where that names no two states; empty where none."""
    titled = [n for n in state.names if n.start < state.title_end]
    organisations = {n.code for n in titled if n.kind is NameKind.ORGANISATION}
    states = {n.code for n in titled if n.kind is not NameKind.ORGANISATION}
    return next(iter(organisations)) if len(organisations) == 1 and len(states) < 2 else ""


def _is_plenary(named: SeriesName) -> bool:
    """Whether a name is that of a body which an organisation or treaty has ("Committee of Ministers")."""
    return any(body in named.name.lower() for body in words("meetings", "plenary_bodies"))


def _in_name(mention: Mention, named: SeriesName | None) -> bool:
    """Whether a group is only a word in the name of such a body, and nobody's ministers."""
    inside = named is not None and named.start <= mention.head < named.end and _is_plenary(named)
    return inside and mention.kind is MentionKind.GROUP


def stand_out(state: Analysis) -> bool:
    """Whether the parties that a text is about are those of its title, or spoken of more than once where it names further states."""
    title = {p for m in state.mentions if m.start < state.title_end for p in m.parties}
    counts = Counter(p for m in state.mentions if m.named for p in m.parties)
    least = min((counts[p] for p in state.principals if p not in title), default=0)
    others = [p for p in counts if p in countries() and p not in state.principals]
    return least != 1 or not others or len(state.principals) > 2


def body_of(state: Analysis) -> tuple[str, ...]:
    """The one organisation that a text is about, or names far more often than any other party."""
    if len(state.principals) == 1:
        return state.principals if state.principals[0] not in countries() else ()
    counts = Counter(p for m in state.mentions if m.named for p in m.parties)
    most = [*counts.most_common(2), ("", 0), ("", 0)]
    often = most[0][1] >= OFTEN and most[0][1] >= AHEAD * most[1][1]
    return (most[0][0],) if often and most[0][0] not in countries() else ()
