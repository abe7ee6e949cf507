"""How sure a commitment is: how plainly the text says that somebody is bound, who it is, and to what.

The figures only order commitments: an agreed act of parties that are named is surest, an act that is inferred from a modal verb
for whomever the text is about is least sure.
"""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.commitment import Commitment
from accords.core.vocabulary import DeadlineRelation, Modality
from accords.extraction.acts import Act
from accords.extraction.mentions import Mention
from accords.extraction.syntax import Index, children, subject

LEAST, MOST = 0.15, 0.95
BY_WORD = {  # bound by a verb, noun or adjective of undertaking
    Modality.AGREED: 0.9,
    Modality.INSTRUCTED: 0.85,
    Modality.INTENDS: 0.8,
    Modality.OBLIGED: 0.7,
    Modality.EXPECTS: 0.7,
    Modality.PROPOSED: 0.65,
}
BY_MOOD = {Modality.INTENDS: 0.75, Modality.OBLIGED: 0.6, Modality.EXPECTS: 0.65}  # "will", "must", "should", "is to"
NAMED, REFERRED, INFERRED = 1.0, 0.9, 0.75
VAGUE = 0.85  # what is undertaken holds a pronoun
DATED = 1.08
REPORTED = 0.7  # what became of an undertaking, told without it
PLAIN = 0.9  # lasting attitudes and other acts that have no thing of their own


def of_act(act: Act, commitment: Commitment, index: Index) -> float:
    """The assurance of a commitment read from an act, 0 to 1."""
    by_mood = act.trigger.i == act.token.i
    sure = (BY_MOOD if by_mood else BY_WORD).get(act.modality, BY_WORD[Modality.PROPOSED])
    sure *= _of_bearers(act.trigger, commitment.who, index)
    sure *= _of_wording(commitment.what)
    if not children(act.token, "obj", "xcomp", "ccomp") and act.patient is None:
        sure *= PLAIN
    return _within(sure * (DATED if commitment.deadline.relation is not DeadlineRelation.NONE else 1.0))


def of_outcome(trigger: Token, commitment: Commitment, index: Index) -> float:
    """The assurance of a report of what became of an undertaking, 0 to 1."""
    sure = REPORTED * _of_bearers(trigger, commitment.who, index) * _of_wording(commitment.what)
    return _within(sure * (DATED if commitment.deadline.date is not None else 1.0))


def _of_bearers(trigger: Token, who: tuple[str, ...], index: Index) -> float:
    """Whether those bound are named where it is said, referred to, or only taken to be meant."""
    own = subject(trigger) if trigger.pos_ in ("VERB", "AUX", "ADJ") else subject(trigger.head)
    near = [t for t in (own, *children(trigger, "obl:agent", "nmod:poss", "obj", "iobj")) if t is not None]
    told: list[Mention] = [m for t in near for m in index.referents(t)]
    parties = {p for m in told for p in m.parties}
    if not set(who) <= parties:
        return INFERRED if not own or own.pos_ != "PROPN" else REFERRED
    return NAMED if all(m.named for m in told if set(m.parties) & set(who)) else REFERRED


def _of_wording(what: str) -> float:
    return VAGUE if {"it", "them", "this", "that", "so", "these"} & set(what.lower().split()) else 1.0


def _within(value: float) -> float:
    return round(min(MOST, max(LEAST, value)), 3)
