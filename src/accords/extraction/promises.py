"""Promises told as things, whatever is said of them: "Romania's pledge to pay stands", "despite a promise to open five more",
"it has not kept its word to leave".
"""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import Modality, ReportedStatus
from accords.extraction.act_reader import ActReader
from accords.extraction.acts import Act, blocked
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, children, infinitive, negated, passive, rising, subject

OWNERS = ("nmod:poss", "compound", "amod")


class Promises(ActReader):
    """Reads the promises that nouns of one text name."""

    def of(self, noun: Token) -> list[Act]:
        """What a noun promises by an infinitive; nothing where it is denied, praised, or told with its outcome elsewhere."""
        if noun.lemma_.lower() not in words("commitments", "strength", "promises") or negated(noun):
            return []
        act = next((c for c in children(noun, "acl") if infinitive(c) and c.i > noun.i), None)
        verb = _verb(noun)
        if act is None or (verb is not None and (blocked(verb) or (_kept(verb) and not negated(verb)))):
            return []
        return [Act(act, noun, Modality.AGREED, self._who(noun, verb))]

    def _who(self, noun: Token, verb: Token | None) -> tuple[str, ...]:
        """Whose promise it is: its owner, those by whom it was given, the subject of what is told of it, else all."""
        given = [t for t in children(noun, "nmod", "obl") if "by" in cases(t)]
        owners = [m for t in (*children(noun, *OWNERS), *given) for m in self.index.referents(t)]
        token = subject(verb) if verb is not None and not passive(verb) and not noun.dep_.startswith("nsubj") else None
        own = self.bearers.of(token, verb) if token is not None and verb is not None else ()
        return self.index.parties(owners) or own or self.state.principals


def outcome_of(noun: Token) -> ReportedStatus | None:
    """What the words around a promise say came of it: "despite a promise to leave", "has not kept its promise to leave"."""
    if noun.lemma_.lower() not in words("commitments", "strength", "promises"):
        return None
    verb = _verb(noun)
    broken = verb is not None and _kept(verb) and negated(verb) and noun.dep_ in ("obj", "nsubj:pass", "obl")
    return ReportedStatus.MISSED if broken or "despite" in cases(noun) else None


def _verb(noun: Token) -> Token | None:
    return next((t for t in rising(noun.head, 3) if t.pos_ == "VERB"), None)


def _kept(verb: Token) -> bool:
    return any(verb.lemma_.lower() in lemmas for lemmas in lexicon("commitments")["keeping"].values())
