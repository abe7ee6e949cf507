"""What a document provides for: "the accord provides for the release of all prisoners", "calls for a committee to be set up",
"lets pilgrims cross without a visa", "under the deal lorries may use the bridge".
"""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.act_reader import ActReader
from accords.extraction.acts import Act
from accords.extraction.lexicons import words
from accords.extraction.modality import is_under_accord, told_as_news
from accords.extraction.syntax import auxiliaries, cases, children, infinitive, negated, passive, subject

AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll"})
PRESENT = frozenset({"VBZ", "VBP"})
ITEMS = 8  # items of a list below its heading, at most
LONGEST_ITEM = 300  # characters


class Provisions(ActReader):
    """Reads what the documents of one text provide for."""

    def of(self, word: Token) -> list[Act]:
        """What a verb or adjective says that a document brings about or lets somebody do."""
        lemma = word.lemma_.lower()
        provides = lemma in words("commitments", "provisions", "verbs")
        permits = lemma in _permitting() or any(c.lower_ == "may" for c in word.children)
        if not (provides or permits) or negated(word) or not told_as_news(word):
            return []
        paper = self._document(word)
        if provides and paper is not None:
            return self._provided(word, paper)
        return self._permitted(word, paper)

    # ------------------------------------------------------------ what is brought about
    def _provided(self, verb: Token, paper: Token) -> list[Act]:
        """ "Provides for the release of all prisoners by May", "calls for a committee to be set up"."""
        if passive(verb):
            return []
        who = self._bound(paper)
        things = [t for t in children(verb, "obj", "obl") if t.dep_ == "obj" or "for" in cases(t)]
        clauses = [c for c in children(verb, "advcl", "xcomp") if infinitive(c)]
        if things and things[0].dep_ == "obl" and clauses and clauses[0].i > things[0].i:
            owners = self.index.parties(self.index.referents(things[0])) if not passive(clauses[0]) else ()
            return [Act(clauses[0], verb, Modality.OBLIGED, owners or who, (), None if owners else things[0])]
        return [
            Act(t, verb, Modality.OBLIGED, self.index.parties(self.index.referents(t)) or who)
            for thing in things
            for t in (thing, *children(thing, "conj"))
            if self._is_deed(t, verb)
        ]

    def _is_deed(self, noun: Token, verb: Token) -> bool:
        """Whether a noun names an act that has a date or a thing of its own."""
        lemma = noun.lemma_.lower()
        acts = words("commitments", "acts", "nouns") - words("commitments", "occasions", "nouns")
        if lemma in acts and (self.deadlines.direct(noun) or self.deadlines.direct(verb)):
            return True
        told = any("of" in cases(c) for c in children(noun, "nmod"))
        return told and lemma in words("commitments", "acts", "dated") | words("commitments", "provisions", "deeds")

    # ------------------------------------------------------------ what is allowed
    def _permitted(self, word: Token, paper: Token | None) -> list[Act]:
        """ "Lets pilgrims cross", "lorries will be allowed to cross", "they will have the right to choose", "may cross"."""
        lemma = word.lemma_.lower()
        letting = lemma in words("commitments", "provisions", "letting")
        if letting and not passive(word):
            return self._let(word, paper) if paper is not None and self._lies_ahead(word) else []
        token = subject(word)
        if token is None or token.pos_ not in ("NOUN", "PROPN", "PRON") or token.tag_ in ("WP", "WDT"):
            return []
        if {c.lower_ for c in token.children} & {"neither", "no"} or lemma in words(
            "commitments", "provisions", "exits"
        ):
            return []
        accord = self._accord(word)
        act: Token | None = None
        if letting and auxiliaries(word) & AHEAD:
            act = next(iter(children(word, "xcomp")), None)
        elif lemma == "have" and auxiliaries(word) & AHEAD:
            rights = [
                c for c in children(word, "obj") if c.lemma_.lower() in words("commitments", "provisions", "rights")
            ]
            act = next((c for right in rights for c in children(right, "acl") if infinitive(c)), None)
        elif lemma in words("commitments", "provisions", "free") and auxiliaries(word) & AHEAD:
            act = next((c for c in children(word, "xcomp", "advcl") if infinitive(c) and c.i > word.i), None)
        elif "may" in auxiliaries(word) and word.pos_ == "VERB" and accord is not None and not passive(word):
            act = word
        if act is None or act.pos_ != "VERB" or (lemma == "able" and accord is None):
            return []
        told = Modality.INTENDS if auxiliaries(word) & AHEAD else Modality.OBLIGED
        return self._leave(act, word, self._bound(accord), token, told)

    def _let(self, verb: Token, paper: Token) -> list[Act]:
        things, acts = children(verb, "obj", "iobj"), children(verb, "xcomp", "ccomp", "advcl")
        acts = [c for c in acts if c.tag_ == "VB" and c.i > verb.i]
        if not things or not acts or acts[0].i < things[0].i:
            return []
        effect = (
            Modality.EXPECTS if auxiliaries(verb) & AHEAD else Modality.OBLIGED
        )  # "will let them cross", "lets them cross"
        return self._leave(acts[0], verb, self._bound(paper), things[0], effect)

    def _leave(self, act: Token, trigger: Token, who: tuple[str, ...], whose: Token, modality: Modality) -> list[Act]:
        """The leave, unless it is only praise of what both sides will be able to do ("will allow us to trade more")."""
        given = self.index.parties(self.index.referents(whose, deep=False))
        theirs = whose.pos_ == "PRON" or bool(given and set(given) >= set(who))
        return [] if theirs else [Act(act, trigger, modality, who, patient=whose, let=True)]

    # ------------------------------------------------------------ questions
    @staticmethod
    def _lies_ahead(verb: Token) -> bool:
        """Whether a document's effect is told as lasting or to come ("allows", "will let", "an accord allowing")."""
        own = auxiliaries(verb)
        return bool(own & AHEAD) or (not own and (verb.tag_ in PRESENT or (verb.tag_ == "VBG" and verb.dep_ == "acl")))

    def _document(self, verb: Token) -> Token | None:
        """The document that is the subject of a verb."""
        token = verb.head if verb.dep_ in ("acl", "acl:relcl") else subject(verb)
        return token if token is not None and self._is_document(token) else None

    def _accord(self, word: Token) -> Token | None:
        """The document under which a clause stands: "under the deal lorries may cross", or in a list headed by it."""
        accords = words("commitments", "provisions", "accords")
        named = [t for t in children(word, "obl") if "under" in cases(t) and t.lemma_.lower() in accords]
        if is_under_accord(word):
            named.append(word.head)
        return named[0] if named else self._heading(word)

    @staticmethod
    def _is_document(token: Token) -> bool:
        return token.lemma_.lower() in words("commitments", "provisions", "documents")

    def _heading(self, word: Token) -> Token | None:
        """The document named in the line with a colon above the short paragraphs among which a word stands."""
        text, place = word.doc.text, word.idx
        for _ in range(ITEMS):
            start = text.rfind("\n\n", 0, place)
            if start < 0 or place - start > LONGEST_ITEM:
                return None
            line = text[text.rfind("\n", 0, start) + 1 : start]
            if line.rstrip().endswith(":"):
                span = word.doc.char_span(start - len(line), start, alignment_mode="expand")
                return next(
                    (t for t in span or () if t.lemma_.lower() in words("commitments", "provisions", "accords")), None
                )
            place = start
        return None

    def _bound(self, paper: Token | None) -> tuple[str, ...]:
        return self.bearers.of_instrument(paper) or self.state.principals


def _permitting() -> frozenset[str]:
    """The words by which leave is told, "may" apart."""
    return words("commitments", "provisions", "letting") | words("commitments", "provisions", "free") | {"have"}
