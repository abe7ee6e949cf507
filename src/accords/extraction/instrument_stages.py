"""Which stages of an instrument a sentence tells: from the verb, noun or adjective that governs it, and from its participles."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Token

from accords.core.meeting import Meeting
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.dating import Dating
from accords.extraction.instrument_asides import apart, beside, following, introduced, left_out
from accords.extraction.instrument_dates import StageDates
from accords.extraction.instrument_governed import ONGOING, PLANNED, Governed, settled
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_outlook import Outlook, bygone, declared, outlook, outlook_of_noun, postponing
from accords.extraction.instrument_parliaments import is_legislature
from accords.extraction.instrument_verbs import StageWords
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, children, negated, passive, rising, subject

LASTING = frozenset({Stage.EXTENDED, Stage.SUSPENDED})
ROLES = frozenset({"obj", "obl", "nmod", "conj", "compound", "appos", "obl:agent"})
# Stages that, where their day lies ahead, are plans without a name of their own.
CLOSING = frozenset({Stage.SUSPENDED, Stage.TERMINATED, Stage.RATIFIED, Stage.INITIALLED})
# Stages whose verbs also govern other things: the instrument must be their object.
ENDED = frozenset({Stage.SUSPENDED, Stage.TERMINATED})
OBJECT_ONLY = frozenset({Stage.DRAFTING, Stage.PROPOSED, Stage.EXTENDED, Stage.AMENDED, Stage.SUSPENDED})


class StageReader:
    """Reads stages in one text."""

    def __init__(self, doc: Doc, dating: Dating, published: date | None, meetings: list[Meeting]) -> None:
        self.dating, self.published = dating, published
        self.dates = StageDates(doc, dating, meetings, published)
        self.words = StageWords()

    def of(self, token: Token, kind: InstrumentKind | None = None) -> list[Governed]:
        """The stages told of the instrument named at `token` in its sentence: by its participles, then by what governs it.

        Args:
            token: The noun or pronoun that stands for the instrument.
            kind: Its kind, where that is not said by the noun itself.
        """
        if negated(token):  # "signed no agreement"
            return []
        kind = kind or kind_of(token)
        found = [*self._modifiers(token, kind), *self._governing(token, kind)]
        if not any(g.reached for g in found) and (listed := introduced(token)) is not None:
            found += self._at(*listed, kind)
        named = token.text[0].isupper()
        if named and not found and any(c.lower_ == "draft" for c in children(token, "amod", "compound")):
            found = [Governed(token, Stage.DRAFTING, None)]
        surest: dict[Stage, Governed] = {}
        for g in reversed(
            found
        ):  # of each stage the first that was reached, one signed before one agreed, else the first
            if not (known := surest.get(g.stage)) or g.rank >= known.rank:
                surest[g.stage] = g
        return settled([g for g in found if surest[g.stage].verb.i == g.verb.i])

    # ------------------------------------------------------------ what hangs on the instrument
    def _modifiers(self, token: Token, kind: InstrumentKind | None, besides: Token | None = None) -> list[Governed]:
        """ "the recently signed agreement", "the treaty signed in 1998", "a protocol that they will sign in May", "due in May"."""
        found = []
        if self.words.recent(token, kind):
            found.append(Governed(token, Stage.SIGNED, None))
        for child in [*children(token, "amod", "acl", "acl:relcl"), *beside(token)]:
            if besides is not None and child.i == besides.i:
                continue
            stage = self.words.verb_stage(child, kind)
            if child.dep_ == "amod" and stage is Stage.AMENDED:  # "the revised agreement"
                continue
            if child.dep_ != "amod" and self.words.acted_upon(child):
                found += [g for c in following(child) if (s := self.words.verb_stage(c, kind)) for g in self.told(c, s)]
            if stage is not None and self.words.acted_upon(child):
                found += self.told(child, stage)
            elif child.dep_ in ("acl", "acl:relcl") and (opened := self._opened(child)):
                found += opened
            elif child.dep_ == "acl:relcl" and self.words.force(child):
                found += self.told(child, Stage.ENTERED_INTO_FORCE)
            elif child.lemma_.lower() in words("instruments", "stage_rules", "done"):
                found += self._done(child)
            elif child.lemma_.lower() in words("instruments", "stage_rules", "scheduled") and child.dep_ != "amod":
                found += self._scheduled(child)
        return [*found, *self._in_force(token)]

    def _in_force(self, token: Token) -> list[Governed]:
        """ "The treaty, in force since 2002": the entry into force, where a day is said."""
        held = [c for c in children(token, "nmod", "acl", "acl:relcl") if c.lower_ == "force" and "in" in cases(c)]
        held += [c for v in children(token, "acl") for c in v.subtree if c.lower_ == "force" and apart(c, v)]
        told = [g for c in held for g in self.told(c, Stage.ENTERED_INTO_FORCE)]
        return [g for g in told if g.date is not None]

    def _opened(self, verb: Token) -> list[Governed]:
        """ "Will be opened for signature on 20 May": the signature, where it lies ahead."""
        named = any(self.words.nouns.get(c.lemma_.lower()) is Stage.SIGNED and "for" in cases(c) for c in verb.children)
        told = self.told(verb, Stage.SIGNED) if verb.lemma_.lower() == "open" and named else []
        return [g for g in told if g.stage is Stage.PLANNED_SIGNATURE]

    def _done(self, verb: Token) -> list[Governed]:
        """ "Done at Oslo on 3 May": the signature, where a day is said."""
        done = verb.lemma_.lower() in words("instruments", "stage_rules", "done")
        if verb.dep_ != "acl" or verb.tag_ != "VBN" or not done:  # an active verb tells of another document
            return []
        return [g for g in self.told(verb, Stage.SIGNED) if g.date is not None]

    def _scheduled(self, word: Token) -> list[Governed]:
        """A document planned for a day; nothing where no day is said."""
        if outlook(word) is Outlook.OPEN or word.tag_ == "VBG" or children(word, "xcomp", "obj"):
            return []
        aimed = word.lemma_.lower() in words("instruments", "stage_rules", "aimed")
        dates = [
            t.date for t in self.dating.of(word) if t.date and (not aimed or self.dating.case_of(t) & {"for", "by"})
        ]
        return [Governed(word, Stage.PLANNED_SIGNATURE, dates[0])] if dates else []

    # ------------------------------------------------------------ what the instrument hangs on
    def _governing(self, token: Token, kind: InstrumentKind | None) -> list[Governed]:
        drafted: list[Governed] = []
        for current in rising(token, 4):
            role, head = current.dep_, current.head
            if head.i == current.i or left_out(current):
                return drafted
            if role == "parataxis":
                return self._among_them(current, kind)
            if role not in ROLES and not role.startswith("nsubj"):
                return drafted
            found = [*drafted, *self._at(head, current, kind), *self._shared_object(head, current, kind)]
            found += self._coordinated(head, current, kind)
            if head.lemma_.lower() in words("instruments", "stage_rules", "drafts") and role in ("nmod", "compound"):
                drafted = found  # what is said of the draft is said of the document
                continue
            if found:
                return found
            if head.pos_ == "VERB" or role.startswith("nsubj"):
                return drafted
            if role == "nmod" and not self._carries(head, current):
                return drafted
            if role == "compound" and not (kind_of(head) or self._carrier(head)):  # "joined other treaty partners"
                return drafted
        return drafted

    def _among_them(self, token: Token, kind: InstrumentKind | None) -> list[Governed]:
        """ "Ten papers were signed, among them a treaty": one of those counted."""
        among = any(c.lower_ in ("them", "which") and cases(c) & {"among", "including", "of"} for c in token.children)
        counted = [c for c in children(token.head, "nsubj:pass", "obj") if kind_of(c)]
        return [g for c in counted[:1] for g in self._at(token.head, c, kind)] if among else []

    def _coordinated(self, head: Token, current: Token, kind: InstrumentKind | None) -> list[Governed]:
        """ "was signed in May and ratified in June": what further verbs tell of the subject that they share."""
        if not current.dep_.startswith("nsubj"):
            return []
        further = [v for v in following(head) if not children(v, "obj") or self.words.force(v)]
        return [g for v in further for g in self._at_verb(v, current, kind)]

    def _shared_object(self, head: Token, current: Token, kind: InstrumentKind | None) -> list[Governed]:
        """ "renewed and expanded the treaty": the object of the second verb is that of the first, which has none."""
        first = head.head
        if (
            head.dep_ != "conj"
            or current.dep_ != "obj"
            or first.pos_ != "VERB"
            or children(first, "obj", "xcomp", "ccomp")
        ):
            return []
        return self._at_verb(first, current, kind)

    def _carrier(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        return lemma in self.words.nouns or lemma in words("instruments", "stage_rules", "carriers")

    def _carries(self, noun: Token, inner: Token) -> bool:
        """Whether what is said of a noun is said of the instrument behind its "of": a stage of it, or documents counted."""
        lemma, carrier = noun.lemma_.lower(), self._carrier(noun)
        within = noun.text[0].isupper() and inner.text[0].isupper() and noun.i == inner.left_edge.i - 1
        owned = lemma in words("instruments", "stage_rules", "shares") and bool(children(noun, "nmod:poss"))
        ended = (owned or lemma in words("instruments", "stage_rules", "performance")) and self.words.verbs.get(
            noun.head.lemma_
        ) in ENDED
        if cases(inner) & words("instruments", "stage_rules", "including"):
            return kind_of(noun) is not None
        on = {"of", "on", "to", "for"} | ({"in", "under"} if ended else set())
        return (carrier or within or ended) and bool(cases(inner) & on)

    def _at(self, head: Token, current: Token, kind: InstrumentKind | None) -> list[Governed]:
        role = current.dep_
        if head.pos_ in ("VERB", "AUX") or head.tag_ in ("VBN", "VBD"):
            return self._at_verb(head, current, kind)
        if head.pos_ in ("NOUN", "PROPN") and role in ("nmod", "compound"):
            return self._at_noun(head, current)
        if role.startswith("nsubj") and head.lemma_.lower() in words("instruments", "stage_rules", "ready"):
            return self.told(head, Stage.DRAFTING)
        if role.startswith("nsubj") and head.pos_ == "NOUN" and cases(head) & {"in", "under"}:
            if head.lower_ in words("instruments", "force", "nouns"):
                return self.told(head, Stage.ENTERED_INTO_FORCE)
            stage = self.words.nouns.get(head.lemma_.lower())
            return self.told(head, stage) if stage in ONGOING else []
        if role.startswith("nsubj") and head.pos_ == "ADJ":
            return (self._scheduled(head) if head.lower_ == "due" else []) or self._raised(head, kind)
        return []

    def _at_verb(self, head: Token, current: Token, kind: InstrumentKind | None) -> list[Governed]:
        role, lemma = current.dep_, head.lemma_.lower()
        if role == "obj" and cases(current):
            role = "obl"
        if self.words.force(head):
            return self.told(head, Stage.ENTERED_INTO_FORCE) if role != "obl" else []
        if self.words.over(head):
            return self.told(head, Stage.TERMINATED) if role != "obl" else []
        if role == "nsubj" and lemma in words("instruments", "stage_rules", "dating_back"):
            return [g for g in self.told(head, Stage.SIGNED) if g.date is not None]
        stage = self.words.verb_stage(head, kind)
        if role == "obl" and stage is not None and cases(current) & words("instruments", "stage_rules", "including"):
            counted = any(kind_of(c) for c in children(head, "nsubj:pass", "obj"))
            return self.told(head, stage) if counted else []
        if role == "obl":
            return self._at_oblique(head, current) or self._among_them(current, kind)
        if stage is None and role == "nsubj:pass" and lemma in words("instruments", "stage_rules", "scheduled"):
            return self._scheduled(head) or self._raised(head, kind)
        if stage is None and role in ("obj", "nsubj", "nsubj:pass"):
            return self._opened(head) or self._raised(head, kind)
        if stage is None or (stage in OBJECT_ONLY and role not in ("obj", "nsubj:pass")):
            return []
        bare = not any(c.dep_ in ("det", "nummod", "nmod:poss") for c in current.children)
        if lemma in words("instruments", "stage_rules", "reaching") and bare and role == "obj":
            return []
        if role == "nsubj" and not self.words.by_itself(head, stage):
            return []
        return self.told(head, stage)

    def _at_oblique(self, head: Token, current: Token) -> list[Governed]:
        """ "enter into an agreement", "withdraw from it", "put their names to it", "suspended its duties under it"."""
        lemma, prepositions = head.lemma_.lower(), cases(current) | {c.lower_ for c in children(head, "compound:prt")}
        prepositions |= {c.lower_ for c in children(head, "advmod")} & {"out", "away"}
        for stage, verbs in lexicon("instruments")["oblique"].items():
            if prepositions & set(verbs.get(lemma, ())):
                return self.told(head, Stage(stage))
        objects = {c.lemma_.lower() for c in children(head, "obj")}
        if lemma == "put" and "end" in objects and "to" in prepositions:
            return self.told(head, Stage.TERMINATED)
        if self.words.verbs.get(lemma) in ENDED and objects & words("instruments", "stage_rules", "performance"):
            return self.told(head, self.words.verbs[lemma]) if prepositions & {"in", "under", "of"} else []
        named = {c.lemma_.lower() for c in children(head, "obj")} & words("instruments", "stage_rules", "light_nouns")
        if (
            lemma in words("instruments", "stage_rules", "light_verbs")
            and named
            and prepositions & {"to", "under", "on"}
        ):
            return self.told(head, Stage.SIGNED)
        if lemma == "give" and objects & words("instruments", "stage_rules", "consents") and "to" in prepositions:
            return self.told(head, Stage.RATIFIED) if is_legislature(subject(head)) else []
        if {"vote": "for", "consent": "to"}.get(lemma) in prepositions and is_legislature(subject(head)):
            return self.told(head, Stage.RATIFIED)
        return []

    def _raised(self, head: Token, kind: InstrumentKind | None) -> list[Governed]:
        """ "expects the agreement to be signed", "it is due to be signed": what the infinitive of a plan is said of."""
        for child in [*children(head, "xcomp", "ccomp"), *(children(head, "advcl") if head.pos_ == "ADJ" else [])]:
            found = [
                g
                for verb in (child, *following(child))
                if (stage := self.words.verb_stage(verb, kind)) is not None and (passive(verb) or verb.tag_ == "VBN")
                for g in self.told(verb, stage)
            ]
            if found:
                return found
            if child.dep_ != "ccomp" and self.words.force(child):
                return self.told(child, Stage.ENTERED_INTO_FORCE)
        return []

    def _at_noun(self, head: Token, current: Token) -> list[Governed]:
        lemma = head.lemma_.lower()
        stage = self.words.nouns.get(lemma)
        if head.lower_.removesuffix("s") in words("instruments", "stage_rules", "deposits"):
            ratified = [c for c in children(head, "nmod") if self.words.nouns.get(c.lemma_.lower()) is Stage.RATIFIED]
            return self.told(ratified[0], Stage.RATIFIED) if ratified else []  # "the Instruments of Ratification of"
        if lemma in words("instruments", "stage_rules", "announcing") and not self.words.made_known(current):
            return []
        if (
            lemma in words("instruments", "stage_rules", "consents")
            and head.head.lemma_ == "give"
            and "to" in cases(current)
        ):
            return self.told(head.head, Stage.RATIFIED) if is_legislature(subject(head.head)) else []
        if stage is None or (lemma in words("instruments", "stage_rules", "on_only") and "on" not in cases(current)):
            return []
        if lemma in words("instruments", "stage_rules", "from_only") and "from" not in cases(current):
            return []
        if lemma == "entry" and not any(c.lower_ in words("instruments", "force", "nouns") for c in head.subtree):
            return []
        if stage is Stage.RATIFIED and (law := self._by_law(head)) is not None:
            return self.told(law, Stage.RATIFIED)
        before = head.left_edge.nbor(-1) if head.left_edge.i else head
        if cases(head) and self.words.nouns.get(before.lemma_.lower()) is Stage.NEGOTIATION:
            return self.told(before, Stage.NEGOTIATION)  # "talks on the revision of the treaty"
        return self.told(head, stage)

    @staticmethod
    def _by_law(noun: Token) -> Token | None:
        """The verb by which a parliament passes a law on a ratification ("approved the bill authorising its ratification")."""
        law = next(
            (t for t in rising(noun, 4) if t.lemma_.lower() in words("instruments", "stage_rules", "laws")), None
        )
        if law is None or law.dep_ not in ("obj", "nsubj:pass"):
            return None
        passed = law.head.lemma_.lower() in words("instruments", "stage_rules", "law_verbs")
        signed = law.head.lemma_.lower() == "sign"
        return (
            law.head if passed and (signed or is_legislature(Governed(law.head, Stage.RATIFIED, None).actor)) else None
        )

    # ------------------------------------------------------------ verbs, moods, dates
    def told(self, head: Token, stage: Stage) -> list[Governed]:
        """The stage by its outlook: reached, planned where a plan has a name of its own, else none."""
        if head.dep_ in ("acl", "acl:relcl") and kind_of(head.head) and not passive(head) and head.tag_ != "VBN":
            if any(kind_of(c) for c in children(head, "obj")):
                return self._by_document(head, stage)
        if stage in PLANNED and (put_off := postponing(head)) is not None:
            value = self.dates.aimed_at(put_off)
            return [Governed(head, PLANNED[stage] if value else stage, value, reached=value is not None)]
        if stage in ENDED and (saying := declared(head, stage is Stage.SUSPENDED)) is not None:
            days = self.dates.of(head) or self.dates.of(saying)
            ahead = bool(days) and self.published is not None and days[0].first > self.published
            return [Governed(head, stage, days[0] if days and not ahead else None, reached=not ahead)]
        habit = any(c.lower_ in words("instruments", "moods", "habitually") for c in head.children)
        return [Governed(head, stage, None, reached=False)] if habit else self._by_outlook(head, stage)

    def _by_outlook(self, head: Token, stage: Stage) -> list[Governed]:
        """The stage as the words around it leave it: done, planned or open, with its day."""
        unreached = [Governed(head, stage, None, reached=False)]
        told = outlook(head) if head.pos_ != "NOUN" or cases(head) & {"in", "under"} else outlook_of_noun(head)
        planned = told is Outlook.PLANNED
        if told is Outlook.OPEN or (planned and stage not in ONGOING and stage not in PLANNED):
            return unreached
        ahead = planned and not bygone(head)
        if ahead and stage not in ONGOING and head.lemma_.lower() in words("instruments", "stage_rules", "unsure"):
            return unreached  # "efforts to reach a deal"
        dates = self.dates.of(head, self.published if ahead else None, lasting=stage in LASTING)
        coming = bool(dates) and self.published is not None and dates[0].first > self.published
        if bygone(head) and not (dates and self.published and not coming):
            return unreached
        if stage in ONGOING:  # "talks resume in May"
            return [Governed(head, stage, None if planned or coming or not dates else dates[0])]
        if coming and stage in CLOSING:  # "expires in 2030"
            return unreached
        if planned or coming:
            stage = PLANNED.get(stage, stage)
        several = self.dates.again(head) if stage is Stage.EXTENDED else []
        return [Governed(head, stage, day) for day in several] or [Governed(head, stage, dates[0] if dates else None)]

    def _by_document(self, head: Token, stage: Stage) -> list[Governed]:
        """ "a protocol that extends the treaty": the treaty is extended by the signature of the protocol."""
        of_document = [*self._modifiers(head.head, None, head), *self._governing(head.head, kind_of(head.head))]
        done = [g for g in of_document if g.stage in (Stage.SIGNED, Stage.ENTERED_INTO_FORCE)]
        return [Governed(head, stage, done[0].date)] if done else []
