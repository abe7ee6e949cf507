"""What points back at an instrument spoken of before: "the treaty", "it", "the signing", the law that ratifies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.analysis import Analysis
from accords.extraction.instrument_existence import YEAR
from accords.extraction.instrument_governed import ONGOING, PLANNED, Governed
from accords.extraction.instrument_implied import ImpliedStages
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_parties import PartyReader
from accords.extraction.instrument_record import Named, Way
from accords.extraction.instrument_stages import StageReader
from accords.extraction.instrument_titles import TitleReader
from accords.extraction.lexicons import words
from accords.extraction.syntax import Index, cases, children, negated, passive, subject

REACH = 3  # sentences back in which a pronoun finds its instrument
# Stages that one party may bring about for itself.
UNILATERAL = frozenset({Stage.RATIFIED, Stage.SUSPENDED, Stage.TERMINATED})
# Stages that a document of many reaches for each of its parties.
FORCE = frozenset({Stage.ENTERED_INTO_FORCE, Stage.PLANNED_ENTRY_INTO_FORCE})


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a document was spoken of: an instrument, or a law, which may ratify one."""

    token: Token
    named: Named | None
    law: bool = False


class Trail:
    """The documents of one text in the order in which they were spoken of."""

    def __init__(
        self, doc: Doc, index: Index, state: Analysis, readers: tuple[StageReader, PartyReader, TitleReader]
    ) -> None:
        self.index, self.published = index, state.document.published
        self.stages, self.whose, self.titles = readers
        self.implied = ImpliedStages(self.stages)
        self.found: list[Named] = []
        self.spoken: list[Spoken] = []
        self.sentence = {t.i: n for n, sentence in enumerate(doc.sents) for t in sentence}

    def tell(self, named: Named, token: Token, told: list[Governed], way: Way) -> None:
        """Take in the stages that were reached."""
        for governed in (g for g in told if g.reached):
            named.listed = True
            party = self.whose.ratifier(governed) if governed.stage in UNILATERAL else ""
            if governed.stage in FORCE:
                party = self.whose.beneficiary(governed)
            named.reach(token, governed, party, way)

    def again(
        self,
        named: Named,
        token: Token,
        told: list[Governed],
        extent: tuple[int, int] | None = None,
        way: Way = Way.POINTED,
    ) -> None:
        """Take in another mention, with the tokens of its name where it has words of its own."""
        named.heads.append(token)
        if token.lemma_.lower() not in words("instruments", "stage_rules", "laws"):
            self.spoken.append(Spoken(token, named))
        named.parties.add(self.whose.evidence(token, *(extent or (token.i, token.i)), told))
        self.tell(named, token, told, way)

    def since(self, token: Token, other: Token) -> int:
        """How many sentences a word stands behind another."""
        return self.sentence[token.i] - self.sentence[other.i]

    def _back(self, token: Token) -> Iterator[Spoken]:
        """The documents spoken of before a word, the last first, as far as a pronoun reaches."""
        for spoken in reversed(self.spoken):
            if self.since(token, spoken.token) > REACH:
                return
            yield spoken

    def _only(self) -> Named | None:
        """The one treaty or agreement that the text has spoken of so far; None where there are none or several."""
        alike = [n for n in self.found if n.listed and n.kind.value in words("instruments", "rules", "alike")]
        return alike[0] if len(alike) == 1 else None

    def _last(self, token: Token, reach: int) -> Named | None:
        last = self.spoken[-1] if self.spoken else None
        return last.named if last is not None and self.since(token, last.token) <= reach else None

    # ------------------------------------------------------------ nouns
    def points_back(self, token: Token) -> bool:
        """ "this treaty", "the agreement" without any words of its own."""
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
        plain = words("instruments", "rules", "plain")
        own = [
            c
            for c in token.children
            if c.dep_ in ("nmod", "compound", "amod", "acl", "nummod")
            and not (
                c.lower_ in plain
                or YEAR.fullmatch(c.text)
                or self._apart(c)
                or (cases(c) == {"with"} and not self.index.referents(c))  # "breached the treaty with a missile"
                or children(c, "nummod")
                or (c.i > token.i and not self.titles.complement(c, token))
            )
        ]
        if token.lemma_.lower() == "map":
            own = [c for c in own if c.lower_ != "road"]
        return bool(determiners & {"the", "this", "that", "its", "their"}) and not own

    @staticmethod
    def _apart(child: Token) -> bool:
        """A participle told beside the noun ("the treaty, signed in 1998, …")."""
        return child.dep_ == "acl" and child.tag_ == "VBN"

    def point(self, token: Token, kind: InstrumentKind | None) -> bool:
        """Take up the latest instrument that a definite noun fits; whether there is one."""
        told = self.stages.of(token, kind)
        if token.lemma_.lower() in words("instruments", "rules", "never"):
            return False
        if kind is None and (not told or not self.points_back(token)):
            return False
        lemma, approving = token.lemma_.lower(), words("instruments", "stage_rules", "approving")
        heads = {h.lower_ for n in self.found for h in n.heads}
        praised = [g for g in told if g.verb.lemma_.lower() in approving and g.stage is not Stage.RATIFIED]
        if token.lower_ not in heads and praised:
            return False
        any_kind = lemma in words("instruments", "rules", "pointers")
        alike = words("instruments", "rules", "alike")
        fits = [n for n in self.found if n.kind is kind]
        if not fits:
            fits = [
                n
                for n in self.found
                if self._near(n, token) and (any_kind or (kind and kind.value in alike and n.kind.value in alike))
            ]
        if not fits or any(c.dep_ == "appos" and kind_of(c) for c in token.children):
            return False
        self.again(max(fits, key=lambda n: max(self._salience(h) for h in n.heads)), token, told)
        return True

    def _salience(self, head: Token) -> tuple[int, bool, int]:
        """How readily a noun points back to a mention: to the last sentence, there to its subject, else to the last word."""
        return self.sentence[head.i], head.dep_.startswith("nsubj"), head.i

    def _near(self, named: Named, token: Token) -> bool:
        return any(0 <= self.since(token, h) <= REACH for h in named.heads if h.i < token.i)

    # ------------------------------------------------------------ pronouns and what is not said
    def pronoun(self, token: Token) -> None:
        """ "it": the document spoken of last, of those that can reach the stage."""
        if children(token.head, "ccomp", "csubj") or token.dep_ == "expl":  # "it was agreed that"
            return
        for spoken in self._back(token):
            named = spoken.named
            if spoken.law and named is not None:
                self._ratified_by_law(named, token)
                return
            if named is None:
                return
            told = [g for g in self.stages.of(token, named.kind) if g.stage not in ONGOING]
            signing = bool(told) and told[0].stage is Stage.PLANNED_SIGNATURE and told[0].verb.lemma_ != "open"
            if signing and named.signed_before(self.published):
                continue
            fitting = named.kind.value in words("instruments", "rules", "alike")
            if told and (fitting or told[0].stage in (Stage.SIGNED, Stage.PLANNED_SIGNATURE)):
                self.again(named, token, told, way=Way.PRONOUN)
                return

    def pronouns(self, token: Token) -> None:
        """ "They were ratified in May": several documents of the sentence that spoke of some last."""
        near = [s for s in self._back(token) if s.named is not None]
        group = list(
            {id(s.named): s.named for s in near if s.named and self.since(s.token, near[0].token) == 0}.values()
        )
        if len(group) < 2 or token.dep_ not in ("nsubj:pass", "obj"):
            return
        for named in group:
            told = [g for g in self.stages.of(token, named.kind) if g.stage not in ONGOING]
            if told:
                self.again(named, token, told, way=Way.PRONOUN)

    def begun(self, noun: Token) -> None:
        """ "Talks began in 2012": the negotiation of the document spoken of last, where no other matter is named."""
        named = self._last(noun, REACH - 1)
        if named is not None and named.kind.value in words("instruments", "rules", "alike"):
            self.tell(named, noun, self.implied.begun(noun), Way.IMPLIED)

    def stage_noun(self, noun: Token) -> None:
        """ "The signing took place on Monday", "its ratification": a stage of the document spoken of last."""
        named = self._last(noun, REACH - 1)
        known = named or self._only()
        if known is None:
            return
        around = words("instruments", "stage_rules", "deposits") | words("instruments", "stage_rules", "ceremonies")
        deposit = noun.head if noun.head.lemma_.lower() in around else noun
        determiners = {c.lower_ for c in (*noun.children, *deposit.children) if c.dep_ in ("det", "nmod:poss")}
        fitting = {"the", "its", "their"} if deposit.i != noun.i else {"the", "its"}
        if named is None:
            if determiners & {"its", "their"}:
                self.tell(known, noun, self.implied.of_performance(noun), Way.IMPLIED)
        elif labelled := self.implied.of_label(noun):
            self.tell(named, noun, labelled, Way.IMPLIED)
        elif determiners & fitting and not self._of_another(noun):
            told = self.implied.of_noun(noun) or self.implied.of_performance(noun)
            self.tell(named, noun, told, Way.IMPLIED)

    @staticmethod
    def _of_another(noun: Token) -> bool:
        """Whether the words of a noun say what it is a stage of."""
        return any(c.dep_ == "compound" for c in noun.children) or any(kind_of(t) for t in noun.subtree)

    def fragment(self, verb: Token) -> None:
        """ "Signed at Oslo on 3 May.": a line of a collection of treaties, of the document spoken of last."""
        named = self._last(verb, REACH)
        if named is None or verb.dep_ != "ROOT" or subject(verb) is not None:
            return
        if any(h.dep_ == "ROOT" or h.dep_.startswith("nsubj") for h in named.heads):  # not only named in passing
            self.tell(named, verb, self.implied.of_verb(verb, named.kind), Way.IMPLIED)

    def aim(self, verb: Token) -> None:
        """ "Both sides now aim at April": the date of what the sentence before left open of the document spoken of last."""
        value = self.stages.dates.aimed_at(verb)
        further = children(verb, "obj", "xcomp", "ccomp", "advcl")
        if value is None or further or negated(verb) or not self._of_sides(verb):
            return
        ahead = {**PLANNED, **{stage: stage for stage in PLANNED.values()}}
        for spoken in self._back(verb):
            if spoken.named is None or spoken.law:
                return
            told = [g for g in self.stages.of(spoken.token, spoken.named.kind) if g.stage in ahead]
            if told and told[-1].reached and told[-1].stage in PLANNED:  # done: nothing of it is ahead
                return
            if told:
                spoken.named.reach(verb, Governed(verb, ahead[told[-1].stage], value), "", Way.IMPLIED)
                return

    def _of_sides(self, verb: Token) -> bool:
        """Whether a verb in the active is said of parties or persons ("both sides", "they"), not of what has a date of its own."""
        token = subject(verb)
        return token is not None and not passive(verb) and (token.pos_ == "PRON" or bool(self.index.referents(token)))

    # ------------------------------------------------------------ laws
    def law(self, token: Token) -> None:
        """A law by which a state ratifies the instrument spoken of; any other law is nothing that "it" may skip."""
        if "into" in cases(token):  # "signed it into law": no law of its own
            return
        around = [*token.subtree, *token.doc[max(token.i - 1, 0) : token.i + 4]]
        by_name = any(t.lemma_.lower() in words("instruments", "stage_nouns", "ratified") for t in around)
        told = [e for s in self.spoken[-1:] if s.named for e in s.named.events if e.stage is Stage.RATIFIED]
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        near = [s.named for s in self.spoken if s.named and self.since(token, s.token) <= REACH + 2]
        named = near[-1] if near and (by_name or (told and definite)) else None
        if named is not None:
            self._ratified_by_law(named, token)
        self.spoken.append(Spoken(token, named, True))

    def _ratified_by_law(self, named: Named, token: Token) -> None:
        verb = token.head
        passed = verb.lemma_.lower() in words("instruments", "stage_rules", "law_verbs")
        if passed and token.dep_ in ("obj", "nsubj:pass"):
            self.again(named, token, self.stages.told(verb, Stage.RATIFIED))
