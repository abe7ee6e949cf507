"""Whether a noun or title stands for one document between parties, not for documents of a sort, a law, or one state's plan."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.analysis import Analysis
from accords.extraction.gazetteer import NameKind
from accords.extraction.instrument_governed import Governed
from accords.extraction.instrument_titles import is_domestic
from accords.extraction.lexicons import words
from accords.extraction.mentions import unique
from accords.extraction.syntax import Index, cases, children

YEAR = re.compile(r"(?:19|20)\d\d")
INDIVIDUAL = frozenset({"between", "with", "among"})
ABOUT = frozenset({"on", "concerning", "regarding"})


def plural(noun: Token) -> bool:
    """Whether a noun stands for several things."""
    return "Plur" in noun.morph.get("Number", [])


class Existence:
    """Judges the documents of one text."""

    def __init__(self, doc: Doc, index: Index, state: Analysis) -> None:
        self.doc, self.index, self.state = doc, index, state

    def exists(self, token: Token, kind: InstrumentKind, told: list[Governed]) -> bool:
        """Whether a described noun stands for one document, not for documents of a sort or one that nobody made."""
        if kind.value in words("instruments", "rules", "proper_only"):
            named = token.text[0].isupper() or self._joint(token)
            praised = words("instruments", "stage_rules", "approving") | words(
                "instruments", "stage_rules", "announcing"
            )
            approving = frozenset() if named else praised
            if not named and plural(token):
                return False
            domestic = is_domestic([t.lower_ for t in token.subtree])
            told = [g for g in told if g.stage is not Stage.PROPOSED and g.verb.lemma_.lower() not in approving]
            return bool(told) and not domestic
        if plural(token) and (children(token, "nummod") or self._of_a_sort(token)):
            return False
        indefinite = any(c.dep_ == "det" and c.lower_ not in ("the", "this", "that") for c in token.children)
        return any(g.reached or not indefinite for g in told) or self._individual(token)

    @staticmethod
    def _joint(token: Token) -> bool:
        """ "A joint declaration issued in Kabul": a document of its own, unlike any statement."""
        joint = any(c.lower_ == "joint" for c in children(token, "amod"))
        return joint and token.lemma_.lower() in words("instruments", "rules", "solemn")

    @staticmethod
    def _of_a_sort(token: Token) -> bool:
        """ "Signed trade deals": documents of a sort, without an article, partner or subject."""
        known = any(c.dep_ in ("det", "nmod:poss") for c in token.children)
        return not known and not any(cases(c) & (INDIVIDUAL | ABOUT) for c in children(token, "nmod"))

    def _individual(self, token: Token) -> bool:
        """Whether a noun stands for one document: of certain parties ("the agreement between A and B", "our security treaty")."""
        if plural(token):
            return False
        described = [
            c for c in children(token, "compound", "amod") if c.lower_ not in words("instruments", "rules", "plain")
        ]
        owned = children(token, "nmod:poss")
        between = [c for c in children(token, "nmod") if cases(c) & INDIVIDUAL]
        named = [c for c in (*described, *owned, *between) if self.index.referents(c)]
        definite = any(c.lower_ == "the" for c in children(token, "det"))
        about = definite and any(cases(c) & ABOUT for c in children(token, "nmod"))
        dated = any(YEAR.fullmatch(t.text) for c in children(token, "nmod") if cases(c) == {"of"} for t in c.subtree)
        dated = dated or any(YEAR.fullmatch(c.text) for c in token.lefts)
        ours = bool(owned) and any(cases(c) & ABOUT for c in children(token, "nmod"))
        return bool(between and named) or bool(described and named) or about or ours or dated

    def of_one_state(self, token: Token, start: int) -> bool:
        """Whether a plan or strategy is one state's own ("the Norwegian National Transport Plan", "its Arctic Strategy")."""
        if self.doc[start].lower_ in words("instruments", "rules", "national"):
            return True
        owners = [m for c in children(token, "nmod:poss") for m in self.index.referents(c)]
        inside = [n.code for n in self.state.names if start <= n.start < token.i and n.kind is not NameKind.CAPITAL]
        parties = unique([*self.index.parties(owners), *inside])
        its = any(c.lower_ == "its" for c in children(token, "nmod:poss"))
        return its or (len(parties) == 1 and len(parties[0]) == 2)

    def names_itself(self, token: Token) -> bool:
        """Whether a "joint statement" is the very text that is read, by its title."""
        own = any(token.lemma_.lower() in name.split() for name in words("instruments", "rules", "own"))
        return own and token.lower_ in self.state.document.title.lower()

    def too_weak(self, token: Token, told: list[Governed]) -> bool:
        """Whether a word names a document only where it is signed ("a letter of intent"), or not even then ("a contract")."""
        lemma = token.lemma_.lower()
        signed = [g for g in told if g.reached and g.stage is Stage.SIGNED]
        made = any(g.sure or g.verb.lemma_.lower() == "agree" for g in signed)
        at_home = any(c.lower_ in words("instruments", "rules", "home") for c in token.children)
        bare = not any(c.dep_ in ("det", "nmod:poss", "compound", "amod", "nummod") for c in token.children)
        if bare and cases(token) & {"by", "in", "upon"}:  # "by agreement of the sides"
            return True
        if at_home or self.names_itself(token):
            return True
        own = {c.lower_ for c in children(token, "amod", "compound", "nmod", "acl")}
        if own and own <= words("instruments", "rules", "foregoing"):
            return True
        return lemma in words("instruments", "rules", "never") or (
            lemma in words("instruments", "rules", "weak") and not made
        )
