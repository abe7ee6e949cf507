"""What a series is called: by the name of its meetings or its body, else by the words that tell which it is ("strategic dialogue")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.extraction.analysis import Analysis
from accords.extraction.datelines import headed
from accords.extraction.editions import number_of
from accords.extraction.gazetteer import NameKind
from accords.extraction.lexicons import words
from accords.extraction.meeting_kinds import inner_talks
from accords.extraction.meeting_words import holder, is_body, is_people
from accords.extraction.places import Places
from accords.extraction.proper_names import tidy
from accords.extraction.series_names import SeriesNames, end_with_purpose
from accords.extraction.syntax import cases, children


class SeriesNaming:
    """Names the series of one text."""

    def __init__(self, doc: Doc, state: Analysis) -> None:
        self.doc, self.state = doc, state
        self.title_end = headed(doc, state.title_end)
        self.names = SeriesNames(doc, state.names, Places(doc, state.names, state.dateline), self.title_end)

    def of(self, token: Token, cue: Token | None = None) -> str:
        """The name of the series that a word stands for: its own, the one it points at, or made of the words that tell it apart.

        Args:
            token: The word for a meeting or body.
            cue: What says that it recurs; without it only what has a name is a series.
        """
        if token.lower_ == "it":
            body = holder(token.head)
            return self.of(body, cue) if body is not None and body.i != token.i else ""
        if name := self._proper(token):
            return name
        if cue is None:
            return ""
        if self._is_joint(token):
            return self._described(token, cue)
        if token.lemma_.lower() not in words("series", "unnamed"):
            return ""
        if name := self._described(token, cue):
            return name
        return f"{organisation} {token.text}" if (organisation := self._owner(token)) else ""

    def one_of(self, noun: Token, numbered: bool) -> str:
        """The name of the series of a meeting that is told as one of several; without a name of its own that of its body or format.

        Args:
            noun: The word for the meeting or body.
            numbered: Whether a number says so.
        """
        noun = next(iter(inner_talks(noun)), noun)
        name = self._proper(noun)
        if name or self._is_joint(noun):
            return name or self._described(noun)
        body = self._body(noun)
        if body is not None:
            return self._proper(body) or self._described(body)
        return self.of_format(noun) if numbered else ""

    def of_format(self, noun: Token) -> str:
        """The name of meetings by their format: "trilateral summit", "political consultations", "leaders' meeting"."""
        own = self._own(noun)
        telling = noun.lemma_.lower() in words("series", "editions", "strong") or any(
            c.dep_ == "nmod:poss" for c in own
        )
        formats = {t.lower_ for c in own for t in c.subtree} & words("series", "editions", "formats")
        name = self._described(noun) if telling or formats else ""
        return f"{owner} {name}" if name and (owner := self._owner(noun)) and owner not in name else name

    def _proper(self, noun: Token) -> str:
        named = self.names.of(noun)
        if named is None or not (named.proper or named.body):
            return ""
        at_home = any(phrase in named.name.lower() for phrase in words("series", "bodies", "at_home"))
        return "" if at_home else named.name

    def _body(self, noun: Token) -> Token | None:
        """The body whose meeting it is: "the fifth meeting of the steering committee", "the committee, whose next plenary …"."""
        if noun.lemma_.lower() not in words("meetings", "joint_bodies", "numbered"):
            return None
        bodies = [c for c in children(noun, "nmod") if "of" in cases(c)]
        own = {c.lower_ for c in children(noun, "nmod:poss")}
        if own & {"its", "their"} and (held := holder(noun.head)) is not None:
            bodies.append(held)
        if "whose" in own and noun.head.dep_ == "acl:relcl":
            bodies.append(noun.head.head)
        return next((t for t in bodies if self._is_joint(t) or (is_body(t) and self._proper(t))), None)

    def _is_joint(self, noun: Token) -> bool:
        """Whether it is a committee or the like that some words tell apart, and none of one state."""
        if noun.pos_ != "NOUN" or not is_body(noun, words("series", "bodies")):
            return False
        own = {c.lower_ for c in self._own(noun)}
        return bool(own) and not own & (
            words("meetings", "institutions", "domestic") | words("series", "bodies", "domestic")
        )

    def _described(self, noun: Token, cue: Token | None = None) -> str:
        """The words that tell which meeting or body it is, as its name; empty where there are none."""
        own = self._own(noun, cue)
        start = own[0].left_edge.i if own else noun.i
        dull = [i for i in range(start, noun.i) if self._dull(self.doc[i]) or self.doc[i].text == ","]
        start = max(dull, default=start - 1) + 1
        states = {self.names.places.code(t) for t in self.doc[start : noun.i] if not t.is_punct}
        only_one = len(states) == 1 and "" not in states  # "the second U.S. summit"
        return tidy(self.doc[start : end_with_purpose(noun)]) if start < noun.i and not only_one else ""

    def _own(self, noun: Token, cue: Token | None = None) -> list[Token]:
        """The words before a noun that tell which it is."""
        own = [c for c in noun.lefts if (cue is None or c.i != cue.i) and not self._dull(c)]
        return [c for c in own if c.dep_ in ("amod", "compound") or _of_holders(c, noun)]

    @staticmethod
    def _dull(word: Token) -> bool:
        """Whether a word says only that it is one of several, or of what sort."""
        dull = word.lower_ in words("meetings", "editions") or word.lower_ in words("series", "plain")
        return dull or number_of(word.text) is not None

    def _owner(self, noun: Token) -> str:
        """The organisation whose meeting it is: "NATO leaders held their annual summit", "the annual meeting of the Quad"."""
        heads = children(noun, "nmod")
        if any(c.lower_ in ("its", "their") for c in children(noun, "nmod:poss")):
            held = holder(noun.head)
            heads += [held] if held is not None else []
        near = {t.i for head in heads for t in (head, *head.children)}
        return next((n.code for n in self.state.names if n.kind is NameKind.ORGANISATION and n.start in near), "")


def _of_holders(word: Token, noun: Token) -> bool:
    """Whether a possessor tells who meets: "leaders' meeting", but not "the leaders' second meeting"."""
    plural = word.tag_ in ("NNS", "NNPS") and is_people(word)
    return plural and word.dep_ == "nmod:poss" and word.i == noun.i - 2
