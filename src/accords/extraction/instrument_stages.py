"""Which stage of an instrument a sentence tells: from the verb or noun that governs it, its tense and mood."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accords.core.timex import Edtf
from accords.core.vocabulary import Stage
from accords.extraction.dating import Dating
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import Mention
from accords.extraction.syntax import Index, Time, cases, children, negated, passive, rising, subject, time_of

PLANNED = {Stage.SIGNED: Stage.PLANNED_SIGNATURE, Stage.ENTERED_INTO_FORCE: Stage.PLANNED_ENTRY_INTO_FORCE}
ROLES = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "compound", "appos"})
# Stages whose verbs also govern other things: the instrument must be their object.
OBJECT_ONLY = frozenset({Stage.DRAFTING, Stage.PROPOSED, Stage.EXTENDED, Stage.AMENDED, Stage.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Governed:
    """The word that tells the stage, the stage, and its date."""

    verb: Token
    stage: Stage
    date: Edtf | None

    def actors(self, index: Index) -> list[Mention]:
        """Who signed, ratified, …: subject or agent."""
        verb = self.verb
        if verb.pos_ != "VERB":
            return [
                m
                for t in children(verb, "nmod:poss", "nmod")
                if t.dep_ == "nmod:poss" or "by" in cases(t)
                for m in index.referents(t)
            ]
        if passive(verb):
            return [m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in index.referents(t)]
        token = subject(verb)
        return index.referents(token) if token is not None else []


class StageReader:
    """Reads stages in one text."""

    def __init__(self, doc: Doc, dating: Dating) -> None:
        self.doc, self.dating = doc, dating
        self.verbs = {
            lemma: Stage(stage) for stage, lemmas in lexicon("instruments")["stages"].items() for lemma in lemmas
        }
        self.nouns = {
            lemma: Stage(stage) for stage, lemmas in lexicon("instruments")["stage_nouns"].items() for lemma in lemmas
        }

    def of(self, token: Token) -> Governed | None:
        """The stage told of the instrument named at `token`, if its sentence tells one."""
        participle = self._participle(token)
        if participle:
            return participle
        for current in rising(token, 4):
            role, head = current.dep_, current.head
            if role not in ROLES and not role.startswith("nsubj") and role != "obl:agent":
                return None
            found = self._at(head, role)
            if found:
                return found
            if head.pos_ == "VERB" or (role == "nmod" and not cases(current) & {"of", "on", "to", "for"}):
                return None
        return None

    def _participle(self, token: Token) -> Governed | None:
        """ "the recently signed agreement", "the treaty signed in 1998", "a protocol that will be signed in May"."""
        for child in children(token, "amod", "acl", "acl:relcl"):
            stage = self.verbs.get(child.lemma_.lower())
            passives = child.tag_ == "VBN" and (child.dep_ != "acl:relcl" or passive(child))
            if stage is not None and passives and not negated(child):
                return self._governed(child, stage)
            if child.dep_ == "acl:relcl" and self._force(child) and not negated(child):
                return self._governed(child, Stage.ENTERED_INTO_FORCE)
        return None

    def _at(self, head: Token, role: str) -> Governed | None:
        lemma = head.lemma_.lower()
        if head.pos_ == "VERB":
            if negated(head):
                return None
            if self._force(head):
                return self._governed(head, Stage.ENTERED_INTO_FORCE)
            if role == "obl" and lemma == "enter":  # "enter into an agreement"
                return self._governed(head, Stage.SIGNED)
            stage = self.verbs.get(lemma)
            if stage is None or (role == "obl" and lemma != "withdraw"):
                return None
            if stage in OBJECT_ONLY and role not in ("obj", "nsubj:pass"):
                return None
            if role == "nsubj" and lemma != "expire":
                return None
            return self._governed(head, stage)
        if head.pos_ in ("NOUN", "PROPN") and role in ("nmod", "compound"):
            stage = self.nouns.get(lemma)
            if stage is None or (
                lemma == "entry" and not any(c.lower_ in words("instruments", "force", "nouns") for c in head.subtree)
            ):
                return None
            return self._governed(head, stage)
        return None

    def _force(self, verb: Token) -> bool:
        if verb.lemma_.lower() not in words("instruments", "force", "verbs"):
            return False
        return any(
            c.lower_ in words("instruments", "force", "nouns") and (cases(c) & {"into", "in"} or c.dep_ == "obj")
            for c in verb.children
        )

    def _governed(self, head: Token, stage: Stage) -> Governed:
        dates = [t.date for t in self.dating.of(head) if t.date is not None]
        if not dates and head.pos_ == "VERB":
            dates = [t.date for t in self.dating.before(head) if t.date is not None]
        verb = next((t for t in rising(head, 5) if t.pos_ == "VERB"), None)
        future = verb is not None and time_of(verb) is Time.FUTURE
        if future and stage in PLANNED:
            stage = PLANNED[stage]
        return Governed(head, stage, dates[0] if dates else None)
