"""The stage that finds series: named meetings that recur, with their recurrence and host rule."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.series import Series
from accords.core.span import Span as CharSpan
from accords.core.vocabulary import MeetingKind
from accords.extraction.editions import number_of
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.meeting_merging import one_series
from accords.extraction.meeting_words import holder, is_body
from accords.extraction.mentions import span_of
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName, series_name, tidy
from accords.extraction.syntax import cases


class SeriesNames:
    """The names of series and bodies that the meeting nouns of one text carry, or share with one named elsewhere."""

    def __init__(self, doc: Doc, names: list[Name], places: Places, title_end: int) -> None:
        self.names, self.places, self.title_end = names, places, title_end
        self.by_head: dict[str, dict[str, SeriesName]] = {}
        for token in doc:
            found = self.own(token) if token.i >= title_end and (token.text[0].isupper() or is_body(token)) else None
            if found is not None and found.proper:
                self.by_head.setdefault(token.lemma_.lower(), {}).setdefault(found.name, found)

    def of(self, noun: Token) -> SeriesName | None:
        """The name of the series that a meeting noun belongs to: its own, that of the body whose session it is, or the only
        one of such meetings in the text.
        """
        body = self._whose(noun)
        return self.own(noun) or (self.of(body) if body is not None else None) or self._shared(noun)

    def own(self, noun: Token) -> SeriesName | None:
        """The name that the noun carries, without the place where it is held ("on the Black Sea")."""
        named = series_name(noun, self.names, self.title_end)
        if named is None:
            return self._joint(noun)
        for i in range(named.start + 2, named.end):
            token = noun.doc[i]
            water = token.ent_type_ == "LOC" and token.lemma_.lower() in words("meetings", "waters")
            lead = next((c.i for c in token.children if c.dep_ == "case" and c.lower_ == "on"), 0)
            if water and lead > noun.i + 1 and not self.places.is_state(token):
                return SeriesName(tidy(noun.doc[named.start : lead]), named.body, named.proper, named.start, lead)
        return named

    def _joint(self, noun: Token) -> SeriesName | None:
        """The name of a joint body that is written in lower case ("the binational commission on economic cooperation")."""
        if noun.pos_ != "NOUN" or not is_body(noun, words("meetings", "joint_bodies")):
            return None
        own = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and number_of(c.text) is None]
        joint = {c.lower_ for c in own} & words("meetings", "joint_bodies", "joint")
        of_two = {code for t in noun.subtree if t.dep_ in ("nmod", "conj") and (code := self.places.code(t))}
        if not (joint or (len(of_two) > 1 and own)):
            return None
        start = min(c.left_edge.i for c in own)
        end = _end_with_purpose(noun)
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
        named = list(self.by_head.get(noun.lemma_.lower(), {}).values())
        longest = max(named, key=lambda n: len(n.name), default=None)
        alone = longest is not None and all(one_series(n.name, longest.name) for n in named)
        return longest if alone and determiners & words("meetings", "anaphora") else None


def _end_with_purpose(noun: Token) -> int:
    """Where a body's name ends with what it is for ("on economic cooperation"), whatever the parser hangs that on."""
    doc, start = noun.doc, noun.i + 1
    if start >= len(doc) or doc[start].lower_ not in ("on", "for"):
        return start
    end = start + 1
    while end < noun.sent.end and doc[end].text[0].islower() and doc[end].pos_ in ("ADJ", "NOUN", "PROPN", "CCONJ"):
        end += 1
    end -= doc[end - 1].pos_ == "CCONJ"
    return end if end > start + 1 else start


def find_series(doc: Doc, meetings: list[Meeting]) -> list[Series]:
    """Series of one text: those that a sentence says to recur, and bodies whose sessions are told of."""
    found: dict[str, Series] = {}
    for meeting in meetings:
        if not meeting.series:
            continue
        standing = meeting.kind is MeetingKind.SESSION or meeting.ordinal is not None
        recurrence, host, spans = _recurrence(doc, meeting.series)
        if standing or recurrence or host:
            found[meeting.series] = Series(
                content_id("series", meeting.series), meeting.series, spans or meeting.spans[:1], recurrence, host, 0.7
            )
    return list(found.values())


def _recurrence(doc: Doc, name: str) -> tuple[str, str, tuple[CharSpan, ...]]:
    """What the text says of how often and where a series meets: sentences that share the name's words and say "annually"."""
    stems = {w.lower().rstrip("s") for w in name.replace("-", " ").split() if len(w) > 3}
    rules = lexicon("series")
    for sentence in doc.sents:
        lowered = [t.lower_ for t in sentence]
        own = {w.rstrip("s") for w in lowered}
        if not stems or len(stems & own) / len(stems) < 0.6:
            continue
        recurrence = next(
            (rule for rule, cues in rules["recurrence"].items() if any(cue in " ".join(lowered) for cue in cues)), ""
        )
        host = next((rule for rule, cues in rules["host"].items() if any(cue in " ".join(lowered) for cue in cues)), "")
        if recurrence or host:
            return recurrence, host, (span_of(doc, sentence.start, sentence.end),)
    return "", "", ()
