"""Which verbs and nouns tell which stage, by the lexicon and the words beside them."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.instrument_governed import Governed
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_parliaments import is_legislature
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, children, passive, phrasal, subject


class StageWords:
    """The stages of verbs and nouns."""

    def __init__(self) -> None:
        self.verbs, self.nouns = (
            {lemma: Stage(stage) for stage, lemmas in lexicon("instruments")[table].items() for lemma in lemmas}
            for table in ("stages", "stage_nouns")
        )

    def verb_stage(self, verb: Token, kind: InstrumentKind | None) -> Stage | None:
        """The stage that a verb tells of an instrument of a kind; None where it tells none."""
        lemma = phrasal(verb)
        stage = self.verbs.get(lemma) or self.verbs.get(verb.lemma_.lower()) or self.verbs.get(verb.lower_)
        if lemma in words("instruments", "ratifiers", "verbs") and is_legislature(
            Governed(verb, Stage.RATIFIED, None).actor
        ):
            return Stage.RATIFIED
        if stage is Stage.DRAFTING and any("to" in cases(c) and is_legislature(c) for c in children(verb, "obl")):
            return None  # "submitted the treaty to parliament"
        if lemma == "leave" and passive(verb):
            return None  # "what is left of the treaty"
        if lemma == "sign" and any(
            c.lemma_.lower() in words("instruments", "stage_rules", "laws") for c in verb.children
        ):
            return Stage.RATIFIED  # "signed the treaty into law"
        if lemma in words("instruments", "stage_rules", "approving") and kind is not None:
            return stage if kind.value in words("instruments", "stage_rules", "approved_kinds") else None
        if lemma in words("instruments", "stage_rules", "announcing") and (
            kind is None or kind.value not in words("instruments", "stage_rules", "announced_kinds")
        ):
            return None
        if lemma == "apply" and any(c.lower_ == "provisionally" for c in children(verb, "advmod")):
            return Stage.ENTERED_INTO_FORCE
        return stage

    @staticmethod
    def force(verb: Token) -> bool:
        """Whether a verb tells of the entry into force ("enters into force", "took effect", "has been applied since May")."""
        if verb.lemma_.lower() == "apply" and (passive(verb) or not children(verb, "obj")):
            return any("since" in cases(c) for c in children(verb, "obl", "obl:unmarked"))
        if verb.lemma_.lower() not in words("instruments", "force", "verbs"):
            return False
        return any(
            c.lower_ in words("instruments", "force", "nouns") and (cases(c) & {"into", "in"} or c.dep_ == "obj")
            for c in verb.children
        )

    @staticmethod
    def over(verb: Token) -> bool:
        """Whether a verb tells of the end of its subject or object ("came to an end", "was brought to an end")."""
        closing = verb.lemma_.lower() in words("instruments", "stage_rules", "closing")
        return closing and any(c.lower_ == "end" and "to" in cases(c) for c in children(verb, "obl"))

    @staticmethod
    def by_itself(verb: Token, stage: Stage) -> bool:
        """Whether an active verb tells the stage of its subject: "the treaty expires", "has applied provisionally"."""
        ends = {verb.lemma_.lower(), phrasal(verb)} & words("instruments", "stage_rules", "own_ends") and not children(
            verb, "obj"
        )
        return bool(ends) or stage is Stage.ENTERED_INTO_FORCE

    @staticmethod
    def acted_upon(verb: Token) -> bool:
        """Whether a modifying verb has the instrument as its object."""
        if verb.dep_ == "acl:relcl":
            relative = [c for c in verb.children if c.dep_ == "obj" and c.lower_ in ("that", "which")]
            objects = [c for c in verb.children if c.dep_ == "obj"]
            bare = not objects and subject(verb) is not verb.head and bool(children(verb, "nsubj"))
            aside = verb.left_edge.i == verb.i and verb.tag_ in ("VBD", "VBN") and not objects  # ", reached in May,"
            return passive(verb) or bool(relative) or bare or aside
        return verb.tag_ in ("VBN", "VBD", "JJ")

    @staticmethod
    def made_known(token: Token) -> bool:
        """Whether a document is written as a name and of a kind that is announced, not signed ("the announcement of the Plan")."""
        kind = kind_of(token)
        announced = kind is not None and kind.value in words("instruments", "stage_rules", "announced_kinds")
        return announced and token.text[0].isupper()

    @staticmethod
    def recent(token: Token, kind: InstrumentKind | None) -> bool:
        """ "The recent agreement between A and B" is there; nothing of "recent agreements" or one without parties."""
        alike = kind is not None and kind.value in words("instruments", "rules", "alike")
        recent = any(c.lower_ == "recent" for c in children(token, "amod"))
        parties = any(cases(c) & {"between", "with", "among"} for c in children(token, "nmod"))
        return alike and recent and parties and "Plur" not in token.morph.get("Number", [])

    def tells(self, word: Token) -> bool:
        """Whether a participle before a noun is a stage, no word of a title ("the initialled agreement")."""
        stage = self.verb_stage(word, None) if word.tag_ in ("VBN", "VBD") else None
        return stage is not None and stage is not Stage.AMENDED
