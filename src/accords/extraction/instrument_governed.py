"""A stage as a word tells it: which word, which stage, when, and who acts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from accords.core.timex import Edtf
from accords.core.vocabulary import Stage
from accords.extraction.instrument_outlook import ranked
from accords.extraction.instrument_parliaments import is_legislature
from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention
from accords.extraction.syntax import Index, cases, children, passive, rising, subject

PLANNED = {Stage.SIGNED: Stage.PLANNED_SIGNATURE, Stage.ENTERED_INTO_FORCE: Stage.PLANNED_ENTRY_INTO_FORCE}
# Stages that go on for a while: where they are told to begin, the date said with them is that of their end.
ONGOING = frozenset({Stage.DRAFTING, Stage.NEGOTIATION, Stage.PROPOSED})


@dataclass(frozen=True, slots=True)
class Governed:
    """The word that tells the stage, the stage, and its date; `reached` is False where the words leave it open."""

    verb: Token
    stage: Stage
    date: Edtf | None
    reached: bool = True

    @property
    def rank(self) -> int:
        """Which of two words for one stage counts: what was reached before what was not, "signed" before "concluded" or "agreed"."""
        return (
            4 * self.reached
            + 2 * self.sure
            + (self.verb.lemma_.lower() in words("instruments", "stage_rules", "plainest"))
        )

    @property
    def sure(self) -> bool:
        """Whether the word names the stage itself ("signed"), not only what mostly means it ("agreed", "reached")."""
        return self.verb.lemma_.lower() not in words("instruments", "stage_rules", "unsure")

    def actors(self, index: Index) -> list[Mention]:
        """Who signed, ratified, …: subject or agent; of a noun its owner, else the subject of the verb that governs it."""
        verb = self.verb
        if verb.pos_ != "VERB":
            leaving = verb.lemma_.lower() in words("instruments", "stage_rules", "from_only")
            owning = {"by", "of"} if leaving else {"by"}  # "the withdrawal of Norway from the treaty"
            own = [t for t in children(verb, "nmod:poss", "nmod") if t.dep_ == "nmod:poss" or owning & cases(t)]
            found = [m for t in own for m in index.referents(t)]
            verb = next((t for t in rising(verb, 3) if t.pos_ == "VERB"), verb)
            if found or verb.lemma_.lower() not in words("instruments", "ratifiers", "acts"):
                return found
        if passive(verb):
            return [m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in index.referents(t)]
        removed = [m for t in children(verb, "obj") for m in index.referents(t)]
        if removed and verb.lemma_.lower() in words("instruments", "stage_rules", "removing"):
            return removed
        token = self.actor
        return index.referents(token) if token is not None else []

    @property
    def actor(self) -> Token | None:
        """The word for who acts; None where nobody is named."""
        verb = next((t for t in rising(self.verb, 3) if t.pos_ == "VERB"), self.verb)
        if (holder := ranked(verb)) is not None:  # "Norway was the first state to ratify it"
            return subject(holder if holder.pos_ == "VERB" else holder.head)
        if passive(verb):
            agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
            return agents[0] if agents else _behind_by(verb)
        token = subject(verb)
        if token is not None and token.lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl":
            return verb.head
        if token is not None and token.lower_ == "it" and verb.dep_ == "ccomp" and children(verb, "obj", "obl"):
            return subject(verb.head)  # "Norway said it was leaving the treaty"
        return token


def _behind_by(verb: Token) -> Token | None:
    """The noun behind "by" right after a verb, wherever the parse hangs it."""
    if verb.i + 2 >= len(verb.doc) or verb.nbor(1).lower_ != "by":
        return None
    return next((t for t in verb.doc[verb.i + 2 : verb.i + 7] if is_legislature(t)), None)


def settled(found: list[Governed]) -> list[Governed]:
    """What was planned and then done ("was to have been signed by May, was signed in June"): a plan for no earlier day is none."""
    done = {PLANNED[g.stage]: g.date for g in found if g.reached and g.stage in PLANNED}

    def told(g: Governed) -> bool:
        day = done.get(g.stage)
        return g.stage not in done or (g.date is not None and (day is None or g.date.first <= day.last))

    return [g for g in found if told(g)]
