"""The names of series and bodies that meeting nouns carry, or share with one named elsewhere in the text."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc, Token

from accords.extraction.editions import number_of
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.meeting_kinds import inner_talks
from accords.extraction.meeting_merging import one_series
from accords.extraction.meeting_words import holder, is_body
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName, series_name, tidy
from accords.extraction.syntax import cases

INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "CCONJ"})  # words of what a body is for


class SeriesNames:
    """The names of series and bodies that the meeting nouns of one text carry, or share with one named elsewhere."""

    def __init__(self, doc: Doc, names: list[Name], places: Places, title_end: int) -> None:
        self.names, self.places, self.title_end = names, places, title_end
        self.doc = doc
        self._by_head: dict[str, list[SeriesName]] = {}

    def of(self, noun: Token) -> SeriesName | None:
        """The name of the series that a meeting noun belongs to: its own, that of the body whose session it is, or the only
        one of such meetings in the text.
        """
        body = self._whose(noun)
        talks = next(iter(inner_talks(noun)), None)
        if talks is not None:
            return self.own(talks) or self._placed(talks)
        own = self.own(noun)
        if own is not None and " " not in own.name:  # "the eighth meeting of the Council"
            return self._shared(self.doc[own.start]) or own
        return own or (self.of(body) if body is not None else None) or self._shared(noun)

    def own(self, noun: Token) -> SeriesName | None:
        """The name that the noun carries, without the place where it is held ("on the Black Sea")."""
        named = series_name(noun, self.names, self.title_end)
        if named is None:
            return self._joint(noun)
        if named.end - named.start == 1 and (end := end_with_purpose(noun.doc[named.start])) > named.end:
            return replace(named, name=tidy(noun.doc[named.start : end]), end=end)
        for i in range(named.start + 2, named.end):
            token = noun.doc[i]
            water = token.ent_type_ == "LOC" and token.lemma_.lower() in words("meetings", "waters")
            lead = next((c.i for c in token.children if c.dep_ == "case" and c.lower_ == "on"), 0)
            if water and lead > noun.i + 1 and not self.places.is_state(token):
                return SeriesName(tidy(noun.doc[named.start : lead]), named.body, named.proper, named.start, lead)
        return named

    @staticmethod
    def _placed(talks: Token) -> SeriesName | None:
        """The name of talks in rounds that are known by their place ("the twelfth round of the Geneva talks")."""
        before = next((c for c in talks.lefts if c.dep_ == "compound" and c.text[0].isupper()), None)
        if before is None:
            return None
        start = before.left_edge.i
        return SeriesName(tidy(talks.doc[start : talks.i + 1]), "", True, start, talks.i + 1)

    def _joint(self, noun: Token) -> SeriesName | None:
        """The name of a joint body that is written in lower case ("the binational commission on economic cooperation")."""
        if noun.pos_ != "NOUN" or not is_body(noun, words("meetings", "joint_bodies")):
            return None
        own = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and number_of(c.text) is None]
        joint = {c.lower_ for c in own} & words("meetings", "joint_bodies", "joint")
        of_two = {code for t in noun.subtree if t.dep_ in ("nmod", "conj") and (code := self.places.code(t))}
        of_two |= {
            code for c in own for t in c.subtree if (code := self.places.code(t))
        }  # "the Uzbek-Kyrgyz commission"
        if not (joint or (len(of_two) > 1 and own)):
            return None
        start = min(c.left_edge.i for c in own)
        end = end_with_purpose(noun)
        return SeriesName(tidy(noun.doc[start:end]), "", True, start, end)

    def _whose(self, noun: Token) -> Token | None:
        """The body that holds "its ninth session", or the one behind "session of"."""
        if noun.lemma_.lower() not in words("meetings", "joint_bodies", "numbered"):
            return None
        bodies = [c for c in noun.children if c.dep_ == "nmod" and "of" in cases(c)]
        own = {c.lower_ for c in noun.children if c.dep_ in ("nmod:poss", "det")}
        if noun.dep_ == "obj" and own & {"its", "their", "a", "an"}:
            held = holder(noun.head)
            named = held is not None and is_body(held) and (own & {"its", "their"} or self._body_of(held))
            bodies += [held] if held is not None and named else []
        return next((token for token in bodies if is_body(token)), None)

    def _body_of(self, noun: Token) -> str:
        """The organisation that a noun names or belongs to."""
        return next((n.code for n in self.names if n.kind is NameKind.ORGANISATION and n.start <= noun.i < n.end), "")

    def _shared(self, noun: Token) -> SeriesName | None:
        own = {c.i for c in noun.children if c.dep_ in ("compound", "amod", "nmod:poss") and c.text[0].isupper()}
        if any(number_of(noun.doc[i].text) is None for i in own):
            return None
        determiners = {c.lower_ for c in noun.children if c.dep_ in ("det", "nmod:poss")}
        named = self._headed(noun.lemma_.lower()) if determiners & words("meetings", "anaphora") else []
        longest = max(named, key=lambda n: len(n.name), default=None)
        alone = longest is not None and all(one_series(n.name, longest.name) for n in named)
        return longest if alone else None

    def _headed(self, lemma: str) -> list[SeriesName]:
        """The names in the text with this word for their head, once each."""
        if lemma not in self._by_head:
            found: dict[str, SeriesName] = {}
            for token in self._nouns.get(lemma, ()):
                named = self.own(token) if token.text[0].isupper() or is_body(token) else None
                if named is not None and named.proper:
                    found.setdefault(named.name, named)
            self._by_head[lemma] = list(found.values())
        return self._by_head[lemma]

    @cached_property
    def _nouns(self) -> dict[str, list[Token]]:
        """The nouns of the text behind its title, by lemma."""
        found: dict[str, list[Token]] = {}
        for token in self.doc[self.title_end :]:
            if token.pos_ in ("NOUN", "PROPN"):
                found.setdefault(token.lemma_.lower(), []).append(token)
        return found


def end_with_purpose(noun: Token) -> int:
    """Where a body's name ends with what it is for ("on economic cooperation"), whatever the parser hangs that on."""
    doc, start = noun.doc, noun.i + 1
    if start >= len(doc) or doc[start].lower_ not in ("on", "for", "of"):
        return start
    end = start + 1
    while end < noun.sent.end and doc[end].text[0].islower() and (doc[end].pos_ in INSIDE or doc[end].lower_ == "of"):
        end += 1
    end -= doc[end - 1].pos_ in ("CCONJ", "ADP")
    return end if end > start + 1 else start
