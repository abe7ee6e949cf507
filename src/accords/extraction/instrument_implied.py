"""Which stages words tell of a document that they do not name: "the signing took place", "Signature: Oslo", "talks began in 2012"."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.timex import Precision
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.instrument_governed import ONGOING, PLANNED, Governed
from accords.extraction.instrument_outlook import postponing
from accords.extraction.instrument_stages import ENDED, StageReader
from accords.extraction.lexicons import words
from accords.extraction.syntax import children, phrasal


class ImpliedStages:
    """Reads them in the text of a reader of stages."""

    def __init__(self, reader: StageReader) -> None:
        self.reader = reader

    def of_noun(self, noun: Token) -> list[Governed]:
        """The stage that a noun tells of a document spoken of before ("the signing", "its ratification")."""
        stage = self.reader.words.nouns.get(noun.lemma_.lower())
        if (
            stage is None
            or stage in ONGOING
            or noun.lemma_.lower() in words("instruments", "stage_rules", "announcing")
            or noun.lemma_.lower() in words("instruments", "stage_rules", "from_only")
        ):
            return []
        if noun.lemma_.lower() == "entry" and not any(
            c.lower_ in words("instruments", "force", "nouns") for c in noun.subtree
        ):
            return []
        whole = noun.head if noun.head.lemma_.lower() in words("instruments", "stage_rules", "ceremonies") else noun
        verb = whole.head
        if whole.dep_ in ("nsubj", "nsubj:pass", "obj"):
            if self.reader.words.verb_stage(verb, InstrumentKind.TREATY) is Stage.RATIFIED:  # "ratified the extension"
                return self.reader.told(verb, Stage.RATIFIED)
            tells = words("instruments", "stage_rules", "happening") | words("instruments", "moods", "planners")
            if verb.lemma_.lower() not in tells and postponing(verb) is None:
                return []
        return self.reader.told(noun, stage)

    def begun(self, noun: Token) -> list[Governed]:
        """The negotiation that bare "talks" or "negotiations" tell of, where it is said since which month or year they last."""
        stage, verb = self.reader.words.nouns.get(noun.lemma_.lower()), noun.head
        begins = phrasal(verb) in words("instruments", "stage_rules", "beginning") and noun.dep_ in (
            "nsubj",
            "nsubj:pass",
        )
        own = any(c.dep_ not in ("det", "punct") for c in noun.children)
        if stage is not Stage.NEGOTIATION or not begins or own or "Plur" not in noun.morph.get("Number", []):
            return []
        return [
            g for g in self.reader.told(verb, stage) if g.date is not None and g.date.precision is not Precision.DAY
        ]

    def of_label(self, noun: Token) -> list[Governed]:
        """ "Signature: Oslo, 3 May 2021", "Entry into force: 1 June": what a collection of treaties says of a document."""
        stage = self.reader.words.nouns.get(noun.lemma_.lower())
        if stage not in PLANNED or not noun.is_title:
            return []
        colon = next((i for i in range(noun.i + 1, min(noun.i + 4, len(noun.doc))) if noun.doc[i].text == ":"), None)
        if colon is None or colon + 1 >= len(noun.doc):
            return []
        value = self.reader.dates.labelled(colon + 1)
        ahead = value is not None and self.reader.published is not None and value.first > self.reader.published
        return [Governed(noun, PLANNED[stage] if ahead else stage, value)] if value is not None else []

    def of_verb(self, verb: Token, kind: InstrumentKind | None) -> list[Governed]:
        """The stage that a verb without subject and object tells of a document ("Entered into force on 3 May")."""
        stage = Stage.ENTERED_INTO_FORCE if self.reader.words.force(verb) else self.reader.words.verb_stage(verb, kind)
        return self.reader.told(verb, stage) if stage is not None and not children(verb, "obj") else []

    def of_performance(self, noun: Token) -> list[Governed]:
        """ "Suspended its obligations", "ended its participation": of a document spoken of before."""
        stage = self.reader.words.verbs.get(noun.head.lemma_.lower())
        performed = noun.lemma_.lower() in words("instruments", "stage_rules", "performance")
        dates = self.reader.dating.by_token
        own = [c for c in children(noun, "nmod", "compound") if c.i not in dates]
        objects = noun.dep_ in ("obj", "nsubj:pass") and not own
        return self.reader.told(noun.head, stage) if stage in ENDED and performed and objects else []
